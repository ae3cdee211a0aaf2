//! A caller of the REST interface.

use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use vern_testkit::program::{Program, Serving};

/// An installation of its own, and a token of its manager.
pub(crate) struct Place {
    pub(crate) program: Program,
    pub(crate) token: String,
    _folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("vern-fault-").tempdir().unwrap();
        let program = Program::new(Path::new(env!("CARGO_BIN_EXE_vern")), folder.path());
        let token = program.install().unwrap();
        Self { program, token, _folder: folder }
    }

    pub(crate) fn client(&self, serving: &Serving) -> Client {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        Client { agent, base: serving.base.clone(), bearer: format!("Bearer {}", self.token) }
    }
}

#[derive(Clone)]
pub(crate) struct Client {
    agent: ureq::Agent,
    base: String,
    bearer: String,
}

impl Client {
    pub(crate) fn put(&self, key: &str, body: &Value) -> (u16, Value) {
        answer(self.try_put(key, body))
    }

    /// As [`Client::put`], where the server may close the connection before it has taken all of the body.
    pub(crate) fn try_put(
        &self,
        key: &str,
        body: &Value,
    ) -> Result<ureq::http::Response<ureq::Body>, ureq::Error> {
        let url = format!("{}/v1/records/{key}", self.base);
        self.agent.put(url).header("authorization", &self.bearer).send_json(body)
    }

    /// A customer of that name, of a subject that is there or a new one.
    pub(crate) fn put_customer(&self, key: &str, name: &str, subject: Option<&str>) -> (u16, Value) {
        let mut body = json!({ "activity": "contracts", "category": "customer", "fields": { "name": name } });
        if let Some(subject) = subject {
            body["subject"] = json!(subject);
        }
        self.put(key, &body)
    }

    pub(crate) fn read(&self, key: &str, activity: &str) -> (u16, Value) {
        let url = format!("{}/v1/records/{key}", self.base);
        let sent =
            self.agent.get(url).header("authorization", &self.bearer).header("vern-activity", activity);
        answer(sent.call())
    }

    pub(crate) fn erase(&self, key: &str, activity: &str) -> (u16, Value) {
        let url = format!("{}/v1/records/{key}", self.base);
        let sent =
            self.agent.delete(url).header("authorization", &self.bearer).header("vern-activity", activity);
        answer(sent.call())
    }

    /// Says that a subject objects to an activity.
    pub(crate) fn object(&self, subject: &str, activity: &str) -> (u16, Value) {
        let url = format!("{}/v1/subjects/{subject}/objections/{activity}", self.base);
        let body = json!({ "objects": true });
        answer(self.agent.put(url).header("authorization", &self.bearer).send_json(&body))
    }

    /// Erases all that is held on a subject.
    pub(crate) fn erase_subject(&self, subject: &str) -> (u16, Value) {
        let url = format!("{}/v1/subjects/{subject}/erasures", self.base);
        answer(self.agent.post(url).header("authorization", &self.bearer).send_json(json!({})))
    }

    pub(crate) fn search(&self, body: &Value) -> (u16, Value) {
        let url = format!("{}/v1/records:search", self.base);
        answer(self.agent.post(url).header("authorization", &self.bearer).send_json(body))
    }
}

fn answer(sent: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> (u16, Value) {
    let mut response = sent.unwrap();
    let status = response.status().as_u16();
    (status, response.body_mut().with_config().limit(16 << 20).read_json().unwrap())
}

/// Text of an answer at a JSON pointer.
pub(crate) fn text<'a>(body: &'a Value, at: &str) -> &'a str {
    body.pointer(at).and_then(Value::as_str).unwrap_or_default()
}
