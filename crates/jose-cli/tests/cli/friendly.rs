//! Mistakes that everybody makes: a token where a file was meant, the wrong command, a token with something around it.

use crate::{
    fixtures::{RFC7516_A3_TOKEN, WELL_KNOWN_TOKEN},
    support::Bench,
};

fn bench() -> Bench {
    let bench = Bench::new();
    bench.pair("ES256", "k.jwk", "k.pub.jwk");
    bench.key("A256GCM", "d.jwk");
    bench
}

#[test]
fn a_token_in_place_of_a_file_is_not_repeated() {
    let bench = bench();
    let long = "Zm9v".repeat(100);
    let bearer = format!("Bearer {WELL_KNOWN_TOKEN}");
    let variable = format!("env:{WELL_KNOWN_TOKEN}");
    for text in [WELL_KNOWN_TOKEN, RFC7516_A3_TOKEN, "eyJhbGciOiJub25lIn0", "e30.c2VjcmV0.", &long, &bearer, &variable]
    {
        for command in [
            &["inspect"][..],
            &["verify", "--key", "k.jwk"],
            &["decrypt", "--key", "d.jwk"],
            &["token", "open", "--key", "k.jwk", "--issuer", "i", "--audience", "a"],
            &["sign", "--key"],
        ] {
            let said = bench.run(&[command, &[text]].concat()).fails(3, "input.read");
            assert!(said.contains("that is a token, not a file: put it in a file or pipe it in"), "{said}");
            assert!(!said.contains(text.get(..12).unwrap()), "{said}");
            let run = bench.run(&[command, &[text, "--json"]].concat());
            assert_eq!((run.status, run.stdout.len()), (3, 0));
            assert!(run.stderr.contains("that is a token, not a file"), "{}", run.stderr);
            assert!(!run.stderr.contains(text.get(..12).unwrap()), "{}", run.stderr);
        }
    }
    let key = bench.read("d.jwk");
    let said = bench.run(&["decrypt", "--key", &key]).fails(3, "input.read");
    assert!(said.contains("that is JSON, not a file") && !said.contains("kty"), "{said}");
}

#[test]
fn a_file_is_read_whatever_its_name() {
    let bench = bench();
    let name = "eyJhbGciOiJub25lIn0.e30.";
    bench.write(name, WELL_KNOWN_TOKEN);
    bench.run(&["inspect", name]).text();
    // A name with two dots is not yet a token.
    let said = bench.run(&["verify", "--key", "issuer.pub.jwk"]).fails(3, "input.read");
    assert!(said.contains("cannot read issuer.pub.jwk"), "{said}");
}

#[test]
fn names_are_shortened() {
    let bench = bench();
    let name = "n".repeat(200);
    let shown = format!("{}...", "n".repeat(125));
    let said = bench.run(&["inspect", &name]).fails(3, "input.read");
    assert!(said.contains(&format!("cannot read {shown}: ")), "{said}");
    bench.write(&name, "not a key");
    let said = bench.run(&["sign", "--key", &name]).refused("jwk.format");
    assert!(said.contains(&format!("{shown}: ")) && !said.contains(&name), "{said}");
    let said = bench.run(&["key", "generate", "--alg", "ES256", "-o", &name]).fails(3, "output.exists");
    assert!(said.contains(&shown) && !said.contains(&name), "{said}");
    let said = bench.run(&["quickstart", "--dir", &format!("k.jwk/{name}")]).fails(3, "output.write");
    assert!(said.contains("...: ") && !said.contains(&name), "{said}");
}

#[test]
fn a_token_of_the_other_form_names_the_command_for_it() {
    let bench = bench();
    let signed = bench.run_with(&["sign", "--key", "k.jwk"], b"x").text();
    let encrypted = bench.run_with(&["encrypt", "--key", "d.jwk"], b"x").text();
    let ecdh = "eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTI1NkdDTSJ9..AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA";
    for token in [&encrypted, RFC7516_A3_TOKEN, ecdh] {
        let run = bench.run_with(&["verify", "--key", "k.jwk"], token.as_bytes());
        assert!(run.stderr.contains("error[parse."), "{}", run.stderr);
        assert_eq!((run.status, run.stdout.len()), (1, 0));
        assert!(run.stderr.contains("an encrypted token") && run.stderr.contains("jose decrypt"), "{}", run.stderr);
    }
    let said = bench.run_with(&["decrypt", "--key", "d.jwk"], signed.as_bytes()).refused("parse.segments");
    assert!(said.contains("a signed token") && said.contains("jose verify"), "{said}");
}

#[test]
fn what_is_around_a_token_is_named() {
    let bench = bench();
    let signed = bench.run_with(&["sign", "--key", "k.jwk"], b"x").text();
    let encrypted = bench.run_with(&["encrypt", "--key", "d.jwk"], b"x").text();
    let open: &[&str] = &["token", "open", "--key", "k.jwk", "--issuer", "i", "--audience", "a"];
    let nested = [open, &["--decrypt-key", "d.jwk"]].concat();
    for (command, token) in [
        (&["verify", "--key", "k.jwk"][..], &signed),
        (&["decrypt", "--key", "d.jwk"], &encrypted),
        (&["inspect"], &signed),
        (&["inspect"], &encrypted),
        (open, &signed),
        (&nested, &encrypted),
    ] {
        for (text, said) in [
            (String::new(), "the input is empty"),
            (" \n".to_owned(), "the input is empty"),
            (format!(" {token}"), "white space"),
            (format!("{token}\n\n"), "white space"),
            (token.replacen('.', ".\n", 1), "white space"),
            (format!("Bearer {token}"), "`Bearer`"),
            (format!("bearer {token}\n"), "`Bearer`"),
            (format!("\"{token}\""), "quotation marks"),
            (r#"{"payload":"e30","signatures":[]}"#.to_owned(), "JSON serialization"),
            (r#"{"protected":"a.b.c"}"#.to_owned(), "JSON serialization"),
        ] {
            let run = bench.run_with(command, text.as_bytes());
            assert_eq!((run.status, run.stdout.len()), (1, 0), "{text:?}");
            assert!(run.stderr.contains("error[parse.") && run.stderr.contains(said), "{text:?}: {}", run.stderr);
        }
    }
}
