//! One plot for each family: horizontal bars, as SVG.
//!
//! The length of a bar is how many times the primitive it takes, from 1 on, on a logarithmic scale: the price of
//! everything that is not cryptography. Where there is no primitive, it is time. The colours are readable on a dark and
//! on a light background, which is whatever the page has.

use std::fmt::Write as _;

use super::figures::{Figure, Kind, Row};
use super::terminal::time;

const WIDTH: f64 = 900.0;
const LABELS: f64 = 250.0;
const FIGURES: f64 = 80.0;
const LINE: f64 = 18.0;
const HEAD: f64 = 34.0;
const INK: &str = "#808890";
const OURS: &str = "#2a9d5c";
const PEER: &str = "#c98a1b";

/// The plot of these rows. `title` names it for whoever cannot see it, and every bar says its figure.
pub(super) fn svg(title: &str, rows: &[&Row]) -> String {
    let bars: Vec<(&Row, Vec<Bar<'_>>)> = rows.iter().map(|row| (*row, bars(row))).collect();
    let largest = bars.iter().flat_map(|(_, bars)| bars).map(|bar| bar.value).fold(1.0, f64::max);
    let smallest = bars.iter().flat_map(|(_, bars)| bars).map(|bar| bar.value).fold(1.0, f64::min);
    // What is refused at the first byte would leave no room for the rest.
    let smallest = smallest.max(0.1);
    let scale = Scale { smallest, largest: largest.max(smallest * 2.0) };
    let lines: usize = bars.iter().map(|(_, bars)| bars.len().saturating_add(1)).sum();
    let height = HEAD + LINE * count(lines) + LINE / 2.0;

    let mut text = String::new();
    let _ = write!(
        text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH:.0} {height:.0}\" role=\"img\" \
         aria-labelledby=\"title description\" font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"{INK}\">\n\
         <title id=\"title\">{}</title>\n<desc id=\"description\">{}</desc>\n",
        escaped(title),
        escaped(&description(&bars))
    );
    let _ = writeln!(text, "<text x=\"0\" y=\"16\" font-size=\"14\" font-weight=\"bold\">{}</text>", escaped(title));
    let mut y = HEAD;
    for (row, bars) in &bars {
        y += LINE;
        let _ = writeln!(
            text,
            "<text x=\"0\" y=\"{:.1}\" font-weight=\"bold\">{}</text>",
            y - 5.0,
            escaped(&row.operation)
        );
        for bar in bars {
            y += LINE;
            draw(&mut text, bar, scale, y);
        }
    }
    text.push_str("</svg>\n");
    text
}

struct Bar<'r> {
    figure: &'r Figure,
    value: f64,
    label: String,
}

#[derive(Clone, Copy)]
struct Scale {
    smallest: f64,
    largest: f64,
}

impl Scale {
    /// From the left end of the bars.
    fn at(self, value: f64) -> f64 {
        let whole = (self.largest / self.smallest).ln();
        (WIDTH - LABELS - FIGURES) * (value.max(self.smallest) / self.smallest).ln() / whole
    }
}

/// All but the primitive, which is 1 by definition; the fastest first.
fn bars(row: &Row) -> Vec<Bar<'_>> {
    let mut bars: Vec<Bar<'_>> = row
        .lanes
        .iter()
        .filter(|lane| lane.kind != Kind::Primitive)
        .map(|figure| {
            let value = figure.to_primitive.unwrap_or(figure.nanoseconds);
            let label = figure.to_primitive.map_or_else(|| time(value), |value| format!("{value:.2}x"));
            Bar { figure, value, label }
        })
        .collect();
    bars.sort_by(|left, right| left.value.total_cmp(&right.value));
    bars
}

fn draw(text: &mut String, bar: &Bar<'_>, scale: Scale, y: f64) {
    let colour = if bar.figure.kind == Kind::Peer { PEER } else { OURS };
    let faint = if bar.figure.kind == Kind::Part { " fill-opacity=\"0.5\"" } else { "" };
    let (one, end) = (scale.at(1.0), scale.at(bar.value));
    let start = LABELS + one.min(end);
    let width = (end - one).abs().max(2.0);
    let _ = writeln!(
        text,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>\
         <rect x=\"{start:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{:.1}\" rx=\"2\" fill=\"{colour}\"{faint}/>\
         <text x=\"{:.1}\" y=\"{:.1}\">{}</text>",
        LABELS - 8.0,
        y - 5.0,
        escaped(&bar.figure.subject),
        y - LINE + 3.0,
        LINE - 4.0,
        start + width + 6.0,
        y - 5.0,
        escaped(&bar.label)
    );
}

fn description(bars: &[(&Row, Vec<Bar<'_>>)]) -> String {
    let row = |(row, bars): &(&Row, Vec<Bar<'_>>)| {
        let bars: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.figure.subject, bar.label)).collect();
        format!("{}: {}", row.operation, bars.join(", "))
    };
    bars.iter().map(row).collect::<Vec<_>>().join(". ")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A number of lines, as far as a picture goes.
fn count(lines: usize) -> f64 {
    u32::try_from(lines).map_or(0.0, f64::from)
}

#[cfg(test)]
#[path = "plot/tests.rs"]
mod tests;
