//! The table of hot paths. Each row prepares what may be prepared and gives back what is counted.

mod encryption;
mod keys;
mod nested;
mod parts;
mod refusals;
mod signatures;

/// One hot path.
pub(crate) struct Operation {
    pub(crate) name: &'static str,
    /// How often it is done to be counted: often, so that what happens now and then is spread evenly, but for what takes long.
    pub(crate) times: u32,
    pub(crate) prepare: fn() -> Box<dyn FnMut()>,
}

/// Ready to run, over and over. It panics if the outcome is not the one that the name promises: the cost of something else helps nobody.
type Run = Box<dyn FnMut()>;

const fn row(name: &'static str, prepare: fn() -> Run) -> Operation {
    Operation { name, times: 100, prepare }
}

const fn slow(name: &'static str, prepare: fn() -> Run) -> Operation {
    Operation { name, times: 5, prepare }
}

pub(crate) static ALL: &[Operation] = &[
    // Signatures.
    row("hs256-sign", signatures::hs256_sign),
    row("hs256-verify-validate-borrowed", signatures::hs256_borrowed),
    row("hs256-verify-validate-owned", signatures::hs256_owned),
    row("hs256-verify-validate-changing-header", signatures::hs256_changing_header),
    row("es256-sign", signatures::es256_sign),
    row("es256-verify-validate-borrowed", signatures::es256_borrowed),
    row("es256-verify-validate-owned", signatures::es256_owned),
    row("rs256-verify-validate-owned", signatures::rs256_owned),
    slow("hs256-verify-1mib", signatures::hs256_large),
    // Encryption.
    row("dir-a256gcm-encrypt", encryption::dir_encrypt),
    row("dir-a256gcm-decrypt-validate-borrowed", encryption::dir_borrowed),
    row("dir-a256gcm-decrypt-validate-owned", encryption::dir_owned),
    row("dir-a128cbc-hs256-decrypt-validate-owned", encryption::cbc_owned),
    row("a256kw-decrypt-validate-owned", encryption::a256kw_owned),
    row("a256gcmkw-decrypt-validate-owned", encryption::a256gcmkw_owned),
    slow("dir-a256gcm-decrypt-1mib", encryption::dir_large),
    // Both.
    row("nested-issue-es256-in-dir", nested::issue_dir),
    row("nested-issue-es256-in-ecdh-es-a256kw", nested::issue_agreement),
    row("nested-open-es256-in-dir", nested::open_dir),
    row("nested-open-es256-in-ecdh-es-a256kw", nested::open_agreement),
    // Parts of the way.
    row("header-parse", parts::header),
    row("claims-parse-owned", parts::claims_owned),
    row("claims-parse-borrowed", parts::claims_borrowed),
    row("claims-write", parts::claims_write),
    // Sets of keys.
    slow("set-of-100-parse", keys::parse),
    row("set-of-100-pick", keys::pick),
    // Refusals.
    row("refuse-1mib-of-dots", refusals::dots),
    row("refuse-8kib-of-noise", refusals::noise),
    row("refuse-nested-header", refusals::nested_header),
    row("refuse-alg-none", refusals::none),
    row("refuse-wrong-signature", refusals::wrong_signature),
    row("refuse-unknown-kid", refusals::unknown_key_id),
];
