//! Vern's own work, and the activities that carry it: what Vern keeps about people to do it stands in the charter like everything else about people.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vern_core::value::DataKind;

/// Work of Vern's own that an activity carries: the records it needs are this activity's, with its purpose, its basis and its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Carried {
    /// Requests of people about their rights (GDPR chapter III), from the first word to the answer.
    RightsRequests,
    /// The accounts staff sign in with.
    StaffAccounts,
    /// What shows that consent was given and taken back (art. 7(1)).
    Consents,
    /// Newsletters people have asked for.
    Subscriptions,
    /// Messages on their way out.
    Outbox,
    /// What was handed to authorities and others the charter does not name, and on which ground.
    Disclosures,
}

impl Carried {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::RightsRequests,
        Self::StaffAccounts,
        Self::Consents,
        Self::Subscriptions,
        Self::Outbox,
        Self::Disclosures,
    ];

    /// The word in charters.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RightsRequests => "rights_requests",
            Self::StaffAccounts => "staff_accounts",
            Self::Consents => "consents",
            Self::Subscriptions => "subscriptions",
            Self::Outbox => "outbox",
            Self::Disclosures => "disclosures",
        }
    }

    /// The data types an activity has to declare to carry it, each with what validates it.
    #[must_use]
    pub const fn data_types(self) -> &'static [(&'static str, DataKind)] {
        match self {
            Self::RightsRequests => &[
                ("request_text", DataKind::Text),
                ("request_name", DataKind::Text),
                ("request_contact", DataKind::Text),
                ("case_file", DataKind::Document),
            ],
            Self::StaffAccounts => &[
                ("account_name", DataKind::Text),
                ("account_email", DataKind::Email),
                ("account_password", DataKind::Text),
                ("account_one_time_secret", DataKind::Text),
                ("account_address", DataKind::Ip),
            ],
            Self::Consents => &[("consent_record", DataKind::Document)],
            Self::Subscriptions => &[("subscriber_email", DataKind::Email)],
            Self::Outbox => &[
                ("message_email", DataKind::Email),
                ("message_phone", DataKind::Phone),
                ("message_heading", DataKind::Text),
                ("message_text", DataKind::Document),
                ("message_headers", DataKind::Text),
            ],
            Self::Disclosures => &[
                ("disclosure_kind", DataKind::Text),
                ("disclosure_ground", DataKind::Text),
                ("disclosure_data", DataKind::Document),
                ("disclosure_to", DataKind::Text),
                ("disclosure_decided_by", DataKind::Text),
            ],
        }
    }
}
