// SPDX-License-Identifier: EUPL-1.2
//! Settings.

use std::net::IpAddr;

/// The settings of one installation. The names below are used by `http`: keep them.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address under which people reach it: `https://maillage.example`.
    pub public_url: String,
    /// The zone of dates where nobody is signed in (an IANA name).
    pub zone: String,
    /// Whether this is the demo world: said on every page.
    pub demo: bool,
    /// The largest file, in bytes.
    pub upload_limit_bytes: usize,
    /// A session ends after so many minutes without use.
    pub session_idle_minutes: i64,
    /// A session ends after so many hours whatever happens.
    pub session_hours: i64,
    /// Proxies whose word about the client's address is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Where the quick exit leads.
    pub exit_url: String,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            public_url: "http://127.0.0.1:8080".into(),
            zone: "Europe/Brussels".into(),
            demo: false,
            upload_limit_bytes: 20 * 1024 * 1024,
            session_idle_minutes: 30,
            session_hours: 12,
            trusted_proxies: Vec::new(),
            exit_url: "https://www.meteo.be/".into(),
        }
    }
}

impl Config {
    /// Whether people reach it over TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Whether a proxy's word about the client's address is believed.
    pub fn trusts(&self, peer: IpAddr) -> bool {
        self.trusted_proxies.contains(&peer)
    }
}
