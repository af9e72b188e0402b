// SPDX-License-Identifier: EUPL-1.2
//! Reading a file as a sheet of texts. Nothing about the file is believed: not its name, not its size, not its contents.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};

/// The largest file, in bytes.
pub const LARGEST_BYTES: usize = 5 * 1024 * 1024;
/// The most rows, headings not counted.
pub const MOST_ROWS: usize = 5_000;
/// The most columns.
const MOST_COLUMNS: usize = 60;
/// A workbook may be so many bytes when it is unpacked, and so many times what it was. An ordinary one grows five to
/// fifteen times.
const LARGEST_UNPACKED: u64 = 48 * 1024 * 1024;
const MOST_GROWTH: u64 = 60;
/// Below this size growth means nothing: a few empty sheets compress very well.
const GROWTH_COUNTS_FROM: u64 = 1024 * 1024;
/// The most parts in a workbook.
const MOST_PARTS: usize = 400;

/// A sheet: its headings and its rows, all as texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The first row.
    pub headings: Vec<String>,
    /// The others that hold anything, each with its number in the file (the headings are row 1).
    pub rows: Vec<(usize, Vec<String>)>,
}

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing was sent.
    Missing,
    /// More than [`LARGEST_BYTES`].
    TooLarge,
    /// More than [`MOST_ROWS`] rows.
    TooManyRows,
    /// More columns than any list has.
    TooManyColumns,
    /// It swells beyond reason when it is unpacked.
    Swells,
    /// It begins like a workbook and is none.
    Broken,
    /// A workbook of the old kind (`.xls`).
    OldWorkbook,
    /// Text in another encoding than UTF-8.
    NotUtf8,
    /// Neither a workbook nor text.
    NotAList,
    /// There is nothing under the headings.
    Empty,
}

kernel::codes!(Unreadable {
    Missing = "missing",
    TooLarge = "too-large",
    TooManyRows = "too-many-rows",
    TooManyColumns = "too-many-columns",
    Swells = "swells",
    Broken = "broken",
    OldWorkbook = "old-workbook",
    NotUtf8 = "not-utf8",
    NotAList = "not-a-list",
    Empty = "empty",
});

/// Reads a file of either kind.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Missing);
    }
    if bytes.len() > LARGEST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let rows = if bytes.starts_with(b"PK\x03\x04") {
        unpacks_well(bytes)?;
        workbook(bytes)?
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Unreadable::OldWorkbook);
    } else {
        text(bytes)?
    };
    let mut rows = rows.into_iter().filter(|(_, cells)| cells.iter().any(|c| !c.is_empty()));
    let (_, headings) = rows.next().ok_or(Unreadable::Empty)?;
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(Sheet { headings, rows })
}

/// What was typed in a cell, without the mark that our export puts before what looks like a formula.
fn cell(raw: &str) -> String {
    let text = kernel::text::clean(raw);
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => text,
    }
}

fn text(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>, Unreadable> {
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err(Unreadable::NotAList);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotUtf8)?;
    // The sign that parts the headings: what spreadsheets here write is the semicolon.
    let first = text.lines().next().unwrap_or("");
    let count = |c: char| first.matches(c).count();
    let delimiter = if count('\t') > count(';').max(count(',')) {
        b'\t'
    } else if count(',') > count(';') {
        b','
    } else {
        b';'
    };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
    let mut rows = Vec::new();
    let (mut counted, mut line) = (0, 1);
    for record in reader.records() {
        let record = record.map_err(|_| Unreadable::Broken)?;
        if record.len() > MOST_COLUMNS {
            return Err(Unreadable::TooManyColumns);
        }
        // The line on which the record begins, counted here: a record begins after the signs that end the one before.
        let at = record.position().map_or(0, |p| usize::try_from(p.byte()).unwrap_or(0)).min(text.len());
        let at = at + text.as_bytes()[at..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        line += text.as_bytes()[counted..at].iter().filter(|b| **b == b'\n').count();
        counted = at;
        let cells: Vec<String> = record.iter().map(cell).collect();
        if cells.iter().any(|c| !c.is_empty()) {
            rows.push((line, cells));
        }
        if rows.len() > MOST_ROWS + 1 {
            return Err(Unreadable::TooManyRows);
        }
    }
    Ok(rows)
}

/// Unpacks every part, counting, before anything reads it: sizes that an archive claims for itself prove nothing.
fn unpacks_well(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Broken)?;
    if archive.len() > MOST_PARTS {
        return Err(Unreadable::Swells);
    }
    let packed = bytes.len() as u64;
    let limit = LARGEST_UNPACKED.min((packed * MOST_GROWTH).max(GROWTH_COUNTS_FROM));
    let mut left = limit;
    for i in 0..archive.len() {
        let part = archive.by_index(i).map_err(|_| Unreadable::Broken)?;
        let read =
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| Unreadable::Broken)?;
        left = left.checked_sub(read).ok_or(Unreadable::Swells)?;
    }
    Ok(())
}

fn workbook(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>, Unreadable> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Broken)?;
    let first = book.sheet_names().first().cloned().ok_or(Unreadable::Empty)?;
    // Cell by cell: a single cell in the last corner of a sheet would otherwise be given room for seventeen billion.
    let mut cells = book.worksheet_cells_reader(&first).map_err(|_| Unreadable::Broken)?;
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    while let Some(found) = cells.next_cell().map_err(|_| Unreadable::Broken)? {
        let (row, column) = found.get_position();
        let text = cell(&words(found.get_value()));
        if text.is_empty() {
            continue;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MOST_COLUMNS {
            return Err(Unreadable::TooManyColumns);
        }
        let line = rows.entry(row).or_default();
        if line.len() <= column {
            line.resize(column + 1, String::new());
        }
        line[column] = text;
        if rows.len() > MOST_ROWS + 1 {
            return Err(Unreadable::TooManyRows);
        }
    }
    Ok(rows.into_iter().map(|(row, cells)| (row as usize + 1, cells)).collect())
}

/// A cell as text: numbers without a needless fraction, dates as year-month-day.
fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => n.to_string(),
        DataRef::Bool(b) => u8::from(*b).to_string(),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) => text.chars().take(10).collect(),
        DataRef::DurationIso(_) | DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
