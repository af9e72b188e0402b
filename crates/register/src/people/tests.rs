// SPDX-License-Identifier: EUPL-1.2
//! What was told of a family, by one or by several, as a table a practitioner can read.

use kernel::{Instant, InstitutionId, PersonId, RelationshipId};
use uuid::Uuid;

use super::model::{Person, Relationship, Sex};
use super::rules::told_once;

const LINA: PersonId = PersonId(Uuid::from_u128(1));
const TOM: PersonId = PersonId(Uuid::from_u128(2));

fn person(id: PersonId) -> Person {
    Person {
        id,
        institution: InstitutionId(Uuid::nil()),
        given: String::new(),
        family: String::new(),
        birth: None,
        expected_on: None,
        sex: Sex::Unknown,
        languages: String::new(),
        interpreter: String::new(),
        died_on: None,
        merged_into: None,
        version: 1,
    }
}

/// What was told: who is to whom what, who said so, and whether that is only said.
struct Told {
    from: PersonId,
    to: PersonId,
    kind: &'static str,
    source: &'static str,
    alleged: bool,
    since: Option<&'static str>,
    until: Option<&'static str>,
    ended: bool,
}

const SIBLING: Told = Told {
    from: TOM,
    to: LINA,
    kind: "sibling",
    source: "la mère",
    alleged: false,
    since: None,
    until: None,
    ended: false,
};

/// Around Lina, what is shown of what was told.
fn shown(told: &[Told]) -> Vec<(&'static str, String, bool)> {
    let rows = told.iter().enumerate().map(|(i, t)| {
        let link = Relationship {
            id: RelationshipId(Uuid::from_u128(i as u128)),
            person: t.from,
            other: t.to,
            kind: t.kind.into(),
            from_date: t.since.map(|d| d.parse().unwrap()),
            until_date: t.until.map(|d| d.parse().unwrap()),
            source: t.source.into(),
            alleged: t.alleged,
            recorded_at: Instant(i as i64),
            ended_reason: t.ended.then(|| "noté par erreur".to_owned()),
        };
        (link, person(if t.from == LINA { t.to } else { t.from }))
    });
    let kinds = ["sibling", "half_sibling", "parent", "same_home", "foster_carer"];
    let code = |kind: &str| kinds.into_iter().find(|k| *k == kind).unwrap();
    told_once(LINA, rows.collect())
        .into_iter()
        .map(|(link, _)| (code(&link.kind), link.source.replace('\n', " + "), link.alleged))
        .collect()
}

#[test]
fn each_relationship_is_shown_once_whoever_told_it() {
    let crossed = Told { from: LINA, to: TOM, source: "l’école", ..SIBLING };
    let one = |source: &str| vec![("sibling", source.to_owned(), false)];
    let table = [
        ("told once", vec![SIBLING], one("la mère")),
        ("told from both sides", vec![SIBLING, Told { ..crossed }], one("la mère + l’école")),
        ("from his side only", vec![Told { ..crossed }], one("l’école")),
        ("told twice by the same", vec![SIBLING, SIBLING], one("la mère")),
        (
            "said by one, established by another",
            vec![Told { alleged: true, ..SIBLING }, Told { source: "acte", ..crossed }],
            one("la mère + acte"),
        ),
        (
            "said by two is still only said",
            vec![Told { alleged: true, ..SIBLING }, Told { alleged: true, from: LINA, to: TOM, ..SIBLING }],
            vec![("sibling", "la mère".to_owned(), true)],
        ),
        (
            "a day known to one of them",
            vec![SIBLING, Told { since: Some("2021-09-30"), ..crossed }],
            one("la mère + l’école"),
        ),
        (
            "sibling and half-sibling are not the same",
            vec![SIBLING, Told { kind: "half_sibling", ..crossed }],
            vec![("sibling", "la mère".to_owned(), false), ("half_sibling", "l’école".to_owned(), false)],
        ),
        (
            "a parent of, and a child of, are two things",
            vec![Told { kind: "parent", ..SIBLING }, Told { kind: "parent", from: LINA, to: TOM, ..SIBLING }],
            vec![("parent", "la mère".to_owned(), false), ("parent", "la mère".to_owned(), false)],
        ),
        (
            "what was found wrong stands beside what is told now",
            vec![Told { ended: true, ..SIBLING }, Told { ..crossed }],
            vec![("sibling", "la mère".to_owned(), false), ("sibling", "l’école".to_owned(), false)],
        ),
        (
            "twice in the same foster family",
            vec![
                Told { kind: "foster_carer", since: Some("2019"), until: Some("2020"), ..SIBLING },
                Told { kind: "foster_carer", since: Some("2023"), ..SIBLING },
            ],
            vec![
                ("foster_carer", "la mère".to_owned(), false),
                ("foster_carer", "la mère".to_owned(), false),
            ],
        ),
        ("two records of one child are no brother", vec![Told { from: LINA, to: LINA, ..SIBLING }], vec![]),
    ];
    for (name, told, expected) in table {
        assert_eq!(shown(&told), expected, "{name}");
    }
}
