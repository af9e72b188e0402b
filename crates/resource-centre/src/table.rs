// SPDX-License-Identifier: EUPL-1.2
//! A table as a file: for any spreadsheet (CSV), or as a workbook (XLSX). Nothing in a cell is ever computed. Pure.

use kernel::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// A cell that no spreadsheet takes for a formula.
fn inert(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

/// As CSV, with the mark that tells spreadsheets that it is UTF-8.
pub fn csv(headings: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(vec![0xEF, 0xBB, 0xBF]);
    out.write_record(headings.iter().map(|cell| inert(cell)))?;
    for row in rows {
        out.write_record(row.iter().map(|cell| inert(cell)))?;
    }
    out.into_inner().map_err(|e| e.into_error().into())
}

/// As a workbook of one sheet. Texts are written as texts, whatever they begin with; the file says the day, and nobody's name.
pub fn xlsx(sheet: &str, headings: &[&str], rows: &[Vec<String>], on: Date) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let day = on.to_string();
    let mut parts = day.split('-').filter_map(|part| part.parse::<u16>().ok());
    if let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) {
        let at = ExcelDateTime::from_ymd(year, month as u8, day as u8)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&at));
    }
    let bold = Format::new().set_bold();
    let page = book.add_worksheet().set_name(sheet)?;
    for (column, heading) in (0_u16..).zip(headings) {
        page.write_string_with_format(0, column, *heading, &bold)?;
        page.set_column_width(column, 22)?;
    }
    page.set_freeze_panes(1, 0)?;
    for (line, row) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            page.write_string(line, column, cell)?;
        }
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::{csv, xlsx};

    #[test]
    fn nothing_in_a_cell_is_computed() {
        let row = ["=1+1", "@SUM", "a;b", "3"].map(str::to_owned).to_vec();
        let text =
            String::from_utf8(csv(&["Un", "-Deux", "c", "d"], std::slice::from_ref(&row)).unwrap()).unwrap();
        assert_eq!(text, "\u{FEFF}Un;'-Deux;c;d\r\n'=1+1;'@SUM;\"a;b\";3\r\n");
        let on = kernel::Date::from_ymd(2026, 9, 15).unwrap();
        let book = xlsx("Pratiques", &["Un", "Deux", "c", "d"], &[row], on).unwrap();
        use calamine::Reader;
        let mut read: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(book)).unwrap();
        let cells = read.worksheet_range("Pratiques").unwrap();
        assert_eq!(cells.get_value((1, 0)), Some(&calamine::Data::String("=1+1".into())));
        assert!(read.worksheet_formula("Pratiques").unwrap().is_empty(), "no formula");
    }
}
