// SPDX-License-Identifier: EUPL-1.2
//! Invitations: the only way to a password. Whoever makes one keeps the account; the person takes it up.

use kernel::event::By;
use kernel::{
    AccountId, Event, EventKind, Ground, Instant, InstitutionId, Lang, PractitionerId, SubjectKind,
};
use platform::config::MailRoute;
use platform::db::Tx;
use platform::http::Cx;
use platform::mail::{self, Mail, Notice, NoticeWords};
use platform::problem::Problem;
use sha2::{Digest, Sha256};

use super::super::model::{Account, AskedRenewal, ShownOnce};
use super::super::{events, refused, rules, second_factor, store, words};
use super::tell_owner;
use crate::directory::{self, Keeper};

/// An invitation leads somewhere for so long, in microseconds.
const LASTS: i64 = 7 * Instant::DAY;

/// How an invitation reaches the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// By e-mail to their address at work: nobody else sees the link.
    Mail,
    /// Shown once, to be handed over.
    Shown,
}

/// Whether an invitation also makes the person set up a new second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// The password only: the code of the telephone is still asked.
    Password,
    /// Everything: the telephone is lost and the recovery codes too. Only for the operator's command: for whoever keeps
    /// accounts, one asks ([`super::ask_renewal`]) and another confirms.
    SecondFactorToo,
}

/// An invitation that was made.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The account that it opens.
    pub account: AccountId,
    /// When it ends.
    pub ends_at: Instant,
    /// The path of the link, once, when it is to be handed over.
    pub path: Option<ShownOnce<String>>,
}

/// Invites a practitioner to choose a password, making the account when there is none. An earlier invitation that was not
/// taken up leads nowhere any more. This is also the way for a forgotten password: no secret is ever sent on request.
pub async fn invite(
    cx: &Cx,
    practitioner: PractitionerId,
    delivery: Delivery,
    renewal: Renewal,
    reason: &str,
) -> Result<Invitation, Problem> {
    let mut tx = cx.begin().await?;
    let (at, person) = staffed(cx, &mut tx, practitioner).await?;
    let email = person.fields.email.to_lowercase();
    if email.is_empty() {
        return Err(refused(cx, kernel::Refusal::new("no-address")));
    }
    let mut other = None;
    let account = match store::account_of(&mut tx, practitioner).await? {
        Some(account) if account.closed_at.is_some() => {
            return Err(refused(cx, kernel::Refusal::new("account-closed")));
        }
        Some(account) => {
            // To invite somebody who already has a password is to take a lock off: it is never done without a reason.
            if account.password_hash.is_some() && reason.trim().is_empty() {
                return Err(refused(cx, kernel::Refusal::new("reason-missing")));
            }
            if account.email != email && account.password_hash.is_some() {
                // Told where they are reached until now: another address may be somebody else's. It becomes theirs when
                // the link that goes there is used; until then they sign in by the old one.
                address_is_free(cx, &mut tx, &email).await?;
                tell_owner(cx, &mut tx, &account, |w| w.mail_other_address_text()).await?;
                other = Some(email.as_str());
                account
            } else if account.email != email {
                address_is_free(cx, &mut tx, &email).await?;
                tell_owner(cx, &mut tx, &account, |w| w.mail_renewed_text()).await?;
                store::set_email(&mut tx, account.id, &email).await?;
                Account { email: email.clone(), ..account }
            } else {
                account
            }
        }
        None => {
            address_is_free(cx, &mut tx, &email).await?;
            let id: AccountId = cx.new_id()?;
            let lang = first_language(&person.fields.languages);
            let new = store::New { id, of: practitioner, keeper: at, email: &email, lang };
            store::insert(&mut tx, &new, cx.now).await?;
            store::account(&mut tx, id).await?.ok_or(Problem::NotFound)?
        }
    };
    let has_second_factor = account.totp_confirmed_at.is_some();
    if renewal == Renewal::SecondFactorToo && has_second_factor && cx.actor.is_some() {
        return Err(refused(cx, kernel::Refusal::new("needs-two")));
    }
    let (id, invitation) = put(cx, &mut tx, &account, other, delivery).await?;
    if renewal == Renewal::SecondFactorToo && has_second_factor {
        let reason = reason.trim().to_owned();
        let (asked_at, ends_at) = (cx.now, invitation.ends_at);
        let asked = AskedRenewal { asked_by: None, asked_at, ends_at, reason, invitation: Some(id) };
        store::put_renewal(&mut tx, account.id, &asked).await?;
    }
    let mut event = deed(cx, &mut tx, at, practitioner, events::ACCOUNT_INVITED).await?;
    if !reason.trim().is_empty() {
        event = event.because(reason.trim());
    }
    let renews = renewal == Renewal::SecondFactorToo;
    let detail = serde_json::json!({"renews_second_factor": renews, "other_address": other.is_some()});
    tx.commit(event.with_detail(detail.to_string())).await?;
    Ok(invitation)
}

pub(super) async fn address_is_free(cx: &Cx, tx: &mut Tx, email: &str) -> Result<(), Problem> {
    match store::account_by_email(tx, email).await? {
        Some(_) => Err(refused(cx, kernel::Refusal::new("address-taken"))),
        None => Ok(()),
    }
}

/// How an invitation leaves: where a mail server is set, only by e-mail, for nobody but the person. Without one (and for the
/// operator's command) it may be shown, to be handed over.
pub(in super::super) fn delivery(cx: &Cx, wanted: Delivery) -> Delivery {
    match cx.app.config.mail.route {
        MailRoute::Smtp(_) if cx.actor.is_some() => Delivery::Mail,
        _ => wanted,
    }
}

/// Makes a link in the place of those before it, and lets it leave. Whatever renewal an earlier one carried is not carried
/// by this one. With another address than the account's, the link goes there, and nowhere else when somebody who is signed
/// in makes it: using it is what shows that the address is the person's.
pub(super) async fn put(
    cx: &Cx,
    tx: &mut Tx,
    account: &Account,
    other: Option<&str>,
    wanted: Delivery,
) -> Result<(uuid::Uuid, Invitation), Problem> {
    let delivery = if other.is_some() && cx.actor.is_some() { Delivery::Mail } else { delivery(cx, wanted) };
    let random: [u8; 32] = cx.random()?;
    let token: String = random.iter().map(|b| format!("{b:02x}")).collect();
    let ends_at = cx.now.plus(LASTS);
    let by = cx.actor.as_ref().map(|a| a.practitioner);
    let id = uuid_of(cx)?;
    let digest = token_digest(&token);
    let new = store::NewInvitation { id, account: account.id, digest, by, ends_at, email: other };
    store::put_invitation(tx, &new).await?;
    let path = format!("/invitation/{token}");
    let w = words::Words(account.lang);
    if delivery == Delivery::Mail {
        let texts = NoticeWords {
            subject: w.mail_invitation_subject(),
            text: w.mail_invitation_text(),
            closing: w.mail_closing(),
        };
        let to = (other.unwrap_or(&account.email), account.lang);
        send(cx, tx, to, texts, Notice { kind: "invitation", path: path.clone() }).await?;
    } else if account.password_hash.is_some() && other.is_none() {
        // Somebody else holds the link: the person learns of it, and can object.
        tell_owner(cx, tx, account, |w| w.mail_renewed_text()).await?;
    }
    let path = (delivery == Delivery::Shown).then(|| ShownOnce::new(path));
    Ok((id, Invitation { account: account.id, ends_at, path }))
}

async fn send(
    cx: &Cx,
    tx: &mut Tx,
    (to, lang): (&str, Lang),
    words: NoticeWords,
    notice: Notice,
) -> Result<(), Problem> {
    match Mail::notice(to, lang, words, &notice, &cx.app.config.public_url) {
        Ok(mail) => Ok(mail::enqueue(tx, cx.new_id()?, &mail).await?),
        Err(_) => Err(refused(cx, kernel::Refusal::new("no-address"))),
    }
}

/// The person, when whoever acts works where their account is kept; and that institution. The person's line is held, so
/// that nobody takes the keeping over meanwhile.
pub(super) async fn staffed(
    cx: &Cx,
    tx: &mut Tx,
    practitioner: PractitionerId,
) -> Result<(InstitutionId, directory::Practitioner), Problem> {
    let person = directory::practitioner(tx, practitioner).await?.ok_or(Problem::NotFound)?;
    directory::hold_practitioner(tx, practitioner).await?;
    let keeper = directory::keeper_of(tx, practitioner, cx.today()).await?;
    let at = match cx.actor.as_deref() {
        None => match keeper {
            Keeper::Is(at) | Keeper::MayBecome(at) => at,
            Keeper::Nobody => employer(cx, tx, practitioner).await?,
        },
        Some(actor) if actor.practitioner == practitioner => {
            return Err(refused(cx, kernel::Refusal::new("own-account")));
        }
        Some(actor) => {
            rules::keeps(keeper, actor.institution).map_err(|_| Problem::NotFound)?;
            actor.institution
        }
    };
    Ok((at, person))
}

/// For the operator's command, where no institution keeps the account: the first that employs the person today, if any.
async fn employer(cx: &Cx, tx: &mut Tx, of: PractitionerId) -> Result<InstitutionId, Problem> {
    let held = directory::appointments_of(tx, of).await?;
    let first = held.iter().filter(|h| h.is_in_force_on(cx.today())).min_by_key(|h| h.id);
    Ok(first.map_or(directory::INSTALLATION, |h| h.institution))
}

/// The event of a deed about an account, here and in the ledger of every other institution that employs the person today:
/// what they read there is concerned too.
pub(super) async fn deed(
    cx: &Cx,
    tx: &mut Tx,
    at: InstitutionId,
    practitioner: PractitionerId,
    kind: EventKind,
) -> Result<Event, Problem> {
    let subject = SubjectKind::PRACTITIONER.of(practitioner);
    let held = directory::appointments_of(tx, practitioner).await?;
    let by = match cx.actor.as_deref() {
        Some(actor) => By::Practitioner(actor.practitioner, None),
        None => By::System,
    };
    for other in directory::concerned(None, &held, cx.today(), at) {
        tx.note(Event::new(other, kind, subject, by, Ground::Administration));
    }
    match cx.actor {
        Some(_) => cx.event(kind, subject, None, Ground::Administration),
        None => Ok(cx.event_without_actor(at, kind, subject, Ground::Administration)),
    }
}

/// The first of a person's languages that we speak.
fn first_language(languages: &str) -> Lang {
    languages.split(',').find_map(|l| Lang::parse(l.trim())).unwrap_or_default()
}

fn uuid_of(cx: &Cx) -> Result<uuid::Uuid, Problem> {
    cx.new_id::<kernel::JobId>().map(|id| id.0)
}

pub(super) fn token_digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// An account that is opened without an invitation: demo, tests, synthetic data, the operator's command.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The hash of the password (see `password_hash`): one may serve many accounts of a demo.
    pub password_hash: String,
    /// The secret of the second factor, taken as confirmed.
    pub totp_secret: [u8; second_factor::SECRET_BYTES],
    /// The language.
    pub lang: Lang,
}

/// Opens an account at once. Never for somebody who is signed in: only commands do this.
pub async fn open_account(
    cx: &Cx,
    practitioner: PractitionerId,
    opening: Opening,
) -> Result<AccountId, Problem> {
    if cx.session.is_some() {
        return Err(Problem::NotFound);
    }
    let mut tx = cx.begin().await?;
    let person = directory::practitioner(&mut tx, practitioner).await?.ok_or(Problem::NotFound)?;
    let at = match directory::keeper_of(&mut tx, practitioner, cx.today()).await? {
        Keeper::Is(at) | Keeper::MayBecome(at) => at,
        Keeper::Nobody => employer(cx, &mut tx, practitioner).await?,
    };
    let id: AccountId = cx.new_id()?;
    let email = &person.fields.email.to_lowercase();
    let new = store::New { id, of: practitioner, keeper: at, email, lang: opening.lang };
    store::insert(&mut tx, &new, cx.now).await?;
    store::set_password(&mut tx, id, &opening.password_hash).await?;
    store::set_pending(&mut tx, id, &opening.totp_secret).await?;
    store::confirm_pending(&mut tx, id, &opening.totp_secret, 0, cx.now).await?;
    let subject = SubjectKind::PRACTITIONER.of(practitioner);
    tx.commit(cx.event_without_actor(at, events::ACCOUNT_OPENED, subject, Ground::Administration)).await?;
    Ok(id)
}
