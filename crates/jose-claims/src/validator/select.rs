//! Whose keys verify a token: those of the one issuer, or of the one that the token names.

use std::borrow::Cow;

use jose_core::{
    Limits, base64url,
    compact::CompactJws,
    json::{self, Text},
};
use jose_jwk::VerifyingKeySet;
use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};
use zeroize::Zeroizing;

use super::{ValidateError, Validator};
use crate::policy::{Expect, Policy, TrustedIssuer};

/// The keys to verify with, and the issuer they belong to where there are several.
pub(super) fn keys<'p>(
    policy: &'p Policy,
    token: &str,
) -> Result<(&'p VerifyingKeySet, Option<&'p str>), ValidateError> {
    let nobody = || ValidateError::NotEncrypted;
    match &policy.issuers {
        Expect::Waived { .. } => policy.anyones_keys.as_ref().map(|keys| (keys, None)).ok_or_else(nobody),
        Expect::Stated(issuers) => match &**issuers {
            [only] => only.keys.as_ref().map(|keys| (keys, None)).ok_or_else(nobody),
            several => {
                let issuer = named(several, token, &policy.limits)?;
                issuer.keys.as_ref().map(|keys| (keys, Some(&*issuer.name))).ok_or_else(nobody)
            }
        },
    }
}

/// The issuer that a token names. Nothing is proven yet: the name is compared with those of the policy, and goes no further. The signature then
/// proves, or does not, that the token is from whom it says.
fn named<'p>(issuers: &'p [TrustedIssuer], token: &str, limits: &Limits) -> Result<&'p TrustedIssuer, ValidateError> {
    let mut payload = Zeroizing::new(Vec::new());
    let hint = in_payload(token, limits, &mut payload)?;
    let known = hint.and_then(|hint| issuers.iter().find(|issuer| *issuer.name == *hint));
    known.ok_or(ValidateError::UnknownIssuer)
}

/// The issuer in the claims of a signed token, which nobody has proven. Claims that cannot be read name nobody, under any policy.
pub(crate) fn in_payload<'p>(
    token: &str,
    limits: &Limits,
    payload: &'p mut Zeroizing<Vec<u8>>,
) -> Result<Option<Cow<'p, str>>, ValidateError> {
    let message = CompactJws::parse(token, limits)?;
    // A token may have been in an envelope, so its claims are wiped.
    base64url::decode_onto(message.payload(), payload).map_err(jose_core::ParseError::base64("payload"))?;
    let hint = json::parse_object::<Hint>(payload, &limits.claims);
    hint.map(|Hint(issuer)| issuer).map_err(|_| ValidateError::UnknownIssuer)
}

impl Validator {
    /// The issuers that the policy states; none if it waives them.
    pub(crate) fn stated_issuers(&self) -> Option<impl Iterator<Item = &str>> {
        match &self.policy.issuers {
            Expect::Stated(issuers) => Some(issuers.iter().map(|issuer| &*issuer.name)),
            Expect::Waived { .. } => None,
        }
    }
}

/// `iss`, as somebody wrote it.
struct Hint<'p>(Option<Cow<'p, str>>);

impl<'de> Deserialize<'de> for Hint<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(HintVisitor)
    }
}

struct HintVisitor;

impl<'de> Visitor<'de> for HintVisitor {
    type Value = Hint<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a claims object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Hint<'de>, A::Error> {
        let mut issuer = None;
        while let Some(Text(name)) = map.next_key()? {
            if name == "iss" {
                issuer = Some(map.next_value::<Text<'de>>()?.0);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Hint(issuer))
    }
}
