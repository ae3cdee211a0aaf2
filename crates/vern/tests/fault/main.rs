//! Faults, each a test on the real program: of the disk, of the clock, of files altered on the disk, of two at once, and of what is as large as
//! it may be. `docs/survival.md` lists them.

#![expect(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "what the tests look up must be there; where it is not, they fail; what they counted is printed"
)]

mod client;
mod flip;
mod limit;
mod phase;
mod together;
