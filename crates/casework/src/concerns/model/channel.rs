// SPDX-License-Identifier: EUPL-1.2
//! Who reported, and the way back to them. Read through the layer of the reporter, or by the reporter themselves.

use kernel::{Date, Instant, InstitutionId, PractitionerId, ReportId, ReporterId};
use platform::from_row;

/// Who reported. Has no `Debug` on purpose.
#[derive(Clone)]
pub struct Reporter {
    /// Their part in the report.
    pub id: ReporterId,
    /// Whether they said who they are.
    pub is_known: bool,
    /// Their name.
    pub name: String,
    /// In which capacity.
    pub capacity: String,
    /// What the child is to them.
    pub relation: String,
    /// Where they work.
    pub workplace: String,
    /// Number.
    pub phone: String,
    /// Address for messages.
    pub email: String,
    /// When and how they may be contacted without danger.
    pub safe_contact: String,
    /// They wish to stay unknown to the family.
    pub wants_unknown: bool,
    /// They are named in the facts themselves.
    pub alleged_author: bool,
    /// Whether they hold a receipt code.
    pub has_code: bool,
}

from_row!(Reporter {
    id,
    is_known,
    name,
    capacity,
    relation,
    workplace,
    phone,
    email,
    safe_contact,
    wants_unknown,
    alleged_author,
    has_code
});

/// A message of the return channel.
#[derive(Clone)]
pub struct Message {
    /// From whoever reported, or from the service.
    pub from_reporter: bool,
    /// The words.
    pub text: String,
    /// Who wrote it, for the service.
    pub by: Option<PractitionerId>,
    /// When.
    pub sent_at: Instant,
    /// When the service read it.
    pub read_at: Option<Instant>,
}

from_row!(Message { from_reporter, text, by, sent_at, read_at });

/// What somebody who reported may see of it: that it arrived, and what was answered. Nothing of what was done.
#[derive(Clone)]
pub struct Sent {
    /// Their part in it.
    pub reporter: ReporterId,
    /// The report.
    pub report: ReportId,
    /// Its number.
    pub reference: String,
    /// The service.
    pub institution: InstitutionId,
    /// When it was sent.
    pub sent_at: Instant,
    /// The day it counts as received.
    pub received_on: Date,
    /// When receipt was acknowledged.
    pub acknowledged_on: Option<Date>,
    /// What they wrote: seen.
    pub observed: String,
    /// Heard.
    pub heard: String,
    /// Thought.
    pub thought: String,
    /// When they last asked what became of it.
    pub asked_on: Option<Date>,
    /// Whether they reported as part of their work.
    pub is_professional: bool,
}

from_row!(Sent {
    reporter,
    report,
    reference,
    institution,
    sent_at,
    received_on,
    acknowledged_on,
    observed,
    heard,
    thought,
    asked_on,
    is_professional
});
