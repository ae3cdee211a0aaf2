//! People who were not asked themselves (GDPR art. 14): when each is to have been told, how they are, and what becomes of that.

use vern_app::deadline::DeadlineOf;
use vern_app::erasure::ErasureRequest;
use vern_app::informing::{PeopleTold, Telling};
use vern_app::outbox::{Outbound, OutboxRun};
use vern_app::record::SearchBy;
use vern_app::retention::RecordDuty;
use vern_app::subject::SubjectChange;
use vern_app::{Caller, Problem};
use vern_core::id::SubjectId;
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_journal::{Act, EntryKind};
use vern_testkit::charter::{with_outbox, with_telling};
use vern_testkit::counterpart::{Counterpart, MailTls, said_in};
use vern_text::Language;

use super::outbox::by_mail;
use super::world::{CHARTER, World, at, because, code, codes, list, within};

/// Prospects put on the first of December: they are to know by the first of January.
async fn prospects_of(charter: &str) -> (World, Caller) {
    let world = World::of(&with_telling(charter)).await;
    let manager = world.caller("manager").await;
    world.clock.set(at("2026-12-01T09:00:00Z"));
    for (key, email) in [("p-1", "kari@example.no"), ("p-2", "ola@example.no")] {
        world.put(&manager, key, "prospects", &[("name", key), ("email", email)]).await;
    }
    (world, manager)
}

async fn inform_by(world: &World, caller: &Caller, key: &str) -> Option<Instant> {
    world.read(caller, key, "prospects").await.unwrap().value.inform_by
}

async fn subject(world: &World, caller: &Caller, key: &str) -> SubjectId {
    world.read(caller, key, "prospects").await.unwrap().value.subject
}

fn by_phone() -> Telling {
    Telling::Otherwise(Personal::new("Telefon 24. desember".to_owned()))
}

async fn tell(
    world: &World,
    caller: &Caller,
    keys: &[&str],
    telling: &Telling,
) -> Result<PeopleTold, Problem> {
    let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
    world.installation.inform_many(caller, "prospects", &keys, telling).await
}

fn due(world: &World, caller: &Caller) -> Vec<(String, u64, u64, u64, u64)> {
    let due = world.installation.own_records_due(caller, RecordDuty::Inform).unwrap();
    due.into_iter().map(|it| (it.activity, it.held, it.overdue, it.today, it.soon)).collect()
}

fn prospects(held: u64, overdue: u64, today: u64, soon: u64) -> Vec<(String, u64, u64, u64, u64)> {
    vec![("prospects".to_owned(), held, overdue, today, soon)]
}

/// P-B3, art. 14(3): within the month, counted until somebody has told them, once each, whatever else is held on them later.
#[tokio::test]
async fn p_b3_who_was_not_asked_is_told_within_the_month_and_counted_until_then() {
    let (world, manager) = prospects_of(CHARTER).await;
    assert_eq!(inform_by(&world, &manager, "p-1").await, Some(at("2027-01-01T09:00:00Z")));
    assert_eq!(due(&world, &manager), prospects(2, 0, 0, 0));
    world.clock.set(at("2026-12-27T09:00:00Z"));
    assert_eq!(due(&world, &manager), prospects(2, 0, 0, 2));
    world.clock.set(at("2027-01-02T00:00:00Z"));
    assert_eq!(due(&world, &manager), prospects(2, 2, 0, 0));
    let until = world.installation.now();
    let of = DeadlineOf::Informing { activity: "prospects".to_owned() };
    let lines = || world.installation.own_deadlines(&manager, until).unwrap();
    let line = lines().into_iter().find(|line| line.of == of).unwrap();
    assert!((line.count, line.is_over) == (2, true), "{line:?}");

    let told = tell(&world, &manager, &["p-1", "p-1"], &by_phone()).await.unwrap();
    assert!(told.people == 1 && told.left.is_empty(), "{told:?}");
    assert_eq!(due(&world, &manager), prospects(2, 1, 0, 0));
    assert_eq!(inform_by(&world, &manager, "p-1").await, None);
    let entries = world.entries();
    let entry = entries.iter().rfind(|entry| entry.kind == EntryKind::PolicyAmended).unwrap();
    assert_eq!((entry.act, entry.number, entry.until), (Some(Act::Register), None, None));
    let person = subject(&world, &manager, "p-1").await;
    assert_eq!(world.open_subject(entry, person).reason.as_deref(), Some("Telefon 24. desember"));

    // What comes in later of the same person is no news to them; it outlives the process.
    let world = world.reopen().await;
    let manager = world.caller("manager").await;
    let mut more = super::world::put("prospects", &[("name", "p-1"), ("email", "kari@example.no")]);
    more.subject = Some(person);
    world.installation.put_record(&manager, "p-3", &more).await.unwrap();
    assert_eq!(inform_by(&world, &manager, "p-3").await, None);
    let by = |before| list("prospects", SearchBy::Duty { duty: RecordDuty::Inform, before }, 10);
    let before = at("2027-03-01T00:00:00Z");
    let found = world.installation.search_records(&manager, &by(before)).await.unwrap().value.records;
    assert_eq!(found.iter().map(|it| it.key.as_str()).collect::<Vec<_>>(), ["p-2"]);

    // A mistake is put right.
    let again = world.installation.inform(&manager, person, "prospects", &by_phone()).await;
    assert_eq!(code(again), "informing.told");
    world.installation.note_uninformed(&manager, person, &because("prospects", "Feil person")).await.unwrap();
    assert_eq!(due(&world, &manager), prospects(3, 2, 0, 0));
    assert!(world.verify().await.is_ok());
}

/// Art. 14(1) and (2): the letter says who, from where, why, on which basis and what they can ask for; it goes to the address the activity holds.
#[tokio::test]
async fn p_b3_a_letter_says_where_the_data_comes_from_and_one_that_does_not_arrive_told_nobody() {
    let (world, manager) = prospects_of(&with_outbox(CHARTER)).await;
    let mut server = Counterpart::mail(MailTls::Implicit, None).unwrap();
    let out: Outbound = by_mail(&server, "implicit", "mail-host");
    let message = Telling::Message(Language::En);
    assert_eq!(tell(&world, &manager, &["p-1"], &message).await.unwrap().people, 1);
    assert_eq!(inform_by(&world, &manager, "p-1").await, None, "it is on its way");
    assert_eq!(world.run_outbox(&out).await, OutboxRun { delivered: 1, postponed: 0, dropped: 0 });
    let told = server.told().unwrap();
    assert_eq!(told["letters"][0]["to"], serde_json::json!(["kari@example.no"]));
    let said = said_in(&told["letters"][0]);
    for word in ["Granvik", "Tips from others in the market", "6(1)(f)", "Contact the firm", "Datatilsynet"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert!(!said.contains("kari@example.no") && !said.contains("p-1"), "{said}");

    // The second is dropped, since nobody takes it in time.
    assert_eq!(tell(&world, &manager, &["p-2"], &message).await.unwrap().people, 1);
    world.later(4 * 24 * 3_600_000_000);
    assert_eq!(world.run_outbox(&out).await, OutboxRun { delivered: 0, postponed: 0, dropped: 1 });
    assert!(inform_by(&world, &manager, "p-2").await.is_some(), "nobody has told them");
    assert_eq!(inform_by(&world, &manager, "p-1").await, None);
    assert!(world.verify().await.is_ok());
}

#[tokio::test]
async fn who_cannot_be_told_stays_on_the_list_and_it_is_said_why() {
    let (world, manager) = prospects_of(&with_outbox(CHARTER)).await;
    let message = Telling::Message(Language::Nb);
    let left = |told: Result<PeopleTold, Problem>| told.unwrap().left.into_keys().collect::<Vec<_>>();
    world.put(&manager, "p-3", "prospects", &[("name", "Uten adresse")]).await;
    assert_eq!(left(tell(&world, &manager, &["p-3"], &message).await), ["informing.no_address"]);
    // What is restricted is not used to write to anyone; that they were told otherwise can be noted.
    let person = subject(&world, &manager, "p-2").await;
    let restricted = SubjectChange::Restrict(true);
    world.installation.change_subject(&manager, person, &within("prospects"), restricted).await.unwrap();
    assert_eq!(left(tell(&world, &manager, &["p-2"], &message).await), ["informing.no_address"]);
    let foreseen = |keys: &[&str]| {
        let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        world.installation.foresee_telling(&manager, "prospects", &keys).unwrap().unwrap()
    };
    let foreseen = foreseen(&["p-1", "p-2", "nowhere"]);
    assert_eq!((foreseen.people, foreseen.restricted), (2, 1));
    assert_eq!(tell(&world, &manager, &["p-2"], &by_phone()).await.unwrap().people, 1);

    let nothing = Telling::Otherwise(Personal::new("  ".to_owned()));
    assert_eq!(code(tell(&world, &manager, &["p-1"], &nothing).await), "informing.how_missing");
    let inform = |caller, activity| world.installation.inform(caller, person, activity, &TELLING);
    const TELLING: Telling = Telling::Message(Language::Nb);
    assert_eq!(code(inform(&manager, "recruitment").await), "informing.none_asked");
    assert_eq!(code(inform(&manager, "nowhere").await), "informing.none_asked");
    let recruiter = world.caller("recruiter").await;
    assert!(world.installation.own_records_due(&recruiter, RecordDuty::Inform).unwrap().is_empty());
    let keys = ["p-1".to_owned()];
    assert!(world.installation.foresee_telling(&recruiter, "prospects", &keys).unwrap().is_none());
    let person = subject(&world, &manager, "p-1").await;
    let refused = world.installation.inform(&recruiter, person, "prospects", &by_phone()).await;
    assert_eq!(codes(&refused), ["actor.no_grant"]);
}

/// Of several e-mail addresses one is not written to at random: it could be somebody else's.
#[tokio::test]
async fn nobody_is_written_to_at_an_address_that_may_be_somebody_elses() {
    let another = |charter: &str, own: &str| {
        let types = format!(
            "\ndata_types:\n  - {{ id: tipped_by, kind: email, {own}label: {{ nb: Tipset av, en: Tip from }} }}\n"
        );
        charter.replacen("\ndata_types:\n", &types, 1).replacen(
            "subjects: [prospect]\n    data: [name, title, phone, email]",
            "subjects: [prospect]\n    data: [name, title, phone, email, tipped_by]",
            1,
        )
    };
    let message = Telling::Message(Language::Nb);
    let unsaid = another(&with_outbox(CHARTER), "");
    let (world, manager) = prospects_of(&unsaid).await;
    let told = tell(&world, &manager, &["p-1"], &message).await.unwrap();
    assert_eq!(told.left.into_keys().collect::<Vec<_>>(), ["informing.no_address"]);
    let said = unsaid.replacen("id: email, kind: email,", "id: email, identifies: true, kind: email,", 1);
    assert_ne!(said, unsaid);
    let (world, manager) = prospects_of(&said).await;
    assert_eq!(tell(&world, &manager, &["p-1"], &message).await.unwrap().people, 1);
}

/// Without an outbox nothing is sent, and nobody counts as told.
#[tokio::test]
async fn without_an_outbox_nobody_is_told_by_message() {
    let (world, manager) = prospects_of(CHARTER).await;
    let told = tell(&world, &manager, &["p-1"], &Telling::Message(Language::Nb)).await.unwrap();
    assert_eq!(told.left.into_iter().collect::<Vec<_>>(), [("informing.no_outbox".to_owned(), 1)]);
    assert!(inform_by(&world, &manager, "p-1").await.is_some());
}

#[tokio::test]
async fn that_somebody_was_told_goes_with_their_data() {
    let (world, manager) = prospects_of(CHARTER).await;
    let rows = |world: &World| world.place.database.count("SELECT COUNT(*) FROM informed").unwrap();
    tell(&world, &manager, &["p-1", "p-2"], &by_phone()).await.unwrap();
    assert_eq!(rows(&world), 2);
    let person = subject(&world, &manager, "p-1").await;
    let request = ErasureRequest { activity: None, reason: None, exception: None };
    world.installation.erase_subject(&manager, person, &request).await.unwrap();
    assert_eq!(rows(&world), 1);
    assert!(world.verify().await.is_ok());
}
