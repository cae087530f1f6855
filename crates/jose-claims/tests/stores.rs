//! Stores of what was used: they refuse a second use, forget what has ended, and never make room by forgetting what has not.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_wrap,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

use std::{
    sync::{
        Arc, Barrier,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use jose_claims::{MemoryNonceStore, MemoryReplayStore, NonceStore, ReplayKey, ReplayStore, StoreError, UnixTime};

fn at(seconds: i64) -> UnixTime {
    UnixTime::from_seconds(seconds)
}

fn remember(store: &MemoryReplayStore, id: &str, until: i64, now: i64) -> Result<(), StoreError> {
    store.remember(&ReplayKey::new("test", "issuer", id), at(until), at(now))
}

#[test]
fn a_second_use_is_refused_until_the_first_has_ended() {
    let store = MemoryReplayStore::with_capacity(10);
    for (name, now, expected) in [
        ("first", 100, Ok(())),
        ("at once", 100, Err(StoreError::Replayed)),
        ("later", 150, Err(StoreError::Replayed)),
        ("the last second", 199, Err(StoreError::Replayed)),
        // Whoever asks then was slow: what ends at 200 is refused at 200 by itself.
        ("when it has ended", 200, Err(StoreError::Forgotten)),
        ("long after", 999, Err(StoreError::Forgotten)),
    ] {
        assert_eq!(remember(&store, "1", 200, now), expected, "{name}");
    }
}

#[test]
fn a_longer_time_in_a_replay_changes_nothing() {
    let store = MemoryReplayStore::with_capacity(10);
    remember(&store, "1", 200, 100).unwrap();
    assert_eq!(remember(&store, "1", 999, 150), Err(StoreError::Replayed));
    assert_eq!(remember(&store, "1", 300, 200), Ok(()));
}

/// What was dropped could come again: after a clock was set back, or with a call that was slow. Nobody can tell then whether it was used.
#[test]
fn what_was_forgotten_is_not_let_in_again() {
    let store = MemoryReplayStore::with_capacity(10);
    remember(&store, "1", 200, 100).unwrap();
    remember(&store, "2", 300, 200).unwrap();
    for (name, id, until, now, expected) in [
        ("a slow call", "1", 200, 199, Err(StoreError::Forgotten)),
        ("a clock that was set back", "1", 200, 100, Err(StoreError::Forgotten)),
        ("what was never there, too", "3", 200, 100, Err(StoreError::Forgotten)),
        ("what ends later is known", "2", 300, 100, Err(StoreError::Replayed)),
        ("or is new", "3", 201, 100, Ok(())),
        ("once", "3", 201, 100, Err(StoreError::Replayed)),
        ("when the clock is right again", "4", 301, 250, Ok(())),
        ("what has ended since", "3", 201, 200, Err(StoreError::Forgotten)),
    ] {
        assert_eq!(remember(&store, id, until, now), expected, "{name}");
    }
    let full = MemoryReplayStore::with_capacity(0);
    assert_eq!(remember(&full, "1", 100, 100), Err(StoreError::Forgotten));
}

/// Whoever has taken its share stops itself, until what it has taken ends.
#[test]
fn nobody_takes_more_than_a_share() {
    let store = MemoryReplayStore::with_capacity(4).share(2);
    let remember = |purpose: &str, holder: &str, id: &str, until: i64, now: i64| {
        store.remember(&ReplayKey::new(purpose, holder, id), at(until), at(now))
    };
    for (name, [purpose, holder, id], (until, now), expected) in [
        ("first", ["p", "a", "1"], (200, 100), Ok(())),
        ("second", ["p", "a", "2"], (300, 100), Ok(())),
        ("third", ["p", "a", "3"], (300, 100), Err(StoreError::Share)),
        ("a replay is one whatever is taken", ["p", "a", "1"], (300, 100), Err(StoreError::Replayed)),
        ("another purpose", ["q", "a", "3"], (300, 100), Ok(())),
        ("letters that moved", ["pa", "", "3"], (300, 100), Ok(())),
        ("full", ["p", "b", "1"], (300, 100), Err(StoreError::Full)),
        ("full for all", ["p", "a", "3"], (300, 100), Err(StoreError::Full)),
        ("one has ended", ["p", "a", "3"], (300, 200), Ok(())),
        ("and was taken again", ["p", "a", "4"], (300, 200), Err(StoreError::Full)),
        ("all have ended", ["p", "a", "1"], (400, 300), Ok(())),
        ("once more", ["p", "a", "2"], (400, 300), Ok(())),
        ("and no further", ["p", "a", "3"], (400, 300), Err(StoreError::Share)),
    ] {
        assert_eq!(remember(purpose, holder, id, until, now), expected, "{name}");
    }
    assert_eq!(store.len(), Ok(2));
    let none = MemoryReplayStore::with_capacity(4).share(0);
    assert_eq!(none.remember(&ReplayKey::new("p", "a", "1"), at(200), at(100)), Err(StoreError::Share));
}

#[test]
fn it_is_full_and_forgets_nothing_that_counts() {
    let store = MemoryReplayStore::with_capacity(3);
    for id in ["1", "2", "3"] {
        remember(&store, id, 200, 100).unwrap();
    }
    for now in [100, 150, 199] {
        assert_eq!(remember(&store, "4", 500, now), Err(StoreError::Full), "{now}");
        for id in ["1", "2", "3"] {
            assert_eq!(remember(&store, id, 500, now), Err(StoreError::Replayed), "{id} at {now}");
        }
    }
    assert_eq!(store.len(), Ok(3));
    assert_eq!(remember(&store, "4", 500, 200), Ok(()));
    assert_eq!(store.len(), Ok(1));
    assert_eq!(remember(&MemoryReplayStore::with_capacity(0), "1", 200, 100), Err(StoreError::Full));
}

#[test]
fn ended_entries_make_room_one_by_one() {
    let store = MemoryReplayStore::with_capacity(2);
    remember(&store, "a", 110, 100).unwrap();
    remember(&store, "b", 120, 100).unwrap();
    assert_eq!(remember(&store, "c", 130, 109), Err(StoreError::Full));
    assert_eq!(remember(&store, "c", 130, 110), Ok(()));
    assert_eq!(remember(&store, "d", 130, 119), Err(StoreError::Full));
    assert_eq!(remember(&store, "b", 130, 119), Err(StoreError::Replayed));
}

#[test]
fn a_time_at_the_edge_is_kept_and_never_turned_around() {
    let store = MemoryReplayStore::with_capacity(2);
    remember(&store, "1", i64::MAX, 100).unwrap();
    assert_eq!(remember(&store, "1", i64::MAX, i64::MAX - 1), Err(StoreError::Replayed));
    assert_eq!(remember(&store, "1", i64::MAX, i64::MIN), Err(StoreError::Replayed));
}

#[test]
fn keys_are_told_apart_by_each_part() {
    let keys = [
        ReplayKey::new("a", "b", "c"),
        ReplayKey::new("a", "bc", ""),
        ReplayKey::new("ab", "", "c"),
        ReplayKey::new("", "ab", "c"),
        ReplayKey::new("a", "c", "b"),
        ReplayKey::new("A", "b", "c"),
        ReplayKey::new("a", "b", "c\0"),
        ReplayKey::new("a", "b ", "c"),
    ];
    let store = MemoryReplayStore::with_capacity(100);
    for key in &keys {
        assert_eq!(store.remember(key, at(200), at(100)), Ok(()), "{}", key.id());
    }
    for key in &keys {
        assert_eq!(store.remember(key, at(200), at(100)), Err(StoreError::Replayed), "{}", key.id());
    }
}

#[test]
fn of_many_threads_one_wins() {
    let store = Arc::new(MemoryReplayStore::with_capacity(1000));
    let (accepted, barrier) = (Arc::new(AtomicUsize::new(0)), Arc::new(Barrier::new(8)));
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let (store, accepted, barrier) = (Arc::clone(&store), Arc::clone(&accepted), Arc::clone(&barrier));
            thread::spawn(move || {
                barrier.wait();
                for id in 0..100 {
                    if remember(&store, &id.to_string(), 200, 100).is_ok() {
                        accepted.fetch_add(1, Ordering::SeqCst);
                    }
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(accepted.load(Ordering::SeqCst), 100);
}

#[test]
fn nonces_follow_one_another() {
    let store = MemoryNonceStore::new(Duration::from_secs(100));
    assert_eq!(store.check("", at(1000)), Err(StoreError::UnknownNonce));
    let first = store.issue(at(1000)).unwrap();
    assert_eq!(store.issue(at(1099)).unwrap(), first);
    let second = store.issue(at(1100)).unwrap();
    assert_ne!(first, second);
    for (name, nonce, now, expected) in [
        ("the one before", &first, 1100, Ok(())),
        ("the one before, for as long again", &first, 1199, Ok(())),
        ("the one before, ended", &first, 1200, Err(StoreError::UnknownNonce)),
        ("the current one", &second, 1200, Ok(())),
        ("the current one, unreplaced", &second, 1299, Ok(())),
        ("the current one, ended", &second, 1300, Err(StoreError::UnknownNonce)),
        ("nothing brings it back", &second, 1200, Err(StoreError::UnknownNonce)),
    ] {
        assert_eq!(store.check(nonce, at(now)), expected, "{name}");
    }
}

#[test]
fn nonces_that_are_refused() {
    let store = MemoryNonceStore::new(Duration::from_secs(100));
    let nonce = store.issue(at(1000)).unwrap();
    for (name, other) in [
        ("empty", String::new()),
        ("cut short", nonce[..nonce.len() - 1].to_owned()),
        ("longer", format!("{nonce}A")),
        ("another", MemoryNonceStore::new(Duration::from_secs(100)).issue(at(1000)).unwrap()),
    ] {
        assert_eq!(store.check(&other, at(1000)), Err(StoreError::UnknownNonce), "{name}");
    }
    assert_eq!(store.check(&nonce, at(1000)), Ok(()));
    // A clock that was set back says nothing about ages.
    assert_eq!(store.check(&nonce, at(999)), Err(StoreError::UnknownNonce));
}

#[test]
fn nothing_of_a_token_shows() {
    let key = ReplayKey::new("logout", "planted-4f1c", "planted-4f1c");
    let nonces = MemoryNonceStore::new(Duration::from_secs(1));
    let nonce = nonces.issue(at(1)).unwrap();
    let shown = format!("{key:?} {nonces:?} {:?}", MemoryReplayStore::with_capacity(1));
    assert!(!shown.contains("planted-4f1c") && !shown.contains(&nonce), "{shown}");
    for error in [
        StoreError::Replayed,
        StoreError::UnknownNonce,
        StoreError::Full,
        StoreError::Share,
        StoreError::Forgotten,
        StoreError::Unavailable,
    ] {
        assert!(error.code().starts_with("store."));
        assert!(!error.to_string().ends_with('.'));
    }
}
