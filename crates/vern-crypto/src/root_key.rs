//! The root key, and its text: the file `root.key`, and the recovery sheet a person types in by hand ([`crate::sheet`] says what its rows are).
//!
//! The id is the first 8 bytes of SHA-256(`"vern/root-id/1"` ‖ key). It tells two sheets apart and gives nothing of the key away.
//!
//! Deliberately not here: reading and writing the file, and its mode.

use std::fmt;

use zeroize::Zeroizing;

use crate::bearer::sha_256;
use crate::sheet::{self, ID_BYTES, SheetError, push_hex};
use crate::{CryptoError, SecretKey};

const HEADING: &str = "vern root key 1";
const ID_LABEL: &[u8] = b"vern/root-id/1";

/// The key at the top of the hierarchy with the id its sheet carries.
pub struct RootKey {
    key: SecretKey,
    id: [u8; ID_BYTES],
}

impl RootKey {
    /// A new root key.
    ///
    /// # Errors
    /// [`CryptoError::Randomness`] when the operating system gives no random bytes.
    pub fn generate() -> Result<Self, CryptoError> {
        SecretKey::generate().map(Self::new)
    }

    /// The root key of given bytes.
    #[must_use]
    pub fn new(key: SecretKey) -> Self {
        let id = id_of(&key);
        Self { key, id }
    }

    /// The key itself, to wrap controller keys with.
    #[must_use]
    pub fn key(&self) -> &SecretKey {
        &self.key
    }

    /// The id, eight bytes. Not secret.
    #[must_use]
    pub fn id(&self) -> [u8; ID_BYTES] {
        self.id
    }

    /// The id as the sheet shows it: sixteen lower-case hexadecimal digits. Not secret.
    #[must_use]
    pub fn id_text(&self) -> String {
        let mut text = String::with_capacity(16);
        push_hex(&self.id, &mut text);
        text
    }

    /// The text form, six lines, each ended by a line feed. It holds the key: write it where only its owner reads.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        sheet::write(HEADING, &self.id, &self.key)
    }

    /// Reads the text form back. Upper and lower case, empty lines, and spaces and hyphens anywhere in a line are of
    /// no account.
    ///
    /// # Errors
    /// [`SheetError`] with the number of the line as the reader sees it and what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, SheetError> {
        sheet::parse(HEADING, text, |key| Some(id_of(key))).map(Self::new)
    }
}

fn id_of(key: &SecretKey) -> [u8; ID_BYTES] {
    first_8(&sha_256(&Zeroizing::new([ID_LABEL, key.expose_bytes().as_slice()].concat())))
}

/// The first 8 bytes of a hash: an id.
pub(crate) fn first_8(hash: &[u8; 32]) -> [u8; ID_BYTES] {
    let mut id = [0; ID_BYTES];
    id.iter_mut().zip(hash).for_each(|(into, from)| *into = *from);
    id
}

/// Prints the id only.
impl fmt::Debug for RootKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RootKey({}, ***)", self.id_text())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sheet::SheetFault;

    const SHEET: &str = "vern root key 1\n\
             id 61ad640171443b9a 00c4\n\
             0001 0203 0405 0607 d5e2\n\
             0809 0a0b 0c0d 0e0f 5e7d\n\
             1011 1213 1415 1617 4e12\n\
             1819 1a1b 1c1d 1e1f 5962\n";

    fn numbered_root() -> RootKey {
        RootKey::new(SecretKey::from_bytes(std::array::from_fn(|at| u8::try_from(at).unwrap())))
    }

    #[test]
    fn the_text_is_pinned_and_reads_back() {
        let root = numbered_root();
        assert_eq!(root.to_text().as_str(), SHEET);
        assert_eq!(RootKey::parse(SHEET).unwrap().key(), root.key());
    }

    #[test]
    fn case_spaces_empty_lines_and_lookalikes_are_of_no_account() {
        let typed = SHEET
            .to_uppercase()
            .replace(' ', "  ")
            .replace('\n', " \r\n\r\n\t")
            .replace('0', "O")
            .replace('1', "l");
        let typed = typed.replacen("KEY  l", "KEY  1", 1);
        assert_eq!(RootKey::parse(&typed).unwrap().key(), numbered_root().key());
        assert!(RootKey::parse(&SHEET.replace(' ', "")).is_ok());
        assert!(RootKey::parse(&SHEET.replace(' ', "-")).is_ok());
    }

    /// P: whoever types the sheet in is told the line, for every place and every character a key can be hit on.
    #[test]
    fn each_mistyped_character_is_named_by_its_line() {
        let root = numbered_root();
        let (mut faults, mut line) = (0, 1);
        for (at, original) in SHEET.char_indices() {
            if original == '\n' {
                line += 1;
                continue;
            }
            for typed in (b' '..=b'~').map(char::from).chain(['æ', '\u{a0}']) {
                let text: String = [&SHEET[..at], typed.to_string().as_str(), &SHEET[at + 1..]].concat();
                match RootKey::parse(&text) {
                    Ok(read) => assert_eq!(read.key(), root.key(), "{text}"),
                    Err(error) => {
                        assert_eq!(error.line, line, "{text}");
                        faults += 1;
                    }
                }
            }
        }
        assert!(faults > 9_000, "{faults}");
    }

    #[test]
    fn each_lost_doubled_or_swapped_character_is_named_by_its_line() {
        let mut line = 1;
        let characters: Vec<char> = SHEET.chars().collect();
        for at in 0..characters.len() - 1 {
            if characters[at] == '\n' {
                line += 1;
                continue;
            }
            let mut lost = characters.clone();
            lost.remove(at);
            let mut doubled = characters.clone();
            doubled.insert(at, characters[at]);
            let mut swapped = characters.clone();
            if characters[at + 1] != '\n' {
                swapped.swap(at, at + 1);
            }
            for typed in [lost, doubled, swapped] {
                let text: String = typed.into_iter().collect();
                match RootKey::parse(&text) {
                    Ok(read) => assert_eq!(read.key(), numbered_root().key(), "{text}"),
                    Err(error) => assert_eq!(error.line, line, "{text}"),
                }
            }
        }
    }

    #[test]
    fn lost_extra_and_misplaced_lines_are_named() {
        let lines: Vec<&str> = SHEET.lines().collect();
        let fault = |lines: &[&str]| RootKey::parse(&lines.join("\n")).unwrap_err();
        assert_eq!(fault(&[]), SheetError { line: 1, fault: SheetFault::Missing });
        assert_eq!(fault(&lines[..5]), SheetError { line: 6, fault: SheetFault::Missing });
        assert_eq!(fault(&lines[1..]), SheetError { line: 1, fault: SheetFault::Heading });
        let mut twice = lines.clone();
        twice.push(lines[5]);
        assert_eq!(fault(&twice), SheetError { line: 7, fault: SheetFault::Extra });
        let mut swapped = lines.clone();
        swapped.swap(3, 4);
        assert_eq!(fault(&swapped), SheetError { line: 4, fault: SheetFault::Checksum });
        let other = RootKey::new(SecretKey::from_bytes([9; 32])).to_text();
        let mut mixed = lines.clone();
        mixed[4] = other.lines().nth(4).unwrap();
        assert_eq!(fault(&mixed), SheetError { line: 2, fault: SheetFault::OtherKey });
    }

    #[test]
    fn neither_debug_nor_an_error_shows_the_key() {
        let root = RootKey::new(SecretKey::from_bytes([0xab; 32]));
        assert_eq!(format!("{root:?}"), format!("RootKey({}, ***)", root.id_text()));
        let error = RootKey::parse(&SHEET.replace("0405", "0406")).unwrap_err();
        assert_eq!(error.to_string(), "line 3 of the sheet: has a mistyped digit, or is not in its place");
    }

    proptest! {
        #[test]
        fn any_key_goes_out_and_in(bytes: [u8; 32]) {
            let root = RootKey::new(SecretKey::from_bytes(bytes));
            let read = RootKey::parse(&root.to_text()).unwrap();
            prop_assert_eq!(read.key(), root.key());
            prop_assert_eq!(read.id_text(), root.id_text());
        }

        #[test]
        fn arbitrary_text_never_panics(text in "(?s).{0,300}") {
            prop_assert!(RootKey::parse(&text).is_err());
        }
    }
}
