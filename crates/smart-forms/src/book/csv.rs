// SPDX-License-Identifier: EUPL-1.2
//! Text with commas: the first column names the sheet, once or on every row, the others are its cells.

use super::{Book, Gather, MOST_SHEETS};
use crate::words::{Code, Problem};

pub(super) fn looks_like(text: &str) -> bool {
    text.chars().take(5_000).filter(|c| *c == ',').nth(3).is_some()
}

pub(super) fn read(text: &str) -> Result<Book, Problem> {
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut sheets: Vec<(Gather, usize)> = Vec::new();
    let mut open: Option<usize> = None;
    for record in reader.records() {
        let record = record.map_err(|_| Problem::new(Code::BrokenWorkbook))?;
        let mut cells = record.iter().map(|c| c.trim().to_owned());
        let first = cells.next().unwrap_or_default();
        let row: Vec<String> = cells.collect();
        if !first.is_empty() {
            let known = sheets.iter().position(|(g, _)| g.sheet.name == first);
            let at = known.unwrap_or_else(|| {
                sheets.push((Gather::new(&first), 1));
                sheets.len() - 1
            });
            if sheets.len() > MOST_SHEETS {
                return Err(Problem::new(Code::TooManySheets).with("limit", &MOST_SHEETS.to_string()));
            }
            open = Some(at);
        }
        if row.iter().all(String::is_empty) {
            continue;
        }
        let Some((gather, next)) = open.and_then(|at| sheets.get_mut(at)) else {
            return Err(Problem::new(Code::RowBeforeSheet));
        };
        gather.row(*next, row)?;
        *next += 1;
    }
    if sheets.is_empty() {
        return Err(Problem::new(Code::NotAWorkbook));
    }
    Ok(Book { sheets: sheets.into_iter().map(|(g, _)| g.sheet).collect(), problems: Vec::new() })
}
