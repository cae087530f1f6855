//! Which members a header has, whatever their kind.

use alloc::string::String;

use super::JoseHeader;

impl JoseHeader<'_> {
    /// The names of all members, in no order that means anything.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let typed = TYPED.iter().copied().filter(|name| self.has(name));
        typed.chain(self.others.keys().map(String::as_str))
    }

    /// Whether the header has a member of this name, whatever its kind.
    pub(crate) fn has(&self, name: &str) -> bool {
        match name {
            "alg" => self.algorithm.is_some(),
            "enc" => self.content_encryption.is_some(),
            "zip" => self.compression.is_some(),
            "kid" => self.key_id.is_some(),
            "typ" => self.message_type.is_some(),
            "cty" => self.content_type.is_some(),
            "crit" => self.critical.is_some(),
            "epk" => self.ephemeral_key.is_some(),
            "apu" => self.party_u_info.is_some(),
            "apv" => self.party_v_info.is_some(),
            "iv" => self.key_iv.is_some(),
            "tag" => self.key_tag.is_some(),
            other => self.others.contains_key(other),
        }
    }
}

/// The members that have a field.
const TYPED: [&str; 12] = ["alg", "enc", "zip", "kid", "typ", "cty", "crit", "epk", "apu", "apv", "iv", "tag"];
