//! The command line that all programs share.

use crate::rounds::{Measured, Rounds};

/// What to measure.
#[derive(Debug)]
pub struct Arguments {
    /// How often.
    pub rounds: Rounds,
    /// Parts of names; none means all.
    pub operations: Vec<String>,
    /// Only say which operations there are.
    pub list: bool,
    /// Without our own lanes.
    pub peers_alone: bool,
}

impl Arguments {
    /// Reads `[--rounds N] [--sample-microseconds N] [--operation PATTERN]... [--list] [--peers-alone]`.
    ///
    /// # Errors
    /// A sentence about what is not understood.
    pub fn read() -> Result<Self, String> {
        let mut read = Self {
            rounds: Rounds { count: 101, sample: 2_000_000 },
            operations: Vec::new(),
            list: false,
            peers_alone: false,
        };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(format!("{word} wants a value"));
            let number = |text: String| text.parse::<u32>().map_err(|error| format!("{word} {text}: {error}"));
            match word.as_str() {
                "--rounds" => read.rounds.count = number(value()?)? as usize,
                "--sample-microseconds" => read.rounds.sample = u64::from(number(value()?)?) * 1000,
                "--operation" => read.operations.push(value()?.to_lowercase()),
                "--list" => read.list = true,
                "--peers-alone" => read.peers_alone = true,
                _ => return Err(format!("unknown argument {word}")),
            }
        }
        Ok(read)
    }

    /// Whether this operation is asked for.
    #[must_use]
    pub fn wants(&self, operation: &str) -> bool {
        let name = operation.to_lowercase();
        self.operations.is_empty() || self.operations.iter().any(|pattern| name.contains(pattern))
    }
}

impl Measured {
    /// Prints it as a line of JSON, at once.
    ///
    /// # Errors
    /// If nobody reads.
    pub fn print(&self) -> std::io::Result<()> {
        use std::io::Write;

        let mut out = std::io::stdout().lock();
        serde_json::to_writer(&mut out, self)?;
        writeln!(out)?;
        out.flush()
    }
}
