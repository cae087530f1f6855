//! The arithmetic: which samples meet, and what their median is.

use super::*;

fn measured(operation: &str, lanes: &[(&str, &str, &[f64])]) -> Measured {
    let lanes: Vec<serde_json::Value> = lanes
        .iter()
        .map(|(kind, subject, samples)| serde_json::json!({"kind": kind, "subject": subject, "nanoseconds": samples}))
        .collect();
    let whole = serde_json::json!({
        "family": "f", "operation": operation, "base": "b", "lanes": lanes, "failed": [["nobody", "why"]],
    });
    serde_json::from_value(whole).unwrap()
}

#[test]
fn the_median_of_nothing_is_nothing() {
    assert_eq!(median(&[]), None);
    assert_eq!(median_of_quotients(&[1.0], &[]), None);
}

#[test]
fn the_median_is_the_middle_or_between_the_two() {
    assert_eq!(median(&[9.0, 1.0, 2.0]), Some(2.0));
    assert_eq!(median(&[9.0, 1.0, 2.0, 4.0]), Some(3.0));
}

#[test]
fn a_quotient_is_taken_within_a_round() {
    // The second round was disturbed, and both lanes felt it. The quotient of the medians would be 3.
    let (lane, base) = ([20.0, 2000.0, 30.0], [10.0, 1000.0, 15.0]);
    assert_eq!(median_of_quotients(&lane, &base), Some(2.0));
    // No time at all is no unit.
    assert_eq!(median_of_quotients(&[4.0, 6.0], &[0.0, 2.0]), Some(3.0));
}

#[test]
fn the_best_of_ours_is_compared_with_the_best_peer() {
    let lanes: &[(&str, &str, &[f64])] = &[
        ("primitive", "primitive", &[10.0, 10.0, 10.0]),
        ("ours", "owned", &[30.0, 30.0, 30.0]),
        ("ours", "borrowed", &[20.0, 22.0, 20.0]),
        ("part", "a part", &[1.0, 1.0, 1.0]),
        ("peer", "slow", &[90.0, 90.0, 90.0]),
        ("peer", "fast", &[40.0, 44.0, 40.0]),
    ];
    let rows = rows(vec![measured("x", lanes)]);
    let ours = rows[0].ours().unwrap();
    assert_eq!((ours.subject.as_str(), ours.to_primitive, ours.to_peer), ("borrowed", Some(2.0), Some(0.5)));
    assert_eq!(rows[0].peer().unwrap().subject, "fast");
    assert_eq!(rows[0].failed, [("nobody".to_owned(), "why".to_owned())]);
}

#[test]
fn another_process_is_compared_by_way_of_its_own_primitive() {
    let first = measured("x", &[("primitive", "primitive", &[10.0]), ("ours", "ours", &[20.0])]);
    // Twice as slow a machine, and a peer at four times the primitive.
    let second = measured("x", &[("primitive", "primitive", &[20.0]), ("peer", "elsewhere", &[80.0])]);
    let rows = rows(vec![first, second]);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].lanes.len(), 3, "the second primitive is not shown");
    assert_eq!(rows[0].ours().unwrap().to_peer, Some(0.5));
    assert_eq!(rows[0].subject("elsewhere").unwrap().to_peer, Some(1.0));
}

#[test]
fn without_a_primitive_there_is_time_alone() {
    let rows = rows(vec![measured("x", &[("ours", "ours", &[20.0]), ("peer", "p", &[40.0])])]);
    let ours = rows[0].ours().unwrap();
    assert_eq!((ours.to_primitive, ours.to_peer, ours.nanoseconds), (None, Some(0.5), 20.0));
}

/// The machine was slower in the first pass, and ours was hit harder than the primitive.
#[test]
fn of_the_passes_of_a_program_the_least_disturbed_counts() {
    let pass = |base: &[f64], ours: &[f64]| measured("x", &[("primitive", "primitive", base), ("ours", "ours", ours)]);
    let elsewhere = |base, peer| measured("x", &[("primitive", "primitive", &[base]), ("peer", "elsewhere", &[peer])]);
    let alone = |ours, peer| measured("y", &[("ours", "ours", &[ours]), ("peer", "p", &[peer])]);
    let passes = vec![
        pass(&[12.0, 12.0], &[90.0, 90.0]),
        elsewhere(10.0, 30.0),
        alone(2.0, 9.0),
        pass(&[10.0, 10.0], &[20.0, 20.0]),
        elsewhere(11.0, 99.0),
        alone(3.0, 4.0),
    ];
    let rows = rows(passes);
    assert_eq!(rows.iter().map(|row| row.operation.as_str()).collect::<Vec<_>>(), ["x", "y"]);
    let names: Vec<_> = rows[0].lanes.iter().map(|lane| (lane.subject.as_str(), lane.to_primitive)).collect();
    assert_eq!(names, [("primitive", Some(1.0)), ("ours", Some(2.0)), ("elsewhere", Some(3.0))]);
    assert_eq!(rows[0].ours().unwrap().to_peer, Some(2.0 / 3.0));
    assert_eq!(rows[0].failed.len(), 2, "each program says it once");
    assert!(rows[1].ours().unwrap().nanoseconds > 2.5, "all subjects together were fastest in the second pass");
}

/// A library that was lucky in a pass does not choose it.
#[test]
fn only_the_primitive_says_how_disturbed_a_pass_was() {
    let pass = |base, ours| measured("x", &[("primitive", "primitive", &[base]), ("ours", "ours", &[ours])]);
    let rows = rows(vec![pass(10.0, 30.0), pass(11.0, 11.0)]);
    assert_eq!(rows[0].ours().unwrap().to_primitive, Some(3.0));
}

/// A second thread finds its processor busy where one alone has another to go to.
#[test]
fn the_primitive_in_two_threads_counts_too() {
    let pass = |alone, both| {
        let lanes: [(&str, &str, &[f64]); 3] = [
            ("primitive", "primitive, one thread", &[alone]),
            ("primitive", "primitive, two threads", &[both]),
            ("ours", "ours, two threads", &[both]),
        ];
        measured("x", &lanes)
    };
    let rows = rows(vec![pass(10.0, 9.0), pass(11.0, 6.0)]);
    assert!(rows[0].subject("ours, two threads").unwrap().nanoseconds < 7.0);
}
