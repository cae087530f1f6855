//! Encryption: every key management algorithm, every content encryption, every form.

use jose::{
    ContentEncryption, Curve, KeyManagementAlgorithm, Limits,
    core::registry::KeyManagementKind,
    crypto::{EncryptionKey, KeyError},
    jwe::{Decryptor, Encryptor, GeneralEncryptor, Recipient},
    jwk::DecryptionKeySet,
};

use crate::{changes, keys};

const PLAINTEXT: &[u8] = b"Live long and prosper.";
const AAD: &[u8] = b"beside it";

struct Case {
    name: String,
    enc: ContentEncryption,
    encryption: EncryptionKey,
    keys: DecryptionKeySet,
}

impl Case {
    fn encryptor(&self) -> Encryptor<'_> {
        match self.encryption.algorithm().row().kind {
            KeyManagementKind::Hpke(_) => Encryptor::integrated(&self.encryption),
            _ => Encryptor::new(&self.encryption, self.enc),
        }
        .message_type("example")
    }

    fn decryptor(&self) -> Decryptor<'_> {
        let mut limits = Limits::default();
        limits.pbes2_rounds = Limits::FEWEST_PBES2_ROUNDS;
        Decryptor::new(&self.keys).limits(limits)
    }
}

/// Runs `check` for every pair that this build has, and says what it has not.
fn for_every_case(check: impl Fn(&Case)) {
    let (mut ran, mut left_out) = (0, Vec::new());
    for algorithm in KeyManagementAlgorithm::ALL {
        for enc in ContentEncryption::ALL {
            // An integrated algorithm has no content encryption to choose.
            if matches!(algorithm.row().kind, KeyManagementKind::Hpke(_)) && *enc != ContentEncryption::A128Gcm {
                continue;
            }
            for (name, keys) in keys::encryption(*algorithm, *enc) {
                match keys {
                    Ok((encryption, decryption)) => {
                        let (encryption, decryption) = (encryption.with_key_id("1"), decryption.with_key_id("1"));
                        check(&Case {
                            name: format!("{name} with {enc}"),
                            enc: *enc,
                            encryption,
                            keys: decryption.into(),
                        });
                        ran += 1;
                    }
                    Err(KeyError::FeatureNeeded { feature, .. }) => {
                        left_out.push(format!("{name} with {enc} (feature {feature})"));
                    }
                    Err(_) if *algorithm == KeyManagementAlgorithm::Rsa15 => {
                        left_out.push(format!("{name} with {enc} (never written)"));
                    }
                    Err(error) => panic!("{name}: {error}"),
                }
            }
        }
    }
    println!("{ran} pairs; not in this build: {left_out:?}");
    assert!(ran > 100, "{ran}");
}

#[test]
fn every_algorithm_with_every_content_encryption_in_every_form_there_and_back() {
    for_every_case(|case| {
        let (name, encryptor, decryptor) = (&case.name, case.encryptor(), case.decryptor());
        let opened = decryptor.decrypt_compact(&encryptor.encrypt_compact(PLAINTEXT).unwrap());
        assert_eq!(opened.expect(name).plaintext(), PLAINTEXT, "{name}");
        for aad in [None, Some(AAD)] {
            let encryptor = aad.map_or(encryptor.clone(), |aad| encryptor.clone().aad(aad));
            let opened = decryptor.decrypt_flattened(&encryptor.encrypt_flattened(PLAINTEXT).unwrap()).expect(name);
            assert_eq!((opened.plaintext(), opened.aad()), (PLAINTEXT, aad), "{name}");
            let opened = decryptor.decrypt_general(&encryptor.encrypt_general(PLAINTEXT).unwrap()).expect(name);
            assert_eq!((opened.plaintext(), opened.aad()), (PLAINTEXT, aad), "{name}");
        }
    });
}

#[test]
fn three_recipients_there_and_back_or_refused_by_name() {
    for_every_case(|case| {
        let name = &case.name;
        // The others cannot be opened by the keys of the case.
        let other = |name: &str, secret: u8| {
            let key = EncryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &[secret; 16]).unwrap();
            key.with_key_id(name)
        };
        let (first, third) = (other("a", 1), other("b", 2));
        let encryptor = GeneralEncryptor::new(case.enc)
            .recipient(&Recipient::new(&first))
            .recipient(&Recipient::new(&case.encryption))
            .recipient(&Recipient::new(&third));
        if case.encryption.algorithm().wraps_keys() {
            let message = encryptor.aad(AAD).encrypt_general(PLAINTEXT).unwrap();
            let opened = case.decryptor().decrypt_general(&message).expect(name);
            assert_eq!((opened.plaintext(), opened.recipient_index()), (PLAINTEXT, 1), "{name}");
        } else {
            assert!(encryptor.encrypt_general(PLAINTEXT).is_err(), "{name}");
        }
    });
}

#[test]
fn every_changed_letter_of_a_compact_message_is_refused() {
    for_every_case(|case| {
        if !is_swept(case) {
            return;
        }
        let (name, decryptor) = (&case.name, case.decryptor());
        let message = case.encryptor().encrypt_compact(PLAINTEXT).unwrap();
        for (at, changed) in changes::of_letters(&message) {
            assert!(decryptor.decrypt_compact(&changed).is_err(), "{name}: letter {at} of {message}");
        }
    });
}

#[test]
fn every_changed_letter_of_a_message_in_json_is_refused() {
    const MEMBERS: &[&str] = &["protected", "encrypted_key", "iv", "aad", "ciphertext", "tag"];
    for_every_case(|case| {
        if !is_swept(case) || case.enc != ContentEncryption::A128Gcm && !case.encryption.algorithm().is_symmetric() {
            return;
        }
        let (name, decryptor, encryptor) = (&case.name, case.decryptor(), case.encryptor().aad(AAD));
        let flattened = encryptor.encrypt_flattened(PLAINTEXT).unwrap();
        for (at, changed) in changes::of_members(&flattened, MEMBERS) {
            assert!(decryptor.decrypt_flattened(&changed).is_err(), "{name}: letter {at} of {flattened}");
        }
        let general = encryptor.encrypt_general(PLAINTEXT).unwrap();
        for (at, changed) in changes::of_members(&general, MEMBERS) {
            assert!(decryptor.decrypt_general(&changed).is_err(), "{name}: letter {at} of {general}");
        }
    });
}

/// All pairs, but of the slow curves only one content encryption: which curve it is makes no difference to how the content is opened.
fn is_swept(case: &Case) -> bool {
    let slow = [Curve::P384, Curve::P521, Curve::X448].iter().any(|curve| case.name.contains(&format!("on {curve} ")));
    !slow || case.enc == ContentEncryption::A128Gcm
}
