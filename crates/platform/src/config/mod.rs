// SPDX-License-Identifier: EUPL-1.2
//! The settings of an installation: defaults < file < environment < flags. Each value knows where it came from.

mod check;
mod gather;
mod parse;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use crate::db::Address;
use gather::Given;
pub use gather::{Origin, SETTINGS, Setting, Sources};
pub use parse::Network;

/// The settings in force. [`SETTINGS`] lists what a file may say.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the data lie: the embedded file in the data folder, or a PostgreSQL URL.
    pub database: Address,
    /// The address to listen on.
    pub listen: SocketAddr,
    /// The folder of everything this installation keeps on disk.
    pub data_folder: PathBuf,
    /// The address people type, without a slash at the end: links in messages begin with it.
    pub public_url: String,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// A folder of packs to use instead of those built in.
    pub packs_folder: Option<PathBuf>,
    /// Where days begin and end for people without a territory (an IANA name).
    pub zone: String,
    /// Minutes without a click after which a session ends.
    pub session_idle_minutes: i64,
    /// Hours after which a session ends whatever happens.
    pub session_hours: i64,
    /// The largest file that may be attached, in bytes.
    pub upload_limit_bytes: usize,
    /// The harmless page that « leave this page quickly » leads to.
    pub exit_url: String,
    /// How messages leave.
    pub mail: MailSettings,
    /// How much is logged.
    pub log_level: LogLevel,
    /// In which form.
    pub log_format: LogFormat,
    /// The data are invented: a notice on every page says so. Set by the command, not by a setting.
    pub demo: bool,
    given: BTreeMap<&'static str, Given>,
    remarks: Vec<Finding>,
}

/// How messages leave, and in whose name.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// The sender: `Maillage <ne-pas-repondre@…>`.
    pub from: String,
    /// The way out.
    pub route: MailRoute,
}

/// The way out for messages.
#[derive(Clone, Debug)]
pub enum MailRoute {
    /// Written into a folder, for demonstrations and for machines without mail.
    Outbox(PathBuf),
    /// Handed to a mail server.
    Smtp(SmtpSettings),
}

/// A mail server.
#[derive(Clone, Debug)]
pub struct SmtpSettings {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is protected.
    pub security: SmtpSecurity,
    /// The account, if it wants one, and its password.
    pub credentials: Option<(String, Secret)>,
}

/// How the way to a mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// TLS from the first byte (port 465).
    Tls,
    /// STARTTLS, required (port 587).
    StartTls,
    /// Nothing: only for a catcher on the same machine.
    None,
}

/// How much is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogLevel {
    /// What must be repaired.
    Error,
    /// And what should be looked at.
    Warn,
    /// And what happens.
    Info,
    /// And how.
    Debug,
}

/// In which form logs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people in a terminal, for machines otherwise.
    Auto,
    /// One readable line.
    Human,
    /// One JSON object a line.
    Json,
}

/// A value that must never be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    pub fn new(value: impl Into<String>) -> Secret {
        Secret(value.into())
    }

    /// The secret itself, to hand to whoever asks for it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Something to say about the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Stable code, e.g. `unknown-setting`.
    pub code: &'static str,
    /// Which setting, when it is about one.
    pub key: Option<String>,
    /// Where the value came from, when it came from somewhere.
    pub origin: Option<Origin>,
    /// What to know and what to do, in English, for the operator.
    pub what: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Works, but should be looked at.
    Warning,
    /// The server does not start like this.
    Error,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        })?;
        if let Some(origin) = &self.origin {
            write!(f, ": {origin}")?;
        }
        if let Some(key) = &self.key {
            write!(f, ": {key}")?;
        }
        write!(f, ": {}", self.what)
    }
}

/// One setting as `maillage config check` shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its name in the file.
    pub key: &'static str,
    /// Its value; secrets are hidden. Empty when nothing was given and there is no fixed default.
    pub value: String,
    /// Where it came from.
    pub origin: Origin,
}

impl Default for Config {
    /// What holds when nothing is said.
    fn default() -> Config {
        parse::config(BTreeMap::new(), Vec::new()).0
    }
}

impl Config {
    /// Reads the settings; all errors at once, each with its place.
    pub fn load(sources: &Sources) -> Result<Config, Vec<Finding>> {
        let (given, remarks) = gather::gather(sources);
        let (config, mut findings) = parse::config(given, remarks);
        findings.extend(config.remarks.iter().filter(|f| f.severity == Severity::Error).cloned());
        if findings.is_empty() { Ok(config) } else { Err(findings) }
    }

    /// What an operator should know about settings that work: warnings, and errors of the machine (folders).
    pub fn check(&self) -> Vec<Finding> {
        check::check(self)
    }

    /// Every setting with its value and where it came from, secrets hidden.
    pub fn shown(&self) -> Vec<Shown> {
        let show = |setting: &'static Setting| match self.given.get(setting.key) {
            Some(given) => {
                let value = match setting.key {
                    _ if setting.is_secret => "…".to_owned(),
                    "database" => Address::parse(&given.text).to_string(),
                    _ => given.text.clone(),
                };
                Shown { key: setting.key, value, origin: given.origin.clone() }
            }
            None => Shown { key: setting.key, value: setting.default.to_owned(), origin: Origin::Default },
        };
        SETTINGS.iter().map(show).collect()
    }

    /// Where the value of a setting came from.
    pub fn origin(&self, key: &str) -> Origin {
        self.given.get(key).map_or(Origin::Default, |g| g.origin.clone())
    }

    /// Whether people reach this installation over TLS: cookies are then marked for it.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Whether an address is that of a proxy whose word is taken.
    pub fn trusts(&self, peer: IpAddr) -> bool {
        self.trusted_proxies.iter().any(|network| network.contains(peer))
    }

    /// Whether other machines can reach the address that is listened on.
    pub fn is_reachable_from_outside(&self) -> bool {
        !self.listen.ip().is_loopback()
    }
}

/// The default address to listen on.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
