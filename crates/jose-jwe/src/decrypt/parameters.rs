//! From header text to key parameters, before any key is touched. All lengths are checked here but one: that of the encrypted key is
//! `jose-crypto`'s to check, for whoever calls it, and fails like a wrong key.

mod password;
mod room;

use std::borrow::Cow;

use jose_core::{
    ContentEncryption, Curve, KeyManagementAlgorithm, KeyType, LimitExceeded, Limits, ParseError, base64url,
    header::JoinedHeader, registry::KeyManagementKind,
};
use jose_crypto::{EphemeralPublicKey, KeyParameters};

pub(super) use self::room::Room;

use self::password::Stretching;
use super::{DecryptError, message::Recipient};

/// The decoded parts that key parameters borrow.
#[derive(Debug)]
pub(super) struct Decoded<'r> {
    encrypted_key: Cow<'r, [u8]>,
    header: FromHeader<'r>,
}

/// What the algorithm takes from the header.
#[derive(Debug)]
enum FromHeader<'r> {
    Nothing,
    /// With `apu` and `apv`.
    Agreement {
        parties: [Vec<u8>; 2],
        ephemeral: Ephemeral<'r>,
    },
    GcmKeyWrap {
        iv: [u8; 12],
        tag: [u8; 16],
    },
    Password(Stretching),
    EncapsulatedKey(Vec<u8>),
}

#[derive(Debug)]
enum Ephemeral<'r> {
    InRoom(&'r EphemeralPublicKey),
    Own(Box<EphemeralPublicKey>),
}

impl<'r> Decoded<'r> {
    /// Reads what `algorithm` needs from the header and the encrypted key. What is large goes to the room if there is one.
    pub(super) fn read(
        recipient: &Recipient<'_>,
        algorithm: KeyManagementAlgorithm,
        limits: &Limits,
        room: Option<&'r mut Room>,
    ) -> Result<Self, DecryptError> {
        let (key_room, ephemeral_room) = room.map(|room| (&mut room.encrypted_key, &mut room.ephemeral)).unzip();
        let Recipient { header, encrypted_key } = recipient;
        let kind = algorithm.row().kind;
        let has_encrypted_key = !matches!(kind, KeyManagementKind::Direct | KeyManagementKind::EcdhEs);
        if encrypted_key.is_empty() == has_encrypted_key {
            return Err(ParseError::Length { part: "encrypted key" }.into());
        }
        let encrypted_key = match key_room {
            Some(room) => room.fill(encrypted_key).map(Cow::Borrowed),
            None => base64url::decode(encrypted_key).map(Cow::Owned),
        };
        let encrypted_key = encrypted_key.map_err(ParseError::base64("encrypted key"))?;
        let header = match kind {
            KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. } => {
                let parties = [
                    party_info("apu", header.party_u_info(), limits)?,
                    party_info("apv", header.party_v_info(), limits)?,
                ];
                let key = ephemeral(header)?;
                let ephemeral = match ephemeral_room {
                    Some(room) => Ephemeral::InRoom(room.insert(key)),
                    None => Ephemeral::Own(Box::new(key)),
                };
                FromHeader::Agreement { parties, ephemeral }
            }
            KeyManagementKind::AesGcmKeyWrap { .. } => {
                FromHeader::GcmKeyWrap { iv: exact("iv", header.key_iv())?, tag: exact("tag", header.key_tag())? }
            }
            KeyManagementKind::Pbes2AesKeyWrap { .. } => FromHeader::Password(Stretching::read(header, limits)?),
            KeyManagementKind::Hpke(suite) => {
                encapsulated("encrypted key", suite.curve, &encrypted_key)?;
                FromHeader::Nothing
            }
            KeyManagementKind::HpkeKeyEncryption(suite) => {
                let missing = ParseError::Member { name: "ek", expected: "present for key encryption with HPKE" };
                let key = base64url::decode(header.encapsulated_key().ok_or(missing)?);
                let key = key.map_err(ParseError::base64("ek"))?;
                encapsulated("ek", suite.curve, &key)?;
                FromHeader::EncapsulatedKey(key)
            }
            _ => FromHeader::Nothing,
        };
        Ok(Self { encrypted_key, header })
    }

    pub(super) fn parameters(&self, content_encryption: ContentEncryption) -> KeyParameters<'_> {
        let mut parameters = KeyParameters::new(content_encryption, &self.encrypted_key);
        match &self.header {
            FromHeader::Nothing => {}
            FromHeader::Agreement { parties: [party_u, party_v], ephemeral } => {
                (parameters.party_u_info, parameters.party_v_info) = (party_u, party_v);
                parameters.ephemeral = Some(match ephemeral {
                    Ephemeral::InRoom(key) => key,
                    Ephemeral::Own(key) => key,
                });
            }
            FromHeader::GcmKeyWrap { iv, tag } => parameters.gcm_key_wrap = Some((iv, tag)),
            FromHeader::Password(Stretching { salt, rounds }) => parameters.password = Some((salt, *rounds)),
            FromHeader::EncapsulatedKey(key) => parameters.encapsulated_key = Some(key),
        }
        parameters
    }

    /// The encrypted key; with integrated HPKE, the encapsulated one.
    pub(super) fn encrypted_key(&self) -> &[u8] {
        &self.encrypted_key
    }

    /// How many rounds of PBKDF2 this recipient costs, for each key that is tried.
    pub(super) fn rounds(&self) -> usize {
        match &self.header {
            FromHeader::Password(stretching) => usize::try_from(stretching.rounds).unwrap_or(usize::MAX),
            _ => 0,
        }
    }
}

fn party_info(name: &'static str, text: Option<&str>, limits: &Limits) -> Result<Vec<u8>, ParseError> {
    let text = text.unwrap_or_default();
    LimitExceeded::check("party_info_bytes", base64url::decoded_len(text.len()), limits.party_info_bytes)?;
    base64url::decode(text).map_err(ParseError::base64(name))
}

/// A header member that must decode to exactly `N` bytes.
fn exact<const N: usize>(name: &'static str, text: Option<&str>) -> Result<[u8; N], ParseError> {
    let text = text.ok_or(ParseError::Member { name, expected: "present for key wrapping with AES-GCM" })?;
    let mut room = [0; N];
    if base64url::decoded_len(text.len()) != N {
        // What is not base64url at all is called so, whatever its length.
        base64url::check(text).map_err(ParseError::base64(name))?;
        return Err(ParseError::Length { part: name });
    }
    base64url::decode_slice(text, &mut room).map_err(ParseError::base64(name))?;
    Ok(room)
}

fn ephemeral(header: &JoinedHeader<'_>) -> Result<EphemeralPublicKey, ParseError> {
    let refused = |expected| ParseError::Member { name: "epk", expected };
    let key = header.ephemeral_key().ok_or(refused("present for key agreement"))?;
    let curve = Curve::from_name(key.curve()).ok_or(refused("on a curve that is known"))?;
    if key.key_type() != curve.row().key_type.name() {
        return Err(refused("of the key type of its curve"));
    }
    let (mut x_room, mut y_room) = ([0; LONGEST_COORDINATE], [0; LONGEST_COORDINATE]);
    let x = coordinate(key.x(), &mut x_room)?;
    let y = key.y().map(|y| coordinate(y, &mut y_room)).transpose()?;
    EphemeralPublicKey::new(curve, x, y)
        .map_err(|_| refused("a key for key agreement, with coordinates of its curve's exact length"))
}

/// A coordinate of `epk`. One that is too long for every curve comes out as nothing, which is too short for every curve.
fn coordinate<'r>(text: &str, room: &'r mut [u8; LONGEST_COORDINATE]) -> Result<&'r [u8], ParseError> {
    let decoded = if base64url::decoded_len(text.len()) > LONGEST_COORDINATE {
        base64url::check(text).map(|()| <&[u8]>::default())
    } else {
        base64url::decode_slice(text, room).map(|bytes| &*bytes)
    };
    decoded.map_err(ParseError::base64("epk"))
}

/// One of P-521.
const LONGEST_COORDINATE: usize = 66;

/// Whether `key` has the length of an encapsulated key on `curve` (RFC 9180, section 7.1).
fn encapsulated(part: &'static str, curve: Curve, key: &[u8]) -> Result<(), ParseError> {
    let row = curve.row();
    let length = match row.key_type {
        KeyType::Ec => row.coordinate_bytes.saturating_mul(2).saturating_add(1),
        _ => row.coordinate_bytes,
    };
    if key.len() == length { Ok(()) } else { Err(ParseError::Length { part }) }
}
