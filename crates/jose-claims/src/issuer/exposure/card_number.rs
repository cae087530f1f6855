//! Numbers of payment cards.

use std::ops::RangeInclusive;

use super::LooksLike;

/// A number that a card can have, with spaces or hyphens between its digits or without. The check digit alone would take every tenth long
/// number for a card; that the first digits are those of a network, and the length one of its lengths, leaves few.
pub(super) fn look(text: &str) -> Option<LooksLike> {
    let text = text.trim();
    let digits: Option<Vec<u32>> =
        text.chars().filter(|letter| !matches!(letter, ' ' | '-')).map(|letter| letter.to_digit(10)).collect();
    let digits = digits.filter(|digits| (13..=19).contains(&digits.len()) && text.len() <= LONGEST)?;
    let first = digits.iter().take(4).fold(0_u32, |number, digit| number.saturating_mul(10).saturating_add(*digit));
    let of_a_network =
        NETWORKS.iter().any(|(prefixes, lengths)| prefixes.contains(&first) && lengths.contains(&digits.len()));
    (of_a_network && luhn(&digits)).then_some(LooksLike::CardNumber)
}

/// ISO/IEC 7812-1: from the right, every second digit is doubled, and the digits of all add up to a multiple of ten.
fn luhn(digits: &[u32]) -> bool {
    let value = |(index, digit): (usize, &u32)| match (index % 2, digit.saturating_mul(2)) {
        (0, _) => *digit,
        (_, doubled @ 10..) => doubled.saturating_sub(9),
        (_, doubled) => doubled,
    };
    digits.iter().rev().enumerate().map(value).fold(0, u32::saturating_add) % 10 == 0
}

/// 19 digits, and something between each two.
const LONGEST: usize = 37;

/// The first four digits of a network's cards, and how many there can be in all.
const NETWORKS: &[(RangeInclusive<u32>, RangeInclusive<usize>)] = &[
    (2200..=2204, 16..=19), // Mir
    (2221..=2720, 16..=16), // Mastercard
    (3000..=3059, 14..=19), // Diners Club
    (3095..=3095, 14..=19), // Diners Club
    (3400..=3499, 15..=15), // American Express
    (3528..=3589, 16..=19), // JCB
    (3600..=3699, 14..=19), // Diners Club
    (3700..=3799, 15..=15), // American Express
    (3800..=3999, 14..=19), // Diners Club
    (4000..=4999, 13..=13), // Visa
    (4000..=4999, 16..=16), // Visa
    (4000..=4999, 19..=19), // Visa
    (5000..=5099, 13..=19), // Maestro
    (5100..=5599, 16..=16), // Mastercard
    (5600..=5899, 13..=19), // Maestro
    (6011..=6011, 16..=19), // Discover
    (6200..=6299, 16..=19), // UnionPay
    (6300..=6399, 13..=19), // Maestro
    (6440..=6599, 16..=19), // Discover
    (6700..=6799, 13..=19), // Maestro
];
