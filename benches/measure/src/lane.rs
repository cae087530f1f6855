//! What is measured.

use std::fmt::Display;
use std::hint::black_box;

use serde::Serialize;

use crate::clock::thread_nanoseconds;

/// One thing to do, and every way to do it.
#[derive(Debug)]
pub struct Operation {
    /// The table it stands in.
    pub family: &'static str,
    /// Its row.
    pub name: String,
    /// What the lane of kind [`Kind::Primitive`] does here.
    pub base: String,
    /// The ways to do it.
    pub lanes: Vec<Lane>,
    /// Subjects that were asked and failed, with what they said. They are part of the result.
    pub failed: Vec<(String, String)>,
}

/// What a lane is compared as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The cryptography alone, on the same bytes with a prepared key: 1.00.
    Primitive,
    /// A public call of this family that does the whole operation.
    Ours,
    /// A part or a variant of ours: shown, and compared with no target.
    Part,
    /// What users would pick instead.
    Peer,
}

/// One way to do it.
pub struct Lane {
    pub(crate) subject: String,
    pub(crate) kind: Kind,
    pub(crate) run: Run,
}

pub(crate) enum Run {
    /// Called so many times in a row, and timed from outside.
    Batch(Box<dyn FnMut(u32) -> Result<(), String>>),
    /// Times itself: one sample for each call, in nanoseconds.
    Sample(Box<dyn FnMut() -> Result<f64, String>>),
}

impl Lane {
    /// A call that can be repeated. Its result is dropped within the measured time, as a user would drop it.
    pub fn new<T, E: Display>(
        kind: Kind,
        subject: impl Into<String>,
        mut call: impl FnMut() -> Result<T, E> + 'static,
    ) -> Self {
        let batch = move |times| {
            for _ in 0..times {
                match call() {
                    Ok(value) => drop(black_box(value)),
                    Err(error) => return Err(error.to_string()),
                }
            }
            Ok(())
        };
        Self { subject: subject.into(), kind, run: Run::Batch(Box::new(batch)) }
    }

    /// A lane that prepares something each time, and times only `call`.
    pub fn prepared<P, T, E: Display>(
        kind: Kind,
        subject: impl Into<String>,
        mut prepare: impl FnMut() -> Result<P, E> + 'static,
        mut call: impl FnMut(&mut P) -> Result<T, E> + 'static,
    ) -> Self {
        let sample = move || {
            let mut prepared = prepare().map_err(|error| error.to_string())?;
            let start = thread_nanoseconds();
            let value = call(&mut prepared).map_err(|error| error.to_string())?;
            let took = thread_nanoseconds().saturating_sub(start);
            drop(black_box(value));
            Ok(took as f64)
        };
        Self { subject: subject.into(), kind, run: Run::Sample(Box::new(sample)) }
    }

    /// A lane that times itself.
    pub fn sampled(
        kind: Kind,
        subject: impl Into<String>,
        sample: impl FnMut() -> Result<f64, String> + 'static,
    ) -> Self {
        Self { subject: subject.into(), kind, run: Run::Sample(Box::new(sample)) }
    }

    /// Who does it.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Does it so many times, and says how many nanoseconds that took.
    ///
    /// # Errors
    /// What the subject says.
    pub fn time(&mut self, times: u32) -> Result<f64, String> {
        match &mut self.run {
            Run::Sample(sample) => (0..times).map(|_| sample()).sum(),
            Run::Batch(batch) => {
                let start = thread_nanoseconds();
                batch(times)?;
                Ok(thread_nanoseconds().saturating_sub(start) as f64)
            }
        }
    }

    /// Does it so many times, untimed.
    ///
    /// # Errors
    /// What the subject says.
    pub fn repeat(&mut self, times: u32) -> Result<(), String> {
        match &mut self.run {
            Run::Batch(batch) => batch(times),
            Run::Sample(sample) => (0..times).try_for_each(|_| sample().map(drop)),
        }
    }
}

impl std::fmt::Debug for Lane {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lane").field("subject", &self.subject).field("kind", &self.kind).finish_non_exhaustive()
    }
}
