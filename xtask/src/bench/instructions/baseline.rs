//! The committed counts, and with which tools they were made.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use serde::{Deserialize, Serialize};

use super::profile::Profile;

/// The file `benches/instructions/baseline.json`: sorted, so that a change shows as what it is.
#[derive(Default, Deserialize, Serialize)]
pub(super) struct Baseline {
    pub(super) tools: Tools,
    pub(super) operations: BTreeMap<String, Counts>,
}

/// What moves counts besides our code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct Tools {
    pub(super) rustc: String,
    pub(super) target: String,
    pub(super) valgrind: String,
    /// Its allocator and its copying are counted as ours.
    pub(super) c_library: String,
}

/// Instructions of one iteration, rounded.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub(super) struct Counts {
    pub(super) ours: f64,
    /// The same as [`Counts::ours`], in a program that the compiler has spread over units as it does for most users.
    pub(super) as_built: f64,
    pub(super) aws_lc: f64,
    /// Where [`Counts::ours`] goes: the functions that matter, so that a later run can tell which of them grew.
    pub(super) functions: BTreeMap<String, f64>,
}

impl Tools {
    /// What is different, in words.
    pub(super) fn differences(&self, now: &Self) -> Vec<String> {
        let pairs = [
            ("rustc", &self.rustc, &now.rustc),
            ("target", &self.target, &now.target),
            ("valgrind", &self.valgrind, &now.valgrind),
            ("C library", &self.c_library, &now.c_library),
        ];
        let differ = pairs.into_iter().filter(|(_, then, now)| then != now && !then.is_empty());
        differ.map(|(what, then, now)| format!("the baseline was made with {what} {then}, and this is {now}")).collect()
    }
}

/// One operation, counted in both programs.
pub(super) struct Counted {
    pub(super) profile: Profile,
    /// What is ours in the program that is built as users do.
    pub(super) as_built: f64,
}

impl From<&Counted> for Counts {
    fn from(Counted { profile, as_built }: &Counted) -> Self {
        let least = profile.ours * LEAST_SHARE;
        let functions = profile.functions.iter().filter(|(_, cost)| **cost >= least);
        Self {
            ours: profile.ours.round(),
            as_built: as_built.round(),
            aws_lc: profile.backend.round(),
            functions: functions.map(|(name, cost)| (name.clone(), cost.round())).collect(),
        }
    }
}

/// Functions below this share of ours are not remembered: there are hundreds, and none of them alone could fail the guard.
const LEAST_SHARE: f64 = 0.005;

impl Baseline {
    /// The file, or an empty baseline where there is none yet.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        match fs::read_to_string(path) {
            Ok(text) => serde_json::from_str(&text).map_err(|error| {
                format!(
                    "{}: {error}\nif another version of the guard wrote it, write it anew with `--update`",
                    path.display()
                )
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(format!("{}: {error}", path.display())),
        }
    }

    pub(super) fn write(&self, path: &Path) -> Result<(), String> {
        let mut text = serde_json::to_string_pretty(self).map_err(|error| error.to_string())?;
        // A whole number needs no fraction, and a file for people shows none.
        text = text.replace(".0,\n", ",\n").replace(".0\n", "\n");
        text.push('\n');
        fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Takes what was counted: all there is, or only some of it, beside what stays.
    pub(super) fn update(
        &mut self,
        tools: Tools,
        counted: &BTreeMap<String, Counted>,
        all: bool,
    ) -> Result<(), String> {
        if all {
            self.operations.clear();
        } else if let Some(difference) = self.tools.differences(&tools).first() {
            return Err(format!("{difference}: update all of it, without `--operation`"));
        }
        self.tools = tools;
        self.operations.extend(counted.iter().map(|(name, counted)| (name.clone(), Counts::from(counted))));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tools(rustc: &str) -> Tools {
        Tools { rustc: rustc.into(), ..Tools::default() }
    }

    fn counted(ours: f64) -> Counted {
        let functions = [("large".to_owned(), ours - 1.0), ("small".to_owned(), 1.0)].into();
        Counted { profile: Profile { ours, backend: 7.4, functions }, as_built: ours * 1.2 }
    }

    #[test]
    fn a_part_can_be_updated_and_the_rest_stays() {
        let mut baseline = Baseline::default();
        let both = [("a".to_owned(), counted(1000.0)), ("b".to_owned(), counted(500.0))].into();
        baseline.update(tools("1"), &both, true).unwrap();
        baseline.update(tools("1"), &[("b".to_owned(), counted(400.0))].into(), false).unwrap();
        assert_eq!((baseline.operations["a"].ours, baseline.operations["b"].ours), (1000.0, 400.0));
        assert_eq!((baseline.operations["a"].as_built, baseline.operations["b"].as_built), (1200.0, 480.0));
        baseline.update(tools("1"), &[("b".to_owned(), counted(400.0))].into(), true).unwrap();
        assert!(!baseline.operations.contains_key("a"), "what is gone does not stay");
    }

    #[test]
    fn a_part_counted_with_other_tools_is_refused() {
        let mut baseline = Baseline::default();
        baseline.update(tools("1"), &[("a".to_owned(), counted(1000.0))].into(), true).unwrap();
        let error = baseline.update(tools("2"), &[("a".to_owned(), counted(900.0))].into(), false).unwrap_err();
        assert!(error.contains("rustc 1") && error.contains("this is 2"), "{error}");
        assert_eq!(format!("{}", baseline.operations["a"].ours), "1000");
    }

    #[test]
    fn small_functions_are_not_remembered() {
        let counts = Counts::from(&counted(1000.0));
        assert_eq!(counts.functions.keys().collect::<Vec<_>>(), ["large"]);
        assert_eq!((counts.aws_lc.to_string(), counts.as_built.to_string()), ("7".into(), "1200".into()));
    }

    #[test]
    fn a_file_reads_as_it_was_written() {
        let folder = std::env::temp_dir().join(format!("jose-baseline-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("baseline.json");
        assert!(Baseline::read(&path).unwrap().operations.is_empty(), "none yet");
        let mut baseline = Baseline::default();
        baseline.update(tools("1"), &[("a".to_owned(), counted(1000.0))].into(), true).unwrap();
        baseline.write(&path).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("\"ours\": 1000,\n") && !text.contains(".0"), "{text}");
        assert_eq!(Baseline::read(&path).unwrap().operations, baseline.operations);
        for other in ["{", &text.replace("as_built", "built")] {
            fs::write(&path, other).unwrap();
            assert!(Baseline::read(&path).err().is_some_and(|error| error.contains("anew with `--update`")));
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
