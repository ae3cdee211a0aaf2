//! One person among all: everything held on them, and their erasure.

use std::ops::ControlFlow;

use vern_app::erasure::ErasureRequest;
use vern_app::record::{SEARCH_MAX, SearchBy, SearchPage, SearchRequest};
use vern_app::{Answer, Clock, SystemClock};

use super::figure::{Figure, Run, as_f64, micros_since};
use super::load::{Load, circumstance};
use crate::failure::Failure;

const EVERYTHING_MS: f64 = 20.0;
/// Times each is done, one after the other: what a person waits for.
const TURNS: u64 = 50;

pub(super) async fn run(load: &Load) -> Result<Vec<Figure>, Failure> {
    let (mut everything, mut unreadable, mut gone) = (Vec::new(), Vec::new(), Vec::new());
    let mut records = 0_u64;
    for turn in 0..TURNS {
        let Some(subject) = load.subjects.nth(turn) else { break };
        let request = SearchRequest {
            circumstance: circumstance(),
            by: SearchBy::Subject(subject),
            after: None,
            most: SEARCH_MAX,
        };
        let started = SystemClock.now();
        let count = |page: Answer<SearchPage>| {
            records += u64::try_from(page.value.records.len()).unwrap_or(0);
            ControlFlow::Continue(())
        };
        load.installation.each_page(&load.caller, request, count).await?;
        everything.push(micros_since(started));

        let request =
            ErasureRequest { activity: Some("contracts".to_owned()), reason: None, exception: None };
        let started = SystemClock.now();
        let ordered = load.installation.erase_subject(&load.caller, subject, &request).await?;
        gone.push(micros_since(started));
        let certificate = load.installation.erasure_certificate(&load.caller, ordered.value.erasure).await?;
        unreadable.push(u64::try_from(certificate.delays.unreadable_micros).unwrap_or(0));
    }
    let run = |each: Vec<u64>| Run { operations: TURNS, micros: 0, each };
    let (of_each, turns) = (as_f64(records), as_f64(everything.len() as u64).max(1.0));
    Ok(vec![
        Figure::new("records held on one person, mean", of_each / turns, ""),
        run(everything).median("everything held on one person").at_most(EVERYTHING_MS),
        run(unreadable).median("erase one person: until unreadable"),
        run(gone).median("erase one person: until gone and certified"),
    ])
}
