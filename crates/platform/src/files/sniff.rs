// SPDX-License-Identifier: EUPL-1.2
//! What a file is, by its content.

use kernel::Refusal;

use super::zip::{self, Office};
use super::{ARCHIVE, BROKEN, EMPTY, ENCODING, NOT_LISTED, PROGRAM, WEB_PAGE};

/// What is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mime {
    /// PDF.
    Pdf,
    /// Photograph.
    Jpeg,
    /// Picture.
    Png,
    /// Picture.
    Gif,
    /// Picture.
    Webp,
    /// Photograph of a telephone; few browsers show it.
    Heic,
    /// Plain text in UTF-8.
    Text,
    /// Table as text.
    Csv,
    /// Word document.
    Docx,
    /// Excel workbook.
    Xlsx,
    /// OpenDocument text.
    Odt,
    /// OpenDocument workbook.
    Ods,
    /// Sound.
    Mp3,
    /// Sound.
    M4a,
    /// Sound.
    Ogg,
    /// Sound.
    Wav,
    /// Film.
    Mp4,
    /// Film.
    Webm,
}

kernel::codes!(Mime {
    Pdf = "application/pdf",
    Jpeg = "image/jpeg",
    Png = "image/png",
    Gif = "image/gif",
    Webp = "image/webp",
    Heic = "image/heic",
    Text = "text/plain; charset=utf-8",
    Csv = "text/csv; charset=utf-8",
    Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Odt = "application/vnd.oasis.opendocument.text",
    Ods = "application/vnd.oasis.opendocument.spreadsheet",
    Mp3 = "audio/mpeg",
    M4a = "audio/mp4",
    Ogg = "audio/ogg",
    Wav = "audio/wav",
    Mp4 = "video/mp4",
    Webm = "video/webm",
});

impl Mime {
    /// Endings of names that go with it; the first is given to a name that has none of them.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Mime::Pdf => &["pdf"],
            Mime::Jpeg => &["jpg", "jpeg"],
            Mime::Png => &["png"],
            Mime::Gif => &["gif"],
            Mime::Webp => &["webp"],
            Mime::Heic => &["heic", "heif"],
            Mime::Text => &["txt", "text", "md"],
            Mime::Csv => &["csv", "tsv"],
            Mime::Docx => &["docx"],
            Mime::Xlsx => &["xlsx"],
            Mime::Odt => &["odt"],
            Mime::Ods => &["ods"],
            Mime::Mp3 => &["mp3"],
            Mime::M4a => &["m4a"],
            Mime::Ogg => &["ogg", "oga", "opus"],
            Mime::Wav => &["wav"],
            Mime::Mp4 => &["mp4", "m4v"],
            Mime::Webm => &["webm"],
        }
    }

    /// Whether a browser may show it inside a page. Everything else is only downloaded.
    pub const fn is_previewable(self) -> bool {
        match self {
            Mime::Pdf | Mime::Jpeg | Mime::Png | Mime::Gif | Mime::Webp | Mime::Text => true,
            Mime::Mp3 | Mime::M4a | Mime::Ogg | Mime::Wav | Mime::Mp4 | Mime::Webm => true,
            Mime::Heic | Mime::Csv | Mime::Docx | Mime::Xlsx | Mime::Odt | Mime::Ods => false,
        }
    }

    /// The value for the `accept` attribute of a file field.
    pub fn accept() -> String {
        let endings = Mime::ALL.iter().flat_map(|m| m.endings());
        endings.map(|e| format!(".{e}")).collect::<Vec<_>>().join(",")
    }
}

/// What a file is, or why it is refused. The name only tells a table from a text, both harmless.
pub fn sniff(name: &str, bytes: &[u8]) -> Result<Mime, Refusal> {
    if bytes.is_empty() {
        return Err(EMPTY);
    }
    if bytes.starts_with(b"PK") {
        return office(bytes);
    }
    if bytes.starts_with(b"#!") {
        return Err(PROGRAM);
    }
    // A film or a sound is one box after another (ISO 14496-12): the brand of the first tells which.
    if bytes.get(4..8) == Some(b"ftyp") {
        return iso_media(bytes.get(8..12).unwrap_or_default());
    }
    let seen = infer::get(bytes);
    match seen.map(|t| (t.matcher_type(), t.mime_type())) {
        // Some readers also find a PDF behind other content: then it could be two things at once.
        Some((_, "application/pdf")) if bytes.starts_with(b"%PDF-") => Ok(Mime::Pdf),
        Some((_, "image/jpeg")) => Ok(Mime::Jpeg),
        Some((_, "image/png")) => Ok(Mime::Png),
        Some((_, "image/gif")) => Ok(Mime::Gif),
        Some((_, "image/webp")) => Ok(Mime::Webp),
        Some((_, "audio/mpeg")) => Ok(Mime::Mp3),
        Some((_, "audio/ogg" | "audio/opus")) => Ok(Mime::Ogg),
        Some((_, "audio/x-wav")) => Ok(Mime::Wav),
        Some((_, "video/webm")) => Ok(Mime::Webm),
        Some((_, "application/x-x509-ca-cert")) => Err(NOT_LISTED),
        Some((infer::MatcherType::App, _)) | Some((_, "text/x-shellscript")) => Err(PROGRAM),
        Some((infer::MatcherType::Archive, mime)) if is_archive(mime) => Err(ARCHIVE),
        // A text may begin with the same few letters as something else: « BM », « MZ »…
        Some((_, mime)) if !mime.starts_with("text/") && !is_text(bytes) => Err(NOT_LISTED),
        _ => text(name, bytes),
    }
}

fn is_archive(mime: &str) -> bool {
    [
        "tar",
        "rar",
        "gzip",
        "bzip",
        "7z",
        "xz",
        "cab",
        "zstd",
        "lz",
        "compress",
        "cpio",
        "rpm",
        "debian",
        "unix-archive",
    ]
    .iter()
    .any(|word| mime.contains(word))
}

fn iso_media(brand: &[u8]) -> Result<Mime, Refusal> {
    match brand {
        b"M4A " | b"M4B " => Ok(Mime::M4a),
        b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1" => Ok(Mime::Heic),
        b"isom" | b"iso2" | b"iso3" | b"iso4" | b"iso5" | b"iso6" | b"mp41" | b"mp42" | b"avc1" | b"MSNV"
        | b"M4V " | b"M4VH" | b"M4VP" | b"dash" | b"f4v " | b"mmp4" => Ok(Mime::Mp4),
        // Telephones: 3gp4, 3gp5, 3g2a…
        [b'3', b'g', ..] => Ok(Mime::Mp4),
        _ => Err(NOT_LISTED),
    }
}

fn office(bytes: &[u8]) -> Result<Mime, Refusal> {
    match zip::look(bytes) {
        Some(Office::Docx) => Ok(Mime::Docx),
        Some(Office::Xlsx) => Ok(Mime::Xlsx),
        Some(Office::Odt) => Ok(Mime::Odt),
        Some(Office::Ods) => Ok(Mime::Ods),
        Some(Office::WithMacros) => Err(PROGRAM),
        Some(Office::OtherArchive) => Err(ARCHIVE),
        None if is_text(bytes) => Ok(Mime::Text),
        None => Err(BROKEN),
    }
}

/// Whether it reads as text in UTF-8: no control characters but those of lines and pages.
fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes)
        .is_ok_and(|t| !t.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{C}')))
}

fn text(name: &str, bytes: &[u8]) -> Result<Mime, Refusal> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        // Latin-1 and UTF-16 texts of old machines: only few bytes that no text has.
        let odd = bytes.iter().filter(|b| **b < 9 || (14..32).contains(*b)).count();
        let is_wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
        return Err(if odd == 0 || is_wide { ENCODING } else { NOT_LISTED });
    };
    if !is_text(bytes) {
        return Err(NOT_LISTED);
    }
    if is_markup(text) {
        return Err(WEB_PAGE);
    }
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default();
    let is_table = Mime::Csv.endings().contains(&ending.as_str()) && has_columns(text);
    Ok(if is_table { Mime::Csv } else { Mime::Text })
}

/// Whether a browser could take it for a page: it begins with a tag. A text of ours never does.
fn is_markup(text: &str) -> bool {
    let start: String =
        text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').chars().take(64).collect();
    let start = start.to_lowercase();
    let Some(after) = start.strip_prefix('<') else { return false };
    after.starts_with(['!', '?', '/']) || after.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether the first lines have the same number of columns, more than one.
fn has_columns(text: &str) -> bool {
    [';', ',', '\t'].iter().any(|separator| {
        let mut counts = text.lines().filter(|l| !l.trim().is_empty()).take(20).map(|line| {
            let mut quoted = false;
            let mut count = 0;
            for c in line.chars() {
                quoted ^= c == '"';
                count += usize::from(c == *separator && !quoted);
            }
            count
        });
        let first = counts.next().unwrap_or(0);
        first > 0 && counts.all(|n| n == first)
    })
}
