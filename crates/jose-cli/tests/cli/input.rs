//! Where input comes from, what is trimmed, and what is too much.

use crate::{fixtures, support::Bench};

fn bench() -> Bench {
    let bench = Bench::new();
    bench.pair("ES256", "k.jwk", "k.pub.jwk");
    bench
}

#[test]
fn a_file_a_dash_and_nothing_are_three_ways_to_say_it() {
    let bench = bench();
    bench.write("payload", "hello");
    let sign = ["sign", "--key", "k.jwk"];
    for (more, stdin) in [(&["payload"][..], &b""[..]), (&["-"], b"hello"), (&[], b"hello")] {
        let token = bench.run_with(&[&sign[..], more].concat(), stdin).text();
        bench.write("token", &token);
        let verify = ["verify", "--key", "k.pub.jwk"];
        for (more, stdin) in [(&["token"][..], ""), (&["-"], &token), (&[], &token)] {
            assert_eq!(bench.run_with(&[&verify[..], more].concat(), stdin.as_bytes()).bytes(), b"hello");
        }
    }
}

#[test]
fn a_key_may_come_from_standard_input_or_the_environment() {
    let bench = bench();
    bench.write("payload", "hello");
    let key = bench.read("k.jwk");
    let from_stdin = bench.run_with(&["sign", "--key", "-", "payload"], key.as_bytes()).text();
    let from_environment =
        bench.run_in(&["sign", "--key", "env:SIGNING_KEY"], b"hello", &[("SIGNING_KEY", &key)]).text();
    for token in [from_stdin, from_environment] {
        assert_eq!(bench.run_with(&["verify", "--key", "k.pub.jwk"], token.as_bytes()).bytes(), b"hello");
    }
    bench.run(&["sign", "--key", "env:NOT_SET"]).fails(3, "input.environment");
}

#[test]
fn one_line_ending_after_a_token_is_no_part_of_it() {
    let bench = bench();
    let token = bench.run_with(&["sign", "--key", "k.jwk"], b"x").text();
    let verify = |text: String| bench.run_with(&["verify", "--key", "k.pub.jwk"], text.as_bytes());
    for end in ["", "\n", "\r\n"] {
        assert_eq!(verify(format!("{token}{end}")).bytes(), b"x");
    }
    for (start, end) in [("", "\n\n"), ("", " "), ("", "\r"), (" ", ""), ("\n", ""), ("", "\r\r\n"), ("\u{feff}", "")] {
        let run = verify(format!("{start}{token}{end}"));
        assert_eq!((run.status, run.stdout.as_slice()), (1, &b""[..]), "{start:?} {end:?}");
        assert!(run.stderr.contains("error[parse."), "{}", run.stderr);
    }
}

#[test]
fn payloads_are_bytes_and_stay_as_they_are() {
    let bench = bench();
    bench.key("A256GCM", "shared.jwk");
    let every_byte: Vec<u8> = (0..=255).collect();
    for payload in [&b""[..], b"\n", b"line\n", b"line\r\n", b" padded ", b"\xff\xfe\x00", &every_byte] {
        let signed = bench.run_with(&["sign", "--key", "k.jwk"], payload).bytes();
        assert!(signed.ends_with(b"\n"));
        assert_eq!(bench.run_with(&["verify", "--key", "k.jwk"], &signed).bytes(), payload);
        let encrypted = bench.run_with(&["encrypt", "--key", "shared.jwk"], payload).bytes();
        assert!(encrypted.ends_with(b"\n"));
        assert_eq!(bench.run_with(&["decrypt", "--key", "shared.jwk"], &encrypted).bytes(), payload);
    }
}

#[test]
fn what_cannot_be_read_is_3() {
    let bench = bench();
    bench.run(&["sign", "--key", "missing.jwk"]).fails(3, "input.read");
    bench.run(&["sign", "--key", "k.jwk", "missing.txt"]).fails(3, "input.read");
    bench.run(&["verify", "--key", "k.jwk", "."]).fails(3, "input.read");
    bench.run(&["inspect", "missing.txt"]).fails(3, "input.read");
}

#[test]
fn what_is_too_much_is_refused() {
    let bench = bench();
    let much = vec![b'a'; 1024 * 1024 + 3];
    bench.write("much", &much);
    bench.run(&["verify", "--key", "k.jwk", "much"]).refused("parse.limit");
    bench.run_with(&["inspect"], &much).refused("parse.limit");
    bench.run_with(&["inspect"], &much[..=1024 * 1024]).refused("parse.limit");
    bench.run(&["sign", "--key", "k.jwk", "much"]).refused("input.limit");
    bench.run(&["sign", "--key", "much"]).refused("jwk.limit");
    // The payload is small enough and the token is not: nothing here would read it.
    bench.write("nearly", &much[..800 * 1024]);
    bench.run(&["sign", "--key", "k.jwk", "nearly"]).refused("input.limit");
    bench.write("enough", &much[..760 * 1024]);
    let token = bench.run(&["sign", "--key", "k.jwk", "enough"]).bytes();
    assert_eq!(bench.run_with(&["verify", "--key", "k.jwk"], &token).bytes().len(), 760 * 1024);
}

#[test]
fn bytes_that_no_token_has_are_refused() {
    let bench = bench();
    bench.run_with(&["verify", "--key", "k.jwk"], b"\xff\xfe").refused("parse.base64");
    bench.run_with(&["verify", "--key", "k.jwk"], b"").refused("parse.segments");
}

#[test]
fn a_reader_that_goes_away_is_3_and_no_panic() {
    let bench = Bench::new();
    bench.write("k.jwk", fixtures::RFC7515_A1_KEY);
    let mut child = bench.command(&["key", "convert", "k.jwk", "--to", "jwk"]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(output.stderr, b"");
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_is_3() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let bench = bench();
    let output = bench.command(&["key", "public", "k.jwk"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stderr).unwrap().contains("error[output.write]"));
}
