// SPDX-License-Identifier: EUPL-1.2
//! Reading pages as a person would: which fields a form sends along, where links lead.

/// The hidden fields of the first form on a page that posts to a path, to be sent along.
pub fn hidden_fields(page: &str, action: &str) -> Option<Vec<(String, String)>> {
    let form = page.split("<form").skip(1).find(|f| attribute(f, "action").as_deref() == Some(action))?;
    let form = form.split("</form>").next()?;
    let inputs = form.split("<input").skip(1).filter(|i| attribute(i, "type").as_deref() == Some("hidden"));
    Some(
        inputs
            .filter_map(|i| Some((attribute(i, "name")?, attribute(i, "value").unwrap_or_default())))
            .collect(),
    )
}

/// The value of an attribute of the tag that a text begins in.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = tag.split('>').next()?;
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = tag[start..].split('"').next()?;
    Some(value.replace("&amp;", "&").replace("&quot;", "\"").replace("&#39;", "'"))
}

/// The ids of things whose page begins with a path, in the order of the page, each once.
pub fn ids(page: &str, path: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for rest in page.split(&format!("href=\"{path}")).skip(1) {
        let id: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
        let ends = rest[id.len()..].starts_with('"');
        if id.len() == 32 && ends && !out.contains(&id) {
            out.push(id);
        }
    }
    out
}

/// Where the next page of a list is.
pub fn next(page: &str) -> Option<String> {
    let tag = page.split("<a").skip(1).find(|tag| attribute(tag, "rel").as_deref() == Some("next"))?;
    attribute(tag, "href")
}

/// A form in the encoding of browsers.
pub fn encoded(fields: &[(String, String)]) -> String {
    let mut out = String::new();
    for (name, value) in fields {
        if !out.is_empty() {
            out.push('&');
        }
        encode(&mut out, name);
        out.push('=');
        encode(&mut out, value);
    }
    out
}

/// A value as it stands in an address or a form.
pub fn encode(out: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_far_as_needed() {
        let id = "0199a0b1c2d37e8f9a0b1c2d3e4f5061";
        let page = format!(
            "<form method=\"post\" action=\"/sign-out\"><input type=\"hidden\" name=\"_key\" value=\"a&amp;b\"></form>\
             <form method=\"post\" action=\"/x\"><input type=\"hidden\" name=\"_csrf\" value=\"c\"><input name=\"q\"></form>\
             <a href=\"/cases/{id}\">x</a> <a href=\"/cases/{id}\">y</a> <a href=\"/cases/{id}/notes\">z</a>\
             <a href=\"/cases?after=1&amp;state=open\" rel=\"next\">n</a>"
        );
        assert_eq!(hidden_fields(&page, "/sign-out").unwrap(), [("_key".to_owned(), "a&b".to_owned())]);
        assert_eq!(hidden_fields(&page, "/x").unwrap(), [("_csrf".to_owned(), "c".to_owned())]);
        assert_eq!(hidden_fields(&page, "/y"), None);
        assert_eq!(ids(&page, "/cases/"), [id]);
        assert_eq!(next(&page).as_deref(), Some("/cases?after=1&state=open"));
        assert_eq!(encoded(&[("a".into(), "é b&".into())]), "a=%C3%A9+b%26");
    }
}
