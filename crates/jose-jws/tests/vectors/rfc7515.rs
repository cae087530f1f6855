//! RFC 7515, appendices A.1 to A.5: the keys, the messages, and where the algorithm leaves no choice the signatures.

use jose_core::JwsAlgorithm;
use jose_jwk::VerifyingKeySet;
use jose_jws::Signer;

use crate::{
    forge::{encode, outcome, verify},
    keys,
};

struct Example {
    section: &'static str,
    algorithm: JwsAlgorithm,
    key: &'static str,
    header: &'static str,
    payload: &'static str,
    token: &'static str,
}

const EXAMPLES: &[Example] = &[
    Example {
        section: "A.1",
        algorithm: JwsAlgorithm::Hs256,
        key: keys::OCT,
        header: "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}",
        payload: CLAIMS,
        token: A_1,
    },
    Example {
        section: "A.2",
        algorithm: JwsAlgorithm::Rs256,
        key: keys::RSA,
        header: "{\"alg\":\"RS256\"}",
        payload: CLAIMS,
        token: A_2,
    },
    Example {
        section: "A.3",
        algorithm: JwsAlgorithm::Es256,
        key: keys::P256,
        header: "{\"alg\":\"ES256\"}",
        payload: CLAIMS,
        token: A_3,
    },
    Example {
        section: "A.4",
        algorithm: JwsAlgorithm::Es512,
        key: keys::P521,
        header: "{\"alg\":\"ES512\"}",
        payload: "Payload",
        token: A_4,
    },
];

const CLAIMS: &str = "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";

const A_1: &str = "\
    eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
    eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
    dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

const A_2: &str = "\
    eyJhbGciOiJSUzI1NiJ9.\
    eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
    cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9\
    uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB\
    _eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rq\
    Vt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

const A_3: &str = "\
    eyJhbGciOiJFUzI1NiJ9.\
    eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
    DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

const A_4: &str = "\
    eyJhbGciOiJFUzUxMiJ9.\
    UGF5bG9hZA.\
    AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCA\
    PZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn";

/// The unsecured JWS.
const A_5: &str = "\
    eyJhbGciOiJub25lIn0.\
    eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
    ";

#[test]
fn the_examples_verify() {
    for example in EXAMPLES {
        let section = example.section;
        let key = keys::jwk(example.key).verifying_key_for(example.algorithm).unwrap();
        let verified = verify(example.token, &VerifyingKeySet::from(key)).expect(section);
        assert_eq!(verified.payload(), example.payload.as_bytes(), "{section}");
        assert_eq!(verified.header().received(), encode(example.header), "{section}");
        assert_eq!(verified.header().algorithm(), Some(example.algorithm.name()), "{section}");
        assert_eq!((verified.algorithm(), verified.key_id()), (example.algorithm, None), "{section}");
    }
}

/// Only the header of A.1 could not be written by us: it has a line break.
#[test]
fn the_signing_inputs_are_reproduced() {
    for example in &EXAMPLES[1..] {
        let pending = Signer::without_key(example.algorithm, None).prepare_compact(example.payload.as_bytes()).unwrap();
        let (input, _) = example.token.rsplit_once('.').unwrap();
        assert_eq!(pending.signing_input(), input.as_bytes(), "{}", example.section);
        assert_eq!(pending.algorithm(), example.algorithm, "{}", example.section);
    }
}

#[test]
fn the_deterministic_signatures_are_reproduced() {
    for example in &EXAMPLES[..2] {
        let key = keys::jwk(example.key).signing_key_for(example.algorithm).unwrap();
        let (input, signature) = example.token.rsplit_once('.').unwrap();
        assert_eq!(encode(key.sign(input.as_bytes()).unwrap()), signature, "{}", example.section);
    }
    let key = keys::signing(JwsAlgorithm::Rs256);
    assert_eq!(Signer::new(&key).sign_compact(CLAIMS.as_bytes()).unwrap(), A_2);
}

#[test]
fn an_example_under_the_key_of_another_is_refused() {
    for example in EXAMPLES {
        for other in EXAMPLES.iter().filter(|other| other.section != example.section) {
            let found = outcome(example.token, &keys::set(other.algorithm));
            assert_eq!(found, "key.algorithm_not_allowed", "{} under {}", example.section, other.section);
        }
    }
}

#[test]
fn an_example_with_the_parts_of_another_is_refused() {
    let parts = |token: &'static str| token.split('.').collect::<Vec<_>>();
    for example in EXAMPLES {
        let (own, keys) = (parts(example.token), keys::set(example.algorithm));
        for other in EXAMPLES.iter().filter(|other| other.section != example.section) {
            let foreign = parts(other.token);
            let name = format!("{} with a part of {}", example.section, other.section);
            let signature = format!("{}.{}.{}", own[0], own[1], foreign[2]);
            assert_eq!(outcome(&signature, &keys), "jws.signature", "signature: {name}");
            let header = format!("{}.{}.{}", foreign[0], own[1], own[2]);
            assert_eq!(outcome(&header, &keys), "key.algorithm_not_allowed", "header: {name}");
            if own[1] != foreign[1] {
                let payload = format!("{}.{}.{}", own[0], foreign[1], own[2]);
                assert_eq!(outcome(&payload, &keys), "jws.signature", "payload: {name}");
            }
        }
    }
}

/// RFC 7515, appendix A.5; attack 1.
#[test]
fn the_unsecured_example_is_refused_by_every_key() {
    for algorithm in keys::algorithms() {
        assert_eq!(outcome(A_5, &keys::set(*algorithm)), "key.algorithm_not_allowed", "{algorithm}");
    }
}

/// A.6.4 and A.7: the signatures of A.2 and A.3 in one message, and the second in one of its own.
#[test]
fn the_forms_in_json_verify() {
    let part = |token: &'static str, index: usize| token.split('.').nth(index).unwrap();
    let own = |token: &'static str, name: &str| {
        format!(
            "{{\"protected\":\"{}\",\r\n \"header\":\r\n {{\"kid\":\"{name}\"}},\r\n \"signature\":\r\n \"{}\"}}",
            part(token, 0),
            part(token, 2)
        )
    };
    let (first, second) = (own(A_2, "2010-12-29"), own(A_3, "e9bc097a-ce51-4036-9562-d2ade882db0d"));
    let payload = part(A_2, 1);
    let general =
        format!("{{\r\n \"payload\":\r\n \"{payload}\",\r\n \"signatures\":[\r\n {first},\r\n {second}]\r\n }}");
    let flattened = format!("{{\"payload\":\"{payload}\",{}", &second[1..]);

    let rsa = keys::verifying(JwsAlgorithm::Rs256).with_key_id("2010-12-29");
    let ec = keys::verifying(JwsAlgorithm::Es256).with_key_id("e9bc097a-ce51-4036-9562-d2ade882db0d");
    let keys = VerifyingKeySet::new([rsa, ec]).unwrap();
    let limits = jose_core::Limits::default();
    let verified = jose_jws::verify_general(&general, &keys, jose_jws::Require::All, &limits).unwrap();
    assert_eq!(verified.payload(), CLAIMS.as_bytes());
    let algorithms: Vec<_> = verified.verified().map(jose_jws::VerifiedSignature::algorithm).collect();
    assert_eq!(algorithms, [JwsAlgorithm::Rs256, JwsAlgorithm::Es256]);
    let verified = jose_jws::verify_flattened(&flattened, &keys, &limits).unwrap();
    assert_eq!(verified.payload(), CLAIMS.as_bytes());
    assert_eq!(verified.key_id(), Some("e9bc097a-ce51-4036-9562-d2ade882db0d"));

    // Written by us, the message is the same but for its line breaks.
    let (rsa, ec) = (keys::signing(JwsAlgorithm::Rs256), keys::signing(JwsAlgorithm::Es256));
    let (rsa, ec) = (rsa.with_key_id("2010-12-29"), ec.with_key_id("e9bc097a-ce51-4036-9562-d2ade882db0d"));
    let pending = jose_jws::GeneralSigner::new()
        .signature(&Signer::new(&rsa).unprotected_key_id())
        .signature(&Signer::new(&ec).unprotected_key_id())
        .prepare_general(CLAIMS.as_bytes())
        .unwrap();
    let input = pending.signing_inputs().next().unwrap().1.to_vec();
    let signatures = [rsa.sign(&input).unwrap(), jose_core::base64url::decode(part(A_3, 2)).unwrap()];
    assert_eq!(pending.finish(&signatures).unwrap(), general.replace("\r\n ", ""));

    let exchanged = |text: &str| {
        let (rsa, ec) = (part(A_2, 0), part(A_3, 0));
        text.replace(rsa, "first").replace(ec, rsa).replace("first", ec)
    };
    for (name, bad) in
        [("another payload", general.replace(payload, part(A_4, 1))), ("headers exchanged", exchanged(&general))]
    {
        assert_ne!(bad, general, "{name}");
        assert!(jose_jws::verify_general(&bad, &keys, jose_jws::Require::Any, &limits).is_err(), "{name}");
    }
}
