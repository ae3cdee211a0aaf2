//! The operator's way in: a command that needs an installation asks for a task, and the server that has it open performs it, or this very process
//! where none runs.
//!
//! One path either way: a task is performed against an open installation and tells what comes of it, piece by piece; only what carries the pieces
//! differs, a channel or the server's Unix socket. Never reachable over a network, and no HTTP.

mod frame;
mod link;
mod socket;
mod task;

pub(crate) use frame::{Asked, Content, Told, ToldFailure};
pub(crate) use link::{Line, connect, perform, perform_into, perform_on};
pub(crate) use socket::OperatorSocket;
pub(crate) use task::{Desk, Perform, Served, Task};
