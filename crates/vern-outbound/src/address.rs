//! Which addresses connections are opened to: those anyone on the internet can reach, and for hosts the settings call internal those of one's own
//! network as well (IANA special-purpose address registries, RFC 6890; server-side request forgery, CWE-918).
//!
//! Deliberately not here: names. A name is only ever judged by the addresses it has.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// IPv4 networks nobody is reached at from elsewhere, with the length of their prefix.
const SPECIAL_V4: [(Ipv4Addr, u32); 16] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 31, 196, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// Networks of one's own, which a host the settings call internal may lie in. Link-local addresses are not among them: cloud machines answer with
/// their own credentials there.
const INTERNAL_V4: [(Ipv4Addr, u32); 5] = [
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
];

/// Parts of the global unicast space (2000::/3) that are something else: protocol assignments with Teredo and ORCHID, documentation, 6to4, AS112.
const SPECIAL_V6: [(Ipv6Addr, u32); 5] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

const GLOBAL_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);
/// Translated to an IPv4 address by the network (RFC 6052): as public as that address is.
const NAT64: (Ipv6Addr, u32) = (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);
const UNIQUE_LOCAL: (Ipv6Addr, u32) = (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7);

/// Whether anyone on the internet can be reached at this address.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) if lies_in_v6(address, NAT64) => {
            let [.., a, b, c, d] = address.octets();
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        IpAddr::V6(address) => {
            let is_special = SPECIAL_V6.iter().any(|network| lies_in_v6(address, *network));
            lies_in_v6(address, GLOBAL_V6) && !is_special
        }
    }
}

/// Whether a host the settings call internal may lie here: public, this machine, or a network of one's own.
#[must_use]
pub fn is_internal_or_public(address: IpAddr) -> bool {
    let is_internal = match address {
        IpAddr::V4(address) => INTERNAL_V4.iter().any(|network| lies_in_v4(address, *network)),
        IpAddr::V6(address) => address == Ipv6Addr::LOCALHOST || lies_in_v6(address, UNIQUE_LOCAL),
    };
    is_internal || is_public(address)
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    !SPECIAL_V4.iter().any(|network| lies_in_v4(address, *network))
}

fn lies_in_v4(address: Ipv4Addr, (network, prefix): (Ipv4Addr, u32)) -> bool {
    let shift = 32 - prefix;
    address.to_bits() >> shift == network.to_bits() >> shift
}

fn lies_in_v6(address: Ipv6Addr, (network, prefix): (Ipv6Addr, u32)) -> bool {
    let shift = 128 - prefix;
    address.to_bits() >> shift == network.to_bits() >> shift
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn v4(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn special_addresses_are_not_public() {
        for text in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::127.0.0.1",
            "fe80::1",
            "fec0::1",
            "fc00::1",
            "fd12:3456::1",
            "ff02::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:808:808::1",
            "3fff::1",
            "5f00::1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::808:808",
        ] {
            assert!(!is_public(v4(text)), "{text}");
        }
        for text in [
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.20.0.1",
            "223.255.255.255",
            "2a02:26f0::1",
            "2606:4700::1111",
            "64:ff9b::808:808",
        ] {
            assert!(is_public(v4(text)), "{text}");
        }
    }

    #[test]
    fn internal_hosts_lie_in_networks_of_ones_own_and_nowhere_stranger() {
        for text in
            ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.20.0.1", "100.64.0.1", "::1", "fd00::1", "8.8.8.8"]
        {
            assert!(is_internal_or_public(v4(text)), "{text}");
        }
        for text in [
            "169.254.169.254",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "fe80::1",
            "::",
            "ff02::1",
            "::ffff:10.0.0.1",
        ] {
            assert!(!is_internal_or_public(v4(text)), "{text}");
        }
    }

    proptest! {
        /// Whatever way an IPv4 address is put into an IPv6 one, it is never more public than it is by itself.
        #[test]
        fn no_form_makes_an_address_more_public(bits: u32, low: u64) {
            let plain = Ipv4Addr::from_bits(bits);
            let [high_half, low_half] = [(bits >> 16) as u16, bits as u16];
            let forms = [
                plain.to_ipv6_mapped(),
                Ipv6Addr::new(0, 0, 0, 0, 0, 0, high_half, low_half),
                Ipv6Addr::new(0x2002, high_half, low_half, 0, 0, 0, 0, low as u16),
                Ipv6Addr::new(0x2001, 0, low as u16, 0, 0, 0, !high_half, !low_half),
                Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high_half, low_half),
                Ipv6Addr::new(0x64, 0xff9b, 1, low as u16, 0, 0, high_half, low_half),
                Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0x5efe, high_half, low_half),
            ];
            for form in forms {
                prop_assert!(!is_public(form.into()) || is_public(plain.into()), "{form}");
            }
        }

        /// What the standard library knows to be special is never public here.
        #[test]
        fn what_is_known_to_be_special_is_not_public(bits: u32, wide: u128) {
            let plain = Ipv4Addr::from_bits(bits);
            if plain.is_private() || plain.is_loopback() || plain.is_link_local() || plain.is_broadcast()
                || plain.is_documentation() || plain.is_multicast() || plain.is_unspecified() {
                prop_assert!(!is_public(plain.into()));
            }
            let wide = Ipv6Addr::from_bits(wide);
            if wide.is_loopback() || wide.is_unspecified() || wide.is_multicast() || wide.is_unique_local()
                || wide.is_unicast_link_local() || wide.to_ipv4_mapped().is_some() {
                prop_assert!(!is_public(wide.into()));
            }
        }
    }
}
