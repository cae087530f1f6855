//! Two clocks.

use rustix::time::{ClockId, clock_gettime};

/// How long this thread has been on a processor. Time during which another program had it is not in it.
#[must_use]
pub fn thread_nanoseconds() -> u64 {
    read(ClockId::ThreadCPUTime)
}

/// What a watch would say.
#[must_use]
pub fn monotonic_nanoseconds() -> u64 {
    read(ClockId::Monotonic)
}

fn read(clock: ClockId) -> u64 {
    let time = clock_gettime(clock);
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    seconds * 1_000_000_000 + u64::try_from(time.tv_nsec).unwrap_or_default()
}
