//! The picture, as text.

use super::*;

fn row(operation: &str, values: &[(Kind, &str, f64)]) -> Row {
    let lanes = values
        .iter()
        .map(|(kind, subject, value)| Figure {
            subject: (*subject).to_owned(),
            kind: *kind,
            nanoseconds: 1.0,
            to_primitive: Some(*value),
            to_peer: None,
        })
        .collect();
    Row { family: String::new(), operation: operation.to_owned(), base: String::new(), lanes, failed: Vec::new() }
}

#[test]
fn every_subject_but_the_primitive_has_a_bar_and_a_figure() {
    let row =
        row("verify", &[(Kind::Primitive, "primitive", 1.0), (Kind::Peer, "a & b", 7.5), (Kind::Ours, "ours", 2.5)]);
    let svg = svg("A <title>", &[&row]);
    assert_eq!(svg.matches("<rect").count(), 2);
    assert!(svg.contains("A &lt;title&gt;") && !svg.contains("<title>A <"));
    assert!(svg.contains("<desc id=\"description\">verify: ours 2.50x, a &amp; b 7.50x</desc>"), "{svg}");
}

#[test]
fn a_longer_bar_costs_more() {
    let scale = Scale { smallest: 1.0, largest: 16.0 };
    assert!(scale.at(1.0).abs() < 1e-9);
    assert!((scale.at(4.0) * 2.0 - scale.at(16.0)).abs() < 1e-9, "the scale is logarithmic");
    assert!(scale.at(16.0) <= WIDTH - LABELS - FIGURES + 1e-9);
}

#[test]
fn what_beats_the_primitive_reaches_to_the_left() {
    let svg = svg("t", &[&row("import", &[(Kind::Peer, "lazy", 0.25), (Kind::Ours, "ours", 4.0)])]);
    let widths: Vec<f64> =
        svg.split(" width=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect();
    assert_eq!(widths.len(), 2);
    assert!((widths[0] - widths[1]).abs() < 0.2, "a quarter is as far from one as four: {widths:?}");
}

#[test]
fn nothing_leaves_the_picture_when_something_beats_the_primitive() {
    let svg = svg("t", &[&row("import", &[(Kind::Peer, "lazy", 0.05), (Kind::Ours, "ours", 1.1)])]);
    for start in svg.split("<rect x=\"").skip(1) {
        let x: f64 = start.split('"').next().unwrap().parse().unwrap();
        assert!((LABELS - 1e-6..=WIDTH).contains(&x), "{x}");
    }
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
}
