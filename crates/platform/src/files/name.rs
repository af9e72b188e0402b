// SPDX-License-Identifier: EUPL-1.2
//! Names of files, made safe to show and to save under.

use super::Mime;

/// The longest name kept, in characters: room for the ending included.
const LONGEST: usize = 120;

/// A name that says what its sender called it and tells nobody a lie: no folders, no invisible characters, none that a
/// system gives a meaning to, and an ending that goes with the content. `rapport.exe` that is a text becomes
/// `rapport.exe.txt`.
pub fn clean_name(name: &str, mime: Mime) -> String {
    // Old browsers send whole paths.
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let cleaned: String = kernel::text::clean_line(last)
        .chars()
        .filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}'))
        .map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '-' } else { c })
        .collect();
    let cleaned = cleaned.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let ending = cleaned.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default();
    let (stem, ending) = match mime.endings().iter().find(|e| **e == ending) {
        Some(known) => (&cleaned[..cleaned.len() - known.len() - 1], *known),
        None => (cleaned, mime.endings()[0]),
    };
    let mut stem: String = stem.chars().take(LONGEST - ending.len() - 1).collect();
    stem.truncate(stem.trim_end_matches(|c: char| c == '.' || c.is_whitespace()).len());
    if stem.is_empty() {
        stem.push_str("document");
    }
    // Names that one system keeps for its devices.
    let first = stem.split('.').next().unwrap_or("").to_ascii_uppercase();
    let is_device = matches!(first.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (first.len() == 4
            && (first.starts_with("COM") || first.starts_with("LPT"))
            && first.ends_with(|c: char| c.is_ascii_digit()));
    if is_device {
        stem.insert(0, '_');
    }
    format!("{stem}.{ending}")
}
