//! Loading the made-up people: each one a write like any other, many at a time; and what has been said about some of them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::task::JoinSet;
use vern_app::record::Circumstance;
use vern_app::{Caller, Installation, Problem};

use super::organisation::{ALL, Actor, Mark};
use super::people::{Person, person};

/// Writes under way at once; the writer takes as many into one commit.
const IN_FLIGHT: usize = 256;

/// Writes so many people.
pub(super) async fn load_people(
    installation: &Arc<Installation>,
    callers: &BTreeMap<Actor, (Caller, String)>,
    people: u32,
) -> Result<(), Problem> {
    let next = Arc::new(AtomicU32::new(0));
    let callers: BTreeMap<Actor, Caller> =
        callers.iter().map(|(actor, (caller, _))| (*actor, caller.clone())).collect();
    let callers = Arc::new(callers);
    let now = installation.now();
    let mut tasks: JoinSet<Result<(), Problem>> = JoinSet::new();
    for _ in 0..IN_FLIGHT {
        let (installation, callers, next) =
            (Arc::clone(installation), Arc::clone(&callers), Arc::clone(&next));
        tasks.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= people {
                    return Ok(());
                }
                if let Some(person) = person(number, now) {
                    load_person(&installation, &callers, &person).await?;
                }
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.map_err(|_| Problem::Internal("a loading task ended early".to_owned()))??;
    }
    Ok(())
}

async fn load_person(
    installation: &Installation,
    callers: &BTreeMap<Actor, Caller>,
    person: &Person,
) -> Result<(), Problem> {
    let caller = |actor| callers.get(&actor).ok_or(Problem::NotFound { code: "role.unknown" });
    let written = installation.put_record(caller(person.actor)?, &person.key, &person.request).await?;
    for mark in marks_of(&person.key) {
        let circumstance = Circumstance { activity: mark.activity.to_owned(), ..Circumstance::default() };
        let subject = written.value.subject;
        installation.change_subject(caller(mark.actor)?, subject, &circumstance, mark.change).await?;
    }
    Ok(())
}

fn marks_of(key: &str) -> impl Iterator<Item = &'static Mark> {
    ALL.into_iter().flat_map(|organisation| organisation.marks).filter(move |mark| mark.key == key)
}
