//! The domain's words: ids, operations, decisions, values, periods, places, calendars, deadlines.
//!
//! Pure: no clock, no randomness, no environment, no input or output. Nothing here knows how a charter is
//! written, how anything is stored or shown.

pub mod calendar;
pub mod case;
pub mod data_type;
pub mod deadline;
pub mod decision;
pub mod id;
pub mod identifier;
pub mod operation;
pub mod origin;
pub mod period;
pub mod personal;
pub mod place;
pub mod problem;
pub mod reach;
pub mod record;
pub mod time;
pub mod value;
