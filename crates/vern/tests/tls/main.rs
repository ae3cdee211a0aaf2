//! TLS as the program speaks it: real handshakes with certificates made here, or issued by an authority (`authority`).

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what the test looks up must be there; where it is not, it fails"
)]

mod authority;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::CertificateDer;
use rustls::{
    ClientConfig, ClientConnection, ProtocolVersion, RootCertStore, StreamOwned, SupportedProtocolVersion,
};
use vern_testkit::program::{Program, Serve, Serving, Started};

/// So many handshakes take longer than a signal does.
const HANDSHAKES_MAX: usize = 5_000;

/// An installation, and files with a certificate an authority of its own has issued.
struct Place {
    folder: tempfile::TempDir,
    program: Program,
    authority: Issuer<'static, KeyPair>,
    root: CertificateDer<'static>,
}

type Connection = StreamOwned<ClientConnection, TcpStream>;

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = Program::new(Path::new(env!("CARGO_BIN_EXE_vern")), folder.path());
        program.install().unwrap();
        let mut parameters = CertificateParams::default();
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let root = parameters.self_signed(&key).unwrap().der().clone();
        let place = Self { folder, program, authority: Issuer::new(parameters, key), root };
        place.issue();
        place
    }

    /// Writes a new certificate and its key where the server is told they are; the certificate.
    fn issue(&self) -> CertificateDer<'static> {
        let key = KeyPair::generate().unwrap();
        let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
        let certificate = CertificateParams::new(names).unwrap().signed_by(&key, &self.authority).unwrap();
        self.write("chain.pem", &certificate.pem());
        self.write("key.pem", &key.serialize_pem());
        certificate.der().clone()
    }

    fn write(&self, name: &str, content: &str) {
        fs::write(self.folder.path().join(name), content).unwrap();
    }

    fn start(&self, more: &[&str]) -> Started {
        let path = |name: &str| self.folder.path().join(name).display().to_string();
        let (chain, key) = (path("chain.pem"), path("key.pem"));
        let arguments = [&["--certificate", &chain, "--certificate-key", &key], more].concat();
        self.program.start(Serve { arguments: &arguments, ..Serve::default() }).unwrap()
    }

    fn serve(&self) -> Serving {
        match self.start(&[]) {
            Started::Serving(serving) => serving,
            Started::Ended(status, said) => panic!("{status}: {said}"),
        }
    }

    /// What a server that does not start says, and its exit code.
    fn refused(&self, more: &[&str]) -> (Option<i32>, String) {
        match self.start(more) {
            Started::Ended(status, said) => (status.code(), said),
            Started::Serving(serving) => panic!("it serves at {}", serving.base),
        }
    }

    fn connect(&self, serving: &Serving, version: &'static SupportedProtocolVersion) -> Connection {
        let mut roots = RootCertStore::empty();
        roots.add(self.root.clone()).unwrap();
        let config = ClientConfig::builder_with_protocol_versions(&[version])
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client = ClientConnection::new(Arc::new(config), "localhost".try_into().unwrap()).unwrap();
        StreamOwned::new(client, tcp(serving))
    }
}

fn tcp(serving: &Serving) -> TcpStream {
    let (_, address) = serving.base.split_once("://").unwrap();
    let stream = TcpStream::connect(address.replace("0.0.0.0", "127.0.0.1")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

/// Asks and reads the answer; the connection stays open.
fn ask(connection: &mut (impl Read + Write)) -> String {
    connection.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"ok\n") {
        let mut byte = [0];
        connection.read_exact(&mut byte).unwrap();
        answer.extend(byte);
    }
    String::from_utf8(answer).unwrap().to_lowercase()
}

/// The certificate a new handshake is shown.
fn shown(place: &Place, serving: &Serving) -> CertificateDer<'static> {
    let mut connection = place.connect(serving, &rustls::version::TLS13);
    ask(&mut connection);
    connection.conn.peer_certificates().unwrap()[0].clone()
}

#[test]
fn both_versions_in_use_are_spoken_and_browsers_are_told_to_keep_to_tls() {
    let place = Place::new();
    let serving = place.serve();
    assert!(serving.base.starts_with("https://"), "{}", serving.base);
    for (version, spoken) in [
        (&rustls::version::TLS12, ProtocolVersion::TLSv1_2),
        (&rustls::version::TLS13, ProtocolVersion::TLSv1_3),
    ] {
        let mut connection = place.connect(&serving, version);
        let answer = ask(&mut connection);
        assert!(answer.starts_with("http/1.1 200"), "{answer}");
        assert!(answer.contains("strict-transport-security: max-age=31536000\r\n"), "{answer}");
        assert_eq!(connection.conn.protocol_version(), Some(spoken));
    }
    assert!(serving.stop().unwrap().success());
}

#[test]
fn older_versions_and_clear_text_are_not_answered() {
    let place = Place::new();
    let serving = place.serve();
    // A greeting of TLS 1.1 (RFC 4346 section 7.4.1.2): version, random, no session, two suites, no compression, signature_algorithms.
    let mut greeting = vec![3, 2];
    greeting.extend([7; 32]);
    greeting.extend([0, 0, 4, 0xc0, 0x13, 0xc0, 0x14, 1, 0]);
    greeting.extend([0, 8, 0, 13, 0, 4, 0, 2, 4, 3]);
    let length = u8::try_from(greeting.len()).unwrap();
    let record = [vec![22, 3, 1, 0, length + 4, 1, 0, 0, length], greeting].concat();
    let answer = |bytes: &[u8]| {
        let mut stream = tcp(&serving);
        stream.write_all(bytes).unwrap();
        let mut answer = Vec::new();
        let _reset = stream.read_to_end(&mut answer);
        answer
    };
    let alert = answer(&record);
    // An alert (21) that is fatal (2): protocol_version (70).
    assert_eq!((alert.first(), alert.get(5..)), (Some(&21), Some([2, 70].as_slice())), "{alert:?}");
    let clear = answer(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert!(!String::from_utf8_lossy(&clear).contains("HTTP"), "{clear:?}");
    assert!(serving.stop().unwrap().success());
}

#[test]
fn a_certificate_is_replaced_while_connections_go_on() {
    let place = Place::new();
    let former = place.issue();
    let serving = place.serve();
    let mut connection = place.connect(&serving, &rustls::version::TLS13);
    ask(&mut connection);
    assert_eq!(shown(&place, &serving), former);
    let next = place.issue();
    serving.signal("HUP").unwrap();
    let is_shown = (0..HANDSHAKES_MAX).any(|_| shown(&place, &serving) == next);
    assert!(is_shown, "the former certificate is still shown");
    assert!(ask(&mut connection).starts_with("http/1.1 200"), "the connection made before goes on");
    assert!(serving.stop().unwrap().success());
}

#[test]
fn files_that_cannot_be_used_leave_the_former_certificate_in_its_place() {
    let place = Place::new();
    let former = place.issue();
    let serving = place.serve();
    let log = place.program.folder().join("stderr");
    place.write("chain.pem", "half written");
    serving.signal("HUP").unwrap();
    let is_told = (0..HANDSHAKES_MAX).any(|_| {
        assert_eq!(shown(&place, &serving), former);
        fs::read_to_string(&log).unwrap().contains("tls.certificate_form")
    });
    assert!(is_told, "the log says nothing of it");
    assert_eq!(shown(&place, &serving), former);
    assert!(serving.stop().unwrap().success());
}

#[test]
fn a_server_does_not_start_with_files_it_cannot_use() {
    let place = Place::new();
    let refused = |code: &str| {
        let (status, said) = place.refused(&[]);
        assert_eq!(status, Some(65), "{said}");
        assert!(said.starts_with(&format!("{code}: ")), "{said}");
    };
    let chain = fs::read_to_string(place.folder.path().join("chain.pem")).unwrap();
    place.issue();
    place.write("chain.pem", &chain);
    refused("tls.key_differs");
    place.write("key.pem", &chain);
    refused("tls.key_form");
    place.issue();
    for no_certificate in ["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        place.write("chain.pem", no_certificate);
        refused("tls.certificate_form");
    }
    fs::remove_file(place.folder.path().join("chain.pem")).unwrap();
    assert_eq!(place.refused(&[]).0, Some(66));
}

#[test]
fn beyond_this_machine_only_over_tls_or_behind_a_proxy() {
    let place = Place::new();
    let anywhere = ["--listen", "0.0.0.0:0"];
    let start = |arguments: &[&str]| place.program.start(Serve { arguments, ..Serve::default() }).unwrap();
    match start(&anywhere) {
        Started::Ended(status, said) => {
            assert_eq!(status.code(), Some(65));
            assert!(said.starts_with("listen.not_loopback: "), "{said}");
        }
        Started::Serving(serving) => panic!("in clear at {}", serving.base),
    }
    let Started::Serving(serving) = place.start(&anywhere) else { panic!("not over TLS") };
    ask(&mut place.connect(&serving, &rustls::version::TLS13));
    assert!(serving.stop().unwrap().success());
    let behind = ["--listen", "0.0.0.0:0", "--behind-proxy"];
    let Started::Serving(serving) = start(&behind) else { panic!("not behind a proxy") };
    let answer = ask(&mut tcp(&serving));
    assert!(
        !answer.contains("strict-transport-security"),
        "sent in clear, it means nothing (RFC 6797 7.2): {answer}"
    );
    assert!(serving.stop().unwrap().success());
}

#[test]
fn handshakes_begun_and_left_have_an_end() {
    let place = Place::new();
    let serving = place.serve();
    let begun: Vec<_> = (0..256)
        .map(|_| {
            let mut stream = tcp(&serving);
            stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
            // The beginning of a record that holds a greeting, and no more of it.
            stream.write_all(&[22, 3, 1, 2, 0, 1, 0]).unwrap();
            stream
        })
        .collect();
    ask(&mut place.connect(&serving, &rustls::version::TLS13));
    for mut stream in begun {
        let mut rest = Vec::new();
        let _reset = stream.read_to_end(&mut rest);
        assert!(rest.is_empty(), "closed without an answer: {rest:?}");
    }
    assert!(serving.stop().unwrap().success());
}

#[test]
fn a_handshake_that_is_never_finished_keeps_nobody_waiting() {
    let place = Place::new();
    let serving = place.serve();
    let silent: Vec<_> = (0..64).map(|_| tcp(&serving)).collect();
    ask(&mut place.connect(&serving, &rustls::version::TLS13));
    drop(silent);
    assert!(serving.stop().unwrap().success());
}
