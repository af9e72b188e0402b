// SPDX-License-Identifier: EUPL-1.2
//! What the settings mean. One reading for all sources.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use kernel::instant::Zone;

use super::gather::{Given, Setting};
use super::{
    Config, Finding, LISTEN, LogFormat, LogLevel, MailRoute, MailSettings, Origin, Secret, Severity,
    SmtpSecurity, SmtpSettings,
};
use crate::db::Address;

/// A network: `10.0.0.0/8`, `2001:db8::/32`, or a single address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

impl Network {
    /// Whether an address lies in the network. An IPv4 address inside IPv6 counts as what it is.
    pub fn contains(&self, address: IpAddr) -> bool {
        let differing = match (self.address, address.to_canonical()) {
            (IpAddr::V4(a), IpAddr::V4(b)) => (a.to_bits() ^ b.to_bits()).leading_zeros(),
            (IpAddr::V6(a), IpAddr::V6(b)) => (a.to_bits() ^ b.to_bits()).leading_zeros(),
            _ => return false,
        };
        differing >= u32::from(self.prefix)
    }

    /// Whether every address lies in it.
    pub fn is_everything(&self) -> bool {
        self.prefix == 0
    }
}

impl FromStr for Network {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Network, &'static str> {
        const EXPECTED: &str = "an address or a network such as 10.0.0.0/8 is expected";
        let (address, prefix) =
            text.trim().split_once('/').map_or((text.trim(), None), |(a, p)| (a, Some(p)));
        let address: IpAddr = address.parse().map_err(|_| EXPECTED)?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Ok(longest), str::parse).map_err(|_| EXPECTED)?;
        if prefix > longest { Err(EXPECTED) } else { Ok(Network { address, prefix }) }
    }
}

struct Reading {
    given: BTreeMap<&'static str, Given>,
    findings: Vec<Finding>,
}

impl Reading {
    /// The value of a setting, or the default; a finding when it cannot be read.
    fn take<T>(
        &mut self,
        key: &'static str,
        default: T,
        read: impl Fn(&str) -> Result<T, &'static str>,
    ) -> T {
        debug_assert!(Setting::named(key).is_some(), "{key} is not in the list of settings");
        let Some(given) = self.given.get(key) else { return default };
        match read(given.text.trim()) {
            Ok(value) => value,
            Err(expected) => {
                let origin = Some(given.origin.clone());
                self.error(key, origin, expected.to_owned());
                default
            }
        }
    }

    fn error(&mut self, key: &str, origin: Option<Origin>, what: String) {
        let severity = Severity::Error;
        self.findings.push(Finding {
            severity,
            code: "wrong-value",
            key: Some(key.to_owned()),
            origin,
            what,
        });
    }

    /// A path; what a file says is relative to the folder of that file.
    fn path(&mut self, key: &'static str) -> Option<PathBuf> {
        let text = self.given.get(key)?.text.clone();
        Some(self.beside(key, Path::new(&text)))
    }

    /// A path that a setting gave, seen from where it was given.
    fn beside(&self, key: &str, given: &Path) -> PathBuf {
        match self.given.get(key).map(|g| &g.origin) {
            Some(Origin::File { path, .. }) => path.parent().unwrap_or(Path::new("")).join(given),
            _ => given.to_owned(),
        }
    }

    fn text(&self, key: &str) -> Option<String> {
        self.given.get(key).map(|g| g.text.trim().to_owned()).filter(|text| !text.is_empty())
    }
}

/// Reads what was gathered. The configuration is whole even when there are findings, which then forbid to use it.
pub(super) fn config(given: BTreeMap<&'static str, Given>, remarks: Vec<Finding>) -> (Config, Vec<Finding>) {
    let mut r = Reading { given, findings: Vec::new() };
    let data_folder = r.path("data_folder").unwrap_or_else(|| "maillage-data".into());
    let database = match r.text("database").as_deref().map(Address::parse) {
        // The scheme is gone by now: what is left is a path like any other.
        Some(Address::File(file)) => Address::File(r.beside("database", &file)),
        Some(url) => url,
        None => Address::File(data_folder.join("maillage.sqlite")),
    };
    let listen = r.take("listen", LISTEN, |t| {
        t.parse().map_err(|_| "an address and a port are expected: 127.0.0.1:8080")
    });
    let public_url = r.take("public_url", format!("http://{listen}"), public_url);
    let trusted_proxies = r.take("trusted_proxies", Vec::new(), |t| {
        t.split(',').filter(|n| !n.trim().is_empty()).map(str::parse).collect()
    });
    let packs_folder = r.path("packs_folder");
    let zone = r.take("zone", "Europe/Brussels".to_owned(), |t| match Zone::named(t) {
        Some(_) => Ok(t.to_owned()),
        None => Err("a time zone such as Europe/Brussels is expected"),
    });
    let session_idle_minutes =
        r.take("session.idle_minutes", 30, |t| number(t, 1, 1_440, "1 to 1440 minutes are expected"));
    let session_hours = r.take("session.hours", 12, |t| number(t, 1, 720, "1 to 720 hours are expected"));
    let upload_limit_bytes =
        r.take("upload_limit_mb", 20, |t| number(t, 1, 200, "1 to 200 megabytes are expected")) as usize
            * 1_024
            * 1_024;
    let exit_url = r.take("exit_url", "https://www.meteo.be/".to_owned(), |t| match t {
        t if t.starts_with("https://") && is_plain(t) => Ok(t.to_owned()),
        _ => Err("a public page whose address begins with https:// is expected"),
    });
    let log_level = r.take("log.level", LogLevel::Info, |t| match t {
        "error" => Ok(LogLevel::Error),
        "warn" => Ok(LogLevel::Warn),
        "info" => Ok(LogLevel::Info),
        "debug" => Ok(LogLevel::Debug),
        _ => Err("error, warn, info or debug is expected"),
    });
    let log_format = r.take("log.format", LogFormat::Auto, |t| match t {
        "auto" => Ok(LogFormat::Auto),
        "human" => Ok(LogFormat::Human),
        "json" => Ok(LogFormat::Json),
        _ => Err("auto, human or json is expected"),
    });
    let mail = mail(&mut r, &data_folder);
    let config = Config {
        database,
        listen,
        data_folder,
        public_url,
        trusted_proxies,
        packs_folder,
        zone,
        session_idle_minutes,
        session_hours,
        upload_limit_bytes,
        exit_url,
        mail,
        log_level,
        log_format,
        demo: false,
        given: r.given,
        remarks,
    };
    (config, r.findings)
}

fn mail(r: &mut Reading, data_folder: &Path) -> MailSettings {
    let from = r.take("mail.from", "Maillage <maillage@localhost>".to_owned(), |t| {
        let sender: Result<lettre::message::Mailbox, _> = t.parse();
        sender
            .map(|_| t.to_owned())
            .map_err(|_| "a sender such as « Maillage <maillage@example.org> » is expected")
    });
    let outbox = r.path("mail.outbox");
    let security = r.take("mail.smtp_security", SmtpSecurity::StartTls, |t| match t {
        "tls" => Ok(SmtpSecurity::Tls),
        "starttls" => Ok(SmtpSecurity::StartTls),
        "none" => Ok(SmtpSecurity::None),
        _ => Err("tls, starttls or none is expected"),
    });
    let usual = match security {
        SmtpSecurity::Tls => 465,
        SmtpSecurity::StartTls => 587,
        SmtpSecurity::None => 25,
    };
    let port = r.take("mail.smtp_port", usual, |t| t.parse().map_err(|_| "a port number is expected"));
    let password = smtp_password(r);
    let credentials = match (r.text("mail.smtp_user"), password) {
        (Some(user), Some(password)) => Some((user, password)),
        (None, None) => None,
        _ => {
            r.error("mail.smtp_user", None, "an account and a password go together".into());
            None
        }
    };
    let route = match (r.text("mail.smtp_host"), outbox) {
        (Some(_), Some(_)) => {
            r.error("mail.outbox", None, "either an outbox or a mail server: both are given".into());
            MailRoute::Outbox(data_folder.join("outbox"))
        }
        (Some(host), None) => MailRoute::Smtp(SmtpSettings { host, port, security, credentials }),
        (None, Some(folder)) => MailRoute::Outbox(folder),
        (None, None) => MailRoute::Outbox(data_folder.join("outbox")),
    };
    MailSettings { from, route }
}

fn smtp_password(r: &mut Reading) -> Option<Secret> {
    if let Some(given) = r.given.get("mail.smtp_password") {
        return Some(Secret::new(given.text.clone()));
    }
    let path = r.path("mail.smtp_password_file")?;
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(Secret::new(text.trim_end_matches(['\r', '\n']))),
        Err(e) => {
            let origin = r.given.get("mail.smtp_password_file").map(|g| g.origin.clone());
            r.error("mail.smtp_password_file", origin, format!("the file cannot be read: {e}"));
            None
        }
    }
}

fn number(text: &str, least: i64, most: i64, expected: &'static str) -> Result<i64, &'static str> {
    text.parse().ok().filter(|n| (least..=most).contains(n)).ok_or(expected)
}

/// The address people type: a scheme and a host, perhaps a port.
fn public_url(text: &str) -> Result<String, &'static str> {
    let text = text.trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@']) && is_plain(text) => {
            Ok(text.to_owned())
        }
        _ => Err("an address such as https://maillage.example.org is expected, without a path"),
    }
}

fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | '\\'))
}
