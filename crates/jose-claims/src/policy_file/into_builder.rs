//! From a document to a policy: each member says what a method of the builder says, through that method.

mod privileges;
mod profile;

use std::time::Duration;

use jose_core::UnixTime;
use jose_jwk::JwkSet;

use super::{
    PolicyDocument, document,
    duration::Span,
    keys::{Failure, Resolved},
    schema::{Expires, Mode, Schema, Waivers},
};
use crate::{PolicyError, ValidatorBuilder};

impl PolicyDocument {
    /// A builder that has been told what the document says. What a document cannot say (a clock, limits, closures, the store of used tokens
    /// for `"replay": "refused"`) can be added.
    ///
    /// `resolve` turns a name of keys in the document into the keys: those of an issuer are public, those for decrypting are not. Read a set that
    /// somebody else publishes with [`JwkSet::from_published_json`].
    ///
    /// # Errors
    /// [`PolicyError::Document`] if keys are not found or cannot be used; [`PolicyError::Keys`] if a key is there for both jobs, which is
    /// found here whatever the keys are named. The rest of what can be wrong is told by [`ValidatorBuilder::build`].
    pub fn into_builder(
        self,
        mut resolve: impl FnMut(&str) -> Result<JwkSet, Failure>,
    ) -> Result<ValidatorBuilder, PolicyError> {
        let schema = self.0;
        let mut keys = Resolved::new(&mut resolve);
        let builder = profile::say(profile::begin(&schema)?, &schema);
        let builder = whose(builder, &schema, &mut keys)?;
        let builder = mode(builder, &schema, &mut keys)?;
        let builder = times(builder, &schema);
        let builder = privileges::say(builder, &schema);
        schema.claims.into_iter().try_fold(builder, |builder, rule| rule.apply(builder))
    }
}

fn whose(
    mut builder: ValidatorBuilder,
    schema: &Schema,
    keys: &mut Resolved<'_, '_>,
) -> Result<ValidatorBuilder, PolicyError> {
    for issuer in &schema.issuers {
        builder = match &issuer.keys {
            Some(source) => builder.issuer(&*issuer.issuer, keys.verifying(source, schema)?),
            None => builder.issuer_with_shared_key(&*issuer.issuer),
        };
    }
    builder = schema.audiences.named().iter().fold(builder, ValidatorBuilder::audience);
    if schema.audiences.is_forbidden() {
        builder = builder.forbid_audience();
    }
    if let Some(token_type) = &schema.token_type {
        builder = builder.token_type(token_type);
    }
    let Waivers { issuer, audience, token_type, expiry, .. } = &schema.waive;
    if let Some(waived) = issuer {
        builder = builder.issuer_waived(keys.verifying(&waived.keys, schema)?, waived.reason.clone().into());
    }
    if let Some(reason) = audience {
        builder = builder.audience_waived(reason.clone().into());
    }
    if let Some(reason) = token_type {
        builder = builder.token_type_waived(reason.clone().into());
    }
    if let Some(reason) = expiry {
        builder = builder.expiry_waived(reason.clone().into());
    }
    Ok(builder)
}

fn mode(
    builder: ValidatorBuilder,
    schema: &Schema,
    keys: &mut Resolved<'_, '_>,
) -> Result<ValidatorBuilder, PolicyError> {
    let mut builder = match (schema.mode, &schema.decryption_keys, schema.migrate_until) {
        (Some(Mode::SignedOnly), None, None) => builder.signed_only(),
        (Some(Mode::EncryptedElsewhere), None, None) => builder.encrypted_elsewhere(),
        (Some(Mode::Encrypted), Some(name), None) => builder.encrypted(keys.decryption(name, schema)?),
        (Some(Mode::EncryptedWithSharedKey), Some(name), None) => {
            builder.encrypted_with_shared_key(keys.decryption(name, schema)?)
        }
        (Some(Mode::Migrate), Some(name), Some(until)) => {
            builder.encrypted_or_signed_until(UnixTime::from_seconds(until), keys.decryption(name, schema)?)
        }
        (None, None, None) => builder,
        (None, ..) => return Err(document("decryption_keys or migrate_until without a mode")),
        (Some(Mode::SignedOnly | Mode::EncryptedElsewhere), ..) => {
            return Err(document("this mode has no use for decryption_keys or migrate_until"));
        }
        (Some(Mode::Encrypted | Mode::EncryptedWithSharedKey), ..) => {
            return Err(document("this mode needs decryption_keys, and has no use for migrate_until"));
        }
        (Some(Mode::Migrate), ..) => return Err(document("the mode migrate needs decryption_keys and migrate_until")),
    };
    if let Some(algorithms) = &schema.algorithms.signature {
        builder = builder.signature_algorithms(algorithms.iter().copied());
    }
    if let Some(algorithms) = &schema.algorithms.key_management {
        builder = builder.key_management_algorithms(algorithms.iter().copied());
    }
    Ok(schema.content_encryptions().iter().fold(builder, |builder, algorithm| builder.content_encryption(*algorithm)))
}

type Say = fn(ValidatorBuilder, Duration) -> ValidatorBuilder;

fn times(builder: ValidatorBuilder, schema: &Schema) -> ValidatorBuilder {
    let builder = if schema.expires == Expires::Required { builder.expires() } else { builder };
    let spans: [(Option<Span>, Say); 6] = [
        (schema.maximum_lifetime, ValidatorBuilder::maximum_lifetime),
        (schema.maximum_age, ValidatorBuilder::maximum_age),
        (schema.minimum_remaining_lifetime, ValidatorBuilder::minimum_remaining_lifetime),
        (schema.maximum_remaining_lifetime, ValidatorBuilder::maximum_remaining_lifetime),
        (schema.maximum_authentication_age, ValidatorBuilder::maximum_authentication_age),
        (schema.leeway, ValidatorBuilder::leeway),
    ];
    spans.into_iter().fold(builder, |builder, (span, say)| match span {
        Some(Span(duration)) => say(builder, duration),
        None => builder,
    })
}
