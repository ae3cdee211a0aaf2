//! Which role asks what how often, in three profiles: as the paper has it, as the published code of 2021 has it, and as its fork at Brown University has it.
//!
//! The code of 2021 and the fork have no regulator; theirs is the paper's.

use std::fmt;
use std::str::FromStr;

use super::draw::{Distribution, Draws, Zipf};
use super::query::Query;
use super::record::{self, Data};

/// A set of mixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// PVLDB 13(7), table 2.
    Paper,
    /// GDPRbench's code of 26 March 2021.
    Code2021,
    /// brownsys/GDPRbench, May 2021.
    Brownsys,
}

impl Profile {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Paper, Self::Code2021, Self::Brownsys];
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Paper => "paper",
            Self::Code2021 => "2021",
            Self::Brownsys => "brownsys",
        })
    }
}

impl FromStr for Profile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = Self::ALL.into_iter().find(|profile| profile.to_string() == text);
        named.ok_or_else(|| "paper, 2021 or brownsys".to_owned())
    }
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Whoever decides why the data is processed: registers, erases, changes what holds for a purpose or a user.
    Controller,
    /// The people themselves.
    Customer,
    /// Whoever processes for the controller: reads.
    Processor,
    /// The authority: reads metadata and logs, and checks that what was to go is gone.
    Regulator,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Controller, Self::Customer, Self::Processor, Self::Regulator];
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Controller => "controller",
            Self::Customer => "customer",
            Self::Processor => "processor",
            Self::Regulator => "regulator",
        })
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = Self::ALL.into_iter().find(|role| role.to_string() == text);
        named.ok_or_else(|| "controller, customer, processor or regulator".to_owned())
    }
}

/// A kind of query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Create,
    DeleteByKey,
    DeleteByPurpose,
    DeleteByTtl,
    DeleteByUser,
    UpdateData,
    UpdateMetaByKey,
    UpdateMetaByPurpose,
    UpdateMetaByUser,
    UpdateMetaByShare,
    ReadByKey,
    ReadByUser,
    ReadByPurpose,
    ReadByObjection,
    ReadByDecision,
    ReadMetaByKey,
    ReadMetaByUser,
    ReadMetaByPurpose,
    ReadLog,
    VerifyDeletion,
}

use Kind::{
    Create, DeleteByKey, DeleteByPurpose, DeleteByTtl, DeleteByUser, ReadByDecision, ReadByKey,
    ReadByObjection, ReadByPurpose, ReadByUser, ReadLog, ReadMetaByKey, ReadMetaByPurpose, ReadMetaByUser,
    UpdateData, UpdateMetaByKey, UpdateMetaByPurpose, UpdateMetaByShare, UpdateMetaByUser, VerifyDeletion,
};

/// Kinds with their shares.
const fn shares(profile: Profile, role: Role) -> &'static [(Kind, u64)] {
    match (profile, role) {
        (Profile::Paper, Role::Controller) => &[
            (Create, 75),
            (DeleteByPurpose, 25),
            (DeleteByTtl, 25),
            (DeleteByUser, 25),
            (UpdateMetaByPurpose, 50),
            (UpdateMetaByUser, 50),
            (UpdateMetaByShare, 50),
        ],
        (Profile::Code2021 | Profile::Brownsys, Role::Controller) => {
            &[(Create, 25), (DeleteByKey, 25), (UpdateMetaByPurpose, 25), (UpdateMetaByUser, 25)]
        }
        (Profile::Paper, Role::Customer) => &[
            (ReadByUser, 20),
            (ReadMetaByKey, 20),
            (UpdateData, 20),
            (UpdateMetaByKey, 20),
            (DeleteByKey, 20),
        ],
        (Profile::Code2021, Role::Customer) => &[
            (ReadByKey, 20),
            (ReadMetaByPurpose, 10),
            (ReadMetaByUser, 10),
            (UpdateData, 20),
            (UpdateMetaByPurpose, 10),
            (UpdateMetaByUser, 10),
            (DeleteByKey, 20),
        ],
        (Profile::Brownsys, Role::Customer) => {
            &[(ReadByKey, 20), (ReadMetaByUser, 20), (UpdateData, 40), (DeleteByKey, 20)]
        }
        (Profile::Paper, Role::Processor) => {
            &[(ReadByKey, 240), (ReadByPurpose, 20), (ReadByObjection, 20), (ReadByDecision, 20)]
        }
        (Profile::Code2021, Role::Processor) => {
            &[(ReadByKey, 20), (ReadMetaByPurpose, 40), (ReadMetaByUser, 40)]
        }
        (Profile::Brownsys, Role::Processor) => {
            &[(ReadByKey, 80), (ReadMetaByPurpose, 10), (ReadMetaByUser, 10)]
        }
        (_, Role::Regulator) => &[(ReadMetaByUser, 46), (ReadLog, 31), (VerifyDeletion, 23)],
    }
}

/// How the numbers of records are drawn: where a key is named, and where metadata is.
const fn is_zipf(profile: Profile, role: Role) -> (bool, bool) {
    match (profile, role) {
        (_, Role::Controller) | (Profile::Code2021, Role::Processor) => (false, false),
        (Profile::Paper, Role::Processor) => (true, false),
        _ => (true, true),
    }
}

/// What one role asks in one profile of one data set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mix {
    profile: Profile,
    role: Role,
    data: Data,
    keys: Distribution,
    metadata: Distribution,
}

impl Mix {
    pub(crate) fn of(profile: Profile, role: Role, data: Data) -> Self {
        let zipf = Distribution::Zipf(Zipf::below(data.records));
        let uniform = Distribution::Uniform(data.records);
        let (keys, metadata) = is_zipf(profile, role);
        let chosen = |is_zipf| if is_zipf { zipf } else { uniform };
        Self { profile, role, data, keys: chosen(keys), metadata: chosen(metadata) }
    }

    /// The query of an operation. A record that is created is numbered after all that are loaded, by the operation.
    pub(crate) fn draw(&self, draws: &mut Draws, operation: u64) -> Query {
        let shares = shares(self.profile, self.role);
        let mut left = draws.below(shares.iter().map(|(_, share)| share).sum());
        let mut drawn = Create;
        for (kind, share) in shares {
            drawn = *kind;
            if left < *share {
                break;
            }
            left -= share;
        }
        self.query(drawn, draws, operation)
    }

    fn query(&self, kind: Kind, draws: &mut Draws, operation: u64) -> Query {
        let names_key = matches!(
            kind,
            DeleteByKey | UpdateData | UpdateMetaByKey | ReadByKey | ReadMetaByKey | VerifyDeletion
        );
        let record = if names_key { self.keys } else { self.metadata }.draw(draws);
        let (user, purpose, share) = (self.data.user(record), record::purpose(record), record::share(record));
        match kind {
            Create => Query::Create { record: self.data.records + operation },
            DeleteByKey => Query::DeleteByKey { record },
            DeleteByPurpose => Query::DeleteByPurpose { purpose },
            DeleteByTtl => Query::DeleteByTtl,
            DeleteByUser => Query::DeleteByUser { user },
            UpdateData => Query::UpdateData { record, stamp: operation + 1 },
            UpdateMetaByKey => Query::ShortenRecord { record, days: record::shortened(operation) },
            UpdateMetaByPurpose => Query::ShortenPurpose { purpose, days: record::shortened(operation) },
            UpdateMetaByUser => Query::Object { user, objects: draws.below(2) == 0 },
            UpdateMetaByShare => Query::EndShare { share },
            ReadByKey => Query::Read { record, with_data: true },
            ReadMetaByKey => Query::Read { record, with_data: false },
            ReadByUser => Query::ListUser { user, with_data: true },
            ReadMetaByUser => Query::ListUser { user, with_data: false },
            ReadByPurpose => Query::ListPurpose { purpose, with_data: true },
            ReadMetaByPurpose => Query::ListPurpose { purpose, with_data: false },
            // Whoever objects, objects to a purpose that is divisible as their number is.
            ReadByObjection => Query::ListObjecting { purpose: 0 },
            ReadByDecision => Query::ListDecidedOn { purpose },
            ReadLog => Query::ReadLog { lines: 1 + draws.below(1_000) },
            VerifyDeletion => Query::VerifyDeletion { user: erased_user(user) },
        }
    }
}

/// Users who are erased before a regulator asks: one of a hundred.
pub(crate) const fn erased_user(user: u64) -> u64 {
    user / record::OBJECTIONS * record::OBJECTIONS + 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_hundreds() {
        for profile in Profile::ALL {
            for role in Role::ALL {
                let sum: u64 = shares(profile, role).iter().map(|(_, share)| share).sum();
                assert!(sum == 100 || sum == 300, "{profile} {role}: {sum}");
                assert_eq!(role.to_string().parse(), Ok(role));
            }
            assert_eq!(profile.to_string().parse(), Ok(profile));
        }
    }

    #[test]
    fn a_mix_asks_as_often_as_it_says() {
        let mix = Mix::of(Profile::Code2021, Role::Customer, Data::of(10_000));
        let mut draws = Draws::of(1, 0);
        let queries: Vec<_> = (0..10_000).map(|operation| mix.draw(&mut draws, operation)).collect();
        let reads =
            queries.iter().filter(|query| matches!(query, Query::Read { with_data: true, .. })).count();
        let lists = queries.iter().filter(|query| matches!(query, Query::ListPurpose { .. })).count();
        assert!((1_800..2_200).contains(&reads), "{reads}");
        assert!((850..1_150).contains(&lists), "{lists}");
    }
}
