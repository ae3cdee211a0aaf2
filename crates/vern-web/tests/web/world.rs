//! A router over an installation with two controllers. Every answer under `/v1/` is held against the OpenAPI document.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;
use vern_app::{Installation, InstallationOptions, ManualClock, StoreOptions};
use vern_core::time::Instant;
use vern_testkit::database::Database;
use vern_web::{Guide, RateLimit, Web, router};

pub(crate) const CHARTER: &str = include_str!("../../../../examples/software-company.yaml");

/// Where the pages are reached.
pub(crate) const SITE: &str = "https://vern.example";

/// The words of [`consenting`].
pub(crate) const CONSENT_TEXT: &str = "Ja, dere kan ringe meg med tilbud.";

/// The charter with words to ask prospects for consent with and a month to tell them in, an activity that carries consents, a newsletter, accesses that are looked
/// at again, and a sentence that calls something consent.
pub(crate) fn consenting() -> String {
    let manager = "      - { activity: prospects, acts: [register, read, alter, use, restrict, erase] }\n";
    let asked = format!(
        "    consent_text: {{ nb: \"{CONSENT_TEXT}\", en: \"Yes, you may call me with offers.\" }}\n"
    );
    let carrier = "\nactivities:\n  - id: consents\n    label: { nb: Samtykker, en: Consents }\n    carries: consents\n    clause: Samtykke\n    \
        purpose: { nb: Vise hva folk har samtykket til., en: Show what people have consented to. }\n    basis: { article: \"6(1)(c)\" }\n    \
        subjects: [prospect, reader]\n    data: [consent_record]\n    operations: [register, read, erase]\n    \
        retention:\n      - { after: P3Y, from: created, clause: Samtykke }\n";
    let claim = "claims:\n  - id: writing_is_consent\n    kind: consent_by_use\n    clause: Chat\n    \
        says: { nb: Den som skriver samtykker dermed., en: Whoever writes consents. }\n";
    let parts = [
        (
            "data_types:\n",
            "data_types:\n  - { id: consent_record, kind: document, label: { nb: Samtykke, en: Consent } }\n"
                .to_owned(),
        ),
        ("    subjects: [prospect]\n", format!("{asked}    subjects: [prospect]\n")),
        ("\nactivities:\n", carrier.to_owned()),
        (manager, format!("{manager}      - {{ activity: consents, acts: [register, read, erase] }}\n")),
        ("claims:\n", claim.to_owned()),
        ("\nclaims:\n", "\nperiods: { access_review: P6M }\nclaims:\n".to_owned()),
    ];
    let consenting = parts.iter().fold(CHARTER.to_owned(), |charter, (old, new)| {
        assert!(charter.contains(old), "{old}");
        charter.replacen(old, new, 1)
    });
    vern_testkit::charter::with_telling(&vern_testkit::charter::with_newsletter(&consenting))
}

pub(crate) struct World {
    pub(crate) installation: Arc<Installation>,
    openapi: Value,
    router: Router,
    /// The data database, as someone with the disk in hand has it.
    pub(crate) database: Database,
    pub(crate) clock: Arc<ManualClock>,
    _directory: TempDir,
}

/// An answer, whole.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The stable code of a problem.
    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// A request under construction, with what of it is text.
pub(crate) struct Ask {
    request: Request<Body>,
    body: Option<Value>,
}

pub(crate) fn ask(method: &str, path: &str) -> Ask {
    let method: Method = method.parse().unwrap();
    Ask { request: Request::builder().method(method).uri(path).body(Body::empty()).unwrap(), body: None }
}

impl Ask {
    /// From a peer at this address, as the server says.
    pub(crate) fn from(mut self, peer: &str) -> Self {
        self.request
            .extensions_mut()
            .insert(axum::extract::ConnectInfo::<std::net::SocketAddr>(peer.parse().unwrap()));
        self
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.request.headers_mut().append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        self
    }

    pub(crate) fn with_bytes(mut self, name: &'static str, value: &[u8]) -> Self {
        self.request.headers_mut().insert(name, HeaderValue::from_bytes(value).unwrap());
        self
    }

    pub(crate) fn by(self, token: &str) -> Self {
        self.with("authorization", &format!("Bearer {token}"))
    }

    pub(crate) fn body(self, body: impl Into<Body>) -> Self {
        let (parts, _) = self.request.into_parts();
        Self { request: Request::from_parts(parts, body.into()), body: None }
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        let asked = self.with("content-type", "application/json").body(body.to_string());
        Self { body: Some(body.clone()), ..asked }
    }

    /// The request, to send elsewhere.
    pub(crate) fn into_request(self) -> Request<Body> {
        self.request
    }

    /// The JSON it carries.
    pub(crate) fn sent(&self) -> Option<&Value> {
        self.body.as_ref()
    }

    /// The same, to another address.
    pub(crate) fn to(mut self, path: &str) -> Self {
        *self.request.uri_mut() = path.parse().unwrap();
        self
    }

    pub(crate) fn path(&self) -> &str {
        self.request.uri().path()
    }

    /// Address and body as text.
    pub(crate) fn text(&self) -> String {
        let body = self.body.as_ref().map(Value::to_string).unwrap_or_default();
        format!("{} {body}", self.request.uri())
    }
}

/// Headers the description names where they come.
fn is_ours(name: &str) -> bool {
    name.starts_with("vern-") || ["etag", "retry-after", "www-authenticate"].contains(&name)
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(CHARTER, None).await
    }

    /// Where every row of `operation` has something to do.
    pub(crate) async fn of_rows() -> Self {
        Self::with(&consenting(), None).await
    }

    pub(crate) async fn with(charter: &str, guide: Option<Arc<dyn Guide>>) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let database = Database::fresh(&directory.path().join("data")).unwrap();
        let options = InstallationOptions {
            data: database.place(),
            keys: directory.path().join("keys"),
            name: "vern.test".to_owned(),
            store: StoreOptions::default(),
        };
        let now = Instant::from_timestamp("2026-11-22T06:00:00Z".parse().unwrap());
        let on_fatal = Box::new(|why: &str| panic!("{why}"));
        let clock = Arc::new(ManualClock::at(now));
        let installation = Installation::open(options, clock.clone(), on_fatal).await.unwrap();
        for document in [charter.to_owned(), charter.replace("id: granvik", "id: nordvik")] {
            installation.import_charter(document.as_bytes(), "charter.yaml").await.unwrap();
        }
        let openapi = serde_json::from_str(&vern_web::openapi_json().unwrap()).unwrap();
        let router = router(Web::new(Arc::clone(&installation), guide).at(SITE));
        Self { installation, openapi, router, database, clock, _directory: directory }
    }

    /// The same, with another limit on the calls of a credential.
    pub(crate) fn limited(self, limit: RateLimit) -> Self {
        let web = Web::new(Arc::clone(&self.installation), None).limited(limit);
        Self { router: router(web), ..self }
    }

    pub(crate) async fn token(&self, organisation: &str, role: &str) -> String {
        let issued = self.installation.issue_token(organisation, role).await.unwrap().value;
        issued.token.expose_text().to_owned()
    }

    /// Sends, and hands back the answer as it begins.
    pub(crate) async fn begin(&self, ask: Ask) -> Response {
        self.router.clone().oneshot(ask.request).await.unwrap()
    }

    pub(crate) async fn send(&self, ask: Ask) -> Answer {
        let (method, path) = (ask.request.method().clone(), ask.request.uri().path().to_owned());
        let response = self.router.clone().oneshot(ask.request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        self.require_documented(&method, &path, &answer);
        answer
    }

    /// What the description has at a pointer, or where its reference leads.
    pub(crate) fn described<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(reference) => self.openapi.pointer(reference.trim_start_matches('#')).unwrap(),
            None => value,
        }
    }

    /// The operations of the OpenAPI document: method, path, operation.
    pub(crate) fn operations(&self) -> Vec<(String, String, Value)> {
        let paths = self.openapi["paths"].as_object().unwrap();
        let of_path = |(path, item): (&String, &Value)| -> Vec<_> {
            let operations = item.as_object().unwrap().iter();
            operations
                .map(|(method, operation)| (method.to_uppercase(), path.clone(), operation.clone()))
                .collect()
        };
        paths.iter().flat_map(of_path).collect()
    }

    fn require_documented(&self, method: &Method, path: &str, answer: &Answer) {
        let found = self.operations().into_iter().find(|(known, template, _)| {
            let (sent, known_path): (Vec<_>, Vec<_>) =
                (path.split('/').collect(), template.split('/').collect());
            // An index of a tile or a file has several parts.
            let is_open = known_path.last().is_some_and(|last| matches!(*last, "{index}" | "{file}"));
            let parts = if is_open { sent.len() >= known_path.len() } else { sent.len() == known_path.len() };
            known == method.as_str()
                && parts
                && sent.iter().zip(&known_path).all(|(sent, known)| sent == known || known.starts_with('{'))
        });
        let Some((_, template, operation)) = found else { return };
        let status = answer.status.as_u16().to_string();
        let documented = self.described(&operation["responses"][&status]);
        let code =
            serde_json::from_slice(&answer.body).map_or(Value::Null, |body: Value| body["code"].clone());
        assert!(
            documented.is_object(),
            "{method} {template} answered {status} {code}, which is not documented"
        );
        for name in answer.headers.keys().filter(|name| is_ours(name.as_str())) {
            let mut known = documented["headers"].as_object().unwrap().keys();
            assert!(
                known.any(|known| known.eq_ignore_ascii_case(name.as_str())),
                "{method} {template} {status}: {name}"
            );
        }
        if answer.status == StatusCode::NO_CONTENT {
            assert!(answer.body.is_empty() && documented["content"].is_null(), "{method} {template}");
            return;
        }
        let content_type = answer.header("content-type").split(';').next().unwrap_or_default();
        assert!(
            documented["content"][content_type].is_object(),
            "{method} {template} {status}: {content_type}"
        );
        if let Some(code) = code.as_str() {
            let example = &documented["content"][content_type]["examples"][code];
            assert!(example.is_object(), "{method} {template} {status}: {code} is not described");
        }
    }

    /// Registers a prospect.
    pub(crate) async fn put(&self, token: &str, key: &str, fields: Value) -> Answer {
        let body = serde_json::json!({ "activity": "prospects", "fields": fields });
        self.send(ask("PUT", &format!("/v1/records/{key}")).by(token).json(&body)).await
    }

    pub(crate) async fn read(&self, token: &str, key: &str, activity: &str) -> Answer {
        self.send(ask("GET", &format!("/v1/records/{key}")).by(token).with("vern-activity", activity)).await
    }

    pub(crate) async fn search(&self, token: &str, body: Value) -> Answer {
        self.send(ask("POST", "/v1/records:search").by(token).json(&body)).await
    }
}
