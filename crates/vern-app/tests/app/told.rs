//! The journal as a caller may read it, and the proof that it has only grown.

use vern_app::history::question::{HistoryRequest, Paging};
use vern_core::operation::Act;
use vern_journal::{VerifierKeys, check_consistency, open_checkpoint};

use super::world::{World, code, within};

#[tokio::test]
async fn a_role_reads_lines_of_its_own_activities_and_its_own_lines() {
    let world = World::new().await;
    let (manager, recruiter) = (world.caller("manager").await, world.caller("recruiter").await);
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    world.put(&recruiter, "a-1", "recruitment", &[("name", "Per")]).await;
    world.installation.read_record(&recruiter, "p-1", &within("prospects")).await.unwrap_err();
    let told = async |caller, request: &HistoryRequest| {
        let told = world.installation.told_history(caller, request, Paging::default()).await.unwrap();
        let lines = told.page.lines.iter();
        let activities: Vec<_> =
            lines.filter_map(|line| Some((line.activity.clone()?, line.act?.as_str()))).collect();
        (activities, told.left_out)
    };
    let line = |activity: &str, act| (activity.to_owned(), act);
    let all = HistoryRequest::default();
    let (lines, left_out) = told(&recruiter, &all).await;
    assert_eq!(lines, [line("recruitment", "register"), line("prospects", "read")]);
    assert_eq!(left_out, 2, "another's registration, and another's access");
    let (lines, _) = told(&manager, &all).await;
    assert_eq!(lines.len(), 3);
    let register = HistoryRequest { act: Some(Act::Register), ..all };
    assert_eq!(told(&recruiter, &register).await, (vec![line("recruitment", "register")], 1));
}

#[tokio::test]
async fn a_journal_that_has_grown_is_proved_to_begin_as_it_did() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let early = world.installation.checkpoint(&world.controller).await.unwrap();
    for number in 0..300 {
        world.put(&manager, &format!("p-{number}"), "prospects", &[("name", "Kari")]).await;
    }
    let grown = world.installation.prove_growth(&world.controller, early.tree_size).await.unwrap();
    let now = &grown.checkpoint;
    assert!(now.tree_size >= early.tree_size);
    let keys = VerifierKeys::parse(&now.verifier_key).unwrap();
    assert_eq!(open_checkpoint(&now.note, &keys).unwrap().root, now.root);
    let holds = |root| check_consistency(&grown.proof, grown.from, root, now.tree_size, now.root);
    assert!(holds(early.root).is_ok());
    assert!(holds(now.root).is_err() || now.tree_size == early.tree_size);
    let head = world.entries().len() as u64;
    let whole = world.installation.prove_growth(&world.controller, head).await.unwrap();
    assert_eq!((whole.checkpoint.tree_size, whole.proof.len()), (head, 0), "signed anew where it must be");
    let beyond = world.installation.prove_growth(&world.controller, head + 1).await;
    assert_eq!(code(beyond), "proof.beyond_tree");
}
