//! One changed character at a time.

/// Every text that differs from `text` in one letter of base64url, with where. The dots stay: another number of segments is another matter.
pub(crate) fn of_letters(text: &str) -> impl Iterator<Item = (usize, String)> + '_ {
    letters(text, 0..text.len())
}

/// As [`of_letters`], within the values of these members of a message in JSON.
pub(crate) fn of_members<'t>(json: &'t str, members: &'t [&'t str]) -> impl Iterator<Item = (usize, String)> + 't {
    let values = members.iter().flat_map(move |name| {
        let start = format!("\"{name}\":\"");
        json.match_indices(&start)
            .map(|(at, found)| at + found.len())
            .map(|begin| begin..begin + json[begin..].find('"').unwrap())
            .collect::<Vec<_>>()
    });
    values.flat_map(move |range| letters(json, range))
}

fn letters(text: &str, range: std::ops::Range<usize>) -> impl Iterator<Item = (usize, String)> + '_ {
    range.filter_map(move |at| {
        let letter = text.as_bytes()[at];
        let other = match letter {
            b'.' => return None,
            b'A' => 'B',
            _ => 'A',
        };
        let mut changed = text.to_owned();
        changed.replace_range(at..=at, other.encode_utf8(&mut [0; 4]));
        Some((at, changed))
    })
}

#[test]
fn each_letter_changes_once() {
    let changed: Vec<_> = of_letters("AB.x").map(|(_, text)| text).collect();
    assert_eq!(changed, ["BB.x", "AA.x", "AB.A"]);
    let json = r#"{"a":"AB","b":"x","list":[{"a":"y"}]}"#;
    let changed: Vec<_> = of_members(json, &["a"]).map(|(at, _)| &json[at..=at]).collect();
    assert_eq!(changed, ["A", "B", "y"]);
}
