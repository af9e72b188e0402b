// SPDX-License-Identifier: EUPL-1.2
//! What a campaign says, counted: of those who were asked, by sector and territory, with what too few said kept back.

use std::collections::{BTreeMap, BTreeSet};

use knowledge::forms::{self, Ready};
use platform::http::Cx;
use platform::problem::Problem;
use register::directory;
use smart_forms::answers::Document;
use survey_results::{Counting, Dimension, Flags, Named, Plan, Results, State as Came, tabulate};
use uuid::Uuid;

use super::super::model::{Answers, Respondent, Role, SetAside, Source, Survey, SurveyId};
use super::super::store;
use super::super::words::Words;
use super::campaign;

/// What is said by fewer than this is not shown.
const LEAST: u64 = 5;
/// The column by which authors put partners under their sectors.
const HEADINGS: &str = "secteur";
/// Respondents that are read at a time.
const AT_ONCE: i64 = 500;

/// The results of a campaign, with what they are of.
pub struct Said {
    /// The campaign.
    pub survey: Survey,
    /// What it says.
    pub results: Results,
}

/// What is counted, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// All that was sent, fit to be published.
    Sent,
    /// What was validated, fit to be published.
    Validated,
    /// All that was sent, with what few said: for whoever reads every answer anyway.
    Whole,
}

kernel::codes!(View { Sent = "sent", Validated = "validated", Whole = "whole" });

/// Counts a campaign of one's own institution.
pub async fn results(cx: &Cx, id: SurveyId, view: View) -> Result<Said, Problem> {
    let mut conn = cx.read().await?;
    let survey = campaign::of_mine(cx, &mut conn, id).await?;
    let ready = forms::ready(cx, &mut conn, survey.form_version).await?;
    let mut all: Vec<(Respondent, Option<Answers>)> = Vec::new();
    let mut after = None;
    loop {
        let wanted = store::Wanted { survey: id, q: "", role: None, after, limit: AT_ONCE };
        let some = store::respondents(&mut conn, &wanted).await?;
        let ids: Vec<Uuid> = some.iter().map(|one| one.id).collect();
        let mut answers: BTreeMap<Uuid, Answers> = BTreeMap::new();
        for one in store::answers_of_all(&mut conn, &ids).await? {
            // The newest that was sent counts; before there is one, a draft says that somebody began.
            let known = answers.get(&one.respondent);
            if one.submitted_at.is_some() || known.is_none_or(|known| known.submitted_at.is_none()) {
                answers.insert(one.respondent, one);
            }
        }
        after = some.last().map(|last| (kernel::name::fold(&last.name), last.id));
        let is_last = (some.len() as i64) < AT_ONCE;
        all.extend(some.into_iter().map(|one| {
            let found = answers.remove(&one.id);
            (one, found)
        }));
        if is_last {
            break;
        }
    }
    drop(conn);
    let plan = plan(cx, &ready, &all, view)?;
    let (form, zone) = (ready.form.clone(), cx.zone.clone());
    // Counting without a pause: not where others wait.
    let counted = tokio::task::spawn_blocking(move || counted(&form, &all, &plan, &zone)).await;
    let results = counted.map_err(|_| Problem::fault("results could not be counted"))?;
    Ok(Said { survey, results })
}

fn counted(
    form: &smart_forms::form::Form,
    all: &[(Respondent, Option<Answers>)],
    plan: &Plan,
    zone: &kernel::instant::Zone,
) -> Results {
    let asked = all.iter().filter(|(one, _)| one.role != Role::Informed);
    let documents: Vec<(&Respondent, String, Option<&Answers>, Option<Document>)> = asked
        .map(|(one, answers)| {
            let document = answers.as_ref().and_then(|a| Document::read(a.document.as_ref()?).ok());
            (one, one.id.simple().to_string(), answers.as_ref(), document)
        })
        .collect();
    let respondents: Vec<survey_results::Respondent<'_>> = documents
        .iter()
        .map(|(one, id, answers, document)| survey_results::Respondent {
            id,
            groups: vec![&one.sector, &one.territory],
            state: match (answers, document) {
                (_, Some(document)) => Came::Submitted(document),
                (Some(_), None) => Came::Started,
                (None, None) => Came::Invited,
            },
            flags: Flags {
                validated: answers.is_some_and(|a| a.validated_at.is_some()),
                late: answers.and_then(|a| a.submitted_at).is_some_and(|at| one.is_late(at.local_date(zone))),
                out_of_population: one.role == Role::Volunteer || one.set_aside == Some(SetAside::NotAsked),
                set_aside: one.set_aside == Some(SetAside::Duplicate),
                paper: answers.is_some_and(|a| a.source == Source::Paper),
            },
            codings: &[],
        })
        .collect();
    tabulate(form, &respondents, plan)
}

fn plan(cx: &Cx, ready: &Ready, all: &[(Respondent, Option<Answers>)], view: View) -> Result<Plan, Problem> {
    let w = Words(cx.lang);
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let codes = |of: &dyn Fn(&Respondent) -> &str| -> Vec<String> {
        let found: BTreeSet<&str> =
            all.iter().map(|(one, _)| of(one)).filter(|code| !code.is_empty()).collect();
        found.into_iter().map(str::to_owned).collect()
    };
    let sectors = codes(&|one| &one.sector).into_iter().map(|code| {
        let label = pack.sector(&code).map_or(code.clone(), |sector| sector.name.get(cx.lang).to_owned());
        Named::new(code, label)
    });
    let territories = codes(&|one| &one.territory).into_iter().map(|name| Named::new(name.clone(), name));
    let spoken = ready.form.languages.iter().find(|known| known.code.as_deref() == Some(cx.lang.code()));
    Ok(Plan {
        language: spoken
            .map_or_else(|| forms::printing::first_language(&ready.form), |known| known.name.clone()),
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
        entry_kinds: Vec::new(),
        heading_column: HEADINGS.into(),
        unknown: w.territory_unknown().into(),
    })
}
