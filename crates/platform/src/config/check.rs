// SPDX-License-Identifier: EUPL-1.2
//! What works but should be looked at, and what the machine refuses.

use std::net::IpAddr;
use std::path::Path;

use super::{Config, Finding, MailRoute, Origin, Severity, SmtpSecurity};
use crate::db::Address;

pub(super) fn check(config: &Config) -> Vec<Finding> {
    let mut found = Found { config, findings: config.remarks.clone() };
    reach(&mut found);
    storage(&mut found);
    mail(&mut found);
    found.findings
}

struct Found<'a> {
    config: &'a Config,
    findings: Vec<Finding>,
}

impl Found<'_> {
    fn add(&mut self, severity: Severity, code: &'static str, key: &'static str, what: impl Into<String>) {
        let origin = Some(self.config.origin(key)).filter(|o| *o != Origin::Default);
        self.findings.push(Finding { severity, code, key: Some(key.to_owned()), origin, what: what.into() });
    }

    fn warn(&mut self, code: &'static str, key: &'static str, what: impl Into<String>) {
        self.add(Severity::Warning, code, key, what);
    }
}

fn reach(found: &mut Found<'_>) {
    let config = found.config;
    if config.is_reachable_from_outside() && !config.is_https() {
        found.warn(
            "public-without-https",
            "public_url",
            "other machines can reach this address, and what they send is not encrypted: put a proxy with TLS in front \
             and give the https:// address people type",
        );
    } else if !config.is_https() && !is_local(host_of(&config.public_url)) {
        found.warn(
            "public-without-https",
            "public_url",
            "people would type an address that is not encrypted",
        );
    }
    if config.demo && config.is_reachable_from_outside() {
        found.warn(
            "demo-in-public",
            "listen",
            "the demo accounts are known to everybody: anyone who reaches it can sign in",
        );
    }
    if config.trusted_proxies.iter().any(super::Network::is_everything) {
        found.warn(
            "trusts-everybody",
            "trusted_proxies",
            "everybody may say which address they come from, and so escape the slowing down of sign-ins",
        );
    }
    if config.is_https() && config.listen.ip().is_loopback() && config.trusted_proxies.is_empty() {
        found.warn(
            "proxy-not-trusted",
            "trusted_proxies",
            "behind a proxy, all clients seem to come from one address: name the proxy (127.0.0.1 when it is on this machine)",
        );
    }
    if config.session_idle_minutes > 120 || config.session_hours > 24 {
        found.warn("long-session", "session.hours", "an unwatched screen stays open for long");
    }
}

fn storage(found: &mut Found<'_>) {
    let config = found.config;
    let folder = &config.data_folder;
    if let Err(e) = std::fs::create_dir_all(folder) {
        found.add(
            Severity::Error,
            "data-folder",
            "data_folder",
            format!("{} cannot be made: {e}", folder.display()),
        );
    } else if let Err(e) = tempfile::tempfile_in(folder) {
        let what = format!("{} cannot be written to: {e}", folder.display());
        found.add(Severity::Error, "data-folder", "data_folder", what);
    } else if is_open_to_others(folder) {
        let what = format!("{} can be read by everybody on this machine: chmod 700", folder.display());
        found.warn("data-folder-open", "data_folder", what);
    }
    if let Some(packs) = config.packs_folder.as_deref().filter(|p| !p.is_dir()) {
        let what = format!("{} is not a folder", packs.display());
        found.add(Severity::Error, "packs-folder", "packs_folder", what);
    }
    if let Address::Url(url) = &config.database
        && !url.contains("host=/")
        && !is_local(host_of(url))
    {
        match in_query(url, "sslmode").as_deref() {
            Some("verify-full") => {}
            Some("require") if in_query(url, "sslrootcert").is_some() => {}
            Some("require") => found.warn(
                "database-not-verified",
                "database",
                "the connection to PostgreSQL is encrypted, with whoever answers at that address: sslmode=verify-full \
                 also verifies who it is",
            ),
            _ => found.warn(
                "database-not-encrypted",
                "database",
                "the connection to PostgreSQL is encrypted only if the server offers it, and nobody verifies the server: \
                 add ?sslmode=verify-full to the address, or stay on one machine",
            ),
        }
    }
    for key in ["mail.smtp_password", "database"] {
        if let Origin::File { path, .. } = config.origin(key)
            && (key != "database" || matches!(&config.database, Address::Url(url) if url.contains('@')))
            && is_open_to_others(&path)
        {
            found.warn(
                "secret-open",
                key,
                "this file holds a password and can be read by everybody: chmod 600",
            );
        }
    }
}

fn mail(found: &mut Found<'_>) {
    match &found.config.mail.route {
        MailRoute::Outbox(folder) => {
            let what = format!("messages are not sent but written to {}", folder.display());
            found.warn("mail-outbox", "mail.outbox", what);
        }
        MailRoute::Smtp(smtp) => {
            if smtp.security == SmtpSecurity::None && !is_local(&smtp.host) {
                found.warn(
                    "mail-not-encrypted",
                    "mail.smtp_security",
                    "messages travel unprotected to the mail server",
                );
            }
            if found.config.mail.from.contains("@localhost") {
                found.warn("mail-sender", "mail.from", "mail servers refuse a sender at localhost");
            }
        }
    }
}

/// What a URL says in its query under a name.
fn in_query(url: &str, name: &str) -> Option<String> {
    let (_, query) = url.split_once('?')?;
    form_urlencoded::parse(query.as_bytes()).find(|(n, _)| n == name).map(|(_, value)| value.into_owned())
}

/// The host of a URL.
fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?']).next().unwrap_or("");
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or(""),
        None => host.split(':').next().unwrap_or(""),
    }
}

fn is_local(host: &str) -> bool {
    host.is_empty()
        || host == "localhost"
        || host.parse::<IpAddr>().is_ok_and(|a| a.is_loopback() || a.is_unspecified())
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|m| m.permissions().mode() & 0o007 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}
