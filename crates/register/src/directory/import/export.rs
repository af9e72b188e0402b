// SPDX-License-Identifier: EUPL-1.2
//! The directory as a list, in the columns that the import reads.

use kernel::{Date, InstitutionId, Lang};
use platform::db::{Conn, StoreError};

use super::super::{store, words};
use super::Column;

/// The whole directory as CSV: semicolons, UTF-8 with its mark, nothing that a spreadsheet would compute.
pub async fn export(conn: &mut Conn, lang: Lang) -> Result<Vec<u8>, StoreError> {
    let territories = store::territories(conn).await?;
    let contacts = store::all_contact_points(conn).await?;
    let w = words::Words(lang);
    let mut out = super::template(lang);
    let mut after: Option<InstitutionId> = None;
    loop {
        let page = store::institutions_after(conn, after, 500).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for institution in &page {
            let f = &institution.fields;
            let contact = contacts.get(&institution.id);
            let territory = territories.iter().find(|t| Some(t.id) == f.territory);
            let date = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
            let line: Vec<String> = Column::ALL
                .iter()
                .map(|column| match column {
                    Column::Code => f.code.clone(),
                    Column::Pack => f.pack.clone(),
                    Column::Type => f.service_type.clone(),
                    Column::Name => f.name.clone(),
                    Column::Territory => territory.map(|t| t.code.clone()).unwrap_or_default(),
                    Column::Address => f.address.clone(),
                    Column::Phone => f.phone.clone(),
                    Column::Email => f.email.clone(),
                    Column::Functioning => f.functioning.clone(),
                    Column::Specificities => f.specificities.clone(),
                    Column::Limits => f.limits.clone(),
                    Column::ReceivesReports => (if f.receives_reports { w.yes() } else { w.no() }).to_owned(),
                    Column::OpenedOn => date(f.opened_on),
                    Column::ClosedOn => date(f.closed_on),
                    Column::VerifiedOn => date(f.verified_on),
                    // Former names may be several: they are on the institution's page.
                    Column::FormerName | Column::FormerType | Column::FormerUntil => String::new(),
                    Column::ContactLabel => contact.map(|c| c.label.clone()).unwrap_or_default(),
                    Column::ContactPhone => contact.map(|c| c.phone.clone()).unwrap_or_default(),
                    Column::ContactEmail => contact.map(|c| c.email.clone()).unwrap_or_default(),
                    Column::ContactHours => contact.map(|c| c.hours.clone()).unwrap_or_default(),
                })
                .collect();
            let cells: Vec<String> = line.iter().map(|text| quoted(text)).collect();
            out.extend_from_slice(cells.join(";").as_bytes());
            out.extend_from_slice(b"\r\n");
        }
    }
    Ok(out)
}

/// A cell for a spreadsheet: quoted where it must be, and with a mark before what it would take for a formula.
pub(super) fn quoted(text: &str) -> String {
    let text =
        if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if text.contains([';', '"', '\n', '\r', ',']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}
