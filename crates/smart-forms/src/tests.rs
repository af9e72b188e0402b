// SPDX-License-Identifier: EUPL-1.2
//! Whatever is brought in, there is an answer, and it comes soon: bytes, workbooks of which a part was changed, XForms
//! with anything in them, formulas that would grow without end, drafts and documents of answers that nobody wrote.
//!
//! `FORM_EFFORT=100 cargo test -p smart-forms` tries a hundred times as much, here and wherever forms are tried by chance.

use std::io::{Cursor, Read, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::answers::Document;
use crate::book::tests::{ods, ods_row, workbook};
use crate::form::{self, Form, xform};
use crate::instance::tests::Still;
use crate::instance::{Instance, Step};
use crate::xpath::{self, Nothing, xml};
use crate::{book, xform_in};

/// As often as is usual, or as many times more as `FORM_EFFORT` says.
pub(crate) fn effort(cases: u32) -> ProptestConfig {
    let times = std::env::var("FORM_EFFORT").ok().and_then(|times| times.parse().ok());
    ProptestConfig::with_cases(cases.saturating_mul(times.unwrap_or(1)))
}

/// What anything may take in an unoptimised build beside other tests.
const PATIENCE: Duration = Duration::from_secs(30);

#[expect(clippy::disallowed_methods, reason = "it measures this program, not what people do")]
fn soon<T>(what: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let done = what();
    assert!(began.elapsed() < PATIENCE, "it took {:?}", began.elapsed());
    done
}

/// The whole way of a file: read, made a form, written, filled in, its answers kept.
fn all_the_way(bytes: &[u8]) {
    soon(|| {
        let text = std::str::from_utf8(bytes).ok().filter(|text| text.trim_start().starts_with('<'));
        let form = match text {
            Some(text) => xform_in::read(text).ok(),
            None => book::read(bytes).ok().and_then(|book| form::check(&book).form),
        };
        if let Some(form) = form {
            filled(&form);
        }
    });
}

/// A form that was accepted can be written; and filled in, unless it says why it cannot.
fn filled(form: &Form) {
    let written = xform::write(form);
    let again = xform_in::read(&written);
    assert!(again.is_ok(), "{again:?}\n{written}");
    let Ok(mut it) = Instance::new(form, Still::default()) else { return };
    let paths: Vec<String> = it.state().into_iter().map(|state| state.path).take(30).collect();
    for path in &paths {
        for typed in ["7", "a", "2026-11-30", ""] {
            // What cannot be done is refused.
            let _ = it.set(path, typed);
        }
        let _ = it.add(path);
        let _ = it.decline(path);
    }
    for path in &paths {
        let _ = it.remove(path, 1);
    }
    let document = Document::of(&it);
    assert_eq!(Document::parse(&document.json().to_string()), Ok(document));
    let again = Instance::resume(Arc::clone(it.loaded()), Arc::new(Still::default()), &it.save());
    assert_eq!(again.map(|again| again.state()), Ok(it.state()));
    let submitted = xml::Document::parse(&it.xml());
    assert!(submitted.is_ok(), "{submitted:?}");
}

/// A packed file with one of its parts changed, and packed again so that it is read.
fn repacked(bytes: &[u8], which: usize, change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let which = which % from.len();
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if at == which {
            change(&mut content);
        }
        to.start_file(part.name().unwrap(), zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// Puts something in the place of something else.
fn replaced(bytes: &mut Vec<u8>, from: usize, length: usize, with: &[u8]) {
    let from = from % (bytes.len() + 1);
    let to = (from + length).min(bytes.len());
    bytes.splice(from..to, with.iter().copied());
}

/// What writers of files would not write.
fn odd() -> impl Strategy<Value = Vec<u8>> {
    let words: Vec<&[u8]> = vec![
        b"",
        b"<",
        b">",
        b"</row>",
        b"\"",
        b"&#0;",
        b"&nothing;",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"<c r=\"XFD1048576\" t=\"s\"><v>99999999</v></c>",
        b"<c r=\"A0\"><v>1e999</v></c>",
        b"<row r=\"18446744073709551616\">",
        b"number-columns-repeated=\"1000000000\"",
        b"-1",
        b"1e999",
        b"NaN",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\0",
        b" ref=\"/data/a\"",
        b"${a}",
        b"../../../..",
        b"]]>",
        b"<![CDATA[",
        b"<repeat nodeset=\"/data\">",
        b"<group><group><group>",
    ];
    prop_oneof![
        3 => proptest::sample::select(words).prop_map(<[u8]>::to_vec),
        1 => proptest::collection::vec(any::<u8>(), 0..8),
    ]
}

const TABLE: &str = "\
| survey | | | | | | | | |
| | type | name | label | relevant | calculation | choice_filter | repeat_count | default |
| | integer | a | Combien ? | | | | | 2 |
| | select_one l | s | Lequel ? | ${a} > 1 | | name != 'x' | | |
| | begin repeat | r | Tour de ${a} | | | | ${a} | |
| | text | t | Quoi ? | ${s} = 'x' | | | | once(${a}) |
| | calculate | c | | | position(..) + ${a} | | | |
| | end repeat | | | | | | | |
| | calculate | d | | | sum(${c}) + count(${r}) | | | |
| choices | | | |
| | list_name | name | label |
| | l | x | Un |
| | l | y | Deux |
";

fn written() -> String {
    let form = form::check(&book::read(TABLE.as_bytes()).unwrap()).form.unwrap();
    xform::write(&form)
}

/// The same table with commas.
fn with_commas() -> String {
    let lines = TABLE.lines().map(|line| line.trim_matches('|').replace('|', ","));
    lines.map(|line| line.split(',').map(str::trim).collect::<Vec<_>>().join(",") + "\n").collect()
}

#[test]
fn what_is_changed_below_was_good() {
    for text in [TABLE.to_owned(), with_commas(), written()] {
        all_the_way(text.as_bytes());
    }
    assert!(form::check(&book::read(with_commas().as_bytes()).unwrap()).accepted, "{}", with_commas());
}

proptest! {
    #![proptest_config(effort(64))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        all_the_way(&bytes);
    }

    #[test]
    fn a_table_a_text_with_commas_and_an_xform_with_a_place_changed(
        from in any::<u16>(), length in 0..60_usize, with in odd(), also in any::<u16>(),
    ) {
        for text in [TABLE.to_owned(), with_commas(), written()] {
            let mut bytes = text.into_bytes();
            replaced(&mut bytes, usize::from(from), length, &with);
            all_the_way(&bytes);
            replaced(&mut bytes, usize::from(also), 0, &with);
            all_the_way(&bytes);
        }
    }

    #[test]
    fn a_workbook_with_a_part_changed(which in 0..40_usize, from in any::<u16>(), length in 0..40_usize, with in odd()) {
        let sheet = ods(&format!("{}{}", ods_row(&["type", "name", "label"]), ods_row(&["text", "q", "Q"])));
        for bytes in [workbook(), sheet] {
            all_the_way(&repacked(&bytes, which, |part| replaced(part, usize::from(from), length, &with)));
        }
    }

    #[test]
    fn drafts_documents_and_steps_that_nobody_wrote(from in any::<u16>(), length in 0..40_usize, with in odd()) {
        let form = form::check(&book::read(TABLE.as_bytes()).unwrap()).form.unwrap();
        let mut it = Instance::new(&form, Still::default()).unwrap();
        it.set("/data/a", "3").unwrap();
        let steps = json!([{ "path": "/data/s", "value": ["x"] }, { "add": "/data/r" }, { "remove": "/data/r[2]" }]);
        for json in [it.save(), Document::of(&it).json(), steps] {
            let mut bytes = json.to_string().into_bytes();
            replaced(&mut bytes, usize::from(from), length, &with);
            let Ok(changed) = serde_json::from_slice::<Json>(&bytes) else { continue };
            let _ = Document::read(&changed);
            for step in changed.as_array().into_iter().flatten() {
                let _ = Step::read(step).map(|step| it.take(&step));
            }
            let world = Arc::new(Still::default());
            if let Ok(again) = Instance::resume(Arc::clone(it.loaded()), world, &changed) {
                let mut anew = again.clone();
                anew.recalculate();
                prop_assert!(!again.state().is_empty());
            }
        }
    }
}

/// Formulas that would take more time or more room with every part.
fn growing(kind: usize, times: usize) -> String {
    let nested =
        |open: &str, core: &str, close: &str| format!("{}{core}{}", open.repeat(times), close.repeat(times));
    match kind {
        0 => nested("(", "1", ")"),
        1 => nested("concat(//b, ", "'x'", ", 'yz')"),
        2 => format!("count({})", vec!["//*"; times.min(60)].join("")),
        3 => format!("count(//b[{}])", vec!["count(//b) > 0"; times].join(" and ")),
        4 => nested("//b[count(", ".", ") > 0]"),
        5 => format!("regex('{}b', '(a+)+$')", "a".repeat(times)),
        6 => format!("sum({})", vec!["//b"; times].join(" | ")),
        7 => nested("translate(string(//*), 'a', ", "'b'", ")"),
        8 => format!("join(',', {})", vec!["//b/ancestor::*/descendant::*"; times.min(40)].join(", ")),
        9 => nested("if(", "1 = 1", ", 2, 3)"),
        10 => format!("{}1", "-".repeat(times * 50)),
        _ => format!("substr({}, 2)", nested("concat(", "//b", ", //b)")),
    }
}

proptest! {
    #![proptest_config(effort(24))]

    #[test]
    fn a_formula_ends_with_a_value_or_an_error(kind in 0..12_usize, times in 1..220_usize) {
        let text = format!("<a>{}</a>", "<b>aaaaaaaa</b><c><b>1</b></c>".repeat(100));
        let document = xml::Document::parse(&text).unwrap();
        soon(|| {
            if let Ok(expr) = xpath::parse(&growing(kind, times)) {
                let _ = xpath::evaluate(&expr, &document, document.root(), &Nothing);
            }
        });
    }
}
