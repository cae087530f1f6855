//! The accounts are checked with accounts that are wrong.

use super::*;

const ROW: Exception = Exception { file: "f", ids: &["1"], ours: Ours::Refuses, reason: "why" };

fn refused() -> Verdict {
    Verdict::Refuses("no".to_owned())
}

fn file(outcomes: &[(&str, Outcome)], stated: usize) -> File {
    let mut file = File::new("f", stated);
    for (id, outcome) in outcomes {
        file.add(*id, Ok(outcome.clone()));
    }
    file
}

fn settled(outcome: Outcome, row: Exception) -> Outcome {
    let mut file = file(&[("1", outcome)], 1);
    settle(&mut file, &[row]);
    assert!(file.problems.is_empty(), "{:?}", file.problems);
    file.cases.remove(0).outcome
}

#[test]
fn only_the_stated_end_passes() {
    assert_eq!(Verdict::Accepts.judge(Expected::Accept), Outcome::Passed);
    assert_eq!(refused().judge(Expected::Refuse), Outcome::Passed);
    for (verdict, expected) in [
        (Verdict::Accepts, Expected::Refuse),
        (refused(), Expected::Accept),
        (Verdict::Differs(String::new()), Expected::Accept),
        (Verdict::Differs(String::new()), Expected::Refuse),
    ] {
        assert!(matches!(verdict.judge(expected), Outcome::Failed { .. }));
    }
}

#[test]
fn what_is_skipped_must_be_refused() {
    assert_eq!(refused().skipped("no JOSE"), Outcome::Skipped("no JOSE"));
    for verdict in [Verdict::Accepts, Verdict::Differs("other plaintext".to_owned())] {
        assert!(matches!(verdict.skipped("no JOSE"), Outcome::Failed { ours: None, .. }));
    }
}

#[test]
fn an_exception_excuses_one_way_of_ending() {
    assert_eq!(settled(refused().judge(Expected::Accept), ROW), Outcome::Excepted("why"));
    let other_way = Verdict::Accepts.judge(Expected::Refuse);
    assert_eq!(settled(other_way.clone(), ROW), other_way);
    let differs = Verdict::Differs("other plaintext".to_owned()).judge(Expected::Accept);
    assert_eq!(settled(differs.clone(), ROW), differs);
}

#[test]
fn an_exception_that_is_not_needed_fails() {
    assert!(matches!(settled(Outcome::Passed, ROW), Outcome::Failed { .. }));
    assert!(matches!(settled(Outcome::Skipped("no JOSE"), ROW), Outcome::Failed { .. }));
    let twice = [ROW, ROW];
    let mut file = file(&[("1", refused().judge(Expected::Accept))], 1);
    settle(&mut file, &twice);
    assert!(matches!(file.cases[0].outcome, Outcome::Failed { .. }));
}

#[test]
fn an_exception_for_no_case_is_a_problem() {
    let mut file = file(&[("2", Outcome::Passed)], 1);
    settle(&mut file, &[ROW]);
    assert_eq!(file.problems.len(), 1);
}

#[test]
fn a_lost_or_doubled_case_is_a_problem() {
    let mut lost = file(&[("1", Outcome::Passed)], 2);
    settle(&mut lost, &[]);
    assert_eq!(lost.problems, ["1 cases were run and there are 2"]);
    let mut doubled = file(&[("1", Outcome::Passed), ("1", Outcome::Passed)], 2);
    settle(&mut doubled, &[]);
    assert_eq!(doubled.problems, ["two cases have the same id"]);
}

#[test]
fn a_vector_that_is_not_understood_is_a_failed_case() {
    let mut file = File::new("f", 1);
    file.add("1", Err("no key".to_owned()));
    assert_eq!(Tally::of(&file.cases), Tally { failed: 1, ..Tally::default() });
}

#[test]
fn a_tally_adds_up() {
    let outcomes = [
        ("1", Outcome::Passed),
        ("2", Outcome::failed("x")),
        ("3", Outcome::Excepted("y")),
        ("4", Outcome::Skipped("z")),
    ];
    let tally = Tally::of(&file(&outcomes, 4).cases);
    assert_eq!(tally, Tally { passed: 1, failed: 1, excepted: 1, skipped: 1 });
    assert_eq!(tally.total(), 4);
}

#[test]
fn of_two_verdicts_the_first_that_is_no_acceptance_counts() {
    assert_eq!(Verdict::Accepts.and_then(|| Ok(refused())), Ok(refused()));
    assert_eq!(refused().and_then(|| Ok(Verdict::Accepts)), Ok(refused()));
    assert_eq!(Verdict::Accepts.and_then(|| Err("no key".to_owned())), Err("no key".to_owned()));
    assert_eq!(Verdict::Accepts.and_then(|| Ok(Verdict::Accepts)), Ok(Verdict::Accepts));
}
