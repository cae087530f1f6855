//! The table of what was exchanged: what, written by whom, read by whom, and how it ended.

/// One exchange.
#[derive(Debug)]
struct Row {
    what: String,
    writer: &'static str,
    reader: &'static str,
    end: End,
}

/// How an exchange ended.
#[derive(Debug, PartialEq, Eq)]
enum End {
    /// As it should, with what that was.
    Good(String),
    Failed(String),
}

/// We, in the table.
pub(crate) const OURS: &str = "jose";

/// All exchanges so far.
#[derive(Debug, Default)]
pub(crate) struct Report {
    rows: Vec<Row>,
}

impl Report {
    /// Adds an exchange that must succeed.
    pub(crate) fn add(
        &mut self,
        what: impl Into<String>,
        writer: &'static str,
        reader: &'static str,
        result: Result<(), String>,
    ) {
        let end = result.map_or_else(End::Failed, |()| End::Good("same".to_owned()));
        self.rows.push(Row { what: what.into(), writer, reader, end });
    }

    /// Adds an exchange that must be refused, and why it must.
    pub(crate) fn add_refusal(
        &mut self,
        what: impl Into<String>,
        writer: &'static str,
        reader: &'static str,
        result: &Result<(), String>,
        why: &'static str,
    ) {
        let end = match result {
            Ok(()) => End::Failed(format!("is accepted, and must be refused: {why}")),
            Err(_) => End::Good(format!("refused: {why}")),
        };
        self.rows.push(Row { what: what.into(), writer, reader, end });
    }

    /// Whether there is something here, and all of it ended as it should.
    pub(crate) fn is_well(&self) -> bool {
        !self.rows.is_empty() && self.failed() == 0
    }

    fn failed(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.end, End::Failed(_))).count()
    }

    /// Prints the table and its sums.
    pub(crate) fn print(&self) {
        let width = self.rows.iter().map(|row| row.what.chars().count()).max().unwrap_or_default();
        println!("{:<width$}  {:<10}  {:<10}  result", "what", "written by", "read by");
        for Row { what, writer, reader, end } in &self.rows {
            let (mark, words) = match end {
                End::Good(words) => ("", words),
                End::Failed(words) => ("FAILED: ", words),
            };
            println!("{what:<width$}  {writer:<10}  {reader:<10}  {mark}{words}");
        }
        let failed = self.failed();
        println!("\n{} passed, {failed} failed", self.rows.len().saturating_sub(failed));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failure_and_an_empty_table_are_not_well() {
        let mut report = Report::default();
        assert!(!report.is_well());
        report.add("a", OURS, "other", Ok(()));
        report.add_refusal("b", "other", OURS, &Err("no".to_owned()), "broken");
        assert!(report.is_well());
        report.add_refusal("c", "other", OURS, &Ok(()), "broken");
        assert!(!report.is_well());
        assert_eq!(report.failed(), 1);
    }
}
