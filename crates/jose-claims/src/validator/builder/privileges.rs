//! What a token must allow, and how its subject was authenticated.

use super::{ValidatorBuilder, statements::Rank};
use crate::policy::{Check, Refusal};

/// A method for each way to demand values of a claim.
macro_rules! demand {
    ($($(#[$doc:meta])* $method:ident: $claim:literal, $check:ident, $refusal:ident, $rank:ident;)*) => {
        impl ValidatorBuilder {
            $($(#[$doc])*
            #[must_use]
            pub fn $method<V: Into<String>>(self, values: impl IntoIterator<Item = V>) -> Self {
                let check = Check::$check(values.into_iter().map(Into::<String>::into));
                self.checked($claim.into(), check, Refusal::$refusal, Rank::$rank)
            })*
        }
    };
}

demand! {
    /// `scope` must have each of these values. A token without them allows too little
    /// ([`ClaimError::Privilege`](crate::ClaimError::Privilege)); one without the claim does too.
    scope_all: "scope", contains_all, Privilege, Scope;
    /// As [`ValidatorBuilder::scope_all`], and one of the values is enough.
    scope_any: "scope", contains_any, Privilege, Scope;
    /// `roles` must have each of these values, as a list, or as one value alone (RFC 9068, section 2.2.3.1).
    roles_all: "roles", contains_all, Privilege, Roles;
    /// As [`ValidatorBuilder::roles_all`], and one of the values is enough.
    roles_any: "roles", contains_any, Privilege, Roles;
    /// `groups` must have each of these values, as a list, or as one value alone (RFC 9068, section 2.2.3.1).
    groups_all: "groups", contains_all, Privilege, Groups;
    /// As [`ValidatorBuilder::groups_all`], and one of the values is enough.
    groups_any: "groups", contains_any, Privilege, Groups;
    /// `acr` must be one of these: how well the user was authenticated (OpenID Connect Core, section 2).
    acr: "acr", one_of, Rule, Acr;
    /// `amr` must have each of these: how the user was authenticated (RFC 8176).
    amr_all: "amr", contains_all, Rule, Amr;
    /// As [`ValidatorBuilder::amr_all`], and one of the values is enough.
    amr_any: "amr", contains_any, Rule, Amr;
}
