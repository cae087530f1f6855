//! Running the command in a folder of its own.

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
};

use serde_json::Value;
use tempfile::TempDir;

/// A folder to work in.
pub(crate) struct Bench {
    dir: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        fs::write(self.path(name), contents).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `jose` here with nothing on standard input.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, b"")
    }

    /// Runs `jose` here with these bytes on standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], stdin: &[u8]) -> Run {
        self.run_in(arguments, stdin, &[])
    }

    /// Runs `jose` here with these bytes on standard input and these variables in the environment.
    pub(crate) fn run_in(&self, arguments: &[&str], stdin: &[u8], environment: &[(&str, &str)]) -> Run {
        let mut child = self.command(arguments).envs(environment.iter().copied()).spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        let stdin = stdin.to_vec();
        // A command that needs no input does not wait for it, and then nobody reads this.
        let writer = thread::spawn(move || drop(pipe.write_all(&stdin)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Run {
            status: output.status.code().unwrap(),
            stdout: output.stdout,
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jose"));
        command.args(arguments).current_dir(self.dir.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// A new key in `name`.
    pub(crate) fn key(&self, algorithm: &str, name: &str) {
        self.run(&["key", "generate", "--alg", algorithm, "-o", name]).bytes();
    }

    /// A new key in `private`, and its public half in `public`.
    pub(crate) fn pair(&self, algorithm: &str, private: &str, public: &str) {
        self.key(algorithm, private);
        self.write(public, self.run(&["key", "public", private]).bytes());
    }
}

impl Run {
    /// The bytes on standard output of a run that must have succeeded.
    pub(crate) fn bytes(self) -> Vec<u8> {
        assert_eq!(self.status, 0, "{}", self.stderr);
        self.stdout
    }

    /// The text on standard output of a run that must have succeeded, without the end of the last line.
    pub(crate) fn text(self) -> String {
        let text = String::from_utf8(self.bytes()).unwrap();
        text.strip_suffix('\n').unwrap_or(&text).to_owned()
    }

    /// The JSON on standard output of a run that must have succeeded.
    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.text()).unwrap()
    }

    /// Asserts that the run ended with this status and code, and left nothing on standard output.
    #[track_caller]
    pub(crate) fn fails(self, status: i32, code: &str) -> String {
        assert_eq!(self.status, status, "{}", self.stderr);
        assert_eq!(self.stdout, b"", "{}", self.stderr);
        let marked = self.stderr.contains(&format!("error[{code}]:"));
        assert!(marked || (code == "usage" && self.stderr.starts_with("error: ")), "{code}: {}", self.stderr);
        self.stderr
    }

    /// Asserts that a token or a key was refused with this code.
    #[track_caller]
    pub(crate) fn refused(self, code: &str) -> String {
        self.fails(1, code)
    }
}

/// The segments of a token.
pub(crate) fn segments(token: &str) -> Vec<&str> {
    token.split('.').collect()
}
