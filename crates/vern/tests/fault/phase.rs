//! Faults of the disk at sampled calls of a script; `make survival` puts them at every call. What must hold after each is in
//! `vern_testkit::phase`: what was acknowledged is there, what was not is as before or as asked, the journal verifies, nothing is half.

use std::path::Path;
use std::sync::OnceLock;

use vern_testkit::fault::{Fault, Kind};
use vern_testkit::phase::{FILES, Phases, Report};

const SEED: u64 = 20_261_122;

fn sweep(fault: Fault, points: usize) -> Report {
    static PHASES: OnceLock<Phases> = OnceLock::new();
    let phases = PHASES.get_or_init(|| Phases::prepare(Path::new(env!("CARGO_BIN_EXE_vern"))).unwrap());
    let report = phases.sweep(fault, points, SEED).unwrap();
    println!("{:?} at {} of {}: {report}", fault.kind, fault.calls, fault.ending);
    assert!(report.calls == 0 || report.struck > 0, "{report}");
    report
}

/// At so many calls on each file.
fn sweep_files(fault: Fault, points: usize) -> Report {
    let report = FILES
        .iter()
        .fold(Report::default(), |sum, ending| sum.and(&sweep(Fault { ending, ..fault }, points)));
    assert!(report.struck > 2 * points as u64, "{report}");
    report
}

/// No other end than the kill, or all done before it.
fn assert_killed(report: &Report) {
    assert_eq!((report.ended_70, report.failed), (0, 0), "{report}");
    assert!(report.ended > 0 && report.ended + report.done >= report.struck, "{report}");
}

fn of(kind: Kind) -> Fault {
    Fault { kind: Some(kind), ..Fault::default() }
}

#[test]
fn killed_before_or_after_any_call() {
    for kind in [Kind::Kill, Kind::After] {
        let report = sweep(of(kind), 20).and(&sweep_files(of(kind), 10));
        assert_killed(&report);
    }
}

#[test]
fn killed_in_the_middle_of_any_write() {
    let report = sweep_files(Fault { calls: "write", ..of(Kind::Torn) }, 15);
    assert_killed(&report);
}

#[test]
fn power_lost_with_what_was_not_synced() {
    for seed in [0, SEED] {
        let report = sweep_files(Fault { seed, ..of(Kind::Power) }, 15);
        assert_killed(&report);
    }
}

#[test]
fn killed_or_power_lost_at_every_sync() {
    for fault in [of(Kind::After), of(Kind::Power), Fault { seed: SEED, ..of(Kind::Power) }] {
        let report = sweep(Fault { calls: "sync", ..fault }, usize::MAX);
        assert_killed(&report);
        assert!(report.acknowledged > 100, "{report}");
    }
}

#[test]
fn short_writes_are_finished() {
    let one = sweep_files(Fault { calls: "write", ..of(Kind::Short) }, 10);
    let all = sweep(Fault { calls: "write", lasting: true, ..of(Kind::Short) }, 3);
    let both = one.and(&all);
    assert_eq!((both.ended, both.failed), (0, 0));
}

#[test]
fn a_full_disk_loses_nothing_acknowledged() {
    for lasting in [false, true] {
        // The log of the program lies on the same disk here.
        sweep(Fault { calls: "write truncate open", lasting, ..of(Kind::NoSpace) }, 15);
        sweep_files(Fault { calls: "write truncate", lasting, ..of(Kind::NoSpace) }, 6);
    }
}

#[test]
fn a_failing_disk_loses_nothing_acknowledged() {
    sweep(Fault { calls: "write truncate open unlink", ..of(Kind::Io) }, 20);
    sweep_files(Fault { calls: "write truncate sync", lasting: true, ..of(Kind::Io) }, 6);
    sweep(Fault { calls: "sync", ..of(Kind::Io) }, usize::MAX);
}

#[test]
fn a_commit_whose_sync_failed_is_fatal() {
    let report = sweep(Fault { calls: "sync", ending: "vern.db-wal", ..of(Kind::Io) }, usize::MAX);
    // The last sync is the stop's own, when all has been answered.
    assert_eq!((report.failed, report.ended), (0, report.ended_70), "{report}");
    assert!(report.ended_70 >= 15, "{report}");
}

/// ADR 0005: a failed sync is fatal, whichever file it was. The directory's own sync is not asked for here: SQLite ignores it.
#[test]
fn a_key_commit_whose_sync_failed_is_fatal() {
    for ending in ["keys.db-wal", "keys.db"] {
        let report = sweep(Fault { calls: "sync", ending, ..of(Kind::Io) }, usize::MAX);
        assert_eq!((report.failed, report.ended), (0, report.ended_70), "{report}");
        assert!(report.ended_70 > 0, "{report}");
    }
}
