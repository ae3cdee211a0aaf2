//! Secrets by name: each is a file of that name in the directory the settings give, readable by its owner only. No charter holds one, and none is printed.

use std::fmt;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

use crate::settings::SettingsError;

const NAME_BYTES_MAX: usize = 64;
const SECRET_BYTES_MAX: u64 = 4096;
/// Read or write by group or others.
const SHARED_BITS: u32 = 0o077;

/// A secret's name: lower-case letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretName(String);

impl SecretName {
    /// Reads a name.
    ///
    /// # Errors
    /// [`SettingsError::Form`].
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let sound = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if (1..=NAME_BYTES_MAX).contains(&text.len()) && text.bytes().all(sound) {
            Ok(Self(text.to_owned()))
        } else {
            Err(SettingsError::Form)
        }
    }

    /// The name, which is no secret.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for SecretName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// A secret. Prints `***`, and is wiped when it goes.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// A secret that was read.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// Reads a secret from its file. One line break at its end is of no account.
///
/// # Errors
/// [`SettingsError::SecretMissing`], [`SettingsError::SecretExposed`] where others may read the file, [`SettingsError::SecretForm`] where it is empty,
/// too long, no text, or holds control characters.
pub fn read_secret(directory: &Path, name: &SecretName) -> Result<Secret, SettingsError> {
    let text = read_text(directory, name)?;
    let bare = text.strip_suffix('\n').map_or(text.as_str(), |line| line.strip_suffix('\r').unwrap_or(line));
    if bare.is_empty() || bare.chars().any(char::is_control) {
        return Err(SettingsError::SecretForm);
    }
    Ok(Secret::new(bare.to_owned()))
}

/// Reads a private key from its file, as PEM. What is in it is for whoever uses it to see.
///
/// # Errors
/// As [`read_secret`], but that it has lines.
pub(crate) fn read_key(directory: &Path, name: &SecretName) -> Result<Secret, SettingsError> {
    Ok(Secret(read_text(directory, name)?))
}

fn read_text(directory: &Path, name: &SecretName) -> Result<Zeroizing<String>, SettingsError> {
    let missing = |_| SettingsError::SecretMissing;
    let file = std::fs::File::open(directory.join(name.as_str())).map_err(missing)?;
    let about = file.metadata().map_err(missing)?;
    if !about.is_file() {
        return Err(SettingsError::SecretMissing);
    }
    if about.permissions().mode() & SHARED_BITS != 0 {
        return Err(SettingsError::SecretExposed);
    }
    let mut text = Zeroizing::new(String::with_capacity(usize::try_from(SECRET_BYTES_MAX).unwrap_or(0)));
    file.take(SECRET_BYTES_MAX).read_to_string(&mut text).map_err(|_| SettingsError::SecretForm)?;
    if about.len() >= SECRET_BYTES_MAX { Err(SettingsError::SecretForm) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, name: &str, text: &[u8], mode: u32) {
        let file = folder.join(name);
        std::fs::write(&file, text).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_secret_is_its_owners_alone_and_is_never_printed() {
        let folder = tempfile::tempdir().unwrap();
        let read = |name: &str| read_secret(folder.path(), &SecretName::parse(name).unwrap());
        write(folder.path(), "mail-password", b"correct horse\n", 0o600);
        let secret = read("mail-password").unwrap();
        assert_eq!(secret.expose(), "correct horse");
        assert_eq!(format!("{secret:?}"), "Secret(***)");
        write(folder.path(), "open", b"x", 0o644);
        assert_eq!(read("open").unwrap_err(), SettingsError::SecretExposed);
        assert_eq!(read("nowhere").unwrap_err(), SettingsError::SecretMissing);
        for (name, text) in
            [("empty", &b"\n"[..]), ("two-lines", b"a\nb"), ("binary", b"\xff\xfe"), ("long", &[b'x'; 5000])]
        {
            write(folder.path(), name, text, 0o600);
            assert_eq!(read(name).unwrap_err(), SettingsError::SecretForm, "{name}");
        }
    }

    #[test]
    fn a_name_leads_nowhere_else() {
        for text in ["", "..", "../root.key", "a/b", "A", "å", "a b", "a\0"] {
            assert!(SecretName::parse(text).is_err(), "{text}");
        }
    }
}
