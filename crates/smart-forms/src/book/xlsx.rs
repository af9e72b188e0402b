// SPDX-License-Identifier: EUPL-1.2
//! Workbooks of today's spreadsheet programs (`.xlsx`, `.xlsm`).

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};

use super::cells::{clean, moment, sheet, unpacks_well, whole_number};
use super::{Book, EMPTY_ROWS_END, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS};
use crate::words::{Code, Problem};

pub(super) fn read(bytes: &[u8]) -> Result<Book, Problem> {
    unpacks_well(bytes)?;
    // The reader is others' work and the file a stranger's: should it ever fall over, the file is at fault, not the program.
    let read = std::panic::catch_unwind(|| unguarded(bytes));
    read.unwrap_or_else(|_| Err(Problem::new(Code::BrokenWorkbook)))
}

fn unguarded(bytes: &[u8]) -> Result<Book, Problem> {
    let broken = || Problem::new(Code::BrokenWorkbook);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let names = workbook.sheet_names();
    if names.len() > MOST_SHEETS {
        return Err(Problem::new(Code::TooManySheets).with("limit", &MOST_SHEETS.to_string()));
    }
    let single = names.len() == 1;
    let mut book = Book::default();
    for name in names {
        if !single && !super::MEANT.contains(&name.to_lowercase().as_str()) {
            book.sheets.push(super::Sheet { name, ..super::Sheet::default() });
            continue;
        }
        // Cell by cell: a single cell in the last corner of a sheet would otherwise be given room for seventeen billion.
        let mut cells = workbook.worksheet_cells_reader(&name).map_err(|_| broken())?;
        let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        let mut last = 0;
        while let Some(found) = cells.next_cell().map_err(|_| broken())? {
            let (row, column) = found.get_position();
            let (row, column) = (row as usize, column as usize);
            let text = shown(found.get_value());
            if text.is_empty() {
                continue;
            }
            if row > last + EMPTY_ROWS_END + 1 {
                break;
            }
            last = last.max(row);
            if column >= MOST_COLUMNS {
                // Only what has a heading is read, and headings end long before.
                continue;
            }
            if rows.len() > MOST_ROWS {
                let many = Problem::new(Code::TooManyRows).sheet(&name);
                return Err(many.with("limit", &MOST_ROWS.to_string()));
            }
            let line = rows.entry(row).or_default();
            if line.len() <= column {
                line.resize(column + 1, String::new());
            }
            line[column] = text;
        }
        let (read, problems) = sheet(&name, rows)?;
        book.sheets.push(read);
        book.problems.extend(problems);
    }
    Ok(book)
}

fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => clean(text),
        DataRef::SharedString(text) => clean(text),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => whole_number(*n),
        DataRef::Bool(b) => if *b { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(at) => moment(at),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.replace('T', " "),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
