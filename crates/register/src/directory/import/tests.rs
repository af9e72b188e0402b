// SPDX-License-Identifier: EUPL-1.2
//! Lists of institutions: what is read, what is refused, and that nothing is taken over in part.

use std::io::{Cursor, Write};

use kernel::FunctionKind;

use super::export::{export, quoted};
use super::sheet::{self, LARGEST_BYTES, MOST_ROWS, Unreadable};
use super::{Column, Fate, Plan, Taken, plan, template};
use crate::directory::{InstitutionFields, institution_by_code, record_institution};
use crate::testing::{TestApp, run};

/// A workbook with these parts.
fn workbook(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with one sheet, as spreadsheets write it.
fn xlsx(rows: &str) -> Vec<u8> {
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
    );
    workbook(&[
        ("[Content_Types].xml", b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        (
            "_rels/.rels",
            b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Liste\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn cell(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn both_kinds_of_file_read_alike() {
    let csv = "Nom;Type de service;Téléphone\r\n\"SAJ; de Valmourne\";saj;+32 000\r\n;;\r\nAMO;amo;'=1+1\r\n";
    let from_text = sheet::read(csv.as_bytes()).unwrap();
    assert_eq!(from_text.headings, ["Nom", "Type de service", "Téléphone"]);
    assert_eq!(from_text.rows.len(), 2);
    assert_eq!(from_text.rows[0].1, ["SAJ; de Valmourne", "saj", "+32 000"]);
    assert_eq!(
        (from_text.rows[1].0, from_text.rows[1].1[2].as_str()),
        (4, "=1+1"),
        "kept as text, its line told"
    );
    for other in [csv.replace(';', "\t").replace("SAJ\t", "SAJ;"), format!("\u{feff}{csv}")] {
        assert_eq!(sheet::read(other.as_bytes()).unwrap().rows[0].1[0], "SAJ; de Valmourne", "{other}");
    }
    let rows = format!(
        "<row r=\"1\">{}{}{}</row><row r=\"2\">{}{}{}</row><row r=\"5\">{}{}<c r=\"C5\"><v>410</v></c></row>",
        cell("A1", "Nom"),
        cell("B1", "Type de service"),
        cell("C1", "Téléphone"),
        cell("A2", "SAJ; de Valmourne"),
        cell("B2", "saj"),
        cell("C2", "+32 000"),
        cell("A5", "AMO"),
        cell("B5", "amo"),
    );
    let from_book = sheet::read(&xlsx(&rows)).unwrap();
    assert_eq!(from_book.headings, from_text.headings);
    assert_eq!(from_book.rows[0].1, from_text.rows[0].1);
    assert_eq!((from_book.rows[1].0, from_book.rows[1].1[2].as_str()), (5, "410"));
}

#[test]
fn hostile_files_are_refused_by_name() {
    let long = "a;b\n".repeat(MOST_ROWS + 3);
    let wide = format!("{}\nx\n", vec!["a"; 70].join(";"));
    let swelling = workbook(&[("xl/worksheets/sheet1.xml", &vec![b'a'; 60 * 1024 * 1024])]);
    assert!(swelling.len() < 200_000, "sixty megabytes in a small file");
    let names: Vec<String> = (0..500).map(|n| format!("part{n}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), b"" as &[u8])).collect();
    let corner = xlsx(&format!(
        "<row r=\"1\">{}</row><row r=\"1048000\">{}</row>",
        cell("A1", "Nom"),
        cell("XFA1048000", "x")
    ));
    let cases: Vec<(&str, Vec<u8>, Unreadable)> = vec![
        ("nothing", Vec::new(), Unreadable::Missing),
        ("huge", vec![b'a'; LARGEST_BYTES + 1], Unreadable::TooLarge),
        ("long", long.into_bytes(), Unreadable::TooManyRows),
        ("wide", wide.into_bytes(), Unreadable::TooManyColumns),
        ("latin", b"Nom;Type\n\xC9cole;school\n".to_vec(), Unreadable::NotUtf8),
        ("binary", b"\x7fELF\0\0\0".to_vec(), Unreadable::NotAList),
        ("old", [0xD0, 0xCF, 0x11, 0xE0, 0xA1].to_vec(), Unreadable::OldWorkbook),
        ("half a zip", b"PK\x03\x04 and no more".to_vec(), Unreadable::Broken),
        ("a zip that is no workbook", workbook(&[("a.txt", b"a")]), Unreadable::Broken),
        ("swelling", swelling, Unreadable::Swells),
        ("many parts", workbook(&many), Unreadable::Swells),
        ("the last corner", corner, Unreadable::TooManyColumns),
        ("headings alone", b"Nom;Type\n\n;\n".to_vec(), Unreadable::Empty),
    ];
    for (what, bytes, expected) in cases {
        assert_eq!(sheet::read(&bytes).map(|_| ()), Err(expected), "{what}");
    }
}

#[test]
fn headings_are_found_in_three_languages_and_by_code() {
    for heading in
        ["Reçoit les signalements", "RECOIT LES SIGNALEMENTS", "ontvangt meldingen", "receives_reports"]
    {
        assert_eq!(Column::named(heading), Some(Column::ReceivesReports), "{heading}");
    }
    assert_eq!(Column::named("Humeur"), None);
    for lang in kernel::Lang::ALL {
        let read = String::from_utf8(template(lang)).unwrap();
        let headings: Vec<_> =
            read.trim_start_matches('\u{feff}').trim_end().split(';').map(Column::named).collect();
        assert_eq!(headings, Column::ALL.iter().map(|c| Some(*c)).collect::<Vec<_>>(), "{lang:?}");
    }
}

#[test]
fn dates_and_yes_are_read_as_people_write_them() {
    for (text, expected) in [
        ("2019-05-01", Some("2019-05-01")),
        ("1/5/2019", Some("2019-05-01")),
        ("01.05.2019", Some("2019-05-01")),
        ("31/02/2019", None),
        ("mai 2019", None),
        ("1/5/19", None),
    ] {
        assert_eq!(plan::read_date(text).map(|d| d.to_string()).as_deref(), expected, "{text}");
    }
    assert_eq!(plan::read_yes("Oui"), Some(true));
    assert_eq!(plan::read_yes("nee"), Some(false));
    assert_eq!(plan::read_yes("peut-être"), None);
}

#[test]
fn no_cell_of_an_export_computes() {
    for (text, expected) in [
        ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""),
        ("+32 000", "'+32 000"),
        ("-", "'-"),
        ("@sum", "'@sum"),
        ("a=b", "a=b"),
        ("deux\nlignes", "\"deux\nlignes\""),
    ] {
        assert_eq!(quoted(text), expected);
    }
}

fn fates(plan: &Plan) -> Vec<&'static str> {
    plan.rows
        .iter()
        .map(|r| match r.fate {
            Fate::New { .. } => "new",
            Fate::Changed { .. } => "changed",
            Fate::Unchanged => "unchanged",
            Fate::Wrong(_) => "wrong",
        })
        .collect()
}

#[test]
fn a_list_is_taken_over_whole_or_not_at_all() {
    run(async {
        let t = TestApp::new().await;
        let cx = t.system();
        let known = InstitutionFields {
            code: "saj-v".into(),
            pack: "be-fwb".into(),
            service_type: "saj".into(),
            name: "SAJ de Valmourne".into(),
            limits: "Ne peut rien imposer.".into(),
            ..InstitutionFields::default()
        };
        record_institution(&cx, known).await.unwrap();
        let bad = "Code;Cadre juridique;Nom;Type de service;Reçoit les signalements;Ouverte le;Humeur\n\
                   saj-v;;SAJ de Valmourne;SAJ;oui;;gaie\n\
                   ;be-fwb;SASE Le Fil;SAIE;;;\n\
                   ;be-fwb;Le Fil;inconnu;peut-être;31/02/2019;\n\
                   ;be-fwb;SAJ DE VALMOURNE;saj;;;\n";
        let sheet = sheet::read(bad.as_bytes()).unwrap();
        let Taken::Refused(plan) = super::take_over(&cx, &sheet).await.unwrap() else {
            panic!("it was taken over")
        };
        // « SAIE » is a former name: today it is not the name of a type any more.
        assert_eq!(fates(&plan), ["changed", "wrong", "wrong", "wrong"], "{plan:?}");
        assert_eq!(plan.unknown, ["Humeur"]);
        let Fate::Wrong(all) = &plan.rows[2].fate else { panic!() };
        let columns: Vec<Column> = all.iter().map(|w| w.column).collect();
        assert_eq!(
            columns,
            [Column::Type, Column::ReceivesReports, Column::OpenedOn],
            "every fault of a row at once"
        );
        assert_eq!(plan.rows[3].line, 5);
        let stored = {
            let mut conn = cx.read().await.unwrap();
            institution_by_code(&mut conn, "saj-v").await.unwrap().unwrap()
        };
        assert_eq!((stored.version, stored.fields.receives_reports), (1, false), "nothing was written");

        let good = "Code;Cadre juridique;Nom;Type de service;Reçoit les signalements;Téléphone;Point de contact\n\
                    saj-v;;SAJ de Valmourne;SAJ;oui;+32 000;Permanence\n\
                    ;be-fwb;SASE Le Fil;SASE;;;\n";
        let sheet = sheet::read(good.as_bytes()).unwrap();
        let done = super::take_over(&cx, &sheet).await.unwrap();
        assert!(matches!(done, Taken::Over { recorded: 1, amended: 1, unchanged: 0 }), "{done:?}");
        let mut conn = cx.read().await.unwrap();
        let saj = institution_by_code(&mut conn, "saj-v").await.unwrap().unwrap();
        assert_eq!(saj.fields.limits, "Ne peut rien imposer.", "an empty cell leaves what is known");
        assert_eq!(saj.fields.phone, "+32 000");
        assert!(
            institution_by_code(&mut conn, "sase-le-fil").await.unwrap().is_some(),
            "a code is made from the name"
        );
        // Again: nothing to do. And what is exported is read back as it is.
        let again = super::look(&cx, &mut conn, &sheet).await.unwrap();
        assert_eq!(fates(&again), ["unchanged", "unchanged"]);
        let exported = export(&mut conn, kernel::Lang::Nl).await.unwrap();
        assert!(String::from_utf8_lossy(&exported).contains(";'+32 000;"));
        let back = super::look(&cx, &mut conn, &sheet::read(&exported).unwrap()).await.unwrap();
        assert_eq!(fates(&back), ["unchanged", "unchanged"], "{back:?}");
    });
}

#[test]
fn a_code_that_comes_twice_is_told_by_row_and_column_and_a_made_one_gives_way() {
    run(async {
        let t = TestApp::new().await;
        let cx = t.system();
        let twice = "Code;Cadre juridique;Nom;Type de service\n\
                     le-fil;be-fwb;SASE Le Fil;SASE\n\
                     autre;be-fwb;AMO Passe-Rives;AMO\n\
                     le-fil;fr;AEMO Le Fil;aemo\n";
        let sheet = sheet::read(twice.as_bytes()).unwrap();
        let Taken::Refused(plan) = super::take_over(&cx, &sheet).await.unwrap() else {
            panic!("it was taken over")
        };
        assert_eq!(fates(&plan), ["new", "new", "wrong"], "{plan:?}");
        let Fate::Wrong(all) = &plan.rows[2].fate else { panic!() };
        assert_eq!((plan.rows[2].line, all[0].column), (4, Column::Code));
        assert!(all[0].message.contains("ligne 2"), "{}", all[0].message);

        // One row has no code, and the one made from its name is that of a later row.
        let made = "Code;Cadre juridique;Nom;Type de service;Nom précédent;Ancien type de service\n\
                    ;be-fwb;SASE Le Fil;SASE;SAIE Le Fil;SAIE\n\
                    sase-le-fil;be-fwb;AMO Passe-Rives;AMO;;\n";
        let sheet = sheet::read(made.as_bytes()).unwrap();
        let done = super::take_over(&cx, &sheet).await.unwrap();
        assert!(matches!(done, Taken::Over { recorded: 2, .. }), "{done:?}");
        let mut conn = cx.read().await.unwrap();
        let amo = institution_by_code(&mut conn, "sase-le-fil").await.unwrap().unwrap();
        assert_eq!(amo.fields.name, "AMO Passe-Rives");
        let search = crate::directory::Search { words: "saie".into(), ..Default::default() };
        let sase = crate::directory::search(&mut conn, &search, None, 5).await.unwrap();
        let former = crate::directory::former_names(&mut conn, sase[0].id).await.unwrap();
        assert_eq!(former[0].service_type.as_deref(), Some("SAIE"), "as it was called then");
    });
}

#[test]
fn a_second_click_says_what_the_first_did() {
    run(async {
        let t = TestApp::new().await;
        let saj = t.institution("saj", "SAJ de Valmourne").await;
        let boss = t.person(saj, "Dominique", "Charlier", &[FunctionKind::Administrator]).await;
        let office = t.sign_in(&boss).await;
        let list = "Nom;Type de service\nAMO Passe-Rives;AMO\n";
        let page = office.upload("/institutions/import", &[], "file", "liste.csv", list.as_bytes()).await;
        let key = ("_key", "0123456789abcdef0123456789abcdef");
        for click in ["first", "second"] {
            let done = office.post(&page.location, &[key]).await;
            assert_eq!(
                (done.status, done.location.as_str()),
                (303, "/institutions?done=imported"),
                "{click}"
            );
        }
        assert_eq!(office.post(&page.location, &[]).await.status, 404, "another form: the list is gone");
    });
}

#[test]
fn the_pages_show_first_and_do_after() {
    run(async {
        let t = TestApp::new().await;
        let saj = t.institution("saj", "SAJ de Valmourne").await;
        let spj = t.institution("spj", "SPJ de Valmourne").await;
        let boss = t.person(saj, "Dominique", "Charlier", &[FunctionKind::Administrator]).await;
        let other = t.person(spj, "Martine", "Leroy", &[FunctionKind::Administrator]).await;
        let worker = t.person(saj, "Nour", "Haddad", &[FunctionKind::Caseworker]).await;
        let office = t.sign_in(&boss).await;
        assert_eq!(t.sign_in(&worker).await.get("/institutions/import").await.status, 404);
        let send =
            async |bytes: &[u8]| office.upload("/institutions/import", &[], "file", "liste.csv", bytes).await;
        let page = send(b"Nom;Type\n\xC9cole;school\n").await;
        assert_eq!(page.status, 422);
        assert!(page.has("UTF-8"), "{}", page.body);

        // Somebody else's page, changed by a list: refused.
        let page = send("Nom;Type de service;Limites\nSPJ de Valmourne;spj;tout\n".as_bytes()).await;
        let page = office.get(&page.location).await;
        assert!(page.has("tient elle-même sa page") && !page.has("Reprendre cette liste"), "{}", page.body);

        let list = "Nom;Type de service;Limites\nAMO Passe-Rives;amo;<script>alert(1)</script>\n";
        let page = send(list.as_bytes()).await;
        assert_eq!(page.status, 303, "{}", page.body);
        let place = page.location.clone();
        let page = office.get(&place).await;
        assert!(page.has("1 institution nouvelle") && page.has("Reprendre cette liste"), "{}", page.body);
        assert_eq!(t.sign_in(&other).await.get(&place).await.status, 404, "a list is its sender's");
        assert!(!t.browser().get("/institutions").await.has("AMO Passe-Rives"), "nothing yet");
        let key = "0190b4f4-0000-7000-8000-000000000001";
        let page = office.post(&place, &[("_key", key)]).await;
        assert_eq!(
            (page.status, page.location.as_str()),
            (303, "/institutions?done=imported"),
            "{}",
            page.body
        );
        let listed = t.browser().get("/institutions?q=passe").await;
        assert!(listed.has("AMO Passe-Rives"));
        let href = listed.body.split("href=\"/institutions/").filter(|s| s.len() > 32).last().unwrap();
        let page = t.browser().get(&format!("/institutions/{}", &href[..32])).await;
        assert!(page.has("&lt;script&gt;") && !page.has("<script>alert"), "shown as text: {}", page.body);
        let csv = office.get("/institutions/export").await;
        assert!(csv.header("content-disposition").starts_with("attachment") && csv.has("AMO Passe-Rives"));
    });
}
