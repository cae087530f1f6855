//! Numbers (RFC 8259, section 6).

use super::{fault::Fault, state::Parser};

/// A number as the type that is read gets to see it.
pub(super) enum Number {
    Unsigned(u64),
    Negative(i64),
    Fraction(f64),
}

impl Parser<'_> {
    /// Reads the number whose sign or first digit stands next. What no integer of 64 bits holds is a fraction, and so is minus nought.
    pub(super) fn number(&mut self) -> Result<Number, Fault> {
        let bytes = self.rest();
        let negative = bytes.first() == Some(&b'-');
        let first = usize::from(negative);
        let mut digits = 0_usize;
        let mut value = 0_u64;
        for byte in bytes.get(first..).unwrap_or_default() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
            digits = digits.wrapping_add(1);
        }
        let end = first.wrapping_add(digits);
        if digits == 0 || (digits > 1 && bytes.get(first) == Some(&b'0')) {
            return Err(self.syntax());
        }
        if digits > SURE || matches!(bytes.get(end), Some(b'.' | b'e' | b'E')) {
            return self.long_number(bytes, end);
        }
        let number = match (negative, 0_i64.checked_sub_unsigned(value)) {
            (false, _) => Number::Unsigned(value),
            (true, Some(value)) if value != 0 => Number::Negative(value),
            _ => return self.long_number(bytes, end),
        };
        self.skip(end);
        Ok(number)
    }

    /// Reads a number with a fraction, an exponent or many digits; its whole part ends at `whole`.
    fn long_number(&mut self, bytes: &[u8], whole: usize) -> Result<Number, Fault> {
        let Some(end) = end_of_number(bytes, whole) else { return Err(self.syntax()) };
        let start = self.at;
        self.skip(end);
        let text = self.text.get(start..self.at).unwrap_or_default();
        if let (true, Ok(value)) = (end == whole, text.parse()) {
            return Ok(Number::Unsigned(value));
        }
        match text.parse() {
            Ok(value) if f64::is_finite(value) => Ok(Number::Fraction(value)),
            _ => Err(self.syntax()),
        }
    }
}

/// So many digits are within 64 bits, whatever they are.
const SURE: usize = 19;

/// The end of the number, if it has what its point or its `e` promises.
fn end_of_number(bytes: &[u8], whole: usize) -> Option<usize> {
    let mut end = whole;
    if bytes.get(end) == Some(&b'.') {
        end = behind_digits(bytes, end.wrapping_add(1))?;
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        end = end.wrapping_add(1);
        if let Some(b'+' | b'-') = bytes.get(end) {
            end = end.wrapping_add(1);
        }
        end = behind_digits(bytes, end)?;
    }
    Some(end)
}

/// The end of the digits from here on, of which there must be one.
fn behind_digits(bytes: &[u8], from: usize) -> Option<usize> {
    let digits = bytes.get(from..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (digits > 0).then(|| from.wrapping_add(digits))
}
