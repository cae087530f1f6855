//! Profiles: what one kind of token must say, beyond what every token must.
//!
//! Each has one constructor, and a token of one is never accepted by another: each demands what another forbids, or a type of its own.

mod bearer;
mod binding;
mod builder;
mod check;
mod client_assertion;
mod context;
pub(crate) mod dpop;
mod hash;
mod id_token;
mod kind;
mod logout_token;
mod replay;
mod secret;
mod statements;

use std::time::Duration;

pub use binding::Binding;
pub use context::IdTokenContext;
pub use dpop::{DpopChallenge, DpopError, DpopProof, DpopRequest, DpopVerifier, DpopVerifierBuilder, PendingProof};

pub(crate) use binding::{BoundTo, Held};
pub(crate) use check::ProfileCheck;
pub(crate) use replay::Replay;
pub(crate) use secret::same_secret;
pub(crate) use statements::ProfileStatements;

use jose_core::UnixTime;

/// What a policy says by its profile.
pub(crate) struct Profile {
    /// What a store of used tokens calls this kind.
    pub(crate) purpose: &'static str,
    /// Whether `typ` may be absent, or `JWT`.
    pub(crate) untyped: bool,
    pub(crate) checks: Vec<ProfileCheck>,
    pub(crate) binding: BoundTo,
    pub(crate) replay: Replay,
}

/// What came with the token, from elsewhere in the request.
#[derive(Clone, Copy, Default)]
pub(crate) struct Beside<'r> {
    pub(crate) id_token: IdTokenContext<'r>,
    pub(crate) held: Option<Held<'r>>,
}

/// When and with what a token was presented.
#[derive(Clone, Copy)]
pub(crate) struct Presented<'r> {
    pub(crate) now: UnixTime,
    pub(crate) beside: Beside<'r>,
}

/// The longest that a client assertion may still live unless stated, and a logout token that has to be remembered.
const SHORT: Duration = Duration::from_secs(600);

/// The longest that any other token may still live, unless stated, that has to be remembered: nobody fills a store with what never ends.
const REMEMBERED: Duration = Duration::from_secs(24 * 60 * 60);
