//! Lanes that take turns, and the clock that times them.
//!
//! An [`Operation`] is one thing to do, a [`Lane`] is one way to do it. [`measure`] runs all lanes of an operation in one
//! process, round by round (A B C A B C), so that whatever else the machine does falls on all of them alike, and reads the
//! CPU time of the thread. What comes out is a [`Measured`]: one figure for each lane and round, a line of JSON. Medians
//! and quotients are for whoever reads it.

mod arguments;
mod clock;
mod lane;
mod rounds;

pub use arguments::Arguments;
pub use clock::{monotonic_nanoseconds, thread_nanoseconds};
pub use lane::{Kind, Lane, Operation};
pub use rounds::{Measured, MeasuredLane, Rounds, measure};
