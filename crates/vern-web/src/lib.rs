//! HTTP in: REST and pages.

pub mod page;
