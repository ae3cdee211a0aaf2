//! What strangers can do with connections: slow ones, floods, garbage, thousands. The program goes on, within its bounds, and lets all of it go again.
//!
//! Nothing here is measured in time: a limit of a second is waited for, however long it takes. Deliberately not here: what is in requests (vern-web's
//! tests, and schemathesis in `make test-abuse`), and TLS (`tls.rs`).

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what the test looks up must be there; where it is not, it fails"
)]

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use vern_testkit::process::{descriptors_open, memory_bytes_most, sockets_open};
use vern_testkit::program::{Program, Serve, Serving, Started};

/// Requests made while something that must come is waited for: some minutes of them.
const REQUESTS_MAX: usize = 200_000;
const HONEST: &[u8] = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
const KEPT: &[u8] = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
const MIB: u64 = 1024 * 1024;

/// A server that runs, with what sockets it has open when nobody is connected.
struct World {
    serving: Serving,
    token: String,
    sockets_idle: usize,
    _folder: tempfile::TempDir,
}

impl World {
    fn new(arguments: &[&str]) -> Self {
        Self::within(None, arguments)
    }

    fn within(descriptors: Option<u64>, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = Program::new(Path::new(env!("CARGO_BIN_EXE_vern")), folder.path());
        let token = program.install().unwrap();
        let serving = match program.start(Serve { arguments, descriptors, ..Serve::default() }).unwrap() {
            Started::Serving(serving) => serving,
            Started::Ended(status, said) => panic!("{status}: {said}"),
        };
        let mut world = Self { serving, token, sockets_idle: 0, _folder: folder };
        world.is_answered();
        world.sockets_idle = world.sockets();
        world
    }

    /// A record written, by who may.
    fn put(&self, key: &str) -> Vec<u8> {
        let body = r#"{"activity":"prospects","fields":{"name":"Kari"}}"#;
        let (token, length) = (&self.token, body.len());
        let head = format!(
            "PUT /v1/records/{key} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n"
        );
        format!("{head}Content-Length: {length}\r\n\r\n{body}").into_bytes()
    }

    fn connect(&self) -> TcpStream {
        let (_, address) = self.serving.base.split_once("://").unwrap();
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        stream
    }

    /// Sends, and reads to the end of the connection; what came, or nothing where the connection was broken off.
    fn send(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        let _broken_off = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _broken_off = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// An honest client gets its answer.
    fn is_answered(&self) {
        let answer = self.send(HONEST);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }

    fn sockets(&self) -> usize {
        sockets_open(self.serving.id()).unwrap()
    }

    /// Waits, as an honest client among others, until it is so.
    fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..REQUESTS_MAX {
            if is_so(self) {
                return;
            }
            self.is_answered();
        }
        panic!("{what}, after {REQUESTS_MAX} requests");
    }

    /// Everything strangers held is given back, and the server ends in good order.
    fn ends_clean(self) {
        self.until("connections are still open", |world| world.sockets() <= world.sockets_idle);
        assert!(self.serving.stop().unwrap().success());
    }
}

/// A connection that is used: an answer has come, and it stays open.
fn converse(stream: &mut TcpStream) {
    assert!(is_conversed(stream), "closed");
}

fn is_conversed(stream: &mut TcpStream) -> bool {
    let mut answer = Vec::new();
    let mut is_open = stream.write_all(KEPT).is_ok();
    while is_open && !answer.ends_with(b"ok\n") {
        let mut byte = [0];
        is_open = stream.read_exact(&mut byte).is_ok();
        answer.extend(byte);
    }
    is_open
}

/// Writes one byte after the other until the other side has had enough; what it said.
fn drip(stream: &mut TcpStream, byte: u8) -> String {
    stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    let mut answer = Vec::new();
    loop {
        if stream.write_all(&[byte]).is_err() {
            break;
        }
        let mut piece = [0; 4096];
        match stream.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => answer.extend_from_slice(piece.get(..length).unwrap()),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(_) => break,
        }
    }
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn a_head_that_comes_byte_by_byte_has_an_end() {
    let world = World::new(&["--head-seconds", "1"]);
    let mut slow: Vec<_> = (0..32).map(|_| world.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ").unwrap();
        world.is_answered();
    }
    for stream in &mut slow {
        let told = drip(stream, b'x');
        assert!(!told.contains(" 200 "), "{told}");
    }
    // A connection that has been used once is no other: idle, it is closed.
    let mut idle = world.connect();
    converse(&mut idle);
    assert_eq!(idle.read(&mut [0]).unwrap(), 0);
    world.ends_clean();
}

#[test]
fn a_body_that_comes_byte_by_byte_has_an_end() {
    let world = World::new(&["--body-seconds", "1"]);
    for key in ["", "Idempotency-Key: a-1\r\n"] {
        let mut slow = world.connect();
        let head = format!(
            "PUT /v1/records/p-1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n{key}Content-Length: 100000\r\n\r\n",
            world.token
        );
        slow.write_all(head.as_bytes()).unwrap();
        let told = drip(&mut slow, b' ');
        assert!(told.starts_with("HTTP/1.1 408") && told.contains("request.too_slow"), "{told}");
    }
    // A stranger's is not waited for.
    let told =
        world.send(b"PUT /v1/records/p-1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
    assert!(told.starts_with("HTTP/1.1 401"), "{told}");
    world.ends_clean();
}

#[test]
fn an_answer_nobody_reads_is_let_go() {
    let world = World::new(&["--silence-seconds", "1"]);
    let greedy: Vec<_> = (0..16)
        .map(|_| {
            let mut stream = world.connect();
            let many = b"GET /v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(64);
            stream.write_all(&many).unwrap();
            stream
        })
        .collect();
    world.until("nobody reads and the server waits", |world| world.sockets() <= world.sockets_idle);
    let memory = memory_bytes_most(world.serving.id()).unwrap();
    assert!(memory < 400 * MIB, "{} MiB for answers nobody reads", memory / MIB);
    drop(greedy);
    world.ends_clean();
}

#[test]
fn floods_of_headers_are_refused_by_their_size() {
    let world = World::new(&[]);
    let request = |head: &str| world.send(format!("{head}\r\n\r\n").as_bytes());
    let many: String = (0..10_000).map(|number| format!("\r\nx-{number}: {number}")).collect();
    let long = "x".repeat(8 * 1024 * 1024);
    for head in [
        format!("GET /healthz HTTP/1.1\r\nHost: localhost{many}"),
        format!("GET /healthz HTTP/1.1\r\nHost: localhost\r\nx-long: {long}"),
        format!("GET /healthz HTTP/1.1\r\nHost: localhost\r\n{long}: 1"),
        format!("GET /{long} HTTP/1.1\r\nHost: localhost"),
        format!("{long} / HTTP/1.1\r\nHost: localhost"),
    ] {
        let told = request(&head);
        // Where much is on its way when the connection is closed, its end may overtake the answer.
        assert!(told.is_empty() || told.starts_with("HTTP/1.1 4"), "{told:.200}");
        world.is_answered();
    }
    let memory = memory_bytes_most(world.serving.id()).unwrap();
    assert!(memory < 400 * MIB, "{} MiB for heads that are not answered", memory / MIB);
    world.ends_clean();
}

#[test]
fn what_is_no_http_or_can_be_read_in_two_ways_ends_the_connection() {
    let world = World::new(&[]);
    let smuggled = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for bytes in [
        "\u{0}\u{1}\u{2}\r\n\r\n".to_owned(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
        "GET /healthz\r\n\r\n".to_owned(),
        "GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n".to_owned(),
        format!(
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{smuggled}"
        ),
        format!("GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n{smuggled}"),
        format!(
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity\r\n\r\n{smuggled}"
        ),
        format!("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX Y: 1\r\n\r\n{smuggled}"),
    ] {
        let told = world.send(bytes.as_bytes());
        assert!(told.is_empty() || told.starts_with("HTTP/1.1 4"), "{bytes:?}: {told}");
        assert!(!told.contains(" 200 "), "{bytes:?}: {told}");
    }
    // What stands before the garbage is answered, what stands after it is not.
    let mixed = [KEPT, b"\x00garbage\r\n\r\n", KEPT].concat();
    let told = world.send(&mixed);
    assert_eq!((told.matches(" 200 ").count(), told.matches(" 400 ").count()), (1, 1), "{told}");
    world.ends_clean();
}

#[test]
fn one_address_takes_no_more_than_its_share() {
    let world = World::new(&["--connections-per-address", "8"]);
    let mut held = Vec::new();
    // The connection made before may still be counted when the last of these comes.
    let mut tries = 0..REQUESTS_MAX;
    while held.len() < 8 && tries.next().is_some() {
        let mut stream = world.connect();
        if is_conversed(&mut stream) {
            held.push(stream);
        }
    }
    assert_eq!(held.len(), 8);
    for _ in 0..100 {
        assert_eq!(world.send(HONEST), "", "closed without a word");
    }
    assert!(world.sockets() <= world.sockets_idle + 8 + 1);
    held.pop();
    // Given back as soon as the server has seen that it is gone.
    let is_answered = (0..REQUESTS_MAX).any(|_| world.send(HONEST).starts_with("HTTP/1.1 200"));
    assert!(is_answered, "a place that is free is not given to the next");
    drop(held);
    world.ends_clean();
}

#[test]
fn connections_beyond_the_bound_wait_for_a_place() {
    let world = World::new(&["--connections", "16"]);
    let mut held: Vec<_> = (0..16).map(|_| world.connect()).collect();
    held.iter_mut().for_each(converse);
    let mut waiting: Vec<_> = (0..64).map(|_| world.connect()).collect();
    for stream in &mut waiting {
        stream.write_all(HONEST).unwrap();
    }
    // Those that hold a place are answered, and nothing has been taken in besides.
    held.iter_mut().for_each(converse);
    assert!(world.sockets() <= world.sockets_idle + 17, "{} open", world.sockets());
    drop(held);
    for stream in &mut waiting {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    world.ends_clean();
}

/// Fewer files than connections that are asked for: the store keeps what it needs, and the others wait.
#[test]
fn a_server_with_few_file_descriptors_goes_on() {
    for descriptors in [48, 192] {
        let world = World::within(Some(descriptors), &["--connections", "4096"]);
        // No more than the system lets wait for a server that takes nothing in.
        let many: Vec<_> = (0..100).map(|_| world.connect()).collect();
        let mut first = many.first().unwrap().try_clone().unwrap();
        first.write_all(&world.put("p-1")).unwrap();
        let mut answer = String::new();
        first.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 201"), "{descriptors}: {answer}");
        assert!(descriptors_open(world.serving.id()).unwrap() as u64 <= descriptors);
        drop(many);
        world.ends_clean();
    }
}

#[test]
fn ten_thousand_connections_leave_room_for_honest_ones() {
    const WANTED: u64 = 10_000;
    let allowed = getrlimit(Resource::Nofile).maximum.unwrap_or(u64::MAX);
    setrlimit(Resource::Nofile, Rlimit { current: Some(allowed), maximum: Some(allowed) }).unwrap();
    // The server keeps some for its store, this process some for itself, and both are told the same number.
    let count = usize::try_from(WANTED.min(allowed.saturating_sub(512))).unwrap();
    println!(
        "{count} connections at once, of {WANTED} wanted; this machine lets a process have {allowed} files open"
    );
    let places = (count + 100).to_string();
    let world = World::new(&["--connections", &places, "--connections-per-address", &places]);
    let mut many = Vec::new();
    for number in 0..count {
        let mut stream = world.connect();
        // A third says nothing, a third has begun, a third has been answered and stays.
        match number % 3 {
            0 => {}
            1 => stream
                .write_all(&[b"GET /healthz HTTP/1.1\r\nX: ".as_slice(), &[b'x'; 1024]].concat())
                .unwrap(),
            _ => converse(&mut stream),
        }
        many.push(stream);
    }
    world.is_answered();
    world.until("not all are taken in", |world| world.sockets() >= count);
    let beyond: Vec<_> = (0..200).map(|_| world.connect()).collect();
    assert!(world.sockets() <= world.sockets_idle + count + 101, "{} open", world.sockets());
    let memory = memory_bytes_most(world.serving.id()).unwrap();
    println!("{} MiB at most", memory / MIB);
    assert!(memory < 600 * MIB, "{} MiB", memory / MIB);
    drop((many, beyond));
    world.ends_clean();
}
