//! Headers that need not be parsed again.

use alloc::boxed::Box;
use core::{
    fmt,
    sync::atomic::{AtomicBool, Ordering},
};
use std::sync::OnceLock;

use super::JoseHeader;
use crate::{Limits, json::JsonLimits};

/// A few headers that holders of the keys have written, parsed. The messages of one key mostly have the same header, byte for byte.
///
/// ```
/// use jose_core::{Limits, base64url, header::{HeaderCache, JoseHeader}};
///
/// let (json, limits, cache) = (br#"{"alg":"HS256","kid":"1"}"#, Limits::default(), HeaderCache::new());
/// let received = base64url::encode(json);
/// let header = JoseHeader::parse(&received, json, &limits)?;
/// // Whenever a message with this header has proven to come from a holder of the key:
/// cache.remember(&header, &limits);
/// cache.remember(&header, &limits);
/// assert_eq!(cache.find(&received, &limits), Some(&header));
/// # Ok::<(), jose_core::ParseError>(())
/// ```
///
/// You want one for each set of keys, so that it goes when the keys do; the key sets of `jose-jwk` have one. What it returns is what
/// [`JoseHeader::parse`] returned for the same bytes under the same limits. Whatever else is checked about a header is checked on each message all
/// the same.
///
/// There is room for [`HeaderCache::ROOM`] headers. None is ever thrown out, so nobody can push out another's: when the room is taken, the other
/// headers are parsed each time. The first header that would be remembered is not, so that a set of keys that is used once pays nothing.
pub struct HeaderCache {
    used: AtomicBool,
    slots: [OnceLock<Box<Remembered>>; HeaderCache::ROOM],
}

struct Remembered {
    header: JoseHeader<'static>,
    limits: HeaderLimits,
}

impl Remembered {
    fn is(&self, received: &str, limits: HeaderLimits) -> bool {
        self.header.received() == received && self.limits == limits
    }
}

/// The limits that decide whether a header is accepted.
#[derive(Clone, Copy, PartialEq, Eq)]
struct HeaderLimits {
    bytes: usize,
    json: JsonLimits,
    critical_names: usize,
    key_id_bytes: usize,
}

impl HeaderCache {
    /// How many headers are remembered at most.
    pub const ROOM: usize = 16;

    /// The longest header that is remembered, encoded.
    pub const LONGEST: usize = 512;

    /// Without any header.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The header of which `received` is the encoded form, if it is remembered and was parsed under the same limits.
    #[must_use]
    pub fn find(&self, received: &str, limits: &Limits) -> Option<&JoseHeader<'static>> {
        let limits = HeaderLimits::of(limits);
        self.slots.iter().map_while(OnceLock::get).find(|one| one.is(received, limits)).map(|one| &one.header)
    }

    /// Remembers a header, if it is one that the messages of a key have in common: one of at most [`HeaderCache::LONGEST`] characters without
    /// members that change from message to message, or that an application has made up.
    ///
    /// # Security
    /// Only for a header that a signature covers which has been checked, or a tag under a *symmetric* key. Whoever has only a public key can encrypt
    /// to it at will, and would fill the room with headers that nobody else sends. That would cost speed, and nothing else: a header is found by
    /// all of its bytes.
    pub fn remember(&self, header: &JoseHeader<'_>, limits: &Limits) {
        if header.received().len() > Self::LONGEST || !header.is_constant() || !self.used.swap(true, Ordering::Relaxed)
        {
            return;
        }
        let limits = HeaderLimits::of(limits);
        let mut new = None;
        for slot in &self.slots {
            if slot.get().is_none() {
                let owned = || Box::new(Remembered { header: header.clone().into_owned(), limits });
                match slot.set(new.take().unwrap_or_else(owned)) {
                    Ok(()) => return,
                    // Another thread was faster.
                    Err(mine) => new = Some(mine),
                }
            }
            if slot.get().is_some_and(|other| other.is(header.received(), limits)) {
                return;
            }
        }
    }

    /// How many headers are remembered. For metrics: one that stands at [`HeaderCache::ROOM`] belongs to senders whose headers vary.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.iter().map_while(OnceLock::get).count()
    }

    /// Whether no header is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl JoseHeader<'_> {
    /// Whether the messages of one key can be expected to have this very header: it has none but such members as tell about the key, the
    /// algorithms and the kind of message.
    fn is_constant(&self) -> bool {
        let changing = [&self.party_u_info, &self.party_v_info, &self.key_iv, &self.key_tag];
        self.ephemeral_key.is_none()
            && changing.into_iter().all(Option::is_none)
            && self.others.keys().all(|name| CONSTANT.contains(&name.as_str()))
    }
}

/// Members without a field that do not change from message to message.
const CONSTANT: &[&str] = &[
    // tidy: sorted
    "b64", "jku", "x5t", "x5t#S256", "x5u",
    // tidy: end
];

impl HeaderLimits {
    fn of(limits: &Limits) -> Self {
        Self {
            bytes: limits.header_bytes,
            json: limits.header,
            critical_names: limits.critical_names,
            key_id_bytes: limits.key_id_bytes,
        }
    }
}

impl Default for HeaderCache {
    fn default() -> Self {
        Self { used: AtomicBool::new(false), slots: [const { OnceLock::new() }; Self::ROOM] }
    }
}

impl fmt::Debug for HeaderCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HeaderCache").field("headers", &self.len()).finish_non_exhaustive()
    }
}
