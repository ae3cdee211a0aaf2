//! The files pages use, embedded in the program, each with its content type and a hash of its content.
//!
//! A page names an asset with its hash (`/assets/vern.css?v=…`), so it can be cached for ever and is never stale. `build.rs` puts the style
//! sheets together. Deliberately not here: reading files at run time, packing what is sent, and assets from anywhere else.

/// The path prefix assets are served under.
pub const PREFIX: &str = "/assets/";

/// What to send with an asset asked for by its current hash.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// One embedded file.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// File name, the last part of its path.
    pub name: &'static str,
    /// `Content-Type`.
    pub content_type: &'static str,
    /// The content.
    pub bytes: &'static [u8],
    hash: u64,
}

impl Asset {
    const fn new(name: &'static str, content_type: &'static str, bytes: &'static [u8]) -> Self {
        Self { name, content_type, bytes, hash: fnv1a(bytes) }
    }

    /// The path with the content's hash, for use in a page.
    #[must_use]
    pub fn href(&self) -> String {
        format!("{PREFIX}{}?v={:016x}", self.name, self.hash)
    }

    /// A strong `ETag`, quotes included.
    #[must_use]
    pub fn etag(&self) -> String {
        format!("\"{:016x}\"", self.hash)
    }
}

/// The style sheet: our tokens, the parts of the design system the pages use, our own layout.
pub const STYLE: Asset =
    Asset::new("vern.css", "text/css; charset=utf-8", include_bytes!(concat!(env!("OUT_DIR"), "/vern.css")));

/// What the console's pages need besides.
pub const CONSOLE: Asset = Asset::new(
    "console.css",
    "text/css; charset=utf-8",
    include_bytes!(concat!(env!("OUT_DIR"), "/console.css")),
);

/// The in-page proof check.
pub const PROOF: Asset =
    Asset::new("proof.js", "text/javascript; charset=utf-8", include_bytes!("../../assets/proof.js"));

/// The product's mark, also the icon of every page.
pub const MARK: Asset = Asset::new("mark.svg", "image/svg+xml", include_bytes!("../../assets/mark.svg"));

/// Every asset.
pub const ALL: [Asset; 4] = [STYLE, CONSOLE, PROOF, MARK];

/// The asset with this file name.
#[must_use]
pub fn find(name: &str) -> Option<Asset> {
    ALL.into_iter().find(|asset| asset.name == name)
}

/// FNV-1a, 64 bits (draft-eastlake-fnv): tells versions of our own files apart, which needs no cryptography.
const fn fnv1a(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut rest = bytes;
    while let Some((byte, after)) = rest.split_first() {
        // Lossless; `u64::from` is not const.
        hash = (hash ^ *byte as u64).wrapping_mul(0x0100_0000_01b3);
        rest = after;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_is_fnv1a() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn assets_are_found_by_name_only() {
        for asset in ALL {
            assert_eq!(find(asset.name).map(|found| found.etag()), Some(asset.etag()));
            assert!(asset.href().starts_with("/assets/") && asset.href().contains("?v="));
        }
        assert!(find("../vern.css").is_none() && find("").is_none());
    }

    /// What every page costs the first time; afterwards it is kept.
    #[test]
    fn style_stays_small() {
        assert!(STYLE.bytes.len() < 100_000, "{}", STYLE.bytes.len());
        assert!(CONSOLE.bytes.len() < 20_000, "{}", CONSOLE.bytes.len());
    }

    #[test]
    fn style_keeps_the_licence_of_what_it_is_made_of() {
        let style = std::str::from_utf8(STYLE.bytes).unwrap();
        assert!(
            style.starts_with("/*!")
                && style.contains("Permission is hereby granted")
                && style.contains("Copyright")
        );
    }

    #[test]
    fn assets_fetch_nothing_from_elsewhere() {
        for asset in ALL {
            let text = std::str::from_utf8(asset.bytes).unwrap().replace("http://www.w3.org/2000/svg", "");
            assert!(
                !text.contains("http:") && !text.contains("@import") && !text.contains("//cdn"),
                "{}",
                asset.name
            );
        }
    }
}
