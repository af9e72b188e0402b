// SPDX-License-Identifier: EUPL-1.2
//! Bodies: fields and files, read within limits and refused in words when they are not what they should be.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use futures_util::{Stream, StreamExt, stream};
use tokio::time::timeout;

use crate::problem::Problem;

/// The largest body without files, in bytes. A very long report is 100 KB.
const FORM_LIMIT: usize = 2 * 1024 * 1024;
/// The most fields in one form.
const FIELDS_LIMIT: usize = 2_000;
/// So long may a sender be silent: a telephone between two masts, not somebody who holds the line.
const SILENCE: Duration = Duration::from_secs(30);
/// So long may a body take in all: the largest file over a poor line.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// A file as it was sent. Nothing about it is believed: not its name, not its type.
pub struct Upload {
    /// The field.
    pub field: String,
    /// The name the sender gave.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// The fields and files of a POST, in the order in which they were sent.
#[derive(Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    files: Vec<Upload>,
}

impl Form {
    /// A form from fields: drafts, tests, stories.
    pub fn from_fields(fields: Vec<(String, String)>) -> Form {
        Form { fields, files: Vec::new() }
    }

    /// The value of a field, as typed; empty when it was not sent.
    pub fn raw(&self, name: &str) -> &str {
        self.fields.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }

    /// The value of a field, cleaned of what cannot be seen (see [`kernel::text::clean`]).
    pub fn text(&self, name: &str) -> String {
        kernel::text::clean(self.raw(name))
    }

    /// The value of a field meant for one line, cleaned.
    pub fn line(&self, name: &str) -> String {
        kernel::text::clean_line(self.raw(name))
    }

    /// All values of a field: ticked boxes, repeated rows.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.fields.iter().filter(|(n, _)| n == name).map(|(_, v)| v.as_str()).collect()
    }

    /// Whether a field was sent at all.
    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(n, _)| n == name)
    }

    /// Whether nothing was sent.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.files.is_empty()
    }

    /// The fields, without the platform's own (`_key`, `_csrf`…).
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().filter(|(n, _)| !n.starts_with('_')).map(|(n, v)| (n.as_str(), v.as_str()))
    }

    /// All files, in the order in which they were sent.
    pub(super) fn all_files(&self) -> impl Iterator<Item = &Upload> {
        self.files.iter()
    }

    /// Files sent in a field, those that hold anything.
    pub fn files(&self, field: &str) -> impl Iterator<Item = &Upload> {
        self.files.iter().filter(move |f| f.field == field && !f.bytes.is_empty())
    }
}

/// Reads `a=1&b=2`; text that is not UTF-8 is refused, not repaired: a repaired name is another name.
pub(super) fn pairs(raw: &[u8]) -> Result<Vec<(String, String)>, Problem> {
    let decode = |part: &[u8]| -> Result<String, Problem> {
        let mut out = Vec::with_capacity(part.len());
        let mut i = 0;
        while i < part.len() {
            match part[i] {
                b'+' => out.push(b' '),
                b'%' => {
                    let hex = part.get(i + 1..i + 3).and_then(|h| std::str::from_utf8(h).ok());
                    match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
                        Some(byte) => {
                            out.push(byte);
                            i += 2;
                        }
                        None => out.push(b'%'),
                    }
                }
                byte => out.push(byte),
            }
            i += 1;
        }
        String::from_utf8(out).map_err(|_| Problem::Unreadable)
    };
    let mut out = Vec::new();
    for pair in raw.split(|b| *b == b'&').filter(|p| !p.is_empty()) {
        if out.len() == FIELDS_LIMIT {
            return Err(Problem::TooLarge);
        }
        let at = pair.iter().position(|b| *b == b'=').unwrap_or(pair.len());
        out.push((decode(&pair[..at])?, decode(pair.get(at + 1..).unwrap_or(b""))?));
    }
    Ok(out)
}

/// What becomes of the files in a form.
#[derive(Clone, Copy)]
pub(super) enum Files {
    /// The page takes none: a form is small.
    None,
    /// They are kept, each up to so many bytes.
    Kept(usize),
    /// The page takes some, but not from whoever asks: the fields are read, so that no text is lost, and the files, up to
    /// so many bytes, are not held in memory.
    ReadPast(usize),
}

pub(super) async fn read(headers: &HeaderMap, body: Body, files: Files) -> Result<Form, Problem> {
    let kind = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let read = async {
        if kind.starts_with("multipart/form-data") {
            let boundary = multer::parse_boundary(kind).map_err(|_| Problem::Unreadable)?;
            return multipart(boundary, body, files).await;
        }
        if !kind.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Problem::Unreadable);
        }
        let bytes = collect(body, FORM_LIMIT).await?;
        Ok(Form { fields: pairs(&bytes)?, files: Vec::new() })
    };
    timeout(LONGEST, read).await.unwrap_or(Err(Problem::Unreadable))
}

/// The parts of a body as they come, from somebody who keeps sending.
fn parts(body: Body) -> impl Stream<Item = std::io::Result<Bytes>> {
    stream::unfold(body.into_data_stream(), |mut body| async {
        let part = match timeout(SILENCE, body.next()).await {
            Ok(part) => part?.map_err(std::io::Error::other),
            Err(_) => Err(std::io::ErrorKind::TimedOut.into()),
        };
        Some((part, body))
    })
}

async fn collect(body: Body, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut stream = std::pin::pin!(parts(body));
    let mut out = Vec::new();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| Problem::Unreadable)?;
        if out.len() + chunk.len() > limit {
            return Err(Problem::TooLarge);
        }
        out.extend_from_slice(&chunk);
    }
    Ok(out)
}

async fn multipart(boundary: String, body: Body, files: Files) -> Result<Form, Problem> {
    let limit = match files {
        Files::None => FORM_LIMIT,
        Files::Kept(limit) | Files::ReadPast(limit) => limit.max(FORM_LIMIT),
    };
    let limits = multer::SizeLimit::new().whole_stream((limit + FORM_LIMIT) as u64).per_field(limit as u64);
    let constraints = multer::Constraints::new().size_limit(limits);
    let mut sent = multer::Multipart::with_constraints(parts(body), boundary, constraints);
    let mut form = Form::default();
    let too_large = |e: multer::Error| match e {
        multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. } => {
            Problem::TooLarge
        }
        _ => Problem::Unreadable,
    };
    let mut text = 0;
    while let Some(mut part) = sent.next_field().await.map_err(too_large)? {
        if form.fields.len() + form.files.len() >= FIELDS_LIMIT {
            return Err(Problem::TooLarge);
        }
        let field = part.name().unwrap_or("").to_owned();
        match part.file_name().map(str::to_owned) {
            Some(name) => {
                let mut bytes = Vec::new();
                while let Some(chunk) = part.chunk().await.map_err(too_large)? {
                    if !matches!(files, Files::ReadPast(_)) {
                        bytes.extend_from_slice(&chunk);
                    }
                }
                form.files.push(Upload { field, name, bytes });
            }
            None => {
                let mut bytes = Vec::new();
                while let Some(chunk) = part.chunk().await.map_err(too_large)? {
                    text += chunk.len();
                    // A text as large as a file is none.
                    if text > FORM_LIMIT {
                        return Err(Problem::TooLarge);
                    }
                    bytes.extend_from_slice(&chunk);
                }
                form.fields.push((field, String::from_utf8(bytes).map_err(|_| Problem::Unreadable)?));
            }
        }
    }
    Ok(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_as_browsers_write_them() {
        let pairs = pairs(b"a=1+2&nom=L%C3%A9onie&&b&c=%zz&a=3").unwrap();
        let form = Form { fields: pairs, files: vec![] };
        assert_eq!(form.all("a"), ["1 2", "3"]);
        assert_eq!(form.raw("nom"), "Léonie");
        assert_eq!((form.raw("b"), form.raw("c"), form.raw("absent")), ("", "%zz", ""));
        assert!(form.has("b") && !form.has("absent"));
    }

    async fn sent(files: Files) -> Form {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, "multipart/form-data; boundary=end".parse().unwrap());
        let part = |head: &str, body: &str| {
            format!("--end\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
        };
        let text = part("name=\"file\"; filename=\"a.txt\"", &"x".repeat(10_000))
            + &part("name=\"note\"", "vu le 3")
            + "--end--\r\n";
        read(&headers, Body::from(text), files).await.unwrap()
    }

    #[test]
    fn a_file_of_somebody_who_may_not_send_one_is_not_held_and_their_text_is_not_lost() {
        crate::testing::run(async {
            let kept = sent(Files::Kept(20_000)).await;
            assert_eq!((kept.files("file").count(), kept.raw("note")), (1, "vu le 3"));
            let past = sent(Files::ReadPast(20_000)).await;
            assert_eq!((past.files("file").count(), past.raw("note")), (0, "vu le 3"));
            assert!(past.all_files().all(|f| f.bytes.is_empty()));
        });
    }

    #[test]
    fn what_is_not_text_is_refused_not_repaired() {
        assert!(matches!(pairs(b"nom=%FF%FE"), Err(Problem::Unreadable)));
    }
}
