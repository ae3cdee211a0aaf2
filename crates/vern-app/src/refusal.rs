//! A refusal as the caller sees it: only the reasons the caller may see, each with its clause and who can mend it.

use vern_core::decision::{Code, Decision, Reason};
use vern_core::problem::ProblemClass;
use vern_policy::Rules;
use vern_text::Language;

use crate::committer::Committed;
use crate::problem::{code_hint, code_text};

/// A refusal, journalled.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// The reasons, in the gate's order; never empty.
    pub reasons: Vec<RefusalReason>,
    /// The entry it is journalled in.
    pub committed: Committed,
}

/// One reason, with where in the charter it follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalReason {
    /// What.
    pub code: Code,
    /// Heading or clause of the paper.
    pub clause: Option<String>,
    /// Path in the charter.
    pub path: Option<String>,
    /// `file:line` in the charter.
    pub place: Option<String>,
}

impl RefusalReason {
    /// Resolves a reason by the rules that gave it.
    #[must_use]
    pub fn resolve(rules: &Rules, reason: Reason) -> Self {
        let citation = rules.citation(reason.citation);
        Self {
            code: reason.code,
            clause: citation.and_then(|citation| citation.clause.clone()),
            path: citation.map(|citation| citation.path.clone()),
            place: citation.map(|citation| format!("{}:{}", citation.file, citation.line)),
        }
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        code_text(language, self.code.as_str())
    }

    /// Who can mend it and how.
    #[must_use]
    pub fn mend(&self, language: Language) -> Option<String> {
        code_hint(language, self.code.as_str())
    }
}

impl Refusal {
    pub(crate) fn new(rules: &Rules, decision: &Decision, committed: Committed) -> Self {
        let reasons = decision
            .reasons_for_caller()
            .into_iter()
            .map(|reason| RefusalReason::resolve(rules, reason))
            .collect();
        Self { reasons, committed }
    }

    /// Code of the first reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.reasons.first().map_or("internal", |reason| reason.code.as_str())
    }

    /// `NotFound` where all the caller may know is that there is no such thing within its scope; else `Denied`.
    #[must_use]
    pub fn class(&self) -> ProblemClass {
        let unknown =
            |reason: &RefusalReason| matches!(reason.code, Code::RecordUnknown | Code::SubjectUnknown);
        if self.reasons.iter().all(unknown) {
            return ProblemClass::NotFound;
        }
        let invalid = |reason: &RefusalReason| matches!(reason.code, Code::DataInvalid);
        if self.reasons.iter().all(invalid) { ProblemClass::Invalid } else { ProblemClass::Denied }
    }
}
