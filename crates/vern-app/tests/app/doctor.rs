//! Looking an installation over: all is well where it is, and what someone changed past the program is found.

use vern_app::doctor::DoctorReport;
use vern_testkit::database::Value;

use super::world::World;

async fn world() -> World {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    for number in 0..40 {
        let email = format!("kari{number}@example.no");
        world
            .put(&manager, &format!("p-{number}"), "prospects", &[("name", "Kari"), ("email", &email)])
            .await;
    }
    world.put(&manager, "p-1", "prospects", &[("name", "Kari Ny")]).await;
    world.installation.erase_record(&manager, "p-2", &super::world::within("prospects")).await.unwrap();
    let ended = world.caller("sales").await;
    world.installation.end_access(world.controller.slug(), ended.actor).await.unwrap();
    world
}

fn codes(report: &DoctorReport) -> Vec<&'static str> {
    report.findings.iter().map(|found| found.code).collect()
}

#[tokio::test]
async fn a_sound_installation_is_well() {
    let world = world().await;
    let report = world.installation.examine().unwrap();
    assert!(report.is_well(), "{:?}", report.findings);
    assert_eq!(report.records, 39);
    assert_eq!(report.entries, u64::try_from(world.entries().len()).unwrap());
    assert!(report.keys > 39 * 2, "{}", report.keys);
}

/// Each way to change the data past the program, and what says so.
#[tokio::test]
async fn what_was_changed_past_the_program_is_found() {
    let bytes: &[u8] = &[7; 60];
    let cases: [(&str, Option<&[u8]>, &str); 14] = [
        ("UPDATE records SET body = $1 WHERE key = 'p-3'", Some(bytes), "doctor.record_unreadable"),
        ("UPDATE records SET version = 9 WHERE key = 'p-3'", None, "doctor.record_unreadable"),
        ("UPDATE records SET key = 'p-x' WHERE key = 'p-3'", None, "doctor.record_unreadable"),
        ("UPDATE records SET policy = 99 WHERE key = 'p-3'", None, "doctor.policy_unknown"),
        (
            "UPDATE records SET collected_at = 9000000000000000 WHERE key = 'p-3'",
            None,
            "doctor.time_unlikely",
        ),
        ("UPDATE records SET tokens = $1 WHERE key = 'p-3'", Some(&[9; 8]), "doctor.lookup_differs"),
        (
            "DELETE FROM lookups WHERE record = (SELECT record FROM records WHERE key = 'p-3')",
            None,
            "doctor.lookup_differs",
        ),
        (
            "DELETE FROM subjects WHERE subject = (SELECT subject FROM records WHERE key = 'p-3')",
            None,
            "doctor.subject_missing",
        ),
        (
            "UPDATE subject_keys SET data_key = $1 WHERE subject = (SELECT subject FROM records WHERE key = 'p-3')",
            Some(&[5; 16]),
            "doctor.key_missing",
        ),
        ("UPDATE journal_entries SET entry = $1 WHERE position = 3", Some(bytes), "doctor.journal"),
        ("DELETE FROM journal_entries WHERE position = 3", None, "doctor.journal"),
        ("UPDATE actors SET ended_at = NULL", None, "doctor.access_differs"),
        ("UPDATE heads SET keys_erased = 5", None, "doctor.tombstones_differ"),
        ("UPDATE charters SET document = $1", Some(bytes), "doctor.charter_unreadable"),
    ];
    for (sql, value, code) in cases {
        let world = world().await;
        let params: Vec<Value> = value.into_iter().map(Value::from).collect();
        assert!(world.place.database.run(sql, &params).unwrap() > 0, "{sql}");
        let report = world.installation.examine().unwrap();
        assert!(codes(&report).contains(&code), "{sql}: {:?}", report.findings);
    }
}
