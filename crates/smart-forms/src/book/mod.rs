// SPDX-License-Identifier: EUPL-1.2
//! A workbook as sheets of rows of cells, all as text, whatever file it came in.
//!
//! Nothing about the file is believed: not its name, not its size, not its contents. The limits are the public constants
//! below; a file beyond one of them is refused with a sentence that names it.

mod cells;
mod csv;
mod markdown;
mod ods;
mod old;
mod xlsx;

#[cfg(test)]
pub(crate) mod tests;

pub use cells::whole_number;

use crate::words::{Code, Problem};

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;
/// A workbook may be so many bytes when it is unpacked…
pub const MOST_UNPACKED: u64 = 96 * 1024 * 1024;
/// …and so many times what it was. An ordinary one grows five to fifteen times.
pub const MOST_GROWTH: u64 = 100;
/// Below this size growth means nothing: a few empty sheets compress very well.
pub const GROWTH_COUNTS_FROM: u64 = 2 * 1024 * 1024;
/// The most parts inside a workbook.
pub const MOST_PARTS: usize = 1_000;
/// The most sheets.
pub const MOST_SHEETS: usize = 100;
/// The most rows of a sheet, headings not counted.
pub const MOST_ROWS: usize = 50_000;
/// The most columns of a sheet.
pub const MOST_COLUMNS: usize = 500;
/// The most characters of a cell: as many as a spreadsheet program lets one type.
pub const LONGEST_CELL: usize = 32_767;
/// The most cells over which the values of an old workbook may be spread.
pub const MOST_CELLS: usize = 4_000_000;
/// So many empty columns in a row of headings end it, as so many empty rows end a sheet of a workbook.
pub const EMPTY_COLUMNS_END: usize = 20;
/// See [`EMPTY_COLUMNS_END`].
pub const EMPTY_ROWS_END: usize = 60;

/// The sheets that mean something; others are the author's own.
pub const MEANT: [&str; 6] = ["survey", "choices", "settings", "external_choices", "osm", "entities"];

/// In what kind of file a workbook came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table in text: `| survey | type | name |`.
    Markdown,
    /// Text with commas, the name of the sheet in the first column.
    Csv,
    /// `.xlsx` and `.xlsm`.
    Xlsx,
    /// `.xls`.
    Xls,
    /// `.ods`.
    Ods,
}

/// A sheet: its headings, and its rows each with its number as a person counts (the headings are row 1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name as written.
    pub name: String,
    /// The first row; an empty text is a column without heading.
    pub headings: Vec<String>,
    /// The others. An empty text is an empty cell.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// A workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
    /// What is wrong with its cells, found while reading it.
    pub problems: Vec<Problem>,
}

impl Book {
    /// The sheet that the language calls so. Capital letters do not count; of two that differ only by them the last counts,
    /// and a workbook of a single sheet of any other name holds the questions.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        let found = self.sheets.iter().rev().find(|s| s.name.to_lowercase() == name);
        match (found, self.sheets.as_slice()) {
            (None, [only]) if name == "survey" && !MEANT.contains(&only.name.to_lowercase().as_str()) => {
                Some(only)
            }
            (found, _) => found,
        }
    }
}

/// Reads a file of any kind, told by its first bytes and, among texts, by its signs.
pub fn read(bytes: &[u8]) -> Result<Book, Problem> {
    if bytes.starts_with(b"PK\x03\x04") {
        let ods = bytes.get(30..).is_some_and(|b| b.starts_with(b"mimetypeapplication/vnd.oasis"));
        return read_as(bytes, if ods { Format::Ods } else { Format::Xlsx });
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return read_as(bytes, Format::Xls);
    }
    if bytes.len() > MOST_BYTES {
        return read_as(bytes, Format::Csv);
    }
    let text = text(bytes)?;
    if markdown::looks_like(text) {
        let read = markdown::read(text);
        if read.is_ok() || !csv::looks_like(text) {
            return read;
        }
    }
    if csv::looks_like(text) {
        return csv::read(text);
    }
    Err(Problem::new(Code::NotAWorkbook))
}

/// Reads a file that is known to be of a kind.
pub fn read_as(bytes: &[u8], format: Format) -> Result<Book, Problem> {
    if bytes.len() > MOST_BYTES {
        return Err(Problem::new(Code::TooLarge).with("limit", &(MOST_BYTES / 1024 / 1024).to_string()));
    }
    match format {
        Format::Markdown => {
            let text = text(bytes)?;
            if !markdown::looks_like(text) {
                return Err(Problem::new(Code::NotAWorkbook));
            }
            markdown::read(text)
        }
        Format::Csv => csv::read(text(bytes)?),
        Format::Xlsx => xlsx::read(bytes),
        Format::Xls => old::read(bytes),
        Format::Ods => ods::read(bytes),
    }
}

fn text(bytes: &[u8]) -> Result<&str, Problem> {
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err(Problem::new(Code::NotAWorkbook));
    }
    std::str::from_utf8(bytes).map_err(|_| Problem::new(Code::NotUtf8))
}

/// Gathers the cells of a sheet and watches the limits.
struct Gather {
    sheet: Sheet,
}

impl Gather {
    fn new(name: &str) -> Gather {
        Gather { sheet: Sheet { name: name.to_owned(), ..Sheet::default() } }
    }

    /// A row; its number as a person counts it.
    fn row(&mut self, number: usize, cells: Vec<String>) -> Result<(), Problem> {
        let problem = |code| Problem::new(code).sheet(&self.sheet.name).row(number);
        if cells.len() > MOST_COLUMNS {
            return Err(problem(Code::TooManyColumns).with("limit", &MOST_COLUMNS.to_string()));
        }
        if self.sheet.rows.len() >= MOST_ROWS {
            return Err(problem(Code::TooManyRows).with("limit", &MOST_ROWS.to_string()));
        }
        if let Some(at) =
            cells.iter().position(|c| c.len() > LONGEST_CELL && c.chars().count() > LONGEST_CELL)
        {
            return Err(problem(Code::CellTooLong)
                .column(at + 1, self.sheet.headings.get(at).map_or("", String::as_str))
                .with("limit", &LONGEST_CELL.to_string()));
        }
        if number == 1 {
            self.sheet.headings = cells;
        } else {
            self.sheet.rows.push((number, cells));
        }
        Ok(())
    }
}
