//! What is done for a person: restriction, consent, objection, erasure.

use hyper::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::error::Error;
use crate::model::{Done, Receipt};
use crate::transport::{Call, Client, part};

/// An erasure that is carried out.
#[derive(Debug, Clone, Deserialize)]
pub struct Erasure {
    /// Names the erasure. None where the call had been carried out before.
    pub erasure: Option<String>,
    /// Activities whose data is gone.
    #[serde(default)]
    pub activities: Vec<String>,
    /// Activities the gate refused.
    #[serde(default)]
    pub left_out: Vec<String>,
    /// Where it is journalled.
    pub journal: Receipt,
}

/// The certificate of an erasure (GDPR art. 17).
#[derive(Debug, Clone, Deserialize)]
pub struct Certificate {
    /// The subject it is about.
    pub subject: String,
    /// When it was ordered, RFC 3339 in UTC.
    pub ordered_at: String,
    /// From when nobody could read it.
    pub unreadable_at: String,
    /// From when the rows were gone.
    pub gone_at: String,
    /// What is certified of each activity.
    pub activities: Vec<CertifiedActivity>,
}

/// What is certified of one activity.
#[derive(Debug, Clone, Deserialize)]
pub struct CertifiedActivity {
    /// Activity id.
    pub activity: String,
    /// Records there were.
    pub records: u64,
    /// Of them, those of which a statute keeps something.
    pub kept: u64,
}

impl Client {
    /// Restricts a subject's data (GDPR art. 18), as who may restrict in an activity.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn put_restriction(
        &self,
        subject: &str,
        activity: &str,
        reason: Option<&str>,
    ) -> Result<Done, Error> {
        let body = json!({ "activity": activity, "restricted": true, "reason": reason });
        self.change_subject(subject, "restriction", &body).await
    }

    /// Lifts a restriction, with how and when the person was told before (GDPR art. 18(3)).
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn lift_restriction(
        &self,
        subject: &str,
        activity: &str,
        told_by: &str,
    ) -> Result<Done, Error> {
        let body = json!({ "activity": activity, "restricted": false, "told_by": told_by });
        self.change_subject(subject, "restriction", &body).await
    }

    /// Records a subject's consent to an activity, or that it is taken back.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn put_consent(
        &self,
        subject: &str,
        activity: &str,
        given: bool,
        reason: Option<&str>,
    ) -> Result<Done, Error> {
        let rest = format!("consents/{}", part("activity", activity)?);
        self.change_subject(subject, &rest, &json!({ "given": given, "reason": reason })).await
    }

    /// Records a subject's objection to an activity (GDPR art. 21), or its end.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn put_objection(
        &self,
        subject: &str,
        activity: &str,
        objects: bool,
        reason: Option<&str>,
    ) -> Result<Done, Error> {
        let rest = format!("objections/{}", part("activity", activity)?);
        self.change_subject(subject, &rest, &json!({ "objects": objects, "reason": reason })).await
    }

    async fn change_subject(&self, subject: &str, rest: &str, body: &Value) -> Result<Done, Error> {
        let path = format!("/v1/subjects/{}/{rest}", part("subject", subject)?);
        self.ask(&Call::writing(Method::PUT, path).json(body)?).await
    }

    /// Erases what is held on a subject, in one activity or in all.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn erase_subject(
        &self,
        subject: &str,
        activity: Option<&str>,
        reason: Option<&str>,
    ) -> Result<Erasure, Error> {
        let path = format!("/v1/subjects/{}/erasures", part("subject", subject)?);
        let body = json!({ "activity": activity, "reason": reason });
        self.ask(&Call::writing(Method::POST, path).json(&body)?).await
    }

    /// The certificate of an erasure.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn read_erasure(&self, erasure: &str) -> Result<Certificate, Error> {
        let path = format!("/v1/erasures/{}", part("erasure", erasure)?);
        self.ask(&Call::asking(Method::GET, path)).await
    }
}
