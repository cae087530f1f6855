//! Every case in which we differ from the file on purpose, by its id, with what we do and why.
//!
//! A row excuses its cases and no others. One that is no longer needed makes the command fail.

use crate::accounting::Ours;

/// Cases of one file that differ for one reason.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exception {
    /// The path in the vectors folder.
    pub(crate) file: &'static str,
    pub(crate) ids: &'static [&'static str],
    /// What we do, against the file.
    pub(crate) ours: Ours,
    pub(crate) reason: &'static str,
}

const SHORT_SECRET: &str = "the secret is shorter than the hash, which RFC 7518, section 3.2, forbids";

const NO_RECIPIENTS: &str = "has no `recipients`, which RFC 7516, section 7.2.1, demands of the general form; the same object is opened as the flattened one, which it is";

const NO_RECIPIENTS_BESIDE: &str = "has no `recipients`, which RFC 7516, section 7.2.1, demands of the general form; RFC 7520 shows one object for both forms, and it is the flattened one";

const NO_CRIT: &str =
    "`b64` is in no `crit`, where RFC 7797, section 6, demands it; the example of the RFC itself has it there";

const SHORT_SECRET_IDS: &[&str] = &["163", "164", "165"];

pub(crate) static EXCEPTIONS: &[Exception] = &[
    Exception {
        file: "jose-cookbook/curve25519/ecdh-es.json",
        ids: &["general"],
        ours: Ours::Refuses,
        reason: NO_RECIPIENTS,
    },
    Exception {
        file: "jose-cookbook/jwe/5_5.key_agreement_using_ecdh-es_with_aes-cbc-hmac-sha2.json",
        ids: &["general", "general again"],
        ours: Ours::Refuses,
        reason: NO_RECIPIENTS,
    },
    Exception {
        file: "jose-cookbook/jwe/5_6.direct_encryption_using_aes-gcm.json",
        ids: &["general", "general again"],
        ours: Ours::Refuses,
        reason: NO_RECIPIENTS,
    },
    Exception {
        file: "jose-cookbook/rfc7797/4.2.hmac-sha2_b64_false.json",
        ids: &["flattened", "flattened again", "general", "general again"],
        ours: Ours::Refuses,
        reason: NO_CRIT,
    },
    Exception {
        file: "latchset-rfc",
        ids: &["rfc7520_5.5.jweg", "rfc7520_5.6.jweg"],
        ours: Ours::Refuses,
        reason: NO_RECIPIENTS_BESIDE,
    },
    Exception {
        file: "wycheproof/hmac_sha256_test.json",
        ids: SHORT_SECRET_IDS,
        ours: Ours::Refuses,
        reason: SHORT_SECRET,
    },
    Exception {
        file: "wycheproof/hmac_sha384_test.json",
        ids: SHORT_SECRET_IDS,
        ours: Ours::Refuses,
        reason: SHORT_SECRET,
    },
    Exception {
        file: "wycheproof/hmac_sha512_test.json",
        ids: SHORT_SECRET_IDS,
        ours: Ours::Refuses,
        reason: SHORT_SECRET,
    },
    Exception {
        file: "wycheproof/json_web_key_test.json",
        ids: &["4"],
        ours: Ours::Accepts,
        reason: "meant as two keys with one `kid`, but the second is not canonical base64url and so no key: one is left, and nothing is ambiguous",
    },
    Exception {
        file: "wycheproof/json_web_signature_test.json",
        ids: &["346", "350"],
        ours: Ours::Refuses,
        reason: "marked valid, but the key is for PS256 and the message has PS384",
    },
    Exception {
        file: "wycheproof/json_web_signature_test.json",
        ids: &["347", "351"],
        ours: Ours::Refuses,
        reason: "marked valid, but the key is for ES521, which is no algorithm; on another key the file itself marks that invalid",
    },
    Exception {
        file: "wycheproof/json_web_signature_test.json",
        ids: &["367", "370"],
        ours: Ours::Accepts,
        reason: "marked invalid for its padding, which was lost: byte for byte the same message as case 357, which is valid",
    },
    Exception {
        file: "wycheproof/json_web_signature_test.json",
        ids: &["372", "373"],
        ours: Ours::Refuses,
        reason: "marked valid, but a segment has a `?` in it, which is not base64url",
    },
];
