// SPDX-License-Identifier: EUPL-1.2
//! Over how many cells the values of an old workbook are spread, told before anything makes room for them: two values in the
//! far corners of a hundred sheets fit in a few kilobytes and would ask for gigabytes.

/// The largest area of a sheet and the sum of all; nothing when the file is not what it claims to be.
pub(super) fn spread(bytes: &[u8]) -> Option<usize> {
    let container = Container::open(bytes)?;
    let stream = container.stream("Workbook").or_else(|| container.stream("Book"))?;
    let mut total = 0_usize;
    let (mut rows, mut columns) = (0_usize, 0_usize);
    let mut at = 0;
    while let (Some(kind), Some(length)) = (u16_at(&stream, at), u16_at(&stream, at + 2)) {
        let body = at + 4;
        match kind {
            // Cells: formula, blank, number, label, truth, string, shared string, number in short; several of them.
            0x0006 | 0x0201 | 0x0203 | 0x0204 | 0x0205 | 0x0207 | 0x00FD | 0x027E | 0x00BD | 0x00BE
            | 0x00D6 => {
                let row = usize::from(u16_at(&stream, body)?);
                let mut column = usize::from(u16_at(&stream, body + 2)?);
                if matches!(kind, 0x00BD | 0x00BE) && length >= 2 {
                    column = column.max(usize::from(u16_at(&stream, body + usize::from(length) - 2)?));
                }
                rows = rows.max(row + 1);
                columns = columns.max(column + 1);
            }
            // It ends.
            0x000A => {
                total = total.saturating_add(rows.saturating_mul(columns));
                (rows, columns) = (0, 0);
            }
            _ => {}
        }
        at = body + usize::from(length);
    }
    Some(total.saturating_add(rows.saturating_mul(columns)))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// A compound file: chains of sectors, listed in a table.
struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
}

/// Sectors from here on are marks, not sectors.
const MARKS: u32 = 0xFFFF_FFFA;

impl<'a> Container<'a> {
    fn open(bytes: &'a [u8]) -> Option<Container<'a>> {
        let shift = u16_at(bytes, 30)?;
        if !(7..=16).contains(&shift) {
            return None;
        }
        let mut container = Container { bytes, sector: 1 << shift, next: Vec::new() };
        let per_sector = container.sector / 4;
        let mut tables: Vec<u32> =
            (0..109).filter_map(|i| u32_at(bytes, 76 + i * 4)).filter(|s| *s < MARKS).collect();
        let mut more = u32_at(bytes, 68)?;
        let most = bytes.len() / container.sector + 1;
        for _ in 0..most {
            if more >= MARKS {
                break;
            }
            let table = container.sector(more)?;
            tables.extend((0..per_sector - 1).filter_map(|i| u32_at(table, i * 4)).filter(|s| *s < MARKS));
            more = u32_at(table, (per_sector - 1) * 4)?;
        }
        tables.truncate(most);
        for table in tables {
            let table = container.sector(table)?;
            container.next.extend((0..per_sector).filter_map(|i| u32_at(table, i * 4)));
        }
        Some(container)
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let from = (usize::try_from(number).ok()?.checked_add(1)?).checked_mul(self.sector)?;
        // The last sector of a file is sometimes cut short.
        let to = from.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(from..to)
    }

    fn chain(&self, first: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let mut at = first;
        while at < MARKS && out.len() <= self.bytes.len() {
            let Some(sector) = self.sector(at) else {
                break;
            };
            out.extend_from_slice(sector);
            let next = usize::try_from(at).ok().and_then(|i| self.next.get(i));
            at = next.copied().unwrap_or(u32::MAX);
        }
        out
    }

    fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let directory = self.chain(u32_at(self.bytes, 48)?);
        let entry = |wanted: &dyn Fn(&[u8], &str) -> bool| {
            directory.chunks_exact(128).find(|entry| {
                let length = usize::from(u16_at(entry, 64).unwrap_or(0)).saturating_sub(2).min(64);
                let units: Vec<u16> = (0..length / 2).filter_map(|i| u16_at(entry, i * 2)).collect();
                wanted(entry, &String::from_utf16_lossy(&units))
            })
        };
        let found = entry(&|_, n| n == name)?;
        let (first, size) = (u32_at(found, 116)?, usize::try_from(u32_at(found, 120)?).ok()?);
        let small = usize::try_from(u32_at(self.bytes, 56)?).ok()?;
        let mut stream = if size >= small {
            self.chain(first)
        } else {
            self.small(first, entry(&|e, _| e.get(66) == Some(&5))?)?
        };
        stream.truncate(size);
        Some(stream)
    }

    /// Small streams share the sectors of another, that of the root.
    fn small(&self, first: u32, root: &[u8]) -> Option<Vec<u8>> {
        let shift = u16_at(self.bytes, 32).filter(|s| *s <= 12)?;
        let piece = 1_usize << shift;
        let pool = self.chain(u32_at(root, 116)?);
        let table = self.chain(u32_at(self.bytes, 60)?);
        let mut out = Vec::new();
        let mut at = first;
        while at < MARKS && out.len() <= pool.len() {
            let index = usize::try_from(at).ok()?;
            out.extend_from_slice(pool.get(index.checked_mul(piece)?..(index + 1).checked_mul(piece)?)?);
            at = u32_at(&table, index.checked_mul(4)?)?;
        }
        Some(out)
    }
}
