//! Who, and what they may do.

use super::super::schema::{Demand, Requirable, Schema};
use crate::ValidatorBuilder;

pub(super) fn say(builder: ValidatorBuilder, schema: &Schema) -> ValidatorBuilder {
    let mut builder = schema.require.iter().fold(builder, |builder, claim| match claim {
        Requirable::Subject => builder.require_subject(),
        Requirable::TokenId => builder.require_token_id(),
        Requirable::IssuedAt => builder.require_issued_at(),
        Requirable::ClientId => builder.require_client_id(),
    });
    if let Some(subject) = &schema.subject {
        builder = builder.subject(subject);
    }
    builder = match &schema.scope {
        Some(Demand::All(values)) => builder.scope_all(values),
        Some(Demand::Any(values)) => builder.scope_any(values),
        None => builder,
    };
    builder = match &schema.roles {
        Some(Demand::All(values)) => builder.roles_all(values),
        Some(Demand::Any(values)) => builder.roles_any(values),
        None => builder,
    };
    builder = match &schema.groups {
        Some(Demand::All(values)) => builder.groups_all(values),
        Some(Demand::Any(values)) => builder.groups_any(values),
        None => builder,
    };
    builder = match &schema.amr {
        Some(Demand::All(values)) => builder.amr_all(values),
        Some(Demand::Any(values)) => builder.amr_any(values),
        None => builder,
    };
    match &schema.acr {
        Some(values) => builder.acr(values),
        None => builder,
    }
}
