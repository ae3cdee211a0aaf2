//! A client of a Vern server: typed calls over HTTP, each carried out once however often it is sent.
//!
//! For other programs, and for commands that work against a server elsewhere; the server itself never uses it (ADR 0022). A call that changes something
//! carries a name of its own (`Idempotency-Key`), so that it can be sent again when an answer is lost: the server that goes away and comes back is met
//! with the same call, and says where it is journalled. What the server refuses is a [`Problem`] with its stable code. Deliberately not here: any rule;
//! what may be done is decided by the server alone. Nothing personal stands in an error or in what a type prints.

mod credential;
mod error;
mod journal;
mod model;
mod operation;
mod record;
mod subject;
mod transport;

pub use credential::{Access, Issued, OwnCredential};
pub use error::{Error, Problem, Reason, Texts};
pub use journal::{EntryProof, Exported, Growth};
pub use model::{Circumstance, Done, Expect, Fields, Receipt, Record, Written};
pub use operation::{Act, Answered, Line, LineOutcome, Permit, PermitFacts, Question};
pub use record::{Activity, Field, NewRecord, Page, RecordChange, Search, SearchValue};
pub use subject::{Certificate, CertifiedActivity, Erasure};
pub use transport::{Client, Options, Patience, Token, Trust};
