//! `jose jwks list`: what is in a set.

mod table;

use clap::Args;
use jose::{
    Jwk, JwkSet,
    crypto::material::PublicMaterial,
    jwk::{
        KeyKind,
        lint::{self, Finding, Severity},
        set::{Entry, SkippedKey},
    },
};
use serde_json::{Value, json};

use crate::{
    arguments::values,
    exit::Failure,
    input::{Kind, Source},
    output::Answer,
};

/// List the keys of a JWK Set.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// A JWK Set, or one key
    #[arg(value_name = "SET", default_value = "-", hide_default_value = true, value_parser = values::source())]
    set: Source,
}

const HELP: &str = "\
One line for each key, with its place counted from 0. No secret is shown. What cannot be read here is \
listed with the reason, and so are faults of the others; `jose key lint` has advice, too.

Examples:
  jose jwks list store.jwks
  curl -s https://id.example/jwks | jose jwks list --json";

/// What is shown of a key.
#[derive(Debug, Default)]
struct Row {
    kid: Option<String>,
    kty: Option<String>,
    size: Option<String>,
    alg: Option<String>,
    key_use: Option<String>,
    kind: &'static str,
    problems: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let bytes = arguments.set.read(Kind::Key)?;
    let set = JwkSet::from_bytes(&bytes).map_err(|error| Failure::from(error).about(&arguments.set))?;
    let mut rows: Vec<Row> = set.entries().iter().map(Row::of).collect();
    let findings = lint::set(&bytes).into_iter().filter(|finding| finding.severity != Severity::Advice);
    for Finding { place, message, .. } in findings {
        if let Some(row) = rows.get_mut(place.index.unwrap_or_default()) {
            row.problems.push(message.into_string());
        }
    }
    let members: Vec<Value> = rows.iter().enumerate().map(|(index, row)| row.json(index)).collect();
    Ok(Answer::styled(&table::show(&rows)).member("keys", members))
}

impl Row {
    fn of(entry: &Entry) -> Self {
        match entry {
            Entry::Key(key) => Self {
                kid: key.key_id().map(str::to_owned),
                kty: Some(key.key_type().name().to_owned()),
                size: size(key),
                alg: key.algorithm().map(str::to_owned),
                key_use: key.key_use().map(str::to_owned),
                kind: match key.kind() {
                    KeyKind::Private => "private",
                    KeyKind::Public => "public",
                    KeyKind::Symmetric => "symmetric",
                },
                problems: Vec::new(),
            },
            Entry::Skipped(SkippedKey { key_id, key_type, .. }) => Self {
                kid: key_id.as_deref().map(str::to_owned),
                kty: key_type.as_deref().map(str::to_owned),
                kind: "unreadable",
                ..Self::default()
            },
        }
    }

    fn json(&self, index: usize) -> Value {
        json!({
            "index": index, "kid": self.kid, "kty": self.kty, "size": self.size, "alg": self.alg,
            "use": self.key_use, "kind": self.kind, "problems": self.problems,
        })
    }
}

/// The curve, or how long the key is.
fn size(key: &Jwk) -> Option<String> {
    if let Some(curve) = key.curve() {
        return Some(curve.name().to_owned());
    }
    let bytes = match key {
        Jwk::Symmetric(key) => key.secret().len(),
        _ => match key.public().ok()?.material() {
            PublicMaterial::Rsa { n, .. } => n.len(),
            _ => return None,
        },
    };
    Some(format!("{} bits", bytes.saturating_mul(8)))
}
