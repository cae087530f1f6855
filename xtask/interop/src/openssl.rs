//! The command `openssl`: what it writes is read by us, and what we write is read by it.
//!
//! For each kind of key there is one key that it made and one that we made. Of its key every format must yield the same numbers; of
//! ours it must check each format, and find the same public key in it.

mod kinds;
mod read;
mod sign;
mod write;

use self::kinds::{KINDS, Kind};
use crate::report::{OURS, Report};
use crate::tool::Tool;

/// What it is called in the table.
const THEIRS: &str = "openssl";

/// Their key, in PKCS#8.
const KEY: &str = "key.pem";
/// Its public half, in SPKI.
const PUBLIC: &str = "public.pem";
/// Our key, in PKCS#8.
const OUR_KEY: &str = "ours.pem";
/// Its public half, in SPKI.
const OUR_PUBLIC: &str = "ours-public.pem";

/// A request needs a configuration, and ours must not depend on the machine's.
const CONFIGURATION: &str = "[req]\ndistinguished_name = name\n[name]\n";

/// What encrypted keys are encrypted with.
const PASSWORD: &str = "secret";

/// Exchanges everything.
pub(crate) fn run(report: &mut Report) -> Result<(), String> {
    let tool = Tool::new(THEIRS, "openssl")?;
    println!("{}\n", String::from_utf8_lossy(&tool.run("version")?).trim());
    tool.put("request.cnf", CONFIGURATION.as_bytes())?;
    for kind in KINDS {
        if let Err(message) = exchange(&tool, kind, report) {
            report.add(format!("{}: a key to begin with", kind.name), THEIRS, OURS, Err(message));
        }
    }
    Ok(())
}

/// An error means that there is no key to begin with, there or here.
fn exchange(tool: &Tool, kind: &Kind, report: &mut Report) -> Result<(), String> {
    tool.make(KEY, &[kind.generate])?;
    tool.make(PUBLIC, &[&format!("pkey -in {KEY} -pubout")])?;
    read::all(tool, kind, report)?;
    let ours = write::key(kind)?;
    write::all(tool, kind, &ours, report)?;
    sign::all(tool, kind, &ours, report)
}
