//! Signing and verifying: every algorithm, every other key of the same material, and published signatures.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/keys.rs"]
mod keys;

use jose_core::{Curve, JwsAlgorithm, KeyType, SecretBytes};
use jose_crypto::{
    BadSignature, SigningKey, VerifyingKey,
    material::{PrivateMaterial, PublicMaterial},
};

use keys::{altered, decode, secret};

const MESSAGE: &[u8] = b"header.payload";

/// A secret that is long enough for every HMAC, and a key for each type, curve and ML-DSA.
struct Material {
    secret: [u8; 64],
    keys: Vec<PrivateMaterial>,
}

impl Material {
    fn new() -> Self {
        let mut keys: Vec<PrivateMaterial> = Vec::new();
        for algorithm in keys::signature_algorithms() {
            let row = algorithm.row();
            let has_key = keys.iter().any(|material| fits(&material.public(), algorithm));
            if row.key_type != KeyType::Oct && !has_key {
                keys.push(keys::for_signing(algorithm));
            }
        }
        Self { secret: [7; 64], keys }
    }

    fn of(&self, algorithm: JwsAlgorithm) -> &PrivateMaterial {
        self.keys.iter().find(|material| fits(&material.public(), algorithm)).unwrap()
    }

    fn signing(&self, algorithm: JwsAlgorithm) -> SigningKey {
        match algorithm.row().key_type {
            KeyType::Oct => SigningKey::hmac(algorithm, &self.secret).unwrap(),
            _ => SigningKey::new(algorithm, self.of(algorithm)).unwrap(),
        }
    }

    fn verifying(&self, algorithm: JwsAlgorithm) -> VerifyingKey {
        match algorithm.row().key_type {
            KeyType::Oct => VerifyingKey::hmac(algorithm, &self.secret).unwrap(),
            _ => VerifyingKey::new(algorithm, &self.of(algorithm).public()).unwrap(),
        }
    }
}

fn fits(public: &PublicMaterial, algorithm: JwsAlgorithm) -> bool {
    let row = algorithm.row();
    row.key_type == public.key_type()
        && row.curves.first().copied() == public.curve()
        && public.algorithm().is_none_or(|own| own == algorithm)
}

#[test]
fn every_algorithm_round_trips() {
    let material = Material::new();
    assert_eq!(keys::signature_algorithms().len(), 18 + usize::from(cfg!(feature = "ed448")));
    for algorithm in &keys::signature_algorithms() {
        let (signing, verifying) = (material.signing(*algorithm), material.verifying(*algorithm));
        for message in [&b""[..], b"a", MESSAGE, &[0xff; 10_000]] {
            let signature = signing.sign(message).unwrap();
            let of_the_key = if algorithm.row().key_type == KeyType::Rsa { 256 } else { 64 };
            assert_eq!(signature.len(), algorithm.row().signature_bytes.unwrap_or(of_the_key), "{algorithm}");
            assert_eq!(verifying.verify(message, &signature), Ok(()), "{algorithm}");
        }
        assert_eq!((signing.algorithm(), verifying.algorithm()), (*algorithm, *algorithm));
    }
}

/// Attack 39: a signature is good under its own algorithm alone, although the key material is the same. `EdDSA` and `Ed25519` are two names of one
/// algorithm (RFC 9864, section 2.2); there the header is what tells them apart.
#[test]
fn every_other_algorithm_refuses() {
    let material = Material::new();
    let same = [JwsAlgorithm::EdDsa, JwsAlgorithm::Ed25519];
    let mut refused = 0;
    let algorithms = keys::signature_algorithms();
    for made in &algorithms {
        let signature = material.signing(*made).sign(MESSAGE).unwrap();
        for tried in &algorithms {
            let is_good = made == tried || (same.contains(made) && same.contains(tried));
            let expected = if is_good { Ok(()) } else { Err(BadSignature) };
            assert_eq!(material.verifying(*tried).verify(MESSAGE, &signature), expected, "{made} under {tried}");
            refused += usize::from(!is_good);
        }
    }
    assert_eq!(refused, algorithms.len().pow(2) - algorithms.len() - 2);
}

#[test]
fn another_key_of_the_same_algorithm_refuses() {
    let never_the_same =
        |algorithm: &&JwsAlgorithm| [KeyType::Ec, KeyType::Okp, KeyType::Akp].contains(&algorithm.row().key_type);
    for algorithm in keys::signature_algorithms().iter().filter(never_the_same) {
        let (one, other) = (Material::new(), Material::new());
        let signature = one.signing(*algorithm).sign(MESSAGE).unwrap();
        assert_eq!(other.verifying(*algorithm).verify(MESSAGE, &signature), Err(BadSignature), "{algorithm}");
    }
    for algorithm in [JwsAlgorithm::Hs256, JwsAlgorithm::Hs384, JwsAlgorithm::Hs512] {
        let signature = SigningKey::hmac(algorithm, &[7; 64]).unwrap().sign(MESSAGE).unwrap();
        for secret in [&[7; 63][..], &[7; 65], &[8; 64], &altered(&[7; 64], 0), &altered(&[7; 64], 63)] {
            let key = VerifyingKey::hmac_with_short_legacy_secret(algorithm, secret).unwrap();
            assert_eq!(key.verify(MESSAGE, &signature), Err(BadSignature), "{algorithm}, {secret:?}");
        }
    }
}

/// Attack 47: the nonce is not repeated. Where the scheme draws nothing, the signature is always the same.
#[test]
fn random_schemes_never_repeat_a_signature() {
    let material = Material::new();
    for algorithm in &keys::signature_algorithms() {
        let key = material.signing(*algorithm);
        let (one, other) = (key.sign(MESSAGE).unwrap(), key.sign(MESSAGE).unwrap());
        let is_random = ["ES", "PS", "ML"].iter().any(|family| algorithm.name().starts_with(family));
        assert_eq!(one != other, is_random, "{algorithm}");
        if algorithm.row().key_type == KeyType::Ec {
            let half = one.len() / 2;
            assert_ne!(one[..half], other[..half], "{algorithm}: the same nonce twice");
        }
    }
}

/// RFC 7515, appendix A, and RFC 8037, appendix A.4: the key, the signing input, the signature.
struct Published {
    name: &'static str,
    algorithm: JwsAlgorithm,
    signing: SigningKey,
    verifying: VerifyingKey,
    input: &'static str,
    signature: &'static str,
    /// Whether signing again gives the same bytes.
    repeats: bool,
}

impl Published {
    fn new(
        (name, algorithm, input, signature): (&'static str, JwsAlgorithm, &'static str, &'static str),
        repeats: bool,
        material: &PrivateMaterial,
    ) -> Self {
        let signing = SigningKey::new(algorithm, material).unwrap();
        let verifying = VerifyingKey::new(algorithm, &material.public()).unwrap();
        Self { name, algorithm, signing, verifying, input, signature, repeats }
    }
}

fn ec(curve: Curve, x: &str, y: &str, d: &str) -> PrivateMaterial {
    PrivateMaterial::Ec { curve, x: decode(x), y: decode(y), d: secret(d) }
}

fn published() -> Vec<Published> {
    let a_1 = secret("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
    let a_3 = ec(
        Curve::P256,
        "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI",
    );
    let a_4 = ec(
        Curve::P521,
        "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",
        "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2",
        "AY5pb7A0UFiB3RELSD64fTLOSV_jazdF7fLYyuTw8lOfRhWg6Y6rUrPAxerEzgdRhajnu0ferB0d53vM9mE15j2C",
    );
    let okp = PrivateMaterial::Okp {
        curve: Curve::Ed25519,
        x: decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
        d: secret("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"),
    };
    vec![
        Published {
            name: "RFC 7515, A.1",
            algorithm: JwsAlgorithm::Hs256,
            signing: SigningKey::hmac(JwsAlgorithm::Hs256, a_1.expose()).unwrap(),
            verifying: VerifyingKey::hmac(JwsAlgorithm::Hs256, a_1.expose()).unwrap(),
            input: "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
                    eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
            signature: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            repeats: true,
        },
        Published::new(
            (
                "RFC 7515, A.2",
                JwsAlgorithm::Rs256,
                "eyJhbGciOiJSUzI1NiJ9.\
                 eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
                "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZ\
                 cAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-e\
                 OkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
            ),
            true,
            &keys::rsa(),
        ),
        Published::new(
            (
                "RFC 7515, A.3",
                JwsAlgorithm::Es256,
                "eyJhbGciOiJFUzI1NiJ9.\
                 eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
                "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
            ),
            false,
            &a_3,
        ),
        Published::new(
            (
                "RFC 7515, A.4",
                JwsAlgorithm::Es512,
                "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA",
                "AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3\
                 xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn",
            ),
            false,
            &a_4,
        ),
        Published::new(
            (
                "RFC 8037, A.4",
                JwsAlgorithm::EdDsa,
                "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
                "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
            ),
            true,
            &okp,
        ),
    ]
}

#[test]
fn published_signatures_verify() {
    for case in published() {
        assert_eq!(case.verifying.verify(case.input.as_bytes(), &decode(case.signature)), Ok(()), "{}", case.name);
        let again = case.signing.sign(case.input.as_bytes()).unwrap();
        assert_eq!(again == decode(case.signature), case.repeats, "{}", case.name);
        assert_eq!(case.verifying.verify(case.input.as_bytes(), &again), Ok(()), "{}", case.name);
    }
}

#[test]
fn published_signatures_verify_over_nothing_else() {
    for case in published() {
        let (input, signature) = (case.input.as_bytes(), decode(case.signature));
        let refused = |input: &[u8], signature: &[u8], what: &str| {
            let result = case.verifying.verify(input, signature);
            assert_eq!(result, Err(BadSignature), "{}, {}, {what}", case.name, case.algorithm);
        };
        for index in 0..input.len() {
            refused(&altered(input, index), &signature, "a changed byte of the input");
        }
        for index in 0..signature.len() {
            refused(input, &altered(&signature, index), "a changed byte of the signature");
        }
        refused(&input[..input.len() - 1], &signature, "a shorter input");
        refused(&[input, b"."].concat(), &signature, "a longer input");
        refused(input, &signature[1..], "a shorter signature");
        refused(input, case.signature.as_bytes(), "an encoded signature");
    }
}

/// RFC 8037, appendix A.1 and A.2: the public half comes out of the private one.
#[test]
fn a_published_public_half() {
    let seed = secret("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
    let PrivateMaterial::Okp { x, .. } = PrivateMaterial::from_private_half(Curve::Ed25519, seed).unwrap() else {
        panic!("no octet key");
    };
    assert_eq!(x, decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));
}

#[test]
fn keys_keep_their_names_and_can_be_shared() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    let signing = SigningKey::hmac(JwsAlgorithm::Hs256, &[7; 32]).unwrap();
    let verifying = VerifyingKey::hmac(JwsAlgorithm::Hs256, &[7; 32]).unwrap();
    shared(&signing);
    shared(&verifying);
    assert_eq!((signing.key_id(), verifying.key_id()), (None, None));
    let (named_signing, named_verifying) = (signing.clone().with_key_id("1"), verifying.clone().with_key_id("2"));
    assert_eq!((named_signing.key_id(), named_verifying.key_id()), (Some("1"), Some("2")));
    assert_eq!((signing.key_id(), verifying.key_id()), (None, None));
    let signature = named_signing.sign(MESSAGE).unwrap();
    assert_eq!(verifying.verify(MESSAGE, &signature), Ok(()));
}

/// The secret of the token that every newcomer meets first has 19 bytes, fewer than RFC 7518, section 3.2, demands.
#[test]
fn the_sample_token_needs_the_constructor_for_old_secrets() {
    let secret = SecretBytes::from(&b"your-256-bit-secret"[..]);
    let input = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\
                 eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ";
    let signature = decode("SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c");
    assert!(VerifyingKey::hmac(JwsAlgorithm::Hs256, secret.expose()).is_err());
    let key = VerifyingKey::hmac_with_short_legacy_secret(JwsAlgorithm::Hs256, secret.expose()).unwrap();
    assert_eq!(key.verify(input.as_bytes(), &signature), Ok(()));
    assert_eq!(key.verify(input.as_bytes(), &altered(&signature, 0)), Err(BadSignature));
}
