//! The example of `docs/api.md` in Rust. Against a server of `examples/software-company.yaml`: `first_calls SERVER TOKEN`, the token of the role *manager*.

use vern_client::{
    Circumstance, Client, Error, Expect, Fields, Line, NewRecord, Options, Search, SearchValue,
};

/// Registers someone, finds them, reads many, meets a refusal.
///
/// # Errors
/// Any of the client's.
pub async fn first_calls(server: &str, token: &str) -> Result<(), Error> {
    let vern = Client::new(Options::new(server, token))?;

    // Registered once, also where the answer is lost and the call is sent again.
    let fields: Fields = [("name", "Eva Berg"), ("email", "eva@example.no")].into_iter().collect();
    let lead = NewRecord { activity: "prospects".to_owned(), fields, ..NewRecord::default() };
    let written = vern.put_record("lead-4", &lead, Expect::Absent).await?;
    assert_eq!(written.record.map(|record| record.version), Some(1));

    // Found by an exact value.
    let value = SearchValue { data_type: "email".to_owned(), equals: "eva@example.no".to_owned() };
    let search = Search { activity: "prospects".to_owned(), value: Some(value), ..Search::default() };
    let page = vern.search_records(&search).await?;
    assert_eq!(page.records.first().and_then(|record| record.fields.value("name")), Some("Eva Berg"));

    // Many at once: each line is answered for itself.
    let read =
        |activity: &str| Line::Read { key: "lead-4".to_owned(), circumstance: Circumstance::of(activity) };
    let answered = vern.batch(&[read("prospects"), read("recruitment")]).await?;
    let codes: Vec<_> = answered
        .iter()
        .map(|line| line.outcome.as_ref().err().map(|problem| problem.code.as_str()))
        .collect();
    assert_eq!(codes, [None, Some("activity.purpose_mismatch")]);

    // Every answer names its line of the journal.
    let proof = vern.read_entry(&written.journal.receipt).await?;
    assert_eq!(proof.index, written.journal.index);
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mut words = std::env::args().skip(1);
    let mut next = || words.next().unwrap_or_default();
    first_calls(&next(), &next()).await
}
