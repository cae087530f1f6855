//! From the words of a command line to values: algorithms by name, durations like `10m`, times, and places to read from.

use std::{
    ffi::OsString,
    time::{Duration, UNIX_EPOCH},
};

use clap::builder::{OsStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use jose::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, UnixTime, jwk::ThumbprintHash};

use crate::input::Source;

/// A place to read from.
pub(crate) fn source() -> impl TypedValueParser<Value = Source> {
    OsStringValueParser::new().map(|argument: OsString| Source::from(argument))
}

/// A signature algorithm.
pub(crate) fn jws() -> impl TypedValueParser<Value = JwsAlgorithm> {
    let names = JwsAlgorithm::ALL.iter().map(|algorithm| algorithm.name());
    PossibleValuesParser::new(names).try_map(|name| JwsAlgorithm::from_name(&name).ok_or(UNKNOWN))
}

/// A key management algorithm.
pub(crate) fn key_management() -> impl TypedValueParser<Value = KeyManagementAlgorithm> {
    let names = KeyManagementAlgorithm::ALL.iter().map(|algorithm| algorithm.name());
    PossibleValuesParser::new(names).try_map(|name| KeyManagementAlgorithm::from_name(&name).ok_or(UNKNOWN))
}

/// A content encryption algorithm.
pub(crate) fn content_encryption() -> impl TypedValueParser<Value = ContentEncryption> {
    let names = ContentEncryption::ALL.iter().map(|algorithm| algorithm.name());
    PossibleValuesParser::new(names).try_map(|name| ContentEncryption::from_name(&name).ok_or(UNKNOWN))
}

/// The name of any algorithm that a key can be for. A `dir` key is named after its content encryption.
pub(crate) fn key_algorithm() -> impl TypedValueParser<Value = String> {
    let signature = JwsAlgorithm::ALL.iter().map(|algorithm| algorithm.name());
    let management = KeyManagementAlgorithm::ALL.iter().map(|algorithm| algorithm.name());
    let content = ContentEncryption::ALL.iter().map(|algorithm| algorithm.name());
    let direct = KeyManagementAlgorithm::Dir.name();
    let names = signature.chain(management).chain(content);
    let values = names.map(move |name| PossibleValue::new(name).hide(name == direct));
    PossibleValuesParser::new(values).try_map(move |name| {
        if name == direct {
            Err("a dir key is named after the content encryption that it is for, such as A256GCM")
        } else {
            Ok(name)
        }
    })
}

/// A curve.
pub(crate) fn curve() -> impl TypedValueParser<Value = Curve> {
    let names = Curve::ALL.iter().map(|curve| curve.name());
    PossibleValuesParser::new(names).try_map(|name| Curve::from_name(&name).ok_or(UNKNOWN))
}

/// The size of an RSA key.
pub(crate) fn rsa_bits() -> impl TypedValueParser<Value = usize> {
    PossibleValuesParser::new(["2048", "3072", "4096", "8192"]).try_map(|bits| bits.parse())
}

/// The hash of a thumbprint.
pub(crate) fn thumbprint_hash() -> impl TypedValueParser<Value = ThumbprintHash> {
    let names = ThumbprintHash::ALL.iter().map(|hash| hash.name());
    PossibleValuesParser::new(names).try_map(|name| ThumbprintHash::from_name(&name).ok_or(UNKNOWN))
}

/// A duration in whole seconds: `10m`, `24h`, `30s`, `1h 30m`, `7d`. The parser knows months, too, as `M`; one letter's case would be too little between ten
/// minutes and ten months.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    let known = |letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | 's' | 'm' | 'h' | 'd');
    let duration = humantime::parse_duration(text).ok().filter(|_| text.chars().all(known));
    let duration = duration.ok_or_else(|| "write it like 30s, 10m or 24h".to_owned())?;
    if duration.subsec_nanos() == 0 { Ok(duration) } else { Err("tokens know whole seconds only".to_owned()) }
}

/// A time: seconds since 1970, or RFC 3339 in UTC.
pub(crate) fn time(text: &str) -> Result<UnixTime, String> {
    if let Ok(seconds) = text.parse() {
        return Ok(UnixTime::from_seconds(seconds));
    }
    let time = humantime::parse_rfc3339(text).ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let seconds = time.and_then(|since| i64::try_from(since.as_secs()).ok());
    seconds
        .map(UnixTime::from_seconds)
        .ok_or_else(|| "write it as seconds since 1970, or in UTC like 2026-11-30T12:00:00Z".to_owned())
}

/// A time as people read it; seconds where it is out of reach.
pub(crate) fn readable(time: UnixTime) -> String {
    let since = u64::try_from(time.seconds()).ok().map(Duration::from_secs);
    // Above, humantime would refuse to print it.
    let printable = since.filter(|since| since.as_secs() < 253_402_300_800);
    match printable.and_then(|since| UNIX_EPOCH.checked_add(since)) {
        Some(time) => humantime::format_rfc3339_seconds(time).to_string(),
        None => time.seconds().to_string(),
    }
}

/// The parsers offer known names only, so nobody should see this.
const UNKNOWN: &str = "there is nothing of this name";
