//! A mailbox behind a real mail server. What is read in it is what was delivered: what a message is to tell its reader alone stands nowhere else.

use std::sync::Arc;

use serde_json::Value;
use vern_app::outbox::{Outbound, Settings, SystemResolver};
use vern_testkit::counterpart::{Counterpart, MailTls, code_in, said_in};

use super::world::{SITE, World};

pub(crate) struct Mailbox {
    server: Counterpart,
    out: Outbound,
}

impl Mailbox {
    /// Of all that Granvik writes to.
    pub(crate) fn open() -> Self {
        let server = Counterpart::mail(MailTls::Implicit, None).unwrap();
        let settings = Settings::parse(&server.email_settings("granvik")).unwrap();
        Self { server, out: Outbound::open(settings, Arc::new(SystemResolver)).unwrap() }
    }

    /// What every letter so far says.
    async fn letters(&mut self, world: &World) -> Vec<String> {
        let granvik = world.installation.controller("granvik").unwrap();
        world.installation.run_outbox(&granvik, &self.out).await.unwrap();
        let told = self.server.told().unwrap();
        told.get("letters").and_then(Value::as_array).unwrap().iter().map(said_in).collect()
    }

    /// The code in the newest letter, once there are so many: it is queued when the answer has left.
    pub(crate) async fn code(&mut self, world: &World, count: usize) -> String {
        loop {
            let letters = self.letters(world).await;
            if letters.len() >= count {
                return code_in(letters.last().unwrap()).unwrap();
            }
            tokio::task::yield_now().await;
        }
    }

    /// The path to a page in the newest letter that has one.
    pub(crate) async fn path(&mut self, world: &World, page: &str) -> String {
        let letters = self.letters(world).await;
        let leads = |text: &&String| text.contains(page);
        let text = letters.iter().rfind(leads).unwrap_or_else(|| panic!("{letters:?}"));
        text.split(SITE).nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
    }
}
