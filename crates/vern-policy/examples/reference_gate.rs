//! The long comparison of the gate with the reference gate of the tests: `cargo run --release -p vern-policy --example reference_gate 1000000`.
//!
//! `cargo test` compares 20,000 cases; this takes any number. A case on which the two differ ends the run with its seed.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "a tool for development"
)]

#[path = "../tests/policy/reference.rs"]
mod reference;
#[path = "../tests/policy/sample.rs"]
#[expect(dead_code, reason = "the tests use all of it")]
mod sample;

const ASKS: u64 = 100;

fn main() {
    let cases: u64 =
        std::env::args().nth(1).map_or(1_000_000, |count| count.parse().expect("how many cases"));
    let (permits, seen) = reference::compare(cases.div_ceil(ASKS), ASKS);
    println!("{} cases agree, {permits} of them permits", cases.div_ceil(ASKS) * ASKS);
    for (code, count) in seen {
        println!("{count:>9} {}", code.as_str());
    }
}
