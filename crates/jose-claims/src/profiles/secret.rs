//! Comparing what a stranger must not learn letter by letter.

use std::hint::black_box;

/// Whether two texts are the same, in a time that tells nothing but their lengths.
pub(crate) fn same_secret(left: &str, right: &str) -> bool {
    let pairs = left.bytes().zip(right.bytes());
    left.len() == right.len() && black_box(pairs.fold(0, |seen, (left, right)| black_box(seen | (left ^ right)))) == 0
}
