//! The list for people.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use jose::core::printable;

use super::Row;
use crate::output::visible;

const TITLES: [&str; 7] = ["#", "kid", "kty", "size", "alg", "use", "kind"];

/// Columns as wide as what is in them, and below a key what is wrong with it.
pub(super) fn show(rows: &[Row]) -> String {
    let (bold, red) = (Style::new().bold(), Style::new().fg_color(Some(AnsiColor::Red.into())));
    let cells: Vec<[String; 7]> = rows.iter().enumerate().map(|(index, row)| row.cells(index)).collect();
    let widths: Vec<usize> = (0..TITLES.len())
        .map(|column| {
            let title = TITLES.get(column).map_or(0, |title| title.len());
            let cells = cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
            cells.fold(title, usize::max)
        })
        .collect();
    let mut table = format!("{bold}{}{bold:#}\n", line(&TITLES.map(str::to_owned), &widths));
    for (row, cells) in rows.iter().zip(&cells) {
        table.push_str(&line(cells, &widths));
        table.push('\n');
        for problem in &row.problems {
            // Writing to a string does not fail.
            let _ = writeln!(table, "   {red}{}{red:#}", visible(problem));
        }
    }
    table
}

fn line(cells: &[String; 7], widths: &[usize]) -> String {
    let padded: Vec<String> = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
    padded.join("  ").trim_end().to_owned()
}

impl Row {
    fn cells(&self, index: usize) -> [String; 7] {
        let text =
            |value: &Option<String>| value.as_deref().map_or_else(|| "-".to_owned(), |text| printable(text).into());
        [
            index.to_string(),
            text(&self.kid),
            text(&self.kty),
            text(&self.size),
            text(&self.alg),
            text(&self.key_use),
            self.kind.to_owned(),
        ]
    }
}
