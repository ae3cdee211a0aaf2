//! A record that is read again is answered as it is now, whatever has become of it or its subject in between (ADR 0024): every read against a list, which
//! asks the store each time.

use std::collections::BTreeMap;

use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use vern_app::Caller;
use vern_app::erasure::ErasureRequest;
use vern_app::record::{
    Circumstance, Narrowing, PutRequest, RecordView, SEARCH_MAX, SearchBy, SearchRequest,
};
use vern_app::subject::SubjectChange;
use vern_core::id::SubjectId;

use super::world::{CHARTER, DAY_MICROS, World, because, code, codes, import, put, rich_charter, within};

/// Something that may change what a read is to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Write,
    WriteForSubject,
    Alter,
    Erase,
    Restrict(bool),
    Consent(bool),
    Object(bool),
    End,
    AmendRecord,
    AmendAll,
    EraseActivity,
    EraseSubject,
    Retention,
    RotateLookup,
    RotateController,
}

const STEPS: [Step; 19] = [
    Step::Write,
    Step::Alter,
    Step::Restrict(true),
    Step::Restrict(false),
    Step::Object(true),
    Step::Object(false),
    Step::Consent(true),
    Step::Consent(false),
    Step::Consent(true),
    Step::WriteForSubject,
    Step::End,
    Step::AmendRecord,
    Step::RotateLookup,
    Step::RotateController,
    Step::AmendAll,
    Step::Erase,
    Step::EraseActivity,
    Step::EraseSubject,
    Step::Retention,
];

/// Activities, each with a field of its records.
const ACTIVITIES: [(&str, &str); 4] =
    [("prospects", "name"), ("chat", "chat_name"), ("recruitment", "email"), ("web_analytics", "language")];

/// Keys in each activity; two subjects share them.
const KEYS: usize = 3;

fn key(activity: &str, number: usize) -> String {
    format!("{activity}-{number}")
}

struct Kept {
    world: World,
    manager: Caller,
    subjects: [SubjectId; 2],
    turns: usize,
}

impl Kept {
    /// Every key of every activity is held, of one subject or the other.
    async fn new() -> Self {
        let world = World::of(&rich_charter()).await;
        let manager = world.caller("manager").await;
        let mut subjects = Vec::new();
        for number in 0..2 {
            let answer = world.put(&manager, &key("prospects", number), "prospects", &[("name", "K")]).await;
            subjects.push(answer.value.subject);
        }
        let kept = Self { world, manager, subjects: subjects.try_into().unwrap(), turns: 0 };
        for (activity, _) in ACTIVITIES {
            for number in 0..KEYS {
                kept.write(activity, number, Some(kept.subject(number))).await;
            }
        }
        kept
    }

    /// Whose record it is under a key's number.
    fn subject(&self, number: usize) -> SubjectId {
        let [first, second] = self.subjects;
        if number.is_multiple_of(2) { first } else { second }
    }

    async fn write(&self, activity: &str, number: usize, subject: Option<SubjectId>) {
        let field = ACTIVITIES.iter().find(|(id, _)| *id == activity).unwrap().1;
        let value = match field {
            "email" => format!("kari-{}@example.com", self.turns),
            "language" => "nb".to_owned(),
            _ => format!("Kari {}", self.turns),
        };
        let consent_given = activity == "web_analytics";
        let request = PutRequest { subject, consent_given, ..put(activity, &[(field, &value)]) };
        let key = key(activity, number);
        // Refused where the step before has made it so.
        drop(self.world.installation.put_record(&self.manager, &key, &request).await);
    }

    /// Does a step to one record, one subject, one activity; what is refused changes nothing.
    async fn step(&mut self, step: Step, number: usize, (activity, field): (&str, &str)) {
        self.turns += 1;
        let subject = self.subject(number);
        let (installation, manager) = (&self.world.installation, &self.manager);
        let why = because(activity, "Avtalt");
        let change = match step {
            Step::Restrict(on) => Some(SubjectChange::Restrict(on)),
            Step::Consent(on) => Some(SubjectChange::Consent(on)),
            Step::Object(on) => Some(SubjectChange::Object(on)),
            Step::End => Some(SubjectChange::End(Some(installation.now()))),
            _ => None,
        };
        if let Some(change) = change {
            drop(installation.change_subject(manager, subject, &why, change).await);
            return;
        }
        let without = |supplier: &str| Narrowing {
            recipients_denied: [supplier.to_owned()].into(),
            ..Narrowing::default()
        };
        match step {
            Step::Write => self.write(activity, number, None).await,
            Step::WriteForSubject => self.write(activity, number, Some(subject)).await,
            Step::Alter => {
                let fields = put(activity, &[(field, "Ola")]);
                drop(installation.put_record(manager, &key(activity, number), &fields).await);
            }
            Step::Erase => drop(installation.erase_record(manager, &key(activity, number), &why).await),
            Step::AmendRecord => {
                let key = key("chat", number);
                let why = because("chat", "Avtalt");
                drop(installation.amend_record_policy(manager, &key, &without("livechat"), &why).await);
            }
            Step::AmendAll => {
                let why = because("chat", "Avtalt");
                drop(installation.amend_policy(manager, None, &without("google"), &why).await);
            }
            Step::EraseActivity | Step::EraseSubject => {
                let activity = Some(activity.to_owned()).filter(|_| step == Step::EraseActivity);
                let request = ErasureRequest { activity, reason: None, exception: None };
                drop(installation.erase_subject(manager, subject, &request).await);
            }
            Step::Retention => {
                self.world.clock.set(installation.now().plus_micros(61 * DAY_MICROS));
                installation.run_retention(&self.world.controller).await.unwrap();
            }
            Step::RotateLookup => {
                installation.rotate_lookup_key(&self.world.controller, "email").await.unwrap();
            }
            Step::RotateController => {
                installation.rotate_controller_key(&self.world.controller).await.unwrap();
            }
            _ => {}
        }
    }

    /// Every record twice, so that the second comes from what was held after the first, against a list of the same.
    async fn require_same(&self, after: &str) {
        let to_google = Circumstance {
            recipient: Some("google".to_owned()),
            place: Some("NO".parse().unwrap()),
            ..within("chat")
        };
        let all = ACTIVITIES.iter().map(|(activity, _)| within(activity)).chain([to_google]);
        for circumstance in all {
            let listed = self.listed(&circumstance).await;
            for number in 0..KEYS {
                let key = key(&circumstance.activity, number);
                for turn in 0..2 {
                    let read = self.world.installation.read_record(&self.manager, &key, &circumstance).await;
                    let read = read.ok().map(|answer| told(&answer.value));
                    assert_eq!(read.as_ref(), listed.get(&key), "{key}, read {turn}, after {after}");
                }
            }
        }
    }

    async fn listed(&self, circumstance: &Circumstance) -> BTreeMap<String, String> {
        let search = SearchRequest {
            circumstance: circumstance.clone(),
            ..super::world::list(&circumstance.activity, SearchBy::Activity, SEARCH_MAX)
        };
        let page = self.world.installation.search_records(&self.manager, &search).await;
        let records = page.map(|page| page.value.records).unwrap_or_default();
        records.iter().map(|view| (view.key.as_str().to_owned(), told(view))).collect()
    }
}

/// All a view tells.
fn told(view: &RecordView) -> String {
    let fields: Vec<_> = view.fields.iter().map(|(id, value)| (id, value.reveal())).collect();
    let RecordView { subject, version, collected_at, expires_at, withheld, .. } = view;
    format!("{subject:?} {version} {collected_at:?} {expires_at:?} {withheld:?} {fields:?}")
}

/// P-B4, P-B8, P-B10. Each kind of change once, each met by reads of what was held before it.
#[tokio::test]
async fn p_b10_what_was_read_before_a_change_is_not_answered_after_it() {
    for activity in ACTIVITIES {
        let mut kept = Kept::new().await;
        kept.require_same("the start").await;
        for step in STEPS {
            kept.step(step, 1, activity).await;
            kept.require_same(&format!("{step:?} in {}", activity.0)).await;
        }
        assert!(kept.world.verify().await.is_ok());
    }
}

#[test]
fn whatever_is_changed_in_whatever_order_a_read_is_as_the_store_has_it() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let step = (select(STEPS.to_vec()), 0..KEYS, select(ACTIVITIES.to_vec()));
    let steps = proptest::collection::vec(step, 1..16);
    let mut runner = TestRunner::new(Config { cases: 8, failure_persistence: None, ..Config::default() });
    runner
        .run(&steps, |steps| {
            runtime.block_on(async {
                let mut kept = Kept::new().await;
                for (step, number, activity) in &steps {
                    kept.require_same("what came before").await;
                    kept.step(*step, *number, *activity).await;
                    kept.require_same(&format!("{step:?}")).await;
                }
            });
            Ok(())
        })
        .unwrap();
}

/// The refusals a change brings are those of the change, not of a record nobody knows.
#[tokio::test]
async fn a_record_read_before_is_refused_for_the_reason_there_is_now() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let subject = world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await.value.subject;
    let read = async || world.read(&manager, "p-1", "prospects").await;
    let change = async |to| {
        let told = because("prospects", "Sagt fra i brev");
        world.installation.change_subject(&manager, subject, &told, to).await.map(drop)
    };
    for (to, back, expected) in [
        (SubjectChange::Restrict(true), SubjectChange::Restrict(false), "subject.restricted"),
        (SubjectChange::Object(true), SubjectChange::Object(false), "subject.objected"),
    ] {
        read().await.unwrap();
        read().await.unwrap();
        change(to).await.unwrap();
        assert_eq!(codes(&read().await), [expected]);
        assert_eq!(codes(&read().await), [expected]);
        change(back).await.unwrap();
        read().await.unwrap();
    }
    world.installation.erase_record(&manager, "p-1", &within("prospects")).await.unwrap();
    assert_eq!(codes(&read().await), ["record.unknown"]);
    let again = world.put(&manager, "p-1", "prospects", &[("name", "Per")]).await.value;
    let found = read().await.unwrap().value;
    assert_eq!(
        (found.version, found.subject),
        (1, again.subject),
        "the version begins anew, the row does not"
    );
    assert_eq!(found.fields["name"].reveal(), "Per");
}

/// A charter that comes into force finds the same row and another answer.
#[tokio::test]
async fn a_record_read_before_is_decided_by_the_charter_there_is_now() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    world.read(&manager, "p-1", "prospects").await.unwrap();
    let without = CHARTER
        .replace("version: \"2026-11-22\"", "version: \"next\"")
        .replace("in_force_from: 2026-01-01", "in_force_from: 2026-01-02")
        .replace(
            "{ activity: prospects, acts: [register, read, alter, use, restrict, erase] }",
            "{ activity: prospects, acts: [use] }",
        );
    import(&world.installation, &without).await;
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["actor.no_grant"]);
}

/// In a directory a record that is read again asks nothing of the database: there it could be gone.
#[tokio::test]
async fn a_record_read_again_is_not_looked_up_again() {
    let world = World::sqlite().await;
    let manager = world.caller("manager").await;
    for key in ["p-1", "p-2"] {
        world.put(&manager, key, "prospects", &[("name", "Kari")]).await;
    }
    world.read(&manager, "p-1", "prospects").await.unwrap();
    world.place.database.script("DELETE FROM records").unwrap();
    world.read(&manager, "p-1", "prospects").await.unwrap();
    assert_eq!(code(world.read(&manager, "p-2", "prospects").await), "record.unknown");
}
