// SPDX-License-Identifier: EUPL-1.2
//! Looks into a zip container without unpacking anything: the list of names at its end, and nothing else. Whatever the
//! content would swell to, it is never unpacked here.

/// What a zip container is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Office {
    Docx,
    Xlsx,
    Odt,
    Ods,
    /// An office document that holds programs.
    WithMacros,
    /// Anything else: one cannot see what is in it.
    OtherArchive,
}

/// More entries than any document has.
const MOST_ENTRIES: usize = 20_000;

/// What the container is; `None` when it is broken.
pub(super) fn look(bytes: &[u8]) -> Option<Office> {
    let names = names(bytes)?;
    let has = |wanted: &str| names.iter().any(|n| n.eq_ignore_ascii_case(wanted.as_bytes()));
    let has_in = |folder: &str| names.iter().any(|n| n.starts_with(folder.as_bytes()));
    let is_program = |name: &&[u8]| {
        let name = name.to_ascii_lowercase();
        name.ends_with(b"vbaproject.bin")
            || name.ends_with(b".exe")
            || name.ends_with(b".js")
            || name.ends_with(b".dll")
    };
    let macros = names.iter().any(is_program) || has_in("Basic/") || has_in("Scripts/");
    let kind = if has("[Content_Types].xml") && has("word/document.xml") {
        Office::Docx
    } else if has("[Content_Types].xml") && has("xl/workbook.xml") {
        Office::Xlsx
    } else {
        // OpenDocument 1.3, part 2, 3.3: the first entry is `mimetype`, stored as it is, with no extra field.
        match bytes.get(30..).and_then(|rest| rest.strip_prefix(b"mimetype")) {
            Some(rest) if rest.starts_with(b"application/vnd.oasis.opendocument.textPK") => Office::Odt,
            Some(rest) if rest.starts_with(b"application/vnd.oasis.opendocument.spreadsheetPK") => {
                Office::Ods
            }
            _ => return Some(Office::OtherArchive),
        }
    };
    Some(if macros { Office::WithMacros } else { kind })
}

/// The names in the central directory (APPNOTE 4.3.12, 4.3.16).
fn names(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    // The end record is 22 bytes and a comment of at most 65,535.
    let from = bytes.len().saturating_sub(22 + 65_535);
    let end = from + bytes.get(from..)?.windows(4).rposition(|w| w == b"PK\x05\x06")?;
    bytes.get(end..end + 22)?;
    let count = usize::from(u16_at(bytes, end + 10)?);
    let mut at = u32_at(bytes, end + 16)?;
    if count > MOST_ENTRIES {
        return None;
    }
    let mut names = Vec::with_capacity(count);
    for _ in 0..count {
        if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
            return None;
        }
        let (name, extra, comment) =
            (u16_at(bytes, at + 28)?, u16_at(bytes, at + 30)?, u16_at(bytes, at + 32)?);
        let start = at.checked_add(46)?;
        let stop = start.checked_add(usize::from(name))?;
        names.push(bytes.get(start..stop)?);
        at = stop.checked_add(usize::from(extra))?.checked_add(usize::from(comment))?;
    }
    Some(names)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(four.try_into().ok()?)).ok()
}
