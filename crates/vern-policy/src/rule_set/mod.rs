//! Dated rule sets: law as data, each file in `rules/` with the day of the set and its source. Code here reads them and holds none of
//! the law's facts.
//!
//! A file is parsed once. One that could not be read would give an empty set, which permits nothing; the tests rule it out.

mod adequacy;
mod deadline;
mod holiday;
mod law;
mod membership;
mod statute;

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use vern_core::time::Instant;

pub use adequacy::{Adequacy, Decision, Listing, PublicList, Scope};
pub use deadline::{DeadlineRule, Deadlines, Who};
pub use holiday::{Holidays, calendars, counting};
pub use law::{Law, Laws};
pub use membership::Membership;
pub use statute::{CountedFrom, Hold, Statute, Statutes};

fn read<T: DeserializeOwned + Default>(text: &str) -> T {
    serde_saphyr::from_str(text).unwrap_or_default()
}

/// Dates of statutes and decisions name no hour and no zone; they are taken in UTC.
fn start_of_day(day: Date) -> Instant {
    vern_core::calendar::TimeZoneName::Utc.start_of(day)
}
