//! Reviews of access (P-D5): when they fall due, who decides, what the journal says, and that nothing ends by itself.

use vern_app::access::{AccessReviewsDue, NewAccess};
use vern_app::history::question::{HistoryRequest, Noted, Paging};
use vern_core::id::ActorId;
use vern_core::time::Instant;
use vern_journal::EntryKind;

use super::{CHARTER, EMAIL, World};
use crate::world::{DAY_MICROS, at, code};

fn due_of(world: &World, actor: ActorId) -> Option<Instant> {
    let all = world.installation.access_of(world.controller.slug()).unwrap();
    all.into_iter().find(|access| access.actor == actor).unwrap().review_due_at
}

fn counts(due: Option<AccessReviewsDue>) -> (u64, u64) {
    let due = due.unwrap();
    (due.overdue, due.soon)
}

/// P-D5: twice a year somebody else looks whether each access is still needed; the journal says that they did, and nothing ends because nobody has.
#[tokio::test]
async fn p_d5_each_access_is_looked_at_again() {
    let world = World::staffed().await;
    world.clock.set(at("2026-12-01T09:00:00Z"));
    let boss = world.caller("administrator").await;
    let kari = world.someone(EMAIL, "adviser").await.invitation.account;
    let until = Some(at("2028-01-01T00:00:00Z"));
    let program = NewAccess { until, ..NewAccess::in_role("adviser") };
    let program = world.installation.give_access(&boss, &program).await.unwrap().value.actor;
    assert_eq!(due_of(&world, kari), Some(at("2027-06-01T09:00:00Z")));
    let due = || counts(world.installation.access_reviews_due(&boss).unwrap());
    assert_eq!(due(), (0, 0));
    world.clock.set(at("2027-05-20T09:00:00Z"));
    assert_eq!(due(), (0, 3));
    world.clock.set(at("2027-06-02T09:00:00Z"));
    assert_eq!(due(), (3, 0));
    let until = world.installation.now().plus_micros(30 * DAY_MICROS);
    let deadlines = world.installation.own_deadlines(&boss, until).unwrap();
    let line = deadlines.iter().find(|line| line.of.as_str() == "access_reviews").unwrap();
    assert_eq!((line.count, line.is_over), (3, true));

    let kept = world.installation.keep_access(&boss, kari).await.unwrap();
    let next = at("2027-12-02T09:00:00Z");
    assert_eq!((kept.value, due_of(&world, kari)), (next, Some(next)));
    assert_eq!(due(), (2, 0));
    assert_eq!(code(world.installation.keep_access(&boss, boss.actor).await), "access.own");
    let adviser = world.caller("adviser").await;
    assert_eq!(code(world.installation.keep_access(&adviser, program).await), "page.unknown");
    assert!(world.installation.access_reviews_due(&adviser).unwrap().is_none());
    let nobody = ActorId::from_bytes([9; 16]);
    assert_eq!(code(world.installation.keep_access(&boss, nobody).await), "access.unknown");
    world.installation.take_access(&boss, program).await.unwrap();
    assert_eq!(code(world.installation.keep_access(&boss, program).await), "access.unknown");
    assert_eq!(due_of(&world, program), None, "what has ended is not looked at");
    // Whose access nobody else administers, whoever runs the installation looks at.
    let slug = world.controller.slug();
    world.installation.keep_access_of(slug, boss.actor).await.unwrap();
    assert_eq!(due_of(&world, boss.actor), Some(next));

    let entries = world.entries();
    let kept = entries.iter().filter(|entry| entry.kind == EntryKind::Access && entry.state.is_none());
    let kept: Vec<_> = kept.filter(|entry| entry.until == Some(next.as_unsigned_micros())).collect();
    assert_eq!(kept.len(), 2);
    assert_eq!((kept[0].holder, kept[0].actor), (Some(*kari.as_bytes()), Some(*boss.actor.as_bytes())));
    assert_eq!((kept[1].holder, kept[1].actor), (Some(*boss.actor.as_bytes()), None));
    let paging = Paging { after: None, most: 1_000, newest_first: false };
    let page = world.installation.history_page(&world.controller, &HistoryRequest::default(), paging).await;
    assert_eq!(page.unwrap().lines.iter().filter(|line| line.noted == Some(Noted::Review)).count(), 2);
    let report = world.installation.examine().unwrap();
    assert!(report.is_well(), "{:?}", report.findings);
    // It outlives the process.
    let world = world.reopen().await;
    assert_eq!(due_of(&world, kari), Some(next));
}

/// An access that was given up to a day, and whose holder has signed and been let in since, is what the journal says it is.
#[tokio::test]
async fn what_is_said_of_staff_is_no_other_access() {
    let world = World::staffed().await;
    let until = world.installation.now().plus_micros(90 * DAY_MICROS);
    let mut request = super::request(EMAIL, "adviser");
    request.access.until = Some(until);
    let invitation = world.installation.invite(&world.itself(), &request).await.unwrap();
    let (_, opened) = world.activate(&invitation, super::PASSWORD, None).await.unwrap();
    let boss = world.caller("administrator").await;
    let emergency = world.installation.now().plus_micros(DAY_MICROS);
    let why = super::personal("Ingen andre er på vakt");
    world.installation.let_in(&boss, invitation.account, emergency, &why).await.unwrap();
    world.ready(&opened).await;
    let report = world.installation.examine().unwrap();
    assert!(report.is_well(), "{:?}", report.findings);
}

/// Where the charter does not ask for it nothing falls due, and nothing is recorded.
#[tokio::test]
async fn what_no_charter_asks_for_is_not_reviewed() {
    let world = World::of(&CHARTER.replace(", access_review: P6M", "")).await;
    let boss = world.caller("administrator").await;
    let adviser = world.caller("adviser").await;
    assert_eq!(due_of(&world, adviser.actor), None);
    assert_eq!(code(world.installation.keep_access(&boss, adviser.actor).await), "access.review_none_asked");
    world.clock.set(at("2036-12-01T09:00:00Z"));
    assert_eq!(counts(world.installation.access_reviews_due(&boss).unwrap()), (0, 0));
}
