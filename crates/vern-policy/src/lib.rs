//! Charter in, decision out: parse and check a charter, compile it to rules, decide one operation by them.
//!
//! Pure: the same charter, operation and state give the same decision, whoever asks and whenever. No clock, no
//! randomness, no input or output; file contents come in as bytes.

pub mod area;
pub mod canonical;
pub mod charter;
pub mod compile;
mod counting;
pub mod decide;
pub mod diff;
pub mod ending;
pub mod error;
pub mod fact;
pub mod finding;
mod form;
pub mod in_force;
pub mod narrowing;
pub mod parse;
pub mod placed;
pub mod replay;
pub mod rule_set;
pub mod rules;
pub mod schema;
pub mod staff;
pub mod words;

pub use charter::Charter;
pub use decide::{Amendment, RecordState, State, SubjectState, decide};
pub use error::CharterError;
pub use fact::Fact;
pub use finding::{Finding, find_agreement_findings, find_findings};
pub use narrowing::{Narrowing, PolicyProblem};
pub use placed::Placed;
pub use rules::{KeptWhile, Rules};
pub use staff::{StaffRules, TrainingRules};
