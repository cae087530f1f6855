//! Running a command, in a folder of its own that is removed in the end.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

/// A command and its folder.
pub(crate) struct Tool {
    program: &'static str,
    /// The package of Debian that has it.
    package: &'static str,
    folder: TempDir,
}

impl Tool {
    /// Prepares the folder. Whether the command is there shows when it runs.
    pub(crate) fn new(program: &'static str, package: &'static str) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
        Ok(Self { program, package, folder })
    }

    /// Runs the command, written as it is typed, for its standard output. Files are named as in [`Tool::put`]; `''` is an empty word.
    pub(crate) fn run(&self, words: &str) -> Result<Vec<u8>, String> {
        let mut command = Command::new(self.program);
        let words_in_turn = words.split_whitespace().map(|word| if word == "''" { "" } else { word });
        command.args(words_in_turn).current_dir(&self.folder);
        let output = command.output().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => self.missing(),
            _ => format!("{} did not start: {error}", self.program),
        })?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let errors = String::from_utf8_lossy(&output.stderr);
        // The first lines say what it does; the last one says what went wrong.
        let last = errors.lines().last().unwrap_or("it failed without a word");
        Err(format!("`{} {words}`: {last}", self.program))
    }

    /// Runs several commands, and puts what they print into one file.
    pub(crate) fn make(&self, name: &str, commands: &[&str]) -> Result<Vec<u8>, String> {
        let outputs: Result<Vec<Vec<u8>>, String> = commands.iter().map(|words| self.run(words)).collect();
        let bytes = outputs?.concat();
        self.put(name, &bytes)?;
        Ok(bytes)
    }

    /// Writes a file into the folder.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> Result<(), String> {
        fs::write(self.folder.path().join(name), bytes).map_err(|error| format!("{name}: {error}"))
    }

    /// Reads a file in the folder.
    pub(crate) fn get(&self, name: &str) -> Result<Vec<u8>, String> {
        fs::read(self.folder.path().join(name)).map_err(|error| format!("{name}: {error}"))
    }

    fn missing(&self) -> String {
        let Self { program, package, .. } = self;
        format!(
            "the command `{program}` is not here. Debian and Ubuntu have it in the package `{package}`: apt-get install {package}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_command_names_its_package() {
        let tool = Tool::new("no-such-command-anywhere", "some-package").unwrap();
        assert!(tool.run("version").unwrap_err().ends_with("apt-get install some-package"));
    }

    #[test]
    fn files_stay_in_the_folder() {
        let tool = Tool::new("no-such-command-anywhere", "some-package").unwrap();
        tool.put("a", b"b").unwrap();
        assert_eq!(tool.get("a"), Ok(b"b".to_vec()));
        assert!(tool.get("c").is_err());
        assert!(tool.make("c", &["d"]).is_err());
    }
}
