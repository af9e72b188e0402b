// SPDX-License-Identifier: EUPL-1.2
//! What happens to every request before and after its handler: who asks, whether the route is open to them, whether the
//! form is one of ours, and what a failure becomes.

// The error of these functions is the answer itself, made once a request at most.
#![allow(clippy::result_large_err)]

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE, USER_AGENT,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use kernel::Lang;
use kernel::instant::Zone;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{App, Cx, Method, Reply, Request, Route, Who, body, redirect};
use crate::clock::Stopwatch;
use crate::db::{StoreError, Technical};
use crate::problem::Problem;
use crate::session;

/// Name of the cookie that holds the session's token.
const SESSION: &str = "maillage";
/// Behind https every cookie of ours begins with this: browsers then take it from nobody but this very host, over TLS, so
/// that a site beside ours cannot put one of its own in its place.
const HOST_ONLY: &str = "__Host-";

/// A cookie of ours.
fn cookie(is_https: bool, name: &str, value: &str, seconds: i64) -> String {
    let (prefix, secure) = if is_https { (HOST_ONLY, "; Secure") } else { ("", "") };
    format!("{prefix}{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}

pub(super) struct Incoming {
    pub path: String,
    pub params: HashMap<String, String>,
    pub query: String,
    pub headers: HeaderMap,
    pub client: String,
    pub body: Body,
}

pub(super) async fn answer(app: Arc<App>, route: &Route, incoming: Incoming) -> Reply {
    let watch = Stopwatch::start();
    let mut set_lang = None;
    let mut reply = match context(&app, route, incoming, &mut set_lang).await {
        Ok(cx) => run(route, cx).await,
        Err(early) => early,
    };
    finish(&app, &mut reply, set_lang);
    crate::metrics::count(route, reply.status().as_u16(), watch.elapsed());
    reply
}

/// Builds the context, or answers at once when the request may not go on.
async fn context(
    app: &Arc<App>,
    route: &Route,
    incoming: Incoming,
    set_lang: &mut Option<Lang>,
) -> Result<Cx, Reply> {
    let headers = &incoming.headers;
    let header = |name| headers.get(name).and_then(|v: &HeaderValue| v.to_str().ok()).unwrap_or("");
    let query = body::pairs(incoming.query.as_bytes());
    let mut request = Request {
        path: incoming.path,
        params: incoming.params,
        query: Vec::new(),
        form: super::Form::default(),
        cookies: cookies(header(COOKIE), app.config.is_https()),
        client: incoming.client,
        forwarded: headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded"),
        agent: header(USER_AGENT).to_owned(),
        reference: app.chance.uuid().map(|u| u.simple().to_string()[..12].to_owned()).unwrap_or_default(),
    };
    let asked = query
        .as_ref()
        .ok()
        .and_then(|q| q.iter().find(|(n, _)| n == "lang"))
        .and_then(|(_, v)| Lang::parse(v));
    *set_lang = asked;
    let kept = request.cookies.get("lang").and_then(|l| Lang::parse(l));
    let lang = asked.or(kept).or_else(|| Lang::negotiate(header(ACCEPT_LANGUAGE))).unwrap_or_default();
    let zone = Zone::named(&app.config.zone).unwrap_or_else(Zone::utc);
    let mut cx = Cx {
        app: app.clone(),
        actor: None,
        session: None,
        lang,
        zone,
        now: app.clock.now(),
        request: Arc::new(Request {
            reference: request.reference.clone(),
            path: request.path.clone(),
            ..Request::default()
        }),
        key: None,
    };
    request.query = match query {
        Ok(query) => query,
        Err(problem) => return Err(problem.page(&cx)),
    };
    let token = request.cookies.get(SESSION).cloned().unwrap_or_default();
    let is_post = route.method == Method::Post;
    if is_post && !origin_is_ours(header(ORIGIN), header(HOST), headers) {
        // Nothing of what another site sent is shown back: a button « send again » under it would be a trap.
        return Err(Problem::Forged.page(&cx));
    }
    let identified = identify(&mut cx, &token, asked.or(kept)).await;
    let mut form_problem = None;
    if is_post {
        match body::read(headers, incoming.body, files_taken(app, route, &cx)).await {
            Ok(form) => request.form = form,
            Err(problem) => form_problem = Some(problem),
        }
    }
    cx.request = Arc::new(request);
    if let Err(problem) = identified {
        return Err(problem.page(&cx));
    }
    open_to(route, &cx)?;
    if let Some(problem) = form_problem {
        return Err(problem.page(&cx));
    }
    if is_post {
        check_form(&mut cx)?;
    }
    Ok(cx)
}

/// Files are kept in memory for those who may send them; what others send is read past.
fn files_taken(app: &App, route: &Route, cx: &Cx) -> body::Files {
    match (route.uploads, &cx.actor) {
        (false, _) => body::Files::None,
        (true, Some(_)) => body::Files::Kept(app.config.upload_limit_bytes),
        (true, None) => body::Files::ReadPast(app.config.upload_limit_bytes),
    }
}

fn cookies(header: &str, is_https: bool) -> HashMap<String, String> {
    let prefix = if is_https { HOST_ONLY } else { "" };
    header
        .split(';')
        .filter_map(|pair| pair.split_once('='))
        .filter_map(|(name, value)| {
            Some((name.trim().strip_prefix(prefix)?.to_owned(), value.trim().to_owned()))
        })
        .collect()
}

/// A form of ours comes from a page of ours. Browsers say so themselves; what says nothing is not a browser.
fn origin_is_ours(origin: &str, host: &str, headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|v| v.to_str().ok()).unwrap_or("");
    if matches!(site, "cross-site" | "same-site") {
        return false;
    }
    origin.is_empty() || origin.split_once("://").is_some_and(|(_, rest)| rest == host)
}

async fn identify(cx: &mut Cx, token: &str, chosen: Option<Lang>) -> Result<(), Problem> {
    if token.is_empty() {
        return Ok(());
    }
    let idle = cx.app.config.session_idle_minutes * kernel::Instant::MINUTE;
    let mut conn = cx.read().await?;
    let Some(found) = session::by_token(&mut conn, token, cx.now, idle).await? else { return Ok(()) };
    drop(conn);
    if cx.now.since(found.seen_at) > kernel::Instant::MINUTE {
        let mut tx = cx.begin_technical().await?;
        session::touch(&mut tx, found.id, cx.now).await?;
        tx.commit_technical(Technical::Session).await?;
    }
    if found.second_factor_at.is_some()
        && let Some((actor, zone)) = cx.app.parts().identify.actor(&cx.app, &found).await?
    {
        cx.lang = chosen.unwrap_or(actor.lang);
        cx.zone = zone;
        cx.actor = Some(Arc::new(actor));
    }
    cx.session = Some(Arc::new(found));
    Ok(())
}

/// Whether the route is open to whoever asks. What is not theirs looks like what does not exist.
fn open_to(route: &Route, cx: &Cx) -> Result<(), Reply> {
    let sign_in = || {
        let back = crate::ui::with_query("/sign-in", [("to", cx.request.path.as_str())]);
        Err(redirect(back))
    };
    match route.who {
        Who::Anyone => Ok(()),
        Who::HalfSignedIn if cx.session.is_some() => Ok(()),
        Who::HalfSignedIn => sign_in(),
        Who::SignedIn | Who::Seat if cx.actor.is_some() => Ok(()),
        Who::Holders(kinds) if cx.actor.is_some() => {
            let holds = |actor: &kernel::Actor| kinds.iter().any(|k| actor.holds(*k));
            if cx.actor.as_deref().is_some_and(holds) { Ok(()) } else { Err(Problem::NotFound.page(cx)) }
        }
        Who::SignedIn | Who::Seat | Who::Holders(_) if route.method == Method::Post => {
            // The session ended while they were writing: what they wrote is shown, to be copied and sent again.
            Err(Problem::Forged.page(cx))
        }
        Who::SignedIn | Who::Seat | Who::Holders(_) => sign_in(),
    }
}

fn check_form(cx: &mut Cx) -> Result<(), Reply> {
    let session_agrees = match &cx.session {
        Some(session) => cx.form().raw("_csrf") == session.csrf,
        None => true,
    };
    let key = Uuid::parse_str(cx.form().raw("_key"));
    match key {
        Ok(key) if session_agrees => {
            // The key counts for this person, this page, these words and these files: nobody can use up another's, and
            // what was edited after going back is sent anew instead of being taken for a repetition.
            let who = cx.session.as_ref().map(|s| s.id.0.into_bytes()).unwrap_or_default();
            let mut digest = Sha256::new().chain_update(key).chain_update(who).chain_update(&cx.request.path);
            let mut add = |part: &[u8]| {
                digest.update((part.len() as u64).to_be_bytes());
                digest.update(part);
            };
            for (name, value) in cx.form().fields().chain(query_of(cx)) {
                add(name.as_bytes());
                add(value.as_bytes());
            }
            for file in cx.form().all_files() {
                add(file.field.as_bytes());
                add(file.name.as_bytes());
                add(&file.bytes);
            }
            let digest = digest.finalize();
            let mut bytes = [0; 16];
            bytes.copy_from_slice(&digest[..16]);
            cx.key = Some(uuid::Builder::from_custom_bytes(bytes).into_uuid());
            Ok(())
        }
        _ => Err(Problem::Forged.page(cx)),
    }
}

fn query_of(cx: &Cx) -> impl Iterator<Item = (&str, &str)> {
    cx.request.query.iter().map(|(name, value)| (name.as_str(), value.as_str()))
}

async fn run(route: &Route, cx: Cx) -> Reply {
    // Apart from the connection: a browser that goes away does not stop a write half-way, and a fault in one handler
    // stops nothing else.
    let mut handled = tokio::spawn((route.handler)(cx.clone())).await;
    if let Ok(Err(Problem::Store(StoreError::Changed | StoreError::Unique(_)))) = handled {
        // Between looking and writing, somebody else wrote the same thing, and what this handler wrote is undone. Looking
        // again it sees theirs, and can show both texts or say which rule stands in the way.
        handled = tokio::spawn((route.handler)(cx.clone())).await;
    }
    match handled {
        Ok(Ok(reply)) => reply,
        Ok(Err(Problem::Store(StoreError::Replayed(before)))) => {
            redirect(cx.app.page_of_kind(&before.kind, before.id).unwrap_or_else(|| "/".to_owned()))
        }
        Ok(Err(Problem::SignIn)) => redirect("/sign-in"),
        Ok(Err(problem)) => problem.page(&cx),
        Err(_) => Problem::fault("a handler panicked").page(&cx),
    }
}

fn finish(app: &App, reply: &mut Reply, set_lang: Option<Lang>) {
    let headers = reply.headers_mut();
    let mut set = |name: &'static str, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "same-origin");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set("permissions-policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()");
    if app.config.is_https() {
        set("strict-transport-security", "max-age=31536000; includeSubDomains");
    }
    // Public pages too: a shared computer must not give back what was typed.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Some(lang) = set_lang
        && let Ok(value) =
            HeaderValue::from_str(&cookie(app.config.is_https(), "lang", lang.code(), 31_536_000))
    {
        headers.append(SET_COOKIE, value);
    }
    if reply.status() == StatusCode::SEE_OTHER && !reply.headers().contains_key(LOCATION) {
        reply.headers_mut().insert(LOCATION, HeaderValue::from_static("/"));
    }
}

/// The session a reply starts: sets its cookie.
pub fn with_session(app: &App, reply: Reply, token: &str) -> Reply {
    with_cookie(app, reply, SESSION, token, app.config.session_hours * 3_600)
}

/// The session a reply ends: takes the cookie back, and what the browser kept.
pub fn without_session(app: &App, reply: Reply) -> Reply {
    let mut reply = with_cookie(app, reply, SESSION, "", 0);
    reply.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    reply
}

/// Takes back everything that this browser holds of ours, except the language: what somebody leaves in haste must not be
/// there for whoever comes next to the same screen.
pub fn without_traces(cx: &Cx, reply: Reply) -> Reply {
    let plain = |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let mut held: Vec<&String> = cx.request.cookies.keys().collect();
    held.retain(|name| *name != "lang" && *name != SESSION && plain(name));
    held.sort();
    let reply = held.into_iter().fold(reply, |reply, name| with_cookie(&cx.app, reply, name, "", 0));
    without_session(&cx.app, reply)
}

/// A small cookie of a public page (the draft of a report), for this browser only.
pub fn with_cookie(app: &App, mut reply: Reply, name: &str, value: &str, seconds: i64) -> Reply {
    if let Ok(value) = HeaderValue::from_str(&cookie(app.config.is_https(), name, value, seconds)) {
        reply.headers_mut().append(SET_COOKIE, value);
    }
    reply
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_https_a_cookie_comes_from_this_very_host_or_counts_for_nothing() {
        let ours = cookie(true, "report", "abc", 60);
        assert_eq!(ours, "__Host-report=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure");
        let seen = cookies("report=planted; __Host-report=ours; lang=nl", true);
        assert_eq!(seen, HashMap::from([("report".to_owned(), "ours".to_owned())]));
        assert!(!cookie(false, "report", "abc", 60).contains("Secure"));
        assert_eq!(cookies("report=ours", false)["report"], "ours");
    }

    #[test]
    fn a_form_comes_from_a_page_of_ours() {
        let site = |value: &'static str| {
            HeaderMap::from_iter([(
                axum::http::HeaderName::from_static("sec-fetch-site"),
                HeaderValue::from_static(value),
            )])
        };
        let host = "maillage.example.org";
        for (origin, headers, expected) in [
            ("https://maillage.example.org", site("same-origin"), true),
            ("https://maillage.example.org", HeaderMap::new(), true),
            ("", HeaderMap::new(), true),
            ("https://maillage.example.org:8443", HeaderMap::new(), false),
            ("https://evil.example", HeaderMap::new(), false),
            ("https://evil.example/maillage.example.org", HeaderMap::new(), false),
            ("null", HeaderMap::new(), false),
            ("", site("cross-site"), false),
            // A neighbour under the same domain is another site too.
            ("https://maillage.example.org", site("same-site"), false),
        ] {
            assert_eq!(origin_is_ours(origin, host, &headers), expected, "{origin} {headers:?}");
        }
    }
}
