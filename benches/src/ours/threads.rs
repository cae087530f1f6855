//! One key, two threads.

use jose::claims::ClaimsBuffer;
use jose_bench_measure::{Kind, Lane};

use super::{BEST, signed_policy};
use crate::Result;
use crate::act::Jws;
use crate::claims::BorrowedPrivate;
use crate::world::World;

pub(super) fn verify(jws: Jws, world: &World) -> Result<Vec<Lane>> {
    let token = world.signed(jws, &world.json)?;
    let validator = signed_policy(jws, world)?.signed_only().build()?;
    Ok(crate::threads::lanes(Kind::Ours, BEST, move || {
        let mut room = ClaimsBuffer::new();
        validator.validate_in::<BorrowedPrivate>(&token, &mut room).map(|token| token.claims().roles.len()).is_ok()
    }))
}
