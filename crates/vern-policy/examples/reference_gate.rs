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

#[path = "../tests/policy/reference/mod.rs"]
mod reference;
#[path = "../tests/policy/sample/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the tests use all of it")]
mod sample;

use vern_core::decision::Code;

const ASKS: u64 = 100;

fn main() {
    let cases: u64 =
        std::env::args().nth(1).map_or(1_000_000, |count| count.parse().expect("how many cases"));
    // Half of the questions go to own charters, half to agreements.
    let counts = reference::compare(cases.div_ceil(2 * ASKS), ASKS);
    println!("{} cases agree: {} permits", counts.cases, counts.permits);
    println!("{:>9} of them withhold something", counts.permits_withholding);
    println!("{:>9} of them are only observed", counts.permits_observed);
    println!("{:>9} at an instant at which nothing is in force", counts.nothing_in_force);
    println!("  refused     alone  observed");
    for code in Code::ALL {
        let (among, alone) = counts.refused.get(code).copied().unwrap_or_default();
        let observed = counts.observed.get(code).copied().unwrap_or_default();
        println!("{among:>9} {alone:>9} {observed:>9} {}", code.as_str());
    }
}
