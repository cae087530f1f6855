//! Which of the passes of a program over an operation counts.

use super::{Kind, Measured, MeasuredLane, median};

/// Of the passes of one program over an operation, the one that was disturbed least. What the others said of failures is kept.
pub(super) fn least_disturbed(passes: Vec<Measured>) -> Vec<Measured> {
    let mut best: Vec<Measured> = Vec::new();
    for mut measured in passes {
        let Some(earlier) = best.iter_mut().find(|earlier| earlier.is_same_as(&measured)) else {
            best.push(measured);
            continue;
        };
        if measured.disturbance() < earlier.disturbance() {
            std::mem::swap(earlier, &mut measured);
        }
        earlier.failed.extend(measured.failed);
        earlier.failed.dedup();
    }
    best
}

impl Measured {
    /// Whether both are of one operation, by the same subjects in the same order.
    fn is_same_as(&self, other: &Self) -> bool {
        self.operation == other.operation
            && self.lanes.iter().map(|lane| &lane.subject).eq(other.lanes.iter().map(|lane| &lane.subject))
    }

    /// How slow the machine was: the time of the primitive, in all its lanes, so that no library's own time decides which figures it gets, or of all
    /// subjects together where there is none.
    fn disturbance(&self) -> f64 {
        let is_primitive = |lane: &&MeasuredLane| lane.kind == Kind::Primitive;
        let some = self.lanes.iter().any(|lane| is_primitive(&lane));
        let counted = self.lanes.iter().filter(|lane| !some || is_primitive(lane));
        counted.filter_map(|lane| median(&lane.nanoseconds)).sum()
    }
}
