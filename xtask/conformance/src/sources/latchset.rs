//! latchset-rfc: keys, messages and plaintexts of the RFCs, a file each.
//!
//! Every file is either a case or belongs to one: a plaintext, a payload, a password.

mod messages;

use std::collections::BTreeMap;
use std::path::Path;

use jose_jwk::{Jwk, JwkSet};

use crate::accounting::{Expected, File, Outcome, Verdict};
use crate::message::Form;
use crate::tokens::{same, verify};
use crate::vectors;

/// The files of the folder, by name.
pub(super) type Folder = BTreeMap<String, String>;

/// How many files there are, without the licence and the README.
const FILES: usize = 122;

pub(super) fn run(folder: &Path) -> Result<Vec<File>, String> {
    let mut texts = Folder::new();
    for name in vectors::names(folder)?.into_iter().filter(|name| name != "COPYING" && name != "README.md") {
        let text = vectors::text(&folder.join(&name))?;
        texts.insert(name, text);
    }
    let companions = texts.keys().filter(|name| COMPANIONS.contains(&kind(name).1)).count();
    let mut file = File::new("latchset-rfc", FILES.saturating_sub(companions));
    for name in texts.keys().filter(|name| !COMPANIONS.contains(&kind(name).1)) {
        file.add(name.clone(), case(name, &texts));
    }
    Ok(vec![file])
}

/// What belongs to a case and is none: plaintext, detached payload, password.
const COMPANIONS: &[&str] = &["payl", "pt", "pwd"];
/// RFC 7515, appendix A.5: `alg` is `none`.
const UNSECURED: &str = "rfc7515_A.5";
/// A PBES2 message that asks for 10^9 rounds.
const ENDLESS: &str = "cve-2023-50967";

fn case(name: &str, folder: &Folder) -> Result<Outcome, String> {
    let (stem, kind) = kind(name);
    match kind {
        "jwk" => {
            Ok(Verdict::of(Jwk::from_json(text(folder, stem, kind)?.as_bytes()).map(drop)).judge(Expected::Accept))
        }
        "jwkset" => set(text(folder, stem, kind)?),
        "thp" => thumbprint(folder, stem),
        "jwsc" if stem == UNSECURED => {
            // With the keys of another example, since this one has none.
            let keys = json(folder, "rfc7515_A.1", "jwk")?;
            let accept = &[jose_core::JwsAlgorithm::Hs256];
            Ok(verify(&keys, accept, text(folder, stem, kind)?, None).judge(Expected::Refuse))
        }
        "jwe" if stem == ENDLESS => messages::endless(folder, stem),
        "jwsc" => accepted(messages::signed(folder, stem, Form::Compact, kind)),
        "jwsf" => accepted(messages::signed(folder, stem, Form::Flattened, kind)),
        "jwsg" => accepted(messages::signed(folder, stem, Form::General, kind)),
        "jwec" => accepted(messages::encrypted(folder, stem, Form::Compact, kind)),
        "jwef" => accepted(messages::encrypted(folder, stem, Form::Flattened, kind)),
        "jweg" => accepted(messages::encrypted(folder, stem, Form::General, kind)),
        _ => Err("a kind of file that nobody here knows".to_owned()),
    }
}

fn accepted(verdict: Result<Verdict, String>) -> Result<Outcome, String> {
    verdict.map(|verdict| verdict.judge(Expected::Accept))
}

fn set(text: &str) -> Result<Outcome, String> {
    let set = JwkSet::from_json(text.as_bytes()).map_err(|error| error.to_string())?;
    let skipped = set.skipped().next().map_or(Ok(()), |skipped| Err(skipped.to_string()));
    Ok(Verdict::of(skipped).judge(Expected::Accept))
}

fn thumbprint(folder: &Folder, stem: &str) -> Result<Outcome, String> {
    let key = Jwk::from_json(text(folder, stem, "jwk")?.as_bytes()).map_err(|error| error.to_string())?;
    let wanted = text(folder, stem, "thp")?.trim_end();
    Ok(same("thumbprint", key.thumbprint().to_string().as_bytes(), Some(wanted.as_bytes())).judge(Expected::Accept))
}

/// The name before its last dot, and the kind after it.
fn kind(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or((name, ""))
}

/// The text of a file, without the newline that some have at the end unless it is a plaintext.
pub(super) fn text<'f>(folder: &'f Folder, stem: &str, kind: &str) -> Result<&'f str, String> {
    let text = folder.get(&format!("{stem}.{kind}")).ok_or_else(|| format!("there is no {stem}.{kind}"))?;
    Ok(if kind == "pt" { text } else { text.trim_end_matches('\n') })
}

pub(super) fn json(folder: &Folder, stem: &str, kind: &str) -> Result<serde_json::Value, String> {
    serde_json::from_str(text(folder, stem, kind)?).map_err(|error| format!("{stem}.{kind}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_a_stem_and_a_kind() {
        assert_eq!(kind("rfc7520_4.8.1.jwk"), ("rfc7520_4.8.1", "jwk"));
        assert!(case("rfc.unknown", &Folder::new()).is_err());
    }

    #[test]
    fn a_message_without_its_key_is_a_failure() {
        let folder = Folder::from([("x.jwsc".to_owned(), "e30.YQ.YQ".to_owned())]);
        assert!(!matches!(case("x.jwsc", &folder), Ok(Outcome::Passed)));
        assert!(case("x.jwsf", &folder).is_err());
    }
}
