//! What an entry says in the clear, what only the keys open, and how the clock stands in it.

use sha2::{Digest, Sha256};
use vern_app::record::{Circumstance, PutRequest, SearchBy, SearchRequest};
use vern_core::personal::Personal;
use vern_journal::{Act, EntryKind, Outcome};

use super::world::{CHARTER, World, because, import, list, put, within};

const TYPED: &str = "kari.nordmann@example.no";

#[tokio::test]
async fn what_the_caller_typed_and_nobody_declared_is_sealed() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    let everywhere = Circumstance { recipient: Some(TYPED.to_owned()), ..because(TYPED, TYPED) };
    let to = Circumstance { recipient: Some(TYPED.to_owned()), ..within("prospects") };
    let category = PutRequest { category: Some(TYPED.to_owned()), ..put("prospects", &[("name", "Kari")]) };
    let first = world.entries().len();
    world.installation.read_record(&manager, "p-1", &everywhere).await.unwrap_err();
    world.installation.read_record(&manager, "p-1", &to).await.unwrap_err();
    world.installation.put_record(&manager, "p-2", &category).await.unwrap_err();
    world.installation.put_record(&manager, "p-2", &put("prospects", &[(TYPED, "x")])).await.unwrap_err();
    let search = SearchRequest { circumstance: everywhere, ..list(TYPED, SearchBy::Activity, 5) };
    world.installation.search_records(&manager, &search).await.unwrap_err();

    for bytes in world.entry_bytes() {
        let clear = String::from_utf8_lossy(&bytes);
        assert!(!clear.contains("kari") && !clear.contains("example.no"), "{clear}");
    }
    let entries = world.entries();
    assert!(entries[first].activity.is_none() && entries[first].recipient.is_none());
    let opened = world.open_sealed(&entries[first]);
    assert_eq!(opened.undeclared, [TYPED, TYPED]);
    assert_eq!((opened.key.as_deref(), opened.reason.as_deref()), (Some("p-1"), Some(TYPED)));
    assert_eq!(world.open_sealed(&entries[first + 2]).undeclared, [TYPED]);
}

#[tokio::test]
async fn the_sealed_part_holds_key_version_and_reason_and_the_digest_is_of_the_row() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let request = PutRequest {
        reason: Some(Personal::new("Asked for an offer".to_owned())),
        ..put("prospects", &[("name", "Kari")])
    };
    let subject = world.installation.put_record(&manager, "p-1", &request).await.unwrap().value.subject;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari N")]).await;
    world.installation.read_record(&manager, "p-1", &because("prospects", "Call")).await.unwrap();

    let entries = world.entries();
    let [registered, altered, read] = &entries[entries.len() - 3..] else { panic!("three entries") };
    let opened = world.open_subject(registered, subject);
    assert_eq!((opened.key.as_deref(), opened.version), (Some("p-1"), Some(1)));
    assert_eq!(opened.reason.as_deref(), Some("Asked for an offer"));
    assert_eq!((world.open_subject(altered, subject).version, altered.act), (Some(2), Some(Act::Alter)));
    assert_eq!(world.open_subject(read, subject).reason.as_deref(), Some("Call"));
    assert_eq!((read.outcome, read.count), (Some(Outcome::Permitted), Some(1)));
    assert!(registered.subjects[0].digest.is_some_and(|digest| Some(digest) != altered.subjects[0].digest));
    assert_eq!(read.subjects[0].digest, None);
    let body = world.place.database.column("SELECT body FROM records", &[]).unwrap().remove(0);
    assert_eq!(altered.subjects[0].digest.unwrap(), *Sha256::digest(&body));
}

#[tokio::test]
async fn a_pseudonym_is_constant_for_a_subject_and_tells_nothing_across_controllers() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let one = world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await.value.subject;
    let again = PutRequest { subject: Some(one), ..put("chat", &[("chat_name", "Kari")]) };
    world.installation.put_record(&manager, "chat-1", &again).await.unwrap();
    world.read(&manager, "p-1", "prospects").await.unwrap();
    world.put(&manager, "p-2", "prospects", &[("name", "Kari")]).await;
    let named: Vec<_> =
        world.entries().iter().flat_map(|entry| entry.subjects.clone()).map(|part| part.pseudonym).collect();
    assert!(named[0] == named[1] && named[1] == named[2] && named[2] != named[3]);

    let other = import(&world.installation, &CHARTER.replace("id: granvik", "id: nordvik")).await;
    let link = world.link_key(one);
    assert_eq!(link.pseudonym(world.controller.id().as_u64()), named[0]);
    assert_ne!(link.pseudonym(other.id().as_u64()), named[0]);
}

#[tokio::test]
async fn a_clock_set_back_is_one_entry_and_time_never_goes_back() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    let noon = world.installation.now();
    world.clock.set(noon.plus_micros(-1_999_999));
    world.read(&manager, "p-1", "prospects").await.unwrap();
    world.clock.set(noon.plus_micros(-3_600_000_000));
    for _ in 0..3 {
        world.read(&manager, "p-1", "prospects").await.unwrap();
    }
    world.clock.set(noon.plus_micros(1));
    world.read(&manager, "p-1", "prospects").await.unwrap();
    world.clock.set(noon.plus_micros(-10_000_000));
    let read = world.read(&manager, "p-1", "prospects").await.unwrap();
    assert_eq!(read.committed.at, noon.plus_micros(1), "the time of the last entry");

    let entries = world.entries();
    let back: Vec<_> = entries.iter().filter(|entry| entry.kind == EntryKind::ClockWentBack).collect();
    assert_eq!(back.iter().map(|entry| entry.count.unwrap()).collect::<Vec<_>>(), [3600, 10]);
    assert!(entries.windows(2).all(|pair| pair[0].at <= pair[1].at));
    assert!(world.verify().await.is_ok());
}

#[tokio::test]
async fn receipts_of_others_open_nothing() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let receipt = world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await.committed.receipt;
    let of = async |text: &str| {
        let found = world.installation.entry_by_receipt(&world.controller, text).await;
        found.map(|proven| proven.entry.index).map_err(|problem| problem.code().to_owned())
    };
    assert_eq!(of(&receipt.to_string()).await, Ok(receipt.index));
    let entry = world.entries().len();
    for (text, code) in [
        (String::new(), "receipt.form"),
        ("1.2".to_owned(), "receipt.form"),
        (format!("1.{}.{}", receipt.index - 1, leaf_of(&receipt)), "receipt.mismatch"),
        (format!("0.{}.{}", receipt.index, leaf_of(&receipt)), "receipt.mismatch"),
        (format!("1.99999999.{}", leaf_of(&receipt)), "receipt.beyond_tree"),
        (format!("9.0.{}", leaf_of(&receipt)), "receipt.beyond_tree"),
    ] {
        assert_eq!(of(&text).await, Err(code.to_owned()), "{text}");
    }
    assert_eq!(world.entries().len(), entry, "asking leaves no entry");
}

/// A receipt is anyone's to invent: one beyond the tree must not cost a signature and a commit each time.
#[tokio::test]
async fn a_receipt_beyond_the_tree_signs_nothing() {
    let world = World::new().await;
    let receipt = world.caller("manager").await;
    drop(receipt);
    world.installation.checkpoint(&world.controller).await.unwrap();
    let manager = world.caller("manager").await;
    let leaf = leaf_of(&world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await.committed.receipt);
    let signed = || world.place.database.column("SELECT note FROM journal_checkpoints", &[]).unwrap().len();
    let before = signed();
    let beyond = format!("1.99999.{leaf}");
    assert!(world.installation.entry_by_receipt(&world.controller, &beyond).await.is_err());
    assert_eq!(signed(), before);
}

fn leaf_of(receipt: &vern_journal::Receipt) -> String {
    receipt.to_string().rsplit('.').next().unwrap().to_owned()
}
