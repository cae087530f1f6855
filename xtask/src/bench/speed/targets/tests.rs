//! Bounds, and rows that keep or miss them.

use super::super::figures::{Figure, Kind};
use super::*;

fn figure(kind: Kind, subject: &str, nanoseconds: f64, to_primitive: f64, to_peer: f64) -> Figure {
    let subject = subject.to_owned();
    Figure { subject, kind, nanoseconds, to_primitive: Some(to_primitive), to_peer: Some(to_peer) }
}

fn row(operation: &str, lanes: Vec<Figure>) -> Row {
    Row { family: String::new(), operation: operation.to_owned(), base: String::new(), lanes, failed: Vec::new() }
}

#[test]
fn a_bound_is_met_up_to_the_digits_that_are_shown() {
    let verdict = |bound, measured| Verdict { bound, measured }.is_met();
    assert!(verdict(Bound::Primitive(1.03), 1.034));
    assert!(!verdict(Bound::Primitive(1.03), 1.036));
    assert!(verdict(Bound::SpeedUp(1.9), 1.896));
    assert!(!verdict(Bound::SpeedUp(1.9), 1.88));
    assert!(!verdict(Bound::Nanoseconds(60.0), 61.0));
}

#[test]
fn a_row_has_its_own_promise_and_the_one_against_peers() {
    let lanes = vec![figure(Kind::Ours, "ours", 1.0, 2.5, 1.5), figure(Kind::Peer, "peer", 1.0, 1.7, 1.0)];
    let found: Vec<_> = verdicts(&row("HS256 verify", lanes)).iter().map(Verdict::is_met).collect();
    assert_eq!(found, [true, false], "faster than promised, and slower than the peer");
}

#[test]
fn what_was_not_measured_has_no_verdict() {
    assert!(verdicts(&row("HS256 verify", Vec::new())).is_empty());
    assert!(verdicts(&row("no such operation", vec![figure(Kind::Ours, "ours", 1.0, 9.0, 9.0)])).is_empty());
}

#[test]
fn two_threads_are_judged_by_the_work_they_do() {
    let lanes = vec![
        figure(Kind::Ours, "ours, one thread", 100.0, 1.0, 1.0),
        figure(Kind::Ours, "ours, two threads", 51.0, 1.0, 1.0),
        figure(Kind::Peer, "peer, two threads", 1.0, 1.0, 1.0),
    ];
    let verdicts = verdicts(&row("HS256 verify, two threads", lanes));
    assert_eq!(verdicts.len(), 1);
    assert!(verdicts[0].is_met());
    assert_eq!(verdicts[0].finding(), "1.96x");
}

#[test]
fn no_operation_has_two_promises() {
    for (place, (operation, _)) in BOUNDS.iter().enumerate() {
        assert!(BOUNDS.iter().skip(place + 1).all(|(other, _)| other != operation), "{operation}");
    }
}
