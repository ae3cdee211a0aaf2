//! What only the reader of a message is to know: a code, or the last part of a link. It stands in no record. What is kept has a mark in its place, and what
//! the mark stands for is made where the message is handed over: from the message's id and its address, under a key of the controller's own.
//!
//! So it is the same each time the message is tried, by whichever node, also after a start; and a message that someone has redirected carries a secret of
//! that address, which opens nothing of the other's. Deliberately not here: what a secret opens, and how often it may be tried.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use vern_core::id::MessageId;
use vern_core::personal::Personal;
use vern_core::value::DataKind;
use vern_crypto::BlindIndexKey;

use super::Channel;
use crate::controller::Controller;
use crate::problem::Problem;
use crate::vouched::own_key;

/// What stands in a message for the secret it carries, as whoever reads the record sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// The last part of a link, 43 characters.
    Link,
    /// Eight digits.
    Code,
    /// Twenty digits: more than can be guessed, however often it is tried (2^66).
    LongCode,
}

impl Mark {
    /// The longest first: one begins as another does.
    const ALL: [Self; 3] = [Self::Link, Self::LongCode, Self::Code];

    /// What is written.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Link => "●●●●●●●●●●●●●●●●",
            Self::Code => "●●●● ●●●●",
            Self::LongCode => "●●●● ●●●● ●●●● ●●●● ●●●●",
        }
    }
}

/// A message to one address, which a secret hangs on.
pub(crate) struct SentTo<'a> {
    /// The message.
    pub(crate) message: MessageId,
    /// The address in its normal form.
    pub(crate) address: &'a str,
}

impl SentTo<'_> {
    /// The secret a mark stands for: digits of a code without spaces, or the text of a link.
    pub(crate) fn secret(&self, controller: &Controller, mark: Mark) -> Result<Personal<String>, Problem> {
        let key = own_key(controller)?;
        Ok(Personal::new(match mark {
            Mark::Link => {
                URL_SAFE_NO_PAD.encode([*self.message.as_bytes(), self.seal(&key, "confirm")].concat())
            }
            Mark::Code => {
                format!("{:08}", u128::from_be_bytes(self.seal(&key, "code")) % 10_u128.pow(8))
            }
            Mark::LongCode => {
                format!("{:020}", u128::from_be_bytes(self.seal(&key, "long-code")) % 10_u128.pow(20))
            }
        }))
    }

    /// Whether a link was in a message to this address.
    pub(crate) fn made_link(controller: &Controller, link: &str, address: &str) -> Result<bool, Problem> {
        let Some((message, seal)) = parts(link) else { return Ok(false) };
        let sent = SentTo { message: MessageId::from_bytes(message), address };
        Ok(own_key(controller)?.vouches_for(&sent.text("confirm"), &seal))
    }

    fn seal(&self, key: &BlindIndexKey, what: &str) -> [u8; 16] {
        key.seal_of(&self.text(what))
    }

    /// What is vouched for; neither an address nor a number has this form.
    fn text(&self, what: &str) -> String {
        format!("{what}:{}:{}", self.message, self.address)
    }
}

/// Whether a text has the form of a link's last part.
pub(crate) fn is_link(text: &str) -> bool {
    parts(text).is_some()
}

fn parts(link: &str) -> Option<([u8; 16], [u8; 16])> {
    let bytes = URL_SAFE_NO_PAD.decode(link).ok()?;
    let (parts, []) = bytes.as_chunks::<16>() else { return None };
    let [message, seal] = parts else { return None };
    Some((*message, *seal))
}

/// A message's text as it is handed over: every mark is what it stands for.
pub(super) fn filled(
    controller: &Controller,
    (message, channel): (MessageId, Channel),
    (to, text): (&str, &str),
) -> Result<Personal<String>, Problem> {
    let kind = match channel {
        Channel::Email => DataKind::Email,
        Channel::Sms => DataKind::Phone,
    };
    let address = kind.normal_form(to).unwrap_or_else(|_| to.to_owned());
    let sent = SentTo { message, address: &address };
    let mut text = text.to_owned();
    for mark in Mark::ALL {
        if text.contains(mark.text()) {
            let secret = sent.secret(controller, mark)?;
            let shown = match mark {
                Mark::Link => secret.reveal().clone(),
                Mark::Code | Mark::LongCode => in_fours(secret.reveal()),
            };
            text = text.replace(mark.text(), &shown);
        }
    }
    Ok(Personal::new(text))
}

/// Digits as people read and type them.
fn in_fours(digits: &str) -> String {
    let mut shown = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            shown.push(' ');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_shown_in_fours_and_marks_have_as_many() {
        assert_eq!(in_fours("12345678"), "1234 5678");
        assert_eq!(in_fours("12345678901234567890"), "1234 5678 9012 3456 7890");
        assert_eq!(Mark::Code.text().chars().count(), in_fours("12345678").len());
        assert_eq!(Mark::LongCode.text().chars().count(), in_fours("12345678901234567890").len());
        for (place, mark) in Mark::ALL.iter().enumerate() {
            let later = Mark::ALL.iter().skip(place + 1);
            assert!(
                later.clone().all(|other| !other.text().contains(mark.text())),
                "{mark:?} hides one after it"
            );
        }
    }

    #[test]
    fn what_is_no_link_of_ours_has_no_parts() {
        let link = URL_SAFE_NO_PAD.encode([7; 32]);
        assert!(is_link(&link) && link.len() == 43);
        assert!(["", "vern_", &link[1..], &format!("{link}A"), "æ"].iter().all(|text| !is_link(text)));
    }
}
