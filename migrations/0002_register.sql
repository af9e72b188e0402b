-- SPDX-License-Identifier: EUPL-1.2
-- The register: who, which, may, did.

-- owner: register::ledger
-- One chain an institution. `reason` and `detail` may hold personal words: they lie beside the chain, which carries
-- only the salted digest of both.
CREATE TABLE ledger (
  institution_id UUID NOT NULL,
  seq BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  occurred_at BIGINT,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id UUID NOT NULL,
  case_id UUID,
  practitioner_id UUID,
  actor_kind TEXT NOT NULL,
  capacity TEXT,
  ground TEXT NOT NULL,
  salt UUID NOT NULL,
  digest BLOB NOT NULL,
  reason TEXT,
  detail TEXT,
  prev_hash BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (institution_id, seq)
); -- clustered
CREATE INDEX ledger_by_case ON ledger (case_id, recorded_at) WHERE case_id IS NOT NULL;
CREATE INDEX ledger_by_subject ON ledger (subject_id, recorded_at);

-- owner: register::ledger
CREATE TABLE ledger_heads (
  institution_id UUID NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL,
  hash BLOB NOT NULL
); -- clustered

-- owner: register::directory
CREATE TABLE territories (
  id UUID NOT NULL PRIMARY KEY,
  pack TEXT NOT NULL,
  code TEXT NOT NULL,
  level TEXT NOT NULL,
  name TEXT NOT NULL,
  parent_id UUID,
  minors BIGINT
); -- clustered
CREATE UNIQUE INDEX territories_by_code ON territories (pack, code);

-- owner: register::directory
CREATE TABLE institutions (
  id UUID NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,
  pack TEXT NOT NULL,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  territory_id UUID,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  functioning TEXT NOT NULL,
  specificities TEXT NOT NULL,
  limits TEXT NOT NULL,
  receives_reports BOOLEAN NOT NULL,
  opened_on BIGINT,
  closed_on BIGINT,
  verified_on BIGINT,
  version BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX institutions_by_code ON institutions (code);
CREATE INDEX institutions_by_name ON institutions (folded, id);
CREATE INDEX institutions_by_type ON institutions (type, folded, id);

-- owner: register::directory
-- Former names and types, with dates: nothing historic is rewritten.
CREATE TABLE institution_aliases (
  institution_id UUID NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  type TEXT,
  from_on BIGINT,
  until_on BIGINT,
  PRIMARY KEY (institution_id, name)
); -- clustered

-- owner: register::directory
CREATE TABLE contact_points (
  id UUID NOT NULL PRIMARY KEY,
  institution_id UUID NOT NULL,
  label TEXT NOT NULL,
  practitioner_id UUID,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  hours TEXT NOT NULL
);
CREATE INDEX contact_points_by_institution ON contact_points (institution_id);

-- owner: register::directory
-- A function of an institution: a holder of seats, whoever is appointed to it.
CREATE TABLE functions (
  id UUID NOT NULL PRIMARY KEY,
  institution_id UUID NOT NULL,
  kind TEXT NOT NULL,
  label TEXT NOT NULL
); -- clustered
CREATE INDEX functions_by_institution ON functions (institution_id, kind);

-- owner: register::directory
CREATE TABLE practitioners (
  id UUID NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,
  given TEXT NOT NULL,
  family TEXT NOT NULL,
  folded TEXT NOT NULL,
  title TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  languages TEXT NOT NULL,
  version BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL
); -- clustered
CREATE UNIQUE INDEX practitioners_by_code ON practitioners (code);
CREATE INDEX practitioners_by_email ON practitioners (email);
CREATE INDEX practitioners_by_name ON practitioners (folded, id);

-- owner: register::directory
-- By what secrecy a person is bound, with dates and evidence: their own status, not their institution's default.
CREATE TABLE secrecy_statuses (
  practitioner_id UUID NOT NULL,
  from_on BIGINT NOT NULL,
  until_on BIGINT,
  status TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (practitioner_id, from_on)
); -- clustered

-- owner: register::directory
CREATE TABLE appointments (
  id UUID NOT NULL PRIMARY KEY,
  practitioner_id UUID NOT NULL,
  function_id UUID NOT NULL,
  institution_id UUID NOT NULL,
  from_on BIGINT NOT NULL,
  until_on BIGINT
); -- clustered
CREATE INDEX appointments_by_practitioner ON appointments (practitioner_id);
CREATE INDEX appointments_by_institution ON appointments (institution_id);
CREATE INDEX appointments_by_function ON appointments (function_id);

-- owner: register::directory
-- Published for signing in: who a practitioner is, by what secrecy they are bound, which functions they hold, and when.
CREATE VIEW practitioner_names AS SELECT id, given, family, email FROM practitioners;
CREATE VIEW secrecy_held AS SELECT practitioner_id, status, from_on, until_on FROM secrecy_statuses;
CREATE VIEW appointments_held AS
  SELECT a.practitioner_id, a.institution_id, a.function_id, f.kind, i.name AS institution_name, i.pack, a.from_on, a.until_on
  FROM appointments a JOIN functions f ON f.id = a.function_id JOIN institutions i ON i.id = a.institution_id;

-- owner: register::directory
-- A list of institutions that was sent and is being looked at, before it is taken over or thrown away.
CREATE TABLE directory_imports (
  id UUID NOT NULL PRIMARY KEY,
  practitioner_id UUID NOT NULL,
  name TEXT NOT NULL,
  bytes BLOB NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX directory_imports_by_age ON directory_imports (recorded_at);

-- owner: register::accounts
CREATE TABLE accounts (
  id UUID NOT NULL PRIMARY KEY,
  practitioner_id UUID NOT NULL,
  email TEXT NOT NULL,
  password_hash TEXT,
  totp_secret BLOB,
  totp_pending BLOB,
  totp_confirmed_at BIGINT,
  totp_last_step BIGINT,
  lang TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  closed_at BIGINT,
  version BIGINT NOT NULL
); -- clustered
CREATE UNIQUE INDEX accounts_by_email ON accounts (email);
CREATE UNIQUE INDEX accounts_by_practitioner ON accounts (practitioner_id);

-- owner: register::accounts
CREATE TABLE recovery_codes (
  account_id UUID NOT NULL,
  digest BLOB NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (account_id, digest)
); -- clustered

-- owner: register::accounts
CREATE TABLE invitations (
  id UUID NOT NULL PRIMARY KEY,
  account_id UUID NOT NULL,
  digest BLOB NOT NULL,
  invited_by UUID,
  ends_at BIGINT NOT NULL,
  used_at BIGINT
); -- clustered
CREATE UNIQUE INDEX invitations_by_digest ON invitations (digest);

-- owner: register::access
-- A seat: who may read what of a case or of a report, in which capacity, on what ground, from when to when.
-- The holder is a practitioner or a function. `held_until` is a far future while the seat is open, so that one index
-- serves both engines.
CREATE TABLE seats (
  id UUID NOT NULL PRIMARY KEY,
  subject_kind TEXT NOT NULL,
  subject_id UUID NOT NULL,
  holder_id UUID NOT NULL,
  holder_kind TEXT NOT NULL,
  institution_id UUID NOT NULL,
  capacity TEXT NOT NULL,
  layers BIGINT NOT NULL,
  ground TEXT NOT NULL,
  reason TEXT,
  held_from BIGINT NOT NULL,
  held_until BIGINT NOT NULL,
  opened_by UUID,
  closed_by UUID,
  closing_reason TEXT
);
-- The first two hold all that deciding asks for, so that a list does not fetch a row for each seat it looks at.
CREATE INDEX seats_by_subject ON seats (subject_id, held_until, holder_id, capacity, held_from, institution_id, subject_kind, id);
CREATE INDEX seats_by_holder ON seats (holder_id, subject_kind, held_until, held_from, subject_id, capacity, institution_id, id);
CREATE INDEX seats_by_institution ON seats (institution_id, subject_kind, capacity, held_until, holder_id);

-- owner: register::access
-- What other slices may read of seats: who sits where. Never a second way in: what is read through it is still asked of
-- a grant or a scope.
CREATE VIEW circle_seats AS SELECT id, subject_kind, subject_id, holder_id, holder_kind, institution_id, capacity, layers, held_from, held_until FROM seats;

-- owner: register::access
-- The review of an emergency access: mandatory, by somebody else.
CREATE TABLE emergency_reviews (
  seat_id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL,
  institution_id UUID NOT NULL,
  opened_at BIGINT NOT NULL,
  reviewed_at BIGINT,
  reviewed_by UUID,
  justified BOOLEAN,
  finding TEXT
); -- clustered
CREATE INDEX emergency_reviews_open ON emergency_reviews (institution_id, opened_at) WHERE reviewed_at IS NULL;

-- owner: register::deadlines
-- A term that runs: which rule of the pack, for what, since when, due when, who must act, and when it was done.
CREATE TABLE deadlines (
  id UUID NOT NULL PRIMARY KEY,
  institution_id UUID NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id UUID NOT NULL,
  case_id UUID,
  about_id UUID,
  term TEXT NOT NULL,
  pack TEXT NOT NULL,
  started_on BIGINT NOT NULL,
  due_on BIGINT NOT NULL,
  due_at BIGINT,
  owner_id UUID NOT NULL,
  done_on BIGINT,
  dropped BOOLEAN NOT NULL
);
CREATE INDEX deadlines_open_by_owner ON deadlines (owner_id, due_on, id) WHERE done_on IS NULL AND NOT dropped;
CREATE INDEX deadlines_open_by_institution ON deadlines (institution_id, due_on, id) WHERE done_on IS NULL AND NOT dropped;
CREATE INDEX deadlines_by_subject ON deadlines (subject_id);

-- owner: register::people
CREATE TABLE persons (
  id UUID NOT NULL PRIMARY KEY,
  institution_id UUID NOT NULL,
  given TEXT NOT NULL,
  family TEXT NOT NULL,
  folded TEXT NOT NULL,
  birth TEXT,
  expected_on BIGINT,
  sex TEXT NOT NULL,
  languages TEXT NOT NULL,
  interpreter TEXT NOT NULL,
  died_on BIGINT,
  merged_into UUID,
  version BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX persons_by_merged_into ON persons (merged_into) WHERE merged_into IS NOT NULL;

-- owner: register::people
-- What lists may show of people: no address, no number.
CREATE VIEW people_named AS SELECT id, institution_id, given, family, folded, birth, expected_on, sex FROM persons;

-- owner: register::people
CREATE TABLE person_names (
  id UUID NOT NULL PRIMARY KEY,
  person_id UUID NOT NULL,
  kind TEXT NOT NULL,
  given TEXT NOT NULL,
  family TEXT NOT NULL,
  source TEXT NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX person_names_by_person ON person_names (person_id);

-- owner: register::people
-- What the search compares: every word of every spelling, folded. The birth year travels along so that a common name
-- does not make a long list.
CREATE TABLE person_tokens (
  token TEXT NOT NULL,
  birth_year BIGINT NOT NULL,
  person_id UUID NOT NULL,
  PRIMARY KEY (token, birth_year, person_id)
); -- clustered
CREATE INDEX person_tokens_by_person ON person_tokens (person_id, token);

-- owner: register::people
-- Through which case or report a person is known: what makes a search hit readable, or only told to exist.
CREATE TABLE person_links (
  person_id UUID NOT NULL,
  subject_id UUID NOT NULL,
  subject_kind TEXT NOT NULL,
  role TEXT NOT NULL,
  institution_id UUID NOT NULL,
  PRIMARY KEY (person_id, subject_id)
); -- clustered
CREATE INDEX person_links_by_subject ON person_links (subject_id);

-- owner: register::people
-- An address or number of a person. When `secret`, it is masked everywhere; revealing it is a deed with its own event.
CREATE TABLE person_contacts (
  id UUID NOT NULL PRIMARY KEY,
  person_id UUID NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  secret BOOLEAN NOT NULL,
  protected_from TEXT NOT NULL,
  source TEXT NOT NULL,
  from_date TEXT,
  until_date TEXT,
  recorded_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  ended_reason TEXT
);
CREATE INDEX person_contacts_by_person ON person_contacts (person_id);

-- owner: register::people
-- An address or number as it was noted before a correction. Nothing that was noted is lost.
CREATE TABLE person_contact_formers (
  contact_id UUID NOT NULL,
  version BIGINT NOT NULL,
  person_id UUID NOT NULL,
  value TEXT NOT NULL,
  secret BOOLEAN NOT NULL,
  protected_from TEXT NOT NULL,
  source TEXT NOT NULL,
  from_date TEXT,
  corrected_at BIGINT NOT NULL,
  PRIMARY KEY (contact_id, version)
); -- clustered
CREATE INDEX person_contact_formers_by_person ON person_contact_formers (person_id);

-- owner: register::people
CREATE TABLE relationships (
  id UUID NOT NULL PRIMARY KEY,
  person_id UUID NOT NULL,
  other_id UUID NOT NULL,
  kind TEXT NOT NULL,
  from_date TEXT,
  until_date TEXT,
  source TEXT NOT NULL,
  alleged BOOLEAN NOT NULL,
  recorded_at BIGINT NOT NULL,
  ended_reason TEXT
);
CREATE INDEX relationships_by_person ON relationships (person_id);
CREATE INDEX relationships_by_other ON relationships (other_id);

-- owner: register::cases
CREATE TABLE cases (
  id UUID NOT NULL PRIMARY KEY,
  institution_id UUID NOT NULL,
  reference TEXT NOT NULL,
  child_id UUID NOT NULL,
  opened_on BIGINT NOT NULL,
  merged_into UUID,
  -- The closed case of the same child that this one follows, when it was too late to reopen that one.
  continues_id UUID,
  version BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL
); -- clustered
CREATE INDEX cases_continuing ON cases (continues_id) WHERE continues_id IS NOT NULL;
CREATE UNIQUE INDEX cases_by_reference ON cases (reference);
CREATE INDEX cases_by_child ON cases (child_id);
CREATE INDEX cases_by_institution ON cases (institution_id, opened_on, id);

-- owner: register::cases
CREATE TABLE case_numbers (
  institution_id UUID NOT NULL,
  year BIGINT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (institution_id, year)
); -- clustered

-- owner: register::cases
-- An episode: the unit in which durations are counted.
CREATE TABLE episodes (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL,
  number BIGINT NOT NULL,
  opened_on BIGINT NOT NULL,
  opening_reason TEXT NOT NULL,
  closed_on BIGINT,
  closing_reason TEXT
);
CREATE INDEX episodes_by_case ON episodes (case_id, number, closed_on);
CREATE INDEX episodes_open ON episodes (case_id) WHERE closed_on IS NULL;

-- owner: register::cases
CREATE TABLE case_frames (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL,
  frame TEXT NOT NULL,
  from_on BIGINT NOT NULL,
  until_on BIGINT,
  source TEXT NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX case_frames_by_case ON case_frames (case_id, from_on);

-- owner: register::cases
CREATE TABLE attention_notes (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  from_on BIGINT NOT NULL,
  until_on BIGINT,
  written_by UUID NOT NULL
);
CREATE INDEX attention_notes_by_case ON attention_notes (case_id);

-- owner: register::cases
-- What the areas publish about a case: the timeline. `summary` may be personal and is read through the layer.
CREATE TABLE case_entries (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL,
  layer TEXT NOT NULL,
  kind TEXT NOT NULL,
  occurred_at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  author_id UUID,
  institution_id UUID NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id UUID NOT NULL,
  summary TEXT NOT NULL
);
CREATE INDEX case_entries_by_case ON case_entries (case_id, occurred_at, id);
CREATE INDEX case_entries_by_subject ON case_entries (subject_id);

-- owner: register::cases
-- News delivered to a holder: an entry in one of their cases that they did not write.
CREATE TABLE case_news (
  holder_id UUID NOT NULL,
  recorded_at BIGINT NOT NULL,
  entry_id UUID NOT NULL,
  case_id UUID NOT NULL,
  PRIMARY KEY (holder_id, recorded_at, entry_id)
); -- clustered

-- owner: register::cases
-- Significant events, chosen by a worker: what a judge or the child will read.
CREATE TABLE chronology (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL,
  entry_id UUID,
  occurred TEXT NOT NULL,
  event TEXT NOT NULL,
  meaning TEXT NOT NULL,
  source TEXT NOT NULL,
  chosen_by UUID NOT NULL,
  recorded_at BIGINT NOT NULL,
  withdrawn_at BIGINT
);
CREATE INDEX chronology_by_case ON chronology (case_id, occurred);

-- owner: register::cases
CREATE TABLE holds (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL,
  from_on BIGINT NOT NULL,
  until_on BIGINT,
  reason TEXT NOT NULL
);
CREATE INDEX holds_by_case ON holds (case_id);

-- owner: register::cases
CREATE TABLE closures (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL,
  -- Where it waits to be decided: that of the case.
  institution_id UUID NOT NULL,
  episode_id UUID NOT NULL,
  reason TEXT NOT NULL,
  explanation TEXT NOT NULL,
  child_view TEXT NOT NULL,
  partners_told TEXT NOT NULL,
  retention TEXT NOT NULL,
  proposed_by UUID NOT NULL,
  proposed_at BIGINT NOT NULL,
  decided_by UUID,
  decided_at BIGINT,
  approved BOOLEAN,
  refusal TEXT
);
CREATE INDEX closures_by_case ON closures (case_id, proposed_at);
CREATE INDEX closures_waiting ON closures (institution_id, proposed_at, id) WHERE decided_at IS NULL;

-- owner: register::cases
-- A proposed transfer of a case or of a report. The sender stays responsible until it is accepted. `refusal` is the
-- receiver's reason, `withdrawal` that of a sender who took the proposal back before it was answered.
CREATE TABLE transfers (
  id UUID NOT NULL PRIMARY KEY,
  subject_kind TEXT NOT NULL,
  subject_id UUID NOT NULL,
  from_id UUID NOT NULL,
  to_id UUID NOT NULL,
  reason TEXT NOT NULL,
  minimum TEXT NOT NULL,
  proposed_by UUID NOT NULL,
  proposed_at BIGINT NOT NULL,
  decided_by UUID,
  decided_at BIGINT,
  accepted BOOLEAN,
  refusal TEXT,
  withdrawal TEXT
);
CREATE INDEX transfers_by_subject ON transfers (subject_id, proposed_at);
CREATE INDEX transfers_waiting ON transfers (to_id, proposed_at) WHERE decided_at IS NULL;
CREATE INDEX transfers_withdrawn ON transfers (to_id, decided_at) WHERE withdrawal IS NOT NULL;

-- owner: register::cases
CREATE TABLE case_merges (
  id UUID NOT NULL PRIMARY KEY,
  into_id UUID NOT NULL,
  duplicate_id UUID NOT NULL,
  reason TEXT NOT NULL,
  merged_by UUID NOT NULL,
  merged_at BIGINT NOT NULL,
  undone_by UUID,
  undone_at BIGINT
);
CREATE INDEX case_merges_by_duplicate ON case_merges (duplicate_id);
CREATE INDEX case_merges_by_into ON case_merges (into_id);

-- owner: register::attachments
-- A file hangs from something that is read through a grant; it is read through the same grant.
CREATE TABLE attachments (
  id UUID NOT NULL PRIMARY KEY,
  parent_kind TEXT NOT NULL,
  parent_id UUID NOT NULL,
  layer TEXT NOT NULL,
  file_id UUID NOT NULL,
  label TEXT NOT NULL,
  added_by UUID,
  institution_id UUID NOT NULL,
  recorded_at BIGINT NOT NULL,
  withdrawn_at BIGINT
);
CREATE INDEX attachments_by_parent ON attachments (parent_id, recorded_at);
