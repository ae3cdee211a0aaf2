//! Drivers for tests of the whole program, as a stranger would use it: the binary, HTTP, files. Development only.
//!
//! Deliberately absent: anything the program itself needs, and any knowledge of its insides beyond its published formats and its store.

mod model;
mod program;
pub mod survival;
