//! RFC 7520, sections 4.4 to 4.8: the forms of the cookbook, to the letter.

use jose_core::JwsAlgorithm;
use jose_crypto::SigningKey;
use jose_jwk::{Jwk, VerifyingKeySet};
use jose_jws::{GeneralSigner, Require, Signer, Verified, Verifier, VerifyError};

const TEXT: &str = "It\u{2019}s a dangerous business, Frodo, going out your door. You step onto the road, and if you don't keep your feet, \
    there\u{2019}s no knowing where you might be swept off to.";

const PAYLOAD: &str = "\
    SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwg\
    YW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9m\
    ZiB0by4";

/// Section 3.4.
const RSA: &str = r#"{"kty":"RSA",
    "kid":"bilbo.baggins@hobbiton.example",
    "use":"sig",
    "n":"n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSFKrKb2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw",
    "e":"AQAB",
    "d":"bWUC9B-EFRIo8kpGfh0ZuyGPvMNKvYWNtB_ikiH9k20eT-O1q_I78eiZkpXxXQ0UTEs2LsNRS-8uJbvQ-A1irkwMSMkK1J3XTGgdrhCku9gRldY7sNA_AKZGh-Q661_42rINLRCe8W-nZ34ui_qOfkLnK9QWDDqpaIsA-bMwWWSDFu2MUBYwkHTMEzLYGqOe04noqeq1hExBTHBOBdkMXiuFhUq1BU6l-DqEiWxqg82sXt2h-LMnT3046AOYJoRioz75tSUQfGCshWTBnP5uDjd18kKhyv07lhfSJdrPdM5Plyl21hsFf4L_mHCuoFau7gdsPfHPxxjVOcOpBrQzwQ",
    "p":"3Slxg_DwTXJcb6095RoXygQCAZ5RnAvZlno1yhHtnUex_fp7AZ_9nRaO7HX_-SFfGQeutao2TDjDAWU4Vupk8rw9JR0AzZ0N2fvuIAmr_WCsmGpeNqQnev1T7IyEsnh8UMt-n5CafhkikzhEsrmndH6LxOrvRJlsPp6Zv8bUq0k",
    "q":"uKE2dh-cTf6ERF4k4e_jy78GfPYUIaUyoSSJuBzp3Cubk3OCqs6grT8bR_cu0Dm1MZwWmtdqDyI95HrUeq3MP15vMMON8lHTeZu2lmKvwqW7anV5UzhM1iZ7z4yMkuUwFWoBvyY898EXvRD-hdqRxHlSqAZ192zB3pVFJ0s7pFc",
    "dp":"B8PVvXkvJrj2L-GYQ7v3y9r6Kw5g9SahXBwsWUzp19TVlgI-YV85q1NIb1rxQtD-IsXXR3-TanevuRPRt5OBOdiMGQp8pbt26gljYfKU_E9xn-RULHz0-ed9E9gXLKD4VGngpz-PfQ_q29pk5xWHoJp009Qf1HvChixRX59ehik",
    "dq":"CLDmDGduhylc9o7r84rEUVn7pzQ6PF83Y-iBZx5NT-TpnOZKF1pErAMVeKzFEl41DlHHqqBLSM0W1sOFbwTxYWZDm6sI6og5iTbwQGIC3gnJKbi_7k_vJgGHwHxgPaX2PnvP-zyEkDERuf-ry4c_Z11Cq9AqC2yeL6kdKT1cYF8",
    "qi":"3PiqvXQN0zwMeE-sBvZgi289XP9XCQF3VWqPzMKnIgQp7_Tugo6-NZBKCQsMf3HaEGBjTVJs_jcK8-TRXvaKe-7ZMaQj8VfBdYkssbu0NKDDhjJ-GtiseaDVWt7dcH0cfwxgFUHpQh7FoCrjFJ6h6ZEpMF6xmujs4qMpPz8aaI4"}"#;

/// Section 3.2.
const P521: &str = r#"{"kty":"EC",
    "kid":"bilbo.baggins@hobbiton.example",
    "use":"sig",
    "crv":"P-521",
    "x":"AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt",
    "y":"AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1",
    "d":"AAhRON2r9cqXX1hg-RoI6R1tX5p2rUAYdmpHZoC1XNM56KtscrX6zbKipQrCW9CGZH3T4ubpnoTKLDYJ_fF3_rJt"}"#;

/// Section 3.5.
const OCT: &str = r#"{"kty":"oct",
    "kid":"018c0ae5-4d9b-471b-bfd6-eef314bc7037",
    "use":"sig",
    "alg":"HS256",
    "k":"hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg"}"#;

const OCT_NAME: &str = "018c0ae5-4d9b-471b-bfd6-eef314bc7037";

const NAME: &str = "bilbo.baggins@hobbiton.example";

/// `{"alg":"HS256","kid":"018c0ae5-4d9b-471b-bfd6-eef314bc7037"}`
const NAMED: &str = "\
    eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9";

/// `{"alg":"HS256"}`
const NAMELESS: &str = "eyJhbGciOiJIUzI1NiJ9";

/// `{"alg":"RS256"}`
const OF_RSA: &str = "eyJhbGciOiJSUzI1NiJ9";

/// Sections 4.4 to 4.6 and 4.8.
const MAC: &str = "s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0";

/// Section 4.6.
const MAC_WITHOUT_NAME: &str = "bWUSVaxorn7bEF1djytBd0kHv70Ly5pvbomzMWSOr20";

/// Section 4.7.
const MAC_OF_CONTENT: &str = "xuLifqLGiblpv9zBpuZczWhNj1gARaLV3UxvxhJxZuk";

/// Section 4.8.2.
const RSA_SIGNATURE: &str = "\
    MIsjqtVlOpa71KE-Mss8_Nq2YH4FGhiocsqrgi5NvyG53uoimic1tcMdSg-qptrzZc7CG6Svw2Y13TDIqHzTUrL_lR2ZFcryNFiHkSw129Eg\
    hGpwkpxaTn_THJTCglNbADko1MZBCdwzJxwqZc-1RlpO2HibUYyXSwO97BSe0_evZKdjvvKSgsIqjytKSeAMbhMBdMma622_BG5t4sdbuCHt\
    Fjp9iJmkio47AIwqkZV1aIZsv33uPUqBBCXbYoQJwt7mxPftHmNlGoOSMxR_3thmXTCm4US-xiNOyhbm8afKK64jU6_TPtQHiJeQJxz9G3Tx\
    -083B745_AfYOnlC9w";

/// Section 4.8.3.
const EC_SIGNATURE: &str = "\
    ARcVLnaJJaUWG8fG-8t5BREVAuTY8n8YHjwDO1muhcdCoFZFFjfISu0Cdkn9Ybdlmi54ho0x924DUz8sK7ZXkhc7AFM8ObLfTvNCrqcI3Jkl\
    2U5IX3utNhODH6v7xgy1Qahsn0fyb4zSAkje8bAWz4vIfj5pCMYxxm4fgV3q7ZYhm5eD";

fn signing(text: &str, algorithm: JwsAlgorithm) -> SigningKey {
    Jwk::from_json(text.as_bytes()).unwrap().signing_key_for(algorithm).unwrap()
}

fn set(keys: &[(&str, JwsAlgorithm)]) -> VerifyingKeySet {
    let key = |(text, algorithm): &(&str, JwsAlgorithm)| {
        Jwk::from_json(text.as_bytes()).unwrap().verifying_key_for(*algorithm).unwrap()
    };
    VerifyingKeySet::new(keys.iter().map(key)).unwrap()
}

fn shared() -> (SigningKey, VerifyingKeySet) {
    (signing(OCT, JwsAlgorithm::Hs256), set(&[(OCT, JwsAlgorithm::Hs256)]))
}

fn is_the_text(verified: Result<Verified, VerifyError>) {
    let verified = verified.unwrap();
    assert_eq!(verified.payload(), TEXT.as_bytes());
    assert_eq!((verified.algorithm(), verified.key_id()), (JwsAlgorithm::Hs256, Some(OCT_NAME)));
}

/// Section 4.4.3, all three forms.
#[test]
fn integrity_protection() {
    let (key, keys) = shared();
    let (signer, verifier) = (Signer::new(&key), Verifier::new(&keys));
    let compact = format!("{NAMED}.{PAYLOAD}.{MAC}");
    let own = format!(r#""protected":"{NAMED}","signature":"{MAC}""#);
    let flattened = format!(r#"{{"payload":"{PAYLOAD}",{own}}}"#);
    let general = format!(r#"{{"payload":"{PAYLOAD}","signatures":[{{{own}}}]}}"#);
    assert_eq!(signer.sign_compact(TEXT.as_bytes()).unwrap(), compact);
    assert_eq!(signer.sign_flattened(TEXT.as_bytes()).unwrap(), flattened);
    assert_eq!(GeneralSigner::new().signature(&signer).sign_general(TEXT.as_bytes()).unwrap(), general);
    is_the_text(verifier.verify_compact(&compact));
    is_the_text(verifier.verify_flattened(&flattened));
    assert_eq!(verifier.verify_general(&general, Require::All).unwrap().payload(), TEXT.as_bytes());
}

/// Section 4.5.3, all three forms.
#[test]
fn detached_content() {
    let (key, keys) = shared();
    let (signer, verifier) = (Signer::new(&key), Verifier::new(&keys));
    let compact = format!("{NAMED}..{MAC}");
    let own = format!(r#""protected":"{NAMED}","signature":"{MAC}""#);
    let (flattened, general) = (format!("{{{own}}}"), format!(r#"{{"signatures":[{{{own}}}]}}"#));
    let text = TEXT.as_bytes();
    assert_eq!(signer.sign_detached_compact(text).unwrap(), compact);
    assert_eq!(signer.sign_detached_flattened(text).unwrap(), flattened);
    assert_eq!(GeneralSigner::new().signature(&signer).sign_detached_general(text).unwrap(), general);
    is_the_text(verifier.verify_detached_compact(&compact, text));
    is_the_text(verifier.verify_detached_flattened(&flattened, text));
    assert!(verifier.verify_detached_general(&general, text, Require::All).is_ok());
    for other in [&text[1..], PAYLOAD.as_bytes(), b""] {
        assert_eq!(verifier.verify_detached_compact(&compact, other).unwrap_err().code(), "jws.signature");
        assert_eq!(verifier.verify_detached_flattened(&flattened, other).unwrap_err().code(), "jws.signature");
        assert!(verifier.verify_detached_general(&general, other, Require::Any).is_err());
    }
}

/// Sections 4.6.3 and 4.7.3: with `kid`, and then all of the header, outside the protected one.
#[test]
fn partly_protected_headers() {
    let (key, keys) = shared();
    let verifier = Verifier::new(&keys);
    let specific = Signer::new(&key).unprotected_key_id();
    let content_only = Signer::new(&key).unprotected_key_id().unprotected_algorithm();
    for (name, signer, own, protects) in [
        (
            "4.6",
            specific,
            format!(r#""protected":"{NAMELESS}","header":{{"kid":"{OCT_NAME}"}},"signature":"{MAC_WITHOUT_NAME}""#),
            true,
        ),
        (
            "4.7",
            content_only,
            format!(r#""header":{{"alg":"HS256","kid":"{OCT_NAME}"}},"signature":"{MAC_OF_CONTENT}""#),
            false,
        ),
    ] {
        let flattened = format!(r#"{{"payload":"{PAYLOAD}",{own}}}"#);
        let general = format!(r#"{{"payload":"{PAYLOAD}","signatures":[{{{own}}}]}}"#);
        assert_eq!(signer.sign_flattened(TEXT.as_bytes()).unwrap(), flattened, "{name}");
        let written = GeneralSigner::new().signature(&signer).sign_general(TEXT.as_bytes()).unwrap();
        assert_eq!(written, general, "{name}");
        let result = verifier.verify_flattened(&flattened).unwrap();
        assert_eq!(result.protects_algorithm(), protects, "{name}");
        is_the_text(Ok(result));
        let result = verifier.verify_general(&general, Require::All).unwrap();
        assert_eq!(result.verified().next().unwrap().protects_algorithm(), protects, "{name}");
        let strict = Verifier::new(&keys).require_protected_algorithm();
        assert_eq!(strict.verify_flattened(&flattened).is_ok(), protects, "{name}");
        let other = flattened.replace(OCT_NAME, NAME);
        assert_eq!(verifier.verify_flattened(&other).unwrap_err().code(), "key.not_found", "{name}");
    }
    // The signature of the one under the headers of the other.
    let exchanged = format!(
        r#"{{"payload":"{PAYLOAD}","header":{{"alg":"HS256","kid":"{OCT_NAME}"}},"signature":"{MAC_WITHOUT_NAME}"}}"#
    );
    assert_eq!(verifier.verify_flattened(&exchanged).unwrap_err().code(), "jws.signature");
}

/// Section 4.8: three signatures, of which one has chance in it. The public keys and the shared one verify in two calls.
#[test]
fn multiple_signatures() {
    let first = format!(r#"{{"protected":"{OF_RSA}","header":{{"kid":"{NAME}"}},"signature":"{RSA_SIGNATURE}"}}"#);
    let second = format!(r#"{{"header":{{"alg":"ES512","kid":"{NAME}"}},"signature":"{EC_SIGNATURE}"}}"#);
    let third = format!(r#"{{"protected":"{NAMED}","signature":"{MAC}"}}"#);
    let published = format!(r#"{{"payload":"{PAYLOAD}","signatures":[{first},{second},{third}]}}"#);

    let (rsa, ec, oct) =
        (signing(RSA, JwsAlgorithm::Rs256), signing(P521, JwsAlgorithm::Es512), signing(OCT, JwsAlgorithm::Hs256));
    let pending = GeneralSigner::new()
        .signature(&Signer::new(&rsa).unprotected_key_id())
        .signature(&Signer::new(&ec).unprotected_key_id().unprotected_algorithm())
        .signature(&Signer::new(&oct))
        .prepare_general(TEXT.as_bytes())
        .unwrap();
    let inputs: Vec<Vec<u8>> = pending.signing_inputs().map(|(_, input)| input.to_vec()).collect();
    let of_ec = jose_core::base64url::decode(EC_SIGNATURE).unwrap();
    let signatures = [rsa.sign(&inputs[0]).unwrap(), of_ec, oct.sign(&inputs[2]).unwrap()];
    assert_eq!(pending.finish(&signatures).unwrap(), published);

    let public = set(&[(RSA, JwsAlgorithm::Rs256), (P521, JwsAlgorithm::Es512)]);
    let shared = set(&[(OCT, JwsAlgorithm::Hs256)]);
    for (keys, expected) in [(&public, [true, true, false]), (&shared, [false, false, true])] {
        let result = Verifier::new(keys).verify_general(&published, Require::Any).unwrap();
        assert_eq!(result.payload(), TEXT.as_bytes());
        let found: Vec<bool> = result.signatures().iter().map(|report| report.verified().is_some()).collect();
        assert_eq!(found, expected);
        let refused = Verifier::new(keys).verify_general(&published, Require::All).unwrap_err();
        assert_eq!(refused.code(), "key.algorithm_not_allowed");
    }
    let two = format!(r#"{{"payload":"{PAYLOAD}","signatures":[{first},{second}]}}"#);
    let result = Verifier::new(&public).verify_general(&two, Require::All).unwrap();
    let names: Vec<_> = result.verified().map(|one| (one.algorithm(), one.protects_algorithm())).collect();
    assert_eq!(names, [(JwsAlgorithm::Rs256, true), (JwsAlgorithm::Es512, false)]);
}
