//! How large a token will be, known before it is signed: gateways refuse a request whose header is too long, and browsers drop a cookie.

mod overhead;
mod part;
mod warning;

use jose_core::{JwsAlgorithm, KeyType, Limits, base64url::encoded_len, registry::RSA_MODULUS_BYTES};
use jose_jws::PendingSignature;
use serde_json::{Map, Value};

use super::{IssueError, envelope::Recipient, settings::Settings};

pub(super) use overhead::Overhead;
pub use part::SizePart;
pub use warning::SizeWarning;

/// How large a token will be, part by part; what [`AccessTokenDraft::plan`] returns.
///
/// It knows the claims and the keys and no server: what yours accepts is [`SizePlan::with_header_budget`].
///
/// [`AccessTokenDraft::plan`]: crate::AccessTokenDraft::plan
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SizePlan {
    header: usize,
    claims: usize,
    signature: usize,
    envelope: usize,
    exact: bool,
    header_budget: usize,
}

impl SizePlan {
    /// What most servers accept of a header line, 8 KiB.
    pub const HEADER_BUDGET: usize = 8 * 1024;

    /// The same plan against another budget for the header line.
    #[must_use]
    pub fn with_header_budget(mut self, bytes: usize) -> Self {
        self.header_budget = bytes;
        self
    }

    /// The budget for the header line.
    #[must_use]
    pub fn header_budget(&self) -> usize {
        self.header_budget
    }

    /// The token, in bytes.
    #[must_use]
    pub fn token_bytes(&self) -> usize {
        SizePart::ALL.iter().map(|part| self.part_bytes(*part)).fold(0, usize::saturating_add)
    }

    /// The line in which the token is sent, `Authorization: Bearer ` and the token.
    #[must_use]
    pub fn header_line_bytes(&self) -> usize {
        self.token_bytes().saturating_add("Authorization: Bearer ".len())
    }

    /// What a part takes of the token, with the dot that ends it. The parts add up to the token.
    #[must_use]
    pub fn part_bytes(&self, part: SizePart) -> usize {
        match part {
            SizePart::Header => self.header,
            SizePart::Claims => self.claims,
            SizePart::Signature => self.signature,
            SizePart::Envelope => self.envelope,
        }
    }

    /// The part that takes most.
    #[must_use]
    pub fn largest_part(&self) -> SizePart {
        SizePart::ALL.into_iter().max_by_key(|part| self.part_bytes(*part)).unwrap_or(SizePart::Claims)
    }

    /// Whether the token will have exactly this size. An RSA key in a device does not tell its size, so the plan for an issuer that has signed
    /// nothing with it yet reckons with the largest key there is, and is an upper bound.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    /// What is wrong with this size, the worst first.
    #[must_use]
    pub fn warnings(&self) -> Vec<SizeWarning> {
        let (token, line, largest) = (self.token_bytes(), self.header_line_bytes(), self.largest_part());
        let (limit, budget) = (Limits::token().token_bytes, self.header_budget);
        let mut warnings = Vec::new();
        if token > limit {
            warnings.push(SizeWarning::OverLimit { bytes: token, limit });
        }
        if line > budget {
            warnings.push(SizeWarning::OverBudget { bytes: line, budget, largest });
        }
        if line > warning::LARGE {
            warnings.push(SizeWarning::Large { bytes: line, largest });
        }
        warnings
    }
}

pub(super) fn plan(
    settings: &Settings,
    pending: &PendingSignature,
    recipient: Option<&Recipient>,
    replicated: &Map<String, Value>,
) -> Result<SizePlan, IssueError> {
    let input = pending.signing_input();
    let header = input.iter().take_while(|byte| **byte != b'.').count().saturating_add(1);
    let claims = input.len().saturating_sub(header).saturating_add(1);
    let known = settings.signing.signature_bytes().or_else(|| settings.signature_bytes.get().copied());
    let signature = encoded_len(known.unwrap_or_else(|| longest_signature(pending.algorithm())));
    let signed = [header, claims, signature].into_iter().fold(0, usize::saturating_add);
    let envelope = match recipient {
        Some(recipient) => recipient.overhead()?.around(signed, replicated).saturating_sub(signed),
        None => 0,
    };
    let header_budget = SizePlan::HEADER_BUDGET;
    Ok(SizePlan { header, claims, signature, envelope, exact: known.is_some(), header_budget })
}

/// Where the algorithm leaves the length to the key.
fn longest_signature(algorithm: JwsAlgorithm) -> usize {
    match algorithm.row().key_type {
        // RFC 8032, section 5.2.6: Ed448, the longer one of the two curves of EdDSA.
        KeyType::Okp => 114,
        _ => *RSA_MODULUS_BYTES.end(),
    }
}
