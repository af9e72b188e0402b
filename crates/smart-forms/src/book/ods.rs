// SPDX-License-Identifier: EUPL-1.2
//! Workbooks of LibreOffice and others (`.ods`). Read here, not by a library: in this format a cell or a row may say that it
//! is repeated a million times, and a reader that believes it takes all the memory there is.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::cells::{clean, sheet, unpacks_well, whole_number};
use super::{Book, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS};
use crate::words::{Code, Problem};
use crate::xpath::xml::referred;

fn broken() -> Problem {
    Problem::new(Code::BrokenWorkbook)
}

pub(super) fn read(bytes: &[u8]) -> Result<Book, Problem> {
    unpacks_well(bytes)?;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut content = String::new();
    let mut part = archive.by_name("content.xml").map_err(|_| broken())?;
    part.read_to_string(&mut content).map_err(|_| broken())?;
    let mut reading = Reading::default();
    let mut reader = Reader::from_str(&content);
    loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(start) => reading.start(&start)?,
            Event::Empty(start) => {
                reading.start(&start)?;
                reading.end(start.name().as_ref());
            }
            Event::End(end) => reading.end(end.name().as_ref()),
            Event::Text(text) => reading.text(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                let shown = referred(&entity).map(String::from).unwrap_or_default();
                reading.text(&shown);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let single = reading.sheets.len() == 1;
    let mut book = Book::default();
    for (name, rows) in reading.sheets {
        if !single && !super::MEANT.contains(&name.to_lowercase().as_str()) {
            book.sheets.push(super::Sheet { name, ..super::Sheet::default() });
            continue;
        }
        let (read, problems) = sheet(&name, rows)?;
        book.sheets.push(read);
        book.problems.extend(problems);
    }
    Ok(book)
}

/// A row: its number, from 0, and its cells.
type Row = (usize, Vec<String>);

#[derive(Default)]
struct Reading {
    sheets: Vec<(String, Vec<Row>)>,
    row: usize,
    rows_more: usize,
    cells: Vec<String>,
    cells_more: usize,
    /// The value that a cell states apart from its text.
    value: Option<String>,
    shown: String,
    in_cell: bool,
    in_text: usize,
    in_note: usize,
}

impl Reading {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Problem> {
        match tag.name().as_ref() {
            "table:table" => {
                self.sheets.push((attribute(tag, "table:name").unwrap_or_default(), Vec::new()));
                if self.sheets.len() > MOST_SHEETS {
                    return Err(Problem::new(Code::TooManySheets).with("limit", &MOST_SHEETS.to_string()));
                }
                self.row = 0;
            }
            "table:table-row" => {
                self.rows_more = repeated(tag, "table:number-rows-repeated");
                self.cells.clear();
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cells_more = repeated(tag, "table:number-columns-repeated");
                self.value = stated(tag);
                self.shown.clear();
                self.in_cell = true;
            }
            "text:p" if self.in_cell && self.in_note == 0 => {
                if self.in_text == 0 && !self.shown.is_empty() {
                    self.shown.push('\n');
                }
                self.in_text += 1;
            }
            "text:s" => {
                for _ in 0..repeated(tag, "text:c").min(LONGEST_CELL) {
                    self.text(" ");
                }
            }
            "text:line-break" => self.text("\n"),
            "text:tab" => self.text("\t"),
            "office:annotation" => self.in_note += 1,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.in_text > 0 && self.in_note == 0 {
            self.shown.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "text:p" if self.in_note == 0 => self.in_text = self.in_text.saturating_sub(1),
            "office:annotation" => self.in_note = self.in_note.saturating_sub(1),
            "table:table-cell" | "table:covered-table-cell" => {
                self.in_cell = false;
                let value = self.value.take().unwrap_or_else(|| clean(&self.shown));
                // An empty cell repeated to the end of the sheet says nothing; one with a value is repeated within the limit.
                let room = (MOST_COLUMNS + 1).saturating_sub(self.cells.len());
                let times = self.cells_more.min(room);
                self.cells.extend(std::iter::repeat_n(value, times));
            }
            "table:table-row" => {
                while self.cells.last().is_some_and(String::is_empty) {
                    self.cells.pop();
                }
                if let Some((_, rows)) = self.sheets.last_mut()
                    && !self.cells.is_empty()
                {
                    for more in 0..self.rows_more.min((MOST_ROWS + 2).saturating_sub(rows.len())) {
                        rows.push((self.row + more, self.cells.clone()));
                    }
                }
                self.row = self.row.saturating_add(self.rows_more);
            }
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| a.key.as_ref() == name)?;
    let text = found.value.as_ref();
    Some(quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), |t| t.into_owned()))
}

fn repeated(tag: &BytesStart<'_>, name: &str) -> usize {
    attribute(tag, name).and_then(|n| n.parse().ok()).unwrap_or(1)
}

/// The value of a cell that is no text.
fn stated(tag: &BytesStart<'_>) -> Option<String> {
    match attribute(tag, "office:value-type")?.as_str() {
        "float" | "percentage" | "currency" => {
            attribute(tag, "office:value")?.parse::<f64>().ok().map(whole_number)
        }
        "boolean" => attribute(tag, "office:boolean-value").map(|b| b.to_uppercase()),
        "date" => {
            let date = attribute(tag, "office:date-value")?.replace('T', " ");
            Some(if date.contains(' ') { date } else { format!("{date} 00:00:00") })
        }
        // PT08H30M00S
        "time" => {
            let text = attribute(tag, "office:time-value")?;
            let parts: Vec<&str> = text.strip_prefix("PT")?.split(['H', 'M', 'S', '.']).collect();
            let part = |i: usize| parts.get(i).copied().unwrap_or("00");
            Some(format!("{}:{}:{}", part(0), part(1), part(2)))
        }
        _ => None,
    }
}
