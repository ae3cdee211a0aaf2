//! A short script that touches every kind of change there is: register, alter, a second record of a subject, erase the last record of one,
//! restrict and lift, consent given and taken back, a long document, a search. One client, one step after the other.
//!
//! What each step must leave is not written here by hand: it is observed once without a fault ([`Script::reference`]), and compared with ever after.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

/// A step.
#[derive(Debug, Clone, Copy)]
enum Step {
    Put { key: &'static str, of: &'static str, activity: &'static str, value: &'static str },
    Erase { key: &'static str, activity: &'static str },
    Restrict { of: &'static str, restricted: bool },
    Consent { of: &'static str, given: bool },
    Search,
}

/// `of` is the key whose subject is meant: another record's, or the record's own, which is then a new subject's.
const STEPS: &[Step] = &[
    Step::Put { key: "a", of: "a", activity: "contracts", value: "Kari Nordmann" },
    Step::Put { key: "a", of: "a", activity: "contracts", value: "Kari Hansen" },
    Step::Put { key: "b", of: "a", activity: "contracts", value: "Kari Hansen, faktura" },
    Step::Put { key: "c", of: "c", activity: "contracts", value: "Ola Nordmann" },
    Step::Erase { key: "c", activity: "contracts" },
    Step::Restrict { of: "a", restricted: true },
    Step::Restrict { of: "a", restricted: false },
    Step::Put { key: "w", of: "w", activity: "web_analytics", value: "Oslo" },
    Step::Consent { of: "w", given: false },
    Step::Consent { of: "w", given: true },
    Step::Put { key: "d", of: "d", activity: "recruitment", value: LONG },
    Step::Search,
    Step::Erase { key: "a", activity: "contracts" },
    Step::Erase { key: "b", activity: "contracts" },
    Step::Put { key: "a", of: "a", activity: "contracts", value: "Per Nordmann" },
];
/// Stands for a value of [`LONG_BYTES`] bytes, so that a commit holds many pages.
const LONG: &str = "long";
const LONG_BYTES: usize = 100_000;
/// Keys of the script and their activities: what is observed.
const KEYS: &[(&str, &str)] = &[
    ("a", "contracts"),
    ("b", "contracts"),
    ("c", "contracts"),
    ("w", "web_analytics"),
    ("d", "recruitment"),
];

/// What is held under each key, as its reader is told: status, code or version and value.
pub type Observed = Vec<String>;

/// How a run of the script came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// All steps were acknowledged.
    Done,
    /// A step was answered with this problem.
    Failed(u16, String),
    /// A step was not answered; what the client saw instead.
    Gone(String),
}

/// What a run of the script was told.
#[derive(Debug, Clone)]
pub struct Told {
    /// Steps acknowledged: the first so many.
    pub acknowledged: usize,
    /// Their receipts.
    pub receipts: Vec<String>,
    /// Its end.
    pub end: End,
}

/// The script's client.
#[derive(Debug)]
pub struct Script<'a> {
    base: &'a str,
    token: &'a str,
    agent: ureq::Agent,
    subjects: BTreeMap<&'static str, String>,
}

impl<'a> Script<'a> {
    /// A client of a server, with a token of the manager.
    pub fn new(base: &'a str, token: &'a str) -> Self {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        Self { base, token, agent, subjects: BTreeMap::new() }
    }

    /// Steps there are.
    pub const fn steps() -> usize {
        STEPS.len()
    }

    /// Runs until a step is not acknowledged.
    ///
    /// # Errors
    /// An answer that is neither done nor a failure of the server.
    pub fn run(&mut self) -> Result<Told> {
        let mut told = Told { acknowledged: 0, receipts: Vec::new(), end: End::Done };
        for step in STEPS {
            match self.step(*step)? {
                Ok(receipt) => told.receipts.push(receipt),
                Err(end) => {
                    told.end = end;
                    break;
                }
            }
            told.acknowledged += 1;
        }
        Ok(told)
    }

    /// What is observed before the first step, and after each.
    ///
    /// # Errors
    /// A step that is not acknowledged.
    pub fn reference(&mut self) -> Result<Vec<Observed>> {
        let mut all = vec![self.observe()?];
        for step in STEPS {
            if let Err(end) = self.step(*step)? {
                bail!("{step:?} without a fault: {end:?}");
            }
            all.push(self.observe()?);
        }
        Ok(all)
    }

    /// Reads every key of the script.
    ///
    /// # Errors
    /// An answer is missing.
    pub fn observe(&self) -> Result<Observed> {
        KEYS.iter().map(|(key, activity)| self.observe_one(key, activity)).collect()
    }

    fn observe_one(&self, key: &str, activity: &str) -> Result<String> {
        let mut response = self
            .agent
            .get(self.url(key))
            .header("authorization", format!("Bearer {}", self.token))
            .header("vern-activity", activity)
            .call()?;
        let status = response.status().as_u16();
        let body: Value = response.body_mut().read_json()?;
        let text = |at: &str| body.pointer(at).map(ToString::to_string).unwrap_or_default();
        let fields = text("/record/fields");
        let fields = if fields.len() > 200 { format!("{} bytes", fields.len()) } else { fields };
        Ok(format!("{key}: {status} {}{} {fields}", text("/code"), text("/record/version")))
    }

    fn step(&mut self, step: Step) -> Result<Result<String, End>> {
        let bearer = format!("Bearer {}", self.token);
        let subject = |of: &str| self.subjects.get(of).cloned();
        let sent = match step {
            Step::Put { key, of, activity, value } => {
                let known = subject(of).filter(|_| of != key);
                let body = body_of(activity, value, known.as_deref());
                self.agent.put(self.url(key)).header("authorization", bearer).send_json(&body)
            }
            Step::Erase { key, activity } => self
                .agent
                .delete(self.url(key))
                .header("authorization", bearer)
                .header("vern-activity", activity)
                .call(),
            Step::Restrict { of, restricted } => {
                let url =
                    format!("{}/v1/subjects/{}/restriction", self.base, subject(of).context("no subject")?);
                let told_by = (!restricted).then_some("letter");
                let body = json!({ "activity": "contracts", "restricted": restricted, "told_by": told_by });
                self.agent.put(url).header("authorization", bearer).send_json(&body)
            }
            Step::Consent { of, given } => {
                let subject = subject(of).context("no subject")?;
                let url = format!("{}/v1/subjects/{subject}/consents/web_analytics", self.base);
                let body = json!({ "given": given });
                self.agent.put(url).header("authorization", bearer).send_json(&body)
            }
            Step::Search => {
                let body = json!({ "activity": "contracts" });
                let url = format!("{}/v1/records:search", self.base);
                self.agent.post(url).header("authorization", bearer).send_json(&body)
            }
        };
        self.told(step, sent)
    }

    fn told(
        &mut self,
        step: Step,
        sent: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    ) -> Result<Result<String, End>> {
        let mut response = match sent {
            Ok(response) => response,
            Err(error) => return Ok(Err(End::Gone(error.to_string()))),
        };
        let status = response.status().as_u16();
        let receipt = response.headers().get("vern-receipt").and_then(|value| value.to_str().ok());
        let receipt = receipt.map(ToOwned::to_owned);
        let body = match response.body_mut().read_to_string() {
            Ok(body) => body,
            Err(error) => return Ok(Err(End::Gone(error.to_string()))),
        };
        let body: Value = serde_json::from_str(&body)?;
        if status >= 500 {
            let code = body.get("code").and_then(Value::as_str).unwrap_or_default();
            return Ok(Err(End::Failed(status, code.to_owned())));
        }
        ensure!((200..300).contains(&status), "{step:?}: {status} {body}");
        if let (Step::Put { key, .. }, Some(subject)) =
            (step, body.pointer("/record/subject").and_then(Value::as_str))
        {
            self.subjects.insert(key, subject.to_owned());
        }
        Ok(Ok(receipt.context("an answer without a receipt")?))
    }

    fn url(&self, key: &str) -> String {
        format!("{}/v1/records/{key}", self.base)
    }
}

fn body_of(activity: &str, value: &str, subject: Option<&str>) -> Value {
    let mut body = serde_json::Map::new();
    body.insert("activity".to_owned(), json!(activity));
    body.insert("fields".to_owned(), fields_of(activity, value));
    if let Some(subject) = subject {
        body.insert("subject".to_owned(), json!(subject));
    }
    match activity {
        "contracts" => body.insert("category".to_owned(), json!("customer")),
        "web_analytics" => body.insert("consent_given".to_owned(), json!(true)),
        _ => None,
    };
    Value::Object(body)
}

fn fields_of(activity: &str, value: &str) -> Value {
    match activity {
        "web_analytics" => json!({ "location": value }),
        "recruitment" if value == LONG => {
            json!({ "name": "Eva Nordmann", "cv": "cv ".repeat(LONG_BYTES / 3) })
        }
        _ => json!({ "name": value, "email": "post@example.com" }),
    }
}
