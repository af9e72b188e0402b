// SPDX-License-Identifier: EUPL-1.2
//! Replies.

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, Response, StatusCode};
use maud::Markup;

/// A reply.
pub type Reply = Response<Body>;

fn reply(status: StatusCode, mime: &'static str, body: impl Into<Body>) -> Reply {
    let mut reply = Response::new(body.into());
    *reply.status_mut() = status;
    reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(mime));
    reply
}

/// A page.
pub fn html(status: StatusCode, markup: Markup) -> Reply {
    reply(status, "text/html; charset=utf-8", markup.into_string())
}

/// Text for machines and terminals.
pub fn text(body: impl Into<String>) -> Reply {
    reply(StatusCode::OK, "text/plain; charset=utf-8", body.into())
}

/// JSON.
pub fn json(value: &serde_json::Value) -> Reply {
    reply(StatusCode::OK, "application/json", value.to_string())
}

/// Whether an address is a path of ours: one that begins with anything but one slash would lead elsewhere, and browsers read
/// a backslash as a slash and pass over tabs and line ends.
fn is_ours(to: &str) -> bool {
    to.starts_with('/') && !to.starts_with("//") && !to.contains('\\') && !to.contains(char::is_control)
}

/// Sends elsewhere after a deed (303).
pub fn redirect(to: impl AsRef<str>) -> Reply {
    let mut reply = reply(StatusCode::SEE_OTHER, "text/plain; charset=utf-8", "");
    let to = to.as_ref();
    let ours = is_ours(to);
    let to = HeaderValue::from_str(if ours { to } else { "/" }).unwrap_or(HeaderValue::from_static("/"));
    reply.headers_mut().insert(LOCATION, to);
    reply
}

/// A file to keep, under a name of ours.
pub fn attachment(mime: &str, name: &str, body: impl Into<Body>) -> Reply {
    file("attachment", mime, name, body)
}

/// A file to look at in the browser, shut in a sandbox by its own content policy.
pub fn inline(mime: &str, name: &str, body: impl Into<Body>) -> Reply {
    file("inline", mime, name, body)
}

fn file(how: &str, mime: &str, name: &str, body: impl Into<Body>) -> Reply {
    let mut reply = reply(StatusCode::OK, "application/octet-stream", body);
    let headers = reply.headers_mut();
    if let Ok(mime) = HeaderValue::from_str(mime) {
        headers.insert(CONTENT_TYPE, mime);
    }
    let ascii: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
    let encoded: String = name
        .bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"._-".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect();
    let disposition = format!("{how}; filename=\"{ascii}\"; filename*=UTF-8''{encoded}");
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    headers.insert(
        "content-security-policy",
        HeaderValue::from_static(
            "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'; \
             sandbox",
        ),
    );
    reply
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_sent_to_our_own_paths_only() {
        for (to, expected) in [
            ("/cases/1?done=kept#notes", "/cases/1?done=kept#notes"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("/\t/evil.example", "/"),
            ("/a\r\nset-cookie: a=b", "/"),
            ("https://evil.example", "/"),
            ("javascript:alert(1)", "/"),
            ("", "/"),
        ] {
            assert_eq!(redirect(to).headers()[LOCATION], expected, "{to:?}");
        }
    }
}
