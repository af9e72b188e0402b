// SPDX-License-Identifier: EUPL-1.2
//! Through whose hands a case goes: whoever opens it, a proposal taken back, a change of lead, closed cases and what follows.

use kernel::{CaseId, Holder, Instant, PractitionerId, SecrecyStatus};
use platform::args;
use rulebook::term;
use uuid::Uuid;

use super::world::{World, child, new_case};
use crate::access::{self, Action, Seat};
use crate::cases::{self, actions};
use crate::deadlines::{self, Deadline};
use crate::directory;
use crate::testing::{Person, run};

/// What is sent to open a case for a child whom nobody knew.
const NOE: &[(&str, &str)] = &[
    ("go", "open"),
    ("searched", "1"),
    ("given", "Noé"),
    ("family", "Maes"),
    ("opened_on", "2026-09-14"),
    ("reason", "aide demandée"),
    ("frame", "consented"),
    ("information", "les parents le savent"),
];

/// The seats on Noé's case.
const SEATS: &str = "SELECT COUNT(*) FROM seats s JOIN cases c ON c.id = s.subject_id
    JOIN persons p ON p.id = c.child_id WHERE p.given = 'Noé'";

impl World {
    /// Opens a case for Noé through the page; the address one is led to.
    async fn opens(&self, who: &Person) -> String {
        let opened = self.post(who, "/cases/new", NOE).await;
        assert_eq!(opened.status, 303, "{}", opened.body);
        opened.location
    }

    async fn clocks(&self, case: CaseId) -> Vec<Deadline> {
        let cx = self.t.system();
        let mut conn = cx.read().await.unwrap();
        deadlines::of_subject(&mut conn, case.0).await.unwrap()
    }

    /// Who must act on an open term of Lina's case.
    async fn owner(&self, term: &str) -> Uuid {
        let open = self.clocks(self.case).await.into_iter().filter(|d| d.is_open());
        let found: Vec<Uuid> = open.filter(|d| d.term == term).map(|d| d.owner).collect();
        assert_eq!(found.len(), 1, "{term}");
        found[0]
    }

    async fn counted(&self, sql: &'static str) -> i64 {
        let cx = self.t.system();
        let mut conn = cx.read().await.unwrap();
        conn.value::<i64>(sql, args![]).await.unwrap().unwrap_or(0)
    }

    async fn proposes(&self, who: &Person) {
        let to = self.there.to_string();
        let words =
            [("to", to.as_str()), ("reason", "a déménagé"), ("minimum", "vit à Tilvoie"), ("go", "propose")];
        let done = self.post(who, "transfer", &words).await;
        assert_eq!(done.status, 303, "{}", done.body);
    }

    async fn closes(&self) {
        let words = [
            ("reason", "goals_met"),
            ("explanation", "les objectifs sont atteints"),
            ("child_view", "« je suis contente »"),
            ("partners_told", "l’école sera prévenue"),
            ("retention", "dix ans"),
        ];
        assert_eq!(self.post(&self.claire, "closure", &words).await.status, 303);
        let closed = self.post(&self.bruno, "closure/approval", &[]).await;
        assert_eq!(closed.location, format!("/cases/{}?done=closed", self.case), "{}", closed.body);
    }
}

/// The case that an address leads to.
fn case_of(location: &str) -> String {
    location.trim_start_matches("/cases/").split('?').next().unwrap_or("").to_owned()
}

#[test]
fn whoever_opens_a_case_reads_and_writes_it_until_somebody_leads_it() {
    run(async {
        let w = World::new().await;
        let location = w.opens(&w.idriss).await;
        assert!(location.ends_with("?done=opened") && location != "/cases?done=opened", "{location}");
        let case = case_of(&location);
        let pane = |pane: &str| format!("/cases/{case}/{pane}");
        // They read it, find it in their list, and note what the family tells them next.
        assert!(w.get(&w.idriss, "/cases").await.has("Noé Maes"));
        let circle = w.get(&w.idriss, &pane("circle")).await;
        assert!(
            circle.has("accueil, en attendant une personne référente")
                && circle.has("que personne ne suivait encore"),
            "{}",
            circle.body
        );
        let note = [("kind", "visit_in_pairs"), ("text", "chien agressif"), ("from_on", "2026-09-14")];
        assert_eq!(w.post(&w.idriss, &pane("attention"), &note).await.status, 303);
        // They decide nothing.
        for deed in ["assignment", "frame", "hold", "transfer", "merge"] {
            assert_eq!(w.get(&w.idriss, &pane(deed)).await.status, 404, "{deed}");
        }
        assert_eq!(w.get(&w.claire, &pane("circle")).await.status, 404, "no colleague came along");
        // Naming a lead ends it.
        let to = w.claire.practitioner.to_string();
        assert_eq!(w.post(&w.hanae, &pane("assignment"), &[("to", &to)]).await.status, 303);
        assert_eq!(w.get(&w.idriss, &pane("circle")).await.status, 404);
        assert!(!w.get(&w.idriss, "/cases").await.has("Noé Maes"));
        let circle = w.get(&w.claire, &pane("circle")).await;
        assert!(circle.has("Places passées") && circle.has("Idriss Wautelet"), "{}", circle.body);
    });
}

#[test]
fn whoever_opens_a_case_and_then_leads_it_sits_there_once() {
    run(async {
        let w = World::new().await;
        let case = case_of(&w.opens(&w.idriss).await);
        let to = w.idriss.practitioner.to_string();
        let named = w.post(&w.hanae, &format!("/cases/{case}/assignment"), &[("to", &to)]).await;
        assert_eq!(named.status, 303, "{}", named.body);
        let held = "SELECT COUNT(*) FROM seats s JOIN cases c ON c.id = s.subject_id
            JOIN persons p ON p.id = c.child_id
            WHERE p.given = 'Noé' AND s.closed_by IS NULL AND s.holder_kind = 'practitioner'";
        assert_eq!(w.counted(held).await, 1);
        assert!(w.get(&w.idriss, "/cases").await.has("Noé Maes"));
    });
}

#[test]
fn a_supervisor_who_opens_sits_there_by_function() {
    run(async {
        let w = World::new().await;
        w.opens(&w.hanae).await;
        assert_eq!(w.counted(SEATS).await, 1);
    });
}

#[test]
fn whoever_is_not_bound_by_secrecy_keeps_nothing_of_what_they_open() {
    run(async {
        let w = World::new().await;
        let cx = w.t.system();
        let (who, today) = (w.idriss.practitioner, cx.today());
        directory::set_secrecy(&cx, who, SecrecyStatus::DiscretionOnly, today, "convention").await.unwrap();
        assert_eq!(w.opens(&w.idriss).await, "/cases?done=opened");
        assert_eq!(w.counted(SEATS).await, 1);
    });
}

#[test]
fn what_a_leaver_had_opened_stays_with_the_supervision() {
    run(async {
        let w = World::new().await;
        let case = case_of(&w.opens(&w.idriss).await);
        let (from, to) = (w.idriss.practitioner.to_string(), w.claire.practitioner.to_string());
        let fields = [("from", from.as_str()), ("to", to.as_str()), ("reason", "départ d’Idriss")];
        let preview = w.post(&w.hanae, "/hand-overs", &[&fields[..], &[("go", "check")]].concat()).await;
        assert!(preview.has("1 dossier ouvert et pas encore confié"), "{}", preview.body);
        let done = w.post(&w.hanae, "/hand-overs", &[&fields[..], &[("go", "do")]].concat()).await;
        assert_eq!(done.status, 303, "{}", done.body);
        for who in [&w.idriss, &w.claire] {
            assert_eq!(w.get(who, &format!("/cases/{case}/circle")).await.status, 404, "{}", who.email);
        }
        assert!(w.get(&w.hanae, "/cases?state=unassigned").await.has("Noé Maes"));
    });
}

#[test]
fn a_sender_takes_a_proposal_back_and_the_receiver_is_told_why() {
    run(async {
        let w = World::new().await;
        w.proposes(&w.claire).await;
        let waiting = w.get(&w.claire, "transfer").await;
        assert!(waiting.has("SAJ de Tilvoie") && waiting.has("Retirer la proposition"), "{}", waiting.body);
        // Whoever is asked answers; taking it back is the sender's.
        for who in [&w.noor, &w.idriss, &w.luc] {
            assert_eq!(w.get(who, "transfer/withdrawal").await.status, 404, "{}", who.email);
            let tried = w.post(who, "transfer/withdrawal", &[("reason", "x")]).await;
            assert_eq!(tried.status, 404, "{}", who.email);
        }
        let form = w.get(&w.claire, "transfer/withdrawal").await;
        assert!(form.has("Le dossier reste le vôtre") && form.has("à nouveau"), "{}", form.body);
        let silent = w.post(&w.claire, "transfer/withdrawal", &[]).await;
        assert!(silent.status == 422 && silent.has("Dites pourquoi la proposition est retirée"));
        let why = [("reason", "le déménagement n’a pas eu lieu")];
        let done = w.post(&w.claire, "transfer/withdrawal", &why).await;
        assert_eq!(done.location, format!("/cases/{}?done=transfer-withdrawn", w.case), "{}", done.body);
        // Nothing is left to the receiver; for the sender nothing changed, and the way is open again.
        assert_eq!(w.get(&w.noor, "transfer/acceptance").await.status, 404);
        assert_eq!(w.post(&w.noor, "transfer/acceptance", &[]).await.status, 404);
        assert!(!w.get(&w.noor, "/cases").await.has("Transfert proposé"));
        assert!(w.get(&w.claire, "/cases").await.has("En cours"));
        let again = w.get(&w.claire, "transfer").await;
        assert!(
            again.has("Nom du service")
                && again.has("retirée le")
                && again.has("le déménagement n’a pas eu lieu"),
            "{}",
            again.body
        );
        // The clock of the answer was neither kept nor missed, and both ledgers tell it.
        let clocks = w.clocks(w.case).await;
        let answer = clocks.iter().find(|d| d.term == term::TRANSFER_ANSWER).unwrap();
        assert!(answer.dropped && answer.done_on.is_none());
        let told = "SELECT COUNT(DISTINCT institution_id) FROM ledger WHERE kind = 'transfer_withdrawn'";
        assert_eq!(w.counted(told).await, 2);
        let cx = w.t.acting(&w.noor).await;
        let mut conn = cx.read().await.unwrap();
        let since = cx.now.plus(-Instant::DAY);
        let withdrawn = cases::transfers_withdrawn(&mut conn, w.there, since, 10).await.unwrap();
        assert_eq!(withdrawn.len(), 1);
        assert_eq!(withdrawn[0].withdrawal.as_deref(), Some("le déménagement n’a pas eu lieu"));
        drop(conn);
        w.proposes(&w.hanae).await;
        assert_eq!(w.get(&w.noor, "transfer/acceptance").await.status, 200);
        // An answered proposal is not taken back.
        let no = [("reason", "wrong_territory"), ("explanation", "")];
        assert_eq!(w.post(&w.noor, "transfer/rejection", &no).await.status, 303);
        let late = w.post(&w.claire, "transfer/withdrawal", &why).await;
        assert!(late.status == 422 && late.has("a peut-être répondu"), "{}", late.body);
    });
}

#[test]
fn another_lead_takes_over_what_the_lead_before_had_to_do_and_nothing_else() {
    run(async {
        let w = World::new().await;
        // A duplicate that Idriss led: he works along since, with what he had to do there.
        let cx = w.t.acting(&w.hanae).await;
        let twin = child(&cx, "Line", "Van Dorpe").await;
        let twin = cases::open(&cx, &new_case(&cx, twin)).await.unwrap();
        cases::assign(&cx, twin, w.idriss.practitioner).await.unwrap();
        for (case, left_out) in [(w.case, term::ASSESSMENT), (twin, term::FIRST_CONTACT)] {
            let mut tx = cx.begin_technical().await.unwrap();
            deadlines::drop_open(&mut tx, case.0, Some(left_out), cx.today()).await.unwrap();
            tx.commit_technical(platform::db::Technical::Session).await.unwrap();
        }
        cases::merge(&cx, w.case, twin, "même acte de naissance").await.unwrap();
        // Somebody looked in an emergency: the supervision must review it. Another service is asked for an answer.
        let why = [("reason", "child_missing"), ("explanation", "Lina est introuvable depuis midi")];
        assert_eq!(w.post(&w.noor, "emergency-access", &why).await.status, 303);
        w.proposes(&w.claire).await;
        let review = w.owner(term::EMERGENCY_ACCESS_REVIEW).await;
        let answer = w.owner(term::TRANSFER_ANSWER).await;
        cases::assign(&cx, w.case, w.bruno.practitioner).await.unwrap();
        let table = [
            ("what the lead before had to do", term::FIRST_CONTACT, w.bruno.practitioner.0),
            ("what a colleague has to do", term::ASSESSMENT, w.idriss.practitioner.0),
            ("what the supervision has to do", term::EMERGENCY_ACCESS_REVIEW, review),
            ("what another service has to do", term::TRANSFER_ANSWER, answer),
        ];
        for (what, term, owner) in table {
            assert_eq!(w.owner(term).await, owner, "{what}");
        }
        // When the colleague leaves the circle, what was theirs is the lead's.
        let cx = w.t.acting(&w.idriss).await;
        let mut conn = cx.read().await.unwrap();
        let grant = access::require(&cx, &mut conn, Action::Read, w.case).await.unwrap();
        let circle = access::circle_of(&mut conn, &grant).await.unwrap();
        drop(conn);
        let mine = |s: &&Seat| s.practitioner() == Some(w.idriss.practitioner);
        let seat = circle.iter().find(mine).unwrap().id;
        cases::leave_circle(&cx, w.case, seat, "fin de l’appui").await.unwrap();
        assert_eq!(w.owner(term::ASSESSMENT).await, w.bruno.practitioner.0);
    });
}

#[test]
fn what_somebody_outside_the_circle_still_had_to_do_goes_to_the_new_lead() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.hanae).await;
        let gone = Holder::Practitioner(PractitionerId(Uuid::from_u128(99)));
        let claire = Holder::Practitioner(w.claire.practitioner);
        let mut tx = cx.begin_technical().await.unwrap();
        deadlines::pass_on(&mut tx, w.case.0, claire, gone).await.unwrap();
        tx.commit_technical(platform::db::Technical::Session).await.unwrap();
        cases::assign(&cx, w.case, w.idriss.practitioner).await.unwrap();
        assert_eq!(w.owner(term::FIRST_CONTACT).await, w.idriss.practitioner.0);
    });
}

#[test]
fn closed_cases_are_found_by_those_who_still_read_them_and_the_others_learn_whom_to_ask() {
    run(async {
        let w = World::new().await;
        w.closes().await;
        let asks = w.get(&w.claire, "/cases?state=closed").await;
        assert!(!asks.has("Vandorpe") && asks.has("La clôture met fin au cercle"), "{}", asks.body);
        let found = w.get(&w.bruno, "/cases?state=closed").await;
        assert!(found.has("Lina Vandorpe") && found.has("suivi par Claire Noirhomme"), "{}", found.body);
        let of = |who: &Person| format!("/cases?state=closed&lead={}", who.practitioner);
        assert!(w.get(&w.bruno, &of(&w.claire)).await.has("Lina Vandorpe"));
        assert!(!w.get(&w.bruno, &of(&w.idriss)).await.has("Lina Vandorpe"));
        assert!(!w.get(&w.bruno, "/cases").await.has("Lina Vandorpe"), "at work it is not");
        let csv = w.get(&w.bruno, "/cases/export.csv?state=closed").await;
        assert!(csv.has("Claire Noirhomme"), "{}", csv.body);
    });
}

#[test]
fn a_case_opened_too_late_to_reopen_follows_the_one_before() {
    run(async {
        let w = World::new().await;
        w.closes().await;
        let new = format!("/cases/new?person={}", w.lina);
        let early = w.get(&w.hanae, &new).await;
        assert!(
            early.has("fera suite à un dossier clos") && early.has("peut encore être rouvert"),
            "{}",
            early.body
        );
        // Thirteen months on.
        w.t.pass(400 * Instant::DAY);
        let late = w.get(&w.hanae, "reopening").await;
        assert!(late.status == 422 && late.has("il sera relié à celui-ci"), "{}", late.body);
        let form = w.get(&w.hanae, &new).await;
        assert!(form.has("fera suite") && !form.has("peut encore être rouvert"), "{}", form.body);
        let today = w.t.system().today().to_string();
        let lina = w.lina.to_string();
        let fields = [
            ("go", "open"),
            ("person", lina.as_str()),
            ("opened_on", today.as_str()),
            ("reason", "nouvelle demande"),
            ("frame", "consented"),
            ("information", "la mère le demande"),
        ];
        let opened = w.post(&w.hanae, "/cases/new", &fields).await;
        assert_eq!(opened.status, 303, "{}", opened.body);
        let new: CaseId = case_of(&opened.location).parse().unwrap();
        let cx = w.t.acting(&w.hanae).await;
        let mut conn = cx.read().await.unwrap();
        let after = cases::facts(&mut conn, new, cx.now).await.unwrap().case;
        assert_eq!(after.continues, Some(w.case));
        let before = cases::facts(&mut conn, w.case, cx.now).await.unwrap().case;
        let (_, follower) = cases::linked_cases(&mut conn, &before).await.unwrap();
        assert_eq!(follower.map(|c| c.id), Some(new));
        let (followed, _) = cases::linked_cases(&mut conn, &after).await.unwrap();
        assert_eq!(followed.map(|c| c.id), Some(w.case));
        drop(conn);
        assert_eq!(w.counted("SELECT COUNT(*) FROM ledger WHERE kind = 'case_continued'").await, 1);
        // Two open cases of one child never stand side by side.
        let again = w.post(&w.hanae, "reopening", &[("reason", "family_asks")]).await;
        assert!(again.status == 422 && again.has("déjà un dossier ouvert"), "{}", again.body);
    });
}

#[test]
fn two_who_open_a_case_for_one_child_at_once_make_one_case() {
    run(async {
        let w = World::new().await;
        let (one, other) = (w.t.acting(&w.claire).await, w.t.acting(&w.hanae).await);
        let twin = child(&one, "Line", "Vandorpe").await;
        let (for_one, for_other) = (new_case(&one, twin), new_case(&other, twin));
        let (first, second) = tokio::join!(cases::open(&one, &for_one), cases::open(&other, &for_other));
        let refused: Vec<_> =
            [&first, &second].iter().filter_map(|r| r.as_ref().err()).map(|p| p.code().to_owned()).collect();
        assert_eq!(refused, ["child-has-open-case"]);
        let mut conn = one.read().await.unwrap();
        let found = cases::open_of_child(&mut conn, twin, one.actor().unwrap().institution).await.unwrap();
        assert_eq!(found.len(), 1);
    });
}

#[test]
fn a_hand_over_that_stops_on_the_way_says_so_whatever_the_seats_were() {
    run(async {
        let w = World::new().await;
        let claire = w.t.acting(&w.claire).await;
        // Claire leads one case, and keeps another in sight that she opened: that seat ends, and is not counted as moved.
        let twin = child(&claire, "Line", "Vandorpe").await;
        cases::open(&claire, &new_case(&claire, twin)).await.unwrap();
        let hanae = w.t.acting(&w.hanae).await;
        let (from, to) = (w.claire.practitioner, w.idriss.practitioner);
        let some = async || actions::hand_over_some(&hanae, from, to, "départ", 2).await.unwrap();
        assert_eq!(some().await, (1, true), "as many were taken as are taken at once");
        assert_eq!(some().await, (0, false), "then nothing is left");
    });
}
