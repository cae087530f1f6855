//! A small file of callgrind's, and files that are none.

use super::*;

/// `main` does 10 itself, calls ours twice and the library once. Both copy: 30 for us and 10 for the library.
const FILE: &str = "\
# callgrind format
version: 1
positions: line
events: Ir
summary: 200

fl=(1) src/main.rs
fn=(1) main
1 4
+1 6
cfi=(2) src/ours.rs
cfn=(2) ours::verify
calls=2 10
* 120
cfn=(3) aws_lc_0_47_0_SHA256_Update
calls=1 0
-1 70

fl=(2)
fn=(2)
10 50
fi=(9) inlined.rs
11 20
fe=(2)
12
cfn=(4) memcpy
calls=3 0
12 30
cfn=(5) ours::walk'2
calls=1 0
13 20

fn=(5)
20 20

fn=(3)
1 40
cfn=(6) sha256_block
calls=1 0
2 20
cfn=(4)
calls=1 0
2 10

fn=(6)
1 20

fn=(4)
1 40

totals: 200
";

#[test]
fn what_the_library_does_is_not_ours() {
    let profile = Profile::read(FILE).unwrap();
    assert_eq!((profile.ours, profile.backend), (130.0, 70.0));
    let functions: Vec<_> = profile.functions.iter().map(|(name, cost)| (name.as_str(), *cost)).collect();
    assert_eq!(functions, [("main", 10.0), ("memcpy", 30.0), ("ours::verify", 70.0), ("ours::walk", 20.0)]);
}

#[test]
fn counts_are_those_of_one_iteration() {
    let profile = Profile::read(FILE).unwrap().of_one(10);
    assert_eq!((profile.ours, profile.backend, profile.functions["memcpy"]), (13.0, 7.0, 3.0));
}

#[test]
fn recursion_is_no_caller_of_its_own() {
    let text = "fn=(1) walk\n1 10\ncfn=(2) walk'2\ncalls=1 1\n1 90\nfn=(2)\n1 90\ncfn=(2)\ncalls=5 1\n1 80\n";
    let profile = Profile::read(text).unwrap();
    assert_eq!((profile.ours, profile.functions["walk"]), (100.0, 100.0));
}

#[test]
fn only_names_of_the_c_library_are_the_library() {
    for name in ["aws_lc_0_47_0_EVP_PKEY_free", "_aws_lc_0_47_0_RAND_bytes"] {
        assert!(is_backend(name), "{name}");
    }
    for name in ["aws_lc_rs::hmac::sign", "memcpy", "jose_crypto::backend::prepare", ""] {
        assert!(!is_backend(name), "{name}");
    }
}

#[test]
fn what_is_no_profile_is_refused() {
    for (name, text) in [
        ("nothing", ""),
        ("nothing collected", "events: Ir\nfn=(1) main\n"),
        ("a cost without a function", "1 4\n"),
        ("a call of nothing", "fn=(1) main\n1 1\ncalls=1 0\n1 4\n"),
        ("a name that was never given", "fn=(7)\n1 4\n"),
        ("not a number", "fn=(1) main\n1 four\n"),
    ] {
        assert!(Profile::read(text).is_err(), "{name}");
    }
}
