// SPDX-License-Identifier: EUPL-1.2
//! What a spreadsheet program keeps in a cell, as the text that a person sees there.

use std::io::{Cursor, Read};

use super::{EMPTY_COLUMNS_END, EMPTY_ROWS_END, Gather, Sheet};
use super::{GROWTH_COUNTS_FROM, MOST_GROWTH, MOST_PARTS, MOST_UNPACKED};
use crate::words::{Code, Problem};

/// A number as a person writes it: whole ones without `.0`.
pub fn whole_number(n: f64) -> String {
    if n == 0.0 {
        return "0".to_owned();
    }
    format!("{n}")
}

/// A date, a time, or both, as `2026-11-30 08:00:00`.
pub(super) fn moment(at: &calamine::ExcelDateTime) -> String {
    if at.is_duration() || at.as_f64() < 1.0 {
        let seconds = (at.as_f64() * 86_400.0).round();
        let seconds = if seconds.is_finite() && seconds >= 0.0 { seconds as u64 } else { 0 };
        return format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
    if !(0.0..2_958_466.0).contains(&at.as_f64()) {
        return whole_number(at.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

/// Without the space around it; the space that does not break is an ordinary one, as nobody can see the difference.
pub(super) fn clean(text: &str) -> String {
    text.trim().replace('\u{a0}', " ")
}

/// Puts rows with their numbers, from 0, into a sheet, as a workbook is read: a run of empty columns ends the headings,
/// a run of empty rows ends the sheet, and columns without a heading are not looked at.
pub(super) fn sheet(
    name: &str,
    rows: impl IntoIterator<Item = (usize, Vec<String>)>,
) -> Result<(Sheet, Vec<Problem>), Problem> {
    let mut gather = Gather::new(name);
    let mut problems = Vec::new();
    let mut last = 0;
    let mut rows = rows.into_iter().filter(|(_, cells)| cells.iter().any(|c| !c.is_empty())).peekable();
    if let Some((_, mut headings)) = rows.next_if(|(number, _)| *number == 0) {
        let mut empty = 0;
        let mut end = headings.len();
        for (at, heading) in headings.iter().enumerate() {
            empty = if heading.is_empty() { empty + 1 } else { 0 };
            if empty > EMPTY_COLUMNS_END {
                end = at;
                break;
            }
        }
        headings.truncate(end);
        for (at, heading) in headings.iter_mut().enumerate() {
            *heading = heading.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
            let _ = at;
        }
        for (at, heading) in headings.iter().enumerate() {
            if !heading.is_empty() && headings[..at].contains(heading) {
                let twice = Problem::new(Code::HeadingTwice).sheet(name).row(1).column(at + 1, heading);
                problems.push(twice.with("heading", heading));
            }
        }
        gather.row(1, headings)?;
    }
    for (number, mut cells) in rows {
        if number > last + EMPTY_ROWS_END + 1 {
            break;
        }
        last = number;
        cells.truncate(gather.sheet.headings.len());
        gather.row(number + 1, cells)?;
    }
    Ok((gather.sheet, problems))
}

/// Unpacks every part, counting, before anything reads it: sizes that an archive claims for itself prove nothing.
pub(super) fn unpacks_well(bytes: &[u8]) -> Result<(), Problem> {
    let broken = || Problem::new(Code::BrokenWorkbook);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if archive.len() > MOST_PARTS {
        return Err(Problem::new(Code::Swells));
    }
    let packed = bytes.len() as u64;
    let mut left = MOST_UNPACKED.min((packed * MOST_GROWTH).max(GROWTH_COUNTS_FROM));
    for i in 0..archive.len() {
        let part = archive.by_index(i).map_err(|_| broken())?;
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| broken())?;
        left = left.checked_sub(read).ok_or_else(|| Problem::new(Code::Swells))?;
    }
    Ok(())
}
