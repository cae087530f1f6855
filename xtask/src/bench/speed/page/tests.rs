//! What the page says of rows that were made up.

use super::super::figures::Figure;
use super::*;

fn row(family: &str, operation: &str, values: &[(Kind, &str, Option<f64>)]) -> Row {
    let lanes = values
        .iter()
        .map(|(kind, subject, value)| Figure {
            subject: (*subject).to_owned(),
            kind: *kind,
            nanoseconds: 600.0,
            to_primitive: *value,
            to_peer: *value,
        })
        .collect();
    Row { family: family.into(), operation: operation.into(), base: "the MAC".into(), lanes, failed: Vec::new() }
}

fn example() -> Vec<Row> {
    vec![
        row(
            "JWS: sign",
            "HS256 sign",
            &[
                (Kind::Primitive, "primitive", Some(1.0)),
                (Kind::Peer, "other", Some(1.4)),
                (Kind::Ours, "ours", Some(1.9)),
            ],
        ),
        row("Keys", "set of 100 keys, pick by kid", &[(Kind::Ours, "ours", None)]),
    ]
}

#[test]
fn a_missed_target_is_named_and_so_is_who_is_faster() {
    let page = text(&example(), &[], &[], false);
    assert!(page.contains("| HS256 sign | at most 1.70x the primitive | 1.90x | **missed** |"), "{page}");
    assert!(page.contains("| HS256 sign | 1.90x | other | 1.40x |"), "{page}");
    assert!(page.contains("| set of 100 keys, pick by kid | at most 60 ns | 600 ns | **missed** |"), "{page}");
}

#[test]
fn a_family_has_a_plot_if_there_is_something_to_compare_with() {
    let page = text(&example(), &[], &[], false);
    assert!(page.contains("(performance/jws-sign.svg)"));
    assert!(!page.contains("(performance/keys.svg)"));
    assert!(page.contains("| HS256 sign | 600 ns | **1.90** | 1.40 |"), "{page}");
    assert!(page.contains("The primitive here: the MAC."));
}

#[test]
fn who_does_not_build_or_run_is_named() {
    let mut rows = example();
    rows[0].failed.push(("third".into(), "a | b".into()));
    let page = text(&rows, &[("fourth".into(), "error[E0277]".into())], &[], false);
    assert!(page.contains("does not build here: **fourth** (`error[E0277]`)"));
    assert!(page.contains("| HS256 sign | third | a \\| b |"));
}

#[test]
fn the_machine_is_described_by_kind() {
    let page = text(&example(), &[], &[("compiler".into(), "rustc 1.95.0".into())], true);
    assert!(page.contains("| compiler | rustc 1.95.0 |"));
    assert!(page.contains("a quick run"));
}

#[test]
fn file_names_are_words() {
    assert_eq!(file_name("JWS: verify and validate"), "jws-verify-and-validate");
}
