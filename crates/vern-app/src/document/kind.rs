//! The kinds of documents, each with who it is for and its address: one list for every surface.
//!
//! Deliberately not here: which of them an organisation has (`library`), and what they say.

use vern_policy::charter::{Audience as Stated, Charter, DocumentName};
use vern_text::Audience;

/// A kind of document printed from papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Privacy notice (GDPR art. 13 and 14).
    PrivacyNotice,
    /// Sub-processors and other suppliers, with what they get and where they are.
    SubProcessors,
    /// Cookies and other terminal storage.
    CookiePolicy,
    /// What a processor does for its customers, and by which rules.
    Terms,
    /// What the contract of the services says of personal data.
    ServiceAgreement,
    /// What may be collected in one service.
    UserAgreement,
    /// Processing agreement (art. 28) with its annexes: of a processor, as it offers it; of a controller, as agreed.
    ProcessingAgreement,
    /// Register of a controller's activities (art. 30(1)).
    RegisterController,
    /// Register of what a processor does for its controllers (art. 30(2)).
    RegisterProcessor,
}

impl Kind {
    /// Every kind, in the order pages list them.
    pub const ALL: [Self; 9] = [
        Self::PrivacyNotice,
        Self::SubProcessors,
        Self::CookiePolicy,
        Self::Terms,
        Self::ServiceAgreement,
        Self::UserAgreement,
        Self::ProcessingAgreement,
        Self::RegisterController,
        Self::RegisterProcessor,
    ];

    /// Its stable word, in addresses: `privacy-notice`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PrivacyNotice => "privacy-notice",
            Self::SubProcessors => "sub-processors",
            Self::CookiePolicy => "cookie-policy",
            Self::Terms => "terms",
            Self::ServiceAgreement => "service-agreement",
            Self::UserAgreement => "user-agreement",
            Self::ProcessingAgreement => "processing-agreement",
            Self::RegisterController => "register-controller",
            Self::RegisterProcessor => "register-processor",
        }
    }

    /// The paper of the charter it is the page of; a user agreement stands with its service.
    pub(super) const fn paper(self) -> Option<DocumentName> {
        match self {
            Self::PrivacyNotice => Some(DocumentName::PrivacyNotice),
            Self::SubProcessors => Some(DocumentName::SupplierList),
            Self::CookiePolicy => Some(DocumentName::CookiePolicy),
            Self::Terms | Self::ProcessingAgreement => Some(DocumentName::ProcessingAgreement),
            Self::ServiceAgreement => Some(DocumentName::ServiceAgreement),
            Self::UserAgreement => None,
            Self::RegisterController | Self::RegisterProcessor => Some(DocumentName::ProcessingRegister),
        }
    }

    /// Who it is for by the rule (ADR 0008). An agreement in force is for its parties; what a processor offers is for anyone. A processor's
    /// register names all its customers, so no party sees it.
    const fn audience(self, is_agreed: bool) -> Audience {
        match self {
            Self::ProcessingAgreement if is_agreed => Audience::Party,
            Self::RegisterController => Audience::Party,
            Self::RegisterProcessor => Audience::Authority,
            _ => Audience::Public,
        }
    }

    /// Who it is for: by the rule, or narrower where the charter says so. A charter can't widen it.
    pub(super) fn audience_in(self, charter: &Charter, is_agreed: bool) -> Audience {
        let rule = self.audience(is_agreed);
        let facts = self.paper().and_then(|paper| charter.document(paper));
        let stated = facts.and_then(|facts| facts.value.audience.as_ref()).map(|stated| match stated.value {
            Stated::Public => Audience::Public,
            Stated::Party => Audience::Party,
            Stated::Authority => Audience::Authority,
            Stated::Subject => Audience::Subject,
        });
        match (rule, stated) {
            (Audience::Public, Some(stated)) | (_, Some(stated @ Audience::Authority)) => stated,
            (rule, _) => rule,
        }
    }
}

/// One document of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// What it is.
    pub kind: Kind,
    /// Of which service, where each has its own.
    pub service: Option<String>,
}

impl Name {
    pub(super) const fn of(kind: Kind) -> Self {
        Self { kind, service: None }
    }

    /// The last part of its address: `privacy-notice`, `user-agreement-feltboka`.
    #[must_use]
    pub fn address(&self) -> String {
        match &self.service {
            Some(service) => format!("{}-{service}", self.kind.as_str()),
            None => self.kind.as_str().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registers_and_agreements_in_force_are_never_public() {
        for kind in Kind::ALL {
            let public = |is_agreed| kind.audience(is_agreed) == Audience::Public;
            let register = kind.paper().is_some_and(DocumentName::is_never_public);
            assert!(!(register && (public(false) || public(true))), "{kind:?}");
        }
        assert_eq!(Kind::ProcessingAgreement.audience(true), Audience::Party);
        assert_eq!(Kind::ProcessingAgreement.audience(false), Audience::Public);
    }

    #[test]
    fn every_kind_has_an_address_of_its_own() {
        let mut seen = std::collections::BTreeSet::new();
        assert!(Kind::ALL.into_iter().all(|kind| seen.insert(Name::of(kind).address())));
    }
}
