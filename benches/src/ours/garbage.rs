//! What must be refused, cheaply.

use jose_bench_measure::{Kind, Lane};

use super::{BEST, signed_policy};
use crate::act::{Garbage, Jws};
use crate::claims::Claims;
use crate::world::World;
use crate::{Result, refused};

pub(super) fn refuse(garbage: Garbage, world: &World) -> Result<Vec<Lane>> {
    let token = crate::table::garbage(garbage, world)?;
    let validator = signed_policy(Jws::Hs256, world)?.signed_only().build()?;
    Ok(vec![Lane::new(Kind::Ours, BEST, move || refused(validator.validate::<Claims>(&token)))])
}
