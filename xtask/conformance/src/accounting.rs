//! How a case ends, and that nothing is lost: each ends exactly once, and the sums are the file's own.

use crate::exceptions::Exception;

/// What a file says must happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    Accept,
    Refuse,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Accepted, and what came out is what the file has.
    Accepts,
    /// Accepted, and something else came out. The words say what.
    Differs(String),
    /// Refused, with our words for why.
    Refuses(String),
}

/// What we do in a case that does not end as the file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ours {
    Accepts,
    Refuses,
}

/// How a case ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Passed,
    Failed {
        /// What we do; `None` where no exception may excuse it.
        ours: Option<Ours>,
        words: String,
    },
    Excepted(&'static str),
    /// The case is about something that JOSE does not have.
    Skipped(&'static str),
}

impl Verdict {
    /// The verdict on `result`, if nothing but success matters.
    pub(crate) fn of<E: ToString>(result: Result<(), E>) -> Self {
        match result {
            Ok(()) => Self::Accepts,
            Err(error) => Self::Refuses(error.to_string()),
        }
    }

    /// Compares what happened with what must.
    pub(crate) fn judge(self, expected: Expected) -> Outcome {
        match (expected, self) {
            (Expected::Accept, Self::Accepts) | (Expected::Refuse, Self::Refuses(_)) => Outcome::Passed,
            (_, Self::Differs(words)) => Outcome::Failed { ours: None, words },
            (Expected::Accept, Self::Refuses(why)) => {
                Outcome::Failed { ours: Some(Ours::Refuses), words: format!("must be accepted and is refused: {why}") }
            }
            (Expected::Refuse, Self::Accepts) => {
                Outcome::Failed { ours: Some(Ours::Accepts), words: "must be refused and is accepted".to_owned() }
            }
        }
    }

    /// The end of a case about something that JOSE does not have. It must in fact be refused.
    pub(crate) fn skipped(self, reason: &'static str) -> Outcome {
        match self {
            Self::Refuses(_) => Outcome::Skipped(reason),
            Self::Accepts | Self::Differs(_) => {
                Outcome::Failed { ours: None, words: format!("skipped ({reason}), yet it is accepted") }
            }
        }
    }

    /// The first of two that is not an acceptance.
    pub(crate) fn and_then(self, other: impl FnOnce() -> Result<Self, String>) -> Result<Self, String> {
        if self == Self::Accepts { other() } else { Ok(self) }
    }
}

impl Outcome {
    pub(crate) fn failed(words: impl Into<String>) -> Self {
        Self::Failed { ours: None, words: words.into() }
    }
}

/// One case of a file.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) outcome: Outcome,
}

/// One file, or one folder that counts as one.
#[derive(Debug)]
pub(crate) struct File {
    /// The path in the vectors folder.
    pub(crate) path: String,
    /// How many cases there must be, by the file's own word.
    pub(crate) stated: usize,
    pub(crate) cases: Vec<Case>,
    /// What is wrong with the accounts themselves.
    pub(crate) problems: Vec<String>,
}

impl File {
    pub(crate) fn new(path: impl Into<String>, stated: usize) -> Self {
        Self { path: path.into(), stated, cases: Vec::new(), problems: Vec::new() }
    }

    /// Adds a case. A vector that cannot be read is a failure, not a case less.
    pub(crate) fn add(&mut self, id: impl Into<String>, outcome: Result<Outcome, String>) {
        let outcome = outcome.unwrap_or_else(|words| Outcome::failed(format!("not understood: {words}")));
        self.cases.push(Case { id: id.into(), outcome });
    }
}

/// How many cases ended in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) excepted: usize,
    pub(crate) skipped: usize,
}

impl Tally {
    pub(crate) fn of<'c>(cases: impl IntoIterator<Item = &'c Case>) -> Self {
        let mut tally = Self::default();
        for case in cases {
            let room = match case.outcome {
                Outcome::Passed => &mut tally.passed,
                Outcome::Failed { .. } => &mut tally.failed,
                Outcome::Excepted(_) => &mut tally.excepted,
                Outcome::Skipped(_) => &mut tally.skipped,
            };
            *room = room.saturating_add(1);
        }
        tally
    }

    pub(crate) fn total(self) -> usize {
        [self.passed, self.failed, self.excepted, self.skipped].into_iter().fold(0, usize::saturating_add)
    }
}

/// Applies the exceptions for this file and checks its sums. An exception excuses one way of ending and no other, and one that is not
/// needed is a failure itself.
pub(crate) fn settle(file: &mut File, exceptions: &[Exception]) {
    for row in exceptions.iter().filter(|row| row.file == file.path) {
        for id in row.ids {
            let Some(case) = file.cases.iter_mut().find(|case| case.id == *id) else {
                file.problems.push(format!("an exception is for case {id}, which is not there"));
                continue;
            };
            let excused = matches!(&case.outcome, Outcome::Failed { ours: Some(ours), .. } if *ours == row.ours);
            case.outcome = match &case.outcome {
                _ if excused => Outcome::Excepted(row.reason),
                Outcome::Failed { .. } => continue,
                _ => Outcome::failed("has an exception and needs none"),
            };
        }
    }
    let found = Tally::of(&file.cases).total();
    if found != file.stated {
        file.problems.push(format!("{found} cases were run and there are {}", file.stated));
    }
    let mut ids: Vec<&str> = file.cases.iter().map(|case| case.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() != found {
        file.problems.push("two cases have the same id".to_owned());
    }
}

#[cfg(test)]
mod tests;
