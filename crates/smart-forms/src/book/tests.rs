// SPDX-License-Identifier: EUPL-1.2
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format as Look, Workbook};

use super::*;

fn refused(bytes: &[u8]) -> Code {
    read(bytes).unwrap_err().code
}

#[test]
fn a_table_in_text_is_sheets_of_rows() {
    let book = read(
        b"# our form\n\
        | survey |        |      |                |\n\
        |--------|--------|------|----------------|\n\
        |        | type   | name | label          |  # what is asked\n\
        |        | text   | q    | Oui \\| non    |\n\n\
        |        | note   |      | Merci          |\n\
        | Choices | |\n\
        | | list_name |\n",
    )
    .unwrap();
    let survey = book.sheet("survey").unwrap();
    assert_eq!(survey.headings, ["type", "name", "label"]);
    assert_eq!(survey.rows[0], (2, vec!["text".into(), "q".into(), "Oui | non".into()]));
    assert_eq!(survey.rows[1].0, 3, "lines between rows do not count");
    assert!(book.sheet("choices").is_some(), "capital letters do not count");
    assert!(book.problems.is_empty());
}

#[test]
fn a_table_in_text_says_what_is_out_of_place() {
    assert_eq!(refused(b"| | type | name |\n| | text | q |\n"), Code::RowBeforeSheet);
    assert_eq!(refused(b"a few words"), Code::NotAWorkbook);
    assert_eq!(refused(b""), Code::NotAWorkbook);
    assert_eq!(refused(&[0x7c, 0x7c, 0x7c, 0x7c, 0x7c, 0xff]), Code::NotUtf8);
    let stray = read(b"| survey | |\n| | type |\n| | text | too far |\n").unwrap();
    assert_eq!(stray.problems[0].code, Code::CellWithoutHeading);
    assert_eq!((stray.problems[0].row, stray.problems[0].column_letters().unwrap()), (Some(2), "B".into()));
    let empty = read(b"| survey | |\n| | type |\n| choices | | |\n").unwrap();
    assert_eq!(empty.problems[0].code, Code::EmptySheet);
}

#[test]
fn text_with_commas_names_its_sheet_once_or_on_every_row() {
    for text in
        ["survey,,,\n,type,name,label\n,text,q,\"a, b\"\n", "survey,type,name,label\n,text,q,\"a, b\"\n"]
    {
        let book = read(text.as_bytes()).unwrap();
        let survey = book.sheet("survey").unwrap();
        assert_eq!(survey.headings, ["type", "name", "label"], "{text}");
        assert_eq!(survey.rows, [(2, vec!["text".into(), "q".into(), "a, b".into()])]);
    }
}

/// A workbook with one cell of each kind.
pub(crate) fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("survey").unwrap();
    for (at, heading) in ["type", "name", "label", "default", "relevant", "hint"].iter().enumerate() {
        sheet.write(0, at as u16, *heading).unwrap();
    }
    sheet.write(1, 0, "integer").unwrap();
    sheet.write(1, 1, "q").unwrap();
    sheet.write(1, 2, "Combien\u{a0}?").unwrap();
    sheet.write(1, 3, 12.0).unwrap();
    sheet.write(1, 4, true).unwrap();
    sheet.write(1, 5, 1.5).unwrap();
    let day = Look::new().set_num_format("yyyy-mm-dd");
    sheet.write_with_format(3, 3, ExcelDateTime::parse_from_str("2026-11-30").unwrap(), &day).unwrap();
    let other = book.add_worksheet().set_name("My notes").unwrap();
    other.write(0, 0, "not read").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_as_its_author_sees_it() {
    let book = read(&workbook()).unwrap();
    let survey = book.sheet("survey").unwrap();
    let cells = ["integer", "q", "Combien ?", "12", "TRUE", "1.5"].map(String::from).to_vec();
    assert_eq!(survey.rows[0], (2, cells));
    assert_eq!(survey.rows[1].0, 4, "empty rows count, as in the spreadsheet");
    assert_eq!(survey.rows[1].1[3], "2026-11-30 00:00:00");
    assert!(book.sheets[1].rows.is_empty(), "a sheet of the author's own is not read");
}

/// An `.ods` with the given rows of its sheet.
pub(crate) fn ods(rows: &str) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("mimetype", stored).unwrap();
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    zip.start_file("content.xml", stored).unwrap();
    write!(
        zip,
        "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><office:body><office:spreadsheet>\
         <table:table table:name='survey'>{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    )
    .unwrap();
    zip.finish().unwrap().into_inner()
}

pub(crate) fn ods_row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|c| {
            format!("<table:table-cell office:value-type='string'><text:p>{c}</text:p></table:table-cell>")
        })
        .collect();
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

#[test]
fn a_workbook_of_libreoffice_is_read_and_its_repetitions_are_not_believed() {
    let head = ods_row(&["type", "name", "label"]);
    let row = ods_row(&["text", "q", "A &amp; B<text:line-break/>C"]);
    let number = "<table:table-row><table:table-cell office:value-type='float' office:value='3'><text:p>3,00\
                  </text:p></table:table-cell><table:table-cell table:number-columns-repeated='16000'/>\
                  </table:table-row>";
    let rest = "<table:table-row table:number-rows-repeated='1048000'><table:table-cell/></table:table-row>";
    let book = read(&ods(&format!("{head}{row}{number}{rest}"))).unwrap();
    let survey = book.sheet("survey").unwrap();
    assert_eq!(survey.rows[0].1, ["text", "q", "A & B\nC"]);
    assert_eq!(survey.rows[1].1, ["3"]);
    assert_eq!(survey.rows.len(), 2);
    let many = ods_row(&["text"])
        .replace("<table:table-row>", "<table:table-row table:number-rows-repeated='9999999'>");
    assert_eq!(refused(&ods(&format!("{head}{many}"))), Code::TooManyRows);
}

#[test]
fn what_is_beyond_a_limit_is_refused_and_says_so() {
    let large = vec![b'|'; MOST_BYTES + 1];
    assert_eq!(refused(&large), Code::TooLarge);
    assert!(read(&large).unwrap_err().message(crate::words::Lang::Fr).contains("10"));

    let wide = format!("| survey |\n| {} |\n", "| a ".repeat(MOST_COLUMNS + 1));
    assert_eq!(refused(wide.as_bytes()), Code::TooManyColumns);

    let long = format!("| survey |\n| | type |\n{}", "| | a |\n".repeat(MOST_ROWS + 1));
    assert_eq!(refused(long.as_bytes()), Code::TooManyRows);

    let cell = format!("| survey |\n| | type |\n| | {} |\n", "a".repeat(LONGEST_CELL + 1));
    let problem = read(cell.as_bytes()).unwrap_err();
    assert_eq!((problem.code, problem.row, problem.column), (Code::CellTooLong, Some(2), Some(1)));

    let sheets: String = (0..=MOST_SHEETS).map(|i| format!("| s{i} |\n| | a |\n")).collect();
    assert_eq!(refused(sheets.as_bytes()), Code::TooManySheets);
}

#[test]
fn a_workbook_that_swells_is_refused_before_it_is_read() {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let nothing = vec![0_u8; 1024 * 1024];
    for _ in 0..8 {
        zip.write_all(&nothing).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 64 * 1024);
    assert_eq!(refused(&bytes), Code::Swells);

    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for part in 0..=MOST_PARTS {
        zip.start_file(format!("{part}"), zip::write::SimpleFileOptions::default()).unwrap();
    }
    assert_eq!(refused(&zip.finish().unwrap().into_inner()), Code::Swells);
}

#[test]
fn columns_far_away_end_the_headings() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("survey").unwrap();
    sheet.write(0, 0, "type").unwrap();
    sheet.write(0, 40, "type").unwrap();
    sheet.write(1, 0, "text").unwrap();
    sheet.write(200, 0, "text").unwrap();
    let read = read(&book.save_to_buffer().unwrap()).unwrap();
    assert!(read.problems.is_empty());
    assert_eq!(read.sheets[0].rows.len(), 1, "nor is a row read that stands far below the others");
}

proptest! {
    #![proptest_config(crate::tests::effort(256))]

    #[test]
    fn no_bytes_make_it_fall_over(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0..6_usize) {
        let starts: [&[u8]; 6] = [b"", b"PK\x03\x04", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], b"| survey |\n", b"survey,,,\n", &[0xEF, 0xBB, 0xBF]];
        let mut all = starts[kind].to_vec();
        all.extend(bytes);
        let _ = read(&all);
    }

    #[test]
    fn no_change_of_a_workbook_makes_it_fall_over(at in 0..100_000_usize, with in any::<u8>(), cut in 0..100_000_usize) {
        let mut bytes = workbook();
        let length = bytes.len();
        bytes[at % length] = with;
        let _ = read(&bytes);
        bytes.truncate(cut % length);
        let _ = read(&bytes);
    }
}

#[test]
fn a_workbook_of_an_older_program_is_read_unless_it_spreads_too_far() {
    let book = read(include_bytes!("samples/old.xls")).unwrap();
    let survey = book.sheet("survey").unwrap();
    assert_eq!(survey.rows[0], (2, ["integer", "q", "Combien ?", "12"].map(String::from).to_vec()));
    assert_eq!(survey.rows[1], (4, ["note", "n", "TRUE", "2026-11-30 00:00:00"].map(String::from).to_vec()));
    // Five sheets, each with a value in its first and in its last cell: six kilobytes.
    assert_eq!(refused(include_bytes!("samples/far.xls")), Code::TooManyCells);
}
