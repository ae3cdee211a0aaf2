//! A table to take away: rows of plain text, as CSV (RFC 4180) a spreadsheet opens without running anything in it.
//!
//! Deliberately not here: which documents have one, and reading CSV.

/// What a spreadsheet would take for the start of a formula (OWASP, CSV injection), the full-width forms among it.
const FORMULA_STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Rows under headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Column headings.
    pub head: Vec<String>,
    /// Rows, each with as many cells as there are headings.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The sheet as CSV in UTF-8, with the mark spreadsheets tell the encoding by.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut written = String::from('\u{feff}');
        for row in std::iter::once(&self.head).chain(&self.rows) {
            let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
            written.push_str(&cells.join(","));
            written.push_str("\r\n");
        }
        written
    }
}

/// A cell in quotes, on one line; one that begins like a formula gets an apostrophe before it, which makes it text.
fn quoted(cell: &str) -> String {
    let line = cell.replace(['\r', '\n'], " ");
    let guard = if line.trim_start_matches([' ', '"']).starts_with(FORMULA_STARTS) { "'" } else { "" };
    format!("\"{guard}{}\"", line.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> String {
        let sheet = Sheet { head: vec!["Name".to_owned()], rows: vec![vec![text.to_owned()]] };
        let csv = sheet.to_csv();
        csv.strip_prefix("\u{feff}\"Name\"\r\n").unwrap().trim_end().to_owned()
    }

    #[test]
    fn text_stands_as_it_is() {
        assert_eq!(cell("Øst & Vest AS"), "\"Øst & Vest AS\"");
        assert_eq!(cell("a, \"b\"; c"), "\"a, \"\"b\"\"; c\"");
        assert_eq!(cell("two\r\nlines"), "\"two  lines\"");
        assert_eq!(cell(""), "\"\"");
    }

    #[test]
    fn nothing_is_run_by_a_spreadsheet() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "\"=1"] {
            assert!(cell(formula).starts_with("\"'"), "{formula:?}: {}", cell(formula));
        }
    }
}
