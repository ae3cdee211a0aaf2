//! Loading the made-up people: each one a write like any other, many at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::task::JoinSet;
use vern_app::{Caller, Installation, Problem};

use super::people::person;

/// Writes under way at once; the writer takes as many into one commit.
const IN_FLIGHT: usize = 256;

/// Writes so many people.
pub(super) async fn load_people(
    installation: &Arc<Installation>,
    caller: &Caller,
    people: u32,
) -> Result<(), Problem> {
    let next = Arc::new(AtomicU32::new(0));
    let now = installation.now();
    let mut tasks: JoinSet<Result<(), Problem>> = JoinSet::new();
    for _ in 0..IN_FLIGHT {
        let (installation, caller, next) = (Arc::clone(installation), caller.clone(), Arc::clone(&next));
        tasks.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= people {
                    return Ok(());
                }
                let person = person(number, now);
                installation.put_record(&caller, &person.key, &person.request).await?;
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.map_err(|_| Problem::Internal("a loading task ended early".to_owned()))??;
    }
    Ok(())
}
