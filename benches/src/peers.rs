//! What users would pick instead, each used as its documentation says, with keys prepared once.

use jose_bench_measure::Lane;

use crate::Result;
use crate::act::Act;
use crate::world::World;

#[cfg(feature = "jose4rs")]
mod jose4rs;
#[cfg(feature = "josekit")]
mod josekit;
#[cfg(feature = "jsonwebtoken")]
mod jsonwebtoken;
#[cfg(any(feature = "jwt-simple", feature = "jwt-simple-boring"))]
mod jwt_simple;

/// Makes the lanes of a peer: none if it cannot do this.
pub type Subject = fn(Act, &World) -> Result<Vec<Lane>>;

/// Those of this build.
pub const SUBJECTS: &[(&str, Subject)] = &[
    #[cfg(feature = "jsonwebtoken")]
    ("jsonwebtoken", jsonwebtoken::lanes),
    #[cfg(feature = "jose4rs")]
    ("jose4rs", jose4rs::lanes),
    #[cfg(feature = "josekit")]
    ("josekit", josekit::lanes),
    #[cfg(any(feature = "jwt-simple", feature = "jwt-simple-boring"))]
    ("jwt-simple", jwt_simple::lanes),
];
