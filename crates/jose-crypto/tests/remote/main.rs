//! Keys in a device, which is played by keys that nobody but the device can reach.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "../support/keys.rs"]
mod keys;

mod bad_devices;
mod block_on;
mod from_der;
mod operations;
mod signing;
mod unwrapping;
mod vault;

use jose_core::{KeyManagementAlgorithm, registry::KeyManagementKind};

/// The algorithms that a device can have a part in: it unwraps bytes or agrees with a point, and does nothing else.
fn in_devices() -> impl Iterator<Item = KeyManagementAlgorithm> {
    KeyManagementAlgorithm::ALL.iter().copied().filter(|algorithm| {
        matches!(
            algorithm.row().kind,
            KeyManagementKind::AesKeyWrap { .. }
                | KeyManagementKind::AesGcmKeyWrap { .. }
                | KeyManagementKind::RsaOaep(_)
                | KeyManagementKind::EcdhEs
                | KeyManagementKind::EcdhEsAesKeyWrap { .. }
        )
    })
}
