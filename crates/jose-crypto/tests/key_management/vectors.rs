//! Published cases: RFC 7518, appendices B and C, and RFC 7520, section 5.

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm};
use jose_crypto::{
    DecryptFailed, DecryptionKey, EphemeralPublicKey, KeyParameters,
    content::{ContentDecrypter, ContentEncrypter},
    material::PrivateMaterial,
};

use crate::keys::{altered, decode, hex, secret};

/// RFC 7518, appendix B: the algorithm, the ciphertext, the tag. The key is the bytes 00, 01, 02 and so on.
const CONTENT: &[(&str, ContentEncryption, &str, &str)] = &[
    (
        "B.1",
        ContentEncryption::A128CbcHs256,
        "c80edfa32ddf39d5ef00c0b468834279a2e46a1b8049f792f76bfe54b903a9c9a94ac9b47ad2655c5f10f9aef71427e2fc6f9b3f399a221489f16362\
         c703233609d45ac69864e3321cf82935ac4096c86e133314c54019e8ca7980dfa4b9cf1b384c486f3a54c51078158ee5d79de59fbd34d848b3d69550\
         a67646344427ade54b8851ffb598f7f80074b9473c82e2db",
        "652c3fa36b0a7c5b3219fab3a30bc1c4",
    ),
    (
        "B.2",
        ContentEncryption::A192CbcHs384,
        "ea65da6b59e61edb419be62d19712ae5d303eeb50052d0dfd6697f77224c8edb000d279bdc14c1072654bd30944230c657bed4ca0c9f4a8466f22b22\
         6d1746214bf8cfc2400add9f5126e479663fc90b3bed787a2f0ffcbf3904be2a641d5c2105bfe591bae23b1d7449e532eef60a9ac8bb6c6b01d35d49\
         787bcd57ef484927f280adc91ac0c4e79c7b11efc60054e3",
        "8490ac0e58949bfe51875d733f93ac2075168039ccc733d7",
    ),
    (
        "B.3",
        ContentEncryption::A256CbcHs512,
        "4affaaadb78c31c5da4b1b590d10ffbd3dd8d5d302423526912da037ecbcc7bd822c301dd67c373bccb584ad3e9279c2e6d12a1374b77f077553df82\
         9410446b36ebd97066296ae6427ea75c2e0846a11a09ccf5370dc80bfecbad28c73f09b3a3b75e662a2594410ae496b2e2e6609e31e6e02cc837f053\
         d21f37ff4f51950bbe2638d09dd7a4930930806d0703b1f6",
        "4dd3b4c088a7f45c216839645b2012bf2e6269a8c56a816dbc1b267761955bc5",
    ),
];

#[test]
fn content_encryption_of_rfc_7518() {
    let plaintext =
        b"A cipher system must not be required to be secret, and it must be able to fall into the hands of the enemy \
                      without inconvenience";
    let iv = hex("1af38c2dc2b96ffdd86694092341bc04");
    let aad = b"The second principle of Auguste Kerckhoffs";
    for (name, enc, ciphertext, tag) in CONTENT {
        let key: Vec<u8> = (0..).take(enc.row().key_bytes).collect();
        let mut buffer = plaintext.to_vec();
        let made = ContentEncrypter::new(*enc, &key).unwrap().encrypt(&iv, aad, &mut buffer).unwrap();
        assert_eq!((&buffer, made.as_bytes()), (&hex(ciphertext), &*hex(tag)), "{name}");

        let decrypter = ContentDecrypter::new(*enc, &key).unwrap();
        let opened = decrypter.decrypt(&iv, aad, &hex(tag), &mut buffer).unwrap();
        assert_eq!(opened, plaintext, "{name}");
        for index in 0..hex(tag).len() {
            let result = decrypter.decrypt(&iv, aad, &altered(&hex(tag), index), &mut hex(ciphertext)).err();
            assert_eq!(result, Some(DecryptFailed), "{name}, byte {index} of the tag");
        }
        // Appendix B with the halves of the key in the wrong order would still round-trip with itself.
        let swapped = [&key[key.len() / 2..], &key[..key.len() / 2]].concat();
        let result =
            ContentDecrypter::new(*enc, &swapped).unwrap().decrypt(&iv, aad, &hex(tag), &mut hex(ciphertext)).err();
        assert_eq!(result, Some(DecryptFailed), "{name}, halves swapped");
    }
}

fn ec(curve: Curve, x: &str, y: &str, d: &str) -> PrivateMaterial {
    PrivateMaterial::Ec { curve, x: decode(x), y: decode(y), d: secret(d) }
}

/// A recipient, what the message says, and the content encryption key that must come out of it.
fn assert_key(name: &str, key: &DecryptionKey, parameters: &KeyParameters<'_>, cek: &str) {
    let enc = parameters.content_encryption;
    let iv = vec![7; enc.row().iv_bytes];
    let seal = |key: &[u8]| {
        let mut buffer = b"content".to_vec();
        let tag = ContentEncrypter::new(enc, key).unwrap().encrypt(&iv, b"header", &mut buffer).unwrap();
        (buffer, tag)
    };
    let content = key.content_key(parameters).unwrap();
    let (mut buffer, tag) = seal(&decode(cek));
    assert_eq!(content.decrypt(&iv, b"header", tag.as_bytes(), &mut buffer).as_deref(), Ok(&b"content"[..]), "{name}");
    for index in 0..decode(cek).len() {
        let (mut buffer, tag) = seal(&altered(&decode(cek), index));
        let opened = content.decrypt(&iv, b"header", tag.as_bytes(), &mut buffer).err();
        assert_eq!(opened, Some(DecryptFailed), "{name}, byte {index} of the key");
    }
}

#[test]
fn key_agreement_of_rfc_7518() {
    let bob = ec(
        Curve::P256,
        "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
        "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck",
        "VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw",
    );
    let alice = EphemeralPublicKey::new(
        Curve::P256,
        &decode("gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0"),
        Some(&decode("SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps")),
    )
    .unwrap();
    let parameters = KeyParameters {
        ephemeral: Some(&alice),
        party_u_info: b"Alice",
        party_v_info: b"Bob",
        ..KeyParameters::new(ContentEncryption::A128Gcm, &[])
    };
    let key = DecryptionKey::new(KeyManagementAlgorithm::EcdhEs, &bob).unwrap();
    assert_key("RFC 7518, appendix C", &key, &parameters, "VqqN6vgjbSBcIijNcacQGg");
}

#[test]
fn key_agreement_of_rfc_7520() {
    let recipient = ec(
        Curve::P384,
        "YU4rRUzdmVqmRtWOs2OpDE_T5fsNIodcG8G5FWPrTPMyxpzsSOGaQLpe2FpxBmu2",
        "A8-yxCHxkfBz3hKZfI1jUYMjUhsEveZ9THuwFjH2sCNdtksRJU7D5-SkgaFL1ETP",
        "iTx2pk7wW-GqJkHcEkFQb2EFyYcO7RugmaW3mRrQVAOUiPommT0IdnYK2xDlZh-j",
    );
    let ephemeral = EphemeralPublicKey::new(
        Curve::P384,
        &decode("uBo4kHPw6kbjx5l0xowrd_oYzBmaz-GKFZu4xAFFkbYiWgutEK6iuEDsQ6wNdNg3"),
        Some(&decode("sp3p5SGhZVC2faXumI-e9JU2Mo8KpoYrFDr5yPNVtW4PgEwZOyQTA-JdaY8tb7E0")),
    )
    .unwrap();
    let encrypted_key = decode("0DJjBXri_kBcC46IkU5_Jk9BqaQeHdv2");
    let parameters =
        KeyParameters { ephemeral: Some(&ephemeral), ..KeyParameters::new(ContentEncryption::A128Gcm, &encrypted_key) };
    let key = DecryptionKey::new(KeyManagementAlgorithm::EcdhEsA128Kw, &recipient).unwrap();
    assert_key("RFC 7520, 5.4", &key, &parameters, "Nou2ueKlP70ZXDbq9UrRwg");

    let recipient = ec(
        Curve::P256,
        "Ze2loSV3wrroKUN_4zhwGhCqo3Xhu1td4QjeQ5wIVR0",
        "HlLtdXARY_f55A3fnzQbPcm6hgr34Mp8p-nuzQCE0Zw",
        "r_kHyZ-a06rmxM3yESK84r1otSg-aQcVStkRhA-iCM8",
    );
    let ephemeral = EphemeralPublicKey::new(
        Curve::P256,
        &decode("mPUKT_bAWGHIhg0TpjjqVsP1rXWQu_vwVOHHtNkdYoA"),
        Some(&decode("8BQAsImGeAS46fyWw5MhYfGTT0IjBpFw2SS34Dv4Irs")),
    )
    .unwrap();
    let parameters =
        KeyParameters { ephemeral: Some(&ephemeral), ..KeyParameters::new(ContentEncryption::A128CbcHs256, &[]) };
    let key = DecryptionKey::new(KeyManagementAlgorithm::EcdhEs, &recipient).unwrap();
    assert_key("RFC 7520, 5.5", &key, &parameters, "hzHdlfQIAEehb8Hrd_mFRhKsKLEzPfshfXs9l6areCc");
}

#[test]
fn key_wrapping_of_rfc_7520() {
    let (iv, tag) = (decode("KkYT0GX_2jHlfqN_"), decode("kfPduVQ3T3H6vnewt--ksw"));
    let encrypted_key = decode("lJf3HbOApxMEBkCMOoTnnABxs_CvTWUmZQ2ElLvYNok");
    let parameters = KeyParameters {
        gcm_key_wrap: Some((iv.as_slice().try_into().unwrap(), tag.as_slice().try_into().unwrap())),
        ..KeyParameters::new(ContentEncryption::A128CbcHs256, &encrypted_key)
    };
    let shared = decode("qC57l_uxcm7Nm3K-ct4GFjx8tM1U8CZ0NLBvdQstiS8");
    let key = DecryptionKey::symmetric(KeyManagementAlgorithm::A256GcmKw, &shared).unwrap();
    assert_key("RFC 7520, 5.7", &key, &parameters, "UWxARpat23nL9ReIj4WG3D1ee9I4r-Mv5QLuFXdy_rE");

    let encrypted_key = decode("CBI6oDw8MydIx1IBntf_lQcw2MmJKIQx");
    let parameters = KeyParameters::new(ContentEncryption::A128Gcm, &encrypted_key);
    let shared = decode("GZy6sIZ6wl9NJOKB-jnmVQ");
    let key = DecryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &shared).unwrap();
    assert_key("RFC 7520, 5.8", &key, &parameters, "aY5_Ghmk9KxWPBLu_glx1w");
}
