// SPDX-License-Identifier: EUPL-1.2
//! The columns of a list of institutions, and the headings under which they are found.

use kernel::Lang;
use kernel::name::fold;

use super::super::words::Words;

/// A column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Short stable code.
    Code,
    /// The pack, by code or name.
    Pack,
    /// The service type: code, acronym, name, or the name it had.
    Type,
    /// The name.
    Name,
    /// The territory, by code or name.
    Territory,
    /// The address.
    Address,
    /// The general number.
    Phone,
    /// The general address for mail.
    Email,
    /// How it works.
    Functioning,
    /// What is particular.
    Specificities,
    /// What it does not do.
    Limits,
    /// Whether it receives concern reports: yes or no.
    ReceivesReports,
    /// First day of activity.
    OpenedOn,
    /// Last day of activity.
    ClosedOn,
    /// When all this was last said to be right.
    VerifiedOn,
    /// The name it had before.
    FormerName,
    /// The service type it had under that name, as it was called then.
    FormerType,
    /// Last day of the former name.
    FormerUntil,
    /// Contact point: what it is.
    ContactLabel,
    /// Contact point: number.
    ContactPhone,
    /// Contact point: address for mail.
    ContactEmail,
    /// Contact point: when it answers.
    ContactHours,
}

kernel::codes!(Column {
    Code = "code",
    Pack = "pack",
    Type = "type",
    Name = "name",
    Territory = "territory",
    Address = "address",
    Phone = "phone",
    Email = "email",
    Functioning = "functioning",
    Specificities = "specificities",
    Limits = "limits",
    ReceivesReports = "receives_reports",
    OpenedOn = "opened_on",
    ClosedOn = "closed_on",
    VerifiedOn = "verified_on",
    FormerName = "former_name",
    FormerType = "former_type",
    FormerUntil = "former_name_until",
    ContactLabel = "contact_point",
    ContactPhone = "contact_phone",
    ContactEmail = "contact_email",
    ContactHours = "contact_hours",
});

impl Column {
    /// The heading in a language.
    pub fn heading(self, lang: Lang) -> &'static str {
        let key = format!("column-{}", self.code().replace('_', "-"));
        Words(lang).by_key(&key).unwrap_or(self.code())
    }

    /// The column of a heading: its code, or its name in any language, in any spelling.
    pub fn named(heading: &str) -> Option<Column> {
        let heading = fold(heading);
        let is = |text: &str| fold(text) == heading;
        Column::ALL.iter().copied().find(|c| is(c.code()) || Lang::ALL.iter().any(|&l| is(c.heading(l))))
    }
}

/// An empty list with its headings, to be filled in: CSV for spreadsheets, with the mark by which they know UTF-8.
pub fn template(lang: Lang) -> Vec<u8> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    let headings: Vec<&str> = Column::ALL.iter().map(|c| c.heading(lang)).collect();
    out.extend_from_slice(headings.join(";").as_bytes());
    out.extend_from_slice(b"\r\n");
    out
}
