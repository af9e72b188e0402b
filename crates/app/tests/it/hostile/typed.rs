// SPDX-License-Identifier: EUPL-1.2
//! Every form, filled in by somebody hostile: at the end of the stories, and on evenings when something was waiting.

use std::collections::{BTreeMap, BTreeSet};

use platform::http::Method;
use platform::testing::run;
use uuid::Uuid;

use super::{Page, SHOWN, TYPED, Visitor, World, deeds, is_left_alone, rand, world, world_of, wrong_with};
use crate::forms::{self, is_of, kind_of};

/// Evenings on which something waited that is done at the end of the stories, with those for whom it waited: an emergency
/// access to review, an evaluation, a report sent on, a merge, a transfer and a hold, a closure to decide, a consultation to open
/// and one to hold; practices to screen, to give to readers, to agree to and to publish.
const EVENINGS: &[(&str, &[&str])] = &[
    ("2025-02-14", &["p-sos-rossi", "p-crip-guerin"]),
    ("2025-03-20", &["p-amo-warnier", "p-amo-bertrand", "p-saj-wouters"]),
    ("2026-03-03", &["p-saj-wouters"]),
    ("2026-04-23", &["p-saj-nkulu", "p-saj-wouters", "p-saj-peeters"]),
    ("2026-05-23", &["p-saj-nkulu"]),
    ("2026-06-20", &["p-saj-wouters"]),
    ("2026-07-09", &["p-saj-nkulu", "p-spj-kabongo", "p-saj-wouters", "p-saj-okito"]),
    ("2026-08-24", &["p-saj-lemaire"]),
    ("2026-08-28", &["p-saj-lemaire"]),
    ("2026-09-01", &["p-saj-benali"]),
    ("2026-09-14", &["p-saj-wouters", "p-saj-peeters", "p-parquet-moreau"]),
    ("2026-09-15", &["p-saj-wouters", "p-saj-peeters"]),
];

/// Forms that no page of these worlds shows today, and why that leaves no field for words unwatched.
const NEVER_MET: &[(&str, &str)] = &[
    (
        "/answer/{token}",
        "opens with a link that is sent outside: walked in the tests of exchanges, `door.rs`",
    ),
    (
        "/answer/{token}/reply",
        "asks for the code that is said by telephone: walked in the tests of exchanges, `door.rs`",
    ),
    (
        "/institutions/import/{id}",
        "a button alone, under a list that was sent and read: the list itself is met",
    ),
    (
        "/practices/{id}/review",
        "opens to readers who have no interest in it, and whoever is hostile says that they have: walked in the tests of the bank",
    ),
    (
        "/practitioners/{id}/account/keeping",
        "a button alone, for a house that employs somebody whose account nobody keeps any more",
    ),
    (
        "/practitioners/{id}/account/reopening",
        "a button alone, and an account is only closed at the end of a visit",
    ),
    (
        "/questionnaire/{token}/pages/{page}",
        "opens with a link that is sent outside: walked in the tests of surveys",
    ),
    (
        "/questionnaire/{token}/pages/{page}/draft",
        "sent by scripts while somebody writes: walked in the tests of surveys",
    ),
    ("/questionnaire/{token}/submission", "a button alone, behind a link that is sent outside"),
    ("/report/return/closure", "a button alone, behind a receipt code"),
    (
        "/report/return/message",
        "behind a receipt code; its words go the way of those of `/reports/sent/{id}/message`, which is met",
    ),
    ("/report/return/outcome", "a button alone, behind a receipt code"),
    (
        "/reports/{id}/minors/{minor}/case",
        "a button alone, for whoever reads a later report and writes in the open case of its child: nobody does here",
    ),
    ("/sign-in/institution", "a choice between the institutions of somebody who works for two"),
    (
        "/surveys/{id}/respondents/{who}/differences",
        "waits for a paper that was keyed twice: walked in the tests of surveys",
    ),
    ("/surveys/{id}/respondents/{who}/pages/{page}/draft", "sent by scripts while somebody writes"),
    (
        "/surveys/{id}/respondents/{who}/second/pages/{page}",
        "waits for an answer on paper: walked in the tests of surveys",
    ),
    ("/surveys/{id}/respondents/{who}/second/pages/{page}/draft", "sent by scripts while somebody writes"),
    (
        "/surveys/{id}/respondents/{who}/second/submission",
        "a button alone, after a paper was keyed a second time",
    ),
];

/// What is done without an event in the ledger, each with its technical reason of `platform::db::Technical`.
const QUIET: &[(&str, &str)] = &[
    ("/drafts/{form}/{about}", "Technical::Draft"),
    ("/drafts/{form}/{about}/removal", "Technical::Draft"),
    ("/institutions/import", "Technical::Draft: a list that is read and laid aside, until it is taken over"),
    ("/report/discard", "Technical::Draft"),
    ("/report/draft/{step}", "Technical::Draft"),
    ("/report/step/{step}", "Technical::Draft"),
    ("/surveys/{id}/answering", "leads to the questionnaire of one's own institution"),
    ("/surveys/{id}/respondents/{who}/pages/{page}", "Technical::Draft"),
];

/// Forms with a field for words that hang from a moment no page of these worlds shows: sent as a browser would have them, to
/// every case and report there is, until something answers.
const BY_HAND: &[(&str, &[&str])] = &[
    ("/cases/{id}/transfer", &["reason", "to"]),
    ("/cases/{id}/transfer/withdrawal", &["reason"]),
    ("/reports/{id}/joining", &["reason", "into"]),
    ("/report/return/message", &["text", "message"]),
    ("/report/send", &["observed", "heard", "thought", "name", "phone"]),
    ("/account/second-factor", &["code"]),
];

/// Sends a form; what a field does not take at all is then made harmless, once.
async fn attack(visitor: &Visitor, form: &mut forms::Form) -> Page {
    let page = visitor.submit(form).await;
    if page.status != 422 {
        return page;
    }
    let is_wrong = |name: &str| page.body.contains(&format!("id=\"{name}-error\""));
    let Some(again) =
        forms::forms(&page.body, TYPED, (2026, 1, 1)).into_iter().find(|f| f.action == form.action)
    else {
        return page;
    };
    let key = again.fields.into_iter().find(|f| f.name == "_key");
    for field in &mut form.fields {
        match (&key, field.name.as_str()) {
            (Some(key), "_key") => field.value.clone_from(&key.value),
            (_, name) if field.is_text && is_wrong(name) => {
                field.value = if name.contains("email") { "a@b.example" } else { "2026" }.to_owned();
            }
            _ => {}
        }
    }
    visitor.submit(form).await
}

/// What was sent, and what came of it.
#[derive(Default)]
struct Found {
    wrong: BTreeSet<String>,
    sent: BTreeMap<String, u32>,
    taken: BTreeSet<String>,
    /// What left an event in the ledger.
    told: BTreeSet<String>,
    shown: u32,
}

impl Found {
    /// Every form of a page, filled in and sent, some of each kind.
    async fn attack_all(&mut self, world: &World, visitor: &Visitor, page: &str) {
        for mut form in forms::forms(page, TYPED, world.today) {
            let kind = kind_of(&form.action);
            let tries = self.sent.entry(kind.clone()).or_default();
            if is_left_alone(&form.action) || *tries >= 4 {
                continue;
            }
            *tries += 1;
            self.send(world, visitor, &mut form).await;
            // What a script sends while somebody types.
            if let Some(step) = form.action.strip_prefix("/report/step/") {
                form.action = format!("/report/draft/{step}");
                *self.sent.entry(kind_of(&form.action)).or_default() += 1;
                self.send(world, visitor, &mut form).await;
            }
        }
    }

    async fn send(&mut self, world: &World, visitor: &Visitor, form: &mut forms::Form) {
        let kind = kind_of(&form.action);
        let stood = deeds(&world.db).await;
        let reply = attack(visitor, form).await;
        if deeds(&world.db).await > stood {
            self.told.insert(kind.clone());
        }
        let invitation =
            reply.body.find("/invitation/").map(|at| reply.body[at..].chars().take(76).collect());
        let went_on = reply.status == 303;
        let shown = if went_on { visitor.get(&reply.location).await } else { reply };
        if let Some(what) = wrong_with(&shown) {
            self.wrong.insert(format!("{}: POST {kind} {what}", visitor.label));
        }
        if shown.status < 300 {
            self.taken.insert(kind.clone());
        }
        // The same again: it leads to what was done, and does nothing more.
        let before = deeds(&world.db).await;
        let again = visitor.submit(form).await;
        if again.status >= 500 || deeds(&world.db).await != before {
            self.wrong.insert(format!("{}: POST {kind} twice did something", visitor.label));
        }
        // One form leads to the next: a public report has seven.
        let next = forms::forms(&shown.body, TYPED, world.today);
        for mut form in next.into_iter().filter(|f| went_on && !is_left_alone(&f.action)) {
            let tries = self.sent.entry(kind_of(&form.action)).or_default();
            if *tries == 0 {
                *tries = 1;
                Box::pin(self.send(world, visitor, &mut form)).await;
            }
        }
        if let (Some::<String>(link), Some(nobody)) = (invitation, world.visitors.first()) {
            let to = nobody.get(&link).await.location;
            let page = nobody.get(&to).await;
            Box::pin(self.attack_all(world, nobody, &page.body)).await;
        }
    }

    /// Everybody walks through the pages, and sends every form there is; then again, where new ones have come up.
    async fn walk(&mut self, world: &World, deep: u32) {
        for visitor in &world.visitors {
            for (from, page) in visitor.crawl(deep, &world.doors).await {
                if let Some(what) = wrong_with(&page) {
                    self.wrong.insert(format!("{}: GET {} {what}", visitor.label, kind_of(&from)));
                }
                self.attack_all(world, visitor, &page.body).await;
            }
        }
        for visitor in &world.visitors {
            for (path, page) in visitor.crawl(deep + 1, &world.doors).await {
                self.shown += u32::from(page.body.contains(SHOWN));
                if let Some(what) = wrong_with(&page) {
                    self.wrong.insert(format!("{}: GET {} afterwards {what}", visitor.label, kind_of(&path)));
                }
                // A form that comes back, also as a draft, shows what was typed to the letter; what was taken is clean.
                let is_draft = page.body.contains("formaction=\"/drafts/");
                if page.kind.starts_with("text/html") && !is_draft && page.body.contains('\0') {
                    self.wrong.insert(format!(
                        "{}: GET {} keeps what nobody sees",
                        visitor.label,
                        kind_of(&path)
                    ));
                }
                self.attack_all(world, visitor, &page.body).await;
            }
        }
    }
}

impl Found {
    /// Sends what no page shows.
    async fn send_by_hand(&mut self, world: &World) {
        let mut ids: Vec<String> =
            world.doors.iter().filter_map(|d| d.split('/').nth(2)).map(str::to_owned).collect();
        ids.dedup();
        for (route, fields) in BY_HAND {
            let paths: BTreeSet<String> = ids.iter().map(|id| route.replace("{id}", id)).collect();
            for visitor in &world.visitors {
                for path in &paths {
                    let mut form = forms::Form { action: path.clone(), fields: Vec::new(), file: None };
                    for field in *fields {
                        form.put(field, if *field == "to" { &world.institution } else { TYPED });
                    }
                    form.put("_key", &Uuid::from_u128(rand()).simple().to_string());
                    form.put("_csrf", &visitor.csrf);
                    let reply = visitor.submit(&form).await;
                    if let Some(what) = wrong_with(&reply) {
                        self.wrong.insert(format!("{}: POST {route} {what}", visitor.label));
                    }
                    if !matches!(reply.status, 403 | 404) {
                        *self.sent.entry(kind_of(path)).or_default() += 1;
                    }
                }
            }
        }
    }
}

#[test]
fn nothing_typed_anywhere_becomes_part_of_a_page() {
    run(async {
        let mut found = Found::default();
        let end = world().await;
        found.walk(&end, 2).await;
        found.send_by_hand(&end).await;
        for (evening, who) in EVENINGS {
            let world = world_of(Some(evening), who).await;
            found.walk(&world, 4).await;
            found.send_by_hand(&world).await;
        }
        let Found { wrong, sent, taken, told, shown } = found;
        println!("{} forms sent, {} taken, {shown} pages show it", sent.len(), taken.len());
        println!("never taken: {:?}", sent.keys().filter(|k| !taken.contains(*k)).collect::<Vec<_>>());
        let wrong: Vec<String> = wrong.into_iter().collect();
        assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
        assert!(taken.len() > 70 && shown > 200, "this walk is too short to mean anything");
        let routes = maillage::routes();
        let is_among = |kinds: &BTreeSet<String>, route: &str| kinds.iter().any(|k| is_of(k, route));
        let quiet = routes.iter().filter(|r| r.method == Method::Post);
        let quiet = quiet.filter(|r| is_among(&taken, r.path) && !is_among(&told, r.path)).map(|r| r.path);
        let technical = QUIET.iter().map(|(path, _)| *path).collect::<BTreeSet<&str>>();
        let quiet: BTreeSet<&str> = quiet.collect();
        assert_eq!(quiet, technical, "what was taken without an event, and what is known to be technical");
        let never: BTreeSet<&str> = routes
            .iter()
            .filter(|r| r.method == Method::Post && !sent.keys().any(|k| is_of(k, r.path)))
            .map(|r| r.path)
            .collect();
        let told: BTreeSet<&str> = NEVER_MET.iter().map(|(path, _)| *path).collect();
        assert_eq!(never, told, "forms that no page showed, and those that are known not to be shown");
        assert!(NEVER_MET.iter().all(|(_, why)| why.len() > 20), "a form that is left out says why");
    });
}
