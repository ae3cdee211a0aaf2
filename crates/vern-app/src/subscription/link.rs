//! The link a subscriber leaves by: whose it is, vouched for by the key of suppressions. It is the same in every message, opens nothing but the way out,
//! and nothing is kept of it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use vern_core::id::SubjectId;

use super::{SUPPRESSION_KEY, spent};
use crate::controller::Controller;
use crate::problem::Problem;

/// What is vouched for; no e-mail address has this form.
fn vouched(subject: SubjectId) -> String {
    format!("leave:{subject}")
}

/// The text of a subscriber's link: 43 characters.
pub(super) fn link_of(controller: &Controller, subject: SubjectId) -> Result<String, Problem> {
    let key = controller.keyring.lookup_written(SUPPRESSION_KEY);
    let key = key.ok_or_else(|| Problem::Internal("the key of suppressions is not held".to_owned()))?;
    let bytes = [*subject.as_bytes(), key.seal_of(&vouched(subject))].concat();
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Whose link it is.
pub(super) fn subject_of(controller: &Controller, link: &str) -> Result<SubjectId, Problem> {
    let bytes = URL_SAFE_NO_PAD.decode(link).map_err(|_| spent())?;
    let (parts, []) = bytes.as_chunks::<16>() else { return Err(spent()) };
    let [subject, seal] = parts else { return Err(spent()) };
    let subject = SubjectId::from_bytes(*subject);
    let key = controller.keyring.lookup_written(SUPPRESSION_KEY).ok_or_else(spent)?;
    if key.vouches_for(&vouched(subject), seal) { Ok(subject) } else { Err(spent()) }
}
