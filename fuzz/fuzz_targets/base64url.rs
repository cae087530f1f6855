//! Law: every byte string has one spelling. What decodes, encodes to the text that was read; what
//! is encoded, decodes to the bytes that were given; and the constant-time functions agree with
//! the fast ones on every input.
#![no_main]

use jose_core::base64url::{decode, decode_secret, decoded_len, encode, encode_secret, encoded_len};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = str::from_utf8(data) {
        let decoded = decode(text);
        let secret = decode_secret(text);
        assert_eq!(decoded.as_deref().ok(), secret.as_ref().ok().map(|secret| secret.expose()));
        if let Ok(bytes) = decoded {
            assert_eq!(encode(&bytes), text);
            assert_eq!(bytes.len(), decoded_len(text.len()));
        }
    }

    let encoded = encode(data);
    assert_eq!(encoded.len(), encoded_len(data.len()));
    assert_eq!(encode_secret(data).as_str(), encoded);
    assert_eq!(decode(&encoded).as_deref(), Ok(data));
});
