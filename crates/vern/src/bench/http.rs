//! The same reads and creates over HTTP/1.1 on loopback, alone and many to a call: the server in this process, a connection of its own for each call in flight.
//! Then the same calls to a server of the same shape over a plain table: what Vern's takes longer is the price of gate, encryption and journal.

use std::net::Ipv4Addr;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, bail};
use axum::body::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use serde_json::{Map, Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use vern_app::{Clock, SystemClock};
use vern_bench::plain::PlainHttp;
use vern_web::Web;

use super::figure::{Figure, Run, micros_since};
use super::load::{Load, key, request, spread};
use crate::failure::Failure;

const CREATES_PER_S: f64 = 8_000.0;
const READS_PER_S: f64 = 15_000.0;
const P99_MS: f64 = 15.0;
const BATCH_CREATES_PER_S: f64 = 20_000.0;
const BATCH_READS_PER_S: f64 = 60_000.0;
/// How many times faster a server without Vern may be.
const WRITES_PRICE: f64 = 1.5;
const READS_PRICE: f64 = 2.0;
/// How a line that was not done is answered.
const PROBLEM: &[u8] = b"\"problem\":";
/// Lines of a batch, and batches in flight.
const LINES: u64 = 500;
const BATCHES: usize = 4;

/// Creates and reads over HTTP, the records after those that are there.
pub(super) async fn run(load: &Load, operations: u64) -> Result<[Figure; 4], Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let web = Web::new(Arc::clone(&load.installation), None);
    let server = tokio::spawn(vern_web::serve(listener, web, None, std::future::pending()));
    let client = Client { address, bearer: format!("Bearer {}", load.token.reveal()).into() };
    let batches = operations.div_ceil(LINES);

    let present = load.present();
    let creates = client.each(load.in_flight, operations, move |number| create(present + number)).await?;
    load.add_present(operations);
    let reads = client.each(load.in_flight, operations, move |number| read(spread(number, present))).await?;
    let first = load.present();
    let created = client.each(BATCHES, batches, move |batch| create_batch(first + batch * LINES)).await?;
    load.add_present(batches * LINES);
    let was_read = client.each(BATCHES, batches, move |batch| read_batch(batch * LINES, present)).await?;
    server.abort();
    Ok([
        creates.per_second("HTTP: create, a subject each").at_least(CREATES_PER_S),
        reads.per_second("HTTP: read, decrypted, journalled").at_least(READS_PER_S).p99_at_most(P99_MS),
        created.of(LINES).per_second("HTTP: create, 500 lines a batch").at_least(BATCH_CREATES_PER_S),
        was_read.of(LINES).per_second("HTTP: read, 500 lines a batch").at_least(BATCH_READS_PER_S),
    ])
}

/// The same calls, on as many records, to a server over a plain table, and how many times faster it is than Vern was: `vern` are creates and reads a second.
pub(super) async fn price(
    load: &Load,
    folder: &Path,
    operations: u64,
    vern: (f64, f64),
) -> Result<[Figure; 4], Failure> {
    let token = load.token.reveal();
    let plain = PlainHttp::open(&folder.join("plain-http.db"), token, load.sync_delay);
    let router = plain.map_err(anyhow::Error::from)?.router();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let client = Client { address: listener.local_addr()?, bearer: format!("Bearer {token}").into() };
    let server = tokio::spawn(axum::serve(listener, router).into_future());
    let present = load.present();
    client.each(load.in_flight, present, create).await?;
    let creates = client.each(load.in_flight, operations, move |number| create(present + number)).await?;
    let reads = client.each(load.in_flight, operations, move |number| read(spread(number, present))).await?;
    server.abort();
    let creates = creates.per_second("HTTP: create, plain table, no journal");
    let reads = reads.per_second("HTTP: read, plain table, no journal");
    let times = |plain: &Figure, vern: f64| plain.value() / vern.max(f64::MIN_POSITIVE);
    let of_writes =
        Figure::new("HTTP: price of Vern, writes", times(&creates, vern.0), "×").at_most(WRITES_PRICE);
    let of_reads = Figure::new("HTTP: price of Vern, reads", times(&reads, vern.1), "×").at_most(READS_PRICE);
    Ok([creates, of_writes, reads, of_reads])
}

/// One request, without its credential.
struct Asked {
    method: Method,
    path: String,
    body: String,
}

fn create(number: u64) -> Asked {
    Asked {
        method: Method::PUT,
        path: format!("/v1/records/{}", key(number)),
        body: body(number).to_string(),
    }
}

fn read(number: u64) -> Asked {
    Asked { method: Method::GET, path: format!("/v1/records/{}", key(number)), body: String::new() }
}

fn body(number: u64) -> Value {
    let request = request(number);
    let fields: Map<_, _> =
        request.fields.iter().map(|(id, value)| (id.clone(), json!(value.reveal()))).collect();
    json!({ "activity": request.activity, "category": request.category, "fields": fields })
}

fn create_batch(from: u64) -> Asked {
    batch(from, |number| json!({ "operation": "put_record", "key": key(number), "body": body(number) }))
}

fn read_batch(from: u64, present: u64) -> Asked {
    let line = |number| json!({ "operation": "read_record", "key": key(spread(number, present)), "body": { "activity": "contracts" } });
    batch(from, line)
}

fn batch(from: u64, line: impl Fn(u64) -> Value) -> Asked {
    let lines: Vec<_> = (from..from + LINES).map(|number| line(number).to_string()).collect();
    Asked { method: Method::POST, path: "/v1/operations:batch".to_owned(), body: lines.join("\n") }
}

/// A client with a credential.
struct Client {
    address: SocketAddr,
    bearer: Arc<str>,
}

impl Client {
    /// Sends what `asked` makes of each number, so many in flight.
    async fn each(
        &self,
        in_flight: usize,
        count: u64,
        asked: impl Fn(u64) -> Asked + Clone + Send + 'static,
    ) -> Result<Run, Failure> {
        let next = Arc::new(AtomicU64::new(0));
        let started = SystemClock.now();
        let mut tasks: JoinSet<anyhow::Result<Vec<u64>>> = JoinSet::new();
        for _ in 0..in_flight {
            let (next, asked, bearer) = (Arc::clone(&next), asked.clone(), Arc::clone(&self.bearer));
            let stream = TcpStream::connect(self.address).await?;
            tasks.spawn(async move {
                let (mut sender, connection) = handshake::<_, Full<Bytes>>(TokioIo::new(stream)).await?;
                tokio::spawn(connection);
                let mut took = Vec::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        return Ok(took);
                    }
                    let asked = asked(number);
                    let started = SystemClock.now();
                    send(&mut sender, &bearer, asked).await?;
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
    let answer = sender.send_request(builder.body(Full::new(Bytes::from(asked.body)))?).await?;
    let status = answer.status();
    let told = answer.into_body().collect().await.context("an answer without its body")?.to_bytes();
    if !status.is_success() {
        bail!("answered {status}");
    }
    // Lines of a batch fail one by one.
    if told.windows(PROBLEM.len()).any(|part| part == PROBLEM) {
        bail!("a line of a batch was not done");
    }
    Ok(())
}
