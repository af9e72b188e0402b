// SPDX-License-Identifier: EUPL-1.2
//! The region: territories, institutions, who works there, with accounts that a measurement can sign in with.

use std::collections::BTreeMap;

use kernel::stored::Value;
use kernel::{Capacity, Date, FunctionKind, Instant, InstitutionId, name};
use platform::args;
use uuid::Uuid;

use super::dice::Dice;
use super::names::{Gender, Origin};
use super::tables::Tables;
use super::{Beside, Order, PACK, SECRET, email};

/// People who work in one institution.
const STAFF: i64 = 20;
/// Minors who live where one institution works.
const MINORS: i64 = 22_000;

/// An institution and those who work there.
pub(super) struct House {
    pub(super) id: InstitutionId,
    /// The beginning of its references.
    pub(super) code: String,
    /// The functions, by kind.
    pub(super) supervision: Uuid,
    pub(super) leads: Vec<Uuid>,
    pub(super) supervisors: Vec<Uuid>,
    pub(super) intake: Vec<Uuid>,
    /// The last number given in each year.
    pub(super) numbers: BTreeMap<i16, i64>,
}

const TYPES: &[(&str, &str)] = &[
    ("saj", "Service de l’aide à la jeunesse"),
    ("amo", "Action en milieu ouvert"),
    ("saj", "Service de l’aide à la jeunesse"),
    ("spj", "Service de la protection de la jeunesse"),
    ("sapse", "Service d’accompagnement psycho-socio-éducatif"),
];

const TOWN_BEGINNINGS: &[&str] = &[
    "Bran", "Cler", "Fros", "Gour", "Hau", "Jam", "Lan", "Mor", "Nivel", "Or", "Rau", "Sart", "Ter", "Val",
    "Wan", "Ys",
];
const TOWN_ENDS: &[&str] = &[
    "melle", "fontaine", "mont", "sart", "ville", "champ", "bois", "rive", "court", "lez-Eau", "neuve",
    "val", "roche",
];

fn town(n: usize) -> String {
    let (begin, end) = (
        TOWN_BEGINNINGS[n % TOWN_BEGINNINGS.len()],
        TOWN_ENDS[(n / TOWN_BEGINNINGS.len()) % TOWN_ENDS.len()],
    );
    let again = n / (TOWN_BEGINNINGS.len() * TOWN_ENDS.len());
    if again == 0 { format!("{begin}{end}") } else { format!("{begin}{end} {}", again + 1) }
}

/// Draws the region and puts its rows into the tables.
pub(super) fn draw(
    order: &Order,
    beside: &Beside,
    dice: &mut Dice,
    tables: &mut Tables,
    password: &str,
) -> Vec<House> {
    let practitioners = (order.cases / 1_000).max(20);
    let houses = (practitioners + STAFF / 2) / STAFF;
    let began = order.began();
    let at = noon(began);
    let region = dice.id(at);
    let first = beside.institutions;
    tables.territories.push(args![
        region,
        PACK,
        format!("syn-{first}"),
        "region",
        format!("Région synthétique {}", first + 1),
        Value::Null,
        houses * MINORS
    ]);
    let mut all = Vec::new();
    let mut hired = 0;
    for n in 0..houses {
        let size = practitioners / houses + i64::from(n < practitioners % houses);
        let number = first + n;
        let mut house = open(order, number, region, dice, tables);
        for place in 0..size {
            hired += 1;
            hire(order, beside.practitioners + hired, place, &mut house, dice, tables, password);
        }
        all.push(house);
    }
    all.into_iter().map(|h| h.house).collect()
}

struct Opening {
    house: House,
    functions: BTreeMap<FunctionKind, Uuid>,
}

fn open(order: &Order, number: i64, region: Uuid, dice: &mut Dice, tables: &mut Tables) -> Opening {
    let began = order.began();
    let at = noon(began);
    let index = usize::try_from(number).unwrap_or(0);
    let (kind, kind_name) = TYPES[index % TYPES.len()];
    let place = town(index);
    let code = format!("{kind}-{}", name::fold(&place).replace(' ', "-"));
    let (id, division) = (dice.id(at), dice.id(at));
    tables.territories.push(args![
        division,
        PACK,
        format!("syn-{number}-d"),
        "division",
        format!("Division de {place}"),
        region,
        MINORS
    ]);
    for commune in 0..8 {
        tables.territories.push(args![
            dice.id(at),
            PACK,
            format!("syn-{number}-{commune}"),
            "commune",
            format!(
                "{place} {}",
                ["Centre", "Nord", "Sud", "Est", "Ouest", "Haut", "Bas", "Campagne"][commune]
            ),
            division,
            MINORS / 8
        ]);
    }
    let full = format!("{kind_name} de {place}");
    tables.institutions.push(args![
        id,
        code,
        PACK,
        kind,
        full,
        name::fold(&full),
        division,
        format!("Rue du Marché 1, {place}"),
        format!("0{} 00 00 00", 40 + number % 50),
        format!("{code}@region.exemple"),
        "Sur rendez-vous, et permanence le matin.",
        "",
        "N’intervient pas en urgence la nuit.",
        kind == "saj",
        began,
        order.today,
        1i64,
        at
    ]);
    tables.contact_points.push(args![
        dice.id(at),
        id,
        "Permanence",
        format!("0{} 00 00 01", 40 + number % 50),
        "",
        "du lundi au vendredi, 9 h – 12 h"
    ]);
    let functions: BTreeMap<FunctionKind, Uuid> =
        FunctionKind::ALL.iter().map(|kind| (*kind, dice.id(at))).collect();
    for (kind, function) in &functions {
        tables.functions.push(args![function, id, kind, ""]);
    }
    let supervision = functions[&FunctionKind::Supervisor];
    let house = House {
        id: InstitutionId(id),
        code: code.to_uppercase(),
        supervision,
        leads: Vec::new(),
        supervisors: Vec::new(),
        intake: Vec::new(),
        numbers: BTreeMap::new(),
    };
    Opening { house, functions }
}

/// Of twenty people two supervise, two receive, one directs, one keeps the accounts; the others work with families.
fn hire(
    order: &Order,
    number: i64,
    place: i64,
    into: &mut Opening,
    dice: &mut Dice,
    tables: &mut Tables,
    password: &str,
) {
    let began = order.began();
    let at = noon(began);
    let (kind, title) = match place % STAFF {
        1 | 11 => (FunctionKind::Supervisor, "responsable d’équipe"),
        3 | 13 => (FunctionKind::Intake, "déléguée à l’accueil"),
        5 => (FunctionKind::Direction, "directrice"),
        7 => (FunctionKind::Administrator, "secrétaire"),
        _ => (FunctionKind::Caseworker, "déléguée"),
    };
    let id = dice.id(at);
    let origin = Origin::draw(dice);
    let gender = if dice.happens(750) { Gender::Girl } else { Gender::Boy };
    let (given, family) = (origin.given(dice, gender), origin.family(dice));
    let address = email(number);
    tables.practitioners.push(args![
        id,
        format!("syn-{number:05}"),
        given,
        family,
        name::fold(&format!("{family} {given}")),
        title,
        address,
        "000 00 00 00",
        "fr",
        1i64,
        at
    ]);
    let status = if kind == FunctionKind::Administrator { "discretion" } else { "bound" };
    tables.secrecy_statuses.push(args![id, began, status, "diplôme"]);
    tables.appointments.push(args![dice.id(at), id, into.functions[&kind], into.house.id, began]);
    let lang = if dice.happens(60) { "nl" } else { "fr" };
    let house = into.house.id;
    tables.accounts.push(args![
        dice.id(at),
        id,
        house,
        address,
        password,
        SECRET.to_vec(),
        at,
        lang,
        at,
        1i64
    ]);
    match kind {
        FunctionKind::Supervisor => into.house.supervisors.push(id),
        FunctionKind::Intake => into.house.intake.push(id),
        FunctionKind::Caseworker => into.house.leads.push(id),
        FunctionKind::Direction | FunctionKind::Administrator => {}
    }
}

/// Noon, UTC.
pub(super) fn noon(day: Date) -> Instant {
    Instant(i64::from(day.0) * Instant::DAY + 12 * Instant::HOUR)
}

/// The layers that a capacity opens, as stored.
pub(super) fn layers(capacity: Capacity) -> i64 {
    kernel::Layers::usual(capacity).0
}
