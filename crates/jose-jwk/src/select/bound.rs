//! What a key must tell to be chosen.

use jose_core::registry::JwsKind;
use jose_crypto::{DecryptionKey, VerifyingKey};

/// A key that is bound to one algorithm and may have a name.
pub trait BoundKey {
    /// Whether one set may hold symmetric and other keys. It must not where the key proves who sent a message.
    const MAY_MIX: bool;

    /// The one algorithm, as messages name it in `alg`.
    fn algorithm_name(&self) -> &'static str;

    /// The name of the key, as messages have it in `kid`.
    fn key_id(&self) -> Option<&str>;

    /// Whether sender and recipient share it.
    fn is_symmetric(&self) -> bool;
}

impl BoundKey for VerifyingKey {
    const MAY_MIX: bool = false;

    fn algorithm_name(&self) -> &'static str {
        self.algorithm().name()
    }

    fn key_id(&self) -> Option<&str> {
        self.key_id()
    }

    fn is_symmetric(&self) -> bool {
        matches!(self.algorithm().row().kind, JwsKind::Hmac(_))
    }
}

impl BoundKey for DecryptionKey {
    const MAY_MIX: bool = true;

    fn algorithm_name(&self) -> &'static str {
        self.algorithm().name()
    }

    fn key_id(&self) -> Option<&str> {
        self.key_id()
    }

    fn is_symmetric(&self) -> bool {
        self.algorithm().is_symmetric()
    }
}
