//! The `jose` command.
fn main() {}
