//! The sentences. Each says what is wrong, and what to do where that is not plain.

use core::fmt;

use super::JwkError;
use crate::KeyKind;

impl fmt::Display for JwkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(fault) => write!(f, "the JWK is refused: {fault}"),
            Self::Limit(exceeded) => write!(f, "the key file is {exceeded}"),
            Self::Format { found, needed, advice } => write!(f, "found {found}, needed {needed}: {advice}"),
            Self::Broken { structure, fault } => write!(f, "{structure} cannot be read: {fault}"),
            Self::Missing { member, needed } => write!(f, "the member {member} is missing: {needed}"),
            Self::Member { member, expected } => write!(f, "the member {member} must be {expected}"),
            Self::Foreign { member, key_type } => {
                write!(f, "the private member {member} has no place in a key of type {key_type}: remove it")
            }
            Self::Unsupported { what, name } => write!(f, "the {what} {name} is not supported"),
            Self::Key(fault) => write!(f, "the key is refused: {fault}"),
            Self::NotDecrypted => {
                f.write_str("the private key could not be decrypted: the password is wrong, or the file is damaged")
            }
            Self::PublishedSecret { found } => {
                write!(f, "{found} in a published set is known to everybody who has read it: its owner must replace it")
            }
            Self::Mixed => f.write_str(
                "a shared secret cannot verify beside public keys: whoever holds it could sign as everybody else",
            ),
            Self::Duplicate { algorithm } => {
                write!(f, "another key for {algorithm} has the same kid: give each a kid of its own")
            }
            Self::Repeated => f.write_str("the same key again"),
            Self::NotPermitted { member, operation } => {
                write!(f, "the key's {member} does not permit {operation}: use a key that is meant for it")
            }
            Self::AlgorithmUnknown { name } => write!(f, "the key's algorithm {name} is not known here"),
            Self::AlgorithmPurpose { name, purpose } => write!(f, "a key for {name} cannot {purpose}"),
            Self::AlgorithmNeeded { key, advice } => write!(f, "{key} fits several algorithms: {advice}"),
            Self::AlgorithmMismatch { key, asked } => {
                write!(f, "the key is for {key} and {asked} was asked for: one key serves one algorithm")
            }
            Self::NotAccepted { key } => write!(f, "the key is for {key}, which is not among the accepted algorithms"),
            Self::WrongKind { found, needed } => {
                write!(f, "found {found}, needed {needed}{}", way_out(*found, *needed))
            }
            Self::Unwritable => f.write_str("the key could not be written"),
        }
    }
}

impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Public => "a public key",
            Self::Private => "a private key",
            Self::Symmetric => "a symmetric key",
        })
    }
}

fn way_out(found: KeyKind, needed: KeyKind) -> &'static str {
    match (found, needed) {
        (KeyKind::Private, KeyKind::Public) => ": take its public half, and keep the private half to yourself",
        (KeyKind::Public, KeyKind::Private) => ": only the holder of the private half can do this",
        (KeyKind::Symmetric, _) => ": a shared secret has no public and no private half",
        _ => "",
    }
}
