//! A small reader of `Cargo.toml`: the tables, and the keys in the order in which they stand.
//!
//! It knows as much of TOML as manifests here use, which is all that order and names need. What
//! the dependencies mean, cargo says better: see [`crate::workspace`].

/// One table of a manifest.
pub(super) struct Table<'a> {
    pub(super) name: &'a str,
    pub(super) entries: Vec<Entry<'a>>,
}

/// One key of a table.
pub(super) struct Entry<'a> {
    pub(super) key: &'a str,
    /// Counted from one.
    pub(super) line: usize,
    /// Whether an empty line or a table's head stands before it, so that a new group begins.
    pub(super) begins_group: bool,
}

/// The tables of a manifest, in order.
pub(super) fn tables(manifest: &str) -> Vec<Table<'_>> {
    let mut tables: Vec<Table<'_>> = Vec::new();
    let mut begins_group = true;
    let mut open_brackets = 0_isize;
    for (index, line) in manifest.lines().enumerate() {
        let content = line.split('#').next().unwrap_or_default().trim();
        if open_brackets > 0 {
            open_brackets = open_brackets.saturating_add(balance(content));
        } else if let Some(name) = table_name(content) {
            tables.push(Table { name, entries: Vec::new() });
            begins_group = true;
        } else if line.trim().is_empty() {
            begins_group = true;
        } else if let (Some((key, value)), Some(table)) = (content.split_once('='), tables.last_mut()) {
            // `name.workspace = true` is the key `name`.
            let key = key.split('.').next().unwrap_or(key).trim().trim_matches('"');
            let line = index.saturating_add(1);
            table.entries.push(Entry { key, line, begins_group });
            begins_group = false;
            open_brackets = balance(value);
        }
    }
    tables
}

fn table_name(line: &str) -> Option<&str> {
    Some(line.strip_prefix('[')?.strip_suffix(']')?.trim_matches(['[', ']']))
}

fn balance(text: &str) -> isize {
    text.chars().fold(0, |depth: isize, character| match character {
        '[' | '{' => depth.saturating_add(1),
        ']' | '}' => depth.saturating_sub(1),
        _ => depth,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_their_order_and_groups() {
        let text = "# top\n[package]\nname = \"x\"\n\n[dependencies]\n# why\nb.workspace = true\n\
                    c = { version = \"1\", features = [\n  \"a = b\",\n] }\n\na = \"1\" # last\n";
        let tables = tables(text);
        assert_eq!(tables[1].name, "dependencies");
        let entries: Vec<_> =
            tables[1].entries.iter().map(|entry| (entry.key, entry.line, entry.begins_group)).collect();
        assert_eq!(entries, [("b", 7, true), ("c", 8, false), ("a", 12, true)]);
    }
}
