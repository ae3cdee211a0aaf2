//! What `vern-policy` promises: every error at its place, one canonical form, a gate that keeps its laws, findings.

mod canonical;
mod finding;
mod gate;
mod law;
mod parse;
mod reference;
mod sample;
