//! Every format in which keys come.

use jose::{Jwk, PublicJwk, jwk::JwkError};

use crate::{
    exit::Failure,
    input::{Kind, Source},
    key_file,
};

/// Reads the one key of a file, which may be a certificate, or encrypted if there is a password.
pub(super) fn key(source: &Source, password: Option<&Source>) -> Result<Jwk, Failure> {
    match password {
        Some(password) => encrypted(source, password),
        None => key_file::read_one_or(source, |bytes, error| match error {
            // Whoever names a certificate here wants the key in it.
            JwkError::Format { .. } => PublicJwk::from_certificate(bytes).ok().map(Jwk::from),
            _ => None,
        }),
    }
}

fn encrypted(source: &Source, password: &Source) -> Result<Jwk, Failure> {
    let bytes = source.read(Kind::Key)?;
    if bytes.trim_ascii_start().starts_with(b"{") {
        let message = "this key is JSON in the clear and needs no password: leave --password out";
        return Err(Failure::refused("jwk.format", message).about(source));
    }
    let password = password.read_password()?;
    let is_pem = bytes.windows(BOUNDARY.len()).any(|window| window == BOUNDARY);
    let read = if is_pem { Jwk::from_encrypted_pem } else { Jwk::from_encrypted_der };
    read(&bytes, password.expose()).map_err(|error| Failure::from(error).about(source))
}

const BOUNDARY: &[u8] = b"-----BEGIN ";
