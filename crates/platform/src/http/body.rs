// SPDX-License-Identifier: EUPL-1.2
//! Bodies: fields and files, read within limits and refused in words when they are not what they should be.

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use futures_util::StreamExt;

use crate::problem::Problem;

/// The largest body without files, in bytes. A very long report is 100 KB.
const FORM_LIMIT: usize = 2 * 1024 * 1024;
/// The most fields in one form.
const FIELDS_LIMIT: usize = 2_000;

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

pub(super) async fn read(headers: &HeaderMap, body: Body, upload_limit: usize) -> Result<Form, Problem> {
    let kind = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    if kind.starts_with("multipart/form-data") {
        let boundary = multer::parse_boundary(kind).map_err(|_| Problem::Unreadable)?;
        return multipart(boundary, body, upload_limit.max(FORM_LIMIT)).await;
    }
    if !kind.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Problem::Unreadable);
    }
    let bytes = collect(body, FORM_LIMIT).await?;
    Ok(Form { fields: pairs(&bytes)?, files: Vec::new() })
}

async fn collect(body: Body, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut stream = body.into_data_stream();
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

async fn multipart(boundary: String, body: Body, limit: usize) -> Result<Form, Problem> {
    let limits = multer::SizeLimit::new().whole_stream((limit + FORM_LIMIT) as u64).per_field(limit as u64);
    let constraints = multer::Constraints::new().size_limit(limits);
    let mut parts = multer::Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    let mut form = Form::default();
    let too_large = |e: multer::Error| match e {
        multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. } => {
            Problem::TooLarge
        }
        _ => Problem::Unreadable,
    };
    while let Some(part) = parts.next_field().await.map_err(too_large)? {
        if form.fields.len() + form.files.len() >= FIELDS_LIMIT {
            return Err(Problem::TooLarge);
        }
        let field = part.name().unwrap_or("").to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(too_large)?;
        match file_name {
            Some(name) => form.files.push(Upload { field, name, bytes: bytes.to_vec() }),
            None => {
                let value = String::from_utf8(bytes.to_vec()).map_err(|_| Problem::Unreadable)?;
                form.fields.push((field, value));
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

    #[test]
    fn what_is_not_text_is_refused_not_repaired() {
        assert!(matches!(pairs(b"nom=%FF%FE"), Err(Problem::Unreadable)));
    }
}
