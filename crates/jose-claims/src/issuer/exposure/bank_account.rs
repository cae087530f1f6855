//! Numbers of bank accounts, ISO 13616.

/// An IBAN: a country that has them, its length, and a remainder of one (ISO/IEC 7064, MOD 97-10). As on paper, spaces may stand in it.
pub(super) fn is_iban(text: &str) -> bool {
    let spaced = text.len() <= LONGEST && text.is_ascii() && !text.starts_with(' ');
    let letters: Vec<u8> = if spaced { text.bytes().filter(|byte| *byte != b' ').collect() } else { Vec::new() };
    let Some((country, number)) = letters.split_at_checked(2) else { return false };
    let Some((check, account)) = number.split_at_checked(2) else { return false };
    let fits = LENGTHS.iter().any(|(own, length)| own.as_bytes() == country && *length == letters.len());
    fits && check.iter().all(u8::is_ascii_digit) && remainder([account, country, check].concat()) == Some(1)
}

/// What is left of the number after division by 97, where letters stand for 10 to 35. `None` for anything but capitals and digits.
fn remainder(letters: Vec<u8>) -> Option<u32> {
    letters.into_iter().try_fold(0_u32, |rest, letter| {
        let value = match letter {
            b'0'..=b'9' | b'A'..=b'Z' => char::from(letter).to_digit(36)?,
            _ => return None,
        };
        let places = if value < 10 { 10 } else { 100 };
        rest.saturating_mul(places).saturating_add(value).checked_rem(97)
    })
}

/// 34 letters, and a space after each four.
const LONGEST: usize = 42;

/// The IBAN registry of SWIFT.
const LENGTHS: &[(&str, usize)] = &[
    // tidy: sorted
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BI", 27),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DJ", 27),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FK", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HN", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MN", 20),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NI", 28),
    ("NL", 18),
    ("NO", 15),
    ("OM", 23),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("RU", 33),
    ("SA", 24),
    ("SC", 31),
    ("SD", 18),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("SO", 23),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
    ("YE", 30),
    // tidy: end
];
