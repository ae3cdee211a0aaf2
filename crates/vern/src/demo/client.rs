//! The tour's own calls over HTTP, and what came back.

use serde_json::Value as Json;

use crate::failure::Failure;

/// One answer over HTTP.
pub(super) struct Seen {
    pub(super) status: u16,
    pub(super) receipt: Option<String>,
    pub(super) body: String,
}

impl Seen {
    pub(super) fn json(&self) -> Json {
        serde_json::from_str(&self.body).unwrap_or(Json::Null)
    }

    fn codes(&self) -> String {
        let body = self.json();
        let reasons = body.get("reasons").and_then(Json::as_array).cloned().unwrap_or_default();
        let codes: Vec<&str> = reasons.iter().filter_map(|reason| reason.get("code")?.as_str()).collect();
        codes.join(" ")
    }

    /// Status and codes: what a refusal is known by.
    pub(super) fn verdict(&self) -> String {
        format!("{} {}", self.status, self.codes()).trim_end().to_owned()
    }
}

#[derive(Clone)]
pub(super) struct Client {
    base: String,
    agent: ureq::Agent,
}

impl Client {
    pub(super) fn new(base: &str) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build()
            .into();
        Self { base: base.to_owned(), agent }
    }

    pub(super) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Result<Seen, Failure> {
        let mut request = self.agent.get(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let sent = tokio::task::spawn_blocking(move || -> Result<Seen, ureq::Error> {
            let mut response = request.call()?;
            let receipt = response
                .headers()
                .get("vern-receipt")
                .and_then(|value| value.to_str().ok())
                .map(ToOwned::to_owned);
            Ok(Seen {
                status: response.status().as_u16(),
                receipt,
                body: response.body_mut().read_to_string()?,
            })
        });
        Ok(sent.await.map_err(anyhow::Error::from)?.map_err(anyhow::Error::from)?)
    }
}
