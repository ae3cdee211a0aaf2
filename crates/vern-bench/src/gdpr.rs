//! GDPR database workloads after GDPRbench (Shastri et al., PVLDB 13(7) 2020; the data and mixes, none of its code): records with the metadata the regulation
//! asks for, the queries of four roles in three profiles, and a model that checks every answer.
//!
//! What each query means in Vern and in plain tables is told in `docs/performance.md`.

mod charter;
mod draw;
mod mix;
mod model;
mod query;
pub mod record;
mod register;
mod run;
mod vern;

pub use charter::{CHARTER_FILE, ORGANISATION, charter};
pub use mix::{Profile, Role};
pub use model::Mismatch;
pub use query::{Answer, Query, Row, RowData, Rows, System};
pub use run::{Measured, Plan, run};
pub use vern::Vern;
