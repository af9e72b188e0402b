// SPDX-License-Identifier: EUPL-1.2
//! A browser for tests: keeps cookies, fills in the hidden fields of forms, follows nothing by itself.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use platform::http::App;
use platform::session;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One browser: one person at one computer.
pub struct Browser {
    app: Arc<App>,
    address: SocketAddr,
    cookies: Mutex<BTreeMap<String, String>>,
    claims: Mutex<String>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Page {
    /// The status code.
    pub status: u16,
    /// Where one is sent, for a redirection.
    pub location: String,
    /// All headers, names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body as text.
    pub body: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Page {
    /// Whether the body holds a text, as HTML writes it.
    pub fn has(&self, text: &str) -> bool {
        self.body.contains(text)
    }

    /// A header; the empty text when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }
}

impl Browser {
    pub(super) fn new(app: Arc<App>, address: SocketAddr) -> Browser {
        Browser { app, address, cookies: Mutex::default(), claims: Mutex::default() }
    }

    /// The same browser, with what it keeps, at the address of another copy of the server.
    pub fn at(&self, address: SocketAddr) -> Browser {
        let kept = self.cookies.lock().expect("no test failed while it held them").clone();
        let claims = self.claims.lock().expect("no test failed while it held them").clone();
        Browser { app: self.app.clone(), address, cookies: Mutex::new(kept), claims: Mutex::new(claims) }
    }

    /// Keeps a cookie.
    pub fn keep_cookie(&self, name: &str, value: &str) {
        self.cookies
            .lock()
            .expect("no test failed while it held them")
            .insert(name.to_owned(), value.to_owned());
    }

    /// All cookies.
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.lock().expect("no test failed while it held them").clone()
    }

    /// Sends another header line with every request from now on; none for the empty text.
    pub fn claim(&self, line: &str) {
        *self.claims.lock().expect("no test failed while it held them") = line.to_owned();
    }

    /// A cookie; the empty text when it is not there.
    pub fn cookie(&self, name: &str) -> String {
        self.cookies.lock().expect("no test failed while it held them").get(name).cloned().unwrap_or_default()
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Page {
        self.send("GET", path, "", Vec::new()).await
    }

    /// Sends a form. The key and the session's mark are filled in when they are not given.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let hidden = self.hidden(fields).await;
        let all = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).chain(fields.iter().copied());
        let body: Vec<String> = all.map(|(n, v)| format!("{}={}", encoded(n), encoded(v))).collect();
        self.send("POST", path, "application/x-www-form-urlencoded", body.join("&").into_bytes()).await
    }

    /// Sends a form with a file.
    pub async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        field: &str,
        name: &str,
        bytes: &[u8],
    ) -> Page {
        let hidden = self.hidden(fields).await;
        let boundary = "the-end-of-a-part";
        let mut body = Vec::new();
        for (n, v) in hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).chain(fields.iter().copied()) {
            let part = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{n}\"\r\n\r\n{v}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        self.send("POST", path, &format!("multipart/form-data; boundary={boundary}"), body).await
    }

    async fn hidden(&self, given: &[(&str, &str)]) -> Vec<(String, String)> {
        let has = |name: &str| given.iter().any(|(n, _)| *n == name);
        let mut out = Vec::new();
        if !has("_key") {
            let key = self.app.chance.uuid().expect("chance").simple().to_string();
            out.push(("_key".to_owned(), key));
        }
        let token = self.cookie("maillage");
        if !has("_csrf") && !token.is_empty() {
            let mut conn = self.app.db.read().await.expect("a connection");
            let found = session::by_token(&mut conn, &token, self.app.clock.now(), i64::MAX / 2).await;
            if let Some(session) = found.expect("a reading") {
                out.push(("_csrf".to_owned(), session.csrf));
            }
        }
        out
    }

    /// Sends a request as it is given.
    pub async fn send(&self, method: &str, path: &str, kind: &str, body: Vec<u8>) -> Page {
        let mut stream = TcpStream::connect(self.address).await.expect("the server answers");
        let cookies: Vec<String> = self
            .cookies
            .lock()
            .expect("no test failed while it held them")
            .iter()
            .map(|(n, v)| format!("{n}={v}"))
            .collect();
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        let claim = self.claims.lock().expect("no test failed while it held them").clone();
        if !claim.is_empty() {
            head.push_str(&format!("{claim}\r\n"));
        }
        if !cookies.is_empty() {
            head.push_str(&format!("Cookie: {}\r\n", cookies.join("; ")));
        }
        if method != "GET" {
            head.push_str(&format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).await.expect("the request leaves");
        // A server that refuses a large body may close before it has read it all: what it answered is what counts.
        let _ = stream.write_all(&body).await;
        let mut raw = Vec::new();
        let _ = stream.read_to_end(&mut raw).await;
        self.read(&raw)
    }

    fn read(&self, raw: &[u8]) -> Page {
        let end = raw.windows(4).position(|w| w == b"\r\n\r\n").expect("an answer with headers");
        let head = String::from_utf8_lossy(&raw[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|l| l.split(' ').nth(1)).and_then(|s| s.parse().ok()).unwrap_or(0);
        let headers: Vec<(String, String)> = lines
            .filter_map(|l| l.split_once(':'))
            .map(|(n, v)| (n.trim().to_ascii_lowercase(), v.trim().to_owned()))
            .collect();
        let mut bytes = raw[end + 4..].to_vec();
        if headers.iter().any(|(n, v)| n == "transfer-encoding" && v.contains("chunked")) {
            bytes = unchunked(&bytes);
        }
        for (_, value) in headers.iter().filter(|(n, _)| n == "set-cookie") {
            let pair = value.split(';').next().unwrap_or("");
            if let Some((name, value)) = pair.split_once('=') {
                let mut cookies = self.cookies.lock().expect("no test failed while it held them");
                if value.is_empty() {
                    cookies.remove(name);
                } else {
                    cookies.insert(name.to_owned(), value.to_owned());
                }
            }
        }
        let location =
            headers.iter().find(|(n, _)| n == "location").map(|(_, v)| v.clone()).unwrap_or_default();
        Page { status, location, headers, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(at) = rest.windows(2).position(|w| w == b"\r\n") {
        let size = String::from_utf8_lossy(&rest[..at]).trim().to_owned();
        let size = usize::from_str_radix(&size, 16).unwrap_or(0);
        if size == 0 || rest.len() < at + 2 + size {
            break;
        }
        out.extend_from_slice(&rest[at + 2..at + 2 + size]);
        rest = rest.get(at + 2 + size + 2..).unwrap_or(&[]);
    }
    out
}

/// A text as forms and addresses write it.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(b).to_string(),
            _ => format!("%{b:02X}"),
        })
        .collect()
}
