//! Two threads that share one prepared key, and one alone.

use std::sync::{Arc, Barrier};
use std::thread;

use jose_bench_measure::{Kind, Lane, monotonic_nanoseconds};

/// How long one run takes, about, in nanoseconds: threads need time to start together.
const RUN: u64 = 3_000_000;
/// A sample is the best of so many runs, as anything else that the machine does can only slow them down.
const RUNS: u32 = 2;

/// One lane that samples how long one call takes, seen from the wall clock, alone; and one with a second thread at work.
/// `call` says whether it succeeded.
pub fn lanes(kind: Kind, subject: &str, call: impl Fn() -> bool + Send + Sync + 'static) -> Vec<Lane> {
    let call = Arc::new(call);
    let pair = Arc::clone(&call);
    vec![
        Lane::sampled(kind, format!("{subject}, one thread"), move || best(1, &*call)),
        Lane::sampled(kind, format!("{subject}, two threads"), move || best(2, &*pair)),
    ]
}

fn best(threads: u32, call: &(impl Fn() -> bool + Sync)) -> Result<f64, String> {
    let begin = monotonic_nanoseconds();
    if !(0..10).all(|_| call()) {
        return Err("a call failed".to_owned());
    }
    let one = (monotonic_nanoseconds() - begin) / 10;
    let times = u32::try_from(RUN / one.max(1)).unwrap_or(u32::MAX).max(4);
    (0..RUNS).map(|_| together(threads, times, call)).try_fold(f64::MAX, |least, run| Ok(least.min(run?)))
}

/// Nanoseconds for each call, all threads taken together.
fn together(threads: u32, times: u32, call: &(impl Fn() -> bool + Sync)) -> Result<f64, String> {
    let start = Barrier::new(threads as usize);
    let timed = |_| {
        start.wait();
        let begin = monotonic_nanoseconds();
        let good = (0..times).all(|_| call());
        (begin, monotonic_nanoseconds(), good)
    };
    let results: Vec<(u64, u64, bool)> = thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|number| scope.spawn(move || timed(number))).collect();
        running.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    if results.len() != threads as usize || results.iter().any(|(_, _, good)| !good) {
        return Err("a call failed".to_owned());
    }
    let begin = results.iter().map(|(begin, _, _)| *begin).min().unwrap_or_default();
    let end = results.iter().map(|(_, end, _)| *end).max().unwrap_or_default();
    Ok((end - begin) as f64 / (f64::from(times) * f64::from(threads)))
}
