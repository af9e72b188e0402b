// SPDX-License-Identifier: EUPL-1.2

use std::path::Path;

use kernel::{Id, Instant, JobId};
use uuid::Uuid;

use super::*;
use crate::clock::{Chance, Clock};
use crate::config::{MailRoute, MailSettings, SmtpSecurity, SmtpSettings};
use crate::db::Technical;
use crate::testing::{MailCatcher, TestDb, run};

const T: Instant = Instant(1_789_430_400_000_000);

const WORDS: NoticeWords = NoticeWords {
    subject: "Quelque chose vous attend à l’accueil",
    text: "Bonjour,\n\nQuelque chose vous attend dans Maillage :",
    closing: "Ce message est automatique : personne ne lit les réponses.",
};

fn notice(path: &str) -> Result<Mail, MailError> {
    let notice = Notice { kind: "something-waits", path: path.to_owned() };
    Mail::notice("nadia@example.org", Lang::Fr, WORDS, &notice, "https://maillage.example.org")
}

fn settings(route: MailRoute) -> MailSettings {
    MailSettings { from: "Maillage <ne-pas-repondre@example.org>".into(), route }
}

fn smtp(catcher: &MailCatcher) -> MailSettings {
    settings(MailRoute::Smtp(SmtpSettings {
        host: catcher.address().ip().to_string(),
        port: catcher.address().port(),
        security: SmtpSecurity::None,
        credentials: None,
    }))
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_message_leads_to_a_place_of_ours_and_to_nobody_else() {
    assert!(
        notice("/waiting/0192?lang=fr")
            .unwrap()
            .text()
            .contains("\nhttps://maillage.example.org/waiting/0192?lang=fr\n")
    );
    for path in
        ["waiting", "//evil.example/", "/Léonie", "/a b", "/a\r\nBcc: x@example.org", "@evil.example/"]
    {
        assert_eq!(notice(path).unwrap_err(), MailError::Malformed, "{path}");
    }
    for address in ["nadia", "nadia@", "a@b\r\nBcc: c@d", "a@example.org, b@example.org", ""] {
        assert!(!is_address(address), "{address}");
    }
    assert!(is_address("nadia.o'brien+x@sub.example.org"));
    assert!(!format!("{:?}", notice("/a").unwrap()).contains("nadia"));
}

#[test]
fn the_outbox_gets_whole_files() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let outbox = folder.path().join("out/box");
        let mailer = Mailer::new(&settings(MailRoute::Outbox(outbox.clone()))).unwrap();
        mailer.send(&notice("/a").unwrap(), Uuid::from_u128(1), T).await.unwrap();
        mailer.send(&notice("/b").unwrap(), Uuid::from_u128(2), T.plus(Instant::SECOND)).await.unwrap();
        let names = files(&outbox);
        assert_eq!(names.len(), 2);
        assert!(names[0].ends_with("1.eml") && !names[0].contains(':'), "{names:?}");
        let text = std::fs::read_to_string(outbox.join(&names[0])).unwrap();
        for line in [
            "From: Maillage <ne-pas-repondre@example.org>\r\n",
            "To: nadia@example.org\r\n",
            "Date: Tue, 15 Sep 2026 00:00:00 +0000\r\n",
            "Message-ID: <00000000000000000000000000000001@example.org>\r\n",
            "Content-Language: fr\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "https://maillage.example.org/a\r\n",
        ] {
            assert!(text.contains(line), "{line} in\n{text}");
        }
        // A folder that cannot be written is told, and nothing is half there.
        std::fs::write(folder.path().join("file"), "").unwrap();
        let nowhere = Mailer::new(&settings(MailRoute::Outbox(folder.path().join("file/box")))).unwrap();
        assert_eq!(nowhere.send(&notice("/a").unwrap(), Uuid::nil(), T).await, Err(MailError::Outbox));
    });
}

#[test]
fn a_mail_server_gets_the_message_and_its_answers_count() {
    run(async {
        let catcher = MailCatcher::start().await;
        let mailer = Mailer::new(&smtp(&catcher)).unwrap();
        let mail = notice("/a").unwrap();
        mailer.send(&mail, Uuid::from_u128(1), T).await.unwrap();
        assert_eq!(catcher.messages().len(), 1);
        assert!(catcher.messages()[0].contains("=?utf-8?b?"), "{}", catcher.messages()[0]);
        for (answer, expected) in [
            ("550 5.1.1 nobody of that name", MailError::Refused),
            ("450 4.2.0 later", MailError::Later),
            ("530 5.7.0 sign in first", MailError::SignIn),
        ] {
            catcher.answer_recipients(Some(answer));
            assert_eq!(mailer.send(&mail, Uuid::from_u128(2), T).await, Err(expected), "{answer}");
        }
        assert_eq!(catcher.messages().len(), 1);
    });
}

#[test]
fn nobody_at_home_is_later_and_tls_is_not_given_up() {
    run(async {
        let catcher = MailCatcher::start().await;
        let mut wrong = smtp(&catcher);
        let MailRoute::Smtp(server) = &mut wrong.route else { return };
        // The catcher speaks no TLS: nothing is sent in the clear instead.
        server.security = SmtpSecurity::StartTls;
        let mail = notice("/a").unwrap();
        assert!(Mailer::new(&wrong).unwrap().send(&mail, Uuid::nil(), T).await.is_err());
        assert_eq!(catcher.messages().len(), 0);
        let MailRoute::Smtp(server) = &mut wrong.route else { return };
        (server.security, server.port) = (SmtpSecurity::None, 1);
        assert_eq!(Mailer::new(&wrong).unwrap().send(&mail, Uuid::nil(), T).await, Err(MailError::Later));
    });
}

#[test]
fn a_message_leaves_after_the_transaction_and_again_if_it_failed() {
    run(async {
        let db = TestDb::new().await;
        let catcher = MailCatcher::start().await;
        let clock = Clock::manual(T);
        let runner = Runner::new(db.db(), clock.clone(), Chance::seeded(1));
        let runner = sent_by(runner, Mailer::new(&smtp(&catcher)).unwrap());
        let mut tx = db.begin(T).await.unwrap();
        enqueue(&mut tx, JobId::from_uuid(Uuid::from_u128(1)), &notice("/a").unwrap()).await.unwrap();
        assert_eq!(catcher.messages().len(), 0);
        tx.commit_technical(Technical::Job).await.unwrap();
        catcher.answer_recipients(Some("451 4.3.0 later"));
        runner.run_due().await.unwrap();
        assert_eq!(catcher.messages().len(), 0);
        catcher.answer_recipients(None);
        clock.set(T.plus(Instant::HOUR));
        runner.run_due().await.unwrap();
        assert_eq!(catcher.messages().len(), 1);
    });
}
