//! Commands whose place is named already and whose work comes with a later release.
//!
//! They answer honestly: what the command will do, that it does not do it yet, and exit status 2,
//! so that no script mistakes a name for a result.

use std::process::ExitCode;

use clap::Subcommand;

/// A command that is named and not yet built.
#[derive(Clone, Copy, Subcommand)]
pub(crate) enum Later {
    /// (later) Check a release from end to end
    Release,
}

impl Later {
    /// Says what is to come, on standard error, and fails.
    pub(crate) fn answer(self) -> ExitCode {
        let (name, plan) = self.plan();
        eprintln!("`cargo xtask {name}` comes with a later release. It will {plan}");
        ExitCode::from(2)
    }

    fn plan(self) -> (&'static str, &'static str) {
        match self {
            Self::Release => (
                "release",
                "check versions, changelogs, public interfaces and packages before anything is \
                 published.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_is_a_sentence() {
        let (name, plan) = Later::Release.plan();
        assert!(plan.ends_with('.'), "{name}");
    }
}
