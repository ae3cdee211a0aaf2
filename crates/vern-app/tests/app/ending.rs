//! What is kept for as long as something stands: refused from the instant that ends, erased by the run, kept on by the person's consent alone.

use vern_app::Problem;
use vern_app::record::PutRequest;
use vern_app::retention::{Because, Forecast, RetentionRun};
use vern_app::subject::SubjectChange;
use vern_core::id::SubjectId;
use vern_core::time::Instant;
use vern_journal::{Act, EntryKind, Outcome};

use super::world::{CHARTER, DAY_MICROS, World, because, code, codes, put, within};

async fn end(
    world: &World,
    role: &str,
    subject: SubjectId,
    activity: &str,
    ends_at: Option<Instant>,
) -> Result<(), Problem> {
    let caller = world.caller(role).await;
    let why = because(activity, "Stillingen er besatt");
    let ended = SubjectChange::End(ends_at);
    world.installation.change_subject(&caller, subject, &why, ended).await.map(drop)
}

async fn consent(world: &World, subject: SubjectId, activity: &str, given: bool) {
    let manager = world.caller("manager").await;
    let change = SubjectChange::Consent(given);
    world.installation.change_subject(&manager, subject, &within(activity), change).await.unwrap();
}

async fn run(world: &World) -> RetentionRun {
    world.installation.run_retention(&world.controller).await.unwrap()
}

/// Records that stand in the store.
fn held(world: &World) -> i64 {
    world.place.database.count("SELECT COUNT(*) FROM records").unwrap()
}

/// P-B4. Kept while the hiring runs, then erased, unless that person consents to be kept.
#[tokio::test]
async fn p_b4_applicants_go_with_the_hiring_unless_they_consent() {
    let world = World::new().await;
    let recruiter = world.caller("recruiter").await;
    let kari =
        world.put(&recruiter, "a-1", "recruitment", &[("name", "Kari"), ("cv", "x")]).await.value.subject;
    let more = PutRequest { subject: Some(kari), ..put("recruitment", &[("interview", "y")]) };
    world.installation.put_record(&recruiter, "a-2", &more).await.unwrap();
    let per = world.put(&recruiter, "a-3", "recruitment", &[("name", "Per")]).await.value.subject;
    let ola = world.put(&recruiter, "a-4", "recruitment", &[("name", "Ola")]).await.value.subject;
    consent(&world, per, "recruitment", true).await;
    let over = world.installation.now().plus_micros(7 * DAY_MICROS);
    for subject in [kari, per] {
        end(&world, "recruiter", subject, "recruitment", Some(over)).await.unwrap();
    }

    let world = world.reopen().await;
    let recruiter = world.caller("recruiter").await;
    world.clock.set(over.plus_micros(-1));
    world.read(&recruiter, "a-1", "recruitment").await.unwrap();
    assert_eq!(run(&world).await, RetentionRun::default());
    let forecast = world.installation.retention_forecast(&world.controller, over).unwrap();
    let line = Forecast {
        day: over.to_date(),
        activity: "recruitment".to_owned(),
        because: Because::End,
        records: 2,
    };
    assert_eq!(forecast, [line]);

    world.clock.set(over);
    assert_eq!(codes(&world.read(&recruiter, "a-1", "recruitment").await), ["retention.expired"]);
    let again = PutRequest { subject: Some(kari), ..put("recruitment", &[("cv", "z")]) };
    let register = world.installation.put_record(&recruiter, "a-5", &again).await;
    assert_eq!(codes(&register), ["retention.expired"], "nothing more is taken down");
    world.read(&recruiter, "a-3", "recruitment").await.unwrap();
    world.read(&recruiter, "a-4", "recruitment").await.unwrap();
    let due = world.installation.retention_due(&world.controller).unwrap();
    let due = due.iter().find(|line| line.activity == "recruitment").unwrap();
    assert_eq!((due.because, due.held, due.run_out), (Because::End, 4, 2));
    assert_eq!(run(&world).await, RetentionRun { erased: 0, ended: 1, kept: 0 });
    assert_eq!(held(&world), 2);

    // P-B4: the consent is taken back, and there is nothing left it is kept by.
    consent(&world, per, "recruitment", false).await;
    assert_eq!(codes(&world.read(&recruiter, "a-3", "recruitment").await), ["retention.expired"]);
    assert_eq!(run(&world).await, RetentionRun { erased: 0, ended: 1, kept: 0 });
    assert_eq!(run(&world).await, RetentionRun::default(), "nobody is met twice");
    world.read(&recruiter, "a-4", "recruitment").await.unwrap();
    let left = "SELECT COUNT(*) FROM endings";
    assert_eq!(world.place.database.count(left).unwrap(), 0);
    assert!(world.verify().await.is_ok());
    end(&world, "recruiter", ola, "recruitment", Some(over)).await.unwrap();
    let gone = end(&world, "recruiter", kari, "recruitment", None).await;
    assert!(gone.is_err(), "what is erased is not brought back");
}

/// P-B7. Kept while the contract runs; what a statute orders kept lies by itself from then on.
#[tokio::test]
async fn p_b7_what_a_statute_keeps_stays_when_the_contract_ends() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let customer =
        PutRequest { category: Some("customer".to_owned()), ..put("contracts", &[("name", "Kari")]) };
    let kari = world.installation.put_record(&manager, "c-1", &customer).await.unwrap().value.subject;
    let now = world.installation.now();
    assert_eq!(codes(&end(&world, "sales", kari, "contracts", Some(now)).await), ["actor.no_grant"]);
    let nobody = SubjectId::from_bytes([9; 16]);
    assert_eq!(codes(&end(&world, "manager", nobody, "contracts", Some(now)).await), ["subject.unknown"]);
    let of_partners = end(&world, "manager", kari, "partners", Some(now)).await;
    assert_eq!(code(of_partners), "ending.nothing_to_end");
    let before_time = Instant::from_micros(-1);
    assert_eq!(
        code(end(&world, "manager", kari, "contracts", Some(before_time)).await),
        "ending.before_1970"
    );

    end(&world, "manager", kari, "contracts", Some(now)).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "c-1", "contracts").await), ["retention.expired"]);
    let told = world.entries().into_iter().rfind(|entry| entry.kind == EntryKind::PolicyAmended).unwrap();
    assert_eq!((told.act, told.outcome, told.count), (Some(Act::Erase), Some(Outcome::Permitted), Some(1)));
    assert_eq!(told.until, u64::try_from(now.as_micros()).ok());
    assert_eq!(world.open_subject(&told, kari).reason.as_deref(), Some("Stillingen er besatt"));

    // The contract goes on after all.
    end(&world, "manager", kari, "contracts", None).await.unwrap();
    world.read(&manager, "c-1", "contracts").await.unwrap();
    let told = world.entries().into_iter().rfind(|entry| entry.kind == EntryKind::PolicyAmended).unwrap();
    assert_eq!(told.until, None);
    assert_eq!(run(&world).await, RetentionRun::default());

    // Restricted, it is stored and nothing else, whatever has ended; lifted, it goes.
    end(&world, "manager", kari, "contracts", Some(now)).await.unwrap();
    let restrict = |on| {
        let (world, manager) = (&world, &manager);
        async move {
            let change = SubjectChange::Restrict(on);
            let told = because("contracts", "Sagt fra i brev");
            world.installation.change_subject(manager, kari, &told, change).await.unwrap();
        }
    };
    restrict(true).await;
    let refused = end(&world, "manager", kari, "contracts", None).await;
    assert_eq!(codes(&refused), ["subject.restricted"]);
    let size = world.entries().len();
    assert_eq!(run(&world).await, RetentionRun { erased: 0, ended: 0, kept: 1 });
    assert_eq!(world.entries().len(), size, "a run every minute would fill the journal with one refusal");
    restrict(false).await;
    assert_eq!(run(&world).await, RetentionRun { erased: 0, ended: 1, kept: 0 });
    assert_eq!(codes(&world.read(&manager, "c-1", "contracts").await), ["activity.purpose_mismatch"]);
    let kept = because("contracts.hold", "Bokettersyn");
    let leftover = world.installation.read_record(&manager, "c-1", &kept).await.unwrap().value;
    assert_eq!(leftover.subject, kari);
    assert_eq!(world.entries().iter().filter(|entry| entry.kind == EntryKind::ErasureCompleted).count(), 1);
    assert!(world.verify().await.is_ok());
}

/// What is kept by consent alone goes when that is taken back, and stays where it was never asked for.
#[tokio::test]
async fn what_consent_keeps_goes_with_it() {
    let was = "    retention: not_stated\n\n  # P-B2, P-B3, P-B6, P-B8";
    assert_eq!(CHARTER.matches(was).count(), 1);
    let kept = was.replace("not_stated", "[{ while: consent, then: erase }]");
    let world = World::of(&CHARTER.replace(was, &kept)).await;
    let website = world.caller("website").await;
    let visit = |consent_given| PutRequest { consent_given, ..put("web_analytics", &[("browser", "x")]) };
    let visitor = world.installation.put_record(&website, "v-1", &visit(true)).await.unwrap().value.subject;
    world.installation.put_record(&website, "v-2", &visit(true)).await.unwrap();
    assert_eq!(run(&world).await, RetentionRun::default());
    consent(&world, visitor, "web_analytics", false).await;
    let manager = world.caller("manager").await;
    let refused = world.read(&manager, "v-1", "web_analytics").await;
    assert_eq!(codes(&refused), ["consent.missing", "retention.expired"]);
    // Given again with a write, it counts at once.
    let more = PutRequest { subject: Some(visitor), ..visit(true) };
    world.installation.put_record(&website, "v-3", &more).await.unwrap();
    assert_eq!(run(&world).await, RetentionRun::default());
    consent(&world, visitor, "web_analytics", false).await;
    let due = world.installation.retention_due(&world.controller).unwrap();
    let due = due.iter().find(|line| line.activity == "web_analytics").unwrap();
    assert_eq!((due.because, due.held, due.run_out), (Because::End, 3, 2));
    // Told as well, it is counted once.
    let now = world.installation.now();
    end(&world, "manager", visitor, "web_analytics", Some(now)).await.unwrap();
    let forecast = world.installation.retention_forecast(&world.controller, now).unwrap();
    assert_eq!(forecast.iter().map(|line| line.records).collect::<Vec<_>>(), [2]);
    assert_eq!(run(&world).await, RetentionRun { erased: 0, ended: 1, kept: 0 });
    assert_eq!(held(&world), 1);
    assert!(world.verify().await.is_ok());
}

/// A statute's years count from the contract's last year, however old the record is.
#[tokio::test]
async fn p_b7_a_statutes_years_begin_when_the_contract_has_ended() {
    let was = "        period: not_stated\n        clause: Lagringstid";
    assert_eq!(CHARTER.matches(was).count(), 1);
    let world = World::of(&CHARTER.replace(was, &was.replace("not_stated", "P5Y"))).await;
    let manager = world.caller("manager").await;
    let old = PutRequest {
        category: Some("customer".to_owned()),
        collected_at: Some(super::world::at("2015-03-01T00:00:00Z")),
        ..put("contracts", &[("name", "Kari")])
    };
    let kari = world.installation.put_record(&manager, "c-1", &old).await.unwrap().value.subject;
    end(&world, "manager", kari, "contracts", Some(world.installation.now())).await.unwrap();
    assert_eq!(run(&world).await, RetentionRun { erased: 0, ended: 1, kept: 0 });
    assert_eq!(run(&world).await, RetentionRun::default());
    let kept = because("contracts.hold", "Bokettersyn");
    world.clock.set(super::world::at("2031-12-31T22:00:00Z"));
    world.installation.read_record(&manager, "c-1", &kept).await.unwrap();
    assert_eq!(run(&world).await, RetentionRun::default());
    world.clock.set(super::world::at("2032-01-01T12:00:00Z"));
    assert_eq!(run(&world).await, RetentionRun { erased: 1, ended: 0, kept: 0 });
}
