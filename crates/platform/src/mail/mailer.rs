// SPDX-License-Identifier: EUPL-1.2
//! The ways out: a folder, or a mail server.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use kernel::Instant;
use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use uuid::Uuid;

use super::{Mail, MailError};
use crate::config::{MailRoute, MailSettings, SmtpSecurity, SmtpSettings};

/// How long a mail server may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Sends messages.
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

enum Way {
    Outbox(PathBuf),
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
}

impl Mailer {
    /// A mailer for the settings. Speaks to nobody yet.
    pub fn new(settings: &MailSettings) -> Result<Mailer, MailError> {
        let from = settings.from.parse().map_err(|_| MailError::Malformed)?;
        let way = match &settings.route {
            MailRoute::Outbox(folder) => Way::Outbox(folder.clone()),
            MailRoute::Smtp(smtp) => Way::Smtp(Box::new(transport(smtp)?)),
        };
        Ok(Mailer { from, way })
    }

    /// Sends a message. `id` is its identity (`Message-ID`), `now` its date.
    pub async fn send(&self, mail: &Mail, id: Uuid, now: Instant) -> Result<(), MailError> {
        let message = self.message(mail, id, now)?;
        match &self.way {
            Way::Smtp(transport) => transport.send(message).await.map(drop).map_err(|e| why(&e)),
            Way::Outbox(folder) => {
                let name = format!("{}-{}.eml", now.rfc3339().replace(':', ""), id.simple());
                let (folder, bytes) = (folder.clone(), message.formatted());
                let written = tokio::task::spawn_blocking(move || put(&folder, &name, &bytes));
                written.await.ok().and_then(Result::ok).ok_or(MailError::Outbox)
            }
        }
    }

    fn message(&self, mail: &Mail, id: Uuid, now: Instant) -> Result<Message, MailError> {
        let to: Mailbox = mail.to.parse().map_err(|_| MailError::Malformed)?;
        let date = UNIX_EPOCH + Duration::from_micros(u64::try_from(now.0).unwrap_or(0));
        let part = SinglePart::builder()
            .header(ContentType::TEXT_PLAIN)
            .header(ContentTransferEncoding::QuotedPrintable)
            .body(mail.text.clone());
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .date(date)
            .message_id(Some(format!("<{}@{}>", id.simple(), self.from.email.domain())))
            .subject(mail.subject.clone())
            .header(ContentLanguage(mail.lang.clone()))
            .header(AutoSubmitted)
            .singlepart(part)
            .map_err(|_| MailError::Malformed)
    }
}

fn transport(smtp: &SmtpSettings) -> Result<AsyncSmtpTransport<Tokio1Executor>, MailError> {
    type Smtp = AsyncSmtpTransport<Tokio1Executor>;
    let builder = match smtp.security {
        SmtpSecurity::Tls => Smtp::relay(&smtp.host).map_err(|_| MailError::Malformed)?,
        SmtpSecurity::StartTls => Smtp::starttls_relay(&smtp.host).map_err(|_| MailError::Malformed)?,
        SmtpSecurity::None => Smtp::builder_dangerous(&smtp.host),
    };
    let builder = builder.port(smtp.port).timeout(Some(PATIENCE));
    Ok(match &smtp.credentials {
        Some((user, password)) => {
            builder.credentials(Credentials::new(user.clone(), password.expose().to_owned())).build()
        }
        None => builder.build(),
    })
}

fn why(e: &lettre::transport::smtp::Error) -> MailError {
    // 530 to 538 are about us, not about the message: an operator can mend it.
    let is_about_us = e.status().is_some_and(|code| code.to_string().starts_with("53"));
    match () {
        () if is_about_us || e.is_tls() => MailError::SignIn,
        () if e.is_permanent() => MailError::Refused,
        () => MailError::Later,
    }
}

/// Puts a message into the folder, whole or not at all.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".writing-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(name)).map_err(|e| e.error)?;
    Ok(())
}

/// In which language it is written (RFC 3282).
#[derive(Clone)]
struct ContentLanguage(String);

/// A machine wrote it: no automatic answers, please (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

type Parsed<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }
    fn parse(text: &str) -> Parsed<Self> {
        Ok(ContentLanguage(text.to_owned()))
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Parsed<Self> {
        Ok(AutoSubmitted)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
