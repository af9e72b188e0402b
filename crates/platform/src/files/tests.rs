// SPDX-License-Identifier: EUPL-1.2

use uuid::Uuid;

use super::zip;
use super::*;
use crate::args;
use crate::db::{Db, Technical};
use crate::testing::{TestDb, run};

const T: Instant = Instant(1_789_430_400_000_000);

fn id(n: u128) -> AttachmentId {
    AttachmentId(Uuid::from_u128(n))
}

/// A zip container with these entries, stored as they are.
fn container(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    let half = |n: usize| u16::try_from(n).unwrap().to_le_bytes();
    let whole = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
    for (name, content) in entries {
        let offset = out.len();
        let sizes = [&[0; 4][..], &whole(content.len()), &whole(content.len()), &half(name.len())].concat();
        out.extend([&b"PK\x03\x04"[..], &[20, 0, 0, 0, 0, 0, 0, 0, 0, 0], &sizes, &[0; 2]].concat());
        out.extend([name.as_bytes(), content].concat());
        list.extend([&b"PK\x01\x02"[..], &[20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0], &sizes, &[0; 12]].concat());
        list.extend([&whole(offset)[..], name.as_bytes()].concat());
    }
    let start = out.len();
    out.extend(&list);
    let count = half(entries.len());
    out.extend(
        [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &whole(list.len()), &whole(start), &[0; 2]].concat(),
    );
    out
}

fn office(main: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    container(&[&[("_rels/.rels", &b"x"[..]), ("[Content_Types].xml", b"x"), (main, b"x")], more].concat())
}

fn open_document(kind: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mime = format!("application/vnd.oasis.opendocument.{kind}");
    container(&[&[("mimetype", mime.as_bytes()), ("content.xml", b"x")], more].concat())
}

fn film(brand: &[u8; 4]) -> Vec<u8> {
    [&[0, 0, 0, 0x18][..], b"ftyp", brand, &[0, 0, 0, 0], b"isomiso2"].concat()
}

#[test]
fn the_content_decides_what_a_file_is() {
    let accepted: Vec<(&str, Vec<u8>, Mime)> = vec![
        ("x.exe", b"%PDF-1.7\n%\xE2\xE3\n".to_vec(), Mime::Pdf),
        ("x", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0".to_vec(), Mime::Jpeg),
        ("x", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), Mime::Png),
        ("x", b"GIF89a\x01\0\x01\0".to_vec(), Mime::Gif),
        ("x", b"RIFF\x24\0\0\0WEBPVP8 ".to_vec(), Mime::Webp),
        ("x", b"RIFF\x24\0\0\0WAVEfmt ".to_vec(), Mime::Wav),
        ("x", film(b"heic"), Mime::Heic),
        ("x", film(b"M4A "), Mime::M4a),
        ("x", film(b"isom"), Mime::Mp4),
        ("x", film(b"3gp5"), Mime::Mp4),
        ("x", b"ID3\x03\0\0\0\0\0\x0A".to_vec(), Mime::Mp3),
        ("x", b"OggS\0\x02\0\0\0\0\0\0\0\0".to_vec(), Mime::Ogg),
        ("x", [&b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\xF7\x81\x01\x42\xF2\x81\x04\x42\xF3\x81\x08\x42\x82\x84webm"[..], &[0; 256]].concat(), Mime::Webm),
        ("x", office("word/document.xml", &[]), Mime::Docx),
        ("x", office("xl/workbook.xml", &[]), Mime::Xlsx),
        ("x", open_document("text", &[]), Mime::Odt),
        ("x", open_document("spreadsheet", &[]), Mime::Ods),
        ("note.txt", "L’école dit « il a peur ».\r\n\tFin.".as_bytes().to_vec(), Mime::Text),
        ("x.csv", b"nom;date\n\"a;b\";2026\n".to_vec(), Mime::Csv),
        ("x.csv", b"just a sentence, with a comma\nand another line".to_vec(), Mime::Text),
        ("x.txt", b"nom;date\na;2026\n".to_vec(), Mime::Text),
        ("x.html", b"1 < 2 and <b>so</b> on".to_vec(), Mime::Text),
    ];
    for (n, (name, bytes, expected)) in accepted.iter().enumerate() {
        assert_eq!(sniff(name, bytes), Ok(*expected), "{n}");
    }
}

#[test]
fn what_could_run_or_hide_is_refused_with_its_reason() {
    let refused: Vec<(&str, Vec<u8>, Refusal)> = vec![
        ("x.pdf", Vec::new(), EMPTY),
        ("photo.jpg", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF".to_vec(), PROGRAM),
        ("x", [&b"\x7FELF\x02\x01\x01\0"[..], &[0; 64]].concat(), PROGRAM),
        // The two letters of a program: refused rather than guessed.
        ("x.txt", b"MZ is how this sentence begins".to_vec(), PROGRAM),
        ("x.pdf", b"<html>%PDF-1.7".to_vec(), WEB_PAGE),
        ("x.pdf", b"\0\0%PDF-1.7".to_vec(), NOT_LISTED),
        ("x", b"\0asm\x01\0\0\0".to_vec(), PROGRAM),
        ("x.txt", b"#!/bin/sh\nrm -rf /\n".to_vec(), PROGRAM),
        ("x.docx", office("word/document.xml", &[("word/vbaProject.bin", b"x")]), PROGRAM),
        ("x.odt", open_document("text", &[("Basic/script-lc.xml", b"x")]), PROGRAM),
        ("x.jpg", b"<!DOCTYPE html><script>alert(1)</script>".to_vec(), WEB_PAGE),
        ("x.txt", b"\xEF\xBB\xBF \n <html><body>".to_vec(), WEB_PAGE),
        ("x.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec(), WEB_PAGE),
        ("x.svg", b"<?xml version=\"1.0\"?><svg/>".to_vec(), WEB_PAGE),
        ("x.txt", b"<!-- --><script>".to_vec(), WEB_PAGE),
        ("x.zip", container(&[("a.txt", b"x")]), ARCHIVE),
        ("x.docx", container(&[("word/document.xml", b"x")]), ARCHIVE),
        ("x", b"\x1F\x8B\x08\0\0\0\0\0".to_vec(), ARCHIVE),
        ("x", b"Rar!\x1A\x07\0".to_vec(), ARCHIVE),
        ("x", b"7z\xBC\xAF\x27\x1C\0".to_vec(), ARCHIVE),
        ("x.docx", office("word/document.xml", &[])[..60].to_vec(), BROKEN),
        ("x.txt", b"L'\xE9cole est ferm\xE9e".to_vec(), ENCODING),
        ("x.txt", b"\xFF\xFEa\0b\0".to_vec(), ENCODING),
        ("x.txt", b"a\0b".to_vec(), NOT_LISTED),
        ("x.tiff", b"II*\0\x08\0\0\0\0\0".to_vec(), NOT_LISTED),
        ("x", film(b"qt  "), NOT_LISTED),
        ("x.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0".to_vec(), NOT_LISTED),
        ("x", vec![1, 2, 3, 200], NOT_LISTED),
    ];
    for (n, (name, bytes, expected)) in refused.iter().enumerate() {
        assert_eq!(sniff(name, bytes), Err(*expected), "{n}: {name}");
    }
}

#[test]
fn a_container_cut_anywhere_harms_nobody() {
    let whole = office("word/document.xml", &[]);
    for length in 0..whole.len() {
        assert_ne!(zip::look(&whole[..length]), Some(zip::Office::Docx), "{length}");
    }
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] = 0xFF;
        let _ = zip::look(&changed);
    }
}

#[test]
fn names_are_cleaned_and_tell_the_truth() {
    let cases = [
        ("Bulletin de Léo.pdf", Mime::Pdf, "Bulletin de Léo.pdf"),
        ("C:\\Mes documents\\scan.PDF", Mime::Pdf, "scan.pdf"),
        ("../../etc/passwd", Mime::Text, "passwd.txt"),
        ("rapport.exe", Mime::Text, "rapport.exe.txt"),
        ("photo.jpeg", Mime::Jpeg, "photo.jpeg"),
        ("photo.jpg", Mime::Png, "photo.jpg.png"),
        ("fdp\u{202E}cod.exe", Mime::Pdf, "fdpcod.exe.pdf"),
        ("a\r\nb\0<c>:\"d\".txt", Mime::Text, "a b-c---d-.txt"),
        ("...", Mime::Gif, "document.gif"),
        ("", Mime::Gif, "document.gif"),
        ("con.txt", Mime::Text, "_con.txt"),
        ("Lpt1", Mime::Text, "_Lpt1.txt"),
        ("a . ", Mime::Csv, "a.csv"),
    ];
    for (given, mime, expected) in cases {
        assert_eq!(clean_name(given, mime), expected, "{given:?}");
    }
    let long = clean_name(&"é".repeat(500), Mime::Docx);
    assert_eq!((long.chars().count(), long.ends_with("é.docx")), (120, true));
}

async fn store(db: &Db, n: u128, bytes: &[u8]) -> Result<Stored, FileError> {
    let mut tx = db.begin(T).await.unwrap();
    let stored = put(&mut tx, id(n), "note.txt", bytes, Limits { bytes: 3 * PART }).await?;
    tx.commit_technical(Technical::Synthetic).await.unwrap();
    Ok(stored)
}

#[test]
fn what_comes_back_is_what_was_stored() {
    run(async {
        let db = TestDb::new().await;
        let sizes = [1, 16, PART - 1, PART, PART + 1, 3 * PART];
        for (n, size) in sizes.into_iter().enumerate() {
            let bytes: Vec<u8> = (0..size).map(|i| b'a' + (i % 23) as u8).collect();
            let stored = store(&db, n as u128, &bytes).await.unwrap();
            assert_eq!(stored.parts(), size.div_ceil(PART) as i64);
            let mut conn = db.read().await.unwrap();
            let (again, back) = read(&mut conn, id(n as u128)).await.unwrap().unwrap();
            assert!(again == stored && back == bytes, "{size}");
            assert_eq!(read_part(&mut conn, id(n as u128), stored.parts()).await.unwrap(), None);
        }
        let too_large = store(&db, 99, &vec![b'a'; 3 * PART + 1]).await;
        assert!(matches!(too_large, Err(FileError::Refused(TOO_LARGE))));
        assert!(read(&mut db.read().await.unwrap(), id(99)).await.unwrap().is_none());
    });
}

#[test]
fn a_damaged_file_is_told_and_a_removed_one_is_gone() {
    run(async {
        let db = TestDb::new().await;
        store(&db, 1, &vec![b'a'; 2 * PART]).await.unwrap();
        store(&db, 2, b"whole").await.unwrap();
        let mut tx = db.begin(T).await.unwrap();
        let sql = "UPDATE file_parts SET bytes = $1 WHERE part = $2";
        tx.run(sql, args![vec![b'b'; PART], 1i64]).await.unwrap();
        assert!(matches!(read(&mut tx, id(1)).await, Err(StoreError::Engine(_))));
        tx.run("DELETE FROM file_parts WHERE part = $1", args![1i64]).await.unwrap();
        assert!(matches!(read(&mut tx, id(1)).await, Err(StoreError::Engine(_))));
        remove(&mut tx, id(1)).await.unwrap();
        assert!(read(&mut tx, id(1)).await.unwrap().is_none());
        assert!(read(&mut tx, id(2)).await.unwrap().is_some());
        let parts: Option<i64> = tx.value("SELECT COUNT(*) FROM file_parts", args![]).await.unwrap();
        assert_eq!(parts, Some(1));
    });
}

#[test]
fn what_browsers_show_and_what_is_only_downloaded() {
    let shown: Vec<&str> = Mime::ALL.iter().filter(|m| m.is_previewable()).map(|m| m.endings()[0]).collect();
    assert_eq!(shown.join(" "), "pdf jpg png gif webp txt mp3 m4a ogg wav mp4 webm");
    assert!(Mime::accept().starts_with(".pdf,.jpg,.jpeg,"));
}
