//! Nothing but the code of `docs/guide/migration.md`, compiled and run as documentation tests: `cargo xtask guide`.

#[cfg(doctest)]
#[doc = include_str!("../../guide/migration.md")]
pub struct Migration;
