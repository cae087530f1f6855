//! What fails, what does not, and whom it names.

use super::super::baseline::Tools;
use super::*;

fn profile(ours: f64, backend: f64, functions: &[(&str, f64)]) -> Counted {
    let functions = functions.iter().map(|(name, cost)| ((*name).to_owned(), *cost)).collect();
    Counted { profile: Profile { ours, backend, functions }, as_built: ours }
}

fn one(name: &str, counted: Counted) -> BTreeMap<String, Counted> {
    [(name.to_owned(), counted)].into()
}

fn baseline(ours: f64, backend: f64, functions: &[(&str, f64)]) -> Baseline {
    let mut baseline = Baseline::default();
    baseline.update(Tools::default(), &one("verify", profile(ours, backend, functions)), true).unwrap();
    baseline
}

#[test]
fn more_than_three_percent_fails_and_less_does_not() {
    for (now, expected) in [
        (1000.0, None),
        (1030.0, None),
        (1031.0, Some(true)),
        (5000.0, Some(true)),
        (970.0, None),
        (969.0, Some(false)),
        (1.0, Some(false)),
    ] {
        let findings = compare(&baseline(1000.0, 0.0, &[]), &one("verify", profile(now, 0.0, &[])), |_| true);
        assert_eq!(findings.first().map(Finding::fails), expected, "{now}: {findings:?}");
        assert!(findings.len() <= 1, "{now}: {findings:?}");
    }
}

#[test]
fn what_is_only_worse_as_users_build_it_fails_by_itself() {
    for (ours, as_built, expected) in [
        (1000.0, 1100.0, vec![]),
        (1000.0, 1101.0, vec!["WORSE  verify: as users build it, 1000 instructions before and 1101 now (+10.1 %)"]),
        (900.0, 1200.0, vec!["better verify: 1000 instructions before, 900 now", "WORSE  verify: as users build it"]),
        (1100.0, 1200.0, vec!["WORSE  verify: 1000 instructions before, 1100 now"]),
        (1031.0, 5000.0, vec!["WORSE  verify: 1000 instructions before, 1031 now", "WORSE  verify: as users build it"]),
        (1000.0, 901.0, vec![]),
        (1000.0, 500.0, vec!["better verify: 1000 instructions before, 500 now"]),
        (500.0, 500.0, vec!["better verify: 1000 instructions before, 500 now"]),
    ] {
        let counted = Counted { as_built, ..profile(ours, 0.0, &[]) };
        let findings = compare(&baseline(1000.0, 0.0, &[]), &one("verify", counted), |_| true);
        let texts: Vec<_> = findings.iter().map(ToString::to_string).collect();
        assert_eq!(texts.len(), expected.len(), "{ours} {as_built}: {texts:?}");
        assert!(
            texts.iter().zip(expected).all(|(text, start)| text.starts_with(start)),
            "{ours} {as_built}: {texts:?}"
        );
        assert!(findings.iter().all(|finding| finding.fails() == finding.to_string().starts_with("WORSE")));
    }
}

#[test]
fn the_functions_to_blame_are_those_that_grew_most() {
    let before = baseline(1000.0, 0.0, &[("steady", 600.0), ("parse", 300.0), ("copy", 100.0)]);
    let now = profile(1500.0, 0.0, &[("steady", 600.0), ("parse", 350.0), ("copy", 90.0), ("new", 460.0)]);
    let findings = compare(&before, &one("verify", now), |_| true);
    let [Finding::Worse { functions, .. }] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(functions, &[("new".to_owned(), 460.0), ("parse".to_owned(), 50.0)]);
    let text = findings[0].to_string();
    assert!(text.contains("WORSE  verify: 1000 instructions before, 1500 now (+50.0 %)"), "{text}");
    assert!(text.contains("+460  new\n"), "{text}");
}

#[test]
fn a_second_use_of_the_primitive_is_found_and_random_numbers_are_not() {
    for (then, now, fails) in
        [(20_000.0, 40_000.0, true), (0.0, 600.0, true), (0.0, 400.0, false), (700_000.0, 701_000.0, false)]
    {
        let findings = compare(&baseline(1.0, then, &[]), &one("verify", profile(1.0, now, &[])), |_| true);
        assert_eq!(findings.iter().any(Finding::fails), fails, "{then} {now}");
    }
}

#[test]
fn what_only_one_side_knows_is_a_finding() {
    let before = baseline(1000.0, 0.0, &[]);
    let other = one("sign", profile(10.0, 0.0, &[]));
    let findings = compare(&before, &other, |_| true);
    assert_eq!(findings, [Finding::Unknown { operation: "sign".into() }, Finding::Gone { operation: "verify".into() }]);
    assert!(findings.iter().all(Finding::fails));
    assert_eq!(compare(&before, &other, |name| name == "sign").len(), 1, "what nobody chose is not missed");
}

#[test]
fn the_table_shows_what_there_is_no_baseline_for() {
    let text = table(&baseline(1000.0, 0.0, &[]), &one("sign", profile(10.0, 5.0, &[])));
    assert!(text.lines().nth(1).unwrap().starts_with("sign "), "{text}");
    let now = Counted { as_built: 1200.0, ..profile(900.0, 5.0, &[]) };
    let text = table(&baseline(1000.0, 0.0, &[]), &one("verify", now));
    let row: Vec<_> = text.lines().nth(1).unwrap().split_whitespace().collect();
    assert_eq!(row, ["verify", "900", "1000", "-10.0", "%", "1200", "+20.0", "%", "5"], "{text}");
}
