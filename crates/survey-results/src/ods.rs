// SPDX-License-Identifier: EUPL-1.2
//! Tables as a workbook of LibreOffice (`.ods`, OpenDocument 1.3): one sheet a table, texts as texts, counts as numbers,
//! shares as percentages. Nothing in it is ever computed, and nothing in it says when or by whom it was made.

use std::io::{Cursor, Write};

use zip::CompressionMethod;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::sheet::{Sheet, Value};

const TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.3"><office:automatic-styles><number:percentage-style style:name="N1"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style><style:style style:name="share" style:family="table-cell" style:data-style-name="N1"/><style:style style:name="head" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="9cm"/></style:style><style:style style:name="plain" style:family="table-column"><style:table-column-properties style:column-width="3.5cm"/></style:style></office:automatic-styles><office:body><office:spreadsheet>"#;

/// The workbook. Sheets are called by their number and the beginning of their title, so that no two have the same name.
///
/// # Errors
/// When it could not be packed; in memory this means that there is not enough.
pub fn write(sheets: &[Sheet]) -> Result<Vec<u8>, ZipError> {
    let mut content = String::from(HEAD);
    for (number, sheet) in (1..).zip(sheets) {
        add(&mut content, number, sheet);
    }
    content.push_str("</office:spreadsheet></office:body></office:document-content>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    // What it is stands first and is not packed, so that it can be told from the first bytes.
    for (name, bytes, how) in [
        ("mimetype", TYPE, stored),
        ("content.xml", content.as_str(), packed),
        ("META-INF/manifest.xml", MANIFEST, packed),
    ] {
        zip.start_file(name, how)?;
        zip.write_all(bytes.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn add(content: &mut String, number: usize, sheet: &Sheet) {
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
    content.push_str(&format!(
        "<table:table table:name=\"{}\"><table:table-column table:style-name=\"wide\"/>",
        escaped(&name(number, &sheet.title))
    ));
    if width > 1 {
        content.push_str(&format!(
            "<table:table-column table:style-name=\"plain\" table:number-columns-repeated=\"{}\"/>",
            width - 1
        ));
    }
    row(content, &[Value::Text(sheet.title.clone())], true);
    for (at, cells) in sheet.rows.iter().enumerate() {
        row(content, cells, at == 0);
    }
    for note in &sheet.notes {
        row(content, &[Value::Text(note.clone())], false);
    }
    content.push_str("</table:table>");
}

fn row(content: &mut String, cells: &[Value], head: bool) {
    content.push_str("<table:table-row>");
    let style = if head { " table:style-name=\"head\"" } else { "" };
    for cell in cells {
        match cell {
            Value::Empty => content.push_str("<table:table-cell/>"),
            Value::Text(words) | Value::Hidden(words) => {
                content.push_str(&format!(
                    "<table:table-cell{style} office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
                    escaped(words)
                ));
            }
            Value::Count(count) => content.push_str(&format!(
                "<table:table-cell office:value-type=\"float\" office:value=\"{count}\"><text:p>{count}</text:p></table:table-cell>"
            )),
            Value::Number(number) => content.push_str(&format!(
                "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>"
            )),
            Value::Share(share) => content.push_str(&format!(
                "<table:table-cell table:style-name=\"share\" office:value-type=\"percentage\" office:value=\"{share}\"><text:p>{:.0}%</text:p></table:table-cell>",
                share * 100.0
            )),
        }
    }
    content.push_str("</table:table-row>");
}

/// What spreadsheets take as the name of a sheet: short, and without the characters that formulas use.
fn name(number: usize, title: &str) -> String {
    let plain = title.chars().map(|c| if "[]*?:/\\'".contains(c) || c.is_control() { ' ' } else { c });
    let short: String = format!("{number} {}", plain.collect::<String>()).chars().take(31).collect();
    short.trim().to_owned()
}

/// Text as XML; characters that XML cannot hold are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c < ' ' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::sheet::{Sheet, Value};
    use calamine::{Data, Ods, Reader};

    #[test]
    fn another_reader_finds_what_was_written() {
        let rows = vec![
            vec![Value::Empty, Value::Text("Ensemble".into()), Value::Text("Part".into())],
            vec![Value::Text("=1+1 & <b>".into()), Value::Count(12), Value::Share(0.25)],
            vec![Value::Text("NON".into()), Value::Hidden("n. p.".into()), Value::Number(2.5)],
        ];
        let sheet =
            |title: &str| Sheet { title: title.into(), rows: rows.clone(), notes: vec!["À lire".into()] };
        let book =
            write(&[sheet("Avec quels partenaires : [tous] ?"), sheet("Avec quels partenaires")]).unwrap();
        let mut read: Ods<_> = Ods::new(std::io::Cursor::new(book)).unwrap();
        let names = read.sheet_names();
        assert_eq!(names, ["1 Avec quels partenaires    tou", "2 Avec quels partenaires"]);
        let cells = read.worksheet_range(&names[0]).unwrap();
        let at = |row, column| cells.get_value((row, column)).cloned().unwrap_or(Data::Empty);
        assert_eq!(at(0, 0), Data::String("Avec quels partenaires : [tous] ?".into()));
        assert_eq!(at(2, 0), Data::String("=1+1 & <b>".into()));
        assert_eq!((at(2, 1), at(2, 2)), (Data::Float(12.0), Data::Float(0.25)));
        assert_eq!((at(3, 1), at(3, 2)), (Data::String("n. p.".into()), Data::Float(2.5)));
        assert_eq!(at(4, 0), Data::String("À lire".into()));
        assert!(read.worksheet_formula(&names[0]).unwrap().is_empty(), "no formula");
    }
}
