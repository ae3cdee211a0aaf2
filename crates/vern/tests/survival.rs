//! kill −9 under load, short: two kills at random moments of 10,000 operations each. The long run is `make survival`.

use std::path::Path;

use vern_testkit::survival::{Plan, survive};

#[test]
fn acknowledged_operations_survive_kill_9() {
    let plan = Plan { rounds: 2, operations: 10_000, clients: 64, seed: 20_261_122 };
    let report =
        survive(Path::new(env!("CARGO_BIN_EXE_vern")), &plan, &mut |line| println!("{line}")).unwrap();
    println!("{report}");
    assert_eq!(report.rounds, 2);
    assert!(report.acknowledged > 100, "{report}");
}
