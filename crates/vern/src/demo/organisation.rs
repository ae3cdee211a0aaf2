//! What an organisation of the demo is made of: its papers, the people in it, and the things there are to try. One list of things, from which both the
//! page and the tour are made, so that they can't differ.
//!
//! Deliberately not here: what any of them says (one file an organisation), and how a thing is done (`guide`).

use vern_app::Installation;
use vern_core::operation::Act;
use vern_core::time::Instant;
use vern_text::{Language, Value, text};

use super::people::Group;

/// The four, in the order of the first page.
pub(super) const ALL: [&Organisation; 4] = [
    &super::software_company::SOFTWARE_COMPANY,
    &super::field_service::FIELD_SERVICE,
    &super::hosting::HOSTING,
    &super::payment_control::PAYMENT_CONTROL,
];

/// One organisation, with two whose data it keeps.
pub(super) struct Organisation {
    /// Its id in its papers, in addresses and in the messages about it (`demo-<slug>-…`).
    pub(super) slug: &'static str,
    /// Whose data is kept: two controllers, by their ids.
    pub(super) customers: [&'static str; 2],
    /// Its papers and those of its customers, in the order they are imported.
    pub(super) papers: &'static [Paper],
    /// Who is in it.
    pub(super) groups: &'static [Group],
    /// What has been said about some of them.
    pub(super) marks: &'static [Mark],
    /// What there is to try, in order.
    pub(super) steps: &'static [Step],
}

impl Organisation {
    /// The organisation of an id.
    pub(super) fn find(slug: &str) -> Option<&'static Self> {
        ALL.into_iter().find(|organisation| organisation.slug == slug)
    }

    /// Everything there is to try, in order.
    pub(super) fn things(&self) -> impl Iterator<Item = (&'static Step, &'static Thing)> {
        self.steps.iter().flat_map(|step| step.things.iter().map(move |thing| (step, thing)))
    }
}

/// A charter, terms or an agreement of `examples/`.
pub(super) struct Paper {
    /// Its path there, which refusals cite.
    pub(super) file: &'static str,
    /// The document.
    pub(super) text: &'static str,
    /// Instants in it that are brought so many days near: whatever the day, a notice has just been sent and a trial still runs.
    pub(super) brought_near: &'static [(&'static str, i64)],
    /// What stands otherwise in it: of a version still to come, made of the one in force.
    pub(super) changed: &'static [(&'static str, &'static str)],
}

impl Paper {
    pub(super) const fn new(file: &'static str, text: &'static str) -> Self {
        Self { file, text, brought_near: &[], changed: &[] }
    }

    /// The document as it is imported on a day.
    pub(super) fn on(&self, now: Instant) -> String {
        let bring = |text: String, (stands, days): &(&str, i64)| text.replace(stands, &day(now, *days));
        let change = |text: String, (stands, instead): &(&str, &str)| text.replace(stands, instead);
        let changed = self.changed.iter().fold(self.text.to_owned(), change);
        self.brought_near.iter().fold(changed, bring)
    }
}

/// Midnight so many days from an instant, as charters write it.
fn day(now: Instant, days: i64) -> String {
    format!("{}T00:00:00Z", now.plus_micros(days.saturating_mul(super::people::DAY_MICROS)).to_date())
}

/// Something said about one person: by whom, of which record, what.
pub(super) struct Mark {
    pub(super) actor: Actor,
    pub(super) key: &'static str,
    pub(super) activity: &'static str,
    pub(super) change: vern_app::subject::SubjectChange,
}

/// Who does something: a role at a controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Actor {
    pub(super) controller: &'static str,
    pub(super) role: &'static str,
}

impl Actor {
    pub(super) const fn new(controller: &'static str, role: &'static str) -> Self {
        Self { controller, role }
    }
}

/// Something the visitor is led to: things to do, pages to see. Its texts are `demo-<id>-title`, `-why` and `-expect`.
pub(super) struct Step {
    pub(super) id: &'static str,
    pub(super) things: &'static [Thing],
    pub(super) links: &'static [PageLink],
    /// What does the same in a terminal.
    pub(super) command: Option<Command>,
}

/// A page to look at: message of the link, whose page, what comes after that in its address.
pub(super) struct PageLink {
    pub(super) label: &'static str,
    pub(super) organisation: &'static str,
    pub(super) page: &'static str,
}

impl PageLink {
    pub(super) const fn to(label: &'static str, organisation: &'static str, page: &'static str) -> Self {
        Self { label, organisation, page }
    }
}

/// A command shown with a step.
#[derive(Debug, Clone, Copy)]
pub(super) enum Command {
    /// The same read over HTTP, as the thing of this id makes it.
    Curl(&'static str),
    /// Checking the journal that was written to a folder.
    Verify,
}

/// One thing to do, with what must come of it. Its texts are `demo-<id>-label` and `-asked`.
pub(super) struct Thing {
    pub(super) id: &'static str,
    pub(super) actor: Actor,
    pub(super) ask: Ask,
    pub(super) expect: Expect,
}

/// What is asked for.
#[derive(Clone, Copy)]
pub(super) enum Ask {
    /// A record is read, or disclosed where a recipient is named.
    Read(Request),
    /// A record is erased.
    Erase(Request),
    /// Something is collected: data types and values.
    Register(Request, &'static [(&'static str, &'static str)]),
    /// An application that holds the data itself asks first.
    Decide(Act, Request),
    /// What has run out is erased.
    Retention,
    /// The journal is written to a folder.
    Export,
    /// Entries are taken away before their period is over; the clause the period stands in, where there is one.
    Cull(Option<&'static str>),
    /// A way into the console, in this role.
    Console,
}

/// One operation on one record.
#[derive(Clone, Copy)]
pub(super) struct Request {
    pub(super) key: Key,
    pub(super) activity: &'static str,
    pub(super) recipient: Option<&'static str>,
    pub(super) place: Option<&'static str>,
    /// Data types named; all where empty.
    pub(super) data: &'static [&'static str],
    pub(super) has_reason: bool,
}

impl Request {
    pub(super) const fn of(key: &'static str, activity: &'static str) -> Self {
        Self::on(Key::Is(key), activity)
    }

    pub(super) const fn on(key: Key, activity: &'static str) -> Self {
        Self { key, activity, recipient: None, place: None, data: &[], has_reason: false }
    }

    pub(super) const fn to(self, recipient: &'static str) -> Self {
        Self { recipient: Some(recipient), ..self }
    }

    pub(super) const fn place(self, place: &'static str) -> Self {
        Self { place: Some(place), ..self }
    }

    pub(super) const fn data(self, data: &'static [&'static str]) -> Self {
        Self { data, ..self }
    }

    pub(super) const fn with_reason(self) -> Self {
        Self { has_reason: true, ..self }
    }
}

/// Which record.
#[derive(Clone, Copy)]
pub(super) enum Key {
    Is(&'static str),
    /// The oldest chat there is, which has run out.
    OldestChat,
}

/// What must come of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    /// Permitted, with these data types held back.
    Permitted(&'static [&'static str]),
    /// Refused for these reasons, in this order.
    Refused(&'static [&'static str]),
    /// Let through while the activity is only observed; these reasons would have refused it.
    Observed(&'static [&'static str]),
    /// Done.
    Done,
}

/// The step every organisation ends with: a way in, for one of those whose data it keeps.
pub(super) const fn inside(things: &'static [Thing]) -> Step {
    Step { id: "inside", things, links: &[], command: None }
}

/// The organisation's name, as its papers have it.
pub(super) fn name(installation: &Installation, slug: &str) -> String {
    let rules = installation.controller(slug).and_then(|controller| installation.rules_now(&controller));
    rules.map_or_else(|_| slug.to_owned(), |rules| rules.charter().organisation.name.clone())
}

/// A message of the demo.
pub(super) fn say(language: Language, id: &str, part: &str) -> String {
    text(language, &format!("demo-{id}-{part}"), &[])
}

/// A number in words a page can show.
pub(super) fn count(language: Language, number: u64) -> String {
    text(language, "demo-count", &[("count", Value::from(number))])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use vern_text::has;

    use super::*;

    #[test]
    fn every_step_and_thing_has_its_words_and_an_id_of_its_own() {
        for organisation in ALL {
            let mut ids = BTreeSet::new();
            let of_organisation = ["kind", "what", "keeps"].map(|part| (organisation.slug, part));
            let of_customers = organisation.customers.map(|customer| (customer, "choices"));
            let of_steps = organisation
                .steps
                .iter()
                .flat_map(|step| ["title", "why", "expect"].map(|part| (step.id, part)));
            let of_things =
                organisation.things().flat_map(|(_, thing)| ["label", "asked"].map(|part| (thing.id, part)));
            let all = of_organisation.into_iter().chain(of_customers).chain(of_steps).chain(of_things);
            for (id, part) in all {
                assert!(ids.insert((id, part)), "{id} {part} stands twice");
                for language in Language::ALL {
                    assert!(has(language, &format!("demo-{id}-{part}")), "demo-{id}-{part} in {language}");
                }
            }
            let labels = organisation.steps.iter().flat_map(|step| step.links).map(|link| link.label);
            for (label, language) in labels.flat_map(|label| Language::ALL.map(|language| (label, language)))
            {
                assert!(has(language, label), "{label} in {language}");
            }
        }
    }

    #[test]
    fn what_is_brought_near_or_changed_stands_in_the_papers() {
        let now = Instant::from_timestamp("2030-05-04T12:00:00Z".parse().unwrap());
        for paper in ALL.into_iter().flat_map(|organisation| organisation.papers) {
            let near = paper.brought_near.iter().map(|(stands, _)| stands);
            let mut stands = near.chain(paper.changed.iter().map(|(stands, _)| stands));
            assert!(stands.all(|stands| paper.text.matches(stands).count() == 1), "{}", paper.file);
            assert_eq!(
                paper.on(now).lines().count(),
                paper.text.lines().count(),
                "a line cited is the line in the file"
            );
        }
    }

    #[test]
    fn things_are_done_by_someone_and_refused_for_a_code_there_is() {
        for (_, thing) in ALL.into_iter().flat_map(Organisation::things) {
            if let Expect::Refused(codes) | Expect::Observed(codes) = thing.expect {
                assert!(codes.iter().all(|code| vern_app::problem::is_known_code(code)), "{}", thing.id);
            }
        }
    }
}
