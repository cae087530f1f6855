//! The kind of token, and what goes with it.

use super::super::{
    document,
    schema::{BindingDocument, Profile, Schema},
};
use crate::{PolicyError, Validator, ValidatorBuilder};

/// The constructor that the profile names.
pub(super) fn begin(schema: &Schema) -> Result<ValidatorBuilder, PolicyError> {
    match (schema.profile, &schema.client_id) {
        (Some(Profile::IdToken), Some(client_id)) => Ok(Validator::id_token(client_id)),
        (Some(Profile::LogoutToken), Some(client_id)) => Ok(Validator::logout_token(client_id)),
        (Some(Profile::IdToken | Profile::LogoutToken), None) => {
            Err(document("this profile needs client_id: whose tokens these are"))
        }
        (_, Some(_)) => Err(document("client_id is for the profiles id_token and logout_token: use audiences")),
        (Some(Profile::AccessToken), None) => Ok(Validator::access_token()),
        (Some(Profile::ClientAssertion), None) => Ok(ValidatorBuilder::client_assertion()),
        (None, None) => Ok(Validator::builder()),
    }
}

pub(super) fn say(mut builder: ValidatorBuilder, schema: &Schema) -> ValidatorBuilder {
    if schema.nonce.is_some() {
        builder = builder.require_nonce();
    }
    if let Some(reason) = &schema.waive.nonce {
        builder = builder.nonce_waived(reason.clone().into());
    }
    builder = match schema.binding {
        Some(BindingDocument::Dpop) => builder.bound_to_dpop(),
        Some(BindingDocument::Mtls) => builder.bound_to_certificate(),
        Some(BindingDocument::BearerUnlessBound) => builder.bearer_unless_bound(),
        None => builder,
    };
    if let Some(reason) = &schema.waive.binding {
        builder = builder.binding_waived(reason.clone().into());
    }
    if schema.replay.is_some() {
        builder = builder.refuse_replays();
    }
    if let Some(reason) = &schema.waive.replay {
        builder = builder.replay_waived(reason.clone().into());
    }
    if let Some(reason) = &schema.waive.logout_token_type {
        builder = builder.untyped_logout_tokens_accepted(reason.clone().into());
    }
    builder
}
