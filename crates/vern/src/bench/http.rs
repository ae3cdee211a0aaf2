//! The same reads and creates over HTTP/1.1 on loopback: the server in this process, a connection of its own for each operation in flight.

use std::net::Ipv4Addr;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, bail};
use axum::body::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use vern_app::{Clock, SystemClock};
use vern_web::{Web, router};

use super::figure::{Figure, Run, micros_since};
use super::load::{Load, key, request, spread};
use crate::failure::Failure;

const CREATES_PER_S: f64 = 8_000.0;
const READS_PER_S: f64 = 15_000.0;
const P99_MS: f64 = 15.0;

/// Creates and reads over HTTP, the records after those that are there.
pub(super) async fn run(load: &Load, operations: u64) -> Result<[Figure; 2], Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let web = router(Web::new(Arc::clone(&load.installation), None));
    let server = tokio::spawn(async move { axum::serve(listener, web).await });
    let present = load.present();
    let creates = each(load, address, operations, move |number| create(present + number)).await?;
    load.add_present(operations);
    let reads = each(load, address, operations, move |number| read(spread(number, present))).await?;
    server.abort();
    Ok([
        creates.per_second("HTTP: create, a subject each").at_least(CREATES_PER_S),
        reads.per_second("HTTP: read, decrypted, journalled").at_least(READS_PER_S).p99_at_most(P99_MS),
    ])
}

/// One request, without its credential.
struct Asked {
    method: Method,
    path: String,
    body: Option<serde_json::Value>,
}

fn create(number: u64) -> Asked {
    let request = request(number);
    let fields: serde_json::Map<_, _> =
        request.fields.iter().map(|(id, value)| (id.clone(), json!(value.reveal()))).collect();
    let body = json!({ "activity": request.activity, "category": request.category, "fields": fields });
    Asked { method: Method::PUT, path: format!("/v1/records/{}", key(number)), body: Some(body) }
}

fn read(number: u64) -> Asked {
    Asked { method: Method::GET, path: format!("/v1/records/{}", key(number)), body: None }
}

/// Sends what `asked` makes of each number, so many in flight.
async fn each(
    load: &Load,
    address: SocketAddr,
    count: u64,
    asked: impl Fn(u64) -> Asked + Clone + Send + 'static,
) -> Result<Run, Failure> {
    let next = Arc::new(AtomicU64::new(0));
    let bearer: Arc<str> = format!("Bearer {}", load.token.reveal()).into();
    let started = SystemClock.now();
    let mut tasks: JoinSet<anyhow::Result<Vec<u64>>> = JoinSet::new();
    for _ in 0..load.in_flight {
        let (next, asked, bearer) = (Arc::clone(&next), asked.clone(), Arc::clone(&bearer));
        tasks.spawn(async move {
            let (mut sender, connection) =
                handshake::<_, Full<Bytes>>(TokioIo::new(TcpStream::connect(address).await?)).await?;
            tokio::spawn(connection);
            let mut took = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return Ok(took);
                }
                let started = SystemClock.now();
                send(&mut sender, &bearer, asked(number)).await?;
                took.push(micros_since(started));
            }
        });
    }
    let mut each = Vec::new();
    while let Some(done) = tasks.join_next().await {
        each.extend(done.map_err(anyhow::Error::from)??);
    }
    Ok(Run { operations: count, micros: micros_since(started), each })
}

async fn send(sender: &mut SendRequest<Full<Bytes>>, bearer: &str, asked: Asked) -> anyhow::Result<()> {
    sender.ready().await?;
    let builder = Request::builder()
        .method(asked.method)
        .uri(asked.path)
        .header("host", "localhost")
        .header("authorization", bearer)
        .header("vern-activity", "contracts")
        .header("content-type", "application/json");
    let body = asked.body.map(|body| body.to_string()).unwrap_or_default();
    let answer = sender.send_request(builder.body(Full::new(Bytes::from(body)))?).await?;
    let status = answer.status();
    answer.into_body().collect().await.context("an answer without its body")?;
    if !status.is_success() {
        bail!("answered {status}");
    }
    Ok(())
}
