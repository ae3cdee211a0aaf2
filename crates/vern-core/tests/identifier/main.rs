//! What the identifiers promise: every published example is read as published, each check digit agrees with a slow second
//! opinion, and no text makes a parser panic.

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod property;
#[cfg(test)]
mod published;
