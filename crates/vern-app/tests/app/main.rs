//! The use cases on real files, with a clock that stands still: what they answer, what they journal, what they leave in the databases.
//!
//! Deliberately not here: the notice and the texts (binaries of their own), HTTP, and killing the process (`vern`'s own tests).

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what the tests look up must be there; where it is not, they fail"
)]

mod access;
mod account;
mod agreement;
mod backup;
mod call;
mod charter;
mod consent;
mod damage;
mod deadline;
mod disclosure;
mod doctor;
mod elsewhere;
mod ending;
mod erase_subject;
mod erasure;
mod gate;
mod history;
mod hostile;
mod informing;
mod journal;
mod kept;
mod leaving;
mod life;
mod lifting;
mod mailbox;
mod my_page;
mod objection;
mod open;
mod origin;
mod outbox;
mod own_work;
mod patch;
mod policy;
mod precondition;
mod query;
mod read_again;
mod recipient;
mod replay;
mod request;
mod retention;
mod review;
mod right;
mod rotation;
mod search;
mod sqlite;
mod stale;
mod subscription;
mod tamper;
mod told;
mod unsearched;
mod world;
