//! E-mail: handed to one mail server under TLS, one letter after the other (RFC 5321, 5322).
//!
//! A letter's Message-ID is made of its id, so the same letter handed in twice is seen to be one. Deliberately not here: parts, attachments, HTML.

use std::time::Duration;

use jiff::fmt::rfc2822;
use lettre::address::{Address, Envelope};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, SinglePart};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::extension::ClientId;
use vern_core::time::Instant;

use crate::egress::{Egress, STEP_MAX, within};
use crate::error::OutboundError;
use crate::host::Host;
use crate::secret::Secret;
use crate::settings::{EmailSettings, SenderSettings, TlsMode};
use crate::starttls::ask_for_tls;
use crate::stream::Secured;

/// How long handing in one letter may take: RFC 5321 § 4.5.3.2 has ten minutes for the last answer alone; whoever needs more than this is tried again.
const LETTER_MAX: Duration = Duration::from_secs(120);
const HEADER_BYTES_MAX: usize = 900;

/// Headers a letter may bring beside its own.
pub const HEADERS_ALLOWED: [&str; 4] =
    ["List-Unsubscribe", "List-Unsubscribe-Post", "List-Id", "Auto-Submitted"];

/// A letter.
pub struct Letter<'a> {
    /// Names it wherever it is handed in: letters, digits and hyphens.
    pub id: &'a str,
    /// Whom it is from.
    pub sender: &'a SenderSettings,
    /// Whom it is to.
    pub to: &'a str,
    /// Its language, `nb` or `en`.
    pub language: &'a str,
    /// Its subject line.
    pub subject_line: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Headers of [`HEADERS_ALLOWED`], with their values.
    pub headers: &'a [(String, String)],
    /// When it was written.
    pub at: Instant,
}

/// A mail server that may be handed letters.
#[derive(Debug, Clone)]
pub struct MailServer {
    host: Host,
    port: u16,
    tls: TlsMode,
    hello: Host,
    login: Option<(String, Secret)>,
}

/// An open connection to a mail server that has let us in.
pub struct MailSession(AsyncSmtpConnection);

impl MailServer {
    /// As the settings have it, with the password they name.
    #[must_use]
    pub fn new(settings: &EmailSettings, password: Option<Secret>) -> Self {
        Self {
            host: settings.host.clone(),
            port: settings.port,
            tls: settings.tls,
            hello: settings.hello.clone(),
            login: settings.login.as_ref().map(|login| login.user.clone()).zip(password),
        }
    }

    /// Connects, speaks TLS, greets, logs in. Nothing about anyone is said yet.
    ///
    /// # Errors
    /// As [`Egress`] has them; `TlsNotOffered`, `TlsFailed`, `LoginRefused`, `NotUnderstood`, `Later`, `TooSlow`.
    pub async fn open(&self, egress: &Egress) -> Result<MailSession, OutboundError> {
        let mut stream = egress.connect(&self.host, self.port).await?;
        let secured = match self.tls {
            TlsMode::Implicit => Secured::new(egress.secure(stream, &self.host).await?),
            TlsMode::Starttls => {
                within(STEP_MAX, ask_for_tls(&mut stream, self.hello.as_str())).await??;
                Secured::upgraded(egress.secure(stream, &self.host).await?)
            }
        };
        let hello = ClientId::Domain(self.hello.as_str().to_owned());
        let connecting = AsyncSmtpConnection::connect_with_transport(Box::new(secured), &hello);
        let mut connection = within(STEP_MAX, connecting).await?.map_err(|error| of_session(&error))?;
        if let Some((user, password)) = &self.login {
            let credentials = Credentials::new(user.clone(), password.expose().to_owned());
            let logging_in = connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials);
            within(STEP_MAX, logging_in).await?.map_err(|error| of_login(&error))?;
        }
        Ok(MailSession(connection))
    }
}

impl MailSession {
    /// Hands in a letter. When this returns without an error the server has taken it.
    ///
    /// # Errors
    /// `Rejected` where the server will never take it, `Later` where it asks to be tried again; `MessageForm`; as [`MailServer::open`].
    pub async fn send(&mut self, letter: &Letter<'_>) -> Result<(), OutboundError> {
        let (envelope, bytes) = compose(letter)?;
        let sent = within(LETTER_MAX, self.0.send(&envelope, &bytes)).await?;
        sent.map(drop).map_err(|error| of_letter(&error))
    }

    /// Whether another letter can be handed in.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.0.has_broken()
    }

    /// Takes leave. What it was handed it has.
    pub async fn close(mut self) {
        let _left = within(STEP_MAX, self.0.quit()).await;
    }
}

/// What a failure says before any letter is handed in: never anything about a letter.
fn of_session(error: &SmtpError) -> OutboundError {
    if error.is_transient() {
        OutboundError::Later
    } else if error.is_permanent() || error.is_response() {
        OutboundError::NotUnderstood
    } else {
        OutboundError::Unreachable
    }
}

fn of_login(error: &SmtpError) -> OutboundError {
    // A client error: no way to log in that we know is offered.
    if error.is_permanent() || error.is_client() { OutboundError::LoginRefused } else { of_session(error) }
}

fn of_letter(error: &SmtpError) -> OutboundError {
    let code = error.status().map(u16::from);
    match code {
        // Of us, not of the letter (RFC 4954 § 6; 530 also asks for TLS, which stands).
        Some(530 | 534 | 535 | 538) => OutboundError::LoginRefused,
        _ if error.is_permanent() => OutboundError::Rejected,
        _ if error.is_client() => OutboundError::MessageForm,
        _ => of_session(error),
    }
}

/// The letter as it goes over the line: ASCII only, whatever its text.
fn compose(letter: &Letter<'_>) -> Result<(Envelope, Vec<u8>), OutboundError> {
    let form = |_| OutboundError::MessageForm;
    let from: Address = letter.sender.from.trim().parse().map_err(form)?;
    let to: Address = letter.to.trim().parse().map_err(form)?;
    let is_id = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if letter.subject_line.chars().any(char::is_control)
        || !letter.id.bytes().all(is_id)
        || letter.id.is_empty()
    {
        return Err(OutboundError::MessageForm);
    }
    let message_id = format!("<{}@{}>", letter.id, from.domain());
    let mut message = Message::builder()
        .from(Mailbox::new(letter.sender.name.clone(), from.clone()))
        .to(Mailbox::new(None, to.clone()))
        .subject(letter.subject_line)
        .message_id(Some(message_id))
        .singlepart(SinglePart::plain(letter.text.to_owned()))
        .map_err(|_| OutboundError::MessageForm)?;
    let date = rfc2822::DateTimePrinter::new().timestamp_to_string(&letter.at.to_timestamp());
    let date = date.map_err(|_| OutboundError::MessageForm)?;
    for (name, value) in [("Date", date.as_str()), ("Content-Language", letter.language)] {
        let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|_| OutboundError::MessageForm)?;
        message.headers_mut().insert_raw(HeaderValue::new(name, value.to_owned()));
    }
    for (name, value) in letter.headers {
        message.headers_mut().insert_raw(header(name, value)?);
    }
    let envelope = Envelope::new(Some(from), vec![to]).map_err(|_| OutboundError::MessageForm)?;
    Ok((envelope, message.formatted()))
}

fn header(name: &str, value: &str) -> Result<HeaderValue, OutboundError> {
    let known = HEADERS_ALLOWED.iter().find(|known| known.eq_ignore_ascii_case(name));
    let is_printable = !value.is_empty()
        && value.len() <= HEADER_BYTES_MAX
        && value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    match known.filter(|_| is_printable).map(|known| HeaderName::new_from_ascii((*known).to_owned())) {
        Some(Ok(name)) => Ok(HeaderValue::new(name, value.to_owned())),
        _ => Err(OutboundError::MessageForm),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sender() -> SenderSettings {
        SenderSettings {
            supplier: "mail-host".to_owned(),
            from: "post@granvik.example.no".to_owned(),
            name: Some("Granvik Årdal".to_owned()),
        }
    }

    fn letter<'a>(sender: &'a SenderSettings, headers: &'a [(String, String)]) -> Letter<'a> {
        Letter {
            id: "0192-abc",
            sender,
            to: "kari@example.no",
            language: "nb",
            subject_line: "Søknaden din",
            text: "Hei, Kari.\n.\nVi har slettet søknaden.\n",
            headers,
            at: Instant::from_micros(0),
        }
    }

    #[test]
    fn a_letter_is_ascii_and_names_itself_the_same_each_time() {
        let (sender, headers) =
            (sender(), [("list-unsubscribe".to_owned(), "<https://granvik.example.no/u/abc>".to_owned())]);
        let (envelope, bytes) = compose(&letter(&sender, &headers)).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.is_ascii(), "{text}");
        for line in [
            "Message-ID: <0192-abc@granvik.example.no>\r\n",
            "Content-Language: nb\r\n",
            "List-Unsubscribe: <https://granvik.example.no/u/abc>\r\n",
            "To: kari@example.no\r\n",
            "Date: Thu, 1 Jan 1970 00:00:00 -0000\r\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert_eq!(envelope.to().len(), 1);
        assert_eq!(compose(&letter(&sender, &headers)).unwrap().1, bytes);
    }

    #[test]
    fn nothing_adds_a_header_or_a_recipient() {
        let sender = sender();
        for headers in [
            ("Bcc", "x@example.no"),
            ("Subject", "x"),
            ("List-Id", "a\r\nBcc: x@example.no"),
            ("List-Id", "a\nb"),
            ("List-Id", ""),
            ("List-Id", "æ"),
        ] {
            let headers = [(headers.0.to_owned(), headers.1.to_owned())];
            assert_eq!(
                compose(&letter(&sender, &headers)).map(drop),
                Err(OutboundError::MessageForm),
                "{headers:?}"
            );
        }
        for to in
            ["", "kari", "kari@example.no\r\nRCPT TO:<x@example.no>", "a@b.no, c@d.no", "<kari@example.no>"]
        {
            assert!(compose(&Letter { to, ..letter(&sender, &[]) }).is_err(), "{to}");
        }
        for subject_line in ["a\r\nBcc: x@example.no", "a\nb"] {
            assert!(compose(&Letter { subject_line, ..letter(&sender, &[]) }).is_err());
        }
        assert!(compose(&Letter { id: "a>\r\n", ..letter(&sender, &[]) }).is_err());
    }

    proptest! {
        /// Whatever the words, the headers are those of the letter, and its body is one part.
        #[test]
        fn words_never_become_headers(subject_line in "\\PC{0,80}", text in "(\\PC|\r|\n){0,200}") {
            let sender = sender();
            let (_, bytes) = compose(&Letter { subject_line: &subject_line, text: &text, ..letter(&sender, &[]) }).unwrap();
            let written = String::from_utf8(bytes).unwrap();
            let head = written.split_once("\r\n\r\n").unwrap().0;
            let names: Vec<&str> = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']))
                .map(|line| line.split_once(':').unwrap().0).collect();
            let mut known = names.clone();
            known.sort_unstable();
            known.dedup();
            prop_assert_eq!(known.len(), names.len());
            prop_assert!(!names.contains(&"Bcc") && !names.contains(&"Cc"));
        }
    }
}
