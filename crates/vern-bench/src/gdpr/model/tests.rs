//! What the model calls wrong, and what it lets pass.

use super::*;

const DATA: Data = Data { records: 1_000, users: 100 };

fn model(enforces: bool) -> Model {
    Model::new(DATA, 1_000, enforces)
}

fn row(record: u64, stamp: u64) -> Row {
    Row {
        record,
        user: Some(record % 100),
        days: record::period(record),
        objects: None,
        data: RowData::Stamp(stamp),
    }
}

fn told(rows: Vec<Row>) -> Answer {
    Answer::Rows(Rows { rows, left_out: 0 })
}

fn ask(model: &Model, query: Query, answer: &Answer) -> Result<u64, String> {
    let start = model.begin(query);
    model.end(query, start, answer)
}

fn read(record: u64) -> Query {
    Query::Read { record, with_data: true }
}

#[test]
fn a_read_tells_what_was_written_last_and_nothing_else() {
    let model = model(true);
    assert_eq!(ask(&model, read(1), &told(vec![row(1, 0)])), Ok(1));
    ask(&model, Query::UpdateData { record: 1, stamp: 7 }, &Answer::Done).unwrap();
    assert_eq!(ask(&model, read(1), &told(vec![row(1, 7)])), Ok(1));
    for wrong in [row(1, 0), row(2, 0), Row { user: Some(2), ..row(1, 7) }, Row { days: 5, ..row(1, 7) }] {
        assert!(ask(&model, read(1), &told(vec![wrong])).is_err(), "{wrong:?}");
    }
    let foreign = Row { data: RowData::Foreign, ..row(1, 7) };
    assert!(ask(&model, read(1), &told(vec![foreign])).is_err());
    assert!(ask(&model, read(1), &Answer::Absent).is_err());
    assert!(ask(&model, read(1), &Answer::Objected).is_err());
}

#[test]
fn while_a_write_is_under_way_both_answers_pass() {
    let model = model(true);
    let update = Query::UpdateData { record: 1, stamp: 7 };
    let start = model.begin(update);
    for stamp in [0, 7] {
        assert_eq!(ask(&model, read(1), &told(vec![row(1, stamp)])), Ok(1));
    }
    model.end(update, start, &Answer::Done).unwrap();
    assert!(ask(&model, read(1), &told(vec![row(1, 0)])).is_err());
}

#[test]
fn an_erased_record_is_gone_and_erased_once() {
    let model = model(true);
    let erase = Query::DeleteByKey { record: 1 };
    assert!(ask(&model, erase, &Answer::Absent).is_err());
    ask(&model, erase, &Answer::Done).unwrap();
    assert!(ask(&model, erase, &Answer::Done).is_err());
    ask(&model, erase, &Answer::Absent).unwrap();
    ask(&model, read(1), &Answer::Absent).unwrap();
    assert!(ask(&model, read(1), &told(vec![row(1, 0)])).is_err());
    assert!(ask(&model, Query::UpdateData { record: 1, stamp: 1 }, &Answer::Done).is_err());
}

#[test]
fn what_is_objected_to_is_refused_left_out_and_counted() {
    let model = model(true);
    assert!(ask(&model, read(100), &told(vec![row(100, 0)])).is_err(), "user 0 objects from the beginning");
    ask(&model, read(100), &Answer::Objected).unwrap();
    let list = Query::ListUser { user: 1, with_data: true };
    let all: Vec<Row> = (0..10).map(|nth| row(1 + nth * 100, 0)).collect();
    assert_eq!(ask(&model, list, &told(all.clone())), Ok(10));
    ask(&model, Query::Object { user: 1, objects: true }, &Answer::Done).unwrap();
    assert!(ask(&model, list, &told(all.clone())).is_err());
    let left_out = |left_out| Answer::Rows(Rows { rows: Vec::new(), left_out });
    assert_eq!(ask(&model, list, &left_out(10)), Ok(0));
    assert!(ask(&model, list, &left_out(9)).is_err());
    ask(&model, Query::Object { user: 1, objects: false }, &Answer::Done).unwrap();
    assert_eq!(ask(&model, list, &told(all)), Ok(10));
}

#[test]
fn a_list_is_whole_and_tells_nobody_twice() {
    let model = model(false);
    let list = Query::ListPurpose { purpose: 3, with_data: true };
    let all: Vec<Row> = (0..40).map(|nth| row(3 + nth * 25, 0)).collect();
    assert_eq!(ask(&model, list, &told(all.clone())), Ok(40));
    assert!(ask(&model, list, &told(all[1..].to_vec())).is_err());
    let twice: Vec<Row> = all.iter().chain(&all[..1]).copied().collect();
    assert!(ask(&model, list, &told(twice)).is_err());
    let other: Vec<Row> = all.iter().copied().chain([row(4, 0)]).collect();
    assert!(ask(&model, list, &told(other)).is_err());
}

#[test]
fn periods_only_become_shorter() {
    let model = model(true);
    ask(&model, Query::ShortenPurpose { purpose: 1, days: 500 }, &Answer::Done).unwrap();
    let is_right = |days| ask(&model, read(1), &told(vec![Row { days, ..row(1, 0) }])).is_ok();
    assert!(is_right(500) && !is_right(10_000));
    ask(&model, Query::ShortenRecord { record: 1, days: 600 }, &Answer::Done).unwrap();
    assert!(is_right(500) && !is_right(600));
    ask(&model, Query::Create { record: 1_001 }, &Answer::Done).unwrap();
    ask(&model, read(1_001), &told(vec![row(1_001, 0)])).unwrap();
}

#[test]
fn logs_are_gapless_and_deletions_attested() {
    let model = model(true);
    let log = |lines, is_gapless| Answer::Log { lines, is_gapless };
    ask(&model, Query::ReadLog { lines: 5 }, &log(5, true)).unwrap();
    assert!(ask(&model, Query::ReadLog { lines: 5 }, &log(4, true)).is_err());
    assert!(ask(&model, Query::ReadLog { lines: 5 }, &log(5, false)).is_err());
    assert!(ask(&model, Query::VerifyDeletion { user: 7 }, &Answer::Verified { is_gone: false }).is_err());
}

#[test]
fn what_is_no_longer_shared_is_told_to_nobody() {
    let model = model(false);
    let list = Query::ListShared { purpose: 3, share: 3 };
    let shared: Vec<Row> =
        (0..40).map(|nth| row(3 + nth * 25, 0)).filter(|row| row.record % 10 == 3).collect();
    assert_eq!(ask(&model, list, &told(shared.clone())), Ok(20));
    ask(&model, Query::EndShare { share: 3 }, &Answer::Done).unwrap();
    assert!(ask(&model, list, &told(shared)).is_err());
    assert_eq!(ask(&model, list, &told(Vec::new())), Ok(0));
}
