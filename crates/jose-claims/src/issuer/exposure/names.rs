//! Names of claims that say what the value is.

mod personal_data;
mod secrets;

use super::LooksLike;
use personal_data::PERSONAL_DATA;
use secrets::SECRETS;

/// What a claim of this name is. The end of a name decides: `userPassword`, `db_password` and `https://x.example/password` are passwords,
/// and `password_changed_at` is a time. Whether it is one or several, numbered or not, makes no difference.
pub(super) fn look(name: &str) -> Option<LooksLike> {
    let words = words(name);
    let ends = (0..words.len()).filter_map(|start| words.get(start..).map(<[String]>::concat));
    ends.into_iter().find_map(|end| {
        let end = end.trim_end_matches(|letter: char| letter.is_ascii_digit());
        // Several tokens are as often a quota as secrets, and those that are secrets show it.
        let several = if end == "tokens" { [None, None] } else { [end.strip_suffix('s'), end.strip_suffix("es")] };
        std::iter::once(end).chain(several.into_iter().flatten()).find_map(listed)
    })
}

fn listed(name: &str) -> Option<LooksLike> {
    if SECRETS.binary_search(&name).is_ok() {
        Some(LooksLike::Secret)
    } else if PERSONAL_DATA.binary_search(&name).is_ok() {
        Some(LooksLike::PersonalData)
    } else {
        None
    }
}

/// The words of a name in lower case: whatever is neither letter nor digit parts them, and so does a capital after a small letter.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut letters = name.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let small_follows = letters.peek().is_some_and(|next| next.is_lowercase());
        let begins = letter.is_uppercase() && (!before.is_uppercase() || small_follows);
        if begins || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (letter.is_alphanumeric(), words.last_mut()) {
            word.extend(letter.to_lowercase());
        }
        before = letter;
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// They are searched by halving, which finds nothing in a list without order.
    #[test]
    fn the_lists_are_sorted() {
        assert!(SECRETS.is_sorted() && PERSONAL_DATA.is_sorted());
        assert!(SECRETS.iter().all(|name| !PERSONAL_DATA.contains(name)));
    }
}
