//! What is printed: a row for each source, then everything that is wrong.

use crate::accounting::{Case, File, Outcome, Tally};
use crate::sources::Source;

/// Prints the table and the failures; whether all is well.
pub(crate) fn print(results: &[(&Source, Vec<File>)]) -> bool {
    println!("{:<20} {:>6} {:>7} {:>7} {:>9} {:>8}", "source", "cases", "passed", "failed", "excepted", "skipped");
    for (source, files) in results {
        row(source.name, files.iter().flat_map(|file| &file.cases));
    }
    let files = || results.iter().flat_map(|(_, files)| files);
    row("all", files().flat_map(|file| &file.cases));
    let mut well = true;
    for file in files() {
        for problem in &file.problems {
            println!("error: {}: {problem}", file.path);
            well = false;
        }
        for case in &file.cases {
            if let Outcome::Failed { words, .. } = &case.outcome {
                println!("failed: {} {}: {words}", file.path, case.id);
                well = false;
            }
        }
    }
    well
}

fn row<'c>(name: &str, cases: impl Iterator<Item = &'c Case>) {
    let tally = Tally::of(cases);
    println!(
        "{name:<20} {:>6} {:>7} {:>7} {:>9} {:>8}",
        tally.total(),
        tally.passed,
        tally.failed,
        tally.excepted,
        tally.skipped
    );
}
