//! The journal's history: every answer compared with a plain scan of all entries, segments that come and go, culling, larger operations.

use std::collections::{BTreeMap, BTreeSet};

use vern_app::history::question::{
    HistoryPlace, HistoryRequest, LinkUse, Paging, PersonQuestion, PersonStanding,
};
use vern_app::{Caller, Controller};
use vern_core::id::{ActorId, SubjectId};
use vern_core::operation::Act;
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_journal::{CheckpointKey, Edge, Entry, EntryKind, Outcome, join_chunks, leaf_hash, verify};

use super::world::{CHARTER, DAY_MICROS, Files, World, code, codes, import};

fn asked(subject: SubjectId, activity: &str, link_use: LinkUse) -> PersonQuestion {
    PersonQuestion {
        export: false,
        subject,
        activity: activity.to_owned(),
        link_use,
        reason: Some(Personal::new("She asked who had read it".to_owned())),
        paging: Paging::default(),
    }
}

fn answers(request: &HistoryRequest, entry: &Entry) -> bool {
    let at = Instant::from_micros(i64::try_from(entry.at).unwrap());
    request.actor.is_none_or(|actor| entry.actor == Some(*actor.as_bytes()))
        && request.activity.as_ref().is_none_or(|activity| entry.activity.as_ref() == Some(activity))
        && request.act.is_none_or(|act| entry.act.is_some_and(|held| held.as_str() == act.as_str()))
        && request.outcome.is_none_or(|outcome| entry.outcome == Some(outcome))
        && request.code.as_ref().is_none_or(|code| entry.codes.contains(code))
        && request.since.is_none_or(|since| at >= since)
        && request.until.is_none_or(|until| at <= until)
}

impl World {
    async fn places(&self, request: &HistoryRequest, newest_first: bool, most: usize) -> Vec<u64> {
        let (mut places, mut after) = (Vec::new(), None);
        loop {
            let paging = Paging { after, newest_first, most };
            let page = self.installation.history_page(&self.controller, request, paging).await.unwrap();
            places.extend(page.lines.iter().map(|line| line.receipt.index));
            after = page.next;
            if after.is_none() {
                return places;
            }
        }
    }

    async fn assert_as_scanned(&self, entries: &[Entry], request: &HistoryRequest) {
        let plain: Vec<&Entry> = entries.iter().filter(|entry| answers(request, entry)).collect();
        let summary = self.installation.history_summary(&self.controller, request).await.unwrap();
        let people: BTreeSet<_> =
            plain.iter().flat_map(|entry| &entry.subjects).map(|part| part.pseudonym).collect();
        let told = (summary.entries, summary.people, summary.journal_entries);
        assert_eq!(told, (plain.len() as u64, people.len() as u64, entries.len() as u64), "{request:?}");
        let mut rows: BTreeMap<_, u64> = BTreeMap::new();
        for entry in &plain {
            let key = (entry.activity.clone(), entry.act.map(|act| act.as_str()), entry.outcome);
            *rows.entry(format!("{key:?}")).or_default() += 1;
        }
        let told: BTreeMap<_, _> = summary
            .rows
            .iter()
            .map(|row| {
                let key = (row.activity.clone(), row.act.map(|act| act.as_str()), row.outcome);
                (format!("{key:?}"), row.entries)
            })
            .collect();
        assert_eq!(told, rows, "{request:?}");
        if plain.len() <= 2_500 {
            let mut indices: Vec<u64> = plain.iter().map(|entry| entry.index).collect();
            assert_eq!(self.places(request, false, 700).await, indices, "{request:?}");
            indices.reverse();
            assert_eq!(self.places(request, true, 700).await, indices, "{request:?}");
        }
    }

    fn segments(&self) -> i64 {
        self.place.database.count("SELECT COUNT(*) FROM journal_segments").unwrap()
    }
}

fn requests(start: Instant) -> Vec<HistoryRequest> {
    let hour = |hours: i64| Some(start.plus_micros(hours * 3_600_000_000));
    let actor = ActorId::from_bytes(u128::from(3_u64.wrapping_mul(0x9E37_79B9_7F4A_7C15)).to_be_bytes());
    let all = HistoryRequest::default;
    vec![
        all(),
        HistoryRequest { actor: Some(actor), ..all() },
        HistoryRequest { actor: Some(actor), since: hour(2), until: hour(2), ..all() },
        HistoryRequest { actor: Some(actor), since: hour(6), ..all() },
        HistoryRequest { activity: Some("made-up-2".to_owned()), until: hour(0), ..all() },
        HistoryRequest { act: Some(Act::Alter), since: hour(5), until: hour(6), ..all() },
        HistoryRequest { outcome: Some(Outcome::Refused), since: hour(1), until: hour(2), ..all() },
        HistoryRequest { code: Some("retention.expired".to_owned()), actor: Some(actor), ..all() },
        HistoryRequest { code: Some("nobody.says_this".to_owned()), ..all() },
        HistoryRequest { since: hour(900), ..all() },
    ]
}

/// Each question has a view of its own, and all share what is not in a segment yet: one that has read further must not be told to one that has not.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn questions_asked_at_once_while_entries_come_in_are_each_answered_of_their_view() {
    let World { installation, controller, place: _place, .. } = World::new().await;
    let mut asking = tokio::task::JoinSet::new();
    for newest_first in [true, false, true, false] {
        let (installation, controller) = (installation.clone(), controller.clone());
        asking.spawn(async move {
            for _ in 0..200 {
                let paging = Paging { newest_first, most: 50, ..Paging::default() };
                let page = installation.history_page(&controller, &HistoryRequest::default(), paging).await;
                let page = page.unwrap();
                let mut places: Vec<u64> = page.lines.iter().map(|line| line.receipt.index).collect();
                if newest_first {
                    places.reverse();
                }
                assert!(places.is_sorted_by(|older, newer| older + 1 == *newer), "{places:?}");
            }
        });
    }
    let filled = installation.fill_journal(&controller, (0, 5_000), 1);
    let (filled, asked) = tokio::join!(filled, asking.join_all());
    filled.unwrap();
    assert_eq!(asked.len(), 4);
}

/// P-D6: who touched what, whatever is in a segment and whatever is not; a damaged segment is built again, and nothing is ever answered from it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seventy_thousand_entries_answer_as_a_plain_scan_does() {
    let world = World::new().await;
    let start = world.installation.now();
    for stretch in 0..7_u64 {
        world.clock.set(start.plus_micros(i64::try_from(stretch).unwrap() * 3_600_000_000));
        world.installation.fill_journal(&world.controller, (stretch * 10_000, 10_000), 1).await.unwrap();
    }
    let entries = world.entries();
    assert!(entries.len() > 70_000);
    for request in requests(start) {
        world.assert_as_scanned(&entries, &request).await;
    }
    assert_eq!(world.segments(), 1);
    assert_eq!(world.installation.build_segments(&world.controller).await.unwrap(), 0, "nothing twice");

    let damage = "UPDATE journal_segments SET segment = $1";
    world.place.database.run(damage, &[vec![1_u8, 2, 3].into()]).unwrap();
    let world = world.reopen().await;
    let request = HistoryRequest { outcome: Some(Outcome::Refused), ..HistoryRequest::default() };
    world.assert_as_scanned(&entries, &request).await;
    assert_eq!(world.segments(), 1);
    let sql = "SELECT segment FROM journal_segments";
    assert!(world.place.database.column(sql, &[]).unwrap()[0].len() > 10_000);
}

async fn read_twice(world: &World) -> (Caller, SubjectId) {
    let manager = world.caller("manager").await;
    let subject = world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await.value.subject;
    world.installation.fill_journal(&world.controller, (0, 500), 1).await.unwrap();
    world.read(&manager, "p-1", "prospects").await.unwrap();
    (manager, subject)
}

/// Who read this person's data is asked through the gate, with a reason, and stands in the journal like any read.
#[tokio::test]
async fn who_read_a_person_is_told_to_those_who_may_ask() {
    let world = World::new().await;
    let (manager, subject) = read_twice(&world).await;
    let question = asked(subject, "prospects", LinkUse::Access);
    let answer = world.installation.person_history(&manager, &question).await.unwrap();
    let told = answer.value;
    let acts: Vec<_> = told.page.lines.iter().map(|line| line.act.unwrap().as_str()).collect();
    assert_eq!((told.standing, acts), (PersonStanding::Held, vec!["register", "read"]));
    let line = &told.page.lines[1];
    assert_eq!((line.actor, line.role.as_deref()), (Some(manager.actor), Some("manager")));
    assert_eq!(line.opened.as_ref().unwrap().record.as_ref().unwrap().reveal(), "p-1");
    let entry = world.entries().pop().unwrap();
    assert_eq!((entry.act.unwrap().as_str(), entry.count, entry.subjects.len()), ("read", Some(0), 1));
    assert_eq!(world.open_subject(&entry, subject).reason.as_deref(), Some("She asked who had read it"));

    // The question itself is a line of the next answer; the newest first, one a page.
    let paging = Paging { newest_first: true, most: 1, ..Paging::default() };
    let newest = PersonQuestion { paging, ..question.clone() };
    let told = world.installation.person_history(&manager, &newest).await.unwrap().value;
    assert_eq!(told.page.lines[0].receipt, answer.committed.receipt);
    let HistoryPlace { index, .. } = told.page.next.unwrap();
    assert_eq!(index, answer.committed.receipt.index);

    let silent = PersonQuestion { reason: None, ..question.clone() };
    let refused = world.installation.person_history(&manager, &silent).await.map(drop);
    assert_eq!(code(refused), "journal.reason_required");
    let elsewhere = asked(subject, "chat", LinkUse::Access);
    let told = world.installation.person_history(&manager, &elsewhere).await.unwrap().value;
    assert_eq!((told.standing, told.page.lines.len()), (PersonStanding::LinkReserved, 0));
    let stranger = asked(SubjectId::from_bytes([9; 16]), "prospects", LinkUse::Access);
    let told = world.installation.person_history(&manager, &stranger).await.unwrap().value;
    assert_eq!(told.standing, PersonStanding::LinkReserved, "as for one who is held elsewhere");
    let undeclared = asked(subject, "nothing-of-the-kind", LinkUse::Access);
    let refused = world.installation.person_history(&manager, &undeclared).await.map(drop);
    assert_eq!(codes(&refused), ["activity.undeclared"]);
}

/// After an erasure the link is used for breaches and supervision only, with a reason, and the answer says so.
#[tokio::test]
async fn after_an_erasure_the_link_is_for_breaches_and_supervision() {
    let world = World::new().await;
    let (manager, subject) = read_twice(&world).await;
    world.installation.erase_record(&manager, "p-1", &super::world::within("prospects")).await.unwrap();
    let ask = async |link_use| {
        let question = asked(subject, "prospects", link_use);
        world.installation.person_history(&manager, &question).await.unwrap().value
    };
    let told = ask(LinkUse::Access).await;
    assert_eq!((told.standing, told.page.lines.len()), (PersonStanding::LinkReserved, 0));
    let told = ask(LinkUse::Breach).await;
    let acts: Vec<_> = told.page.lines.iter().map(|line| line.act.unwrap().as_str()).collect();
    assert_eq!((told.standing, acts), (PersonStanding::Erased, vec!["register", "read", "erase"]));
    assert_eq!(ask(LinkUse::Supervision).await.page.lines.len(), 4);
    world.place.database.run("DELETE FROM subjects", &[]).unwrap();
    let world = world.reopen().await;
    let manager = world.caller("manager").await;
    let question = asked(subject, "prospects", LinkUse::Breach);
    let told = world.installation.person_history(&manager, &question).await.unwrap().value;
    assert_eq!((told.standing, told.page.lines.len()), (PersonStanding::LinkGone, 0));
}

async fn with_log_period(world: &World) -> std::sync::Arc<Controller> {
    let charter = CHARTER.replace("id: granvik", "id: nordvik") + "\nperiods: { log: P1Y }\n";
    import(&world.installation, &charter).await
}

/// P-D6: entries are culled when the period of the terms is over and not before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn culling_takes_bodies_after_the_period_and_the_rest_still_verifies() {
    let mut world = World::new().await;
    let refused = world.installation.cull_journal(&world.controller, world.installation.now()).await;
    assert_eq!(code(refused), "journal.log_period_missing");
    world.controller = with_log_period(&world).await;
    let start = world.installation.now();
    world.installation.fill_journal(&world.controller, (0, 66_000), 1).await.unwrap();
    world.installation.build_segments(&world.controller).await.unwrap();
    let held = world.installation.checkpoint(&world.controller).await.unwrap().note;
    let later = start.plus_micros(400 * DAY_MICROS);
    let day = start.plus_micros(DAY_MICROS);
    let early = world.installation.cull_journal(&world.controller, day).await;
    assert_eq!(code(early), "journal.too_young");
    world.clock.set(day);
    world.installation.fill_journal(&world.controller, (66_000, 2_000), 1).await.unwrap();
    let old = world.installation.issue_token("nordvik", "manager").await.unwrap().committed.receipt;
    world.clock.set(later);

    world.pin(300);
    let run = world.installation.cull_journal(&world.controller, day).await.unwrap();
    assert_eq!((run.culled, run.entries), (256, 256), "never past an erasure that is not finished");
    world.place.database.run("DELETE FROM erasures", &[]).unwrap();
    let run = world.installation.keep_history(&world.controller).await.unwrap().culled;
    assert!(run.culled > 67_000 && run.culled.is_multiple_of(256), "{run:?}");
    assert_eq!(run.entries, run.culled - 256);
    assert_eq!(world.installation.keep_history(&world.controller).await.unwrap().culled.entries, 0);
    let entries = world.entries();
    assert_eq!(entries[0].index, run.culled);
    let said = entries.iter().filter(|entry| entry.kind == EntryKind::JournalCulled).count();
    assert_eq!(said, 2);

    let mut files = Files::default();
    world.installation.export_journal(&world.controller, &mut files).await.unwrap();
    let report = verify(&files, std::slice::from_ref(&held));
    assert!(report.is_ok() && report.rollback_ruled_out, "{:?}", report.failures);
    assert_eq!(report.entries_culled, run.culled);
    assert!(world.installation.compare_checkpoints(&world.controller, &[held]).unwrap().is_ok());
    world.assert_as_scanned(&entries, &HistoryRequest::default()).await;
    let gone = vern_journal::Receipt { index: 5, ..old };
    let gone = world.installation.entry_by_receipt(&world.controller, &gone.to_string()).await;
    assert_eq!(code(gone.map(drop)), "journal.culled");
    let world = world.reopen().await;
    world.assert_as_scanned(&entries, &HistoryRequest::default()).await;
    assert!(world.installation.examine().unwrap().is_well(), "{:?}", world.installation.examine());
}

/// A cut through a segment leaves one that begins at the cut.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_through_a_segment_builds_it_again() {
    let mut world = World::new().await;
    world.controller = with_log_period(&world).await;
    let start = world.installation.now();
    world.installation.fill_journal(&world.controller, (0, 2_000), 1).await.unwrap();
    world.clock.set(start.plus_micros(DAY_MICROS));
    world.installation.fill_journal(&world.controller, (2_000, 64_000), 1).await.unwrap();
    assert_eq!(world.installation.build_segments(&world.controller).await.unwrap(), 1);
    world.clock.set(start.plus_micros(366 * DAY_MICROS));
    let run = world.installation.keep_history(&world.controller).await.unwrap().culled;
    assert_eq!((run.culled, run.entries), (1_792, 1_792));
    assert_eq!(world.segments(), 1);
    let entries = world.entries();
    for request in requests(start) {
        world.assert_as_scanned(&entries, &request).await;
    }
}

impl World {
    /// An erasure that is ordered and not finished, as a stop leaves it.
    fn pin(&self, index: i64) {
        let sql = "INSERT INTO erasures (controller, erasure, activity, subject_id, state, ordered_at, records, kept, ordered_index)
            VALUES ($1, $2, $3, $2, 1, 1, 1, 0, $4)";
        let id = self.controller_number();
        let params = [id.into(), vec![7_u8; 16].into(), "chat".into(), index.into()];
        assert_eq!(self.place.database.run(sql, &params).unwrap(), 1);
    }
}

/// An operation on more people than one entry names is a head and chunks, committed together, and known by its head.
#[tokio::test]
async fn a_larger_operation_becomes_head_and_chunks() {
    let world = World::new().await;
    let before = world.entries().len();
    world.installation.fill_journal(&world.controller, (1, 1), 700).await.unwrap();
    world.installation.fill_journal(&world.controller, (2, 1), 256).await.unwrap();
    let entries = world.entries();
    let [head, first, second, whole] = &entries[before..] else { panic!("{}", entries.len() - before) };
    assert_eq!((head.kind, head.chunk, head.count), (EntryKind::Operation, Some(2), Some(700)));
    let all = join_chunks(head, &[first.clone(), second.clone()]).unwrap();
    assert_eq!(all.len(), 700);
    assert_eq!((whole.chunk, whole.subjects.len()), (None, 256));
    assert!(world.verify().await.is_ok());
    let request = HistoryRequest { act: Some(Act::Alter), ..HistoryRequest::default() };
    let summary = world.installation.history_summary(&world.controller, &request).await.unwrap();
    assert_eq!((summary.entries, summary.records, summary.people), (3, 700, 700));
}

/// Checkpoints that others keep are compared with the journal as it lies in the store.
#[tokio::test]
async fn held_checkpoints_are_compared_without_an_export() {
    let world = World::new().await;
    let early = world.installation.checkpoint(&world.controller).await.unwrap().note;
    world.installation.fill_journal(&world.controller, (0, 400), 1).await.unwrap();
    let report = world.installation.compare_checkpoints(&world.controller, std::slice::from_ref(&early));
    let report = report.unwrap();
    assert!(report.is_ok() && report.rollback_ruled_out, "{:?}", report.failures);
    let other = with_log_period(&world).await;
    world.installation.fill_journal(&other, (0, 5), 1).await.unwrap();
    let damage = "UPDATE journal_entries SET entry = $1 WHERE controller = $2 AND position = 300";
    let bytes = world.entry_bytes()[299].clone();
    world.place.database.run(damage, &[bytes.into(), world.controller_number().into()]).unwrap();
    let report = world.installation.compare_checkpoints(&world.controller, &[early]).unwrap();
    assert!(!report.is_ok());
}

impl World {
    /// Opens the second epoch as a restore does: a tree of its own, whose first entry quotes the last checkpoint of the first.
    fn open_second_epoch(&self, quoted: &str, entries: u64) {
        let (id, database) = (self.controller_number(), &self.place.database);
        let origin = self.controller.origin().strip_suffix("/1").unwrap().to_owned() + "/2";
        let key = CheckpointKey::from_seed(&origin, self.checkpoint_seed().expose_bytes()).unwrap();
        let (now, mut edge) = (self.installation.now(), Edge::default());
        for index in 0..entries {
            let mut entry = Entry::new(index, now.as_unsigned_micros(), EntryKind::ClockWentBack);
            if index == 0 {
                entry.kind = EntryKind::EpochOpened;
                entry.previous = Some(quoted.to_owned());
                (entry.origin, entry.vkey) = (Some(origin.clone()), Some(key.vkey()));
            }
            let bytes = entry.encode().unwrap();
            edge.append(leaf_hash(&bytes));
            let sql =
                "INSERT INTO journal_entries (controller, epoch, position, entry) VALUES ($1, 2, $2, $3)";
            database.run(sql, &[id.into(), i64::try_from(index).unwrap().into(), bytes.into()]).unwrap();
        }
        for tile in edge.take_dirty() {
            let sql = "INSERT INTO journal_tiles (controller, epoch, level, position, hashes) VALUES ($1, 2, $2, $3, $4)";
            let place = [i64::from(tile.level), i64::try_from(tile.index).unwrap()];
            let params = [id.into(), place[0].into(), place[1].into(), tile.hashes.into()];
            database.run(sql, &params).unwrap();
        }
        let row = "INSERT INTO controller_keys (controller, purpose, name, number, key_id)
            SELECT controller, purpose, $1, 2, key_id FROM controller_keys WHERE controller = $2 AND purpose = 6";
        database.run(row, &[key.vkey().as_str().into(), id.into()]).unwrap();
        let head = "UPDATE heads SET epoch = 2, tree_size = $1 WHERE controller = $2";
        database.run(head, &[i64::try_from(entries).unwrap().into(), id.into()]).unwrap();
    }
}

/// After a restore the epoch before is exported beside the new one, and asked with it.
#[tokio::test]
async fn an_older_epoch_is_exported_and_asked_too() {
    let world = World::new().await;
    world.installation.fill_journal(&world.controller, (0, 600), 1).await.unwrap();
    let quoted = world.installation.checkpoint(&world.controller).await.unwrap();
    world.open_second_epoch(&quoted.note, 50);
    let world = world.reopen().await;
    world.installation.fill_journal(&world.controller, (600, 20), 1).await.unwrap();
    let mut files = Files::default();
    let checkpoint = world.installation.export_journal(&world.controller, &mut files).await.unwrap();
    assert_eq!((checkpoint.epoch, checkpoint.tree_size), (2, 70));
    let report = verify(&files, std::slice::from_ref(&quoted.note));
    assert!(report.is_ok() && report.known_checked == 1, "{:?}", report.failures);
    let older: Vec<_> = report.epochs.iter().map(|epoch| (epoch.epoch, epoch.entries_checked)).collect();
    assert_eq!(older, [(1, quoted.tree_size)]);
    let live = world.installation.compare_checkpoints(&world.controller, &[quoted.note]).unwrap();
    assert!(live.is_ok() && live.epochs.len() == 1, "{:?}", live.failures);

    let request = HistoryRequest { outcome: Some(Outcome::Refused), ..HistoryRequest::default() };
    let all = Paging::default();
    let page = world.installation.history_page(&world.controller, &request, all).await.unwrap();
    let epochs: BTreeSet<u64> = page.lines.iter().map(|line| line.receipt.epoch).collect();
    assert_eq!((epochs, page.lines.len()), (BTreeSet::from([1, 2]), 57));
    let (mut places, mut after) = (Vec::new(), None);
    loop {
        let paging = Paging { newest_first: true, most: 10, after };
        let page = world.installation.history_page(&world.controller, &request, paging).await.unwrap();
        places.extend(page.lines.iter().map(|line| (line.receipt.epoch, line.receipt.index)));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    places.reverse();
    let forwards: Vec<_> = page.lines.iter().map(|line| (line.receipt.epoch, line.receipt.index)).collect();
    assert_eq!(places, forwards);
}
