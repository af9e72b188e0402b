// SPDX-License-Identifier: EUPL-1.2
//! An orientation, its steps, and where it stands.

use kernel::{
    CaseId, Date, DisclosureId, ExchangeId, Instant, InstitutionId, OrientationId, PractitionerId,
    SubjectKind,
};
use platform::from_row;
use uuid::Uuid;

/// The kind under which the ledger and the timeline know an orientation.
pub const ORIENTATION: SubjectKind = SubjectKind("orientation");

/// One thing that happened on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// Somebody thinks of it.
    Considered,
    /// It was proposed to the person.
    Proposed,
    /// The person wants it.
    Accepted,
    /// The person does not want it, or not any more.
    Refused,
    /// To whom one turns.
    RecipientChosen,
    /// What will be said, and what will not, with the person.
    ContentAgreed,
    /// A decision was begun, or an exchange with one, about what was agreed.
    TellingPrepared,
    /// The other service was contacted.
    ContactMade,
    /// A first appointment was set.
    AppointmentSet,
    /// The person went.
    Attended,
    /// The person did not go, or was not received.
    NoShow,
    /// The other service says no.
    RecipientRefused,
    /// The other service has no room yet.
    WaitingList,
    /// The role of helper passed.
    HandedOver,
    /// Contact was taken up again.
    FollowedUp,
    /// The person, or the other service, said how it went.
    Feedback,
    /// Nothing more is to come.
    Ended,
    /// Whoever had handed over took the role back.
    Returned,
}

kernel::codes!(StepKind {
    Considered = "considered",
    Proposed = "proposed",
    Accepted = "accepted",
    Refused = "refused",
    RecipientChosen = "recipient_chosen",
    ContentAgreed = "content_agreed",
    TellingPrepared = "telling_prepared",
    ContactMade = "contact_made",
    AppointmentSet = "appointment_set",
    Attended = "attended",
    NoShow = "no_show",
    RecipientRefused = "recipient_refused",
    WaitingList = "waiting_list",
    HandedOver = "handed_over",
    FollowedUp = "followed_up",
    Feedback = "feedback",
    Ended = "ended",
    Returned = "returned",
});

/// By whom the other service was contacted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// The person called or went there by themselves.
    ByUser,
    /// The person called or wrote, with somebody beside them.
    WithHelp,
    /// A worker called or wrote for them.
    ByWorker,
}

kernel::codes!(Means { ByUser = "by_user", WithHelp = "with_help", ByWorker = "by_worker" });

/// Who goes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Companion {
    /// Nobody: the person wishes to go alone.
    Nobody,
    /// Whoever orients.
    Worker,
    /// Somebody else, by name.
    Other,
}

kernel::codes!(Companion { Nobody = "nobody", Worker = "worker", Other = "other" });

/// What became of the appointment, or of the request for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The person went.
    Attended,
    /// They did not.
    NoShow,
    /// The other service says no.
    RecipientRefused,
    /// There is no room yet.
    WaitingList,
}

kernel::codes!(Outcome {
    Attended = "attended",
    NoShow = "no_show",
    RecipientRefused = "recipient_refused",
    WaitingList = "waiting_list",
});

impl Outcome {
    /// The step that says it.
    pub fn step(self) -> StepKind {
        match self {
            Outcome::Attended => StepKind::Attended,
            Outcome::NoShow => StepKind::NoShow,
            Outcome::RecipientRefused => StepKind::RecipientRefused,
            Outcome::WaitingList => StepKind::WaitingList,
        }
    }
}

/// For how long the role passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delegation {
    /// For a time.
    Temporary,
    /// For good.
    Definitive,
}

kernel::codes!(Delegation { Temporary = "temporary", Definitive = "definitive" });

/// Who says how it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The child or the family.
    User,
    /// The other service.
    Recipient,
}

kernel::codes!(Voice { User = "user", Recipient = "recipient" });

/// Where an orientation stands. Never kept: it follows from its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Thought of; not proposed yet.
    Considered,
    /// Proposed; no answer yet.
    Proposed,
    /// Refused: respected, and over.
    Refused,
    /// Accepted; to whom is not chosen yet.
    Accepted,
    /// It is known to whom.
    RecipientChosen,
    /// It is agreed what will be said.
    ContentAgreed,
    /// The other service knows of it.
    ContactMade,
    /// There is an appointment.
    AppointmentSet,
    /// The person went.
    Attended,
    /// The person did not.
    NoShow,
    /// The other service says no.
    RecipientRefused,
    /// The other service has no room yet.
    WaitingList,
    /// The role passed.
    HandedOver,
    /// The role passed, and it was said how it went.
    Feedback,
    /// Nothing more is to come.
    Ended,
    /// The role was taken back.
    Returned,
}

kernel::codes!(State {
    Considered = "considered",
    Proposed = "proposed",
    Refused = "refused",
    Accepted = "accepted",
    RecipientChosen = "recipient_chosen",
    ContentAgreed = "content_agreed",
    ContactMade = "contact_made",
    AppointmentSet = "appointment_set",
    Attended = "attended",
    NoShow = "no_show",
    RecipientRefused = "recipient_refused",
    WaitingList = "waiting_list",
    HandedOver = "handed_over",
    Feedback = "feedback",
    Ended = "ended",
    Returned = "returned",
});

impl State {
    /// Whether nothing more is to come, unless it is proposed anew.
    pub fn is_over(self) -> bool {
        matches!(self, State::Refused | State::Ended | State::Returned)
    }
}

/// An orientation in a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Orientation {
    /// Which one.
    pub id: OrientationId,
    /// In which case it was begun.
    pub case: CaseId,
    /// By which institution.
    pub institution: InstitutionId,
    /// Who began it.
    pub begun_by: PractitionerId,
    /// When.
    pub recorded_at: Instant,
    /// For a change that nobody else's comes under.
    pub version: i64,
    /// The appointment of which nobody said yet what became of it.
    pub appointment_at: Option<Instant>,
    /// When contact is taken up again.
    pub follow_up_on: Option<Date>,
    /// Since when somebody waits for a place.
    pub waits_since: Option<Date>,
    /// When nothing more was to come.
    pub settled_at: Option<Instant>,
    /// When something last was written down.
    pub last_at: Instant,
    /// The case whose circle works it: another one after a merge.
    pub worked_in: CaseId,
}

from_row!(Orientation {
    id,
    case,
    institution,
    begun_by,
    recorded_at,
    version,
    appointment_at,
    follow_up_on,
    waits_since,
    settled_at,
    last_at,
    worked_in
});

/// What happened on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Which one.
    pub id: Uuid,
    /// Of which orientation.
    pub orientation: OrientationId,
    /// Its place in the order in which things were written down, from 1.
    pub seq: i64,
    /// What.
    pub kind: StepKind,
    /// The day on which it happened; of what is planned, on which it was agreed.
    pub occurred_on: Date,
    /// When it was written down.
    pub recorded_at: Instant,
    /// By whom.
    pub by: PractitionerId,
    /// By whom contact was made, for how long the role passes, who says how it went: a code.
    pub code: String,
    /// The reason, what will be said, how it went, why.
    pub words: String,
    /// What the person said, in their own words.
    pub own_words: String,
    /// What will not be said; who goes along.
    pub others: String,
    /// To which institution of the directory.
    pub to_institution: Option<InstitutionId>,
    /// To which institution, where the directory does not know it; with whom the appointment is, where they are not in it.
    pub to_name: String,
    /// To whom there.
    pub to_practitioner: Option<PractitionerId>,
    /// The moment of an appointment.
    pub at: Option<Instant>,
    /// Where.
    pub place: String,
    /// Who goes along, or went: a code; empty where it was not said.
    pub companion: String,
    /// How many weeks one waits, where they said so.
    pub weeks: Option<i64>,
    /// Until when the role passes.
    pub until_on: Option<Date>,
    /// When contact is taken up again.
    pub follow_up_on: Option<Date>,
    /// The decision by which something was told, or is to be.
    pub disclosure: Option<DisclosureId>,
    /// The exchange with which it is told.
    pub exchange: Option<ExchangeId>,
}

from_row!(Step {
    id,
    orientation,
    seq,
    kind,
    occurred_on,
    recorded_at,
    by,
    code,
    words,
    own_words,
    others,
    to_institution,
    to_name,
    to_practitioner,
    at,
    place,
    companion,
    weeks,
    until_on,
    follow_up_on,
    disclosure,
    exchange
});

impl Step {
    /// Whether two steps name the same place.
    pub fn is_to_same_place(&self, other: &Step) -> bool {
        self.to_institution == other.to_institution && self.to_name == other.to_name
    }
}

/// Where one could turn to, or turns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// An institution of the directory.
    Known(InstitutionId),
    /// One written by hand.
    Named(String),
}

impl Destination {
    /// What is kept of it: one of the two, never both.
    pub fn parts(&self) -> (Option<InstitutionId>, &str) {
        match self {
            Destination::Known(id) => (Some(*id), ""),
            Destination::Named(name) => (None, name),
        }
    }
}

/// A service that can be proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Of which orientation.
    pub orientation: OrientationId,
    /// Which one.
    pub id: Uuid,
    /// In the directory.
    pub to_institution: Option<InstitutionId>,
    /// Or by hand.
    pub to_name: String,
}

from_row!(Choice { orientation, id, to_institution, to_name });

impl Choice {
    /// Where to.
    pub fn destination(&self) -> Destination {
        match self.to_institution {
            Some(id) => Destination::Known(id),
            None => Destination::Named(self.to_name.clone()),
        }
    }
}

/// A number for people: short, without meaning.
pub fn reference(id: OrientationId) -> String {
    let text = id.0.simple().to_string().to_uppercase();
    format!("O-{}-{}", &text[24..28], &text[28..32])
}
