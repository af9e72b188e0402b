// SPDX-License-Identifier: EUPL-1.2
//! Messages: content-free by construction. A message says that something waits, and where; what it is, about whom and from
//! whom is read after signing in.
//!
//! A [`Mail`] can only be made of words of the source (`&'static str`, as the typed words give them) and a path of ours:
//! there is no way to put a name into one.

mod mailer;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

use kernel::{JobId, Lang};
use serde::{Deserialize, Serialize};

use crate::db::{StoreError, Tx};
use crate::jobs::{self, JobError, JobKind, Runner};

pub use mailer::Mailer;

/// The words of a notice, from the slice's typed words.
#[derive(Clone, Copy, Debug)]
pub struct NoticeWords {
    /// The subject: neutral, since it shows on a locked telephone.
    pub subject: &'static str,
    /// What comes before the link.
    pub text: &'static str,
    /// What comes after it: who writes, and that nobody reads answers.
    pub closing: &'static str,
}

/// What a message is about: what kind of thing waits, and where.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The kind, for counting: `invitation`, `something-waits`.
    pub kind: &'static str,
    /// The path of ours that it leads to: ids and codes, never words.
    pub path: String,
}

/// A message ready to leave.
#[derive(Clone, Serialize, Deserialize)]
pub struct Mail {
    to: String,
    lang: String,
    kind: String,
    subject: String,
    text: String,
}

/// Why a message did not leave. Holds no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailError {
    /// The address or the path cannot be one.
    Malformed,
    /// The mail server refuses it for good.
    Refused,
    /// The mail server does not answer, or says « later ».
    Later,
    /// The mail server refuses us: account, password, protection.
    SignIn,
    /// The outbox cannot be written.
    Outbox,
}

impl MailError {
    /// A code for logs and jobs.
    pub const fn code(self) -> &'static str {
        match self {
            MailError::Malformed => "mail-malformed",
            MailError::Refused => "mail-refused",
            MailError::Later => "mail-later",
            MailError::SignIn => "mail-sign-in",
            MailError::Outbox => "mail-outbox",
        }
    }
}

impl fmt::Display for MailError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for MailError {}

impl From<MailError> for JobError {
    fn from(e: MailError) -> JobError {
        match e {
            MailError::Malformed | MailError::Refused => JobError::Never(e.code()),
            MailError::Later | MailError::SignIn | MailError::Outbox => JobError::Later(e.code()),
        }
    }
}

impl Mail {
    /// A notice to an address. `public_url` is the configuration's.
    pub fn notice(
        to: &str,
        lang: Lang,
        words: NoticeWords,
        notice: &Notice,
        public_url: &str,
    ) -> Result<Mail, MailError> {
        let path = &notice.path;
        let is_ours = path.starts_with('/')
            && !path.starts_with("//")
            && path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_.?=&".contains(&b));
        if !is_address(to) || !is_ours {
            return Err(MailError::Malformed);
        }
        let text = format!("{}\n\n{public_url}{path}\n\n{}\n", words.text, words.closing);
        Ok(Mail {
            to: to.trim().to_owned(),
            lang: lang.code().to_owned(),
            kind: notice.kind.to_owned(),
            subject: words.subject.to_owned(),
            text,
        })
    }

    /// The text, for tests and for the outbox page of a demonstration.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mail({})", self.kind)
    }
}

/// Whether a text can be an e-mail address. What is behind it only a message can tell.
pub fn is_address(text: &str) -> bool {
    text.len() <= 254 && text.trim().parse::<lettre::Address>().is_ok()
}

/// The job that sends a message.
pub const SEND: JobKind = JobKind("send-mail");

/// Asks for a message to be sent once the transaction is committed.
pub async fn enqueue(tx: &mut Tx, id: JobId, mail: &Mail) -> Result<(), StoreError> {
    let payload = serde_json::to_value(mail).map_err(|e| StoreError::Engine(e.to_string()))?;
    let now = tx.now();
    jobs::enqueue(tx, id, SEND, &payload, now).await
}

/// As [`enqueue`], many at once. None of the ids was used before.
pub async fn enqueue_all(tx: &mut Tx, mails: &[(JobId, Mail)]) -> Result<(), StoreError> {
    let now = tx.now();
    let all: Vec<(JobId, String)> = mails
        .iter()
        .map(|(id, mail)| Ok((*id, serde_json::to_string(mail)?)))
        .collect::<Result<_, serde_json::Error>>()
        .map_err(|e| StoreError::Engine(e.to_string()))?;
    jobs::enqueue_all(tx, SEND, &all, now).await
}

/// Lets a runner send messages. Tried again after a failure, a message keeps its identity, by which mail servers know it.
pub fn sent_by(runner: Runner, mailer: Mailer) -> Runner {
    let mailer = Arc::new(mailer);
    runner.on(SEND, move |cx, payload| {
        let mailer = mailer.clone();
        async move {
            let mail: Mail = serde_json::from_value(payload).map_err(|_| JobError::Never("unreadable"))?;
            mailer.send(&mail, cx.job.0, cx.clock.outside()).await?;
            tracing::info!(kind = mail.kind, job = %cx.job, "a message was sent");
            Ok(())
        }
    })
}
