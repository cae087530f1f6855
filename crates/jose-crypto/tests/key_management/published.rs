//! Published messages made again, byte for byte: what is random elsewhere is given here.

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm};
use jose_crypto::{
    EncryptError, EncryptionKey, KeyError, WrappedKey,
    content::ContentKey,
    hazmat::{self, FixedRandom},
    material::PrivateMaterial,
};

use crate::keys::{self, decode, secret};

fn ec(curve: Curve, x: &str, y: &str, d: &str) -> PrivateMaterial {
    PrivateMaterial::Ec { curve, x: decode(x), y: decode(y), d: secret(d) }
}

struct Example<'e> {
    name: &'static str,
    key: &'e EncryptionKey,
    enc: ContentEncryption,
    parties: [&'static [u8]; 2],
    cek: &'static str,
    random: FixedRandom<'e>,
    encrypted_key: &'static str,
}

impl Example<'_> {
    /// To one recipient, and to one of several where the algorithm allows it.
    fn assert(&self) -> WrappedKey {
        let (name, [apu, apv]) = (self.name, self.parties);
        let (cek, iv) = (decode(self.cek), vec![9; self.enc.row().iv_bytes]);
        let random = FixedRandom { content_key: &cek, iv: &iv, ..self.random };
        let established = hazmat::establish(self.key, self.enc, apu, apv, &random).unwrap();
        assert_eq!(established.iv(), iv, "{name}");
        assert_eq!(established.encrypted_key(), decode(self.encrypted_key), "{name}");

        let message: ContentKey = hazmat::content_key(self.enc, &cek, &iv).unwrap();
        let (mut one, mut other) = (b"content".to_vec(), b"content".to_vec());
        let tag = established.content().encrypt(&iv, b"header", &mut one).unwrap();
        assert_eq!(message.content().encrypt(message.iv(), b"header", &mut other), Ok(tag), "{name}");
        assert_eq!(one, other, "{name}");

        match hazmat::wrap(self.key, &message, apu, apv, &random) {
            Ok(wrapped) => {
                assert_eq!(wrapped.encrypted_key(), established.encrypted_key(), "{name}");
                assert_eq!(wrapped.gcm_key_wrap(), established.gcm_key_wrap(), "{name}");
                assert_eq!(wrapped.password_parameters(), established.password_parameters(), "{name}");
                assert_eq!(wrapped.ephemeral_key(), established.ephemeral_key(), "{name}");
            }
            Err(error) => {
                let algorithm = self.key.algorithm();
                assert!(!algorithm.wraps_keys(), "{name}: {error}");
                assert_eq!(error, EncryptError::SeveralRecipients { algorithm: algorithm.name() }, "{name}");
            }
        }
        established.wrapped_key().clone()
    }
}

fn nothing() -> FixedRandom<'static> {
    FixedRandom::new(&[], &[])
}

/// RFC 7517, appendix C, and RFC 7520, section 5.3.
#[test]
fn passwords() {
    for (name, algorithm, password, enc, cek, salt, rounds, encrypted_key) in [
        (
            "RFC 7517, appendix C",
            KeyManagementAlgorithm::Pbes2Hs256A128Kw,
            "Thus from my lips, by yours, my sin is purged.",
            ContentEncryption::A128CbcHs256,
            "bxsZNEIdFE5csDjwQdBScKGDJDfK7LmsgReZwsMw_bY",
            "2WCTcJZ1Rvd_CJuJripQ1w",
            4096,
            "TrqXOwuNUfDV9VPTNbyGvEJ9JMjefAVn-TR1uIxR9p6hsRQh9Tk7BA",
        ),
        (
            "RFC 7520, 5.3",
            KeyManagementAlgorithm::Pbes2Hs512A256Kw,
            "entrap_o\u{2013}peter_long\u{2013}credit_tun",
            ContentEncryption::A128CbcHs256,
            "uwsjJXaBK407Qaf0_zpcpmr1Cs0CC50hIUEyGNEt3m0",
            "8Q1SzinasR3xchYz6ZZcHA",
            8192,
            "d3qNhUWfqheyPp4H8sjOWsDYajoej4c5Je6rlUtFPWdgtURtmeDV1g",
        ),
    ] {
        let key = EncryptionKey::password(algorithm, password.as_bytes()).unwrap().with_rounds(rounds).unwrap();
        let random = FixedRandom { salt: decode(salt).try_into().unwrap(), ..nothing() };
        let wrapped = Example { name, key: &key, enc, parties: [b"", b""], cek, random, encrypted_key }.assert();
        assert_eq!(wrapped.password_parameters(), Some((&*decode(salt), rounds)), "{name}");
    }
}

/// Recipient and ephemeral key, the parties, the content encryption key and its encrypted form.
type Row<'r> = (
    &'static str,
    KeyManagementAlgorithm,
    [&'r PrivateMaterial; 2],
    ContentEncryption,
    [&'static [u8]; 2],
    [&'static str; 2],
);

/// RFC 7518, appendix C, and RFC 7520, sections 5.4, 5.5 and 5.13.
#[test]
fn key_agreement() {
    let bob = ec(
        Curve::P256,
        "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
        "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck",
        "VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw",
    );
    let alice = ec(
        Curve::P256,
        "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",
        "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps",
        "0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo",
    );
    let peregrin = ec(
        Curve::P384,
        "YU4rRUzdmVqmRtWOs2OpDE_T5fsNIodcG8G5FWPrTPMyxpzsSOGaQLpe2FpxBmu2",
        "A8-yxCHxkfBz3hKZfI1jUYMjUhsEveZ9THuwFjH2sCNdtksRJU7D5-SkgaFL1ETP",
        "iTx2pk7wW-GqJkHcEkFQb2EFyYcO7RugmaW3mRrQVAOUiPommT0IdnYK2xDlZh-j",
    );
    let to_peregrin = ec(
        Curve::P384,
        "uBo4kHPw6kbjx5l0xowrd_oYzBmaz-GKFZu4xAFFkbYiWgutEK6iuEDsQ6wNdNg3",
        "sp3p5SGhZVC2faXumI-e9JU2Mo8KpoYrFDr5yPNVtW4PgEwZOyQTA-JdaY8tb7E0",
        "D5H4Y_5PSKZvhfVFbcCYJOtcGZygRgfZkpsBr59Icmmhe9sW6nkZ8WfwhinUfWJg",
    );
    let to_peregrin_and_others = ec(
        Curve::P384,
        "Uzdvk3pi5wKCRc1izp5_r0OjeqT-I68i8g2b8mva8diRhsE2xAn2DtMRb25Ma2CX",
        "VDrRyFJh-Kwd1EjAgmj5Eo-CTHAZ53MC7PjjpLioy3ylEjI1pOMbw91fzZ84pbfm",
        "1DKHfTv-PiifVw2VBHM_ZiVcwOMxkOyANS_lQHJcrDxVY3jhVCvZPwMxJKIE793C",
    );
    let meriadoc = ec(
        Curve::P256,
        "Ze2loSV3wrroKUN_4zhwGhCqo3Xhu1td4QjeQ5wIVR0",
        "HlLtdXARY_f55A3fnzQbPcm6hgr34Mp8p-nuzQCE0Zw",
        "r_kHyZ-a06rmxM3yESK84r1otSg-aQcVStkRhA-iCM8",
    );
    let to_meriadoc = ec(
        Curve::P256,
        "mPUKT_bAWGHIhg0TpjjqVsP1rXWQu_vwVOHHtNkdYoA",
        "8BQAsImGeAS46fyWw5MhYfGTT0IjBpFw2SS34Dv4Irs",
        "AtH35vJsQ9SGjYfOsjUxYXQKrPH3FjZHmEtSKoSN8cM",
    );
    let rows: [Row<'_>; 4] = [
        (
            "RFC 7518, appendix C",
            KeyManagementAlgorithm::EcdhEs,
            [&bob, &alice],
            ContentEncryption::A128Gcm,
            [b"Alice", b"Bob"],
            ["VqqN6vgjbSBcIijNcacQGg", ""],
        ),
        (
            "RFC 7520, 5.4",
            KeyManagementAlgorithm::EcdhEsA128Kw,
            [&peregrin, &to_peregrin],
            ContentEncryption::A128Gcm,
            [b"", b""],
            ["Nou2ueKlP70ZXDbq9UrRwg", "0DJjBXri_kBcC46IkU5_Jk9BqaQeHdv2"],
        ),
        (
            "RFC 7520, 5.5",
            KeyManagementAlgorithm::EcdhEs,
            [&meriadoc, &to_meriadoc],
            ContentEncryption::A128CbcHs256,
            [b"", b""],
            ["hzHdlfQIAEehb8Hrd_mFRhKsKLEzPfshfXs9l6areCc", ""],
        ),
        (
            "RFC 7520, 5.13",
            KeyManagementAlgorithm::EcdhEsA256Kw,
            [&peregrin, &to_peregrin_and_others],
            ContentEncryption::A128CbcHs256,
            [b"", b""],
            ["zXayeJ4gvm8NJr3IUInyokTUO-LbQNKEhe_zWlYbdpQ", "ExInT0io9BqBMYF6-maw5tZlgoZXThD1zWKsHixJuw_elY4gSSId_w"],
        ),
    ];
    for (name, algorithm, [recipient, ephemeral], enc, parties, [cek, encrypted_key]) in rows {
        let key = EncryptionKey::new(algorithm, &recipient.public()).unwrap();
        let random = FixedRandom { ephemeral: Some(ephemeral), ..nothing() };
        let wrapped = Example { name, key: &key, enc, parties, cek, random, encrypted_key }.assert();
        let PrivateMaterial::Ec { x, y, .. } = ephemeral else { panic!("{name}") };
        let sent = wrapped.ephemeral_key().unwrap();
        assert_eq!((sent.x(), sent.y()), (x.as_slice(), Some(y.as_slice())), "{name}");
    }
}

/// RFC 7520, sections 5.7, 5.8 and 5.13.
#[test]
fn key_wrapping() {
    let shared = decode("qC57l_uxcm7Nm3K-ct4GFjx8tM1U8CZ0NLBvdQstiS8");
    let key = EncryptionKey::symmetric(KeyManagementAlgorithm::A256GcmKw, &shared).unwrap();
    for (name, cek, iv, encrypted_key, tag) in [
        (
            "RFC 7520, 5.7",
            "UWxARpat23nL9ReIj4WG3D1ee9I4r-Mv5QLuFXdy_rE",
            "KkYT0GX_2jHlfqN_",
            "lJf3HbOApxMEBkCMOoTnnABxs_CvTWUmZQ2ElLvYNok",
            "kfPduVQ3T3H6vnewt--ksw",
        ),
        (
            "RFC 7520, 5.13",
            "zXayeJ4gvm8NJr3IUInyokTUO-LbQNKEhe_zWlYbdpQ",
            "AvpeoPZ9Ncn9mkBn",
            "a7CclAejo_7JSuPB8zeagxXRam8dwCfmkt9-WyTpS1E",
            "59Nqh1LlYtVIhfD3pgRGvw",
        ),
    ] {
        let random = FixedRandom { key_iv: decode(iv).try_into().unwrap(), ..nothing() };
        let enc = ContentEncryption::A128CbcHs256;
        let wrapped = Example { name, key: &key, enc, parties: [b"", b""], cek, random, encrypted_key }.assert();
        let (sent_iv, sent_tag) = wrapped.gcm_key_wrap().unwrap();
        assert_eq!((sent_iv.to_vec(), sent_tag.to_vec()), (decode(iv), decode(tag)), "{name}");
    }

    let key = EncryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &decode("GZy6sIZ6wl9NJOKB-jnmVQ")).unwrap();
    let example = Example {
        name: "RFC 7520, 5.8",
        key: &key,
        enc: ContentEncryption::A128Gcm,
        parties: [b"", b""],
        cek: "aY5_Ghmk9KxWPBLu_glx1w",
        random: nothing(),
        encrypted_key: "CBI6oDw8MydIx1IBntf_lQcw2MmJKIQx",
    };
    example.assert();
}

#[test]
fn values_that_do_not_fit_are_refused() {
    let key = EncryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &[7; 16]).unwrap();
    for enc in ContentEncryption::ALL {
        let (cek_bytes, iv_bytes) = (enc.row().key_bytes, enc.row().iv_bytes);
        for (cek, iv) in [
            (0, iv_bytes),
            (cek_bytes - 1, iv_bytes),
            (cek_bytes + 1, iv_bytes),
            (cek_bytes, 0),
            (cek_bytes, iv_bytes - 1),
            (cek_bytes, iv_bytes + 1),
        ] {
            let (cek, iv) = (vec![1; cek], vec![2; iv]);
            let error = hazmat::establish(&key, *enc, b"", b"", &FixedRandom::new(&cek, &iv)).err();
            assert!(matches!(error, Some(EncryptError::Fixed(KeyError::WrongLength { .. }))), "{enc}: {error:?}");
            let error = hazmat::content_key(*enc, &cek, &iv).err();
            assert!(matches!(error, Some(KeyError::WrongLength { .. })), "{enc}: {error:?}");
        }
        let direct = EncryptionKey::direct(*enc, &vec![7; cek_bytes]).unwrap();
        let error = hazmat::establish(&direct, *enc, b"", b"", &nothing()).err();
        assert!(matches!(error, Some(EncryptError::Fixed(KeyError::WrongLength { .. }))), "{enc}: {error:?}");
    }
}

#[test]
fn an_ephemeral_key_elsewhere_is_refused() {
    let enc = ContentEncryption::A128Gcm;
    let recipient = EncryptionKey::new(KeyManagementAlgorithm::EcdhEsA128Kw, &keys::public(Curve::P256)).unwrap();
    for other in [keys::private(Curve::P384), keys::private(Curve::X25519), keys::rsa()] {
        let random = FixedRandom { ephemeral: Some(&other), ..FixedRandom::new(&[1; 16], &[2; 12]) };
        let error = hazmat::establish(&recipient, enc, b"", b"", &random).err();
        assert!(matches!(error, Some(EncryptError::Fixed(KeyError::Invalid { .. }))), "{error:?}");
        let message = hazmat::content_key(enc, &[1; 16], &[2; 12]).unwrap();
        let error = hazmat::wrap(&recipient, &message, b"", b"", &random).err();
        assert!(matches!(error, Some(EncryptError::Fixed(KeyError::Invalid { .. }))), "{error:?}");
    }
}

#[test]
fn fixed_values_do_not_print() {
    let (cek, iv) = ([0xab; 16], [0xcd; 12]);
    assert_eq!(format!("{:?}", FixedRandom::new(&cek, &iv)), "FixedRandom { .. }");
    let message = hazmat::content_key(ContentEncryption::A128Gcm, &cek, &iv).unwrap();
    assert_eq!(format!("{message:?}"), "ContentKey { algorithm: A128Gcm, .. }");
}
