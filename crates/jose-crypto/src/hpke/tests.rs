//! RFC 9180, appendix A: the base mode of every suite of JOSE that it has. Info, associated data and plaintext are not empty there, as they are or
//! may be in JOSE, so this cannot be tested from outside.

use jose_core::{Curve, KeyManagementAlgorithm, registry::KeyManagementKind};

use super::*;

struct Vector {
    name: &'static str,
    algorithm: KeyManagementAlgorithm,
    ephemeral: &'static str,
    recipient: &'static str,
    encapsulated_key: &'static str,
    ciphertext: &'static str,
}

/// "Ode on a Grecian Urn".
const INFO: &[u8] = b"Ode on a Grecian Urn";
/// The first message of each.
const AAD: &[u8] = b"Count-0";
const PLAINTEXT: &[u8] = b"Beauty is truth, truth beauty";

const VECTORS: &[Vector] = &[
    Vector {
        name: "A.1.1",
        algorithm: KeyManagementAlgorithm::Hpke3,
        ephemeral: "52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736",
        recipient: "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8",
        encapsulated_key: "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
        ciphertext: "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a",
    },
    Vector {
        name: "A.2.1",
        algorithm: KeyManagementAlgorithm::Hpke4,
        ephemeral: "f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600",
        recipient: "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb",
        encapsulated_key: "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a",
        ciphertext: "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
    },
    Vector {
        name: "A.3.1",
        algorithm: KeyManagementAlgorithm::Hpke0,
        ephemeral: "4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb",
        recipient: "f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2",
        encapsulated_key: "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9b\
         fcb9382657222d18c4",
        ciphertext: "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434",
    },
    Vector {
        name: "A.6.1",
        algorithm: KeyManagementAlgorithm::Hpke2,
        ephemeral: "014784c692da35df6ecde98ee43ac425dbdd0969c0c72b42f2e708ab9d535415a8569bdacfcc0a114c85b8e3f26acf4d68115f8c91a66178\
         cdbd03b7bcc5291e374b",
        recipient: "01462680369ae375e4b3791070a7458ed527842f6a98a79ff5e0d4cbde83c27196a3916956655523a6a2556a7af62c5cadabe2ef9da3760b\
         b21e005202f7b2462847",
        encapsulated_key: "040138b385ca16bb0d5fa0c0665fbbd7e69e3ee29f63991d3e9b5fa740aab8900aaeed46ed73a49055758425a0ce36507c54b29cc5b85a5c\
         ee6bae0cf1c21f2731ece2013dc3fb7c8d21654bb161b463962ca19e8c654ff24c94dd2898de12051f1ed0692237fb02b2f8d1dc1c73e9b3\
         66b529eb436e98a996ee522aef863dd5739d2f29b0",
        ciphertext: "170f8beddfe949b75ef9c387e201baf4132fa7374593dfafa90768788b7b2b200aafcc6d80ea4c795a7c5b841a",
    },
];

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.bytes().collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

impl Vector {
    fn suite(&self) -> HpkeSuite {
        match self.algorithm.row().kind {
            KeyManagementKind::Hpke(suite) => suite,
            other => panic!("{other:?}"),
        }
    }

    fn recipient(&self) -> (AgreementKey, EphemeralPublicKey) {
        let key = AgreementKey::new(self.suite().curve, &bytes(self.recipient)).unwrap();
        let public = key.public().unwrap();
        (key, public)
    }

    fn open(&self, encapsulated_key: &[u8], info: &[u8], aad: &[u8], ciphertext: &[u8]) -> Option<Vec<u8>> {
        let (key, public) = self.recipient();
        let mut buffer = ciphertext.to_vec();
        open(self.suite(), (&key, &public), encapsulated_key, (info, aad), &mut buffer).ok().map(|()| buffer)
    }
}

#[test]
fn the_vectors_of_rfc_9180() {
    for vector in VECTORS {
        let (name, (_, public)) = (vector.name, vector.recipient());
        let ephemeral = AgreementKey::new(vector.suite().curve, &bytes(vector.ephemeral)).unwrap();
        let mut buffer = PLAINTEXT.to_vec();
        let peer = PeerKey::new(public).unwrap();
        let encapsulated_key = seal(vector.suite(), &peer, &ephemeral, (INFO, AAD), &mut buffer).unwrap();
        assert_eq!(encapsulated_key.encoded(), bytes(vector.encapsulated_key), "{name}");
        assert_eq!(buffer, bytes(vector.ciphertext), "{name}");
        assert_eq!(vector.open(encapsulated_key.encoded(), INFO, AAD, &buffer).as_deref(), Some(PLAINTEXT), "{name}");
    }
}

#[test]
fn whatever_is_changed_does_not_open() {
    for vector in VECTORS {
        let (name, enc, ciphertext) = (vector.name, bytes(vector.encapsulated_key), bytes(vector.ciphertext));
        assert_eq!(vector.open(&enc, b"", AAD, &ciphertext), None, "{name}, no info");
        assert_eq!(vector.open(&enc, b"Ode on a Grecian Um", AAD, &ciphertext), None, "{name}, other info");
        assert_eq!(vector.open(&enc, INFO, b"", &ciphertext), None, "{name}, no associated data");
        assert_eq!(vector.open(&enc, INFO, b"Count-1", &ciphertext), None, "{name}, other associated data");
        for length in 0..ciphertext.len() {
            assert_eq!(vector.open(&enc, INFO, AAD, ciphertext.get(..length).unwrap()), None, "{name}, cut");
        }
        for index in 0..ciphertext.len() {
            let mut altered = ciphertext.clone();
            *altered.get_mut(index).unwrap() ^= 1;
            assert_eq!(vector.open(&enc, INFO, AAD, &altered), None, "{name}, byte {index} of the ciphertext");
        }
        for index in 0..enc.len() {
            let mut altered = enc.clone();
            *altered.get_mut(index).unwrap() ^= 1;
            assert_eq!(vector.open(&altered, INFO, AAD, &ciphertext), None, "{name}, byte {index} of the key");
        }
        for length in [0, 1, enc.len() / 2, enc.len() - 1, enc.len() + 1] {
            let other: Vec<u8> = enc.iter().copied().chain([0; 2]).take(length).collect();
            assert_eq!(vector.open(&other, INFO, AAD, &ciphertext), None, "{name}, a key of {length} bytes");
        }
        assert_eq!(vector.open(&vec![0; enc.len()], INFO, AAD, &ciphertext), None, "{name}, zeros");
    }
}

/// The backend reads these, and RFC 9180, section 7.1.1, has the uncompressed form only.
#[test]
fn other_forms_of_a_point_are_refused() {
    for vector in VECTORS.iter().filter(|vector| vector.suite().curve != Curve::X25519) {
        let (enc, ciphertext) = (bytes(vector.encapsulated_key), bytes(vector.ciphertext));
        let (x, last) = (enc.get(1..=enc.len() / 2).unwrap(), enc.last().unwrap());
        let compressed = [&[2 + (last & 1)], x].concat();
        let mut hybrid = enc.clone();
        *hybrid.first_mut().unwrap() = 6 + (last & 1);
        for other in [compressed, hybrid, vec![0]] {
            assert_eq!(vector.open(&other, INFO, AAD, &ciphertext), None, "{}", vector.name);
        }
    }
}

#[test]
fn the_context_of_an_encrypted_key() {
    assert_eq!(recipient_info(ContentEncryption::A128Gcm), b"JOSE-HPKE rcpt\xffA128GCM\xff");
}
