//! Addresses of people's mailboxes.

/// The usual form (RFC 5322, section 3.4.1, without quotes and comments), alone, after `mailto:` or in angle brackets after a name.
pub(super) fn is_one(text: &str) -> bool {
    let bracketed = text.strip_suffix('>').and_then(|text| text.rsplit_once('<')).map(|(_, address)| address);
    let text = bracketed.unwrap_or(text);
    let address = text.strip_prefix("mailto:").unwrap_or(text);
    let Some((local, domain)) = address.split_once('@') else { return false };
    address.len() <= 254 && is_local(local) && is_domain(domain)
}

fn is_local(local: &str) -> bool {
    let letter = |letter: char| letter.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~-".contains(letter);
    (1..=64).contains(&local.len()) && local.split('.').all(|part| !part.is_empty() && part.chars().all(letter))
}

/// At least two labels, the last of them no number: `user@10.0.0.1` is somebody on a machine.
fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        let ends = label.starts_with('-') || label.ends_with('-');
        !label.is_empty() && !ends && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    let Some((_, last)) = domain.rsplit_once('.') else { return false };
    domain.split('.').all(label) && last.len() >= 2 && last.starts_with(char::is_alphabetic)
}
