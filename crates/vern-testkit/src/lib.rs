//! Drivers for tests of the whole program, as a stranger would use it: the binary, HTTP, files. Development only.
//!
//! Deliberately absent: anything the program itself needs, and any knowledge of its insides beyond its published formats and its store.

pub mod aftermath;
pub mod authenticator;
pub mod certificate_authority;
pub mod charter;
pub mod cluster;
pub mod counterpart;
pub mod database;
pub mod fault;
mod model;
pub mod numbers;
pub mod phase;
pub mod process;
pub mod program;
pub mod script;
pub mod survival;
