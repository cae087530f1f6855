//! What we write, read by `openssl`. It checks the key, and must find the same public key in every format.

use jose_core::{Curve, JwsAlgorithm, KeyManagementAlgorithm};
use jose_jwk::generate::Generator;
use jose_jwk::{Jwk, JwkError, PrivateJwk};

use super::kinds::Kind;
use super::{OUR_KEY, OUR_PUBLIC, OURS, PASSWORD, Report, THEIRS};
use crate::tool::Tool;

/// A key of ours.
pub(super) fn key(kind: &Kind) -> Result<PrivateJwk, String> {
    let mut generator = Generator::new();
    if let Some(bits) = kind.rsa_bits {
        generator = generator.rsa_bits(bits);
    }
    if let Some(curve) = kind.curve {
        generator = generator.curve(Curve::from_name(curve).ok_or("no such curve")?);
    }
    let key = match kind.signs.first() {
        Some(name) => generator.signing(JwsAlgorithm::from_name(name).ok_or("no such algorithm")?),
        None => generator.encryption(KeyManagementAlgorithm::EcdhEs),
    };
    match key.map_err(text)? {
        // Without its `alg`, so that it may sign with each algorithm in turn.
        Jwk::Private(key) => PrivateJwk::from_der(key.to_secret_der().map_err(text)?.expose()).map_err(text),
        other => Err(format!("made {:?}", other.kind())),
    }
}

/// Lets it read every format of our key. An error means that there was nothing to compare with.
pub(super) fn all(tool: &Tool, kind: &Kind, ours: &PrivateJwk, report: &mut Report) -> Result<(), String> {
    let public = ours.public().to_der().map_err(text)?;
    let mut check = |name: &str, file: &str, bytes: &[u8], options: &str, check: &str| {
        let checked = tool.put(file, bytes).and_then(|()| {
            tool.run(&format!("pkey {options} -in {file} -noout {check}"))?;
            let found = tool.run(&format!("pkey {options} -in {file} -pubout -outform DER"))?;
            if found == public { Ok(()) } else { Err("another key came out".to_owned()) }
        });
        report.add(format!("{}: {name}", kind.name), OURS, THEIRS, checked);
    };
    check("PKCS#8 PEM", OUR_KEY, ours.to_secret_pem().map_err(text)?.as_bytes(), "", "-check");
    check("PKCS#8 DER", "ours.der", ours.to_secret_der().map_err(text)?.expose(), "-inform DER", "-check");
    let password = format!("-passin pass:{PASSWORD}");
    let pem = ours.to_encrypted_pem(PASSWORD.as_bytes()).map_err(text)?;
    check("encrypted PKCS#8 PEM", "ours-encrypted.pem", pem.as_bytes(), &password, "-check");
    let der = ours.to_encrypted_der(PASSWORD.as_bytes()).map_err(text)?;
    check("encrypted PKCS#8 DER", "ours-encrypted.der", &der, &format!("{password} -inform DER"), "-check");
    check("SPKI PEM", OUR_PUBLIC, ours.public().to_pem().map_err(text)?.as_bytes(), "-pubin", "-pubcheck");
    check("SPKI DER", "ours-public.der", &public, "-pubin -inform DER", "-pubcheck");
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` gives it away")]
fn text(error: JwkError) -> String {
    error.to_string()
}
