//! `apu` and `apv`. Attacks 90 and 91.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, LimitExceeded};
use jose_jwe::{DecryptError, EncryptError, Encryptor};

use crate::{
    forge::{Parts, decode, decrypt, encode, outcome},
    keys::{self, Pair},
};

const ENC: ContentEncryption = ContentEncryption::A128Gcm;

fn agreements() -> Vec<Pair> {
    KeyManagementAlgorithm::ALL
        .iter()
        .filter(|algorithm| algorithm.name().starts_with("ECDH"))
        .flat_map(|algorithm| keys::pairs_for(*algorithm, ENC))
        .collect()
}

#[test]
fn they_arrive_as_they_were_sent() {
    for pair in agreements() {
        for (apu, apv) in [(&b"Alice"[..], &b"Bob"[..]), (b"Alice", b""), (b"", b"Bob"), (&[0, 0xff], &[0xff; 1024])] {
            let token = Encryptor::new(&pair.encryption, ENC).party_u_info(apu).party_v_info(apv).encrypt_compact(b"x");
            let decrypted = decrypt(&token.unwrap(), &pair.set()).unwrap();
            assert_eq!(decrypted.header().party_u_info().map_or(Vec::new(), decode), apu, "{}", pair.name);
            assert_eq!(decrypted.header().party_v_info().map_or(Vec::new(), decode), apv, "{}", pair.name);
        }
    }
}

#[test]
fn a_changed_one_is_refused() {
    for pair in agreements() {
        let sender = Encryptor::new(&pair.encryption, ENC).party_u_info(b"Alice").party_v_info(b"Bob");
        let parts = Parts::of(&sender.encrypt_compact(b"x").unwrap());
        for (name, from, to) in [
            ("apu", encode("Alice"), encode("Alicf")),
            ("apv", encode("Bob"), encode("Boc")),
            ("apu emptied", encode("Alice"), String::new()),
            ("apv emptied", encode("Bob"), String::new()),
            ("apu left out", format!(r#""apu":"{}","#, encode("Alice")), String::new()),
            ("apv left out", format!(r#","apv":"{}""#, encode("Bob")), String::new()),
        ] {
            let header = parts.header_text().replace(&from, &to);
            assert_ne!(header, parts.header_text(), "{name}");
            assert_eq!(
                outcome(&parts.with_header(header).token(), &pair.set()),
                "jwe.decryption",
                "{name}, {}",
                pair.name
            );
        }
    }
}

#[test]
fn one_that_is_too_long_or_not_canonical_is_refused() {
    for pair in agreements() {
        let fits = Encryptor::new(&pair.encryption, ENC).party_u_info(&[1; 1024]).party_v_info(&[2; 1024]);
        assert_eq!(outcome(&fits.encrypt_compact(b"x").unwrap(), &pair.set()), "decrypted", "{}", pair.name);
        let long = [1; 1025];
        let exceeded = LimitExceeded::check("party_info_bytes", 1025, 1024).unwrap_err();
        for sender in [
            Encryptor::new(&pair.encryption, ENC).party_u_info(&long),
            Encryptor::new(&pair.encryption, ENC).party_v_info(&long),
        ] {
            let error = decrypt(&sender.encrypt_compact(b"x").unwrap(), &pair.set()).unwrap_err();
            assert_eq!(error, DecryptError::Parse(exceeded.into()), "{}", pair.name);
        }
        let parts =
            Parts::of(&Encryptor::new(&pair.encryption, ENC).party_u_info(b"Alice").encrypt_compact(b"x").unwrap());
        for (apu, code) in [
            ("QWxpY2U=", "parse.base64"),
            ("QWxpY2V", "parse.base64"),
            ("QWxp Y2U", "parse.base64"),
            ("Alice!", "parse.base64"),
            ("Q", "parse.base64"),
        ] {
            let header = parts.header_text().replace("QWxpY2U", apu);
            assert_eq!(outcome(&parts.with_header(header).token(), &pair.set()), code, "{apu}, {}", pair.name);
        }
        let megabyte = parts.header_text().replace("QWxpY2U", &"A".repeat(700_000));
        assert_eq!(outcome(&parts.with_header(megabyte).token(), &pair.set()), "parse.limit", "{}", pair.name);
    }
}

/// They would be ignored, and whoever set them would believe they were not.
#[test]
fn for_another_algorithm_they_are_refused() {
    for pair in keys::all_pairs(ENC).iter().filter(|pair| !pair.algorithm().name().starts_with("ECDH")) {
        for sender in [
            Encryptor::new(&pair.encryption, ENC).party_u_info(b"Alice"),
            Encryptor::new(&pair.encryption, ENC).party_v_info(b"Bob"),
        ] {
            let error = sender.encrypt_compact(b"x").unwrap_err();
            assert_eq!(error, EncryptError::PartyInfo, "{}", pair.name);
            assert_eq!(
                (error.code(), error.to_string()),
                ("jwe.party_info", "apu and apv belong to ECDH-ES alone".to_owned())
            );
        }
    }
}
