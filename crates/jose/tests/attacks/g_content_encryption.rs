//! Section G: the content of a JWE, and the envelope around it.

use std::collections::HashSet;

use jose::{
    ContentEncryption, DecryptionKey, EncryptionKey, KeyManagementAlgorithm, Limits,
    crypto::{
        content::{ContentDecrypter, ContentEncrypter},
        material::PrivateMaterial,
    },
    jwe::{Decryptor, Encryptor, GeneralEncryptor, Recipient, decrypt_compact},
};
use serde_json::{Value, json};

use crate::support::{
    ACCEPTED, TestKey, TestRecipient, decrypt, decrypt_flattened, decrypt_general, encode, forge, hmac, issuer, join,
    key_management, parts, policy, sealed, signed_only, validate, verify, with_part, wrapping,
};

const FAILED: &str = "jwe.decryption";
const ENC: ContentEncryption = ContentEncryption::A256Gcm;

/// A `dir` key for a content encryption, and a message for it.
fn direct(enc: ContentEncryption) -> (DecryptionKey, String) {
    let cek = vec![7; enc.row().key_bytes];
    let token = join(&sealed(format!(r#"{{"alg":"dir","enc":"{enc}"}}"#), enc, &cek, b"plaintext"));
    (DecryptionKey::direct(enc, &cek).unwrap(), token)
}

fn every_enc() -> impl Iterator<Item = ContentEncryption> {
    ContentEncryption::ALL.iter().copied()
}

/// Every other length of the tag, for messages of this kind.
fn tags_of_other_lengths(encs: impl Iterator<Item = ContentEncryption>) {
    for enc in encs {
        let (key, token) = direct(enc);
        let own = enc.row().tag_bytes;
        for length in (0..own + 4).chain([32, 64, 128]).filter(|length| *length != own) {
            let forged = with_part(&token, 4, |tag| tag.resize(length, 0));
            assert_eq!(decrypt(&forged, key.clone()), "parse.length", "{enc} {length}");
        }
        assert_eq!(decrypt(&token, key), ACCEPTED, "{enc}");
    }
}

#[test]
fn attack_099_a_gcm_tag_is_whole() {
    tags_of_other_lengths(every_enc().filter(|enc| enc.name().ends_with("GCM")));
}

#[test]
fn attack_100_a_cbc_hmac_tag_is_whole() {
    tags_of_other_lengths(every_enc().filter(|enc| !enc.name().ends_with("GCM")));
    // The other half of the MAC is no tag, nor is the whole.
    let enc = ContentEncryption::A128CbcHs256;
    let (key, token) = direct(enc);
    let [header, _, iv, ciphertext, tag] = parts(&token);
    let aad = encode(&header);
    let length = u64::try_from(aad.len() * 8).unwrap().to_be_bytes();
    let mac = hmac(32, &[7; 16], &[aad.as_bytes(), &iv, &ciphertext, &length].concat());
    assert_eq!(mac[..16], tag);
    assert_eq!(decrypt(&with_part(&token, 4, |tag| *tag = mac[16..].to_vec()), key.clone()), FAILED);
    assert_eq!(decrypt(&with_part(&token, 4, |tag| *tag = mac.clone()), key), "parse.length");
}

#[test]
fn attack_101_the_length_of_the_additional_data_has_64_bits() {
    // A message is far below the lengths at which 32 bits run over (512 MiB): `Limits::token_bytes` comes first. What is below is counted right.
    let enc = ContentEncryption::A128CbcHs256;
    let encrypter = ContentEncrypter::new(enc, &[7; 32]).unwrap();
    for bytes in [0_usize, 1, 31, 32, (1 << 13) - 1, 1 << 13, 1 << 16, 1 << 21, 1 << 25] {
        let aad = vec![0x61; bytes];
        let mut ciphertext = b"plaintext".to_vec();
        let tag = encrypter.encrypt(&[9; 16], &aad, &mut ciphertext).unwrap();
        let length = u64::try_from(bytes).unwrap() * 8;
        let mac = hmac(32, &[7; 16], &[&aad[..], &[9; 16], &ciphertext, &length.to_be_bytes()].concat());
        assert_eq!(tag.as_bytes(), &mac[..16], "{bytes}");
    }
    assert!(Limits::default().token_bytes < 1 << 29);
    // What moves from the additional data into the vector is noticed, though the concatenation stays the same.
    let mut ciphertext = [0x62; 32].to_vec();
    let tag = encrypter.encrypt(&[0x61; 16], &[0x61; 32], &mut ciphertext).unwrap();
    let decrypter = ContentDecrypter::new(enc, &[7; 32]).unwrap();
    assert!(decrypter.decrypt(&[0x61; 16], &[0x61; 48], tag.as_bytes(), &mut ciphertext.clone()).is_err());
    assert!(decrypter.decrypt(&[0x61; 16], &[0x61; 32], tag.as_bytes(), &mut ciphertext).is_ok());
}

#[test]
fn attack_102_padding_and_tag_fail_alike() {
    for enc in every_enc().filter(|enc| !enc.name().ends_with("GCM")) {
        let (key, token) = direct(enc);
        let [header, _, iv, _, _] = parts(&token);
        let half = enc.row().key_bytes / 2;
        let hash = 2 * enc.row().tag_bytes;
        let mut all = HashSet::new();
        // A right tag over ciphertexts whose padding is anything: the last block is random, so it is hardly ever right.
        let mut wrong = 0;
        for last in 0..64_u8 {
            let ciphertext = [[0x11; 16], [last; 16]].concat();
            let aad = encode(&header);
            let length = u64::try_from(aad.len() * 8).unwrap().to_be_bytes();
            let mac = hmac(hash, &vec![7; half], &[aad.as_bytes(), &iv, &ciphertext, &length].concat());
            let forged = join(&[header.clone(), Vec::new(), iv.clone(), ciphertext, mac[..hash / 2].to_vec()]);
            let result = decrypt_compact(&forged, &key.clone().into(), &Limits::default());
            if let Err(error) = result {
                all.insert(format!("{error:?} {error}"));
                wrong += 1;
            }
        }
        assert!(wrong > 32, "{enc}: {wrong}");
        for forged in [with_part(&token, 4, |tag| tag[0] ^= 1), with_part(&token, 3, |ciphertext| ciphertext[0] ^= 1)] {
            let error = decrypt_compact(&forged, &key.clone().into(), &Limits::default()).unwrap_err();
            all.insert(format!("{error:?} {error}"));
        }
        assert_eq!(all.len(), 1, "{enc}: {all:?}");
    }
}

#[test]
fn attack_103_a_vector_has_its_length() {
    for enc in every_enc() {
        let (key, token) = direct(enc);
        let own = enc.row().iv_bytes;
        for length in (0..=17).chain([24, 32, 64]).filter(|length| *length != own) {
            let forged = with_part(&token, 2, |iv| iv.resize(length, 0));
            assert_eq!(decrypt(&forged, key.clone()), "parse.length", "{enc} {length}");
        }
    }
}

#[test]
fn attack_104_what_is_encrypted_is_not_signed() {
    for key in [TestKey::Es256, TestKey::Rs256] {
        let issuer = issuer().sign_with(key);
        // Encrypted to the very key that verifies.
        let algorithm =
            if key == TestKey::Rs256 { KeyManagementAlgorithm::RsaOaep256 } else { KeyManagementAlgorithm::EcdhEs };
        let public = key.jwk().public().unwrap();
        let encryption = EncryptionKey::new(algorithm, public.material()).unwrap();
        for (cty, content) in [
            (&[][..], issuer.draft().claims_json()),
            (&[("cty", "\"JWT\"")][..], issuer.draft().issue()),
            (&[("typ", "\"at+jwt\"")][..], issuer.draft().claims_json()),
        ] {
            let token = forge::envelope(&encryption, cty, content.as_bytes());
            assert_eq!(verify(&token, key.verifying_key()), "parse.segments", "{key:?}");
            assert_eq!(validate(&signed_only(&issuer), &token), "token.encrypted", "{key:?}");
        }
        // And the other way round: what is signed opens no envelope.
        let recipient = TestRecipient::EcdhEsX25519;
        assert_eq!(decrypt(&issuer.draft().issue(), recipient.decryption_key()), "parse.segments");
        let nested = policy(&issuer).encrypted(recipient.decryption_key()).build().unwrap();
        assert_eq!(validate(&nested, &issuer.draft().issue()), "token.not_encrypted");
    }
}

#[test]
fn attack_105_an_envelope_holds_a_signed_token() {
    let issuer = issuer();
    for recipient in TestRecipient::ALL {
        let nested = policy(&issuer).encrypted(recipient.decryption_key()).build().unwrap();
        let seal =
            |content: &str| forge::envelope(&recipient.encryption_key(), &[("cty", "\"JWT\"")], content.as_bytes());
        let attacker = TestKey::Es256.attacker().signing_key_for(jose::JwsAlgorithm::Es256).unwrap();
        let none = issuer.draft().header("alg", "none");
        for (name, content, expected) in [
            ("good", issuer.draft().issue(), ACCEPTED),
            ("none", format!("{}.", none.signing_input()), "key.algorithm_not_allowed"),
            ("none, two segments", none.signing_input(), "token.not_signed"),
            ("claims", issuer.draft().claims_json(), "token.not_signed"),
            ("a foreign signature", issuer.draft().signed_by(attacker).issue(), "jws.signature"),
            ("nothing", String::new(), "token.not_signed"),
            ("a text", "\"token\"".to_owned(), "token.not_signed"),
            ("a message in JSON", r#"{"payload":"","signatures":[]}"#.to_owned(), "token.not_signed"),
        ] {
            assert_eq!(validate(&nested, &seal(&content)), expected, "{recipient:?} {name}");
        }
    }
}

#[test]
fn attack_106_one_envelope_deep_and_said_to_be_so() {
    let issuer = issuer();
    let recipient = TestRecipient::EcdhEsX25519;
    let nested = policy(&issuer).encrypted(recipient.decryption_key()).build().unwrap();
    let seal = |cty: Option<&str>, content: &str| {
        let members: Vec<(&str, &str)> = cty.map(|cty| ("cty", cty)).into_iter().collect();
        forge::envelope(&recipient.encryption_key(), &members, content.as_bytes())
    };
    let good = issuer.draft().issue();
    for (cty, expected) in [
        (Some("\"JWT\""), ACCEPTED),
        (Some("\"jwt\""), ACCEPTED),
        (Some("\"application/jwt\""), ACCEPTED),
        (Some("\"APPLICATION/JWT\""), ACCEPTED),
        (None, "token.content_type"),
        (Some("\"\""), "token.content_type"),
        (Some("\"JWT \""), "token.content_type"),
        (Some("\"text/JWT\""), "token.content_type"),
        (Some("\"application/application/jwt\""), "token.content_type"),
        (Some("\"at+jwt\""), "token.content_type"),
        (Some("\"JWT;x=y\""), "token.content_type"),
        (Some("\"J\\u0057T\""), ACCEPTED),
        (Some("null"), "json.type"),
        (Some("[\"JWT\"]"), "json.type"),
    ] {
        assert_eq!(validate(&nested, &seal(cty, &good)), expected, "{cty:?}");
    }
    let twice = seal(Some("\"JWT\""), &seal(Some("\"JWT\""), &good));
    assert_eq!(validate(&nested, &twice), "token.nesting");
    assert_eq!(validate(&nested, &seal(Some("\"JWT\""), &twice)), "token.nesting");
    // A `cty` inside leads no further either, to a token or to claims.
    let inner = issuer.draft().header("cty", "JWT");
    let content = forge::signed(&issuer.key().signing_key(), inner.header_json(), &good);
    let claims = issuer.draft().header("cty", "JWT").issue();
    for inside in [content, claims] {
        assert_eq!(validate(&signed_only(&issuer), &inside), "token.content_type");
        assert_eq!(validate(&nested, &seal(Some("\"JWT\""), &inside)), "token.content_type");
    }
}

/// A message whose content is this, said to be compressed.
fn compressed(zip: &str, content: &[u8]) -> String {
    join(&sealed(format!(r#"{{"alg":"dir","enc":"A256GCM","zip":{zip}}}"#), ENC, &[7; 32], content))
}

fn direct_key() -> DecryptionKey {
    DecryptionKey::direct(ENC, &[7; 32]).unwrap()
}

#[cfg(feature = "deflate")]
#[test]
fn attack_107_a_bomb_stops_at_the_limit() {
    let key = EncryptionKey::direct(ENC, &[7; 32]).unwrap();
    let bomb = Encryptor::new(&key, ENC).compress().encrypt_compact(&vec![b'a'; 40 << 20]).unwrap();
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    let keys = direct_key().into();
    let begun = std::time::Instant::now();
    assert_eq!(Decryptor::new(&keys).allow_compression().decrypt_compact(&bomb).unwrap_err().code(), "parse.limit");
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    assert_eq!(Decryptor::new(&keys).decrypt_compact(&bomb).unwrap_err().code(), "parse.member", "nobody asked for it");
    for (bytes, accepted) in [(250 * 1024, true), (250 * 1024 + 1, false)] {
        let token = Encryptor::new(&key, ENC).compress().encrypt_compact(&vec![b'a'; bytes]).unwrap();
        assert_eq!(Decryptor::new(&keys).allow_compression().decrypt_compact(&token).is_ok(), accepted, "{bytes}");
    }
}

#[cfg(not(feature = "deflate"))]
#[test]
fn attack_107_a_bomb_is_not_inflated() {
    // One block of DEFLATE that says that it is stored: nothing here reads it.
    assert_eq!(decrypt(&compressed("\"DEF\"", b"\x01\x01\x00\xfe\xffa"), direct_key()), "parse.member");
}

#[cfg(feature = "deflate")]
#[test]
fn attack_108_malformed_deflate_is_refused() {
    let keys = direct_key().into();
    for (name, content, expected) in [
        ("good", &b"\x01\x01\x00\xfe\xffa"[..], ACCEPTED),
        ("empty", b"", "jwe.inflate"),
        ("cut short", b"\x01\x01\x00\xfe\xff", "jwe.inflate"),
        ("no final block", b"\x00\x01\x00\xfe\xffa", "jwe.inflate"),
        ("something behind", b"\x01\x01\x00\xfe\xffab", "jwe.inflate"),
        ("a wrong complement", b"\x01\x01\x00\xff\xffa", "jwe.inflate"),
        ("a reserved block", b"\x07", "jwe.inflate"),
        ("in zlib", b"\x78\x9c\x4b\x04\x00\x00\x62\x00\x62", "jwe.inflate"),
        (
            "in gzip",
            b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x04\x00\x43\xbe\xb7\xe8\x01\x00\x00\x00",
            "jwe.inflate",
        ),
        ("empty blocks without end", &[0, 0, 0, 0xff, 0xff].repeat(10_000), "jwe.inflate"),
    ] {
        let decrypted = Decryptor::new(&keys).allow_compression().decrypt_compact(&compressed("\"DEF\"", content));
        assert_eq!(decrypted.map_or_else(|error| error.code(), |_| ACCEPTED), expected, "{name}");
    }
}

#[cfg(not(feature = "deflate"))]
#[test]
fn attack_108_malformed_deflate_is_not_read() {
    for content in [&b""[..], b"\x07", b"\x78\x9c\x4b\x04\x00\x00\x62\x00\x62", &[0, 0, 0, 0xff, 0xff].repeat(10_000)] {
        assert_eq!(decrypt(&compressed("\"DEF\"", content), direct_key()), "parse.member");
    }
}

#[test]
fn attack_109_zip_is_asked_for_protected_and_known() {
    for (zip, expected) in [
        ("\"DEF\"", "parse.member"),
        ("\"GZ\"", "parse.member"),
        ("\"def\"", "parse.member"),
        ("\"\"", "parse.member"),
        ("1", "json.type"),
        ("null", "json.type"),
        ("true", "json.type"),
        ("[\"DEF\"]", "json.type"),
    ] {
        // The tag is wrong, so it was refused before any cryptography.
        let token = with_part(&compressed(zip, b"x"), 4, |tag| tag[0] ^= 1);
        assert_eq!(decrypt(&token, direct_key()), expected, "{zip}");
    }
    let message = |unprotected: &str| {
        let [header, _, iv, ciphertext, tag] =
            sealed(r#"{"alg":"dir","enc":"A256GCM"}"#, ENC, &[7; 32], b"x").map(encode);
        format!(r#"{{"protected":"{header}",{unprotected},"iv":"{iv}","ciphertext":"{ciphertext}","tag":"{tag}"}}"#)
    };
    for place in ["unprotected", "header"] {
        assert_eq!(
            decrypt_flattened(&message(&format!(r#""{place}":{{"zip":"DEF"}}"#)), direct_key()),
            "parse.member",
            "{place}"
        );
        assert_eq!(decrypt_flattened(&message(&format!(r#""{place}":{{"x":1}}"#)), direct_key()), ACCEPTED, "{place}");
    }
}

#[test]
fn attack_110_nothing_is_compressed_unasked() {
    let plaintext = vec![b'a'; 10_000];
    for (name, encryption, decryption) in key_management(ENC) {
        let token = Encryptor::new(&encryption, ENC).encrypt_compact(&plaintext).unwrap();
        assert_eq!(parts(&token)[3].len(), plaintext.len(), "{name}");
        let decrypted = decrypt_compact(&token, &decryption.into(), &Limits::default()).unwrap();
        assert!(!decrypted.was_compressed() && decrypted.header().compression().is_none(), "{name}");
    }
    // Nor is a member of that name a way to ask.
    let key = EncryptionKey::direct(ENC, &[7; 32]).unwrap();
    let refused = Encryptor::new(&key, ENC).member("zip", "DEF").encrypt_compact(&plaintext).unwrap_err();
    assert_eq!(refused.code(), "jwe.reserved_member");
}

#[test]
fn attack_111_no_vector_is_used_twice() {
    // There is no argument for one: `Encryptor` has none, and the module that has is behind the feature `hazmat`.
    for enc in every_enc() {
        let key = EncryptionKey::direct(enc, &vec![7; enc.row().key_bytes]).unwrap();
        let ivs: HashSet<Vec<u8>> =
            (0..500).map(|_| parts(&Encryptor::new(&key, enc).encrypt_compact(b"x").unwrap())[2].clone()).collect();
        assert_eq!(ivs.len(), 500, "{enc}");
        let refused = Encryptor::new(&key, enc).member("iv", "AAAA").encrypt_compact(b"x").unwrap_err();
        assert_eq!(refused.code(), "jwe.reserved_member");
    }
    let (encryption, _) = wrapping(KeyManagementAlgorithm::A256GcmKw, &[7; 32]);
    let ivs: HashSet<String> = (0..500)
        .map(|_| {
            let token = Encryptor::new(&encryption, ENC).encrypt_compact(b"x").unwrap();
            serde_json::from_slice::<Value>(&parts(&token)[0]).unwrap()["iv"].to_string()
        })
        .collect();
    assert_eq!(ivs.len(), 500, "A256GCMKW");
}

#[test]
fn attack_112_every_message_has_its_own_key() {
    // AES Key Wrap is deterministic, so wrapped keys differ exactly as the keys do; and the key of zeros has one wrapped form.
    let kek = [7; 32];
    let (encryption, _) = wrapping(KeyManagementAlgorithm::A256Kw, &kek);
    for enc in every_enc() {
        let keys: HashSet<Vec<u8>> = (0..1000)
            .map(|_| parts(&Encryptor::new(&encryption, enc).encrypt_compact(b"x").unwrap())[1].clone())
            .collect();
        assert_eq!(keys.len(), 1000, "{enc}");
    }
    // A key of zeros would give this ciphertext of zeros under some vector; under the real key the tag is another.
    let token = Encryptor::new(&encryption, ENC).encrypt_compact(&[0; 64]).unwrap();
    let [header, _, iv, ciphertext, tag] = parts(&token);
    let zeros = ContentDecrypter::new(ENC, &[0; 32]).unwrap();
    assert!(zeros.decrypt(&iv, encode(&header).as_bytes(), &tag, &mut ciphertext.clone()).is_err());
    for (name, encryption, _) in key_management(ContentEncryption::A128CbcHs256) {
        let token = Encryptor::new(&encryption, ContentEncryption::A128CbcHs256).encrypt_compact(&[0; 64]).unwrap();
        let [header, _, iv, ciphertext, tag] = parts(&token);
        let zeros = ContentDecrypter::new(ContentEncryption::A128CbcHs256, &[0; 32]).unwrap();
        assert!(zeros.decrypt(&iv, encode(&header).as_bytes(), &tag, &mut ciphertext.clone()).is_err(), "{name}");
    }
}

#[test]
fn attack_113_no_plaintext_is_left_behind_a_failure() {
    let plaintext = b"a plaintext of more than one block of sixteen";
    for enc in every_enc() {
        let cek = vec![7; enc.row().key_bytes];
        let iv = vec![9; enc.row().iv_bytes];
        let mut ciphertext = plaintext.to_vec();
        let tag = ContentEncrypter::new(enc, &cek).unwrap().encrypt(&iv, b"", &mut ciphertext).unwrap();
        let decrypter = ContentDecrypter::new(enc, &cek).unwrap();
        let mut wrong = tag.as_bytes().to_vec();
        wrong[0] ^= 1;
        let mut buffer = ciphertext.clone();
        assert!(decrypter.decrypt(&iv, b"", &wrong, &mut buffer).is_err());
        assert!(!buffer.windows(8).any(|window| plaintext.windows(8).any(|plain| plain == window)), "{enc}");
        assert_eq!(decrypter.decrypt(&iv, b"", tag.as_bytes(), &mut ciphertext).unwrap(), plaintext, "{enc}");
    }
    // An error of the calls above has nothing but a code, and a result shows neither plaintext nor key.
    let (key, token) = direct(ENC);
    let error = decrypt_compact(&with_part(&token, 4, |tag| tag[0] ^= 1), &key.clone().into(), &Limits::default());
    assert_eq!(format!("{:?}", error.unwrap_err()), "Failed(DecryptFailed)");
    let decrypted = decrypt_compact(&token, &key.into(), &Limits::default()).unwrap();
    assert!(!format!("{decrypted:?}").contains("plaintext\""), "{decrypted:?}");
    assert!(!format!("{decrypted:?}").contains(&format!("{:?}", b"plaintext")), "{decrypted:?}");
}

#[test]
fn attack_114_recipients_are_few_and_fail_alike() {
    let (encryption, decryption) = wrapping(KeyManagementAlgorithm::A256Kw, &[7; 32]);
    let message = |recipients: usize| {
        let recipient = Recipient::new(&encryption);
        let general = (0..recipients).fold(GeneralEncryptor::new(ENC), |general, _| general.recipient(&recipient));
        general.encrypt_general(b"plaintext").unwrap()
    };
    let two: Value = serde_json::from_str(&message(2)).unwrap();
    let with = |count: usize| {
        let mut many = two.clone();
        many["recipients"] = json!(vec![two["recipients"][0].clone(); count]);
        many.to_string()
    };
    for (count, expected) in
        [(1, ACCEPTED), (2, ACCEPTED), (16, "key.limit"), (17, "parse.limit"), (1000, "parse.limit")]
    {
        // Each recipient is tried with the one key that fits, and all of them together with no more than the limit of candidates.
        let code = decrypt_general(&with(count), decryption.clone());
        assert_eq!(code, expected, "{count}");
    }
    let mut none = two.clone();
    none["recipients"] = json!([]);
    assert_eq!(decrypt_general(&none.to_string(), decryption.clone()), "parse.form");
    // `dir` and ECDH-ES have the key itself, so they have one recipient.
    for (alg, key) in [
        ("dir", direct_key()),
        ("ECDH-ES", {
            let material = PrivateMaterial::generate_on(jose::Curve::P256).unwrap();
            DecryptionKey::new(KeyManagementAlgorithm::EcdhEs, &material).unwrap()
        }),
    ] {
        let mut other = two.clone();
        other["recipients"][0] = json!({"header":{"alg":alg}});
        let code = decrypt_general(&other.to_string(), key);
        assert_eq!(code, "parse.member", "{alg}");
    }
    // Which recipient failed, and how, is not said.
    let mut all = HashSet::new();
    for (index, change) in [(0, 0), (1, 0), (0, 8), (1, 8)] {
        let mut message: Value = serde_json::from_str(&message(2)).unwrap();
        for (place, recipient) in message["recipients"].as_array_mut().unwrap().iter_mut().enumerate() {
            let bytes = if place == index { vec![change; 40] } else { vec![7; 24] };
            recipient["encrypted_key"] = json!(encode(bytes));
        }
        let keys = decryption.clone().into();
        let error = Decryptor::new(&keys).decrypt_general(&message.to_string()).unwrap_err();
        all.insert(format!("{error:?} {error}"));
    }
    assert_eq!(all.len(), 1, "{all:?}");
}

#[test]
fn attack_115_enc_is_one_for_all_recipients() {
    let (encryption, decryption) = wrapping(KeyManagementAlgorithm::A256Kw, &[7; 32]);
    let recipient = Recipient::new(&encryption);
    let message = GeneralEncryptor::new(ENC).recipient(&recipient).recipient(&recipient).encrypt_general(b"x").unwrap();
    let message: Value = serde_json::from_str(&message).unwrap();
    let established = |recipients: [Value; 2]| {
        let mut other = message.clone();
        other["protected"] = json!(encode(r#"{"typ":"x"}"#));
        for (recipient, header) in other["recipients"].as_array_mut().unwrap().iter_mut().zip(recipients) {
            recipient["header"] = header;
        }
        other.to_string()
    };
    for (name, one, two) in [
        ("different", "A256GCM", json!({"alg":"A256KW","enc":"A128GCM"})),
        ("missing", "A256GCM", json!({"alg":"A256KW"})),
        ("unknown", "A256GCM", json!({"alg":"A256KW","enc":"none"})),
    ] {
        let code = decrypt_general(&established([json!({"alg":"A256KW","enc":one}), two]), decryption.clone());
        assert_eq!(code, "parse.member", "{name}");
    }
    // Unprotected it may stand (RFC 7520, section 5.12): the result says so, and the caller can refuse it.
    let unprotected =
        Encryptor::new(&encryption, ENC).unprotected_content_encryption().encrypt_flattened(b"x").unwrap();
    let keys = decryption.into();
    assert!(!Decryptor::new(&keys).decrypt_flattened(&unprotected).unwrap().protects_content_encryption());
    let refused = Decryptor::new(&keys).require_protected_algorithm().decrypt_flattened(&unprotected).unwrap_err();
    assert_eq!(refused.code(), "parse.member");
}

#[test]
fn attack_116_the_additional_data_are_what_was_received() {
    // Spaces, another order, escapes: valid, and never written like this by us. A reader that writes the header anew finds another tag.
    for header in [
        r#" { "enc" : "A256GCM" ,  "alg" : "dir" } "#,
        r#"{"alg":"\u0064ir","enc":"A256GCM"}"#,
        "{\n\t\"x\": 1.0e2,\r\n\t\"alg\": \"dir\",\n\t\"enc\": \"A256GCM\"\n}",
    ] {
        assert_eq!(decrypt(&join(&sealed(header, ENC, &[7; 32], b"x")), direct_key()), ACCEPTED, "{header}");
        for aad in ["", "aad", "{ }", "\u{0}"] {
            let protected = encode(header);
            let received = if aad.is_empty() { protected.clone() } else { format!("{protected}.{}", encode(aad)) };
            let mut ciphertext = b"x".to_vec();
            let tag =
                ContentEncrypter::new(ENC, &[7; 32]).unwrap().encrypt(&[9; 12], received.as_bytes(), &mut ciphertext);
            let member =
                |aad: &str| if aad.is_empty() { String::new() } else { format!(r#","aad":"{}""#, encode(aad)) };
            let message = |aad: &str| {
                let [iv, ciphertext, tag] = [&[9; 12], &ciphertext[..], tag.as_ref().unwrap().as_bytes()].map(encode);
                let aad = member(aad);
                format!(r#"{{"protected":"{protected}"{aad},"iv":"{iv}","ciphertext":"{ciphertext}","tag":"{tag}"}}"#)
            };
            assert_eq!(decrypt_flattened(&message(aad), direct_key()), ACCEPTED, "{header} {aad}");
            assert_eq!(decrypt_flattened(&message("other"), direct_key()), FAILED, "{header} {aad}");
        }
    }
}

#[test]
fn attack_117_names_of_members_are_compared_byte_for_byte() {
    for header in [
        r#"{"Alg":"dir","enc":"A256GCM"}"#,
        r#"{"ALG":"dir","enc":"A256GCM"}"#,
        r#"{"alg ":"dir","enc":"A256GCM"}"#,
        r#"{"alg":"dir","Enc":"A256GCM"}"#,
        r#"{"alg":"dir","enc\u0000":"A256GCM"}"#,
    ] {
        assert_eq!(decrypt(&join(&sealed(header, ENC, &[7; 32], b"x")), direct_key()), "parse.member", "{header}");
    }
    for (header, expected) in [
        (r#"{"alg":"Dir","enc":"A256GCM"}"#, "key.algorithm_not_allowed"),
        (r#"{"alg":"DIR","enc":"A256GCM"}"#, "key.algorithm_not_allowed"),
        (r#"{"alg":"dir","enc":"a256gcm"}"#, "jwe.content_encryption"),
        (r#"{"alg":"dir","enc":"A256GCM "}"#, "jwe.content_encryption"),
    ] {
        assert_eq!(decrypt(&join(&sealed(header, ENC, &[7; 32], b"x")), direct_key()), expected, "{header}");
    }
    let key = TestKey::Es256;
    let token = forge::signed(&key.signing_key(), r#"{"Alg":"ES256"}"#, "x");
    assert_eq!(verify(&token, key.verifying_key()), "parse.member");
}
