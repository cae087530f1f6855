//! `zip`: DEFLATE (RFC 1951), the only compression that is registered (RFC 7516, section 4.1.3).
//!
//! Every room for plaintext that is ours is wiped. The compressor keeps the last 32 KiB of what it read in a window of its own, which is not.

use jose_core::{LimitExceeded, ParseError, SecretBytes};
use miniz_oxide::{
    deflate::core::{CompressorOxide, TDEFLFlush, TDEFLStatus, compress, create_comp_flags_from_zip_params},
    inflate::{
        TINFLStatus,
        core::{DecompressorOxide, decompress, inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF},
    },
};

use crate::{DecryptError, EncryptError};

/// Compresses `plaintext` into one whole stream.
pub(crate) fn deflate(plaintext: &[u8]) -> Result<SecretBytes, EncryptError> {
    let flags = create_comp_flags_from_zip_params(LEVEL, RAW_WINDOW_BITS, 0);
    let mut state = Box::new(CompressorOxide::new(flags));
    // What does not shrink grows by a few bytes for each block. Room for that keeps the text in one place, which is wiped.
    let mut compressed =
        SecretBytes::new(vec![0; plaintext.len().saturating_add(plaintext.len() / 64).saturating_add(64)]);
    let (status, _, written) = compress(&mut state, plaintext, compressed.expose_mut(), TDEFLFlush::Finish);
    if status != TDEFLStatus::Done {
        return Err(EncryptError::Key(jose_crypto::OperationError::Backend.into()));
    }
    compressed.truncate(written);
    Ok(compressed)
}

/// Inflates one whole stream to at most `limit` bytes. Room is asked for as it is needed, and never more than the limit.
pub(crate) fn inflate(compressed: &[u8], limit: usize) -> Result<SecretBytes, DecryptError> {
    let mut state = Box::new(DecompressorOxide::new());
    let mut plaintext = SecretBytes::new(vec![0; compressed.len().saturating_mul(4).max(SMALLEST_ROOM).min(limit)]);
    let (mut read, mut written) = (0_usize, 0_usize);
    loop {
        let rest = compressed.get(read..).unwrap_or_default();
        let (status, more_read, more_written) =
            decompress(&mut state, rest, plaintext.expose_mut(), written, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF);
        read = read.saturating_add(more_read);
        written = written.saturating_add(more_written);
        match status {
            TINFLStatus::Done if read == compressed.len() => {
                plaintext.truncate(written);
                return Ok(plaintext);
            }
            TINFLStatus::HasMoreOutput => {
                let larger = plaintext.len().saturating_mul(2).min(limit);
                LimitExceeded::check("inflated_bytes", plaintext.len().saturating_add(1), limit)
                    .map_err(ParseError::from)?;
                plaintext = moved(plaintext.expose(), larger);
            }
            _ => return Err(DecryptError::Inflate),
        }
    }
}

/// A larger room with the same front. The old one is wiped when it is left.
fn moved(bytes: &[u8], length: usize) -> SecretBytes {
    let mut larger = SecretBytes::new(vec![0; length]);
    for (room, byte) in larger.expose_mut().iter_mut().zip(bytes) {
        *room = *byte;
    }
    larger
}

const LEVEL: i32 = 6;
/// Negative: without the header and the checksum of zlib.
const RAW_WINDOW_BITS: i32 = -15;
const SMALLEST_ROOM: usize = 1024;
