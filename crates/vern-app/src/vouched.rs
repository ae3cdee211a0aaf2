//! What a person is handed to show that something is theirs, where nobody signs in: whose it is, vouched for by a key of the controller's own. It opens nothing but
//! the one way it is for, and nothing is kept of it.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use vern_core::id::SubjectId;
use vern_crypto::BlindIndexKey;

use crate::controller::Controller;
use crate::problem::Problem;

/// The key of Vern's own among look-up keys; no data type has a name with a dot. Tokens under it cannot be made anew, so it is never replaced.
pub(crate) const OWN_KEY: &str = ".own";

/// The key itself.
pub(crate) fn own_key(controller: &Controller) -> Result<Arc<BlindIndexKey>, Problem> {
    let key = controller.keyring.lookup_written(OWN_KEY);
    key.ok_or_else(|| Problem::Internal("the key of Vern's own is not held".to_owned()))
}

/// The one thing it is for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum VouchedFor {
    /// Leaving a newsletter.
    Leaving,
    /// Taking back what was chosen on a website.
    CookieChoice,
}

impl VouchedFor {
    /// What is vouched for; no e-mail address has this form.
    fn text(self, subject: SubjectId) -> String {
        let what = match self {
            Self::Leaving => "leave",
            Self::CookieChoice => "cookies",
        };
        format!("{what}:{subject}")
    }

    /// The text that is handed out: 43 characters.
    pub(crate) fn link_of(self, controller: &Controller, subject: SubjectId) -> Result<String, Problem> {
        let key = own_key(controller)?;
        Ok(URL_SAFE_NO_PAD.encode([*subject.as_bytes(), key.seal_of(&self.text(subject))].concat()))
    }

    /// Whose it is; none where it is none of ours.
    pub(crate) fn subject_of(self, controller: &Controller, link: &str) -> Option<SubjectId> {
        let bytes = URL_SAFE_NO_PAD.decode(link).ok()?;
        let (parts, []) = bytes.as_chunks::<16>() else { return None };
        let [subject, seal] = parts else { return None };
        let subject = SubjectId::from_bytes(*subject);
        let key = controller.keyring.lookup_written(OWN_KEY)?;
        key.vouches_for(&self.text(subject), seal).then_some(subject)
    }
}
