//! The promises of the journal: what was written can be proven, and what was altered is named.

#[cfg(test)]
mod checkpoint;
#[cfg(test)]
mod entry;
#[cfg(test)]
mod epoch;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod segment;
#[cfg(test)]
mod tamper;
#[cfg(test)]
mod tree;
