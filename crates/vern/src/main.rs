//! The vern command: CLI, settings, wiring, demo, bench.
fn main() {}
