// SPDX-License-Identifier: EUPL-1.2
//! A mail server that keeps what it is given.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A mail server on a free port of this machine, without TLS, that delivers nothing.
pub struct MailCatcher {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    messages: Vec<String>,
    answer_to_recipient: Option<&'static str>,
}

impl MailCatcher {
    /// Starts on the runtime of the test, and ends with it.
    pub async fn start() -> MailCatcher {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let state: Arc<Mutex<State>> = Arc::default();
        let shared = state.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, shared.clone()));
            }
        });
        MailCatcher { address, state }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it was given, whole, in order.
    pub fn messages(&self) -> Vec<String> {
        self.state.lock().expect("no test thread died").messages.clone()
    }

    /// Answers this to every recipient from now on (`450 later`, `550 nobody`), or takes them again.
    pub fn answer_recipients(&self, answer: Option<&'static str>) {
        self.state.lock().expect("no test thread died").answer_to_recipient = answer;
    }
}

/// As much of SMTP (RFC 5321) as a client needs to hand over a message.
async fn converse(stream: TcpStream, state: Arc<Mutex<State>>) -> Option<()> {
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading).lines();
    writing.write_all(b"220 catcher\r\n").await.ok()?;
    while let Some(line) = lines.next_line().await.ok()? {
        let verb = line.split([' ', ':']).next().unwrap_or("").to_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-catcher\r\n250 8BITMIME",
            "RCPT" => state.lock().ok()?.answer_to_recipient.unwrap_or("250 ok"),
            "DATA" => {
                writing.write_all(b"354 go on\r\n").await.ok()?;
                let mut message = String::new();
                while let Some(line) = lines.next_line().await.ok()? {
                    if line == "." {
                        break;
                    }
                    message.push_str(line.strip_prefix('.').unwrap_or(&line));
                    message.push_str("\r\n");
                }
                state.lock().ok()?.messages.push(message);
                "250 kept"
            }
            "QUIT" => {
                writing.write_all(b"221 bye\r\n").await.ok()?;
                return None;
            }
            _ => "250 ok",
        };
        writing.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
    }
    None
}
