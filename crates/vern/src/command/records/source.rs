//! A file of rows, read one at a time from any place in it: CSV (RFC 4180) or one JSON object a line. UTF-8 only.
//!
//! What is not of its form is told by line, column and code; a value never leaves this module but as a cell of its row.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vern_app::Problem;

use super::Format;
use crate::failure::Failure;

/// Longest line of an NDJSON file: what a record can hold, and what JSON makes of it.
const LINE_BYTES_MAX: u64 = 2 * 1024 * 1024 + 64 * 1024;

/// A place between two rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) byte: u64,
    /// From 1.
    pub(super) line: u64,
    /// Rows before it.
    pub(super) rows: u64,
}

/// What is wrong with a row, and in which column, from 0, where it is in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) column: Option<usize>,
    pub(super) code: &'static str,
}

/// A row.
pub(super) struct Row {
    /// Where it begins.
    pub(super) line: u64,
    /// Its number, from 1.
    pub(super) number: u64,
    /// One for each column; none where nothing stands.
    pub(super) cells: Vec<Option<String>>,
    /// What is wrong with it; then the cells may be incomplete.
    pub(super) faults: Vec<Fault>,
}

/// A file of rows.
pub(super) struct Source {
    rows: Rows,
    /// The columns' names; of NDJSON all members met in the file.
    pub(super) columns: Vec<String>,
    /// Length of the file.
    pub(super) bytes: u64,
    number: u64,
}

/// A CSV file, read twice: the reader of rows counts the line ends before a row as the row's own.
struct Csv {
    reader: csv::Reader<File>,
    ends: BufReader<File>,
    ends_byte: u64,
}

enum Rows {
    Csv(Box<Csv>),
    Ndjson { reader: BufReader<File>, byte: u64, line: u64 },
}

impl Source {
    /// Opens a file and finds its columns.
    pub(super) fn open(path: &Path, format: Format) -> Result<Self, Failure> {
        let failed = |error| Failure::file(path, error);
        let file = File::open(path).map_err(failed)?;
        let bytes = file.metadata().map_err(failed)?.len();
        let (rows, columns) = match format {
            Format::Csv => File::open(path).and_then(|ends| open_csv(file, ends)).map_err(failed)?,
            Format::Ndjson => open_ndjson(file).map_err(failed)?,
        };
        Ok(Self { rows, columns: columns.ok_or(Problem::invalid("import.encoding"))?, bytes, number: 0 })
    }

    /// Where the next row begins.
    pub(super) fn place(&self) -> Place {
        let (byte, line) = match &self.rows {
            Rows::Csv(csv) => (csv.reader.position().byte(), csv.reader.position().line()),
            Rows::Ndjson { byte, line, .. } => (*byte, *line),
        };
        Place { byte, line, rows: self.number }
    }

    /// Goes to a place [`Self::place`] gave.
    pub(super) fn go_to(&mut self, place: Place) -> io::Result<()> {
        self.number = place.rows;
        match &mut self.rows {
            Rows::Csv(csv) => {
                let mut position = csv::Position::new();
                position.set_byte(place.byte).set_line(place.line).set_record(place.rows.saturating_add(1));
                csv.reader.seek(position).map_err(io::Error::other)
            }
            Rows::Ndjson { reader, byte, line } => {
                reader.seek(SeekFrom::Start(place.byte))?;
                (*byte, *line) = (place.byte, place.line);
                Ok(())
            }
        }
    }

    /// The next row; none at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Row>> {
        let row = match &mut self.rows {
            Rows::Csv(csv) => next_csv(csv, self.columns.len())?,
            Rows::Ndjson { reader, byte, line } => next_ndjson(reader, byte, line, &self.columns)?,
        };
        self.number += u64::from(row.is_some());
        Ok(row.map(|row| Row { number: self.number, ..row }))
    }
}

type Opened = (Rows, Option<Vec<String>>);

fn open_csv(mut file: File, ends: File) -> io::Result<Opened> {
    let delimiter = delimiter_of(&mut file)?;
    file.seek(SeekFrom::Start(0))?;
    let ends = BufReader::new(ends);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(file);
    let names = reader.byte_headers().map_err(io::Error::other)?.clone();
    let columns = names.iter().map(|name| String::from_utf8(name.to_vec()).ok()).collect();
    Ok((Rows::Csv(Box::new(Csv { reader, ends, ends_byte: 0 })), columns))
}

/// What stands most often in the first line, of comma, semicolon and tab.
fn delimiter_of(file: &mut File) -> io::Result<u8> {
    let mut first = Vec::new();
    BufReader::new(file.take(LINE_BYTES_MAX)).read_until(b'\n', &mut first)?;
    let count = |mark: u8| first.iter().filter(|byte| **byte == mark).count();
    // Of equals the last is taken: a line without any is one column by whichever.
    Ok([b'\t', b';', b','].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b','))
}

fn next_csv(csv: &mut Csv, columns: usize) -> io::Result<Option<Row>> {
    let mut record = csv::ByteRecord::new();
    if !csv.reader.read_byte_record(&mut record).map_err(io::Error::other)? {
        return Ok(None);
    }
    let (byte, line) = record.position().map_or((0, 0), |position| (position.byte(), position.line()));
    let line = line + csv.line_ends_from(byte)?;
    let mut row = Row { line, number: 0, cells: Vec::with_capacity(columns), faults: Vec::new() };
    for (column, cell) in record.iter().enumerate().take(columns) {
        match std::str::from_utf8(cell) {
            Ok(text) => row.cells.push(Some(text.to_owned()).filter(|text| !text.trim().is_empty())),
            Err(_) => {
                row.faults
                    .push(Fault { column: Some(column), code: code(&Problem::invalid("import.encoding")) });
                row.cells.push(None);
            }
        }
    }
    if record.len() != columns {
        row.faults.push(Fault { column: None, code: code(&Problem::invalid("import.row_form")) });
        row.cells.resize(columns, None);
    }
    Ok(Some(row))
}

impl Csv {
    /// How many lines end between a place and the first byte that is no line end.
    fn line_ends_from(&mut self, byte: u64) -> io::Result<u64> {
        let forward =
            i64::try_from(byte).unwrap_or(i64::MAX) - i64::try_from(self.ends_byte).unwrap_or(i64::MAX);
        self.ends.seek_relative(forward)?;
        self.ends_byte = byte;
        let mut count = 0;
        while let Some(end) = self.ends.fill_buf()?.first().filter(|byte| matches!(byte, b'\r' | b'\n')) {
            count += u64::from(*end == b'\n');
            self.ends.consume(1);
            self.ends_byte += 1;
        }
        Ok(count)
    }
}

fn open_ndjson(file: File) -> io::Result<Opened> {
    let mut reader = BufReader::new(file);
    let mut columns: Vec<String> = Vec::new();
    let (mut byte, mut line) = (0, 1);
    while let Some((_, text)) = next_line(&mut reader, &mut byte, &mut line)? {
        let Some(Value::Object(members)) = text.and_then(|text| serde_json::from_slice(&text).ok()) else {
            continue;
        };
        for name in members.keys() {
            if !columns.contains(name) {
                columns.push(name.clone());
            }
        }
    }
    reader.seek(SeekFrom::Start(0))?;
    Ok((Rows::Ndjson { reader, byte: 0, line: 1 }, Some(columns)))
}

/// A line that is not blank, with its number; without its bytes where it is too long.
fn next_line(
    reader: &mut BufReader<File>,
    byte: &mut u64,
    line: &mut u64,
) -> io::Result<Option<(u64, Option<Vec<u8>>)>> {
    loop {
        let mut text = Vec::new();
        let mut read = reader.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut text)?;
        if read == 0 {
            return Ok(None);
        }
        let is_whole = text.ends_with(b"\n") || u64::try_from(read).is_ok_and(|read| read < LINE_BYTES_MAX);
        if !is_whole {
            read += reader.skip_until(b'\n')?;
        }
        let here = *line;
        let is_first = *byte == 0;
        *byte += u64::try_from(read).unwrap_or(u64::MAX);
        *line += 1;
        let text = if is_first {
            text.strip_prefix(b"\xef\xbb\xbf").map_or(text.clone(), <[u8]>::to_vec)
        } else {
            text
        };
        if !text.trim_ascii().is_empty() {
            return Ok(Some((here, is_whole.then_some(text))));
        }
    }
}

fn next_ndjson(
    reader: &mut BufReader<File>,
    byte: &mut u64,
    line: &mut u64,
    columns: &[String],
) -> io::Result<Option<Row>> {
    let Some((line, text)) = next_line(reader, byte, line)? else { return Ok(None) };
    let mut row = Row { line, number: 0, cells: vec![None; columns.len()], faults: Vec::new() };
    let object = text.and_then(|text| serde_json::from_slice(&text).ok());
    let Some(Value::Object(mut members)) = object else {
        row.faults.push(Fault { column: None, code: code(&Problem::invalid("import.row_form")) });
        return Ok(Some(row));
    };
    for (column, (name, cell)) in columns.iter().zip(&mut row.cells).enumerate() {
        *cell = match members.remove(name) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text).filter(|text| !text.trim().is_empty()),
            Some(Value::Number(number)) => Some(number.to_string()),
            Some(Value::Bool(truth)) => Some(truth.to_string()),
            Some(Value::Array(_) | Value::Object(_)) => {
                let code = code(&Problem::invalid("import.value_form"));
                row.faults.push(Fault { column: Some(column), code });
                None
            }
        };
    }
    Ok(Some(row))
}

/// The code of a problem with a row, for the report.
pub(super) fn code(problem: &Problem) -> &'static str {
    match problem {
        Problem::Invalid { code, .. } => code,
        _ => "internal",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(content: &[u8], format: Format) -> (tempfile::NamedTempFile, Source) {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), content).unwrap();
        let source = Source::open(file.path(), format).unwrap();
        (file, source)
    }

    /// Line, cells and codes of a row.
    type Read = (u64, Vec<Option<String>>, Vec<&'static str>);

    fn rows(source: &mut Source) -> Vec<Read> {
        std::iter::from_fn(|| source.next().unwrap())
            .map(|row| (row.line, row.cells, row.faults.iter().map(|fault| fault.code).collect()))
            .collect()
    }

    fn texts(cells: &[&str]) -> Vec<Option<String>> {
        cells.iter().map(|cell| Some((*cell).to_owned()).filter(|cell| !cell.is_empty())).collect()
    }

    #[test]
    fn csv_with_each_delimiter_a_mark_at_its_start_and_lines_in_a_cell() {
        for delimiter in [",", ";", "\t"] {
            let content = "\u{feff}nr,navn\r\n1,\"a\nb\"\r\n2,\r\n".replace(',', delimiter);
            let (_file, mut source) = source(content.as_bytes(), Format::Csv);
            assert_eq!(source.columns, ["nr", "navn"]);
            assert_eq!(
                rows(&mut source),
                [(2, texts(&["1", "a\nb"]), vec![]), (4, texts(&["2", ""]), vec![])]
            );
        }
    }

    #[test]
    fn what_is_no_row_is_told_by_code_and_the_next_goes_on() {
        let (_file, mut csv) = source(b"a,b\n1\n\xff,2\n3,4\n", Format::Csv);
        let found: Vec<_> = rows(&mut csv).into_iter().map(|(line, _, codes)| (line, codes)).collect();
        assert_eq!(found, [(2, vec!["import.row_form"]), (3, vec!["import.encoding"]), (4, vec![])]);
        let (_file, mut json) = source(b"{\"a\":1}\n\n[1]\n{\"a\":{}}\n{\"b\":true}", Format::Ndjson);
        assert_eq!(json.columns, ["a", "b"]);
        let found: Vec<_> = rows(&mut json).into_iter().map(|(line, _, codes)| (line, codes)).collect();
        assert_eq!(
            found,
            [(1, vec![]), (3, vec!["import.row_form"]), (4, vec!["import.value_form"]), (5, vec![])]
        );
    }

    #[test]
    fn reading_goes_on_from_any_place() {
        let csv = "a;b\n1;x\n\n2;\"y\nz\"\n3;w\n";
        let windows = csv.replace('\n', "\r\n");
        let json = "{\"a\":1,\"b\":\"x\"}\n\n{\"a\":2,\"b\":\"y\"}\n{\"a\":3,\"b\":\"w\"}\n";
        for (content, format) in [(csv, Format::Csv), (windows.as_str(), Format::Csv), (json, Format::Ndjson)]
        {
            let (file, mut whole) = source(content.as_bytes(), format);
            let mut places = vec![whole.place()];
            let mut all = Vec::new();
            while let Some(row) = whole.next().unwrap() {
                all.push((row.line, row.number, row.cells));
                places.push(whole.place());
            }
            assert_eq!(
                all.iter().map(|(line, ..)| *line).collect::<Vec<_>>(),
                if format == Format::Csv { [2, 4, 6] } else { [1, 3, 4] }
            );
            for (skipped, place) in places.into_iter().enumerate() {
                let mut part = Source::open(file.path(), format).unwrap();
                part.go_to(place).unwrap();
                let rest: Vec<_> = std::iter::from_fn(|| part.next().unwrap())
                    .map(|row| (row.line, row.number, row.cells))
                    .collect();
                assert_eq!(
                    rest,
                    all.iter().skip(skipped).cloned().collect::<Vec<_>>(),
                    "{format:?} after {skipped}"
                );
            }
        }
    }

    #[test]
    fn a_line_without_end_is_not_kept() {
        let long = [vec![b'x'; 5 * 1024 * 1024], b"\n{\"a\":1}\n".to_vec()].concat();
        let (_file, mut source) = source(&long, Format::Ndjson);
        assert_eq!(rows(&mut source), [(1, vec![None], vec!["import.row_form"]), (2, texts(&["1"]), vec![])]);
    }
}
