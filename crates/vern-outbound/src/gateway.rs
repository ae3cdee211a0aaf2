//! Text messages: handed to a gateway as its description has it. Another gateway is another description, no other program.

use bytes::Bytes;
use form_urlencoded::Serializer;
use http_body_util::Full;
use hyper::header::{CONTENT_TYPE, HOST, HeaderName, HeaderValue};
use hyper::{Request, StatusCode};
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::egress::Egress;
use crate::error::OutboundError;
use crate::http::{HttpAnswer, HttpSession};
use crate::secret::{Secret, SecretName};
use crate::settings::{
    Accepted, BodyTemplate, GatewaySettings, HeaderTemplate, HttpsAddress, Method, SettingsError,
};

/// A text message.
#[derive(Clone, Copy)]
pub struct TextMessage<'a> {
    /// Names it: the same each time it is tried.
    pub id: &'a str,
    /// What the gateway takes as sender.
    pub from: &'a str,
    /// Whom it is to, in E.164 form.
    pub to: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// A gateway that may be handed text messages.
#[derive(Debug, Clone)]
pub struct Gateway {
    address: HttpsAddress,
    method: Method,
    /// Values that come from a secret print nothing and are never indexed by HTTP/2.
    headers: Vec<(HeaderName, HeaderValue)>,
    body: BodyTemplate,
    accepted: Accepted,
}

/// A connection to the gateway that has said nothing yet.
pub struct GatewaySession<'a> {
    session: HttpSession,
    gateway: &'a Gateway,
}

impl Gateway {
    /// As the settings have it, with the secrets they name.
    ///
    /// # Errors
    /// What `secret` gives; [`SettingsError::SecretForm`] for one that cannot stand in a header.
    pub fn new(
        settings: &GatewaySettings,
        secret: impl Fn(&SecretName) -> Result<Secret, SettingsError>,
    ) -> Result<Self, SettingsError> {
        let value = |template: &HeaderTemplate| match template {
            HeaderTemplate::Value(text) => HeaderValue::from_str(text).map_err(|_| SettingsError::Form),
            HeaderTemplate::Secret { before, secret: name } => {
                let text = Zeroizing::new(format!("{before}{}", secret(name)?.expose()));
                let mut value = HeaderValue::from_str(&text).map_err(|_| SettingsError::SecretForm)?;
                value.set_sensitive(true);
                Ok(value)
            }
        };
        let headers = settings.headers.iter().map(|(name, template)| Ok((name.clone(), value(template)?)));
        Ok(Self {
            address: settings.url.clone(),
            method: settings.method,
            headers: headers.collect::<Result<_, SettingsError>>()?,
            body: settings.body.clone(),
            accepted: settings.accepted.clone(),
        })
    }

    /// Connects and speaks TLS. Nothing about anyone is said yet.
    ///
    /// # Errors
    /// As [`Egress`] has them; `TlsFailed`, `TooSlow`.
    pub async fn open(&self, egress: &Egress) -> Result<GatewaySession<'_>, OutboundError> {
        let session = HttpSession::open(egress, &self.address.host, self.address.port).await?;
        Ok(GatewaySession { session, gateway: self })
    }

    fn request(&self, message: TextMessage<'_>) -> Result<Request<Full<Bytes>>, OutboundError> {
        let (kind, body) = match &self.body {
            BodyTemplate::Json(value) => ("application/json", filled_json(value, message).to_string()),
            BodyTemplate::Form(fields) => {
                let mut form = Serializer::new(String::new());
                for (name, value) in fields {
                    form.append_pair(name, &filled(value, message));
                }
                ("application/x-www-form-urlencoded", form.finish())
            }
        };
        let method = match self.method {
            Method::Post => hyper::Method::POST,
            Method::Put => hyper::Method::PUT,
        };
        let mut request = Request::builder()
            .method(method)
            .uri(&self.address.path)
            .header(HOST, &self.address.authority)
            .header(CONTENT_TYPE, kind)
            .body(Full::new(Bytes::from(body)))
            .map_err(|_| OutboundError::MessageForm)?;
        for (name, value) in &self.headers {
            request.headers_mut().insert(name.clone(), value.clone());
        }
        Ok(request)
    }

    fn judge(&self, answer: &HttpAnswer) -> Result<(), OutboundError> {
        let status = answer.status;
        if self.accepted.status.contains(&status.as_u16()) && self.is_field_as_expected(&answer.body) {
            return Ok(());
        }
        Err(match status {
            _ if status.is_redirection() => OutboundError::Redirected,
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::PROXY_AUTHENTICATION_REQUIRED => {
                OutboundError::LoginRefused
            }
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS => {
                OutboundError::Later
            }
            _ if status.is_client_error() => OutboundError::Rejected,
            _ if status.is_server_error() => OutboundError::Later,
            _ => OutboundError::NotUnderstood,
        })
    }

    fn is_field_as_expected(&self, body: &[u8]) -> bool {
        self.accepted.field.as_ref().is_none_or(|expected| {
            let answer: Option<Value> = serde_json::from_slice(body).ok();
            answer.as_ref().and_then(|answer| answer.pointer(&expected.pointer)) == Some(&expected.is)
        })
    }
}

impl GatewaySession<'_> {
    /// Hands in a message. When this returns without an error the gateway has taken it.
    ///
    /// # Errors
    /// `Rejected` where the gateway will never take it; `Later`, `LoginRefused`, `Redirected`, `NotUnderstood`, `Unreachable`, `TooSlow`.
    pub async fn send(self, message: TextMessage<'_>) -> Result<(), OutboundError> {
        let Self { session, gateway } = self;
        gateway.judge(&session.ask(gateway.request(message)?).await?)
    }
}

fn filled_json(value: &Value, message: TextMessage<'_>) -> Value {
    match value {
        Value::String(text) => Value::String(filled(text, message)),
        Value::Array(values) => {
            Value::Array(values.iter().map(|value| filled_json(value, message)).collect())
        }
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| (name.clone(), filled_json(value, message)));
            Value::Object(fields.collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

/// In one pass: what a message says is never itself a template.
fn filled(template: &str, message: TextMessage<'_>) -> String {
    let mut filled = String::with_capacity(template.len() + message.text.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, then) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(before);
        filled.push_str(match name {
            "to" => message.to,
            "text" => message.text,
            "from" => message.from,
            "id" => message.id,
            _ => "",
        });
        rest = then;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::settings::Settings;

    fn gateway(more: &str) -> Gateway {
        let text = format!("sms:\n  url: https://sms.example.no/send\n  organisations: {{}}\n{more}");
        Gateway::new(&Settings::parse(&text).unwrap().sms.unwrap(), |_| Err(SettingsError::SecretMissing))
            .unwrap()
    }

    fn answer(status: u16, body: &str) -> HttpAnswer {
        HttpAnswer {
            status: StatusCode::from_u16(status).unwrap(),
            headers: hyper::HeaderMap::new(),
            body: Bytes::from(body.to_owned()),
        }
    }

    const JSON: &str = "  body: { json: { to: '{to}', message: { text: 'Granvik: {text}', id: '{id}' } } }\n";

    #[test]
    fn what_counts_as_taken_stands_in_the_description() {
        let described = gateway(&format!(
            "{JSON}  accepted: {{ status: [202], where: {{ pointer: /status, is: queued }} }}\n"
        ));
        for (status, body, judged) in [
            (202, "{\"status\":\"queued\"}", Ok(())),
            (202, "{\"status\":\"error\"}", Err(OutboundError::NotUnderstood)),
            (202, "<html>", Err(OutboundError::NotUnderstood)),
            (200, "{\"status\":\"queued\"}", Err(OutboundError::NotUnderstood)),
            (302, "", Err(OutboundError::Redirected)),
            (400, "", Err(OutboundError::Rejected)),
            (401, "", Err(OutboundError::LoginRefused)),
            (403, "", Err(OutboundError::LoginRefused)),
            (429, "", Err(OutboundError::Later)),
            (500, "", Err(OutboundError::Later)),
            (503, "", Err(OutboundError::Later)),
        ] {
            assert_eq!(described.judge(&answer(status, body)), judged, "{status} {body}");
        }
    }

    proptest! {
        /// A message never changes the form of what is sent, nor is it read as a template.
        #[test]
        fn a_message_stays_in_its_place(text in "\\PC{0,60}", to in "\\+[0-9]{8}", id in "[a-f0-9]{8}") {
            let text = format!("{text}{{to}}\",\"x\":\"&to=1");
            let message = TextMessage { id: &id, from: "Granvik", to: &to, text: &text };
            let written = filled_json(&serde_json::json!({ "to": "{to}", "message": { "text": "Granvik: {text}", "id": "{id}" } }), message);
            let read: Value = serde_json::from_str(&written.to_string()).unwrap();
            prop_assert_eq!(read, serde_json::json!({ "to": to, "message": { "text": format!("Granvik: {text}"), "id": id } }));
        }
    }
}
