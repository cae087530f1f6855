//! What became of each signature of a message in the general form.

use std::fmt;

use super::{RefusedSignature, Require, VerifiedSignature, VerifyError};

/// A message of which as many signatures have been checked as the caller demanded. Only the functions of this crate that verify can make one.
pub struct VerifiedGeneral {
    payload: Vec<u8>,
    reports: Vec<SignatureReport>,
}

impl VerifiedGeneral {
    pub(super) fn accept(
        payload: Vec<u8>,
        reports: Vec<SignatureReport>,
        require: Require,
    ) -> Result<Self, VerifyError> {
        let verified = reports.iter().filter(|report| report.verified().is_some()).count();
        let enough = match require {
            Require::Any => verified > 0,
            // A message without signatures is malformed and does not come here; it would not be enough either.
            Require::All => verified > 0 && verified == reports.len(),
        };
        if enough {
            return Ok(Self { payload, reports });
        }
        let refused = |report: SignatureReport| {
            report.outcome.err().map(|reason| RefusedSignature { index: report.index, reason })
        };
        Err(VerifyError::Signatures(reports.into_iter().filter_map(refused).collect()))
    }

    /// The payload.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The payload, taken out.
    #[must_use]
    pub fn into_payload(self) -> Vec<u8> {
        self.payload
    }

    /// Every signature of the message, in its order.
    #[must_use]
    pub fn signatures(&self) -> &[SignatureReport] {
        &self.reports
    }

    /// The signatures that verified. There is at least one.
    pub fn verified(&self) -> impl Iterator<Item = &VerifiedSignature> {
        self.reports.iter().filter_map(SignatureReport::verified)
    }
}

impl fmt::Debug for VerifiedGeneral {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedGeneral")
            .field("signatures", &self.reports)
            .field("payload_bytes", &self.payload.len())
            .finish()
    }
}

/// What became of one signature. The headers of one that did not verify are not shown: nobody vouches for them.
#[derive(Debug)]
pub struct SignatureReport {
    index: usize,
    outcome: Result<VerifiedSignature, VerifyError>,
}

impl SignatureReport {
    pub(super) fn new(index: usize, outcome: Result<VerifiedSignature, VerifyError>) -> Self {
        Self { index, outcome }
    }

    /// Its place in the message, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// The key that verified it and its headers, or the reason why it does not count.
    ///
    /// # Errors
    /// [`VerifyError::Key`] if no key fits, [`VerifyError::Signature`] if the signature does not match.
    pub fn outcome(&self) -> Result<&VerifiedSignature, &VerifyError> {
        self.outcome.as_ref()
    }

    /// The key that verified it and its headers, if it did.
    #[must_use]
    pub fn verified(&self) -> Option<&VerifiedSignature> {
        self.outcome.as_ref().ok()
    }
}
