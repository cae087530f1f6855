//! Where the keys of a set stand, by what a message says of them.

/// The places of the keys of one algorithm.
pub(super) struct OfAlgorithm {
    pub(super) name: &'static str,
    pub(super) all: Vec<usize>,
    pub(super) without_key_id: Vec<usize>,
}

/// The keys of one name, each of another algorithm: the places of both. There is more than one where an RSA key serves several.
pub(super) struct OfKeyId {
    pub(super) first: (usize, usize),
    pub(super) more: Vec<(usize, usize)>,
}

impl OfKeyId {
    pub(super) fn place(&self, algorithm: usize) -> Option<usize> {
        let of_algorithm = |(number, place): &(usize, usize)| (*number == algorithm).then_some(*place);
        of_algorithm(&self.first).or_else(|| self.more.iter().find_map(of_algorithm))
    }
}
