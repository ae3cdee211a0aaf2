//! One HTTP request on a connection of its own, under TLS. Nothing is followed, and an answer has a size.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{HeaderMap, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::task::JoinHandle;

use crate::egress::{Egress, STEP_MAX, within};
use crate::error::OutboundError;
use crate::host::Host;

/// Largest answer that is read.
const ANSWER_BYTES_MAX: usize = 64 * 1024;
/// How long an answer may take.
const ANSWER_MAX: Duration = Duration::from_secs(60);

/// A connection that stands and has said nothing yet.
pub(crate) struct HttpSession {
    sender: SendRequest<Full<Bytes>>,
    connection: JoinHandle<()>,
}

impl Drop for HttpSession {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

/// An answer.
pub(crate) struct HttpAnswer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl HttpSession {
    pub(crate) async fn open(egress: &Egress, host: &Host, port: u16) -> Result<Self, OutboundError> {
        let stream = egress.secure(egress.connect(host, port).await?, host).await?;
        let opened = within(STEP_MAX, handshake(TokioIo::new(stream))).await?;
        let (sender, connection) = opened.map_err(|_| OutboundError::Unreachable)?;
        let connection = tokio::spawn(async move {
            // What breaks it, the request is told too.
            let _ended = connection.await;
        });
        Ok(Self { sender, connection })
    }

    pub(crate) async fn ask(mut self, request: Request<Full<Bytes>>) -> Result<HttpAnswer, OutboundError> {
        let asking = async {
            let answer = self.sender.send_request(request).await.map_err(|_| OutboundError::Unreachable)?;
            let (head, body) = answer.into_parts();
            let body = Limited::new(body, ANSWER_BYTES_MAX).collect().await;
            let body = body.map_err(|_| OutboundError::NotUnderstood)?.to_bytes();
            Ok(HttpAnswer { status: head.status, headers: head.headers, body })
        };
        within(ANSWER_MAX, asking).await?
    }
}
