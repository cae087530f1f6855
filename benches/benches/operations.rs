//! The same table, with criterion: `cargo bench` in this folder, or `cargo bench -- "HS256 verify/ours"`.
//!
//! `cargo xtask bench` lets the subjects take turns and compares within a round, which is what the published figures are made
//! from. Criterion measures one after the other: it is for looking at one lane closely.

use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use jose_benches::{table, world::World};

fn operations(criterion: &mut Criterion) {
    let Ok(world) = World::new() else { return eprintln!("the keys could not be made") };
    for row in table::rows() {
        let operation = table::operation(&row, &world, false);
        // Slashes separate the levels of criterion's names.
        let mut group = criterion.benchmark_group(format!("{}: {}", row.family, row.name));
        for (subject, why) in &operation.failed {
            eprintln!("{}: {subject} does not run: {why}", row.name);
        }
        for mut lane in operation.lanes {
            if let Err(why) = lane.repeat(1) {
                eprintln!("{}: {} does not run: {why}", row.name, lane.subject());
                continue;
            }
            group.bench_function(lane.subject().to_owned(), |bencher| {
                bencher.iter_custom(|times| {
                    let took = lane.time(u32::try_from(times).unwrap_or(u32::MAX));
                    // A lane that runs once runs always: it is tried before anything is timed.
                    Duration::from_secs_f64(took.unwrap_or(f64::MAX).min(3600e9) / 1e9)
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, operations);
criterion_main!(benches);
