//! Round by round.

use serde::Serialize;

use crate::lane::{Kind, Lane, Operation, Run};

/// How long and how often.
#[derive(Clone, Copy, Debug)]
pub struct Rounds {
    /// Rounds, each with one sample of every lane.
    pub count: usize,
    /// What a sample takes, about, in nanoseconds.
    pub sample: u64,
}

/// One operation, measured: printed as a line of JSON.
#[derive(Debug, Serialize)]
pub struct Measured {
    pub family: &'static str,
    pub operation: String,
    pub base: String,
    pub lanes: Vec<MeasuredLane>,
    pub failed: Vec<(String, String)>,
}

/// One lane, measured.
#[derive(Debug, Serialize)]
pub struct MeasuredLane {
    pub subject: String,
    pub kind: Kind,
    /// Nanoseconds for one call, round by round.
    pub nanoseconds: Vec<f64>,
}

/// Runs all lanes in turn. A lane that fails is left out and named.
pub fn measure(operation: Operation, rounds: Rounds) -> Measured {
    let Operation { family, name, base, lanes, mut failed } = operation;
    let mut running = Vec::new();
    for mut lane in lanes {
        match calibrate(&mut lane, rounds.sample) {
            Ok(batch) => running.push((lane, batch, Vec::with_capacity(rounds.count))),
            Err(message) => failed.push((lane.subject, message)),
        }
    }
    for round in 0..rounds.count {
        // Each lane begins as often as any other: what comes at a fixed distance, such as a scheduler's tick, falls on all.
        let begin = round % running.len().max(1);
        running.rotate_left(begin);
        running.retain_mut(|(lane, batch, samples)| match sample(lane, *batch) {
            Ok(nanoseconds) => {
                samples.push(nanoseconds);
                true
            }
            Err(message) => {
                failed.push((lane.subject.clone(), message));
                false
            }
        });
        let moved = begin.min(running.len());
        running.rotate_right(moved);
    }
    let lanes = running
        .into_iter()
        .map(|(lane, _, nanoseconds)| MeasuredLane { subject: lane.subject, kind: lane.kind, nanoseconds })
        .collect();
    Measured { family, operation: name, base, lanes, failed }
}

/// How many calls make a sample of the wanted length. Warms caches on the way.
fn calibrate(lane: &mut Lane, wanted: u64) -> Result<u32, String> {
    // The first calls pay for what is made lazily: they tell nothing.
    lane.repeat(2)?;
    let mut batch: u32 = 1;
    loop {
        let took = lane.time(batch)?;
        if matches!(lane.run, Run::Sample(_)) {
            return Ok(1);
        }
        if took * 8.0 >= wanted as f64 || batch >= 1 << 22 {
            let exact = (wanted as f64 / took * f64::from(batch)).round();
            return Ok((exact as u32).max(1));
        }
        batch *= 4;
    }
}

/// One figure. What ran before has taken the caches and the branch predictor; a quarter more calls, untimed, take them back.
fn sample(lane: &mut Lane, batch: u32) -> Result<f64, String> {
    if matches!(lane.run, Run::Batch(_)) {
        lane.repeat(batch.div_ceil(4))?;
    }
    Ok(lane.time(batch)? / f64::from(batch))
}
