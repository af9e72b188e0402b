// SPDX-License-Identifier: EUPL-1.2
//! What would happen to every row of a list.

use std::collections::{HashMap, HashSet};

use kernel::name::fold;
use kernel::{Date, InstitutionId};
use platform::db::Conn;
use platform::http::Cx;
use platform::problem::Problem;
use rulebook::{Pack, Rulebook};

use super::super::model::{
    FormerName, Institution, InstitutionFields, NewContactPoint, Territory, TerritoryId,
};
use super::super::rules::{self, Kept};
use super::super::words::Words;
use super::super::{store, store_people};
use super::{Column, Sheet};

/// The longest text of one line, and of several.
const LINE: usize = 250;
const TEXT: usize = 4_000;

/// What would happen to a list.
#[derive(Debug, Default)]
pub struct Plan {
    /// The rows, in order.
    pub rows: Vec<PlannedRow>,
    /// Headings that mean nothing here; their columns are not read.
    pub unknown: Vec<String>,
    /// What is wrong with the headings themselves.
    pub headings_wrong: Option<String>,
}

impl Plan {
    /// Whether anything is wrong: then nothing is taken over.
    pub fn is_wrong(&self) -> bool {
        self.headings_wrong.is_some() || self.rows.iter().any(|r| matches!(r.fate, Fate::Wrong(_)))
    }
}

/// A row and its fate.
#[derive(Debug)]
pub struct PlannedRow {
    /// Its number in the file.
    pub line: usize,
    /// The name it gives.
    pub name: String,
    /// What would happen.
    pub fate: Fate,
}

/// What would happen to a row.
#[derive(Debug)]
pub enum Fate {
    /// The institution enters the directory.
    New {
        /// With this page.
        fields: Box<InstitutionFields>,
        /// And this.
        extras: Extras,
    },
    /// The institution is known and changes.
    Changed {
        /// As it is now.
        before: Box<Institution>,
        /// As it will be.
        fields: Box<InstitutionFields>,
        /// And this.
        extras: Extras,
        /// The columns that change.
        columns: Vec<Column>,
    },
    /// The institution is as the row says.
    Unchanged,
    /// Something is wrong in these cells.
    Wrong(Vec<Wrong>),
}

/// What a row brings besides the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// A former name.
    pub former: Option<FormerName>,
    /// A contact point, when the institution has none with these words.
    pub contact: Option<NewContactPoint>,
}

/// What is wrong in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// In which column.
    pub column: Column,
    /// In the reader's words.
    pub message: String,
}

/// The directory as it is, loaded once.
struct Known {
    institutions: Vec<Institution>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<(String, String), usize>,
    territories: HashMap<(String, String), Vec<TerritoryId>>,
    contacts: HashMap<InstitutionId, NewContactPoint>,
    administered: HashSet<InstitutionId>,
}

async fn known(cx: &Cx, conn: &mut Conn) -> Result<Known, Problem> {
    let mut institutions: Vec<Institution> = Vec::new();
    loop {
        let page = store::institutions_after(conn, institutions.last().map(|i| i.id), 1_000).await?;
        if page.is_empty() {
            break;
        }
        institutions.extend(page);
    }
    let numbered = || institutions.iter().enumerate();
    Ok(Known {
        by_code: numbered().map(|(n, i)| (i.fields.code.clone(), n)).collect(),
        by_name: numbered().map(|(n, i)| ((i.fields.pack.clone(), fold(&i.fields.name)), n)).collect(),
        territories: by_word(&store::territories(conn).await?),
        contacts: store::all_contact_points(conn).await?,
        administered: store_people::with_administrator(conn, cx.today()).await?,
        institutions,
    })
}

/// Territories by pack and folded word: their code first, else their name, which several may share.
fn by_word(territories: &[Territory]) -> HashMap<(String, String), Vec<TerritoryId>> {
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for t in territories {
        found.entry((t.pack.clone(), fold(&t.name))).or_default().push(t.id);
    }
    for t in territories {
        found.insert((t.pack.clone(), fold(&t.code)), vec![t.id]);
    }
    found
}

/// What the rows before have taught.
#[derive(Default)]
struct Learnt {
    /// Institutions already named, with their row.
    seen: HashMap<String, usize>,
    /// Codes of institutions that the list enters, with their row.
    codes: HashMap<String, usize>,
    /// Service types by pack and word: looked for once.
    types: HashMap<(String, String), Option<String>>,
}

pub(super) async fn plan(cx: &Cx, conn: &mut Conn, sheet: &Sheet) -> Result<Plan, Problem> {
    let w = Words(cx.lang);
    let rulebook = crate::rulebook(cx)?;
    let mut plan = Plan::default();
    let mut places: HashMap<Column, usize> = HashMap::new();
    for (at, heading) in sheet.headings.iter().enumerate().filter(|(_, h)| !h.is_empty()) {
        match Column::named(heading) {
            Some(column) if places.contains_key(&column) => {
                plan.headings_wrong = Some(w.import_heading_twice(column.heading(cx.lang)));
            }
            Some(column) => {
                places.insert(column, at);
            }
            None => plan.unknown.push(heading.clone()),
        }
    }
    for needed in [Column::Name, Column::Type] {
        if !places.contains_key(&needed) {
            plan.headings_wrong = Some(w.import_heading_missing(needed.heading(cx.lang)));
        }
    }
    if plan.headings_wrong.is_some() {
        return Ok(plan);
    }
    let known = known(cx, conn).await?;
    let mut learnt = Learnt::default();
    for (line, cells) in &sheet.rows {
        let mut reading =
            Reading { cx, w, rulebook, known: &known, places: &places, cells, wrong: Vec::new() };
        let fate = reading.fate(*line, &mut learnt)?;
        plan.rows.push(PlannedRow { line: *line, name: reading.raw(Column::Name).to_owned(), fate });
    }
    Ok(plan)
}

impl Learnt {
    fn type_named(&mut self, pack: &Pack, word: &str, on: Date) -> Option<String> {
        let found = self.types.entry((pack.code.clone(), word.to_owned()));
        let look = || pack.service_type_named(word, on).map(|named| named.service_type.code.clone());
        found.or_insert_with(look).clone()
    }
}

/// One row being read.
struct Reading<'a> {
    cx: &'a Cx,
    w: Words,
    rulebook: &'a Rulebook,
    known: &'a Known,
    places: &'a HashMap<Column, usize>,
    cells: &'a [String],
    wrong: Vec<Wrong>,
}

impl Reading<'_> {
    fn raw(&self, column: Column) -> &str {
        let at = self.places.get(&column).copied().unwrap_or(usize::MAX);
        self.cells.get(at).map_or("", String::as_str)
    }

    fn bad(&mut self, column: Column, message: impl Into<String>) {
        self.wrong.push(Wrong { column, message: message.into() });
    }

    /// A text; an empty cell leaves what is known.
    fn text(&mut self, column: Column, max: usize, before: &str) -> String {
        let text = if max == LINE {
            kernel::text::clean_line(self.raw(column))
        } else {
            self.raw(column).to_owned()
        };
        if text.chars().count() > max {
            self.bad(column, self.w.import_cell_too_long(max.to_string()));
        }
        if text.is_empty() { before.to_owned() } else { text }
    }

    fn date(&mut self, column: Column, before: Option<Date>) -> Option<Date> {
        let text = self.raw(column).to_owned();
        if text.is_empty() {
            return before;
        }
        let date = read_date(&text);
        if date.is_none() {
            self.bad(column, self.w.import_not_a_date());
        }
        date
    }

    fn pack(&mut self) -> Option<&Pack> {
        let word = self.raw(Column::Pack).to_owned();
        let rulebook = self.rulebook;
        if word.is_empty() {
            let own = self.cx.actor.as_ref().and_then(|a| rulebook.pack(&a.pack));
            let only = || rulebook.packs().next().filter(|_| rulebook.packs().count() == 1);
            let found = own.or_else(only);
            if found.is_none() {
                self.bad(Column::Pack, self.w.import_pack_needed());
            }
            return found;
        }
        let is = |text: &str| fold(text) == fold(&word);
        let found =
            rulebook.packs().find(|p| is(&p.code) || kernel::Lang::ALL.iter().any(|&l| is(p.name.get(l))));
        if found.is_none() {
            self.bad(Column::Pack, self.w.import_pack_unknown());
        }
        found
    }

    fn fate(&mut self, line: usize, learnt: &mut Learnt) -> Result<Fate, Problem> {
        let code = kernel::text::clean_line(self.raw(Column::Code));
        let name = kernel::text::clean_line(self.raw(Column::Name));
        let by_code = self.known.by_code.get(&code).copied().filter(|_| !code.is_empty());
        let pack_code = match by_code {
            Some(n) => self.known.institutions[n].fields.pack.clone(),
            None => self.pack().map(|p| p.code.clone()).unwrap_or_default(),
        };
        let by_name = || self.known.by_name.get(&(pack_code.clone(), fold(&name))).copied();
        let before = by_code.or_else(|| by_name().filter(|_| code.is_empty()));
        let before = before.map(|n| &self.known.institutions[n]);
        let empty =
            InstitutionFields { pack: pack_code.clone(), code: code.clone(), ..InstitutionFields::default() };
        let old = before.map_or(&empty, |b| &b.fields);
        let fields = self.fields(old, &pack_code, before.is_none(), learnt);
        let key = before.map_or_else(|| format!("{pack_code} {}", fold(&fields.name)), |b| b.id.to_string());
        if let Some(first) = learnt.seen.insert(key, line) {
            self.bad(Column::Name, self.w.import_twice(first.to_string()));
        }
        // A code is one institution's in the whole installation, whatever its pack.
        if before.is_none()
            && !code.is_empty()
            && let Some(first) = learnt.codes.insert(code.clone(), line)
        {
            self.bad(Column::Code, self.w.import_code_twice(first.to_string()));
        }
        if self.wrong.is_empty() {
            let pack = self.rulebook.pack(&pack_code);
            if let Err(refusal) = rules::institution(&fields, pack) {
                let column = match refusal.code {
                    "type-receives-no-reports" => Column::ReceivesReports,
                    "closed-before-opened" => Column::ClosedOn,
                    "unknown-pack" => Column::Pack,
                    "unknown-type" => Column::Type,
                    _ => Column::Name,
                };
                let why = self.w.by_key(&format!("refused-{}", refusal.code)).unwrap_or(refusal.code);
                self.bad(column, why);
            }
        }
        let extras = self.extras(before);
        let columns = before.map(|b| changed(&b.fields, &fields)).unwrap_or_default();
        let changes = !columns.is_empty() || extras != Extras::default();
        if let Some(before) = before.filter(|_| changes) {
            let kept = match self.known.administered.contains(&before.id) {
                true => Kept::ByItself,
                false => Kept::ByNobody,
            };
            if rules::keeping(self.cx.actor.as_deref(), before.id, kept).is_err() {
                self.bad(Column::Name, self.w.import_kept_by_another());
            }
        }
        if !self.wrong.is_empty() {
            return Ok(Fate::Wrong(std::mem::take(&mut self.wrong)));
        }
        let fields = Box::new(fields);
        Ok(match before {
            None => Fate::New { fields, extras },
            Some(_) if !changes => Fate::Unchanged,
            Some(before) => Fate::Changed { before: Box::new(before.clone()), fields, extras, columns },
        })
    }

    fn fields(
        &mut self,
        old: &InstitutionFields,
        pack_code: &str,
        is_new: bool,
        learnt: &mut Learnt,
    ) -> InstitutionFields {
        use Column as C;
        let pack = self.rulebook.pack(pack_code);
        let word = self.raw(C::Type).to_owned();
        let service_type = match (pack, word.is_empty()) {
            (Some(pack), false) => match learnt.type_named(pack, &word, self.cx.today()) {
                Some(code) => code,
                None => {
                    self.bad(C::Type, self.w.import_type_unknown(&word));
                    String::new()
                }
            },
            (_, true) if is_new => {
                self.bad(C::Type, self.w.import_needed());
                String::new()
            }
            _ => old.service_type.clone(),
        };
        let name = self.text(C::Name, LINE, &old.name);
        if name.is_empty() {
            self.bad(C::Name, self.w.import_needed());
        }
        let territory = self.territory(old, pack_code);
        let receives_reports = match self.raw(C::ReceivesReports) {
            "" if is_new => {
                pack.and_then(|p| p.service_type(&service_type)).is_some_and(|t| t.receives_concerns)
            }
            "" => old.receives_reports,
            text => read_yes(text).unwrap_or_else(|| {
                self.bad(C::ReceivesReports, self.w.import_not_yes_or_no());
                false
            }),
        };
        InstitutionFields {
            code: self.text(C::Code, 60, &old.code),
            pack: old.pack.clone(),
            service_type,
            name,
            territory,
            address: self.text(C::Address, LINE, &old.address),
            phone: self.text(C::Phone, LINE, &old.phone),
            email: self.text(C::Email, LINE, &old.email),
            functioning: self.text(C::Functioning, TEXT, &old.functioning),
            specificities: self.text(C::Specificities, TEXT, &old.specificities),
            limits: self.text(C::Limits, TEXT, &old.limits),
            receives_reports,
            opened_on: self.date(C::OpenedOn, old.opened_on),
            closed_on: self.date(C::ClosedOn, old.closed_on),
            verified_on: self.date(C::VerifiedOn, old.verified_on),
        }
    }

    fn territory(&mut self, old: &InstitutionFields, pack: &str) -> Option<TerritoryId> {
        let word = fold(self.raw(Column::Territory));
        if word.is_empty() {
            return old.territory;
        }
        match self.known.territories.get(&(pack.to_owned(), word)).map(Vec::as_slice) {
            Some([found]) => Some(*found),
            None | Some([]) => {
                self.bad(Column::Territory, self.w.import_territory_unknown());
                None
            }
            _ => {
                self.bad(Column::Territory, self.w.import_territory_ambiguous());
                None
            }
        }
    }

    fn extras(&mut self, before: Option<&Institution>) -> Extras {
        use Column as C;
        let former_name = self.text(C::FormerName, LINE, "");
        let former_type = self.text(C::FormerType, LINE, "");
        let until_on = self.date(C::FormerUntil, None);
        let former = (!former_name.is_empty() && before.is_none()).then_some(FormerName {
            name: former_name,
            service_type: Some(former_type).filter(|t| !t.is_empty()),
            from_on: None,
            until_on,
        });
        let contact = NewContactPoint {
            label: self.text(C::ContactLabel, LINE, ""),
            practitioner: None,
            phone: self.text(C::ContactPhone, LINE, ""),
            email: self.text(C::ContactEmail, LINE, ""),
            hours: self.text(C::ContactHours, LINE, ""),
        };
        let has_one = before.is_some_and(|b| self.known.contacts.contains_key(&b.id));
        let contact = (contact != NewContactPoint::default() && !has_one).then_some(contact);
        Extras { former, contact }
    }
}

/// The columns in which two pages differ.
fn changed(a: &InstitutionFields, b: &InstitutionFields) -> Vec<Column> {
    use Column as C;
    let differ = [
        (C::Type, a.service_type != b.service_type),
        (C::Name, a.name != b.name),
        (C::Territory, a.territory != b.territory),
        (C::Address, a.address != b.address),
        (C::Phone, a.phone != b.phone),
        (C::Email, a.email != b.email),
        (C::Functioning, a.functioning != b.functioning),
        (C::Specificities, a.specificities != b.specificities),
        (C::Limits, a.limits != b.limits),
        (C::ReceivesReports, a.receives_reports != b.receives_reports),
        (C::OpenedOn, a.opened_on != b.opened_on),
        (C::ClosedOn, a.closed_on != b.closed_on),
        (C::VerifiedOn, a.verified_on != b.verified_on),
    ];
    differ.into_iter().filter(|(_, differs)| *differs).map(|(column, _)| column).collect()
}

/// A date as people write it: `2019-05-01`, `1/5/2019`, `01.05.2019`.
pub(super) fn read_date(text: &str) -> Option<Date> {
    if let Ok(date) = text.trim().parse() {
        return Some(date);
    }
    let parts: Vec<&str> = text.trim().split(['/', '.', '-']).collect();
    match parts.as_slice() {
        [day, month, year] if year.len() == 4 => {
            Date::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => None,
    }
}

/// Yes or no, in any of our languages.
pub(in super::super) fn read_yes(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "oui" | "ja" | "yes" | "x" | "1" | "true" | "vrai" | "waar" => Some(true),
        "non" | "nee" | "no" | "0" | "false" | "faux" | "onwaar" => Some(false),
        _ => None,
    }
}
