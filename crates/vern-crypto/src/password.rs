//! Passwords as they are kept: Argon2id (RFC 9106) with a salt of each one's own, as a PHC text that names its own cost.
//!
//! Deliberately not here: what makes a password strong, how often one may be tried, and on which thread the work is done.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::{CryptoError, random_bytes};

/// Memory one attempt takes, in KiB, and how often it is gone through: what OWASP asks of Argon2id at least (19 MiB, 2).
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;
/// A hash nobody has a password for, of the same cost as any other.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn argon2() -> Result<Argon2<'static>, CryptoError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| CryptoError::Library)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// What is kept of a password.
///
/// # Errors
/// [`CryptoError::Randomness`]; [`CryptoError::Library`] where the memory cannot be had.
pub fn hash_password(password: &str) -> Result<String, CryptoError> {
    let salt = random_bytes::<SALT_BYTES>()?;
    let hash = argon2()?.hash_password_with_salt(password.as_bytes(), &salt);
    Ok(hash.map_err(|_| CryptoError::Library)?.to_string())
}

/// Whether a password is the one kept. Without one kept the same work is done, and the answer is no.
///
/// # Errors
/// [`CryptoError::Randomness`]; [`CryptoError::Library`] where the memory cannot be had.
pub fn verify_password(password: &str, kept: Option<&str>) -> Result<bool, CryptoError> {
    let known = kept.and_then(|text| PasswordHash::new(text).ok());
    let nobodys = PasswordHash::new(NOBODYS).map_err(|_| CryptoError::Library)?;
    let is_equal = argon2()?.verify_password(password.as_bytes(), known.as_ref().unwrap_or(&nobodys)).is_ok();
    Ok(is_equal && known.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_opens_its_own_hash_and_no_other() {
        let kept = hash_password("fire blå elger i tåka").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(!kept.contains("elger"));
        assert_ne!(kept, hash_password("fire blå elger i tåka").unwrap(), "each has its own salt");
        assert!(verify_password("fire blå elger i tåka", Some(&kept)).unwrap());
        for wrong in ["", "fire blå elger i tåka ", "Fire blå elger i tåka"] {
            assert!(!verify_password(wrong, Some(&kept)).unwrap(), "{wrong}");
        }
    }

    #[test]
    fn nobody_and_damage_are_answered_alike_by_the_same_work() {
        let (kept, nobodys) = (hash_password("x").unwrap(), PasswordHash::new(NOBODYS).unwrap());
        let kept = PasswordHash::new(&kept).unwrap();
        assert_eq!(
            (kept.algorithm, kept.version, &kept.params),
            (nobodys.algorithm, nobodys.version, &nobodys.params)
        );
        let length = |hash: &PasswordHash| (hash.salt.unwrap().len(), hash.hash.unwrap().len());
        assert_eq!(length(&kept), length(&nobodys));
        assert!(!verify_password("anything", None).unwrap());
        assert!(!verify_password("anything", Some("not a hash")).unwrap());
    }
}
