// SPDX-License-Identifier: EUPL-1.2
//! What is printed: a letter of the packs over facts that come from the decision, and the rule as it is said to the family.

use std::collections::HashMap;

use kernel::{Date, Lang, PersonId, PractitionerId, SecrecyStatus};
use platform::db::Conn;
use platform::http::Cx;
use platform::problem::Problem;
use register::directory::{self, Institution, Practitioner};
use register::people::{self, Contact, Person, Secrets, Shown};
use secrecy::{Certainty, RuleSet};
use serde_json::{Value, json};

use super::letter::Announced;
use super::model::{Disclosure, Piece};
use super::words::Words;

/// The age from which the text for older children is used when nobody knows how old a child is.
const AGE_UNKNOWN: i16 = 12;

/// The rule as child and family read it: in a sentence, with the numbers of that day under which it is found.
pub(super) fn rule(rules: &RuleSet, lang: Lang, on: Date) -> Value {
    let on = rulebook::day(on);
    let numbers: Vec<_> = rules.main_law().into_iter().flat_map(|law| law.numbers_on(on)).collect();
    let is_sure = |certainty: Certainty| certainty != Certainty::Uncertain;
    let certainty = match is_sure(rules.certainty()) && numbers.iter().all(|n| is_sure(n.certainty())) {
        true => rules.certainty(),
        false => Certainty::Uncertain,
    };
    let cited: Vec<&str> = numbers.iter().map(|n| n.cite(lang.code())).collect();
    json!({
        "says": rules.for_family(lang.code()),
        "source": cited.join(" ; "),
        "certainty": certainty.code(),
    })
}

/// Where a letter to somebody may be sent, as far as it may be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// It is known.
    Known(String),
    /// It is kept secret: it stands on no paper.
    Secret,
    /// Nobody noted one.
    Unknown,
}

/// The address of somebody, in use, the latest noted. Where one of theirs is kept secret, or reads like one, none is told: a
/// letter to the address from which somebody fled is worse than none.
pub(super) fn address_of(contacts: &[(PersonId, Contact)], person: PersonId, secrets: &Secrets) -> Address {
    let theirs = |(whose, c): &&(PersonId, Contact)| {
        *whose == person && c.kind == "address" && c.ended_reason.is_none() && c.until_date.is_none()
    };
    let mut latest = Address::Unknown;
    for (_, contact) in contacts.iter().filter(theirs) {
        match contact.outside() {
            Shown::Value(text) if secrets.mask(text) == text => latest = Address::Known(text.to_owned()),
            _ => return Address::Secret,
        }
    }
    latest
}

/// Those whom letters about a decision name.
pub(super) struct Cast {
    people: HashMap<PersonId, Person>,
    /// Names of those who are nobody's record.
    typed: HashMap<PersonId, String>,
    practitioners: HashMap<PractitionerId, Practitioner>,
    secrecy: HashMap<PractitionerId, SecrecyStatus>,
    names: HashMap<kernel::InstitutionId, String>,
    sender: Institution,
    place: String,
    contacts: Vec<(PersonId, Contact)>,
    pub(super) secrets: Secrets,
}

impl Cast {
    /// Everybody, in a few questions.
    pub(super) async fn of(
        cx: &Cx,
        conn: &mut Conn,
        d: &Disclosure,
        secrets: Secrets,
    ) -> Result<Cast, Problem> {
        let family: Vec<PersonId> = d.composition.family.iter().map(|f| f.person).collect();
        let people = people::persons(conn, &family).await?;
        let contacts = people::contacts_of(conn, &family).await?;
        let mut named: Vec<PractitionerId> =
            d.composition.recipients.iter().map(|r| r.practitioner).collect();
        named.push(cx.actor()?.practitioner);
        let institutions = d.composition.recipients.iter().map(|r| r.institution);
        let sender = directory::institution(conn, d.institution).await?.ok_or(Problem::NotFound)?;
        let territory = match sender.fields.territory {
            Some(territory) => directory::territory(conn, territory).await?,
            None => None,
        };
        let typed = d.composition.family.iter().filter(|f| !f.name.is_empty());
        Ok(Cast {
            typed: typed.map(|f| (f.person, f.name.clone())).collect(),
            people: people.into_iter().map(|p| (p.id, p)).collect(),
            secrecy: directory::secrecy_on_day(conn, &named, cx.today()).await?,
            practitioners: directory::practitioners(conn, named).await?,
            names: directory::institution_names(conn, institutions).await?,
            place: town_of(&sender.fields.address)
                .or(territory.map(|t| t.name))
                .unwrap_or_else(|| sender.fields.name.clone()),
            sender,
            contacts,
            secrets,
        })
    }

    /// Somebody of the family.
    pub(super) fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.get(&id)
    }

    /// Where a letter to somebody may be sent.
    pub(super) fn address(&self, person: PersonId) -> Address {
        address_of(&self.contacts, person, &self.secrets)
    }

    /// The whole name of somebody of the family.
    fn name(&self, id: PersonId) -> String {
        self.people.get(&id).map(Person::name).or_else(|| self.typed.get(&id).cloned()).unwrap_or_default()
    }

    /// What a child is called in a letter: the given name, as people call them.
    fn called(&self, id: PersonId, lang: Lang) -> String {
        let given = self.people.get(&id).map(|p| p.given.clone()).filter(|given| !given.is_empty());
        given
            .or_else(|| Some(self.name(id)))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| Words(lang).letter_the_child().to_owned())
    }
}

/// A letter to be set.
pub(super) struct Written<'a> {
    pub(super) person: PersonId,
    pub(super) lang: Lang,
    pub(super) announced: &'a Announced,
    pub(super) comes_after: bool,
    pub(super) telling_on: Date,
    pub(super) interpreter: &'a str,
    pub(super) late_reason: &'a str,
    pub(super) reference: &'a str,
}

/// What a letter is given: every field comes from the decision or the register, and none holds what is kept secret.
pub(super) fn letter_facts(
    cx: &Cx,
    d: &Disclosure,
    rules: &RuleSet,
    cast: &Cast,
    letter: &Written<'_>,
) -> Value {
    let lang = letter.lang;
    let mask = |text: &str| cast.secrets.mask(text);
    let piece = |id: &kernel::PieceId| d.composition.piece(*id);
    let told = d.composition.pieces.iter().filter(|p| letter.announced.tells(p.id));
    let child = d.composition.child();
    let age =
        child.and_then(|id| cast.person(id)).and_then(|p| p.birth).map(|birth| birth.age_on(cx.today()).0);
    let address = match cast.address(letter.person) {
        Address::Known(text) => lines(&text),
        Address::Secret | Address::Unknown => Vec::new(),
    };
    let me = cx.actor.as_ref().and_then(|actor| cast.practitioners.get(&actor.practitioner));
    let own = |field: fn(&directory::PractitionerFields) -> &String| me.map_or("", |me| field(&me.fields));
    let by = json!({
        "name": me.map(Practitioner::name).unwrap_or_default(),
        "function": own(|f| &f.title),
        "phone": if own(|f| &f.phone).is_empty() { cast.sender.fields.phone.as_str() } else { own(|f| &f.phone) },
        "email": own(|f| &f.email),
    });
    let mut facts = json!({
        "date": cx.today().to_string(),
        "reference": letter.reference,
        "purpose": mask(&letter.announced.why),
        "sender": {
            "institution": cast.sender.fields.name,
            "address": lines(&cast.sender.fields.address),
            "place": cast.place,
            "phone": cast.sender.fields.phone,
            "email": cast.sender.fields.email,
        },
        "addressee": {
            "name": cast.name(letter.person),
            "address": address,
        },
        "child": {
            "name": child.map(|id| cast.called(id, lang)).unwrap_or_default(),
            "age": age.unwrap_or(AGE_UNKNOWN),
        },
        "disclosure": { "on": letter.telling_on.to_string(), "is_done": letter.comes_after },
        "recipients": letter.announced.recipients().map(|id| recipient(d, cast, lang, id)).collect::<Vec<_>>(),
        "items": told.map(|p| item(d, cast, letter.announced, p)).collect::<Vec<_>>(),
        "rule": rule(rules, lang, cx.today()),
        "contact": by,
        "signatory": { "name": by["name"], "function": by["function"] },
    });
    if !letter.announced.withheld.is_empty() {
        let titles: Vec<String> =
            letter.announced.withheld.iter().filter_map(piece).map(|p| mask(&p.title)).collect();
        facts["withheld"] = json!(titles);
    }
    if !letter.late_reason.is_empty() {
        facts["disclosure"]["late_reason"] = json!(mask(letter.late_reason));
    }
    if !letter.interpreter.is_empty() {
        facts["interpreter"] = json!(mask(letter.interpreter));
    }
    facts
}

fn recipient(d: &Disclosure, cast: &Cast, lang: Lang, id: PractitionerId) -> Value {
    let at = d.composition.recipients.iter().find(|r| r.practitioner == id).map(|r| r.institution);
    let who = cast.practitioners.get(&id);
    let duty = rulebook::duty(cast.secrecy.get(&id).copied());
    json!({
        "name": who.map(Practitioner::name).unwrap_or_default(),
        "function": who.map_or("", |who| who.fields.title.as_str()),
        "institution": at.and_then(|at| cast.names.get(&at)).map_or("", String::as_str),
        "secrecy": Words(lang).by_key(&format!("letter-duty-{}", duty.code())).unwrap_or_default(),
    })
}

/// A piece by its title, with what those who learn it need it for, and who they are where not everybody does; never how it is put.
fn item(d: &Disclosure, cast: &Cast, announced: &Announced, piece: &Piece) -> Value {
    let learn: Vec<PractitionerId> = announced
        .shares
        .iter()
        .filter(|share| share.pieces.contains(&piece.id))
        .map(|share| share.to)
        .collect();
    let mut reasons: Vec<&str> = Vec::new();
    for need in learn.iter().filter_map(|r| d.composition.need(*r, piece.id)) {
        let what_for = need.what_for.trim();
        if !what_for.is_empty() && !reasons.contains(&what_for) {
            reasons.push(what_for);
        }
    }
    let mut item =
        json!({ "what": cast.secrets.mask(&piece.title), "why": cast.secrets.mask(&reasons.join(" ")) });
    if learn.len() < announced.shares.len() {
        let names = learn.iter().filter_map(|r| cast.practitioners.get(r)).map(Practitioner::name);
        item["only"] = json!(names.collect::<Vec<_>>());
    }
    item
}

/// The town at the end of an address: « Rue du Moulin 3, 5999 Ormelle » is written in Ormelle.
fn town_of(address: &str) -> Option<String> {
    let last = lines(address).pop().filter(|_| address.contains([',', '\n']))?;
    let town = last.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '-').trim();
    (!town.is_empty() && !town.contains(|c: char| c.is_ascii_digit())).then(|| town.to_owned())
}

/// An address in the lines of an envelope.
fn lines(address: &str) -> Vec<String> {
    address.split(['\n', ',']).map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// Every text of what a letter was given; lines that stand below one another are one.
pub(super) fn texts(facts: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut left = vec![facts];
    while let Some(value) = left.pop() {
        match value {
            Value::String(text) => found.push(text.clone()),
            Value::Array(items) => {
                let lines: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                found.push(lines.join(", "));
                left.extend(items);
            }
            Value::Object(fields) => left.extend(fields.values()),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::town_of;

    #[test]
    fn a_letter_is_dated_in_the_town_of_the_service() {
        for (address, town) in [
            ("Rue du Moulin 3, 5999 Ormelle", Some("Ormelle")),
            ("12 rue des Tilleuls\n59000 Brennac-sur-Lisse", Some("Brennac-sur-Lisse")),
            ("Rue du Moulin 3", None),
            ("Bâtiment B, bureau 12", None),
            ("", None),
        ] {
            assert_eq!(town_of(address).as_deref(), town, "{address}");
        }
    }
}
