// SPDX-License-Identifier: EUPL-1.2
//! Notes and contacts.

use kernel::{
    CaseId, Date, DraftId, EntryId, Instant, InstitutionId, NoteId, PersonId, PractitionerId, SubjectKind,
    codes,
};
use platform::from_row;
use uuid::Uuid;

/// The kind under which the ledger and the timeline know a note.
pub const NOTE: SubjectKind = SubjectKind("note");
/// The kind under which the ledger and the timeline know a contact.
pub const CONTACT: SubjectKind = SubjectKind("contact");

/// Where a note is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteLayer {
    /// The author's own: nobody else ever reads it.
    Own,
    /// The institution's file.
    Institution,
}

codes!(NoteLayer { Own = "own", Institution = "institution" });

/// What a note says, three things kept apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// What the writer saw or noticed.
    pub observed: String,
    /// What was said to them, and by whom.
    pub heard: String,
    /// What they make of it.
    pub thought: String,
}

impl Texts {
    /// The three of them.
    pub fn all(&self) -> [&str; 3] {
        [&self.observed, &self.heard, &self.thought]
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.observed.is_empty() && self.heard.is_empty() && self.thought.is_empty()
    }
}

/// A note as it stands now.
#[derive(Clone, Debug)]
pub struct Note {
    /// Which one.
    pub id: NoteId,
    /// In which case it was written.
    pub case: CaseId,
    /// For which institution.
    pub institution: InstitutionId,
    /// Where it is kept.
    pub layer: NoteLayer,
    /// Who wrote it first.
    pub author: PractitionerId,
    /// The day it tells of.
    pub occurred_on: Date,
    /// Observed.
    pub observed: String,
    /// Heard.
    pub heard: String,
    /// Thought.
    pub thought: String,
    /// Version: 1, then one more at every correction.
    pub version: i64,
    /// When it was first written down.
    pub recorded_at: Instant,
    /// Who wrote this version.
    pub written_by: PractitionerId,
    /// When.
    pub written_at: Instant,
    /// Why it was corrected, where that was said.
    pub reason: String,
}

from_row!(Note {
    id,
    case,
    institution,
    layer,
    author,
    occurred_on,
    observed,
    heard,
    thought,
    version,
    recorded_at,
    written_by,
    written_at,
    reason
});

impl Note {
    /// What it says.
    pub fn texts(&self) -> Texts {
        Texts { observed: self.observed.clone(), heard: self.heard.clone(), thought: self.thought.clone() }
    }
}

/// A former version of a note.
#[derive(Clone, Debug)]
pub struct Former {
    /// Which version it was.
    pub version: i64,
    /// The day it told of.
    pub occurred_on: Date,
    /// Observed.
    pub observed: String,
    /// Heard.
    pub heard: String,
    /// Thought.
    pub thought: String,
    /// Who wrote it.
    pub written_by: PractitionerId,
    /// When.
    pub written_at: Instant,
    /// Why it had itself corrected an earlier one.
    pub reason: String,
}

from_row!(Former { version, occurred_on, observed, heard, thought, written_by, written_at, reason });

impl Former {
    /// What it said.
    pub fn texts(&self) -> Texts {
        Texts { observed: self.observed.clone(), heard: self.heard.clone(), thought: self.thought.clone() }
    }
}

/// A note to be written.
#[derive(Clone, Debug)]
pub struct NewNote {
    /// Where it is kept.
    pub layer: NoteLayer,
    /// The day it tells of.
    pub occurred_on: Date,
    /// What it says.
    pub texts: Texts,
    /// The draft it comes from, which goes with it.
    pub draft: Option<DraftId>,
}

/// A correction of a note.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The version that was read.
    pub version: i64,
    /// The day it tells of.
    pub occurred_on: Date,
    /// What it says now, whole.
    pub texts: Texts,
    /// Why; must be said when the note is somebody else's.
    pub reason: String,
    /// The draft it comes from, which goes with it.
    pub draft: Option<DraftId>,
}

/// Whether the child was seen during a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum ChildSeen {
    /// Not seen.
    #[default]
    No,
    /// Seen, with others there.
    Yes,
    /// Seen without holders of authority or carers.
    Alone,
}

codes!(ChildSeen { No = "no", Yes = "yes", Alone = "alone" });

/// The one result of the pack's list `contact_result` that the program reads by name: the contact took place. All others
/// are attempts.
pub const HELD: &str = "held";

/// A contact or a visit.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Which one.
    pub id: Uuid,
    /// In which case it was recorded.
    pub case: CaseId,
    /// For which institution.
    pub institution: InstitutionId,
    /// A code of the pack's list `contact_kind`.
    pub kind: String,
    /// A code of the pack's list `contact_result`.
    pub result: String,
    /// The day.
    pub occurred_on: Date,
    /// The hour, when it is known.
    pub occurred_at: Option<Instant>,
    /// Who else was there, in words.
    pub others: String,
    /// Whether the child was seen.
    pub child_seen: ChildSeen,
    /// What was said and agreed.
    pub summary: String,
    /// Who recorded it.
    pub recorded_by: PractitionerId,
    /// When.
    pub recorded_at: Instant,
}

from_row!(Contact {
    id,
    case,
    institution,
    kind,
    result,
    occurred_on,
    occurred_at,
    others,
    child_seen,
    summary,
    recorded_by,
    recorded_at
});

impl Contact {
    /// Whether it took place.
    pub fn is_held(&self) -> bool {
        self.result == HELD
    }
}

/// A contact to be recorded.
#[derive(Clone, Debug)]
pub struct NewContact {
    /// A code of the pack's list `contact_kind`.
    pub kind: String,
    /// A code of the pack's list `contact_result`: [`HELD`], or what came of the attempt.
    pub result: String,
    /// The day.
    pub occurred_on: Date,
    /// Hour and minute of the wall clock, when they are known.
    pub time: Option<(u8, u8)>,
    /// The child and people around them who were met, or who were sought.
    pub with: Vec<PersonId>,
    /// Who else was there, in words.
    pub others: String,
    /// Whether the child was seen.
    pub child_seen: ChildSeen,
    /// What was said and agreed.
    pub summary: String,
    /// The draft it comes from, which goes with it.
    pub draft: Option<DraftId>,
}

/// Something that was recorded, and where the timeline tells of it; a note of one's own is told nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded<T> {
    /// Which one.
    pub id: T,
    /// Its entry in the timeline.
    pub entry: Option<EntryId>,
}
