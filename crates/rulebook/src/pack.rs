// SPDX-License-Identifier: EUPL-1.2
//! A pack: one legal order, read whole or refused whole.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use kernel::instant::Zone;
use kernel::{Date, Lang};

use crate::calendar::Calendar;
use crate::duties::{Caseload, JudicialReferral, SeenAlone};
use crate::error::{PackError, Place};
use crate::forms::Forms;
use crate::letters::Letters;
use crate::lists::{Entry, List, Lists};
use crate::reader::{Problems, Table, last, parent, with_file};
use crate::required::{needs, term};
use crate::rule_sets::RuleSets;
use crate::scales::{Contradiction, Scales};
use crate::services::{Alias, Named, Sector, ServiceType, Services};
use crate::terms::{Circumstances, Fact, Term};
use crate::words::{Footing, Text, Validity};

/// From which ages a person is a child, or may still be followed.
#[derive(Clone, Debug)]
pub struct Ages {
    /// A minor is younger than this, in full years.
    pub child_under: u8,
    /// A young adult may still be followed while younger than this.
    pub young_adult_under: u8,
    /// From which age the young person's own agreement is asked, where the law fixes one.
    pub own_agreement: Option<OwnAgreement>,
    /// What the bounds rest on.
    pub footing: Footing,
}

/// From which age the young person's own agreement is asked.
#[derive(Clone, Debug)]
pub struct OwnAgreement {
    /// Alone, from this age.
    pub from: u8,
    /// With a lawyer, from this age.
    pub from_with_lawyer: Option<u8>,
    /// What it rests on.
    pub footing: Footing,
}

/// A level of territory, such as the judicial division or the commune.
#[derive(Clone, Debug)]
pub struct TerritoryLevel {
    /// What is stored.
    pub code: String,
    /// Its name.
    pub name: Text,
}

/// What one legal order says.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The code of the pack, and the name of its folder: `be-fwb`.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// The jurisdictions it covers: `be_fwb_wallonie`.
    pub jurisdictions: Vec<String>,
    /// Neighbouring jurisdictions it must not be taken for.
    pub not_covered: Vec<String>,
    /// Languages of its people, first the main one.
    pub languages: Vec<Lang>,
    /// Numbers to call in an emergency, to show to the public.
    pub emergency_numbers: Vec<String>,
    /// The law it rests on.
    pub footing: Footing,
    /// Since when.
    pub validity: Validity,
    /// Age bounds.
    pub ages: Ages,
    /// The mark against which the load of a lead is shown, where there is one.
    pub caseload: Option<Caseload>,
    /// What a referral to the judicial authority asks for, where the law says more than that it is made.
    pub judicial_referral: Option<JudicialReferral>,
    /// Whose agreement is asked before a child is seen alone, where the law asks for one.
    pub seen_alone: Option<SeenAlone>,
    /// Levels of territory, from the largest.
    pub territory_levels: Vec<TerritoryLevel>,
    /// Holidays, working days and time zone.
    pub calendar: Calendar,
    /// The shared scales.
    pub scales: Scales,
    /// The facts that start or stop clocks.
    pub facts: Vec<Fact>,
    /// Where it is written.
    pub place: Place,
    pub(crate) rule_sets: RuleSets,
    services: Services,
    terms: Vec<Term>,
    lists: Lists,
    pub(crate) forms: Forms,
    pub(crate) letters: Letters,
}

impl Pack {
    /// Loads the one pack found among the files, with the `common` folder beside it if it is given.
    ///
    /// # Errors
    /// Everything that is wrong, each with file and line; also when there is no pack, or more than one.
    pub fn load(files: &BTreeMap<String, String>) -> Result<Pack, Vec<PackError>> {
        let (packs, mut errors) = load_all(files);
        errors.extend(packs.values().flat_map(|pack| pack.rule_sets.faults()));
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut packs = packs.into_values();
        match (packs.next(), packs.next()) {
            (Some(pack), None) => Ok(pack),
            (None, _) => Err(vec![Place::new("packs", 0).error("no pack.toml was given".to_owned())]),
            (Some(_), Some(other)) => {
                Err(vec![other.place.error("one pack was expected, here is another".to_owned())])
            }
        }
    }

    /// All sectors.
    pub fn sectors(&self) -> &[Sector] {
        &self.services.sectors
    }

    /// A sector by its code.
    pub fn sector(&self, code: &str) -> Option<&Sector> {
        self.services.sectors.iter().find(|s| s.code == code)
    }

    /// All service types, past ones too.
    pub fn service_types(&self) -> &[ServiceType] {
        &self.services.types
    }

    /// The service types of which institutions exist on a day.
    pub fn service_types_on(&self, day: Date) -> impl Iterator<Item = &ServiceType> {
        self.services.types.iter().filter(move |t| t.validity.holds_on(day))
    }

    /// A service type by its code, whatever its dates.
    pub fn service_type(&self, code: &str) -> Option<&ServiceType> {
        self.services.types.iter().find(|t| t.code == code)
    }

    /// The service type somebody meant on a day: by code, acronym, full name, or the name it had then.
    /// Case, accents and spelling of apostrophes do not matter.
    pub fn service_type_named(&self, word: &str, on: Date) -> Option<Named<'_>> {
        self.services.named(word, on)
    }

    /// The former names of services.
    pub fn aliases(&self) -> &[Alias] {
        &self.services.aliases
    }

    /// All terms, of all dates and circumstances.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The term of this id that applies to a clock started on a day, in such circumstances: the most
    /// particular one in force, and of two as particular the stricter. `None` when none applies.
    pub fn term(&self, id: &str, started_on: Date, circumstances: &Circumstances<'_>) -> Option<&Term> {
        self.terms
            .iter()
            .filter(|t| t.id == id && t.validity.holds_on(started_on) && t.when.holds(circumstances))
            .min_by_key(|t| (Reverse(t.when.count()), t.lasts.roughly_hours()))
    }

    /// A fact that starts or stops clocks, by its code.
    pub fn fact(&self, code: &str) -> Option<&Fact> {
        self.facts.iter().find(|f| f.code == code)
    }

    /// A list by its name (see [`crate::list`]).
    pub fn list(&self, name: &str) -> Option<&List> {
        self.lists.0.get(name)
    }

    /// All lists, by name.
    pub fn lists(&self) -> impl Iterator<Item = &List> {
        self.lists.0.values()
    }

    /// An entry of a list, whatever its dates.
    pub fn entry(&self, list: &str, code: &str) -> Option<&Entry> {
        self.list(list)?.entry(code)
    }

    /// The words for an entry of a list; the code itself when the pack does not know it, so that nothing
    /// stored ever shows as blank.
    pub fn word<'a>(&'a self, list: &str, code: &'a str, lang: Lang) -> &'a str {
        self.entry(list, code).map_or(code, |e| e.in_lang(lang))
    }

    /// Whether levels of danger, gravity and urgency may stand together (see [`Scales::check`]).
    ///
    /// # Errors
    /// The contradiction, with its reason and the way out.
    pub fn check_scales(
        &self,
        danger: impl Into<Option<u8>>,
        gravity: impl Into<Option<u8>>,
        urgency: impl Into<Option<u8>>,
    ) -> Result<(), &Contradiction> {
        self.scales.check(danger, gravity, urgency)
    }
}

/// What the `common` folder gives to every pack.
#[derive(Default)]
struct Common {
    lists: Lists,
    facts: Vec<Fact>,
}

type Folder<'a> = BTreeMap<&'a str, (&'a str, &'a str)>;

/// Loads every pack among the files; errors are sorted. Files in other places are none of its business.
pub(crate) fn load_all(files: &BTreeMap<String, String>) -> (BTreeMap<String, Pack>, Vec<PackError>) {
    let problems = Problems::default();
    let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    for (path, text) in files {
        if let Some((folder, name)) = path.rsplit_once('/')
            && name.ends_with(".toml")
        {
            folders.entry(folder).or_default().insert(name, (path.as_str(), text.as_str()));
        }
    }
    let roots: BTreeSet<&str> = folders
        .iter()
        .filter(|(_, files)| files.contains_key("pack.toml"))
        .map(|(folder, _)| parent(folder))
        .collect();
    let mut packs = BTreeMap::new();
    for root in roots {
        let mut common = Common::default();
        let beside = folders.iter().filter(|(folder, _)| parent(folder) == root);
        for (folder, files) in beside.clone().filter(|(folder, _)| last(folder) == "common") {
            common = read_common(folder, files, &problems);
        }
        for (folder, in_folder) in beside.filter(|(folder, _)| last(folder) != "common") {
            if !in_folder.contains_key("pack.toml") {
                problems.add(Place::new(folder, 0).error("this folder has no pack.toml".to_owned()));
                continue;
            }
            let letters = Letters::read(files, folder, &problems);
            if let Some(mut pack) = read_pack(folder, in_folder, &common, &problems) {
                let shared = if root.is_empty() { "common".to_owned() } else { format!("{root}/common") };
                let roles = pack.services.types.iter().map(|t| t.code.clone()).collect();
                pack.rule_sets = RuleSets::found(files, &[folder, &shared], roles);
                pack.letters = letters;
                pack.forms = Forms::found(files, folder);
                packs.insert(pack.code.clone(), pack);
            }
        }
    }
    let mut errors = problems.take();
    errors.sort();
    errors.dedup();
    (packs, errors)
}

fn refuse_unknown(files: &Folder<'_>, is_known: impl Fn(&str) -> bool, problems: &Problems) {
    for (name, (path, _)) in files {
        if !is_known(name) {
            problems.add(Place::new(path, 0).error(format!("no file of a pack is called {name}")));
        }
    }
}

/// A subject may be spread over files that begin alike: `terms.toml`, `terms-measures.toml`.
fn is_of(name: &str, series: &str) -> bool {
    name.strip_prefix(series).is_some_and(|rest| rest == ".toml" || rest.starts_with('-'))
}

/// The files of a series, the plain one first: path and text.
fn series<'a>(files: &Folder<'a>, series: &str) -> Vec<(&'a str, &'a str)> {
    let mut found: Vec<_> = files.iter().filter(|(name, _)| is_of(name, series)).collect();
    found.sort_by_key(|(name, _)| name.trim_end_matches(".toml"));
    found.into_iter().map(|(_, file)| *file).collect()
}

fn read_common(folder: &str, files: &Folder<'_>, problems: &Problems) -> Common {
    let mut common = Common::default();
    refuse_unknown(files, |name| is_of(name, "lists") || name == "events.toml", problems);
    for (path, text) in series(files, "lists") {
        with_file(path, text, problems, |top| common.lists.read(top, problems));
    }
    match files.get("events.toml") {
        Some((path, text)) => with_file(path, text, problems, |top| {
            for (code, table) in top.named("event") {
                common.facts.push(Fact { name: Text::read(&table), code });
                table.finish();
            }
        }),
        None => problems.add(Place::new(folder, 0).error("events.toml is missing".to_owned())),
    }
    common
}

fn read_pack(folder: &str, files: &Folder<'_>, common: &Common, problems: &Problems) -> Option<Pack> {
    let single = ["pack.toml", "sectors.toml", "service-aliases.toml", "scales.toml", "holidays.toml"];
    let several = ["service-types", "terms", "lists"];
    refuse_unknown(files, |n| single.contains(&n) || several.iter().any(|s| is_of(n, s)), problems);
    let one = |name: &'static str, read: &mut dyn FnMut(&Table<'_>)| match files.get(name) {
        Some((path, text)) => with_file(path, text, problems, |top| read(top)),
        None => problems.add(Place::new(folder, 0).error(format!("{name} is missing"))),
    };

    let mut own = Lists::default();
    for (path, text) in series(files, "lists") {
        with_file(path, text, problems, |top| own.read(top, problems));
    }
    let lists = common.lists.with(&own);
    lists.check(&needs(), &Place::new(&format!("{folder}/lists.toml"), 0), problems);

    let mut services = Services::default();
    one("sectors.toml", &mut |top| services.read_sectors(top));
    for (path, text) in series(files, "service-types") {
        with_file(path, text, problems, |top| services.read_types(top, problems));
    }
    if let Some((path, text)) = files.get("service-aliases.toml") {
        with_file(path, text, problems, |top| services.read_aliases(top, problems));
    }
    if services.types.is_empty() {
        problems
            .add(Place::new(folder, 0).error("service-types.toml is missing, or holds no type".to_owned()));
    }

    let mut terms = Vec::new();
    for (path, text) in series(files, "terms") {
        with_file(path, text, problems, |top| {
            Term::read_all(top, &common.facts, &lists, &mut terms, problems);
        });
    }
    for id in term::ALL.iter().filter(|id| !terms.iter().any(|t| t.id == **id)) {
        problems.add(
            Place::new(&format!("{folder}/terms.toml"), 0).error(format!("the term « {id} » is missing")),
        );
    }

    let mut scales = None;
    one("scales.toml", &mut |top| scales = Scales::read(top, problems));
    let mut holidays = None;
    one("holidays.toml", &mut |top| holidays = Some(Calendar::read_holidays(top)));
    let mut pack = None;
    one("pack.toml", &mut |top| pack = read_heading(folder, top));
    let (heading, (holidays, footing)) = (pack?, holidays?);
    Some(Pack {
        code: heading.code,
        name: heading.name,
        jurisdictions: heading.jurisdictions,
        not_covered: heading.not_covered,
        languages: heading.languages,
        emergency_numbers: heading.emergency_numbers,
        footing: heading.footing,
        validity: heading.validity,
        ages: heading.ages,
        caseload: heading.caseload,
        judicial_referral: heading.judicial_referral,
        seen_alone: heading.seen_alone,
        territory_levels: heading.territory_levels,
        calendar: Calendar { holidays, weekend: heading.weekend, zone: heading.zone, footing },
        scales: scales?,
        facts: common.facts.clone(),
        place: heading.place,
        rule_sets: RuleSets::default(),
        services,
        terms,
        lists,
        letters: Letters::default(),
        forms: Forms::default(),
    })
}

/// What `pack.toml` says.
struct Heading {
    code: String,
    name: Text,
    jurisdictions: Vec<String>,
    not_covered: Vec<String>,
    languages: Vec<Lang>,
    emergency_numbers: Vec<String>,
    footing: Footing,
    validity: Validity,
    ages: Ages,
    caseload: Option<Caseload>,
    judicial_referral: Option<JudicialReferral>,
    seen_alone: Option<SeenAlone>,
    territory_levels: Vec<TerritoryLevel>,
    weekend: Vec<u8>,
    zone: Zone,
    place: Place,
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

fn read_heading(folder: &str, top: &Table<'_>) -> Option<Heading> {
    let ages = top.table("ages").map(|table| read_ages(&table));
    let caseload = top.table_if_any("caseload").map(|table| Caseload::read(&table));
    let judicial_referral = top.table_if_any("judicial_referral").map(|table| JudicialReferral::read(&table));
    let seen_alone = top.table_if_any("seen_alone").map(|table| SeenAlone::read(&table));
    let territory_levels = top
        .named("territory_level")
        .into_iter()
        .map(|(code, table)| {
            let level = TerritoryLevel { name: Text::read(&table), code };
            table.finish();
            level
        })
        .collect();
    let table = top.table("pack")?;
    let code = table.text("code");
    if code != last(folder) {
        table.refuse(
            "code",
            format!("the code « {code} » is not the name of the folder, « {} »", last(folder)),
        );
    }
    let jurisdictions = table.texts("jurisdictions");
    if jurisdictions.is_empty() {
        table.refuse("jurisdictions", "a pack covers one jurisdiction at least".to_owned());
    }
    let not_covered = table.texts("not_covered");
    if let Some(both) = jurisdictions.iter().find(|j| not_covered.contains(j)) {
        table.refuse("not_covered", format!("{both} is covered and not covered at once"));
    }
    let mut languages = Vec::new();
    for code in table.texts("languages") {
        match Lang::parse(&code) {
            Some(lang) => languages.push(lang),
            None => table.refuse("languages", format!("the interface does not speak « {code} »")),
        }
    }
    let mut weekend = Vec::new();
    for day in table.texts("weekend") {
        match (1..).zip(WEEKDAYS).find(|(_, name)| *name == day) {
            Some((number, _)) => weekend.push(number),
            None => table.refuse("weekend", format!("« {day} » is not one of: {}", WEEKDAYS.join(", "))),
        }
    }
    if weekend.len() > 3 {
        table.refuse("weekend", "a week needs four working days at least".to_owned());
        weekend.clear();
    }
    let zone_name = table.text("time_zone");
    let zone = Zone::named(&zone_name);
    if zone.is_none() && !zone_name.is_empty() {
        table.refuse("time_zone", format!("no time zone is called « {zone_name} »"));
    }
    let heading = Heading {
        name: Text::read(&table),
        emergency_numbers: table.texts("emergency_numbers"),
        footing: Footing::read(&table),
        validity: Validity::read(&table, "valid_from", "valid_to"),
        place: table.place(),
        ages: ages?,
        caseload,
        judicial_referral,
        seen_alone,
        zone: zone?,
        code,
        jurisdictions,
        not_covered,
        languages,
        territory_levels,
        weekend,
    };
    table.finish();
    Some(heading)
}

fn read_ages(table: &Table<'_>) -> Ages {
    let years = |table: &Table<'_>, key| u8::try_from(table.number(key)).unwrap_or(u8::MAX);
    let own_agreement = table.table_if_any("own_agreement").map(|t| {
        let own = OwnAgreement {
            from: years(&t, "from"),
            from_with_lawyer: t.number_if_any("from_with_lawyer").and_then(|n| n.try_into().ok()),
            footing: Footing::read(&t),
        };
        t.finish();
        own
    });
    let ages = Ages {
        child_under: years(table, "child_under"),
        young_adult_under: years(table, "young_adult_under"),
        own_agreement,
        footing: Footing::read(table),
    };
    if ages.young_adult_under < ages.child_under {
        table.refuse("young_adult_under", "a young adult is older than a child".to_owned());
    }
    table.finish();
    ages
}
