//! PEM in and out. Specification: RFC 7468.

use std::iter;

use der::pem::{self, Decoder, LineEnding};
use jose_core::{LimitExceeded, SecretBytes, printable};

use crate::{
    JwkError,
    der::{Material, read_as, shape, shape::Structure},
    json::KEY_BYTES,
};

const BOUNDARY: &[u8] = b"-----BEGIN ";

/// Whether some line starts a PEM block.
pub(crate) fn has_boundary(text: &[u8]) -> bool {
    blocks(text).next().is_some()
}

/// Whether the first block has this label.
#[cfg(feature = "openssh")]
pub(crate) fn starts_with_label(text: &[u8], label: &str) -> bool {
    blocks(text).next().is_some_and(|(_, found)| found == label)
}

/// Reads the one key in a PEM file.
pub(crate) fn read(text: &[u8]) -> Result<Material, JwkError> {
    LimitExceeded::check("key_bytes", text.len(), KEY_BYTES)?;
    let (block, label) = only_block(text)?;
    let structure = structure(label, block)?;
    let der = decode(block)?;
    // A label is a claim. What is inside decides, and the two must agree.
    match shape::of(der.expose()) {
        Some(found) if found != structure => Err(JwkError::Format {
            found: format!("{} under the PEM label {}", found.name(), printable(label)).into(),
            needed: structure.name(),
            advice: "correct the label, or write the key again with the tool that made it",
        }),
        _ => read_as(structure, der.expose()),
    }
}

/// What the one block in a PEM file holds, if it has one of these labels.
pub(crate) fn read_labelled(
    text: &[u8],
    labels: &[&str],
    needed: &'static str,
    advice: &'static str,
) -> Result<SecretBytes, JwkError> {
    LimitExceeded::check("key_bytes", text.len(), KEY_BYTES)?;
    let (block, label) = only_block(text)?;
    if !labels.contains(&label) {
        let found = format!("a PEM block of {}", printable(label)).into();
        return Err(JwkError::Format { found, needed, advice });
    }
    decode(block)
}

/// Writes bytes as one block.
pub(crate) fn write(label: &'static str, der: &[u8]) -> Result<String, JwkError> {
    pem::encode_string(label, LineEnding::LF, der).map_err(|_| JwkError::Unwritable)
}

/// The text from the boundary of each block on, and the block's label.
fn blocks(text: &[u8]) -> impl Iterator<Item = (&[u8], &str)> {
    let ends = text.iter().enumerate().filter(|(_, byte)| matches!(byte, b'\n' | b'\r'));
    let starts = iter::once(0).chain(ends.map(|(end, _)| end.saturating_add(1)));
    let starts = starts.filter(|start| text.get(*start..).is_some_and(|rest| rest.starts_with(BOUNDARY)));
    starts.filter_map(|start| {
        let block = text.get(start..)?;
        let line = block.get(BOUNDARY.len()..)?.split(|byte| matches!(byte, b'\n' | b'\r')).next()?;
        let label = line.trim_ascii_end().strip_suffix(b"-----").unwrap_or(line);
        Some((block, str::from_utf8(label).unwrap_or("that is not UTF-8")))
    })
}

/// The block that holds the key, to the end of the text.
fn only_block(text: &[u8]) -> Result<(&[u8], &str), JwkError> {
    let mut all = blocks(text);
    match (all.next(), all.next(), all.count()) {
        (Some((_, label)), None, _) => Ok((text, label)),
        (Some((_, "EC PARAMETERS")), Some((block, label @ "EC PRIVATE KEY")), 0) => Ok((block, label)),
        (Some(_), Some(_), more) => Err(JwkError::Format {
            found: format!("{} PEM blocks", more.saturating_add(2)).into(),
            needed: "one",
            advice: "put each key into a file of its own",
        }),
        (None, ..) => Err(JwkError::Format {
            found: "no line that starts with -----BEGIN".into(),
            needed: "PEM",
            advice: "check that this is the right file, and read JWK or DER as what they are",
        }),
    }
}

/// What the label announces, if it is a key in the clear.
fn structure(label: &str, block: &[u8]) -> Result<Structure, JwkError> {
    let (found, advice) = match label {
        "PRIVATE KEY" => return Ok(Structure::Pkcs8),
        "PUBLIC KEY" => return Ok(Structure::Spki),
        "EC PRIVATE KEY" | "RSA PRIVATE KEY" if is_encrypted(block) => (ENCRYPTED, DECRYPT_OLDER),
        "EC PRIVATE KEY" => return Ok(Structure::Sec1),
        "RSA PRIVATE KEY" => return Ok(Structure::Pkcs1Private),
        "RSA PUBLIC KEY" => return Ok(Structure::Pkcs1Public),
        "ENCRYPTED PRIVATE KEY" => (ENCRYPTED, DECRYPT),
        "CERTIFICATE" | "TRUSTED CERTIFICATE" | "X509 CERTIFICATE" => (CERTIFICATE, TAKE_FROM_CERTIFICATE),
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => {
            ("a certificate request", "take its key out, with `openssl req -in FILE -pubkey -noout`")
        }
        "OPENSSH PRIVATE KEY" => ("an OpenSSH private key", CONVERT_OPENSSH),
        "DSA PRIVATE KEY" => ("a DSA key", "make a new one: JOSE has no algorithm for it"),
        "EC PARAMETERS" => ("the parameters of a curve without a key", "check that this is the right file"),
        other => {
            return Err(JwkError::Format {
                found: format!("a PEM block of {}", printable(other)).into(),
                needed: NEEDED,
                advice: "check that this is the right file",
            });
        }
    };
    Err(JwkError::Format { found: found.into(), needed: NEEDED, advice })
}

/// The older encryption of OpenSSL stands in headers inside the block.
fn is_encrypted(block: &[u8]) -> bool {
    block.split(|byte| matches!(byte, b'\n' | b'\r')).any(|line| line.starts_with(b"Proc-Type:"))
}

fn decode(block: &[u8]) -> Result<SecretBytes, JwkError> {
    let broken = |fault| JwkError::Broken { structure: "the PEM block", fault };
    let block = block.trim_ascii_end();
    let mut decoder = Decoder::new_detect_wrap(block).map_err(|fault| broken(explain(fault)))?;
    let mut der = SecretBytes::new(vec![0; decoder.remaining_len()]);
    decoder.decode(der.expose_mut()).map_err(|fault| broken(explain(fault)))?;
    if decoder.is_finished() { Ok(der) } else { Err(broken("its base64 is damaged")) }
}

fn explain(fault: pem::Error) -> &'static str {
    match fault {
        pem::Error::PostEncapsulationBoundary | pem::Error::PreEncapsulationBoundary => {
            "its END line is missing or does not match, or something follows it"
        }
        pem::Error::Preamble => "the text before it holds a zero byte",
        pem::Error::Label => "its BEGIN line is damaged, or nothing follows it",
        _ => "its base64 is damaged",
    }
}

pub(crate) const NEEDED: &str = "a key in the clear, as PKCS#8, SPKI, SEC1 or PKCS#1";
pub(crate) const ENCRYPTED: &str = "an encrypted private key";
pub(crate) const DECRYPT: &str = "read it with PrivateJwk::from_encrypted_pem (feature encrypted-pkcs8), or decrypt it \
                                  first, with `openssl pkey -in FILE -out PLAIN`";
const DECRYPT_OLDER: &str = "decrypt it first, with `openssl pkey -in FILE -out PLAIN`";
const CONVERT_OPENSSH: &str = "read it with Jwk::from_openssh (feature openssh), or convert a copy of it, with \
                               `ssh-keygen -p -m PKCS8 -f COPY`";
pub(crate) const CERTIFICATE: &str = "a certificate";
pub(crate) const TAKE_FROM_CERTIFICATE: &str =
    "take its key out, with PublicJwk::from_certificate or `openssl x509 -in FILE -pubkey -noout`";
