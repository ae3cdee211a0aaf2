//! Charter in, decision out: parse and check a charter, compile it to rules, decide one operation by them.
//!
//! Pure: the same charter, operation and state give the same decision, whoever asks and whenever. No clock, no
//! randomness, no input or output; file contents come in as bytes.

pub mod canonical;
pub mod charter;
pub mod compile;
pub mod decide;
pub mod error;
pub mod fact;
pub mod finding;
pub mod parse;
pub mod rule_set;

pub use charter::Charter;
pub use compile::Rules;
pub use decide::{RecordState, State, SubjectState, decide};
pub use error::CharterError;
pub use fact::Fact;
pub use finding::{Finding, find_findings};
