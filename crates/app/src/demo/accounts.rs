// SPDX-License-Identifier: EUPL-1.2
//! The accounts of the demo world, to be printed and to be read by programs.

use serde_json::{Value, json};

/// The pass phrase of every demo account. No secret: it is printed at every start, and opens nothing but invented people.
pub const PASSWORD: &str = "le fil et la trame";

/// An account that can sign in.
#[derive(Clone, Debug)]
pub struct Account {
    /// By which one signs in.
    pub email: String,
    /// The secret of the second factor, in base32.
    pub totp_secret: String,
    /// The code at the moment the demo started.
    pub code: String,
    /// Who, an id of `practitioners.toml`.
    pub practitioner: String,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub institution: String,
    /// What they do there.
    pub functions: Vec<&'static str>,
    /// What the account shows, for those to show first.
    pub journey: Option<String>,
    pub(super) place: Option<usize>,
}

/// The accounts as JSON: what `--json-accounts` writes.
pub fn as_json(accounts: &[Account]) -> Value {
    accounts
        .iter()
        .map(|a| {
            json!({
                "email": a.email, "password": PASSWORD, "totp_secret": a.totp_secret, "practitioner": a.practitioner,
                "name": a.name, "institution": a.institution, "functions": a.functions, "journey": a.journey,
            })
        })
        .collect()
}

/// The accounts to show first, for people.
pub fn as_text(accounts: &[Account]) -> String {
    let shown: Vec<&Account> = accounts.iter().filter(|a| a.journey.is_some()).collect();
    let mut out = format!(
        "Demo accounts ({} in all; these first). Pass phrase for all: {PASSWORD}\n\
         The code of the second factor changes every 30 seconds: give the secret to an authenticator application.\n",
        accounts.len()
    );
    for a in shown {
        out.push_str(&format!(
            "\n  {}\n    {}, {} ({})\n    second factor {}, code now {}\n    {}\n",
            a.email,
            a.name,
            a.institution,
            a.functions.join(", "),
            a.totp_secret,
            a.code,
            a.journey.as_deref().unwrap_or_default(),
        ));
    }
    out
}
