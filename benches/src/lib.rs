//! What a token costs: ours, the raw primitive, and what users would pick instead.
//!
//! [`table`] says which operations there are. Each subject ([`primitive`], [`ours`], [`peers`]) makes a lane for every
//! operation that it can do, from the same keys and messages ([`world`]). `cargo xtask bench` builds and runs this package.

use std::error::Error;

pub mod act;
pub mod claims;
pub mod key_set;
pub mod ours;
pub mod peers;
pub mod primitive;
pub mod run;
pub mod table;
pub mod threads;
pub mod world;

/// What goes wrong while a lane is made says itself what it is.
pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A check of a lane that has no error of its own.
pub fn must(holds: bool, otherwise: &'static str) -> std::result::Result<(), &'static str> {
    if holds { Ok(()) } else { Err(otherwise) }
}

/// For refusals: the call does what it should if it fails.
pub fn refused<T, E>(result: std::result::Result<T, E>) -> std::result::Result<E, &'static str> {
    match result {
        Ok(_) => Err("accepted what must be refused"),
        Err(error) => Ok(error),
    }
}
