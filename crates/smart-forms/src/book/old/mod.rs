// SPDX-License-Identifier: EUPL-1.2
//! Workbooks of older spreadsheet programs (`.xls`).

mod spread;

use std::io::Cursor;

use calamine::{Data, Reader, Xls};

use super::cells::{clean, moment, sheet, whole_number};
use super::{Book, MOST_CELLS, MOST_SHEETS};
use crate::words::{Code, Problem};

pub(super) fn read(bytes: &[u8]) -> Result<Book, Problem> {
    match spread::spread(bytes) {
        None => return Err(Problem::new(Code::BrokenWorkbook)),
        Some(cells) if cells > MOST_CELLS => return Err(Problem::new(Code::TooManyCells)),
        Some(_) => {}
    }
    let read = std::panic::catch_unwind(|| unguarded(bytes));
    read.unwrap_or_else(|_| Err(Problem::new(Code::BrokenWorkbook)))
}

fn unguarded(bytes: &[u8]) -> Result<Book, Problem> {
    let broken = || Problem::new(Code::BrokenWorkbook);
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|_| broken())?;
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
        let range = workbook.worksheet_range(&name).map_err(|_| broken())?;
        let (top, left) = range.start().map_or((0, 0), |(r, c)| (r as usize, c as usize));
        let rows = range.rows().enumerate().map(|(i, row)| {
            let mut cells = vec![String::new(); left];
            cells.extend(row.iter().map(shown));
            (top + i, cells)
        });
        let (read, problems) = sheet(&name, rows)?;
        book.sheets.push(read);
        book.problems.extend(problems);
    }
    Ok(book)
}

fn shown(value: &Data) -> String {
    match value {
        Data::String(text) => clean(text),
        Data::Int(n) => n.to_string(),
        Data::Float(n) => whole_number(*n),
        Data::Bool(b) => if *b { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(at) => moment(at),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.replace('T', " "),
        Data::Error(_) | Data::Empty => String::new(),
    }
}
