//! The tokens of one part of a cache: found by hash, dropped by time or for want of room.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use jose_core::UnixTime;

use super::KnownToken;

/// Tokens in places that do not move, and a hand that goes round them when room is wanted. A token that came again since the hand last passed is
/// passed over once more, so that many tokens that come once drop each other and not those in use.
#[derive(Default)]
pub(super) struct Slots {
    /// The place of the token with this hash. A second token of the same hash takes the place of the first.
    places: HashMap<u64, usize>,
    entries: Vec<Option<Slot>>,
    free: Vec<usize>,
    /// The first to end first.
    ends: BTreeSet<(UnixTime, usize)>,
    hand: usize,
    bytes: usize,
}

struct Slot {
    hash: u64,
    until: UnixTime,
    bytes: usize,
    token: Arc<KnownToken>,
}

impl Slots {
    /// The token of this hash, if it counts at `now`. Whether it is the one that is looked for is for the caller to compare.
    pub(super) fn get(&self, hash: u64, now: UnixTime) -> Option<&Arc<KnownToken>> {
        let slot = self.entries.get(*self.places.get(&hash)?)?.as_ref()?;
        (now < slot.until).then_some(&slot.token)
    }

    /// Keeps a token until it ends, within these bounds.
    pub(super) fn insert(
        &mut self,
        (hash, token): (u64, Arc<KnownToken>),
        (until, now): (UnixTime, UnixTime),
        (most_tokens, most_bytes): (usize, usize),
    ) {
        self.drop_ended(now);
        if let Some(place) = self.places.get(&hash).copied() {
            self.remove(place);
        }
        let bytes = token.bytes();
        if bytes > most_bytes || most_tokens == 0 || until <= now {
            return;
        }
        while self.places.len() >= most_tokens || self.bytes.saturating_add(bytes) > most_bytes {
            self.make_room();
        }
        let place = self.free.pop().unwrap_or(self.entries.len());
        let slot = Some(Slot { hash, until, bytes, token });
        match self.entries.get_mut(place) {
            Some(free) => *free = slot,
            None => self.entries.push(slot),
        }
        self.places.insert(hash, place);
        self.ends.insert((until, place));
        self.bytes = self.bytes.saturating_add(bytes);
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Drops the first token that did not come again since the hand last passed it. The hand goes round twice at most, as it takes each note.
    fn make_room(&mut self) {
        loop {
            let place = self.hand;
            self.hand = if place.saturating_add(1) < self.entries.len() { place.saturating_add(1) } else { 0 };
            match self.entries.get(place) {
                Some(Some(slot)) if slot.token.take_note() => {}
                Some(Some(_)) => return self.remove(place),
                _ if self.places.is_empty() => {
                    self.bytes = 0;
                    return;
                }
                _ => {}
            }
        }
    }

    fn drop_ended(&mut self, now: UnixTime) {
        while let Some((until, place)) = self.ends.first().copied() {
            if until > now {
                return;
            }
            self.remove(place);
        }
    }

    fn remove(&mut self, place: usize) {
        let Some(slot) = self.entries.get_mut(place).and_then(Option::take) else { return };
        self.places.remove(&slot.hash);
        self.ends.remove(&(slot.until, place));
        self.bytes = self.bytes.saturating_sub(slot.bytes);
        self.free.push(place);
    }
}
