// SPDX-License-Identifier: EUPL-1.2
//! TLS to PostgreSQL, as the address of the database asks for it:
//!
//! | `sslmode` | on the wire | the server is who it says |
//! |---|---|---|
//! | `disable` | plain | not verified |
//! | `prefer`, or nothing said | TLS when the server offers it | not verified |
//! | `require` | TLS or no connection | not verified |
//! | `verify-full` | TLS or no connection | verified, with its name, by the authorities of this machine |
//!
//! `sslrootcert=FILE` names the authority instead, and is verified with `require` too: nobody names one for nothing.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::config::SslMode;
use tokio_postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream};

/// What an address asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Plain,
    WhenOffered,
    Encrypted,
    Verified,
}

/// The wish of an address, and the rest of it, which is the driver's affair.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wish {
    pub asked: Asked,
    pub authority: Option<String>,
    pub rest: String,
}

/// Reads what an address says about TLS.
pub(super) fn wish(url: &str) -> Result<Wish, String> {
    let (rest, query) = url.split_once('?').unwrap_or((url, ""));
    let (mut asked, mut authority, mut others) = (None, None, Vec::new());
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let decoded = form_urlencoded::parse(pair.as_bytes()).next();
        match decoded.as_ref().map(|(name, value)| (name.as_ref(), value.as_ref())) {
            Some(("sslmode", "disable")) => asked = Some(Asked::Plain),
            Some(("sslmode", "prefer")) => asked = Some(Asked::WhenOffered),
            Some(("sslmode", "require")) => asked = Some(Asked::Encrypted),
            Some(("sslmode", "verify-full")) => asked = Some(Asked::Verified),
            Some(("sslmode", other)) => {
                return Err(format!(
                    "sslmode={other} is not known here: disable, prefer, require or verify-full"
                ));
            }
            Some(("sslrootcert", file)) => authority = Some(file.to_owned()),
            _ => others.push(pair),
        }
    }
    let asked = match (asked.unwrap_or(Asked::WhenOffered), &authority) {
        (Asked::Encrypted, Some(_)) => Asked::Verified,
        (Asked::Plain | Asked::WhenOffered, Some(_)) => {
            return Err("sslrootcert is verified only with sslmode=require or sslmode=verify-full".to_owned());
        }
        (asked, _) => asked,
    };
    let rest = if others.is_empty() { rest.to_owned() } else { format!("{rest}?{}", others.join("&")) };
    Ok(Wish { asked, authority, rest })
}

impl Asked {
    pub(super) fn mode(self) -> SslMode {
        match self {
            Asked::Plain => SslMode::Disable,
            Asked::WhenOffered => SslMode::Prefer,
            Asked::Encrypted | Asked::Verified => SslMode::Require,
        }
    }
}

/// Makes connections speak TLS.
#[derive(Clone)]
pub(super) struct Tls(Arc<ClientConfig>);

impl Tls {
    pub(super) fn of(wish: &Wish) -> Result<Tls, String> {
        let provider = Arc::new(ring::default_provider());
        let verifier: Arc<dyn ServerCertVerifier> = match wish.asked {
            Asked::Verified => {
                let roots = Arc::new(authorities(wish.authority.as_deref())?);
                WebPkiServerVerifier::builder_with_provider(roots, provider.clone())
                    .build()
                    .map_err(|e| format!("the authorities cannot be used: {e}"))?
            }
            _ => Arc::new(Whoever(provider.clone())),
        };
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|e| e.to_string())?
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth();
        Ok(Tls(Arc::new(config)))
    }
}

fn authorities(file: Option<&str>) -> Result<RootCertStore, String> {
    let mut roots = RootCertStore::empty();
    match file {
        Some(file) => {
            let told = |e: &dyn fmt::Display| format!("sslrootcert: {file}: {e}");
            for one in CertificateDer::pem_file_iter(file).map_err(|e| told(&e))? {
                roots.add(one.map_err(|e| told(&e))?).map_err(|e| told(&e))?;
            }
        }
        None => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    if roots.is_empty() {
        return Err(
            "no authority is known by which to verify the server: name one with sslrootcert=FILE".into()
        );
    }
    Ok(roots)
}

/// What went wrong while connecting, in words for the operator, when it is about TLS.
pub(super) fn told(e: &(dyn Error + 'static), asked: Asked) -> Option<String> {
    let mut cause = Some(e);
    while let Some(e) = cause {
        let text = e.to_string();
        if text.contains("server does not support TLS") {
            return Some("the server does not speak TLS, and sslmode asks for it".to_owned());
        }
        let inner = e.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let tls = e.downcast_ref::<rustls::Error>().or(inner.and_then(|e| e.downcast_ref::<rustls::Error>()));
        if let Some(tls) = tls {
            let what =
                if asked == Asked::Verified { "the server could not be verified" } else { "TLS failed" };
            return Some(format!("{what}: {tls}"));
        }
        cause = e.source();
    }
    None
}

/// Believes whatever certificate it is shown: the connection is encrypted, with whoever it is.
#[derive(Debug)]
struct Whoever(Arc<CryptoProvider>);

impl ServerCertVerifier for Whoever {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, cert, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, cert, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> MakeTlsConnect<S> for Tls {
    type Stream = Stream<S>;
    type TlsConnect = To;
    type Error = rustls::pki_types::InvalidDnsNameError;

    fn make_tls_connect(&mut self, host: &str) -> Result<To, Self::Error> {
        Ok(To(self.0.clone(), ServerName::try_from(host.to_owned())?))
    }
}

/// A server to speak to.
pub(super) struct To(Arc<ClientConfig>, ServerName<'static>);

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> TlsConnect<S> for To {
    type Stream = Stream<S>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Stream<S>>> + Send>>;

    fn connect(self, stream: S) -> Self::Future {
        let To(config, name) = self;
        Box::pin(
            async move { Ok(Stream(tokio_rustls::TlsConnector::from(config).connect(name, stream).await?)) },
        )
    }
}

/// A connection that speaks TLS.
pub(super) struct Stream<S>(tokio_rustls::client::TlsStream<S>);

impl<S: AsyncRead + AsyncWrite + Unpin> TlsStream for Stream<S> {
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Stream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, buf)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Stream<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustls::pki_types::PrivateKeyDer;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    /// An authority and a server named `localhost`, made for these tests alone, good for a hundred years.
    const AUTHORITY: &str = include_str!("tests/authority.pem");
    const SERVER: &str = include_str!("tests/server.pem");
    const KEY: &str = include_str!("tests/server-key.pem");

    #[test]
    fn an_address_says_what_it_wants() {
        let at = "postgres://m:p@db.internal/maillage";
        let read = |query: &str| wish(&format!("{at}{query}")).map(|w| (w.asked, w.authority, w.rest));
        let plain = || at.to_owned();
        assert_eq!(read(""), Ok((Asked::WhenOffered, None, plain())));
        assert_eq!(read("?sslmode=disable"), Ok((Asked::Plain, None, plain())));
        assert_eq!(read("?sslmode=require"), Ok((Asked::Encrypted, None, plain())));
        assert_eq!(read("?sslmode=verify-full"), Ok((Asked::Verified, None, plain())));
        let rest = format!("{at}?connect_timeout=5&options=-c%20x%3Dy");
        assert_eq!(
            read("?connect_timeout=5&sslmode=require&options=-c%20x%3Dy"),
            Ok((Asked::Encrypted, None, rest))
        );
        let named = Some("/etc/my ca.pem".to_owned());
        assert_eq!(
            read("?sslmode=verify-full&sslrootcert=/etc/my%20ca.pem"),
            Ok((Asked::Verified, named.clone(), plain()))
        );
        assert_eq!(
            read("?sslmode=require&sslrootcert=/etc/my%20ca.pem"),
            Ok((Asked::Verified, named, plain()))
        );
        assert!(read("?sslmode=verify-ca").unwrap_err().contains("verify-full"));
        assert!(read("?sslrootcert=/etc/ca.pem").unwrap_err().contains("sslmode"));
    }

    /// A conversation with the server of the tests, reached under a name.
    async fn spoken(wish: &Wish, name: &str) -> Result<String, String> {
        let (ours, theirs) = tokio::io::duplex(16_384);
        let server = tokio::spawn(async move {
            let certs = CertificateDer::pem_slice_iter(SERVER.as_bytes()).collect::<Result<_, _>>().unwrap();
            let key = PrivateKeyDer::from_pem_slice(KEY.as_bytes()).unwrap();
            let config = rustls::ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
                .with_safe_default_protocol_versions()
                .unwrap()
                .with_no_client_auth()
                .with_single_cert(certs, key)
                .unwrap();
            if let Ok(mut stream) = tokio_rustls::TlsAcceptor::from(Arc::new(config)).accept(theirs).await {
                let _ = stream.write_all(b"good day").await;
                let _ = stream.shutdown().await;
            }
        });
        let mut tls = Tls::of(wish)?;
        let to = MakeTlsConnect::<tokio::io::DuplexStream>::make_tls_connect(&mut tls, name).unwrap();
        let said = match to.connect(ours).await {
            Ok(mut stream) => {
                let mut said = String::new();
                stream.read_to_string(&mut said).await.map(|_| said).map_err(|e| e.to_string())
            }
            Err(e) => Err(told(&e, wish.asked).unwrap_or_default()),
        };
        server.await.unwrap();
        said
    }

    #[test]
    fn a_server_is_believed_as_far_as_was_asked() {
        crate::testing::run(async {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("authority.pem");
            std::fs::write(&file, AUTHORITY).unwrap();
            let of = |asked, authority| Wish { asked, authority, rest: String::new() };
            let ours = || Some(file.display().to_string());
            let good = Ok("good day".to_owned());
            assert_eq!(spoken(&of(Asked::WhenOffered, None), "whoever").await, good);
            assert_eq!(spoken(&of(Asked::Encrypted, None), "10.0.0.5").await, good);
            assert_eq!(spoken(&of(Asked::Verified, ours()), "localhost").await, good);
            for (authority, name) in [(ours(), "db.internal"), (ours(), "10.0.0.5")] {
                let said = spoken(&of(Asked::Verified, authority), name).await.unwrap_err();
                assert!(said.starts_with("the server could not be verified: "), "{name}: {said}");
            }
            // The authorities of this machine, if it has any, know nothing of ours.
            let said = spoken(&of(Asked::Verified, None), "localhost").await.unwrap_err();
            assert!(said.contains("verif"), "{said}");
            let nowhere = Some(folder.path().join("nowhere.pem").display().to_string());
            assert!(
                spoken(&of(Asked::Verified, nowhere), "localhost").await.unwrap_err().contains("nowhere.pem")
            );
        });
    }

    #[test]
    fn a_server_without_tls_is_refused_when_it_is_asked_for() {
        crate::testing::run(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let port = listener.local_addr().unwrap().port();
            tokio::spawn(async move {
                while let Ok((mut stream, _)) = listener.accept().await {
                    let mut asked = [0; 8];
                    let _ = stream.read_exact(&mut asked).await;
                    let _ = stream.write_all(b"N").await;
                }
            });
            for mode in ["require", "verify-full"] {
                let url = format!("postgres://m@127.0.0.1:{port}/m?sslmode={mode}");
                let said = super::super::Pg::open(&url).await.err().unwrap().to_string();
                assert!(
                    said.contains("does not speak TLS") || said.contains("no authority"),
                    "{mode}: {said}"
                );
            }
        });
    }
}
