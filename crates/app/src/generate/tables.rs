// SPDX-License-Identifier: EUPL-1.2
//! The tables that a synthetic region fills, with their columns. What is not named here stays empty.

use platform::db::Rows;

macro_rules! tables {
    ($($field:ident: $($column:literal)+;)*) => {
        /// Rows that wait, table by table.
        pub(super) struct Tables {
            $(pub(super) $field: Rows,)*
        }

        impl Tables {
            /// No row yet.
            pub(super) fn new() -> Tables {
                Tables { $($field: Rows::new(stringify!($field), &[$($column),+]),)* }
            }

            /// All of them, in the order in which they are written.
            pub(super) fn all(&self) -> Vec<&Rows> {
                vec![$(&self.$field),*]
            }
        }
    };
}

tables! {
    territories: "id" "pack" "code" "level" "name" "parent_id" "minors";
    institutions: "id" "code" "pack" "type" "name" "folded" "territory_id" "address" "phone" "email" "functioning"
        "specificities" "limits" "receives_reports" "opened_on" "verified_on" "version" "recorded_at";
    contact_points: "id" "institution_id" "label" "phone" "email" "hours";
    functions: "id" "institution_id" "kind" "label";
    practitioners: "id" "code" "given" "family" "folded" "title" "email" "phone" "languages" "version" "recorded_at";
    secrecy_statuses: "practitioner_id" "from_on" "status" "evidence";
    appointments: "id" "practitioner_id" "function_id" "institution_id" "from_on";
    accounts: "id" "practitioner_id" "keeper_id" "email" "password_hash" "totp_secret" "totp_confirmed_at" "lang" "created_at"
        "version";
    persons: "id" "institution_id" "given" "family" "folded" "birth" "expected_on" "sex" "languages" "interpreter"
        "version" "recorded_at";
    person_tokens: "token" "birth_year" "person_id";
    person_links: "person_id" "subject_id" "subject_kind" "role" "institution_id";
    relationships: "id" "person_id" "other_id" "kind" "source" "alleged" "recorded_at";
    cases: "id" "institution_id" "reference" "child_id" "opened_on" "version" "recorded_at";
    case_numbers: "institution_id" "year" "last";
    episodes: "id" "case_id" "number" "opened_on" "opening_reason" "closed_on" "closing_reason";
    case_leads: "case_id" "institution_id" "lead_id";
    case_frames: "id" "case_id" "frame" "from_on" "until_on" "source" "recorded_at";
    attention_notes: "id" "case_id" "kind" "text" "from_on" "written_by";
    seats: "id" "subject_kind" "subject_id" "holder_id" "holder_kind" "institution_id" "capacity" "layers" "ground"
        "held_from" "held_until" "opened_by" "closed_by" "closing_reason";
    deadlines: "id" "institution_id" "subject_kind" "subject_id" "case_id" "term" "pack" "started_on" "due_on" "owner_id"
        "done_on" "dropped";
    case_entries: "id" "case_id" "layer" "kind" "occurred_at" "recorded_at" "author_id" "institution_id" "subject_kind"
        "subject_id" "summary";
    case_news: "holder_id" "recorded_at" "entry_id" "case_id";
    closures: "id" "case_id" "institution_id" "episode_id" "reason" "explanation" "child_view" "partners_told" "retention" "proposed_by"
        "proposed_at" "decided_by" "decided_at" "approved";
    notes: "id" "case_id" "institution_id" "layer" "author_id" "occurred_on" "observed" "heard" "thought" "version"
        "recorded_at" "written_by" "written_at" "reason";
    contacts: "id" "case_id" "institution_id" "kind" "result" "occurred_on" "others" "child_seen" "summary" "recorded_by"
        "recorded_at";
    contact_people: "contact_id" "person_id";
}
