//! From samples to medians.
//!
//! A quotient is taken within a round, where both lanes met the same machine, and the median over the rounds is what
//! counts. Medians of times are shown beside it; all they decide is which pass over an operation was disturbed least.

mod passes;

use serde::Deserialize;

use self::passes::least_disturbed;

/// One operation as a program of `benches` prints it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Measured {
    family: String,
    operation: String,
    base: String,
    lanes: Vec<MeasuredLane>,
    failed: Vec<(String, String)>,
}

#[derive(Clone, Debug, Deserialize)]
struct MeasuredLane {
    subject: String,
    kind: Kind,
    nanoseconds: Vec<f64>,
}

/// What a lane is compared as.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Primitive,
    Ours,
    Part,
    Peer,
}

/// One operation, ready to be shown.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) family: String,
    pub(super) operation: String,
    /// What the primitive does here.
    pub(super) base: String,
    pub(super) lanes: Vec<Figure>,
    pub(super) failed: Vec<(String, String)>,
}

/// One subject's figures.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub(super) subject: String,
    pub(super) kind: Kind,
    pub(super) nanoseconds: f64,
    /// Times the primitive.
    pub(super) to_primitive: Option<f64>,
    /// Times the fastest peer.
    pub(super) to_peer: Option<f64>,
}

impl Row {
    /// Our best public call: it counts for the targets.
    pub(super) fn ours(&self) -> Option<&Figure> {
        fastest(self.lanes.iter().filter(|lane| lane.kind == Kind::Ours))
    }

    pub(super) fn peer(&self) -> Option<&Figure> {
        fastest(self.lanes.iter().filter(|lane| lane.kind == Kind::Peer))
    }

    pub(super) fn primitive(&self) -> Option<&Figure> {
        self.lanes.iter().find(|lane| lane.kind == Kind::Primitive)
    }

    pub(super) fn subject(&self, name: &str) -> Option<&Figure> {
        self.lanes.iter().find(|lane| lane.subject == name)
    }
}

fn fastest<'f>(lanes: impl Iterator<Item = &'f Figure>) -> Option<&'f Figure> {
    lanes.min_by(|left, right| left.cost().total_cmp(&right.cost()))
}

impl Figure {
    /// Comparable within a row, across processes too where there is a primitive.
    fn cost(&self) -> f64 {
        self.to_primitive.unwrap_or(self.nanoseconds)
    }
}

/// The rows of all processes, joined by operation. The first of each has ours; the others were measured against a
/// primitive of their own.
pub(super) fn rows(passes: Vec<Measured>) -> Vec<Row> {
    let all = &least_disturbed(passes);
    let mut rows: Vec<Row> = Vec::new();
    for measured in all {
        match rows.iter_mut().find(|row| row.operation == measured.operation) {
            None => rows.push(row(measured)),
            Some(row) => {
                let more = figures(measured);
                row.lanes.extend(more.into_iter().filter(|lane| lane.kind == Kind::Peer));
                row.failed.extend(measured.failed.iter().cloned());
            }
        }
    }
    for row in &mut rows {
        compare_with_peer(row, all);
    }
    rows
}

fn row(measured: &Measured) -> Row {
    Row {
        family: measured.family.clone(),
        operation: measured.operation.clone(),
        base: measured.base.clone(),
        lanes: figures(measured),
        failed: measured.failed.clone(),
    }
}

fn figures(measured: &Measured) -> Vec<Figure> {
    let base = measured.lanes.iter().find(|lane| lane.kind == Kind::Primitive);
    let figure = |lane: &MeasuredLane| {
        Some(Figure {
            subject: lane.subject.clone(),
            kind: lane.kind,
            nanoseconds: median(&lane.nanoseconds)?,
            to_primitive: base.and_then(|base| median_of_quotients(&lane.nanoseconds, &base.nanoseconds)),
            to_peer: None,
        })
    };
    measured.lanes.iter().filter_map(figure).collect()
}

/// Round by round if the fastest peer ran in the same process, else by way of the two primitives.
fn compare_with_peer(row: &mut Row, all: &[Measured]) {
    let Some(peer) = row.peer().cloned() else { return };
    let mut same = all.iter().filter(|measured| measured.operation == row.operation);
    let together = same.find(|measured| measured.lanes.iter().any(|lane| lane.subject == peer.subject));
    let samples = |subject: &str| {
        let lanes = together.map(|measured| measured.lanes.as_slice()).unwrap_or_default();
        lanes.iter().find(|lane| lane.subject == subject).map(|lane| lane.nanoseconds.as_slice())
    };
    for lane in &mut row.lanes {
        lane.to_peer = match (samples(&lane.subject), samples(&peer.subject)) {
            (Some(own), Some(other)) => median_of_quotients(own, other),
            _ => lane.to_primitive.zip(peer.to_primitive).map(|(own, other)| own / other),
        };
    }
}

/// `None` of nothing.
pub(super) fn median(samples: &[f64]) -> Option<f64> {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        return sorted.get(middle).copied();
    }
    let lower = sorted.get(middle.checked_sub(1)?)?;
    Some(f64::midpoint(*lower, *sorted.get(middle)?))
}

/// The median over the rounds of the quotient within a round. Rounds that only one of them had do not count.
pub(super) fn median_of_quotients(lane: &[f64], base: &[f64]) -> Option<f64> {
    let quotients: Vec<f64> = lane.iter().zip(base).filter(|(_, base)| **base > 0.0).map(|(l, b)| l / b).collect();
    median(&quotients)
}

#[cfg(test)]
#[path = "figures/tests.rs"]
mod tests;
