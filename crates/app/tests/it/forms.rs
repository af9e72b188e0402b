// SPDX-License-Identifier: EUPL-1.2
//! Just enough of a browser to find the links and the forms of our own pages: well-formed, quoted, one way of writing.

/// A field as the page gives it, and how a hostile visitor may fill it in.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub value: String,
    /// Typed by hand: anything may stand in it.
    pub is_text: bool,
}

/// A form that changes something.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub fields: Vec<Field>,
    /// The field of a file, when it takes one.
    pub file: Option<String>,
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let end = tag[at..].find('"')?;
    Some(plain(&tag[at..at + end]))
}

fn is_there(tag: &str, name: &str) -> bool {
    tag.split_whitespace().any(|part| part.trim_end_matches('>') == name)
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Tags with a name, each with what follows it.
fn tags<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    html.match_indices('<').filter_map(move |(at, _)| {
        let rest = &html[at + 1..];
        let after = rest.strip_prefix(name)?;
        if !after.starts_with([' ', '>']) {
            return None;
        }
        let end = rest.find('>')?;
        Some((&rest[..=end], &rest[end + 1..]))
    })
}

impl Form {
    /// The form as a browser sends it: the kind of its body, and the body. `file` is what goes into its field of a file.
    pub fn sent(&self, file: (&str, &[u8])) -> (&'static str, Vec<u8>) {
        let Some(of_file) = &self.file else {
            let pairs: Vec<String> =
                self.fields.iter().map(|f| format!("{}={}", encoded(&f.name), encoded(&f.value))).collect();
            return ("application/x-www-form-urlencoded", pairs.join("&").into_bytes());
        };
        let mut body = Vec::new();
        for f in &self.fields {
            let part = format!(
                "--edge\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n{}\r\n",
                f.name, f.value
            );
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"{of_file}\"; filename=\"{}\"\r\n\
             Content-Type: application/pdf\r\n\r\n",
            file.0
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file.1);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        ("multipart/form-data; boundary=edge", body)
    }

    /// Puts a value in a field, which is added when it is not there.
    pub fn put(&mut self, name: &str, value: &str) {
        self.fields.retain(|f| f.name != name);
        self.fields.push(Field { name: name.to_owned(), value: value.to_owned(), is_text: false });
    }
}

/// A text as it stands in an address or a form.
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// An address with every id taken out, and only the names of its query.
pub fn kind_of(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let is_id = |part: &str| part.len() >= 32 && part.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    let parts: Vec<&str> = path.split('/').map(|p| if is_id(p) { "{}" } else { p }).collect();
    let mut names: Vec<&str> = query.split('&').filter_map(|p| p.split('=').next()).collect();
    names.sort_unstable();
    format!("{}?{}", parts.join("/"), names.join("&"))
}

/// Whether an address is one of a route: the same but for what stands in braces.
pub fn is_of(path: &str, route: &str) -> bool {
    let path = path.split('?').next().unwrap_or("");
    let (path, route): (Vec<&str>, Vec<&str>) = (path.split('/').collect(), route.split('/').collect());
    path.len() == route.len() && path.iter().zip(&route).all(|(k, r)| k == r || r.starts_with('{'))
}

/// Where the links of a page lead, within the product.
pub fn links(html: &str) -> Vec<String> {
    tags(html, "a")
        .filter_map(|(tag, _)| attribute(tag, "href"))
        .map(|href| href.split('#').next().unwrap_or("").to_owned())
        .filter(|href| href.starts_with('/') && !href.starts_with("//") && !href.contains("lang="))
        .collect()
}

/// The forms of a page that are sent by POST, filled in by somebody hostile: `typed` in every field for words, the last
/// choice offered everywhere else, every box ticked, today's date.
pub fn forms(html: &str, typed: &str, today: (i16, u8, u8)) -> Vec<Form> {
    let mut out = Vec::new();
    for (tag, rest) in
        tags(html, "form").filter(|(tag, _)| attribute(tag, "method").as_deref() == Some("post"))
    {
        let Some(body) = rest.find("</form>").map(|end| &rest[..end]) else { continue };
        let Some(action) = attribute(tag, "action") else { continue };
        let file = tags(body, "input")
            .find(|(tag, _)| attribute(tag, "type").as_deref() == Some("file"))
            .and_then(|(tag, _)| attribute(tag, "name"));
        let form = Form { action, fields: fields(body, typed, today), file };
        // A button that sends the same fields elsewhere, with a word of its own.
        for (tag, _) in tags(body, "button") {
            let Some(action) = attribute(tag, "formaction") else { continue };
            let mut form = Form { action, ..form.clone() };
            if let Some(name) = attribute(tag, "name") {
                form.put(&name, &attribute(tag, "value").unwrap_or_default());
            }
            out.push(form);
        }
        out.push(form);
    }
    out
}

fn fields(body: &str, typed: &str, (year, month, day): (i16, u8, u8)) -> Vec<Field> {
    let mut out: Vec<Field> = Vec::new();
    for (tag, _) in tags(body, "input") {
        let Some(name) = attribute(tag, "name") else { continue };
        let value = attribute(tag, "value").unwrap_or_default();
        let (value, is_text) = match attribute(tag, "type").as_deref().unwrap_or("text") {
            "file" | "submit" | "image" => continue,
            "hidden" => (value, false),
            "checkbox" => (if value.is_empty() { "on".to_owned() } else { value }, false),
            "radio" => {
                // Of several the last one counts, as if it had been clicked last.
                out.retain(|f| f.name != name);
                (value, false)
            }
            _ if name.ends_with("-day") => (day.to_string(), false),
            _ if name.ends_with("-month") => (month.to_string(), false),
            _ if name.ends_with("-year") => (year.to_string(), false),
            "number" | "time" | "date" => (value, false),
            _ if is_there(tag, "readonly") => (value, false),
            _ => (typed.to_owned(), true),
        };
        out.push(Field { name, value, is_text });
    }
    for (tag, _) in tags(body, "textarea") {
        let Some(name) = attribute(tag, "name") else { continue };
        out.push(Field { name, value: typed.to_owned(), is_text: true });
    }
    for (tag, rest) in tags(body, "select") {
        let Some(name) = attribute(tag, "name") else { continue };
        let options = &rest[..rest.find("</select>").unwrap_or(0)];
        let last = tags(options, "option").filter_map(|(tag, _)| attribute(tag, "value")).last();
        out.push(Field { name, value: last.unwrap_or_default(), is_text: false });
    }
    out
}

#[test]
fn forms_and_links_are_found_as_a_browser_finds_them() {
    let page = "<a href=\"/a?b=1&amp;c=2#d\" class=\"x\">a</a><a href=\"https://b\">b</a>\
        <form method=\"get\" action=\"/no\"></form>\
        <form method=\"post\" action=\"/yes\"><input type=\"hidden\" name=\"_key\" value=\"k\">\
        <input id=\"x\" name=\"line\" type=\"text\"><input type=\"radio\" name=\"r\" value=\"1\">\
        <input type=\"radio\" name=\"r\" value=\"2\"><textarea name=\"t\">old</textarea>\
        <select name=\"s\"><option value=\"\">-</option><option value=\"z\">z</option></select>\
        <input name=\"on-year\" type=\"text\"><input type=\"file\" name=\"f\"></form>";
    assert_eq!(links(page), ["/a?b=1&c=2"]);
    let found = forms(page, "TYPED", (2026, 9, 15));
    assert_eq!(found.len(), 1);
    let said: Vec<(&str, &str)> =
        found[0].fields.iter().map(|f| (f.name.as_str(), f.value.as_str())).collect();
    let expected =
        [("_key", "k"), ("line", "TYPED"), ("r", "2"), ("on-year", "2026"), ("t", "TYPED"), ("s", "z")];
    assert_eq!(said, expected);
    assert_eq!((found[0].action.as_str(), found[0].file.as_deref()), ("/yes", Some("f")));
}
