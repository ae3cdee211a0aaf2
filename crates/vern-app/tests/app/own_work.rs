//! Vern itself and the people the data is about act in roles of the charter: what these are granted, and no more.

use vern_app::own_work::{OWN_ACTOR, SUBJECT_ACTOR};
use vern_app::record::SearchBy;
use vern_app::{Caller, Problem};
use vern_journal::Outcome;

use super::world::{CHARTER, World, code, list, within};

/// The charter with a role for Vern, which takes applications in, and one for the people they are about, who may see their own.
fn own_roles() -> String {
    let granted = "      - { activity: rights_requests, acts: [register] }\n";
    assert_eq!((CHARTER.matches("\nroles:\n").count(), CHARTER.matches(granted).count()), (1, 1));
    CHARTER
        .replace(
            "\nroles:\n",
            "\nroles:\n  \
             - { id: person, label: { nb: Den det gjelder, en: The person }, held_by: subject, may: [{ activity: recruitment, acts: [read] }] }\n",
        )
        .replace(granted, &format!("{granted}      - {{ activity: recruitment, acts: [register] }}\n"))
}

/// The charter without a role for either.
fn no_own_roles() -> String {
    assert_eq!(CHARTER.matches("    held_by: vern\n").count(), 1);
    CHARTER.replace("    held_by: vern\n", "")
}

#[tokio::test]
async fn vern_acts_in_its_role_and_no_further() {
    let world = World::of(&own_roles()).await;
    let own = world.installation.acting_itself(&world.controller).unwrap();
    world.put(&own, "a-1", "recruitment", &[("name", "Kari")]).await;
    let entry = world.entries().pop().unwrap();
    assert_eq!((entry.actor, entry.outcome), (Some(*OWN_ACTOR.as_bytes()), Some(Outcome::Permitted)));
    assert_eq!(code(world.read(&own, "a-1", "recruitment").await), "actor.no_grant");
    assert_eq!(world.entries().pop().unwrap().outcome, Some(Outcome::Refused));
}

#[tokio::test]
async fn people_meet_what_is_held_on_them_and_nobody_else() {
    let world = World::of(&own_roles()).await;
    let own = world.installation.acting_itself(&world.controller).unwrap();
    let kari = world.put(&own, "a-1", "recruitment", &[("name", "Kari")]).await.value.subject;
    let ola = world.put(&own, "a-2", "recruitment", &[("name", "Ola")]).await.value.subject;
    let person = world.installation.acting_for_subject(&world.controller, kari).unwrap();
    world.read(&person, "a-1", "recruitment").await.unwrap();
    assert_eq!(world.entries().pop().unwrap().actor, Some(*SUBJECT_ACTOR.as_bytes()));

    let others = code(world.read(&person, "a-2", "recruitment").await);
    let nobodys = code(world.read(&person, "a-3", "recruitment").await);
    assert_eq!((others.as_str(), nobodys.as_str()), ("actor.no_grant", "actor.no_grant"));
    let search = |by| {
        let (world, person) = (&world, &person);
        async move { world.installation.search_records(person, &list("recruitment", by, 10)).await }
    };
    assert_eq!(search(SearchBy::Subject(kari)).await.unwrap().value.records.len(), 1);
    assert_eq!(code(search(SearchBy::Subject(ola)).await), "page.unknown");
    assert_eq!(code(search(SearchBy::Activity).await), "page.unknown");
    let erased = world.installation.erase_record(&person, "a-1", &within("recruitment")).await;
    assert_eq!(code(erased), "actor.no_grant", "what the role is not granted");
}

#[tokio::test]
async fn nobody_is_given_these_roles_and_without_them_nobody_acts() {
    let world = World::of(&own_roles()).await;
    for role in ["vern", "person"] {
        let issued = world.installation.issue_token("granvik", role).await.map(drop);
        assert_eq!(code(issued), "role.not_given");
        let link = world.installation.issue_console_link("granvik", role).map(drop);
        assert_eq!(code(link), "role.not_given");
    }
    let plain = World::of(&no_own_roles()).await;
    let of = |result: Result<Caller, Problem>| code(result.map(drop));
    assert_eq!(of(plain.installation.acting_itself(&plain.controller)), "role.none_for_vern");
    let subject = plain.put(&plain.caller("manager").await, "p-1", "prospects", &[("name", "Kari")]).await;
    let person = plain.installation.acting_for_subject(&plain.controller, subject.value.subject);
    assert_eq!(of(person), "role.none_for_subjects");
}
