//! Values of data types: each kind validates what is stored and says how it is compared in exact search.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::identifier::{BankAccount, EmailAddress, NationalId, OrgNumber, PhoneNumber};

/// Longest text value, in bytes.
pub const TEXT_BYTES_MAX: usize = 16 * 1024;
/// Longest document value, in bytes.
pub const DOCUMENT_BYTES_MAX: usize = 256 * 1024;

/// What kind of value a data type holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataKind {
    /// Any text up to 16 KiB.
    Text,
    /// An e-mail address.
    Email,
    /// A phone number in E.164 form.
    Phone,
    /// A postal address, up to 1 KiB.
    Address,
    /// A national identity number, Norwegian or Swedish.
    NationalId,
    /// An organisation number, Norwegian or Swedish.
    OrgNumber,
    /// A bank account: Norwegian, or IBAN.
    BankAccount,
    /// An IP address, version 4 or 6.
    Ip,
    /// A date, ISO 8601.
    Date,
    /// An amount in whole minor units (øre, cents).
    Amount,
    /// A document as text, up to 256 KiB.
    Document,
}

/// A value does not fit its kind. Never holds the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the value is not of this kind")]
pub struct ValueError;

impl DataKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Text,
        Self::Email,
        Self::Phone,
        Self::Address,
        Self::NationalId,
        Self::OrgNumber,
        Self::BankAccount,
        Self::Ip,
        Self::Date,
        Self::Amount,
        Self::Document,
    ];

    /// Checks a value and gives its normal form for exact search.
    ///
    /// # Errors
    /// [`ValueError`] if the value is not of this kind.
    pub fn normal_form(self, value: &str) -> Result<String, ValueError> {
        let text = |length_max: usize| {
            let fits = !value.is_empty() && value.len() <= length_max && !value.contains('\0');
            if fits { Ok(value.trim().to_lowercase()) } else { Err(ValueError) }
        };
        match self {
            Self::Text => text(TEXT_BYTES_MAX),
            Self::Address => text(1024),
            Self::Document => text(DOCUMENT_BYTES_MAX),
            Self::Email => {
                EmailAddress::parse(value).map(|email| email.normal_form()).map_err(|_| ValueError)
            }
            Self::Phone => {
                PhoneNumber::parse(value, None).map(|phone| phone.normal_form()).map_err(|_| ValueError)
            }
            Self::NationalId => NationalId::parse(value).map(|id| id.normal_form()).map_err(|_| ValueError),
            Self::OrgNumber => {
                OrgNumber::parse(value).map(|number| number.normal_form()).map_err(|_| ValueError)
            }
            Self::BankAccount => {
                BankAccount::parse(value).map(|account| account.normal_form()).map_err(|_| ValueError)
            }
            Self::Ip => {
                value.parse::<IpAddr>().map(|ip| ip.to_canonical().to_string()).map_err(|_| ValueError)
            }
            Self::Date => {
                value.parse::<jiff::civil::Date>().map(|date| date.to_string()).map_err(|_| ValueError)
            }
            Self::Amount => value.parse::<i64>().map(|amount| amount.to_string()).map_err(|_| ValueError),
        }
    }
}
