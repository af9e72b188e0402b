// SPDX-License-Identifier: EUPL-1.2
//! What may be done with a campaign, and when. Pure.

use kernel::{Date, Refusal};

use super::model::{About, Answers, Respondent, SetAside, Source, State, Survey};

/// The longest time to answer in, in days.
pub const LONGEST_DAYS: i64 = 366;

/// Whether what a campaign says of itself will do.
pub fn saying(about: &About) -> Result<(), Refusal> {
    if about.title.trim().is_empty() {
        return Err(Refusal::new("survey-without-title"));
    }
    if about.asked.is_empty() {
        return Err(Refusal::new("nobody-asked"));
    }
    if about.asked.iter().any(|kind| about.informed.contains(kind)) {
        return Err(Refusal::new("asked-and-informed"));
    }
    if !(1..=LONGEST_DAYS).contains(&about.reply_days) {
        return Err(Refusal::new("reply-days"));
    }
    Ok(())
}

/// Changing what it says of itself: until it is published.
pub fn amending(survey: &Survey) -> Result<(), Refusal> {
    if survey.state() == State::Designed { Ok(()) } else { Err(Refusal::new("survey-frozen")) }
}

/// Publishing: once, with somebody to ask.
pub fn publishing(survey: &Survey, asked: usize) -> Result<(), Refusal> {
    amending(survey)?;
    if asked == 0 { Err(Refusal::new("nobody-of-these-kinds")) } else { Ok(()) }
}

/// Asking one more: once it is published and before it is closed, of the kinds that are asked.
pub fn inviting(survey: &Survey, name: &str, kind: &str) -> Result<(), Refusal> {
    match survey.state() {
        State::Designed => return Err(Refusal::new("survey-not-published")),
        State::Closed | State::Reported | State::Archived => return Err(Refusal::new("survey-closed")),
        State::Published | State::Open => {}
    }
    if name.trim().is_empty() {
        return Err(Refusal::new("line-without-name"));
    }
    if survey.about.asked.iter().any(|one| one == kind) {
        Ok(())
    } else {
        Err(Refusal::new("kind-not-asked"))
    }
}

/// Opening what was published.
pub fn opening(survey: &Survey) -> Result<(), Refusal> {
    match survey.state() {
        State::Published => Ok(()),
        State::Designed => Err(Refusal::new("survey-not-published")),
        State::Open | State::Closed | State::Reported | State::Archived => {
            Err(Refusal::new("survey-opened-already"))
        }
    }
}

/// Closing what is open.
pub fn closing(survey: &Survey) -> Result<(), Refusal> {
    if survey.state() == State::Open { Ok(()) } else { Err(Refusal::new("survey-not-open")) }
}

/// Giving the results back: once, after the end, when each answer that would count was looked at.
pub fn reporting(survey: &Survey, to_validate: i64) -> Result<(), Refusal> {
    match survey.state() {
        State::Reported | State::Archived => Err(Refusal::new("survey-reported")),
        State::Closed if to_validate > 0 => Err(Refusal::new("answers-to-validate")),
        State::Closed => Ok(()),
        State::Designed | State::Published | State::Open => Err(Refusal::new("survey-not-closed")),
    }
}

/// Whatever changes the results: until they are given back. Two sets of results can be taken from one another.
pub fn changing_results(survey: &Survey) -> Result<(), Refusal> {
    if survey.reported_at.is_some() { Err(Refusal::new("survey-reported")) } else { Ok(()) }
}

/// Erasing what names people: once the results were given back, and for ever.
pub fn archiving(survey: &Survey) -> Result<(), Refusal> {
    match survey.state() {
        State::Reported => Ok(()),
        State::Archived => Err(Refusal::new("survey-archived")),
        State::Designed | State::Published | State::Open | State::Closed => {
            Err(Refusal::new("survey-not-reported"))
        }
    }
}

/// Answering: while it is open, and what was not sent yet.
pub fn answering(survey: &Survey, answers: Option<&Answers>) -> Result<(), Refusal> {
    // A correction, and a paper typed in again, are not answers that come: they may follow the end.
    let follows = answers.is_some_and(|known| known.corrects.is_some() || known.second_of.is_some());
    match survey.state() {
        State::Designed | State::Published => return Err(Refusal::new("survey-not-open")),
        State::Closed if !follows => return Err(Refusal::new("survey-closed")),
        State::Reported | State::Archived => return Err(Refusal::new("survey-reported")),
        State::Open | State::Closed => {}
    }
    if answers.is_some_and(|known| known.submitted_at.is_some()) {
        return Err(Refusal::new("already-sent"));
    }
    Ok(())
}

/// Typing in a second time what came back on paper.
pub fn keying_again(sent: Option<&Answers>) -> Result<(), Refusal> {
    match sent {
        Some(sent) if sent.source == Source::Paper => Ok(()),
        _ => Err(Refusal::new("not-from-paper")),
    }
}

/// Correcting what was sent: with a reason, one correction at a time.
pub fn correcting(newest: Option<&Answers>, reason: &str) -> Result<(), Refusal> {
    match newest {
        None => return Err(Refusal::new("nothing-written")),
        Some(known) if known.submitted_at.is_none() => return Err(Refusal::new("correction-under-way")),
        Some(_) => {}
    }
    if reason.trim().is_empty() { Err(Refusal::new("correction-without-reason")) } else { Ok(()) }
}

/// The last day to answer, from the day of receipt on.
pub fn due(received_on: Date, reply_days: i64) -> Date {
    received_on.plus_days(i32::try_from(reply_days).unwrap_or(0))
}

/// Noting the day on which it was received: not before it was asked, nor in the future.
pub fn receiving(invited_on: Date, on: Date, today: Date) -> Result<(), Refusal> {
    if on > today {
        return Err(Refusal::new("received-in-future"));
    }
    if on < invited_on { Err(Refusal::new("received-before-asked")) } else { Ok(()) }
}

/// Setting a respondent aside: once, with a reason.
pub fn setting_aside(respondent: &Respondent, _why: SetAside, words: &str) -> Result<(), Refusal> {
    if respondent.set_aside.is_some() {
        return Err(Refusal::new("set-aside-already"));
    }
    if words.trim().is_empty() { Err(Refusal::new("set-aside-without-reason")) } else { Ok(()) }
}

/// What an institution is known by: its number, and its name in its division. Two that share one of them may be one institution.
pub fn keys(name: &str, division: &str, number: &str) -> Vec<String> {
    // « 001234 » and « FASE 1234 » are one number.
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let digits: String = digits.trim_start_matches('0').chars().take(30).collect();
    // Somebody may have put a whole text there.
    let short = |text: &str| -> String { kernel::name::fold(text).chars().take(150).collect() };
    let (name, division) = (short(name), short(division));
    let number = (!digits.is_empty()).then(|| format!("number {digits}"));
    let name = (!name.is_empty()).then(|| format!("name {name} / {division}"));
    number.into_iter().chain(name).collect()
}

/// How many of the papers are typed in twice: one of ten, at least one.
pub fn sample(papers: i64) -> i64 {
    papers.div_euclid(10) + i64::from(papers % 10 > 0)
}

/// The kind that words suggest: one whose abbreviation they hold (« SAJ de Valmourne »), or else the one with whose name they share
/// the most. None where two are as near as each other, or nothing is shared.
pub fn propose<'a>(words: &str, kinds: &'a [(String, String)]) -> Option<&'a str> {
    let parts = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let is_abbreviation = |part: &String| {
        part.chars().count() > 1 && part.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
    };
    // « Hôpital » and « hôpitaux », « scolaire » and « scolaires » begin alike; what nearly all names hold tells nothing.
    let stems = |text: &str| -> Vec<String> {
        let long = parts(text)
            .into_iter()
            .map(|part| kernel::name::fold(&part))
            .filter(|part| part.chars().count() > 4);
        let telling = long.filter(|part| !COMMON.iter().any(|common| part.starts_with(common)));
        telling.map(|part| part.chars().take(6).collect()).collect()
    };
    let (said, stems_said) = (parts(words), stems(words));
    let mut best: (usize, Option<&'a str>) = (0, None);
    for (code, label) in kinds {
        let abbreviations =
            parts(label).into_iter().filter(is_abbreviation).filter(|part| said.contains(part)).count();
        let shared = stems(label).into_iter().filter(|stem| stems_said.contains(stem)).count();
        let near = abbreviations * 10 + shared;
        if near > best.0 {
            best = (near, Some(code));
        } else if near == best.0 {
            best.1 = None;
        }
    }
    best.1
}

/// How words begin that stand in the names of nearly all services.
const COMMON: &[&str] = &["service", "centre", "secteur", "equipe", "institution", "agree"];

#[cfg(test)]
mod tests {
    use super::propose;

    #[test]
    fn words_suggest_a_kind_or_none() {
        let kinds = [
            ("p02", "Service de promotion de la santé à l’école (PSE)"),
            ("p07", "Service de l’Aide à la Jeunesse (SAJ)"),
            ("p09", "Services agréés non mandatés de l’Aide à la Jeunesse (AMO)"),
            ("p14", "Hôpitaux"),
            ("p15", "Services de santé mentale"),
            ("p17", "Police locale et services « famille-jeunesse »"),
        ]
        .map(|(code, label)| (code.to_owned(), label.to_owned()));
        for (words, expected) in [
            ("SAJ de Valmourne", Some("p07")),
            ("AMO Passe-Rives, rue des Tilleuls 3", Some("p09")),
            ("Hôpital Sainte-Aldegonde", Some("p14")),
            ("service de sante mentale « Le Tamaris »", Some("p15")),
            ("Police de la Mourne", Some("p17")),
            ("Madame Delvaux", None),
            ("Aide à la jeunesse", None),
            ("", None),
        ] {
            assert_eq!(propose(words, &kinds), expected, "{words}");
        }
    }
}
