//! Connections in: accepted, shaken hands with, answered over HTTP/1.1, and let finish when the server stops.
//!
//! Each thing a stranger can make the server wait for or hold has an end (`limit`). Deliberately not here: which addresses may be listened on; that is
//! the program's.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::HeaderValue;
use axum::http::header::STRICT_TRANSPORT_SECURITY;
use axum::middleware::map_response;
use axum::response::Response;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;
use tokio_rustls::TlsAcceptor;

use crate::limit::{Addresses, ConnectionLimits, HEAD_BYTES_MAX, Share};
use crate::tls::{Certificate, PROOF_PROTOCOL};
use crate::{Web, router};

/// How long a handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// How long requests under way are waited for when the server stops.
const FAREWELL: Duration = Duration::from_secs(30);
/// How long nothing is accepted after the machine could not (it is out of file descriptors, say).
const BREATH: Duration = Duration::from_millis(100);
/// A year, this host alone (RFC 6797): what else the organisation has under its name is not this program's to decide.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Serves until `stop` is done, then lets what is under way finish. With a certificate over TLS only; nothing answers in clear then.
pub async fn serve(
    listener: TcpListener,
    web: Web,
    certificate: Option<Arc<Certificate>>,
    stop: impl Future<Output = ()>,
) {
    let tls = certificate.map(|certificate| TlsAcceptor::from(Arc::new(certificate.server_config())));
    let limits = web.limits;
    let web = if tls.is_some() { web.over_tls() } else { web };
    // The header is sent over TLS only: a host must not send it in clear (RFC 6797 section 7.2).
    let router = if tls.is_some() { router(web).layer(map_response(keep_to_tls)) } else { router(web) };
    let shutdown = GracefulShutdown::new();
    let (places, addresses) =
        (Arc::new(Semaphore::new(limits.connections)), Addresses::new(limits.per_address));
    tokio::pin!(stop);
    loop {
        let (stream, peer, place) = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut stop => break,
        };
        // One address has more than its share: closed without a word.
        let Some(share) = addresses.take(peer.ip()) else { continue };
        let (router, watcher) = (router.clone(), shutdown.watcher());
        let connection = Connection { router, peer, watcher, limits, _place: (place, share) };
        tokio::spawn(connection.answer(stream, tls.clone()));
    }
    drop(listener);
    if tokio::time::timeout(FAREWELL, shutdown.shutdown()).await.is_err() {
        tracing::warn!("the server stops before all requests are answered");
    }
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (TcpStream, SocketAddr, Option<OwnedSemaphorePermit>) {
    // Never closed, so a place is always given in the end.
    let place = Arc::clone(places).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer, place),
            // The other side has gone again already.
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "nothing can be accepted");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

async fn keep_to_tls(mut response: Response) -> Response {
    response.headers_mut().insert(STRICT_TRANSPORT_SECURITY, HSTS);
    response
}

/// One connection and what it holds of the server.
struct Connection {
    router: Router,
    /// Who is at the other end: the console asks.
    peer: SocketAddr,
    watcher: Watcher,
    limits: ConnectionLimits,
    /// Among all, and among those of its address.
    _place: (Option<OwnedSemaphorePermit>, Share),
}

impl Connection {
    /// A stranger's broken handshake or request is the stranger's affair: it ends the connection and nothing else.
    async fn answer(self, stream: TcpStream, tls: Option<TlsAcceptor>) {
        let _slower = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        stream.set_read_timeout(Some(self.limits.silence));
        stream.set_write_timeout(Some(self.limits.silence));
        let stream = Box::pin(stream);
        let Some(tls) = tls else { return self.converse(stream).await };
        let Ok(Ok(mut stream)) = tokio::time::timeout(HANDSHAKE, tls.accept(stream)).await else { return };
        if stream.get_ref().1.alpn_protocol() == Some(PROOF_PROTOCOL) {
            // The handshake was all that was asked for; nothing is answered on such a connection (RFC 8737 section 3).
            let _gone = tokio::time::timeout(HANDSHAKE, stream.shutdown()).await;
            return;
        }
        self.converse(stream).await;
    }

    async fn converse(self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let (router, peer) = (TowerToHyperService::new(self.router), ConnectInfo(self.peer));
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(peer);
            router.call(request)
        });
        let mut builder = http1::Builder::new();
        builder.timer(TokioTimer::new()).header_read_timeout(self.limits.head).max_buf_size(HEAD_BYTES_MAX);
        let conversation = builder.serve_connection(TokioIo::new(stream), service);
        let _ended = self.watcher.watch(conversation).await;
    }
}
