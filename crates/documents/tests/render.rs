// SPDX-License-Identifier: EUPL-1.2
//! What a document holds, and what is refused.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests speak by failing")]

use documents::{Engine, Fault, Pdf, Template};
use serde_json::{Value, json};

const FRAME: &str = r#"
#let sheet(title, body) = {
  set document(title: title, date: datetime(year: 2026, month: 9, day: 1))
  set text(font: "DejaVu Sans", lang: "fr")
  body
}
"#;

const LETTER: &str = r#"
#import "frame.typ": sheet
#import sys: inputs
#show: sheet.with("Lettre")
= Bonjour
#inputs.name

#for line in inputs.lines [- #line]
"#;

fn engine() -> Engine {
    Engine::new([dejavu::sans::regular(), dejavu::sans::bold()]).unwrap()
}

fn template(text: &str) -> Result<Template, Fault> {
    Template::new("letters/letter.typ", [("letters/letter.typ", text), ("letters/frame.typ", FRAME)])
}

fn render(text: &str, inputs: &Value) -> Result<Pdf, Fault> {
    engine().render(&template(text)?, inputs)
}

/// The text of a page after the other, its line ends as spaces.
fn read(pdf: &Pdf) -> String {
    let file = lopdf::Document::load_mem(&pdf.bytes).unwrap();
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    file.extract_text(&pages).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has(pdf: &Pdf, bytes: &str) -> bool {
    pdf.bytes.windows(bytes.len()).any(|window| window == bytes.as_bytes())
}

#[test]
fn a_document_is_tagged_titled_in_its_language_and_says_nothing_of_whom_it_is_about() {
    let inputs = json!({ "name": "Sonia Delvaux", "lines": ["Rue du Moulin", "Ormelle"] });
    let pdf = render(LETTER, &inputs).unwrap();
    assert_eq!((pdf.pages, pdf.title.as_str(), pdf.replaced), (1, "Lettre", 0));
    assert!(pdf.warnings.is_empty(), "{:?}", pdf.warnings);
    assert!(read(&pdf).contains("Sonia Delvaux"), "{}", read(&pdf));

    let file = lopdf::Document::load_mem(&pdf.bytes).unwrap();
    let catalog = file.catalog().unwrap();
    assert!(catalog.has(b"StructTreeRoot"), "tagged");
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"fr");
    let norms = ["pdfuaid:part", "pdfaid:part"];
    assert!(norms.iter().all(|norm| has(&pdf, norm)), "the norms it follows are in its metadata");
    assert!(!has(&pdf, "Delvaux") && !has(&pdf, "Author") && !has(&pdf, "dc:creator"));
}

#[test]
fn the_same_inputs_give_the_same_bytes_whatever_was_printed_between() {
    let engine = engine();
    let letter = template(LETTER).unwrap();
    let sonia = json!({ "name": "Sonia", "lines": ["a"] });
    let first = engine.render(&letter, &sonia).unwrap();
    let other = engine.render(&letter, &json!({ "name": "Marc", "lines": [] })).unwrap();
    assert_ne!(first.bytes, other.bytes);
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let (engine, letter, sonia) = (engine.clone(), letter.clone(), sonia.clone());
            std::thread::spawn(move || engine.render(&letter, &sonia).unwrap().bytes)
        })
        .collect();
    for thread in threads {
        assert!(thread.join().unwrap() == first.bytes);
    }
}

#[test]
fn what_people_write_is_printed_and_never_run() {
    let written = [
        "#eval(\"1+1\") #panic() #sys.version #inputs",
        "$ x^2 $ and *bold* and _slanted_ and `raw`",
        "// not a comment /* nor this */ \\ \\u{41} <label> @somebody",
        "= a title - a list + a number / a: term ~ --- ... 'quoted' \"quoted\"",
        "](x) [y] {z} http://example.org #[x] #{x}",
        "%s %n {name} {{name}} <b>html</b> &amp; \u{2019}",
    ];
    let inputs = json!({ "name": written[0], "lines": written });
    let pdf = render(LETTER, &inputs).unwrap();
    let text = read(&pdf);
    for line in written {
        assert!(text.contains(line), "« {line} » is not in: {text}");
    }
    assert_eq!(pdf.replaced, 0);
    assert!(!has(&pdf, "/URI"), "an address that somebody wrote is no link");
}

#[test]
fn what_cannot_be_printed_is_left_out_or_marked_and_counted() {
    let table = [
        // what somebody wrote, what is printed, how many characters no typeface has
        ("a\u{0}b\u{7}c\u{1b}[31md\u{7f}\u{9b}", "abc[31md", 0),
        ("one\r\ntwo\rthree\tfour", "one two three four", 0),
        ("\u{202e}txt.exe\u{202c} \u{2066}x\u{2069} \u{200b}\u{feff}y\u{ad}", "txt.exe x y", 0),
        ("e\u{301}te\u{301}", "\u{e9}t\u{e9}", 0),
        ("\u{4e2d}\u{6587} ok", "\u{fffd}\u{fffd} ok", 2),
        ("\u{e000}\u{f8ff}", "\u{fffd}\u{fffd}", 2),
        ("\u{1f468}\u{200d}\u{1f467}", "\u{fffd}\u{fffd}", 2),
    ];
    for (written, printed, replaced) in table {
        let pdf = render(LETTER, &json!({ "name": written, "lines": [] })).unwrap();
        assert_eq!(read(&pdf), format!("Bonjour {printed}"), "{written:?}");
        assert_eq!(pdf.replaced, replaced, "{written:?}");
    }
}

#[test]
fn a_fault_names_the_file_the_line_and_the_reason_and_not_the_person() {
    let inputs = json!({ "name": "Sonia Delvaux", "lines": [], "none": null });
    let table = [
        ("#let x = ", "letters/letter.typ", 1, "expected expression"),
        ("= ok\n\n#nobody", "letters/letter.typ", 3, "unknown variable: nobody"),
        (
            "#import sys: inputs\n#inputs.missing",
            "letters/letter.typ",
            2,
            "dictionary does not contain key \"missing\"",
        ),
        ("#import sys: inputs\n#panic(inputs.name)", "letters/letter.typ", 2, "panicked with: …"),
        ("\n#import sys: inputs\n#int(inputs.name)", "letters/letter.typ", 3, "invalid digits"),
        ("#import \"frame.typ\": sheet\n#sheet(1)[x]", "letters/frame.typ", 3, "expected"),
        ("#read(\"/etc/passwd\")", "letters/letter.typ", 1, "only the files that were given"),
        ("#read(\"../../../etc/passwd\")", "letters/letter.typ", 1, ""),
        ("#import \"@preview/cetz:0.3.0\": x", "letters/letter.typ", 1, "only the files that were given"),
        ("#image(\"x.png\")", "letters/letter.typ", 1, "only the files that were given"),
        ("#datetime.today()", "letters/letter.typ", 1, "date"),
        ("no title", "letters/letter.typ", 0, "missing document title"),
        (
            "#set document(title: \"t\", author: \"Claire\")\nx",
            "letters/letter.typ",
            0,
            "a document that travels names no author in its properties",
        ),
    ];
    for (text, file, line, reason) in table {
        let fault = render(text, &inputs).unwrap_err();
        assert_eq!((fault.template.as_str(), fault.line), (file, line), "{text}: {fault}");
        assert!(fault.reason.contains(reason), "{text}: {fault}");
        assert!(!fault.to_string().contains("Delvaux"), "{fault}");
    }
    let unknown = Template::new("a.typ", [("b.typ", "x")]).unwrap_err();
    assert_eq!(unknown.to_string(), "a.typ: this template is not among the files");
    assert!(Template::new("../a.typ", [("../a.typ", "x")]).is_err());
}

#[test]
fn a_picture_without_words_for_it_is_refused() {
    let square = "#set document(title: \"t\")\n#set text(font: \"DejaVu Sans\")\n#figure(rect())";
    let fault = render(square, &json!({})).unwrap_err();
    assert!(fault.reason.contains("alt"), "{fault}");
}

#[test]
fn inputs_have_limits() {
    let big = "a".repeat(10_000_000);
    let many = vec![1; 60_000];
    let deep = (0..40).fold(json!(1), |inside, _| json!([inside]));
    let table = [
        (json!({ "name": big, "lines": [] }), "the inputs hold more than 1000000 bytes of text"),
        (json!({ "name": "", "lines": vec!["b".repeat(2_000); 1_000] }), "more than 1000000 bytes of text"),
        (json!({ "name": many }), "the inputs hold more than 50000 values"),
        (json!({ "name": deep }), "the inputs are nested more than 16 times"),
        (json!("name"), "the inputs of a document are an object with fields"),
    ];
    for (inputs, reason) in table {
        let fault = render(LETTER, &inputs).unwrap_err();
        assert!(fault.reason.contains(reason) && fault.reason.len() < 100, "{fault}");
    }
}

#[test]
fn typefaces_are_given_and_read() {
    assert!(Engine::new([]).unwrap_err().reason.contains("one typeface at least"));
    assert!(Engine::new([b"not a typeface".as_slice()]).unwrap_err().reason.contains("file 1 holds no"));
}
