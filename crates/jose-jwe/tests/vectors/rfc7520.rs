//! RFC 7520, section 5: every example in every form that it has, and to the letter where we are told what was random.

use std::fmt::Write as _;

use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits};
use jose_crypto::DecryptionKey;
use jose_jwe::{DecryptError, Decrypted, Decryptor};
use jose_jwk::{DecryptionKeySet, Jwk};
use serde_json::Value;

use crate::{
    forge::{encode, limits},
    table::{self, Section},
};

const TABLE: &str = include_str!("rfc7520.txt");

/// One example. The forms are put together as the RFC does, with the members in its order.
pub(super) struct Example {
    pub(super) section: Section,
    pub(super) algorithms: Vec<KeyManagementAlgorithm>,
    pub(super) enc: ContentEncryption,
    pub(super) plaintext: &'static str,
    pub(super) compact: Option<String>,
    pub(super) flattened: Option<String>,
    pub(super) general: Option<String>,
}

pub(super) fn examples() -> Vec<Example> {
    let mut sections = table::read(TABLE);
    let plaintexts = sections.remove(0);
    sections.into_iter().map(|section| Example::of(section, &plaintexts)).collect()
}

impl Example {
    fn of(section: Section, plaintexts: &Section) -> Self {
        let text = |name| section.find(name).unwrap_or_default();
        let protected = section.find("protected").map(encode).unwrap_or_default();
        let recipients: Vec<&str> = section.all("recipient").collect();
        let encrypted_key = |recipient: &str| -> String {
            let recipient: Value = serde_json::from_str(recipient).unwrap();
            recipient["encrypted_key"].as_str().unwrap_or_default().to_owned()
        };
        let members = |names: &[(&str, &str)]| {
            let mut json = String::new();
            for (name, value) in names.iter().filter(|(_, value)| !value.is_empty()) {
                let quote = if value.starts_with(['{', '[']) { "" } else { "\"" };
                let comma = if json.is_empty() { "{" } else { "," };
                write!(json, "{comma}\"{name}\":{quote}{value}{quote}").unwrap();
            }
            json + "}"
        };
        let ends = [("ciphertext", text("ciphertext")), ("tag", text("tag"))];
        let one = encrypted_key(recipients[0]);
        let flattened = [
            &[("protected", protected.as_str()), ("unprotected", text("unprotected")), ("encrypted_key", &one)][..],
            &[("aad", text("aad")), ("iv", text("iv"))],
            &ends,
        ];
        let list = format!("[{}]", recipients.join(","));
        let general = [
            &[("recipients", list.as_str()), ("unprotected", text("unprotected")), ("protected", &protected)][..],
            &[("iv", text("iv")), ("aad", text("aad"))],
            &ends,
        ];
        let compact = [&protected, &one, text("iv"), text("ciphertext"), text("tag")].join(".");
        let algorithms = text("alg").split(',').map(|name| KeyManagementAlgorithm::from_name(name).unwrap());
        Self {
            compact: (text("aad").is_empty() && text("unprotected").is_empty()).then_some(compact),
            flattened: (recipients.len() == 1).then(|| members(&flattened.concat())),
            // RFC 7516, section 7.2.1, wants a list of recipients, which the general form of 5.5 and 5.6 goes without.
            general: (recipients[0] != "{}").then(|| members(&general.concat())),
            algorithms: algorithms.collect(),
            enc: ContentEncryption::from_name(text("enc")).unwrap(),
            plaintext: plaintexts.text(text("plaintext")),
            section,
        }
    }

    /// The keys of the recipients, for those that this build has.
    pub(super) fn decryption_keys(&self) -> Vec<DecryptionKey> {
        if let Some(password) = self.section.find("password") {
            return vec![DecryptionKey::password(self.algorithms[0], password.as_bytes()).unwrap()];
        }
        let keys = self.section.all("key").zip(&self.algorithms);
        keys.filter_map(|(key, algorithm)| decryption_key(key, *algorithm, self.enc)).collect()
    }

    pub(super) fn forms(&self) -> Vec<(&'static str, &str)> {
        let forms = [("compact", &self.compact), ("flattened", &self.flattened), ("general", &self.general)];
        forms.into_iter().filter_map(|(name, form)| Some((name, form.as_deref()?))).collect()
    }
}

/// The key for this algorithm, if this build has it.
#[cfg_attr(feature = "rsa1_5-insecure", expect(clippy::unnecessary_wraps, reason = "this build has all of them"))]
pub(super) fn decryption_key(
    jwk: &str,
    algorithm: KeyManagementAlgorithm,
    enc: ContentEncryption,
) -> Option<DecryptionKey> {
    let jwk = Jwk::from_json(jwk.as_bytes()).unwrap();
    match algorithm {
        KeyManagementAlgorithm::Dir => Some(jwk.decryption_key_direct(enc).unwrap()),
        #[cfg(feature = "rsa1_5-insecure")]
        KeyManagementAlgorithm::Rsa15 => {
            let Jwk::Private(private) = &jwk else { panic!("not a private key") };
            let key = DecryptionKey::rsa1_5_insecure(private.secret_material()).unwrap();
            Some(key.with_key_id(jwk.key_id().unwrap()))
        }
        #[cfg(not(feature = "rsa1_5-insecure"))]
        KeyManagementAlgorithm::Rsa15 => None,
        other => Some(jwk.decryption_key_for(other).unwrap()),
    }
}

/// Decrypts with everything allowed that the build can do.
pub(super) fn decrypt_form(
    form: &str,
    message: &str,
    keys: &DecryptionKeySet,
    limits: Limits,
) -> Result<Decrypted, DecryptError> {
    let decryptor = Decryptor::new(keys).limits(limits);
    #[cfg(feature = "deflate")]
    let decryptor = decryptor.allow_compression();
    match form {
        "compact" => decryptor.decrypt_compact(message),
        "flattened" => decryptor.decrypt_flattened(message),
        "general" => decryptor.decrypt_general(message),
        other => panic!("{other}"),
    }
}

#[test]
fn every_example_decrypts_in_every_form() {
    let mut decrypted_forms = 0;
    let examples = examples();
    assert_eq!(examples.len(), 13);
    for example in &examples {
        let name = example.section.name;
        let compressed = name == "5.9";
        for key in example.decryption_keys() {
            let keys = DecryptionKeySet::from(key.clone());
            for (form, message) in example.forms() {
                let decrypted = decrypt_form(form, message, &keys, limits());
                if compressed && !cfg!(feature = "deflate") {
                    assert_eq!(decrypted.unwrap_err().code(), "parse.member", "{name} {form}");
                    continue;
                }
                let decrypted = decrypted.unwrap_or_else(|error| panic!("{name} {form}: {error}"));
                assert_eq!(decrypted.plaintext(), example.plaintext.as_bytes(), "{name} {form}");
                assert_eq!(decrypted.algorithm(), key.algorithm(), "{name} {form}");
                assert_eq!(decrypted.content_encryption(), Some(example.enc), "{name} {form}");
                assert_eq!(decrypted.was_compressed(), compressed, "{name} {form}");
                let protects = (decrypted.protects_algorithm(), decrypted.protects_content_encryption());
                let expected = (!["5.11", "5.12", "5.13"].contains(&name), name != "5.12");
                assert_eq!(protects, expected, "{name} {form}");
                assert_eq!(decrypted.aad().map(encode).as_deref(), example.section.find("aad"), "{name} {form}");
                let place = example.algorithms.iter().position(|algorithm| *algorithm == key.algorithm());
                assert_eq!(Some(decrypted.recipient_index()), place, "{name} {form}");
                decrypted_forms += 1;
            }
        }
    }
    let expected =
        34 - if cfg!(feature = "deflate") { 0 } else { 3 } - if cfg!(feature = "rsa1_5-insecure") { 0 } else { 4 };
    assert_eq!(decrypted_forms, expected);
}

/// Every part of every example, with its first and its last bit changed.
#[test]
fn every_part_of_every_example_matters() {
    for example in examples() {
        let mut keys = example.decryption_keys();
        let Some(key) = keys.pop() else { continue };
        let keys = DecryptionKeySet::from(key);
        for (form, message) in example.forms() {
            for part in ["ciphertext", "tag", "iv", "aad", "protected"] {
                let Some(text) = example.section.find(part) else { continue };
                let text = if part == "protected" { encode(text) } else { text.to_owned() };
                for index in [0, text.len() / 2] {
                    let changed =
                        crate::forge::replaced(&text, index, if text.as_bytes()[index] == b'A' { b'B' } else { b'A' });
                    assert_eq!(message.matches(text.as_str()).count(), 1, "{form} {part}");
                    let message = message.replace(text.as_str(), &changed);
                    let outcome = decrypt_form(form, &message, &keys, limits());
                    assert!(outcome.is_err(), "{} {form}, {part} {index}", example.section.name);
                }
            }
        }
    }
}

#[test]
fn no_form_is_taken_for_another() {
    for example in examples() {
        let Some(key) = example.decryption_keys().pop() else { continue };
        let keys = DecryptionKeySet::from(key);
        for (own, message) in example.forms() {
            for form in ["compact", "flattened", "general"] {
                if form != own {
                    let code = decrypt_form(form, message, &keys, limits()).unwrap_err().code();
                    let expected: &[&str] = match (form, own) {
                        // Some names have as many dots as a compact message.
                        ("compact", _) => &["parse.segments", "parse.base64"],
                        (_, "compact") => &["json.object"],
                        _ => &["parse.form"],
                    };
                    assert!(expected.contains(&code), "{} {own} as {form}: {code}", example.section.name);
                }
            }
        }
    }
}
