//! Against a real mail server and a real gateway (`vern_testkit::counterpart`): what is handed over, and what is told to nobody.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what the tests look up must be there; where it is not, they fail"
)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use vern_core::time::Instant;
use vern_outbound::{
    CarrierSession, Letter, Outbound, OutboundError, SenderSettings, Settings, SettingsError, SystemResolver,
    TextMessage,
};
use vern_testkit::counterpart::{Counterpart, MailTls};

const PASSWORD: &str = "correct horse";
const ID: &str = "0192f3a0-1111-7000-8000-000000000001";

fn secret(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
    std::fs::set_permissions(folder.join(name), std::fs::Permissions::from_mode(0o600)).unwrap();
}

fn opened(text: &str) -> Result<Outbound, SettingsError> {
    Outbound::open(Settings::parse(text).unwrap(), Arc::new(SystemResolver))
}

/// The way to a mail server that is called by a name, with a password.
fn mail_way(server: &Counterpart, (host, tls): (&str, &str), password: &str) -> Outbound {
    secret(server.folder(), "mail-password", password);
    let (folder, authority) = (server.folder().display(), server.authority());
    opened(&format!(
        "secrets: '{folder}'\ntrust: '{}'\ninternal_hosts: [{host}]\n\
         email: {{ host: {host}, port: {}, tls: {tls}, hello: vern.example.no, login: {{ user: vern, password: mail-password }}, \
         organisations: {{ granvik: {{ supplier: mail-host, from: post@granvik.example.no }} }} }}",
        authority.display(),
        server.port(),
    ))
    .unwrap()
}

async fn open(way: &Outbound) -> Result<CarrierSession<'_>, OutboundError> {
    way.email("granvik").unwrap().0.open(way.egress()).await
}

async fn send(
    session: &mut CarrierSession<'_>,
    sender: &SenderSettings,
    to: &str,
) -> Result<(), OutboundError> {
    let CarrierSession::Mail(mail) = session else { panic!("a mail server") };
    let headers = [("List-Unsubscribe".to_owned(), "<https://granvik.example.no/u/1>".to_owned())];
    let letter = Letter {
        id: ID,
        sender,
        to,
        language: "nb",
        subject_line: "Søknaden din",
        text: "Hei.\n.\nVi har slettet søknaden.",
        headers: &headers,
        at: Instant::from_micros(0),
    };
    mail.send(&letter).await
}

fn list<'a>(told: &'a Value, what: &str) -> &'a Vec<Value> {
    told[what].as_array().unwrap()
}

#[tokio::test]
async fn a_letter_goes_under_tls_both_ways_it_can_begin() {
    // P-A16
    for (tls, name) in [(MailTls::Implicit, "implicit"), (MailTls::Starttls, "starttls")] {
        let mut server = Counterpart::mail(tls, Some(PASSWORD)).unwrap();
        let way = mail_way(&server, ("localhost", name), PASSWORD);
        let (_, sender) = way.email("granvik").unwrap();
        let mut session = open(&way).await.unwrap();
        assert_eq!(send(&mut session, sender, "kari@example.no").await, Ok(()));
        assert_eq!(
            send(&mut session, sender, "ola@example.no").await,
            Ok(()),
            "the connection is used again"
        );
        session.close().await;
        let told = server.told().unwrap();
        let letters = list(&told, "letters");
        assert_eq!(letters.len(), 2, "{name}");
        assert_eq!((&letters[0]["secure"], &letters[0]["user"]), (&json!(true), &json!("vern")), "{name}");
        assert_eq!(letters[0]["to"], json!(["kari@example.no"]));
        let text = letters[0]["text"].as_str().unwrap();
        assert!(text.contains(&format!("Message-ID: <{ID}@granvik.example.no>\r\n")), "{text}");
        assert!(text.contains("List-Unsubscribe: <https://granvik.example.no/u/1>\r\n"), "{text}");
        let met = list(&told, "met");
        assert!(!met.iter().any(|it| it.as_str().unwrap().contains("in clear")), "{met:?}");
    }
}

#[tokio::test]
async fn a_server_without_tls_is_told_nothing_about_anyone() {
    // P-A16
    let mut server = Counterpart::mail(MailTls::None, Some(PASSWORD)).unwrap();
    let way = mail_way(&server, ("localhost", "starttls"), PASSWORD);
    assert_eq!(open(&way).await.map(drop), Err(OutboundError::TlsNotOffered));
    let way = mail_way(&server, ("localhost", "implicit"), PASSWORD);
    assert_eq!(open(&way).await.map(drop), Err(OutboundError::TlsFailed));
    let told = server.told().unwrap();
    assert!(list(&told, "letters").is_empty());
    let met = list(&told, "met");
    assert!(met.iter().all(|it| it == "connect"), "neither a password nor an address: {met:?}");
}

#[tokio::test]
async fn a_server_that_is_not_who_it_should_be_is_told_nothing_about_anyone() {
    for (tls, name) in [(MailTls::Implicit, "implicit"), (MailTls::Starttls, "starttls")] {
        let mut server = Counterpart::mail(tls, Some(PASSWORD)).unwrap();
        // The right authority and another name; then the right name and another authority.
        let way = mail_way(&server, ("127.0.0.1", name), PASSWORD);
        assert_eq!(open(&way).await.map(drop), Err(OutboundError::TlsFailed));
        let stranger = Counterpart::mail(tls, None).unwrap();
        std::fs::copy(stranger.authority(), server.authority()).unwrap();
        let way = mail_way(&server, ("localhost", name), PASSWORD);
        assert_eq!(open(&way).await.map(drop), Err(OutboundError::TlsFailed));
        let told = server.told().unwrap();
        let met = list(&told, "met");
        assert!(met.iter().all(|it| it == "connect"), "{met:?}");
    }
}

#[tokio::test]
async fn what_a_server_says_to_a_letter_is_told_apart() {
    let server = Counterpart::mail(MailTls::Implicit, Some(PASSWORD)).unwrap();
    let way = mail_way(&server, ("localhost", "implicit"), PASSWORD);
    let (_, sender) = way.email("granvik").unwrap();
    for (to, answer) in [
        ("later@example.no", Err(OutboundError::Later)),
        ("gone@example.no", Err(OutboundError::Rejected)),
        ("once@example.no", Err(OutboundError::Later)),
        ("once@example.no", Ok(())),
    ] {
        let mut session = open(&way).await.unwrap();
        assert_eq!(send(&mut session, sender, to).await, answer, "{to}");
    }
    let way = mail_way(&server, ("localhost", "implicit"), "wrong");
    assert_eq!(open(&way).await.map(drop), Err(OutboundError::LoginRefused));
}

#[tokio::test]
async fn a_host_on_this_machine_is_reached_only_where_the_settings_say_so() {
    let mut server = Counterpart::mail(MailTls::Implicit, None).unwrap();
    let way = opened(&format!(
        "trust: '{}'\nemail: {{ host: localhost, port: {}, tls: implicit, hello: vern.example.no, \
         organisations: {{ granvik: {{ supplier: x, from: post@granvik.example.no }} }} }}",
        server.authority().display(),
        server.port()
    ));
    assert_eq!(open(&way.unwrap()).await.map(drop), Err(OutboundError::AddressNotAllowed));
    assert!(list(&server.told().unwrap(), "met").is_empty());
}

#[tokio::test]
async fn a_text_message_goes_as_the_gateway_is_described() {
    let mut server = Counterpart::gateway("localhost").unwrap();
    secret(server.folder(), "sms-key", "k-123\n");
    let way = opened(&format!(
        "secrets: '{}'\ntrust: '{}'\ninternal_hosts: [localhost]\nsms:\n  url: https://localhost:{}/v1/messages\n  \
         headers: {{ Authorization: {{ before: 'Bearer ', secret: sms-key }} }}\n  \
         body: {{ json: {{ to: '{{to}}', from: '{{from}}', text: '{{text}}', reference: '{{id}}' }} }}\n  \
         accepted: {{ status: [202], where: {{ pointer: /status, is: queued }} }}\n  \
         organisations: {{ granvik: {{ supplier: sms-host, from: Granvik }} }}\n",
        server.folder().display(),
        server.authority().display(),
        server.port()
    ))
    .unwrap();
    let (carrier, sender) = way.sms("granvik").unwrap();
    for (to, answer) in [
        ("+4741288991", Ok(())),
        ("+4741288404", Err(OutboundError::Rejected)),
        ("+4741288503", Err(OutboundError::Later)),
        ("+4741288302", Err(OutboundError::Redirected)),
        ("+4741288299", Err(OutboundError::NotUnderstood)),
    ] {
        let CarrierSession::Gateway(session) = carrier.open(way.egress()).await.unwrap() else {
            panic!("a gateway")
        };
        let message = TextMessage { id: "m-1", from: &sender.from, to, text: "Koden er \"123 456\" {to}" };
        assert_eq!(session.send(message).await, answer, "{to}");
    }
    let told = server.told().unwrap();
    let requests = list(&told, "requests");
    assert_eq!(requests.len(), 5, "nothing is asked twice, and what points elsewhere is not followed");
    assert_eq!(requests[0]["path"], "/v1/messages");
    assert_eq!(requests[0]["headers"]["authorization"], "Bearer k-123");
    let body: Value = serde_json::from_str(requests[0]["body"].as_str().unwrap()).unwrap();
    let text = "Koden er \"123 456\" {to}";
    assert_eq!(body, json!({ "to": "+4741288991", "from": "Granvik", "text": text, "reference": "m-1" }));
}

#[tokio::test]
async fn what_the_settings_name_must_be_there() {
    let server = Counterpart::mail(MailTls::Implicit, None).unwrap();
    let folder = server.folder().display();
    let email = "email: { host: localhost, port: 465, tls: implicit, hello: vern.example.no, \
        login: { user: vern, password: nowhere }, organisations: {} }";
    assert_eq!(opened(&format!("secrets: '{folder}'\n{email}")).err(), Some(SettingsError::SecretMissing));
    assert_eq!(opened("trust: /nowhere.pem\n").err(), Some(SettingsError::Trust));
    secret(server.folder(), "nothing.pem", "no certificate");
    assert_eq!(opened(&format!("trust: '{folder}/nothing.pem'\n")).err(), Some(SettingsError::Trust));
}
