//! Time that cannot wrap, bytes that do not print, and the budget.

use std::sync::Arc;

use jose_core::{Clock, LimitExceeded, Limits, SecretBytes, UnixTime, json::JsonLimits, time::FixedClock};

#[test]
fn time_stays_at_the_edge_of_its_range() {
    let table = [
        ("no change", 0, 0, 0, 0),
        ("around the epoch", 5, 10, 15, -5),
        ("before the epoch", -5, 10, 5, -15),
        ("the end", i64::MAX, 1, i64::MAX, i64::MAX - 1),
        ("the beginning", i64::MIN, 1, i64::MIN + 1, i64::MIN),
        ("from the end by as much as can be", i64::MAX, u64::MAX, i64::MAX, i64::MIN),
        ("from the beginning by as much as can be", i64::MIN, u64::MAX, i64::MAX, i64::MIN),
        ("from the middle by as much as can be", 0, u64::MAX, i64::MAX, i64::MIN),
        ("by one more than a signed number holds", 0, 1 << 63, i64::MAX, i64::MIN),
        ("from minus one by as much as a signed number holds", -1, (1 << 63) - 1, i64::MAX - 1, i64::MIN),
    ];
    for (name, start, step, later, earlier) in table {
        let start = UnixTime::from_seconds(start);
        assert_eq!(start.saturating_add(step).seconds(), later, "{name}, later");
        assert_eq!(start.saturating_sub(step).seconds(), earlier, "{name}, earlier");
        assert!(start.saturating_sub(step) <= start && start <= start.saturating_add(step), "{name}");
    }
}

#[test]
fn time_is_ordered_and_printed_in_seconds() {
    let times = [i64::MIN, -1, 0, 1, 1_516_239_022, i64::MAX].map(UnixTime::from_seconds);
    assert!(times.is_sorted());
    assert_eq!(times.map(|time| time.to_string())[1..5], ["-1", "0", "1", "1516239022"]);
}

#[test]
fn a_clock_can_be_shared_and_set() {
    let clock = Arc::new(FixedClock::new(UnixTime::from_seconds(10)));
    let held: Arc<dyn Clock> = Arc::<FixedClock>::clone(&clock);
    assert_eq!(held.now().seconds(), 10);
    clock.set(UnixTime::from_seconds(-7));
    assert_eq!(held.now().seconds(), -7);
    assert_eq!(Arc::new(held).now().seconds(), -7);
}

/// Compiles only while `SecretBytes` lacks every trait named here: with one of them, `item` would be ambiguous.
macro_rules! lacks {
    ($type:ty: $($trait:path),* $(,)?) => {$({
        trait Ambiguous<Marker> {
            fn item() {}
        }
        impl<T: ?Sized> Ambiguous<()> for T {}
        impl<T: ?Sized + $trait> Ambiguous<u8> for T {}
        let _ = <$type as Ambiguous<_>>::item;
    })*};
}

#[test]
fn secret_bytes_have_no_way_out_but_expose() {
    lacks!(
        SecretBytes: Clone,
        Copy,
        PartialEq,
        Eq,
        PartialOrd,
        std::hash::Hash,
        std::fmt::Display,
        std::fmt::LowerHex,
        serde::Serialize,
        serde::de::DeserializeOwned,
        AsRef<[u8]>,
        std::borrow::Borrow<[u8]>,
        std::ops::Deref,
        Into<Vec<u8>>,
        IntoIterator,
        Default,
    );
    shared_between_threads::<SecretBytes>();
}

fn shared_between_threads<T: Send + Sync + 'static>() {}

#[test]
fn secret_bytes_do_not_print() {
    let secret = SecretBytes::new(b"planted".to_vec());
    for text in [format!("{secret:?}"), format!("{secret:#?}"), format!("{:?}", Some(&secret))] {
        assert!(text.contains("SecretBytes(7 bytes)"), "{text}");
        for leak in ["planted", "112", "0x70", "70", "cGxhbnRlZA"] {
            assert!(!text.contains(leak), "{text}");
        }
    }
}

#[test]
fn secret_bytes_are_changed_in_place_and_copied_by_name() {
    let mut secret = SecretBytes::from([1, 2, 3].as_slice());
    let copy = secret.duplicate();
    secret.expose_mut().fill(9);
    assert_eq!((secret.expose(), copy.expose()), ([9, 9, 9].as_slice(), [1, 2, 3].as_slice()));
    assert_ne!(secret.expose().as_ptr(), copy.expose().as_ptr());
    assert_eq!((secret.len(), secret.is_empty()), (3, false));
    assert!(SecretBytes::new(Vec::new()).is_empty());
}

#[test]
fn a_limit_holds_up_to_its_maximum() {
    for (actual, maximum) in [(0, 0), (1, 1), (0, 1), (usize::MAX, usize::MAX), (8, 16)] {
        assert_eq!(LimitExceeded::check("l", actual, maximum), Ok(()), "{actual} of {maximum}");
    }
    for (actual, maximum) in [(1, 0), (2, 1), (usize::MAX, 0), (usize::MAX, usize::MAX - 1), (17, 16)] {
        let over = LimitExceeded::check("token_bytes", actual, maximum).unwrap_err();
        assert_eq!((over.limit(), over.maximum()), ("token_bytes", maximum));
        assert_eq!(over.to_string(), format!("over the limit token_bytes of {maximum}"));
    }
}

#[test]
fn the_defaults_are_what_the_documentation_says() {
    let limits = Limits::default();
    assert_eq!(limits.token_bytes, 1_048_576);
    assert_eq!(limits.header_bytes, 16_384);
    assert_eq!(limits.header, JsonLimits { depth: 8, members: 64 });
    assert_eq!(limits.claims, JsonLimits { depth: 32, members: 1024 });
    assert_eq!(limits.critical_names, 8);
    assert_eq!(limits.key_id_bytes, 1024);
    assert_eq!(limits.party_info_bytes, 1024);
    assert_eq!(limits.candidate_keys, 8);
    let mut token = Limits::token();
    assert_eq!(token.token_bytes, 262_144);
    token.token_bytes = limits.token_bytes;
    assert_eq!(token, limits);
}
