//! Law: a compact form is its segments joined by dots, exactly two or four of them, with a header
//! in front and within the limit; and nothing else is. A text that is split before its form is known gives the same.
#![no_main]

use jose_core::Limits;
use jose_core::compact::{CompactJwe, CompactJws, Segments};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else { return };
    let mut limits = Limits::default();
    limits.token_bytes = 256;
    let dots = text.matches('.').count();
    let sound = text.len() <= limits.token_bytes && !text.is_empty() && !text.starts_with('.');

    let jws = CompactJws::parse(text, &limits);
    assert_eq!(jws.is_ok(), sound && dots == 2);
    if let Ok(jws) = jws {
        assert_eq!([jws.protected(), jws.payload(), jws.signature()].join("."), text);
        assert_eq!([jws.signing_input(), jws.signature()].join("."), text);
    }

    let jwe = CompactJwe::parse(text, &limits);
    assert_eq!(jwe.is_ok(), sound && dots == 4);
    if let Ok(jwe) = jwe {
        let segments = [jwe.protected(), jwe.encrypted_key(), jwe.iv(), jwe.ciphertext(), jwe.tag()];
        assert_eq!(segments.join("."), text);
    }

    // Six stands for any number beyond five, which no form has.
    let split = Segments::split(text, &limits);
    assert_eq!(split.is_ok(), text.len() <= limits.token_bytes);
    if let Ok(split) = split {
        assert_eq!(split.count(), (dots + 1).min(6));
        let segments = split.jws().map(|jws| [jws.protected(), jws.payload(), jws.signature()].join(".")).ok();
        assert_eq!(segments.as_deref(), (sound && dots == 2).then_some(text));
        let segments = split
            .jwe()
            .map(|jwe| [jwe.protected(), jwe.encrypted_key(), jwe.iv(), jwe.ciphertext(), jwe.tag()].join("."));
        assert_eq!(segments.ok().as_deref(), (sound && dots == 4).then_some(text));
    }
});
