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
    for algorithm in JwsAlgorithm::ALL {
        assert_eq!(outcome(A_5, &keys::set(*algorithm)), "key.algorithm_not_allowed", "{algorithm}");
    }
}
