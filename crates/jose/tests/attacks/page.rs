//! `docs/attacks.md` and these tests agree: every entry has its row, every test stands in the row of its number, and every place exists.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use crate::support::{TestKey, TestRecipient, issuer};

/// The entries of sections A to G, and of the whole list.
const TESTED: std::ops::RangeInclusive<u16> = 1..=117;
const ALL: std::ops::RangeInclusive<u16> = 1..=171;

const SECTIONS: [&str; 7] = [
    "a_algorithm_and_key",
    "b_names",
    "c_signatures",
    "d_structure",
    "e_encoding",
    "f_key_management",
    "g_content_encryption",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The rows of the tables: the number, and what stands behind it.
fn rows() -> Vec<(u16, String)> {
    let page = fs::read_to_string(root().join("docs/attacks.md")).unwrap();
    let row = |line: &str| {
        let (number, rest) = line.strip_prefix("| ")?.split_once(" |")?;
        Some((number.parse().ok()?, rest.to_owned()))
    };
    page.lines().filter_map(row).collect()
}

/// What stands between backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The tests of the sections by number, from their sources.
fn tests() -> BTreeMap<u16, BTreeSet<String>> {
    let mut tests: BTreeMap<u16, BTreeSet<String>> = BTreeMap::new();
    for section in SECTIONS {
        let path = root().join(format!("crates/jose/tests/attacks/{section}.rs"));
        let source = fs::read_to_string(path).unwrap();
        let lines: Vec<&str> = source.lines().collect();
        for pair in lines.windows(2) {
            let name = pair[1].strip_prefix("fn ").and_then(|rest| rest.split_once('('));
            let (Some((name, _)), "#[test]") = (name, pair[0]) else { continue };
            let number = name.strip_prefix("attack_").and_then(|rest| rest.get(..3));
            let number = number.unwrap_or_else(|| panic!("{name} is not named after an attack")).parse().unwrap();
            assert!(tests.entry(number).or_default().insert(name.to_owned()), "{name} is there twice");
        }
    }
    tests
}

#[test]
fn every_entry_has_one_row_in_order() {
    let numbers: Vec<u16> = rows().into_iter().map(|(number, _)| number).collect();
    assert_eq!(numbers, ALL.collect::<Vec<_>>());
}

#[test]
fn every_entry_of_a_to_g_is_a_test_in_its_row() {
    let tests = tests();
    assert_eq!(tests.keys().copied().collect::<Vec<_>>(), TESTED.collect::<Vec<_>>());
    for (number, row) in rows() {
        let named: BTreeSet<String> =
            quoted(&row).filter(|text| text.starts_with("attack_")).map(str::to_owned).collect();
        assert_eq!(named, tests.get(&number).cloned().unwrap_or_default(), "row {number}");
    }
}

#[test]
fn every_place_exists_and_every_row_has_one_or_says_why_not() {
    for (number, row) in rows() {
        let places: Vec<&str> = quoted(&row)
            .filter(|text| ["crates/", "docs/", "xtask/", "fuzz/"].iter().any(|start| text.starts_with(start)))
            .collect();
        let excused = ["open", "does not apply", "not here"].iter().any(|word| row.contains(word));
        assert!(!places.is_empty() || excused, "row {number} names no place: {row}");
        for place in places {
            assert!(root().join(place).exists(), "row {number}: {place}");
        }
    }
}

#[test]
fn every_hostile_token_of_the_kit_has_a_row() {
    let known: BTreeSet<u16> = rows().into_iter().map(|(number, _)| number).collect();
    for key in TestKey::ALL {
        let issuer = issuer().sign_with(key);
        let all = jose_testing::hostile::all(&issuer).into_iter();
        for token in all.chain(jose_testing::hostile::encrypted(&issuer, &TestRecipient::RsaOaep.encryption_key())) {
            assert!(known.contains(&token.attack), "{}", token.name);
        }
    }
}
