// SPDX-License-Identifier: EUPL-1.2
//! Pure decisions about accounts: which passwords, which codes, for which institution.

use kernel::instant::Zone;
use kernel::name::fold;
use kernel::{Date, Instant, InstitutionId, PractitionerId, Refusal};

use super::model::{AskedRenewal, HeldHere};
use crate::directory::Keeper;

/// The fewest characters of a password. Length is what counts: no rule asks for signs or capitals.
pub const SHORTEST_PASSWORD: usize = 12;
/// The most characters: a pass phrase of several lines still fits, and hashing stays bounded.
pub const LONGEST_PASSWORD: usize = 200;

/// Long passwords that every list of stolen passwords begins with, folded and without spaces.
const COMMON: &[&str] = &[
    "123456789012",
    "1234567890123",
    "12345678901234",
    "123456789123",
    "123123123123",
    "112233445566",
    "987654321098",
    "azertyuiop12",
    "azertyuiop123",
    "azertyuiopqs",
    "azertyuiopqsdf",
    "azerty123456",
    "azerty1234567",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiopas",
    "qwertyuiopasdf",
    "qwerty123456",
    "1q2w3e4r5t6y",
    "1a2z3e4r5t6y",
    "abcdefghijkl",
    "abcdefghijklmnop",
    "motdepasse123",
    "motdepasse1234",
    "motdepasse12",
    "monmotdepasse",
    "motdepassemotdepasse",
    "wachtwoord123",
    "wachtwoord12",
    "mijnwachtwoord",
    "password1234",
    "password12345",
    "passwordpassword",
    "administrator",
    "administrateur",
    "administrateur1",
    "bienvenue123",
    "bienvenue2026",
    "welkom123456",
    "welcome12345",
    "changezmoi123",
    "changeme1234",
    "letmein12345",
    "iloveyou1234",
    "jetaime12345",
    "protectiondelenfance",
    "aidealajeunesse",
    "maillage1234",
    "maillage2026",
    "soleil123456",
    "doudou123456",
    "loulou123456",
];

/// Whether a password may be chosen by somebody of this name and address.
pub fn password(password: &str, names: &[&str], email: &str) -> Result<(), Refusal> {
    let length = password.chars().count();
    if length < SHORTEST_PASSWORD {
        return Err(Refusal::new("password-short"));
    }
    if length > LONGEST_PASSWORD {
        return Err(Refusal::new("password-long"));
    }
    let folded = fold(password).replace(' ', "");
    let mut letters: Vec<char> = password.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    if letters.len() < 5 || COMMON.contains(&folded.as_str()) {
        return Err(Refusal::new("password-common"));
    }
    let local = email.split('@').next().unwrap_or("");
    let own = names.iter().copied().chain([local]);
    // Every word of a name counts by itself; short ones (« de », « Van ») stand in too many honest sentences.
    let mut own = own.flat_map(kernel::name::tokens).filter(|word| word.chars().count() >= 4);
    if own.any(|word| folded.contains(&word)) {
        return Err(Refusal::new("password-personal"));
    }
    Ok(())
}

/// Whether a code of this step may be accepted: each serves once, and none older than the last.
pub fn code_step(step: i64, last: Option<i64>) -> Result<i64, Refusal> {
    if last.is_some_and(|last| step <= last) { Err(Refusal::new("code-used")) } else { Ok(step) }
}

/// What is held today, each by the day of its own territory: an appointment ends at midnight there, not in Greenwich.
pub fn in_force(held: Vec<HeldHere>, now: Instant, zone_of: impl Fn(&str) -> Zone) -> Vec<HeldHere> {
    let mut days: Vec<(String, Date)> = Vec::new();
    held.into_iter()
        .filter(|h| {
            let today = match days.iter().find(|(pack, _)| *pack == h.pack) {
                Some((_, day)) => *day,
                None => {
                    let day = now.local_date(&zone_of(&h.pack));
                    days.push((h.pack.clone(), day));
                    day
                }
            };
            h.from_on <= today && h.until_on.is_none_or(|last| today <= last)
        })
        .collect()
}

/// Whether whoever acts for an institution keeps the account of a person (decision 14).
pub fn keeps(keeper: Keeper, institution: InstitutionId) -> Result<(), Refusal> {
    if keeper == Keeper::Is(institution) { Ok(()) } else { Err(Refusal::new("kept-elsewhere")) }
}

/// Whether an institution may take the keeping of an account over: the first of those that employ the person now, once
/// the one that kept it does not any more.
pub fn taking_over(keeper: Keeper, institution: InstitutionId) -> Result<(), Refusal> {
    if keeper == Keeper::MayBecome(institution) { Ok(()) } else { Err(Refusal::new("kept-elsewhere")) }
}

/// Whether what one person asked may be confirmed by another: in time, once, and never by whoever asked.
pub fn confirming(asked: &AskedRenewal, by: PractitionerId, now: Instant) -> Result<(), Refusal> {
    if asked.ends_at <= now || asked.invitation.is_some() {
        return Err(Refusal::new("renewal-gone"));
    }
    if asked.asked_by == Some(by) { Err(Refusal::new("renewal-own")) } else { Ok(()) }
}

/// For which institution somebody acts: the one they chose while they still hold something there, else the only one there
/// is; `None` when they must choose, or hold nothing at all.
pub fn acting_for(chosen: Option<InstitutionId>, held: &[HeldHere]) -> Option<InstitutionId> {
    if let Some(chosen) = chosen.filter(|c| held.iter().any(|h| h.institution == *c)) {
        return Some(chosen);
    }
    let first = held.first()?.institution;
    held.iter().all(|h| h.institution == first).then_some(first)
}

/// The letters of recovery codes: none that are mistaken for one another (no I, L, O, U, 0, 1).
pub const CODE_LETTERS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A recovery code from random bytes: `K7RM-42PD-XQ9T`, which is more than fifty bits.
pub fn recovery_code(random: [u8; 24]) -> String {
    let mut out = String::with_capacity(14);
    // Two bytes a letter: what is left of the remainder favours no letter by more than one in two thousand.
    for (i, pair) in random.chunks(2).enumerate() {
        if i > 0 && i % 4 == 0 {
            out.push('-');
        }
        let number = usize::from(pair[0]) * 256 + usize::from(pair[1]);
        out.push(char::from(CODE_LETTERS[number % CODE_LETTERS.len()]));
    }
    out
}

/// A code as typed, without what people add: spaces, hyphens, small letters.
pub fn plain_code(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// A page of ours to go on to after signing in; the start page for anything else.
pub fn onward(to: &str) -> &str {
    let ours =
        to.starts_with('/') && !to.starts_with("//") && !to.contains('\\') && !to.contains(char::is_control);
    // Never back to a page that only makes sense before signing in.
    let before = ["/sign-in", "/sign-out", "/invitation"].iter().any(|p| to.starts_with(p));
    if ours && !before { to } else { "/" }
}
