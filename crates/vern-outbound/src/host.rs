//! A host as the settings name it: a DNS name, or an address in its one usual spelling.
//!
//! Resolvers take many spellings of one address (`2130706433`, `0177.0.0.1`, `127.1`, `0x7f.0.0.1`). None of them is a name here, so nobody can hide
//! an address in one (WHATWG URL § 3.5: a host whose last label is a number is an address).

use std::net::IpAddr;

const NAME_BYTES_MAX: usize = 253;
const LABEL_BYTES_MAX: usize = 63;

/// A host that may be connected to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Host(String);

/// What is given is neither a DNS name nor an address in its usual spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a host")]
pub struct HostError;

impl Host {
    /// Reads a host; names are compared in lower case, without a closing dot. An IPv6 address may stand in brackets, as in a URL.
    ///
    /// # Errors
    /// [`HostError`].
    pub fn parse(text: &str) -> Result<Self, HostError> {
        let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        if let Ok(address) = bare.unwrap_or(text).parse::<IpAddr>() {
            // Rust reads no leading zeros, no hexadecimal and no short forms in IPv4.
            return match (address, bare) {
                (IpAddr::V4(_), Some(_)) => Err(HostError),
                _ => Ok(Self(address.to_string())),
            };
        }
        let name = text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase();
        let last = name.rsplit('.').next().unwrap_or_default();
        if name.len() > NAME_BYTES_MAX || is_number(last) || !name.split('.').all(is_label) {
            return Err(HostError);
        }
        Ok(Self(name))
    }

    /// As it is resolved and as a certificate names it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address, where it is one.
    #[must_use]
    pub fn address(&self) -> Option<IpAddr> {
        self.0.parse().ok()
    }
}

fn is_label(label: &str) -> bool {
    (1..=LABEL_BYTES_MAX).contains(&label.len())
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// Whether some resolver reads a label as a number: decimal, octal, or hexadecimal.
fn is_number(label: &str) -> bool {
    let hexadecimal =
        label.strip_prefix("0x").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_hexdigit()));
    hexadecimal || (!label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_and_addresses_in_their_usual_spelling() {
        for (text, read) in [
            ("mail.example.no", "mail.example.no"),
            ("MAIL.Example.NO.", "mail.example.no"),
            ("localhost", "localhost"),
            ("xn--blbr-roah.no", "xn--blbr-roah.no"),
            ("192.0.2.1", "192.0.2.1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("2001:DB8:0::1", "2001:db8::1"),
        ] {
            assert_eq!(Host::parse(text).unwrap().as_str(), read, "{text}");
        }
    }

    #[test]
    fn what_hides_an_address_or_is_no_name_is_refused() {
        for text in [
            "",
            ".",
            "2130706433",
            "0177.0.0.1",
            "127.1",
            "0x7f.0.0.1",
            "0x7f000001",
            "127.0.0.01",
            "127.0.0.1.",
            "1.2.3.4.5",
            "example.127",
            "example.0x7f",
            "[127.0.0.1]",
            "[::1",
            "::1%lo",
            "a..b",
            "-a.no",
            "a-.no",
            "a_b.no",
            "a b.no",
            "a\n.no",
            "a/b",
            "user@host",
            "host:25",
            "blåbær.no",
            "１２７.0.0.1",
            "example。no",
            "%31.no",
        ] {
            assert_eq!(Host::parse(text), Err(HostError), "{text}");
        }
        assert!(Host::parse(&format!("{}.no", "a".repeat(64))).is_err());
        assert!(Host::parse(&"a.".repeat(130)).is_err());
    }

    proptest! {
        /// No spelling of a number in any base is a name.
        #[test]
        fn no_spelling_of_an_address_is_a_name(bits: u32) {
            let address = std::net::Ipv4Addr::from_bits(bits);
            let [a, b, c, d] = address.octets();
            let spellings = [
                bits.to_string(),
                format!("{bits:#x}"),
                format!("0{bits:o}"),
                format!("{a}.{}", bits & 0x00ff_ffff),
                format!("{a}.{b}.{}", bits & 0xffff),
                format!("0{a:o}.0{b:o}.0{c:o}.0{d:o}"),
                format!("{a:#x}.{b:#x}.{c:#x}.{d:#x}"),
                format!("{a}.{b}.{c}.{d}."),
            ];
            for spelling in &spellings {
                prop_assert!(Host::parse(spelling).is_err(), "{spelling}");
            }
            prop_assert_eq!(Host::parse(&address.to_string()).unwrap().address(), Some(address.into()));
        }

        #[test]
        fn reading_never_fails_otherwise_and_is_stable(text in "\\PC{0,40}") {
            if let Ok(host) = Host::parse(&text) {
                prop_assert_eq!(Host::parse(host.as_str()), Ok(host.clone()));
            }
        }
    }
}
