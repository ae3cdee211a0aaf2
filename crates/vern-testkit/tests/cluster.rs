//! The throw-away cluster itself: that it runs, is durable, dies and comes back, and leaves nothing behind.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use vern_testkit::cluster::{Cluster, Options, shared};

/// What has ended and is not yet waited for has no command line.
fn is_running(id: u32) -> bool {
    std::fs::read(format!("/proc/{id}/cmdline")).is_ok_and(|line| !line.is_empty())
}

#[test]
fn a_cluster_is_durable_by_default_and_gone_when_dropped() {
    let cluster = Cluster::start_new().unwrap();
    for setting in ["fsync", "synchronous_commit", "full_page_writes", "data_checksums"] {
        assert_eq!(cluster.query("postgres", &format!("SHOW {setting}")).unwrap(), "on", "{setting}");
    }
    assert_eq!(cluster.query("postgres", "SHOW listen_addresses").unwrap(), "");
    let (id, data) = (cluster.process_id().unwrap(), cluster.data());
    assert!(is_running(id) && data.exists());
    drop(cluster);
    assert!(!is_running(id), "still running");
    assert!(!data.parent().unwrap().exists(), "still there");
}

#[test]
fn databases_are_fresh_and_copies_of_what_was_prepared_once() {
    let cluster = Cluster::start_with(&Options::new().parameter("fsync", "off")).unwrap();
    assert_eq!(cluster.query("postgres", "SHOW fsync").unwrap(), "off");
    let (one, other) = (cluster.database("t").unwrap(), cluster.database("t").unwrap());
    cluster.query_url(&one, "CREATE TABLE a (x int)").unwrap();
    assert!(cluster.query_url(&other, "SELECT * FROM a").unwrap_err().to_string().contains("does not exist"));

    let mut prepared = 0;
    let mut copies = Vec::new();
    for _ in 0..3 {
        copies.push(
            cluster
                .database_like("store", |url| {
                    prepared += 1;
                    cluster.query_url(url, "CREATE TABLE a (x int); INSERT INTO a VALUES (7)").map(|_| ())
                })
                .unwrap(),
        );
    }
    assert_eq!(prepared, 1);
    cluster.query_url(&copies[0], "DELETE FROM a").unwrap();
    assert_eq!(cluster.query_url(&copies[0], "SELECT x FROM a").unwrap(), "");
    assert_eq!(cluster.query_url(&copies[2], "SELECT x FROM a").unwrap(), "7");
}

#[test]
fn a_preparation_that_fails_is_tried_again() {
    let cluster = Cluster::start_new().unwrap();
    assert!(cluster.database_like("s", |_| anyhow::bail!("no")).is_err());
    assert!(cluster.database_like("s", |_| Ok(())).is_ok());
}

#[test]
fn what_was_committed_is_there_after_kill_9_and_after_a_stop() {
    let mut cluster = Cluster::start_new().unwrap();
    let url = cluster.database("t").unwrap();
    cluster.query_url(&url, "CREATE TABLE a (x int); INSERT INTO a VALUES (1)").unwrap();
    cluster.kill_9().unwrap();
    assert!(cluster.query_url(&url, "SELECT 1").is_err(), "nobody is there");
    assert!(cluster.kill_9().is_err(), "nothing to kill");
    cluster.start().unwrap();
    assert_eq!(cluster.query_url(&url, "SELECT x FROM a").unwrap(), "1");
    cluster.stop().unwrap();
    cluster.start().unwrap();
    assert!(cluster.start().is_err(), "it is running");
    assert_eq!(cluster.query_url(&url, "SELECT x FROM a").unwrap(), "1");
}

#[test]
fn a_suspended_cluster_answers_when_resumed() {
    let cluster = Cluster::start_new().unwrap();
    let url = cluster.database("t").unwrap();
    cluster.suspend().unwrap();
    let answer = std::thread::scope(|scope| {
        let asked = scope.spawn(|| cluster.query_url(&url, "SELECT 1"));
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", cluster.process_id().unwrap())).unwrap();
        assert!(stat.contains(") T "), "not stopped: {stat}");
        assert!(!asked.is_finished());
        cluster.resume().unwrap();
        asked.join().unwrap()
    });
    assert_eq!(answer.unwrap(), "1");
}

#[test]
fn a_suspended_cluster_can_be_dropped() {
    let cluster = Cluster::start_new().unwrap();
    let id = cluster.process_id().unwrap();
    cluster.suspend().unwrap();
    drop(cluster);
    assert!(!is_running(id));
}

#[test]
fn tcp_asks_for_the_password() {
    let cluster = Cluster::start_with(&Options::new().tcp()).unwrap();
    let url = cluster.tcp_url(&cluster.database("t").unwrap()).unwrap();
    assert_eq!(cluster.query_url(&url, "SELECT host(inet_server_addr())").unwrap(), "127.0.0.1");
    let (before, after) =
        (url.split(':').take(2).collect::<Vec<_>>().join(":"), url.split('@').nth(1).unwrap());
    let refused = cluster.query_url(&format!("{before}:wrong@{after}"), "SELECT 1").unwrap_err();
    assert!(refused.to_string().contains("password"), "{refused}");
    assert!(Cluster::start_new().unwrap().tcp_url(&url).is_err());
}

#[test]
fn the_shared_cluster_is_one() {
    let (first, second) = (shared().unwrap(), shared().unwrap());
    assert_eq!(first.admin_url(), second.admin_url());
    let url = first.database("shared").unwrap();
    assert_eq!(first.query_url(&url, "SELECT 1").unwrap(), "1");
}

#[test]
fn a_killed_process_leaves_no_cluster() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cluster"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().starts_with("postgresql://vern@%2F"));
    let data = PathBuf::from(lines.next().unwrap().unwrap());
    let id = std::fs::read_to_string(data.join("postmaster.pid")).unwrap();
    let id = id.lines().next().unwrap().parse().unwrap();
    assert!(is_running(id));
    child.kill().unwrap();
    child.wait().unwrap();
    // A test that hangs here is one that fails: nextest says so.
    while data.parent().unwrap().exists() {
        std::thread::yield_now();
    }
    assert!(!is_running(id));
}
