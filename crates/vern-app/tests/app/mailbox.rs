//! A mailbox behind a real mail server. What is read in it is what was delivered: what a message is to tell its reader alone stands nowhere else.

use std::sync::Arc;

use serde_json::Value;
use vern_app::outbox::{Outbound, OutboxRun, Settings, SystemResolver};
use vern_testkit::counterpart::{Counterpart, MailTls, said_in};

use super::world::World;

pub(crate) struct Mailbox {
    server: Counterpart,
    pub(crate) out: Outbound,
}

/// A letter: to whom, and what it says.
pub(crate) struct Letter {
    pub(crate) to: String,
    pub(crate) says: String,
    /// As it went over the line.
    pub(crate) whole: String,
}

impl Mailbox {
    /// Of all that an organisation writes to.
    pub(crate) fn of(organisation: &str) -> Self {
        let server = Counterpart::mail(MailTls::Implicit, None).unwrap();
        let settings = Settings::parse(&server.email_settings(organisation)).unwrap();
        Self { server, out: Outbound::open(settings, Arc::new(SystemResolver)).unwrap() }
    }

    pub(crate) async fn deliver(&self, world: &World) -> OutboxRun {
        world.installation.run_outbox(&world.controller, &self.out).await.unwrap()
    }

    /// Has what waits delivered, and gives every letter so far.
    pub(crate) async fn letters(&mut self, world: &World) -> Vec<Letter> {
        self.deliver(world).await;
        let told = self.server.told().unwrap();
        let letters = told.get("letters").and_then(Value::as_array).unwrap().iter();
        let part = |letter: &Value, at| letter.pointer(at).and_then(Value::as_str).unwrap().to_owned();
        letters
            .map(|letter| Letter {
                to: part(letter, "/to/0"),
                says: said_in(letter),
                whole: part(letter, "/text"),
            })
            .collect()
    }

    pub(crate) async fn newest(&mut self, world: &World) -> Letter {
        self.letters(world).await.pop().unwrap()
    }
}
