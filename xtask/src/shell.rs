//! Starting other programs, and saying which.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode, ExitStatus, Stdio};

/// The cargo that runs us, at the root of the checkout.
pub(crate) fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

/// Prints the command, runs it with our own input and output, and waits.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    println!("$ {}", spoken(command));
    let status = command.status().map_err(|error| not_started(command, &error))?;
    judge(command, status)
}

/// Runs a command with our own input and output, and passes its exit status on.
pub(crate) fn exit_code(command: &mut Command) -> Result<ExitCode, String> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// As [`run`], and fails if the program warns of anything.
///
/// Some warnings are cargo's own and no flag turns them into errors.
pub(crate) fn run_without_warnings(command: &mut Command) -> Result<(), String> {
    println!("$ {}", spoken(command));
    command.stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| not_started(command, &error))?;
    let mut warned = false;
    if let Some(stderr) = child.stderr.take() {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            warned |= line.starts_with("warning");
            eprintln!("{line}");
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    judge(command, status)?;
    if warned { Err(format!("`{}` warned", spoken(command))) } else { Ok(()) }
}

/// Runs a command for its standard output.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| not_started(command, &error))?;
    judge(command, output.status)
        .map_err(|message| format!("{message}\n{}", String::from_utf8_lossy(&output.stderr).trim_end()))?;
    String::from_utf8(output.stdout).map_err(|_| format!("`{}` printed something that is not UTF-8", spoken(command)))
}

fn judge(command: &Command, status: ExitStatus) -> Result<(), String> {
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", spoken(command))) }
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` did not start: {error}", spoken(command))
}

/// The command as somebody would type it: the program without its directory, then the arguments.
fn spoken(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(program.as_os_str());
    let mut words = vec![name.to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_reads_as_it_is_typed() {
        let mut command = Command::new("/somewhere/bin/cargo");
        command.args(["test", "--workspace"]);
        assert_eq!(spoken(&command), "cargo test --workspace");
    }
}
