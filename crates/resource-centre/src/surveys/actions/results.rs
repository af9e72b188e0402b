// SPDX-License-Identifier: EUPL-1.2
//! What a campaign says, counted: of those who were asked, by sector and territory, with what too few said kept back.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use kernel::Lang;
use knowledge::forms::{self, Ready};
use platform::db::Reader;
use platform::http::Cx;
use platform::problem::Problem;
use register::directory;
use rulebook::Pack;
use smart_forms::answers::Document;
use smart_forms::form::Form;
use survey_results::{Coding, Counting, Dimension, Flags, Named, Plan, Results, State as Came, tabulate};
use uuid::Uuid;

use super::super::model::{Answers, Respondent, Role, SetAside, Source, Survey, SurveyId};
use super::super::words::Words;
use super::super::{store, store_answers, store_coding};
use super::{campaign, coding, respondent_of};

/// What is said by fewer than this is not shown.
const LEAST: u64 = 5;
/// The column by which authors put partners under their sectors.
const HEADINGS: &str = "secteur";
/// By what respondents are divided: sectors and territories.
pub const DIMENSIONS: usize = 2;
/// Respondents that are read at a time.
const AT_ONCE: i64 = 500;

/// The results of a campaign, with what they are of.
pub struct Said {
    /// The campaign.
    pub survey: Survey,
    /// What it says.
    pub results: Arc<Results>,
    /// How many of the names in it have no kind yet.
    pub to_code: i64,
}

/// What is counted, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// All that was sent, before it was looked at.
    Sent,
    /// What was validated, fit to be published.
    Validated,
    /// All that was sent, with what few said: for whoever reads every answer anyway.
    Whole,
}

kernel::codes!(View { Sent = "sent", Validated = "validated", Whole = "whole" });

/// A respondent with what it answers.
struct One {
    respondent: Respondent,
    answers: Option<Answers>,
    codings: Vec<Coding>,
}

/// The most results that are kept ready.
const MOST_KEPT: usize = 32;

/// Results that were given back, by campaign and language: they change no more, and many read them. Goes on the shelf of the
/// application.
#[derive(Default)]
pub struct Counted(Mutex<HashMap<(SurveyId, Lang), Arc<Results>>>);

impl std::fmt::Debug for Counted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Counted")
    }
}

/// Counts a campaign of one's own institution.
pub async fn results(cx: &Cx, id: SurveyId, view: View) -> Result<Said, Problem> {
    let mut conn = cx.read().await?;
    let survey = campaign::of_mine(cx, &mut conn, id).await?;
    let (named, coded) = store_coding::how_many(&mut conn, id).await?;
    let results = count(cx, conn, &survey, view).await?;
    // Once the results were given back nothing is sorted any more.
    let to_code = if survey.reported_at.is_some() { 0 } else { named - coded };
    Ok(Said { survey, results, to_code })
}

/// What was given back of a campaign, to the institutions that it asked or told of it, and to whoever asks.
pub async fn findings(cx: &Cx, id: SurveyId) -> Result<Said, Problem> {
    let institution = cx.actor()?.institution;
    let mut conn = cx.read().await?;
    let survey = store::survey(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    let is_own = survey.institution == institution;
    if !is_own && store::line_of(&mut conn, id, institution).await?.is_none() {
        return Err(Problem::NotFound);
    }
    given_back(cx, conn, survey).await
}

/// The same, behind the link of a respondent.
pub async fn findings_by_link(cx: &Cx, given: &str) -> Result<Said, Problem> {
    let id = respondent_of(cx, given).await?;
    let mut conn = cx.read().await?;
    let line = store::respondent(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    let survey = store::survey(&mut conn, line.survey).await?.ok_or(Problem::NotFound)?;
    given_back(cx, conn, survey).await
}

async fn given_back(cx: &Cx, conn: Reader, survey: Survey) -> Result<Said, Problem> {
    if survey.reported_at.is_none() {
        return Err(Problem::NotFound);
    }
    let (shelf, key) = (cx.app.shelf::<Counted>()?, (survey.id, cx.lang));
    let known = shelf.0.lock().ok().and_then(|kept| kept.get(&key).cloned());
    let results = match known {
        Some(results) => results,
        None => {
            let results = count(cx, conn, &survey, View::Validated).await?;
            if let Ok(mut kept) = shelf.0.lock() {
                if kept.len() >= MOST_KEPT {
                    kept.clear();
                }
                kept.insert(key, results.clone());
            }
            results
        }
    };
    Ok(Said { survey, results, to_code: 0 })
}

async fn count(cx: &Cx, mut conn: Reader, survey: &Survey, view: View) -> Result<Arc<Results>, Problem> {
    let id = survey.id;
    let ready = forms::ready(cx, &mut conn, survey.form_version).await?;
    let mut all: Vec<One> = Vec::new();
    let mut after = None;
    loop {
        let wanted = store::Wanted::all(id, after, AT_ONCE);
        let some = store::respondents(&mut conn, &wanted).await?;
        let ids: Vec<Uuid> = some.iter().map(|one| one.id).collect();
        let mut answers: BTreeMap<Uuid, Answers> = BTreeMap::new();
        for one in store_answers::answers_of_all(&mut conn, &ids).await? {
            // The newest that was sent counts; before there is one, a draft says that somebody began.
            let known = answers.get(&one.respondent);
            if one.submitted_at.is_some() || known.is_none_or(|known| known.submitted_at.is_none()) {
                answers.insert(one.respondent, one);
            }
        }
        after = some.last().map(|last| (kernel::name::fold(&last.name), last.id));
        let is_last = (some.len() as i64) < AT_ONCE;
        let counted: Vec<Uuid> = answers.values().map(|one| one.id).collect();
        let mut codings: BTreeMap<Uuid, Vec<Coding>> = BTreeMap::new();
        for one in store_coding::coded(&mut conn, &counted).await? {
            let turn = usize::try_from(one.turn).unwrap_or(0);
            codings.entry(one.answers).or_default().push(Coding { repeat: one.path, turn, code: one.code });
        }
        all.extend(some.into_iter().map(|respondent| {
            let answers = answers.remove(&respondent.id);
            let codings = answers.as_ref().and_then(|found| codings.remove(&found.id)).unwrap_or_default();
            One { respondent, answers, codings }
        }));
        if is_last {
            break;
        }
    }
    let owner = directory::institution(&mut conn, survey.institution).await?.ok_or(Problem::NotFound)?;
    drop(conn);
    let plan = plan(cx, directory::pack(cx, &owner.fields.pack)?, &ready, &all, view);
    let (form, zone) = (ready.form.clone(), cx.zone.clone());
    // Counting without a pause: not where others wait.
    let counted = tokio::task::spawn_blocking(move || counted(&form, &all, &plan, &zone)).await;
    counted.map(Arc::new).map_err(|_| Problem::fault("results could not be counted"))
}

fn counted(form: &Form, all: &[One], plan: &Plan, zone: &kernel::instant::Zone) -> Results {
    let asked = all.iter().filter(|one| one.respondent.role != Role::Informed);
    let documents: Vec<(&One, String, Option<Document>)> = asked
        .map(|one| {
            let document = one.answers.as_ref().and_then(|a| Document::read(a.document.as_ref()?).ok());
            (one, one.respondent.id.simple().to_string(), document)
        })
        .collect();
    let respondents: Vec<survey_results::Respondent<'_>> = documents
        .iter()
        .map(|(One { respondent: one, answers, codings }, id, document)| survey_results::Respondent {
            id,
            groups: vec![&one.sector, &one.territory],
            state: match (answers, document) {
                (_, Some(document)) => Came::Submitted(document),
                (Some(_), None) => Came::Started,
                (None, None) => Came::Invited,
            },
            flags: Flags {
                validated: answers.as_ref().is_some_and(|a| a.validated_at.is_some()),
                late: answers
                    .as_ref()
                    .and_then(|a| a.submitted_at)
                    .is_some_and(|at| one.is_late(at.local_date(zone))),
                out_of_population: one.role == Role::Volunteer || one.set_aside == Some(SetAside::NotAsked),
                set_aside: one.set_aside == Some(SetAside::Duplicate),
                paper: answers.as_ref().is_some_and(|a| a.source == Source::Paper),
            },
            codings,
        })
        .collect();
    tabulate(form, &respondents, plan)
}

/// The language of a form that is nearest to the reader's, as the form calls it.
pub(super) fn language(cx: &Cx, form: &Form) -> String {
    let spoken = form.languages.iter().find(|known| known.code.as_deref() == Some(cx.lang.code()));
    spoken.map_or_else(|| forms::printing::first_language(form), |known| known.name.clone())
}

fn plan(cx: &Cx, pack: &Pack, ready: &Ready, all: &[One], view: View) -> Plan {
    let w = Words(cx.lang);
    let codes = |of: &dyn Fn(&Respondent) -> &str| -> Vec<String> {
        let found: BTreeSet<&str> =
            all.iter().map(|one| of(&one.respondent)).filter(|code| !code.is_empty()).collect();
        found.into_iter().map(str::to_owned).collect()
    };
    let sectors = codes(&|one| &one.sector).into_iter().map(|code| {
        let label = pack.sector(&code).map_or(code.clone(), |sector| sector.name.get(cx.lang).to_owned());
        Named::new(code, label)
    });
    let territories = codes(&|one| &one.territory).into_iter().map(|name| Named::new(name.clone(), name));
    Plan {
        language: language(cx, &ready.form),
        dimensions: vec![
            Dimension { code: "sector".into(), label: w.sector().into(), groups: sectors.collect() },
            Dimension {
                code: "territory".into(),
                label: w.territory().into(),
                groups: territories.collect(),
            },
        ],
        threshold: if view == View::Whole { 1 } else { LEAST },
        counting: if view == View::Validated { Counting::Validated } else { Counting::Submitted },
        entry_kinds: coding::entry_kinds(cx, &ready.form),
        heading_column: HEADINGS.into(),
        unknown: w.territory_unknown().into(),
    }
}
