//! The command `ssh-keygen` of OpenSSH: the keys that it writes are read by us, and the public keys that we write are read by it.

use jose_jwk::{JwkError, PrivateJwk, PublicJwk};

use crate::report::{OURS, Report};
use crate::tool::Tool;

/// What it is called in the table.
const THEIRS: &str = "ssh-keygen";

/// The kinds of keys: the name, how one is made, and whether it also knows PKCS#8 and SPKI for them.
static KINDS: &[(&str, &str, bool)] = &[
    ("Ed25519", "-t ed25519", false),
    ("P-256", "-t ecdsa -b 256", true),
    ("P-384", "-t ecdsa -b 384", true),
    ("P-521", "-t ecdsa -b 521", true),
    ("RSA 2048", "-t rsa -b 2048", true),
    ("RSA 3072", "-t rsa -b 3072", true),
];

/// Exchanges everything.
pub(crate) fn run(report: &mut Report) -> Result<(), String> {
    for (name, options, knows_others) in KINDS {
        // A folder for each, as the command asks before it writes over a key.
        let tool = Tool::new(THEIRS, "openssh-client")?;
        tool.run(&format!("-q {options} -N '' -C example -f key"))?;
        tool.run(&format!("-q {options} -N passphrase -C example -f locked"))?;
        let mut add = |what: &str, result: Result<bool, String>| {
            report.add(format!("{name}: {what}"), THEIRS, OURS, same(result));
        };
        let private = tool.get("key").and_then(|key| PrivateJwk::from_openssh(&key).map_err(text));
        let thumbprint = private.as_ref().map(|key| key.thumbprint().to_string()).map_err(Clone::clone);
        let public = |line: &[u8]| PublicJwk::from_openssh(line).map(|key| key.thumbprint().to_string()).map_err(text);
        add("OpenSSH private key", thumbprint.clone().map(|_| true));
        add("OpenSSH public key", tool.get("key.pub").and_then(|line| Ok(public(&line)? == thumbprint.clone()?)));
        add(
            "OpenSSH public key, of the private one",
            tool.run("-y -f key").and_then(|line| Ok(public(&line)? == thumbprint.clone()?)),
        );
        if *knows_others {
            add("OpenSSH private key, against PKCS#8", against_pkcs8(&tool, private.as_ref()));
            let written = private.as_ref().map_err(Clone::clone).and_then(|key| read_there(&tool, &key.public()));
            report.add(format!("{name}: SPKI PEM"), OURS, THEIRS, same(written));
        }
        let locked = tool.get("locked").map(|key| PrivateJwk::from_openssh(&key).map(drop).map_err(text))?;
        let what = format!("{name}: OpenSSH private key, encrypted");
        report.add_refusal(what, THEIRS, OURS, &locked, "it has a passphrase, and none was given");
    }
    Ok(())
}

/// It writes the same key again as PKCS#8, in the place of its own format, and both must be the same to the last number.
fn against_pkcs8(tool: &Tool, private: Result<&PrivateJwk, &String>) -> Result<bool, String> {
    let private = private.map_err(Clone::clone)?;
    tool.run("-q -p -N '' -m PKCS8 -f key")?;
    let again = PrivateJwk::from_pem(&tool.get("key")?).map_err(text)?;
    Ok(again.to_secret_json() == private.to_secret_json())
}

/// It reads our public key, and writes it as a line of its own, which must be the one that it wrote beside the key.
fn read_there(tool: &Tool, public: &PublicJwk) -> Result<bool, String> {
    tool.put("ours.pem", public.to_pem().map_err(text)?.as_bytes())?;
    let line = tool.run("-i -m PKCS8 -f ours.pem")?;
    // Without the comment, which SPKI has no place for.
    let words =
        |line: &[u8]| String::from_utf8_lossy(line).split_whitespace().take(2).map(str::to_owned).collect::<Vec<_>>();
    Ok(words(&line) == words(&tool.get("key.pub")?))
}

fn same(result: Result<bool, String>) -> Result<(), String> {
    if result? { Ok(()) } else { Err("another key came out".to_owned()) }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` gives it away")]
fn text(error: JwkError) -> String {
    error.to_string()
}
