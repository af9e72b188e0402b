// SPDX-License-Identifier: EUPL-1.2
//! What the replay knows so far: the ids behind the names of `demo/`.

use std::collections::{HashMap, HashSet};

use kernel::{
    CaseId, ConsultationId, DisclosureId, EntryId, ExchangeId, InstitutionId, NoteId, ObjectionId,
    OrientationId, PersonId, PracticeId, PractitionerId, ReportId, SeatId, TransferId,
};
use platform::db::StoreError;
use platform::problem::Problem;
use register::directory::TerritoryId;

use casework::concerns::MinorId;

/// What a step made: what its label stands for from then on.
#[derive(Clone, Debug)]
pub(super) enum Made {
    /// Nothing that is named later.
    Nothing,
    /// A report.
    Report(ReportId),
    /// The evaluations of a report.
    Evaluation(ReportId),
    /// A case.
    Case(CaseId),
    /// A transfer of a report, proposed.
    ReportTransfer {
        /// The report of whoever sends.
        report: ReportId,
        /// The proposal.
        transfer: TransferId,
    },
    /// A transfer of a case, proposed.
    CaseTransfer(CaseId),
    /// Something that stands in the timeline of a case; a note has its own id, an own note no entry.
    Entry {
        /// The case.
        case: CaseId,
        /// The entry in its timeline.
        entry: Option<EntryId>,
        /// The note behind it.
        note: Option<NoteId>,
        /// In a sentence.
        words: String,
    },
    /// An answer to whoever reported.
    Answer {
        /// The report.
        report: ReportId,
    },
    /// A merge of cases.
    Merge {
        /// The case that was kept.
        into: CaseId,
        /// The one it took over.
        duplicate: CaseId,
    },
    /// An emergency access.
    Emergency(SeatId),
    /// A protected address of somebody around a child.
    Address {
        /// The case in which it was noted.
        case: CaseId,
        /// Whose.
        person: PersonId,
        /// The address, to be looked for where it must not be.
        words: String,
    },
    /// Decisions to tell something, or not to.
    Disclosures(Vec<DisclosureId>),
    /// An exchange.
    Exchange(ExchangeId),
    /// What silence would be worth, proposed.
    Silence(uuid::Uuid),
    /// A campaign.
    Survey(resource_centre::surveys::SurveyId),
    /// A respondent of a campaign.
    Respondent(uuid::Uuid),
    /// Somebody who is oriented, in a case.
    Orientation {
        /// The case.
        case: CaseId,
        /// Which one.
        orientation: OrientationId,
    },
    /// An objection to what was told.
    Objection(ObjectionId),
    /// A consultation.
    Consultation(ConsultationId),
    /// Minutes of one.
    Minutes {
        /// Of which.
        consultation: ConsultationId,
        /// Their words.
        words: String,
    },
    /// A practice of the bank.
    Practice(PracticeId),
    /// What a reader said of harm.
    Harm {
        /// Of which practice.
        practice: PracticeId,
        /// Which one.
        harm: uuid::Uuid,
    },
    /// Nothing yet: its capability does not exist.
    Pending,
}

/// Why a step could not be done.
#[derive(Debug)]
pub(super) enum Halt {
    /// The action said no, or failed.
    Problem(Problem),
    /// The story does not fit the program: a slip in one of the two.
    Wrong(String),
}

impl Halt {
    /// A story that does not fit.
    pub fn wrong<T>(what: impl Into<String>) -> Result<T, Halt> {
        Err(Halt::Wrong(what.into()))
    }
}

impl From<Problem> for Halt {
    fn from(problem: Problem) -> Halt {
        Halt::Problem(problem)
    }
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Halt {
        Halt::Problem(error.into())
    }
}

/// Somebody of a story as an institution knows them: story, person, institution.
pub(super) type AsKnownBy = (String, String, InstitutionId);

/// The ids behind the names.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Territories.
    pub territories: HashMap<String, TerritoryId>,
    /// Institutions.
    pub institutions: HashMap<String, InstitutionId>,
    /// Practitioners.
    pub practitioners: HashMap<String, PractitionerId>,
    /// What steps made: story and label.
    pub made: HashMap<(String, String), Made>,
    /// People, by the institution whose record it is.
    pub people: HashMap<AsKnownBy, PersonId>,
    /// Minors of a report: report and person of the story.
    pub minors: HashMap<(ReportId, String), MinorId>,
    /// The persons behind the minors of a report.
    pub minor_persons: HashMap<(ReportId, String), PersonId>,
    /// People around the child of a case: case and person of the story.
    pub around: HashMap<(CaseId, String), PersonId>,
    /// The child of a case, as named in its story.
    pub child_of: HashMap<CaseId, (String, String)>,
    /// Where a report was received.
    pub report_at: HashMap<ReportId, InstitutionId>,
    /// The number a case had when it was opened.
    pub reference_of: HashMap<CaseId, String>,
    /// Relationships recorded: case and place in the list of the story.
    pub related: HashSet<(CaseId, usize)>,
    /// The reporters of reports: report and `reporter.id`, with the name that must stay hidden.
    pub reporters: HashMap<(ReportId, String), Vec<String>>,
}
