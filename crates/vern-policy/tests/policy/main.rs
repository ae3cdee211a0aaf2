//! What `vern-policy` promises: every error at its place, one canonical form, a gate that keeps its laws, findings.

#[cfg(test)]
mod canonical;
#[cfg(test)]
mod deadline;
#[cfg(test)]
mod diff;
#[cfg(test)]
mod finding;
#[cfg(test)]
mod gate;
#[cfg(test)]
mod law;
#[cfg(test)]
mod law_in_force;
#[cfg(test)]
mod narrowing;
#[cfg(test)]
mod parse;
#[cfg(test)]
mod parse_hostile;
#[cfg(test)]
mod promise;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod replay;
#[cfg(test)]
mod sample;
