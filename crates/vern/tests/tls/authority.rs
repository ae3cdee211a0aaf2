//! A certificate from an authority, asked for by ACME and proven on the server's own port.

use std::fs;
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use vern_testkit::certificate_authority::{Authority, Issuing, certificate_settings, free_port};
use vern_testkit::program::{Program, Serve, Serving, Started};

use super::ask;

/// What every certificate here is for.
const NAME: &str = "vern.example.no";
/// So often is looked whether something has come about, a tenth of a second apart.
const LOOKS_MAX: usize = 900;

/// An installation, and the authority its server asks.
struct Place {
    folder: tempfile::TempDir,
    program: Program,
    port: u16,
    authority: Authority,
}

impl Place {
    fn new(issuing: Issuing<'_>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = Program::new(Path::new(env!("CARGO_BIN_EXE_vern")), folder.path());
        program.install().unwrap();
        let port = free_port().unwrap();
        let place = Self { authority: Authority::start(port, issuing).unwrap(), folder, program, port };
        place.write_settings(None);
        place
    }

    fn write_settings(&self, secrets: Option<&Path>) {
        let settings = certificate_settings(&self.authority, NAME, secrets);
        fs::write(self.folder.path().join("outbound.yaml"), settings).unwrap();
    }

    fn start(&self, more: &[&str]) -> Started {
        let settings = self.folder.path().join("outbound.yaml").display().to_string();
        let listen = format!("127.0.0.1:{}", self.port);
        let arguments = [&["--outbound", &settings, "--listen", &listen], more].concat();
        self.program.start(Serve { arguments: &arguments, ..Serve::default() }).unwrap()
    }

    fn serve(&self) -> Serving {
        match self.start(&[]) {
            Started::Serving(serving) => serving,
            Started::Ended(status, said) => panic!("{status}: {said}"),
        }
    }

    fn log(&self) -> String {
        fs::read_to_string(self.program.folder().join("stderr")).unwrap()
    }

    fn kept(&self, name: &str) -> String {
        let file = self.program.keys.join(name);
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name} is its owner's alone");
        fs::read_to_string(file).unwrap()
    }

    /// Speaks TLS with the server, which proves that it is the name, under a root; with these protocols.
    fn connect(
        &self,
        root: &str,
        protocols: &[&str],
    ) -> Result<StreamOwned<ClientConnection, TcpStream>, String> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(root.as_bytes()).unwrap()).unwrap();
        let mut config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = protocols.iter().map(|it| it.as_bytes().to_vec()).collect();
        let mut client = ClientConnection::new(Arc::new(config), NAME.try_into().unwrap()).unwrap();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        while client.is_handshaking() {
            client.complete_io(&mut stream).map_err(|error| error.to_string())?;
        }
        Ok(StreamOwned::new(client, stream))
    }

    /// The certificate a handshake is shown, as soon as one succeeds that is not this.
    fn shown_instead_of(&self, former: Option<&CertificateDer<'_>>) -> CertificateDer<'static> {
        let root = self.authority.root().unwrap();
        for _ in 0..LOOKS_MAX {
            if let Ok(mut connection) = self.connect(&root, &["http/1.1"]) {
                let shown = connection.conn.peer_certificates().unwrap()[0].clone().into_owned();
                if former != Some(&shown) {
                    assert!(ask(&mut connection).starts_with("http/1.1 200"));
                    return shown;
                }
            }
            sleep(Duration::from_millis(100));
        }
        panic!("no other certificate: {}", self.log());
    }

    fn wait_for_log(&self, word: &str) {
        let is_there = (0..LOOKS_MAX).any(|_| {
            sleep(Duration::from_millis(100));
            self.log().contains(word)
        });
        assert!(is_there, "{word} is not in the log: {}", self.log());
    }
}

#[test]
fn a_certificate_is_issued_and_kept_for_the_next_start() {
    let mut place = Place::new(Issuing::default());
    let serving = place.serve();
    assert!(serving.base.starts_with("https://"), "{}", serving.base);
    let shown = place.shown_instead_of(None);
    assert!(serving.stop().unwrap().success());
    assert!(place.kept("acme-certificate.pem").contains("PRIVATE KEY"));
    place.kept("acme-account.json");

    // The authority is another that has issued nothing, and the certificate is there from the first handshake on.
    let root = place.authority.root().unwrap();
    place.authority = Authority::start(free_port().unwrap(), Issuing::default()).unwrap();
    place.write_settings(None);
    let serving = place.serve();
    let mut connection = place.connect(&root, &["http/1.1"]).unwrap();
    assert_eq!(connection.conn.peer_certificates().unwrap()[0], shown);
    assert!(ask(&mut connection).starts_with("http/1.1 200"));
    assert!(serving.stop().unwrap().success());
}

#[test]
fn a_certificate_is_replaced_before_it_is_over_while_connections_go_on() {
    let place = Place::new(Issuing { validity: Some(15), ..Issuing::default() });
    let serving = place.serve();
    let first = place.shown_instead_of(None);
    let account = place.kept("acme-account.json");
    let mut connection = place.connect(&place.authority.root().unwrap(), &["http/1.1"]).unwrap();
    let next = place.shown_instead_of(Some(&first));
    assert_ne!(next, first);
    assert!(ask(&mut connection).starts_with("http/1.1 200"), "the connection made before goes on");
    assert_eq!(place.kept("acme-account.json"), account, "the account is the same");
    assert!(serving.stop().unwrap().success());
}

#[test]
fn a_name_that_leads_elsewhere_gets_none_and_another_try_is_made_when_asked_for() {
    let place = Place::new(Issuing::default());
    place.authority.lead_names_to("127.0.0.9").unwrap();
    let serving = place.serve();
    place.wait_for_log("does not issue a certificate: unauthorized");
    let refused = place.connect(&place.authority.root().unwrap(), &[]);
    assert!(refused.is_err(), "there is nothing to show");
    assert!(!place.log().contains("drift@"), "{}", place.log());
    place.authority.lead_names_to("127.0.0.1").unwrap();
    serving.signal("HUP").unwrap();
    place.shown_instead_of(None);
    assert!(serving.stop().unwrap().success());
}

#[test]
fn an_authority_that_has_forgotten_the_account_is_given_another() {
    let mut place = Place::new(Issuing::default());
    let serving = place.serve();
    let former = place.shown_instead_of(None);
    let account = place.kept("acme-account.json");
    assert!(serving.stop().unwrap().success());
    fs::remove_file(place.program.keys.join("acme-certificate.pem")).unwrap();
    place.authority = Authority::start(place.port, Issuing::default()).unwrap();
    // The account names addresses of the authority, which is at another now.
    let moved = moved_account(&account, &place.authority.directory());
    fs::write(place.program.keys.join("acme-account.json"), moved).unwrap();
    place.write_settings(None);
    let serving = place.serve();
    assert_ne!(place.shown_instead_of(None), former);
    assert_ne!(place.kept("acme-account.json"), account);
    assert!(serving.stop().unwrap().success());
}

/// An account as if its authority had always been at another address.
fn moved_account(account: &str, directory: &str) -> String {
    let mut account: serde_json::Value = serde_json::from_str(account).unwrap();
    let (former, _) = account["directory"].as_str().unwrap().rsplit_once('/').unwrap();
    let (base, _) = directory.rsplit_once('/').unwrap();
    let id = account["id"].as_str().unwrap().replace(former, base);
    account["id"] = id.into();
    account["directory"] = directory.into();
    account.to_string()
}

#[test]
fn an_account_held_by_other_means_is_shown_where_the_authority_wants_one() {
    let (id, key) = ("kid-1", "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W");
    let place = Place::new(Issuing { external: Some((id, key)), ..Issuing::default() });
    let serving = place.serve();
    place.wait_for_log("does not issue a certificate: externalAccountRequired");
    assert!(serving.stop().unwrap().success());
    let secret = place.folder.path().join("acme-mac");
    fs::write(&secret, key).unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
    place.write_settings(Some(place.folder.path()));
    let serving = place.serve();
    place.shown_instead_of(None);
    assert!(!place.log().contains(key), "{}", place.log());
    assert!(serving.stop().unwrap().success());
}

#[test]
fn who_asks_for_a_proof_that_is_not_being_looked_for_is_shown_nothing() {
    let place = Place::new(Issuing::default());
    let serving = place.serve();
    place.shown_instead_of(None);
    let root = place.authority.root().unwrap();
    assert!(place.connect(&root, &["acme-tls/1"]).is_err());
    // Named among others it asks for no proof (RFC 8737 section 3), and the others are spoken.
    let mut connection = place.connect(&root, &["acme-tls/1", "http/1.1"]).unwrap();
    assert_eq!(connection.conn.alpn_protocol(), Some(b"http/1.1".as_slice()));
    assert!(ask(&mut connection).starts_with("http/1.1 200"));
    assert!(serving.stop().unwrap().success());
}

#[test]
fn files_and_a_proxy_in_front_need_no_authority() {
    let place = Place::new(Issuing::default());
    let made = rcgen::generate_simple_self_signed([NAME.to_owned()]).unwrap();
    let file = |name: &str, text: &str| {
        let file = place.folder.path().join(name);
        fs::write(&file, text).unwrap();
        file.display().to_string()
    };
    let chain = file("chain.pem", &made.cert.pem());
    let key = file("key.pem", &made.signing_key.serialize_pem());
    for other in [&["--behind-proxy"][..], &["--certificate", &chain, "--certificate-key", &key]] {
        let Started::Ended(status, said) = place.start(other) else { panic!("it serves: {other:?}") };
        assert_eq!(status.code(), Some(65));
        assert!(said.starts_with("tls.certificate_twice: "), "{said}");
    }
}
