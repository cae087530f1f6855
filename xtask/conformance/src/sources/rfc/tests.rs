//! Examples that were changed must fail.

use super::*;
use crate::accounting::{Ours, Verdict};

fn example(name: &str, id: &str) -> (Value, Vec<Value>) {
    let (_, text) = FILES.iter().find(|(file, _)| *file == name).unwrap();
    let value: Value = serde_json::from_str(text).unwrap();
    let examples = list(&value, "examples").unwrap();
    let example = examples.iter().find(|example| example["id"] == id).unwrap().clone();
    let keys = named(&example, &serde_json::from_str(KEYS).unwrap()).unwrap();
    (example, keys)
}

fn outcomes(kind: Kind, example: &Value, keys: Vec<Value>) -> Vec<Outcome> {
    let mut file = File::new("f", 0);
    message(kind, example, keys).unwrap().run("", &mut file);
    file.cases.into_iter().map(|case| case.outcome).collect()
}

#[test]
fn every_example_passes() {
    for file in run(Path::new("no such folder")).unwrap() {
        let failed: Vec<_> = file.cases.iter().filter(|case| case.outcome != Outcome::Passed).collect();
        assert!(failed.is_empty(), "{}: {failed:?}", file.path);
        assert_eq!(file.cases.len(), file.stated, "{}", file.path);
    }
}

#[test]
fn another_content_is_seen() {
    for (kind, file, id) in [(Kind::Signed, "rfc7520.json", "4.4"), (Kind::Encrypted, "rfc7520.json", "5.8")] {
        let (mut value, keys) = example(file, id);
        value["content"] = "another".into();
        let outcomes = outcomes(kind, &value, keys);
        assert_eq!(outcomes.len(), 6);
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::Failed { ours: None, .. })), "{outcomes:?}");
    }
}

#[test]
fn what_is_made_with_other_random_values_differs() {
    let (mut value, keys) = example("rfc7520.json", "5.8");
    value["cek"] = "AAAAAAAAAAAAAAAAAAAAAA".into();
    let outcomes = outcomes(Kind::Encrypted, &value, keys);
    for pair in outcomes.chunks(2) {
        assert_eq!(pair[0], Outcome::Passed);
        assert!(matches!(pair[1], Outcome::Failed { ours: None, .. }), "{pair:?}");
    }
}

#[test]
fn a_signature_that_cannot_come_out_twice_alike_is_still_verified() {
    let (value, keys) = example("rfc7520.json", "4.8");
    let mut one = message(Kind::Signed, &value, keys).unwrap();
    one.content.push(b'!');
    let mut file = File::new("f", 0);
    one.run("", &mut file);
    assert!(file.cases.iter().all(|case| matches!(case.outcome, Outcome::Failed { .. })), "{file:?}");
}

#[test]
fn a_key_that_is_not_there_is_a_failure() {
    let (value, _) = example("rfc7520.json", "4.4");
    assert!(named(&value, &Value::Null).is_err());
    assert!(outcomes(Kind::Signed, &value, Vec::new()).iter().all(|one| matches!(one, Outcome::Failed { .. })));
}

#[test]
fn what_must_be_refused_and_is_accepted_fails() {
    let (mut value, keys) = example("rfc7520.json", "4.4");
    value["refused"] = "for no reason".into();
    value.as_object_mut().unwrap().remove("again");
    for outcome in outcomes(Kind::Signed, &value, keys) {
        assert!(matches!(outcome, Outcome::Failed { ours: Some(Ours::Accepts), .. }), "{outcome:?}");
    }
}

#[test]
fn other_kinds_of_examples_can_fail_too() {
    for (file, id, member, value) in [
        ("rfc7638.json", "3.1", "thumbprint", "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xt"),
        ("rfc7518.json", "B.1", "tag", "652c3fa36b0a7c5b3219fab3a30bc1c5"),
        ("rfc7518.json", "C", "derived", "VqqN6vgjbSBcIijNcacQGw"),
        ("rfc7518.json", "C", "shared", "00"),
        ("rfc8037.json", "A.6", "shared", "00"),
        ("rfc8037.json", "A.7", "shared", "00"),
        ("rfc7517.json", "C", "password", "Thus from my lips, by yours, my sin is forgiven."),
    ] {
        let (mut changed, keys) = example(file, id);
        changed[member] = value.into();
        let kind = changed["kind"].as_str().unwrap().to_owned();
        let outcome = single(&kind, &changed, &keys);
        assert!(!matches!(outcome, Ok(Outcome::Passed)), "{file}, {id}: {outcome:?}");
    }
    assert!(single("poem", &Value::Null, &[]).is_err());
    let (_, keys) = example("rfc7517.json", "A.1");
    assert_eq!(key::set(&keys), Ok(Verdict::Accepts));
    assert_ne!(key::set(&[keys[0].clone(), Value::Null]), Ok(Verdict::Accepts));
}
