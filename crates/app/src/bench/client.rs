// SPDX-License-Identifier: EUPL-1.2
//! A browser as far as measuring needs one: HTTP/1.1 over a kept connection, cookies, forms.

use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// Longer than any answer should take: a server that hangs is an error, not a wait.
const PATIENCE: Duration = Duration::from_secs(20);

/// An answer.
#[derive(Debug, Default)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Where it sends on to.
    pub location: String,
    /// The page; empty when it came compressed, which only measured requests ask for.
    pub body: String,
    /// Bytes that came over the wire as body.
    pub bytes: usize,
}

/// A request that can be sent again and again.
#[derive(Clone, Debug)]
pub struct Ask {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Path and query.
    pub path: String,
    /// Fields of a form, encoded.
    pub form: String,
}

impl Ask {
    /// A page.
    pub fn get(path: impl Into<String>) -> Ask {
        Ask { method: "GET", path: path.into(), form: String::new() }
    }
}

/// Whether an answer is wanted as browsers want it: compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// To be read.
    Plain,
    /// To be measured.
    Compressed,
}

/// A kept connection. Opened again when the server closed it.
pub struct Wire {
    to: String,
    stream: Option<BufReader<TcpStream>>,
    head: Vec<u8>,
    line: String,
}

impl Wire {
    /// A connection to be opened at the first request.
    pub fn to(address: &str) -> Wire {
        Wire { to: address.to_owned(), stream: None, head: Vec::new(), line: String::new() }
    }

    /// Sends a request and reads the whole answer. New cookies are put into `cookies`.
    pub async fn ask(&mut self, ask: &Ask, cookies: &mut Cookies, want: Want) -> Result<Answer, String> {
        let kept = self.stream.is_some();
        match tokio::time::timeout(PATIENCE, self.exchange(ask, cookies, want)).await {
            Ok(Ok(answer)) => return Ok(answer),
            // A kept connection may have been closed meanwhile: once more over a fresh one.
            Ok(Err(_)) if kept => self.stream = None,
            Ok(Err(e)) => {
                self.stream = None;
                return Err(e.to_string());
            }
            Err(_) => {
                self.stream = None;
                return Err("no answer in time".to_owned());
            }
        }
        let again = tokio::time::timeout(PATIENCE, self.exchange(ask, cookies, want)).await;
        again.map_err(|_| "no answer in time".to_owned())?.map_err(|e| e.to_string())
    }

    async fn exchange(&mut self, ask: &Ask, cookies: &mut Cookies, want: Want) -> std::io::Result<Answer> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            empty => {
                let stream = TcpStream::connect(&self.to).await?;
                stream.set_nodelay(true)?;
                empty.insert(BufReader::with_capacity(32 * 1024, stream))
            }
        };
        self.head.clear();
        let encoding = if want == Want::Compressed { "accept-encoding: gzip, deflate\r\n" } else { "" };
        self.head.extend_from_slice(
            format!(
                "{} {} HTTP/1.1\r\nhost: {}\r\naccept: text/html\r\naccept-language: fr\r\n{encoding}cookie: {}\r\n",
                ask.method, ask.path, self.to, cookies.header
            )
            .as_bytes(),
        );
        if ask.method == "POST" {
            let length = ask.form.len();
            self.head.extend_from_slice(
                format!(
                    "origin: http://{}\r\nsec-fetch-site: same-origin\r\n\
                     content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n",
                    self.to
                )
                .as_bytes(),
            );
        }
        self.head.extend_from_slice(b"\r\n");
        self.head.extend_from_slice(ask.form.as_bytes());
        stream.get_mut().write_all(&self.head).await?;
        let answer = read(stream, &mut self.line, cookies, want).await?;
        Ok(answer)
    }
}

async fn read(
    stream: &mut BufReader<TcpStream>,
    line: &mut String,
    cookies: &mut Cookies,
    want: Want,
) -> std::io::Result<Answer> {
    let broken = |what: &str| std::io::Error::new(std::io::ErrorKind::InvalidData, what.to_owned());
    line.clear();
    if stream.read_line(line).await? == 0 {
        return Err(broken("the connection was closed"));
    }
    let status = line.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or_else(|| broken("no status"))?;
    let mut answer = Answer { status, ..Answer::default() };
    let (mut length, mut chunked) = (0usize, false);
    loop {
        line.clear();
        stream.read_line(line).await?;
        let header = line.trim_end();
        if header.is_empty() {
            break;
        }
        let Some((name, value)) = header.split_once(':') else { continue };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().map_err(|_| broken("content-length"))?,
            "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
            "location" => answer.location = value.to_owned(),
            "set-cookie" => cookies.set(value),
            _ => {}
        }
    }
    let mut body = Vec::with_capacity(length);
    if chunked {
        loop {
            line.clear();
            stream.read_line(line).await?;
            let size = usize::from_str_radix(line.trim(), 16).map_err(|_| broken("chunk"))?;
            let from = body.len();
            body.resize(from + size, 0);
            stream.read_exact(&mut body[from..]).await?;
            line.clear();
            stream.read_line(line).await?;
            if size == 0 {
                break;
            }
        }
    } else {
        body.resize(length, 0);
        stream.read_exact(&mut body).await?;
    }
    answer.bytes = body.len();
    if want == Want::Plain {
        answer.body = String::from_utf8_lossy(&body).into_owned();
    }
    Ok(answer)
}

/// What a browser keeps for a site.
#[derive(Clone, Debug, Default)]
pub struct Cookies {
    kept: Vec<(String, String)>,
    header: String,
}

impl Cookies {
    /// As the header `Cookie` says them.
    pub fn header(&self) -> &str {
        &self.header
    }

    /// Keeps what a `Set-Cookie` header says.
    pub fn set(&mut self, header: &str) {
        let Some((name, value)) = header.split(';').next().and_then(|pair| pair.split_once('=')) else {
            return;
        };
        self.kept.retain(|(n, _)| n != name);
        if !value.is_empty() {
            self.kept.push((name.to_owned(), value.to_owned()));
        }
        self.header = self.kept.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ");
    }
}
