//! The records of an account: who has it and what they sign in with, and one for each sign-in. Each is read and written through the gate.

use vern_core::id::{ActorId, SubjectId};
use vern_core::personal::Personal;
use vern_core::record::RecordKey;

use crate::access::Caller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{Circumstance, Fields, RecordView, SearchBy, SearchRequest};

pub(super) const NAME: &str = "account_name";
pub(super) const EMAIL: &str = "account_email";
pub(super) const PASSWORD: &str = "account_password";
pub(super) const ONE_TIME: &str = "account_one_time_secret";
pub(super) const ADDRESS: &str = "account_address";
/// Who the holder is at an identity provider. Its data type may be missing: then nobody signs in by one.
pub(super) const IDENTITY: &str = "account_identity";
/// What was signed in with. Its data type may be missing: then it is not kept.
pub(super) const MEANS: &str = "account_means";

const ACCOUNT_KEY: &str = "account-";
const SIGN_IN_KEY: &str = "sign-in-";
/// Records met with one e-mail address: the account, and former ones of the same person.
const ALIKE_MAX: u32 = 20;

/// The key of an account's record.
pub(super) fn account_key(account: ActorId) -> String {
    format!("{ACCOUNT_KEY}{account}")
}

/// The key of the record of a sign-in.
pub(super) fn sign_in_key(session: &[u8; 16]) -> String {
    format!("{SIGN_IN_KEY}{}", uuid::Uuid::from_bytes(*session))
}

pub(super) fn is_sign_in(key: &RecordKey) -> bool {
    key.as_str().starts_with(SIGN_IN_KEY)
}

/// Who an account's record says has it.
pub(super) struct Holder {
    pub(super) account: ActorId,
    pub(super) subject: SubjectId,
    pub(super) version: u64,
    pub(super) fields: Fields,
}

impl Holder {
    /// None for a record that is no account's.
    pub(super) fn of(view: RecordView) -> Option<Self> {
        let account = view.key.as_str().strip_prefix(ACCOUNT_KEY)?.parse().ok()?;
        Some(Self { account, subject: view.subject, version: view.version, fields: view.fields })
    }

    pub(super) fn field(&self, id: &str) -> Option<&str> {
        self.fields.get(id).map(|value| value.reveal().as_str())
    }
}

pub(super) fn within(activity: &str) -> Circumstance {
    Circumstance { activity: activity.to_owned(), ..Circumstance::default() }
}

impl Installation {
    /// Accounts with an e-mail address. The same is journalled whether there is one or not.
    pub(super) async fn holders_of(
        &self,
        caller: &Caller,
        activity: &str,
        email: &Personal<String>,
    ) -> Result<Vec<Holder>, Problem> {
        let by = SearchBy::Value { data_type: EMAIL.to_owned(), value: email.clone() };
        let request = SearchRequest { circumstance: within(activity), by, after: None, most: ALIKE_MAX };
        let found = self.search_records(caller, &request).await?.value.records;
        Ok(found.into_iter().filter_map(Holder::of).collect())
    }

    /// An account's record.
    pub(super) async fn holder(
        &self,
        caller: &Caller,
        activity: &str,
        account: ActorId,
    ) -> Result<Holder, Problem> {
        let view = self.read_record(caller, &account_key(account), &within(activity)).await?.value;
        Holder::of(view).ok_or(Problem::NotFound { code: "access.unknown" })
    }
}
