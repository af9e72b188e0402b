// SPDX-License-Identifier: EUPL-1.2
//! A table as a file: for any spreadsheet (CSV), or as a workbook (XLSX). Nothing in a cell is ever computed. Pure.

use kernel::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A count.
    Count(usize),
    /// A whole number, which may lie below nought.
    Integer(i64),
    /// A number.
    Decimal(f64),
}

/// A sheet of a workbook.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// What is written on it. See [`sheet_name`].
    pub name: &'a str,
    /// What its columns are called.
    pub headings: &'a [&'a str],
    /// Its rows.
    pub rows: &'a [Vec<Cell>],
}

/// The largest whole number that a spreadsheet holds to the digit: it has 15 of them.
const EXACT: u64 = 999_999_999_999_999;

/// A cell that no spreadsheet takes for a formula.
fn inert(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

/// As CSV, with the mark that tells spreadsheets that it is UTF-8.
pub fn csv(headings: &[&str], rows: &[Vec<Cell>]) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(vec![0xEF, 0xBB, 0xBF]);
    out.write_record(headings.iter().map(|cell| inert(cell)))?;
    for row in rows {
        out.write_record(row.iter().map(|cell| match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => inert(text),
            Cell::Count(count) => count.to_string(),
            Cell::Integer(number) => number.to_string(),
            Cell::Decimal(number) => number.to_string(),
        }))?;
    }
    out.into_inner().map_err(|e| e.into_error().into())
}

/// As a workbook. Texts are written as texts, whatever they begin with; the file says the day, and nobody's name.
pub fn xlsx(sheets: &[Sheet<'_>], on: Date) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let day = on.to_string();
    let mut parts = day.split('-').filter_map(|part| part.parse::<u16>().ok());
    if let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) {
        let at = ExcelDateTime::from_ymd(year, month as u8, day as u8)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&at));
    }
    let bold = Format::new().set_bold();
    for sheet in sheets {
        let page = book.add_worksheet().set_name(sheet.name)?;
        for (column, heading) in (0_u16..).zip(sheet.headings) {
            page.write_string_with_format(0, column, *heading, &bold)?;
            page.set_column_width(column, 22)?;
        }
        page.set_freeze_panes(1, 0)?;
        for (line, row) in (1_u32..).zip(sheet.rows) {
            for (column, cell) in (0_u16..).zip(row) {
                match cell {
                    Cell::Empty => continue,
                    Cell::Text(text) => page.write_string(line, column, text)?,
                    Cell::Count(count) => page.write_number(line, column, *count as f64)?,
                    Cell::Integer(number) if number.unsigned_abs() > EXACT => {
                        page.write_string(line, column, number.to_string())?
                    }
                    Cell::Integer(number) => page.write_number(line, column, *number as f64)?,
                    Cell::Decimal(number) => page.write_number(line, column, *number)?,
                };
            }
        }
    }
    book.save_to_buffer()
}

/// A name that a sheet may have, of what one would call it, and that no sheet before it has.
pub fn sheet_name(wanted: &str, taken: &[String]) -> String {
    const LONGEST: usize = 31;
    let plain = |c: char| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') { '-' } else { c };
    let name: String = wanted.chars().map(plain).collect();
    let cut = |tail: &str| {
        let room = LONGEST - tail.chars().count();
        name.chars().take(room).collect::<String>() + tail
    };
    let is_free = |name: &String| !taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let numbered = (2..=taken.len() + 2).map(|n| cut(&format!(" {n}")));
    let first = if name.is_empty() { "-".to_owned() } else { cut("") };
    std::iter::once(first).chain(numbered).find(is_free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Cell, Sheet, csv, sheet_name, xlsx};

    #[test]
    fn nothing_in_a_cell_is_computed() {
        let row = vec![
            Cell::Text("=1+1".into()),
            Cell::Text("@SUM".into()),
            Cell::Text("a;b".into()),
            Cell::Count(3),
            Cell::Integer(-4),
            Cell::Empty,
            Cell::Decimal(0.5),
            Cell::Integer(1_234_567_890_123_456_789),
        ];
        let headings = ["Un", "-Deux", "c", "d", "e", "f", "g", "h"];
        let text = String::from_utf8(csv(&headings, std::slice::from_ref(&row)).unwrap()).unwrap();
        assert_eq!(
            text,
            "\u{FEFF}Un;'-Deux;c;d;e;f;g;h\r\n'=1+1;'@SUM;\"a;b\";3;-4;;0.5;1234567890123456789\r\n"
        );
        let on = kernel::Date::from_ymd(2026, 9, 15).unwrap();
        let rows = [row];
        let sheets = [("Partages", &[][..]), ("Suite", &rows[..])].map(|(name, rows)| Sheet {
            name,
            headings: &headings,
            rows,
        });
        let book = xlsx(&sheets, on).unwrap();
        use calamine::Reader;
        let mut read: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(book)).unwrap();
        assert_eq!(read.sheet_names(), ["Partages", "Suite"]);
        let cells = read.worksheet_range("Suite").unwrap();
        assert_eq!(cells.get_value((1, 0)), Some(&calamine::Data::String("=1+1".into())));
        assert_eq!(cells.get_value((1, 3)), Some(&calamine::Data::Float(3.0)));
        assert_eq!(cells.get_value((1, 4)), Some(&calamine::Data::Float(-4.0)));
        assert_eq!(cells.get_value((1, 5)), Some(&calamine::Data::Empty));
        assert_eq!(cells.get_value((1, 7)), Some(&calamine::Data::String("1234567890123456789".into())));
        assert!(read.worksheet_formula("Suite").unwrap().is_empty(), "no formula");
    }

    #[test]
    fn sheets_have_names_that_spreadsheets_take() {
        assert_eq!(sheet_name("data/enfant", &[]), "data-enfant");
        assert_eq!(sheet_name("", &[]), "-");
        let long = "data/menage/personnes/professions/annees";
        let first = sheet_name(long, &[]);
        assert_eq!(first.chars().count(), 31);
        let second = sheet_name(long, &[first.to_uppercase()]);
        assert!(second.ends_with(" 2") && second.chars().count() == 31, "{second}");
    }
}
