// SPDX-License-Identifier: EUPL-1.2
//! The table notation: a line `| survey | | |` names a sheet, the lines after it are its rows, their first cell empty.

use super::{Book, Gather, MOST_SHEETS};
use crate::words::{Code, Problem};

/// A form of one question has ten upright strokes; fewer than five are no table.
pub(super) fn looks_like(text: &str) -> bool {
    text.chars().take(5_000).filter(|c| *c == '|').nth(4).is_some()
}

pub(super) fn read(text: &str) -> Result<Book, Problem> {
    // A name that comes again begins its sheet again, as in a workbook where a sheet replaced another.
    let mut sheets: Vec<(String, Vec<Vec<String>>)> = Vec::new();
    let mut open: Option<usize> = None;
    for line in text.split('\n') {
        let Some(inner) = table_line(line) else {
            continue;
        };
        if inner.is_empty() || !inner.chars().all(|c| c == '|' || c == '-') {
            let mut cells = split(inner).into_iter();
            let first = cells.next().unwrap_or_default();
            let row: Vec<String> = cells.collect();
            if !first.is_empty() {
                let at = sheets.iter().position(|(name, _)| *name == first).unwrap_or_else(|| {
                    sheets.push((first, Vec::new()));
                    sheets.len() - 1
                });
                if sheets.len() > MOST_SHEETS {
                    return Err(Problem::new(Code::TooManySheets).with("limit", &MOST_SHEETS.to_string()));
                }
                sheets[at].1.clear();
                open = Some(at);
            }
            if let Some(at) = open
                && row.iter().any(|c| !c.is_empty())
            {
                sheets[at].1.push(row);
            }
        }
        if open.is_none() {
            return Err(Problem::new(Code::RowBeforeSheet));
        }
    }
    let mut book = Book::default();
    let single = sheets.len() == 1;
    for (name, rows) in sheets {
        let mut gather = Gather::new(&name);
        let meant = single || super::MEANT.contains(&name.to_lowercase().as_str());
        if rows.is_empty() && meant {
            book.problems.push(Problem::new(Code::EmptySheet).sheet(&name).with("name", &name));
        }
        for (i, row) in rows.into_iter().enumerate() {
            gather.row(i + 1, row)?;
        }
        if meant {
            book.problems.extend(stray(&gather.sheet));
        }
        book.sheets.push(gather.sheet);
    }
    Ok(book)
}

/// Values in columns without heading: in this notation a sign too many moves a whole row, so they are never left out.
fn stray(sheet: &super::Sheet) -> Vec<Problem> {
    let mut found = Vec::new();
    for (number, cells) in &sheet.rows {
        for (at, value) in cells.iter().enumerate() {
            if !value.is_empty() && sheet.headings.get(at).is_none_or(String::is_empty) {
                let problem = Problem::new(Code::CellWithoutHeading).sheet(&sheet.name).row(*number);
                found.push(problem.column(at + 1, "").with("value", value));
            }
        }
    }
    found
}

/// What stands between the first and the last stroke, if the line is one of a table.
fn table_line(line: &str) -> Option<&str> {
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.trim_start().starts_with('#') {
        return None;
    }
    // A remark after the table: the last # that no stroke follows.
    let line = match line.rfind('#') {
        Some(at) if at + 1 < line.len() && !line[at..].contains('|') => &line[..at],
        _ => line,
    };
    let inner = line.trim_start().strip_prefix('|')?;
    inner.rfind('|').map(|last| &inner[..last])
}

/// Cells, without the space around them; a stroke after a backslash belongs to the cell.
fn split(inner: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut before = ' ';
    for c in inner.chars() {
        if c == '|' && before != '\\' {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(c);
        }
        before = c;
    }
    cells.iter().map(|c| c.trim().replace("\\|", "|")).collect()
}
