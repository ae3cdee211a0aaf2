//! Credentials: one's own, and those of others for whoever administers access.

use std::fmt;

use hyper::Method;
use serde::Deserialize;
use serde_json::json;

use crate::error::Error;
use crate::model::{Done, Receipt};
use crate::transport::{Call, Client, part};

/// Whose a credential is.
#[derive(Debug, Clone, Deserialize)]
pub struct OwnCredential {
    /// Id of the organisation whose data it reaches.
    pub organisation: String,
    /// Actor id, as the journal has it.
    pub actor: String,
    /// Role in the charter.
    pub role: String,
    /// When it ends, where it was given up to a date.
    pub until: Option<String>,
    /// What of the organisation's own affairs the role administers.
    pub administers: Vec<String>,
}

/// An access.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Access {
    /// Actor id.
    pub actor: String,
    /// Role in the charter.
    pub role: String,
    /// Since when, RFC 3339 in UTC.
    pub since: String,
    /// When it ends or has ended.
    pub until: Option<String>,
    /// Whether it has ended.
    pub ended: bool,
    /// When it was last used, as far as the server knows.
    pub last_used_at: Option<String>,
}

#[derive(Deserialize)]
struct AllAccess {
    credentials: Vec<Access>,
}

/// A credential that was issued. Its token is told this once, and prints as `***`.
#[derive(Clone, Deserialize)]
pub struct Issued {
    /// Actor id. None where the call had been carried out before and its answer was lost: the journal names the actor, the token is gone.
    pub actor: Option<String>,
    /// The token; none where the answer that held it was lost.
    pub token: Option<String>,
    /// Where it is journalled.
    pub journal: Receipt,
}

impl fmt::Debug for Issued {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Issued").field("actor", &self.actor).finish_non_exhaustive()
    }
}

impl Client {
    /// Whose this credential is.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn read_credential(&self) -> Result<OwnCredential, Error> {
        self.ask(&Call::asking(Method::GET, "/v1/credential")).await
    }

    /// Ends this credential.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn end_credential(&self) -> Result<(), Error> {
        self.send(&Call::writing_once(Method::DELETE, "/v1/credential")).await.map(drop)
    }

    /// Every access of the organisation there has been, the oldest first.
    ///
    /// # Errors
    /// Any [`Error`]; `page.unknown` for a role that does not administer access.
    pub async fn list_credentials(&self) -> Result<Vec<Access>, Error> {
        let all: AllAccess = self.ask(&Call::asking(Method::GET, "/v1/credentials")).await?;
        Ok(all.credentials)
    }

    /// Gives a new actor access in a role, up to a date (RFC 3339) or without end.
    ///
    /// # Errors
    /// Any [`Error`]; `page.unknown` for a role that does not administer access.
    pub async fn issue_credential(&self, role: &str, until: Option<&str>) -> Result<Issued, Error> {
        let body = json!({ "role": role, "until": until });
        self.ask(&Call::writing(Method::POST, "/v1/credentials").json(&body)?).await
    }

    /// Ends an actor's access.
    ///
    /// # Errors
    /// Any [`Error`]; `page.unknown` for a role that does not administer access, `access.unknown`.
    pub async fn end_issued_credential(&self, actor: &str) -> Result<Done, Error> {
        let path = format!("/v1/credentials/{}", part("actor", actor)?);
        self.ask(&Call::writing(Method::DELETE, path)).await
    }
}
