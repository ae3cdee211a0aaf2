//! A refusal on a page of the console: the gate's reasons as the caller may see them, and where it is journalled.

use axum::http::StatusCode;
use vern_app::Problem;
use vern_text::Language;

use super::frame::Frame;
use crate::page::ReasonView;

/// A refusal.
#[derive(Debug, Clone)]
pub(super) struct RefusalView {
    pub(super) reasons: Vec<ReasonView>,
    pub(super) receipt: Option<String>,
}

impl RefusalView {
    /// What the gate refused is forbidden; what a form lacks is wrong in the form.
    pub(super) const fn status(&self) -> StatusCode {
        if self.receipt.is_some() { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY }
    }

    /// What the gate refused, or what a form lacks; none where it is another kind of problem.
    pub(super) fn of(problem: &Problem, language: Language, frame: &Frame) -> Option<Self> {
        match problem {
            Problem::Refused(refusal) => Some(Self {
                reasons: refusal
                    .reasons
                    .iter()
                    .map(|reason| ReasonView {
                        code: reason.code.as_str().to_owned(),
                        text: reason.text(language),
                        clause: reason.clause.clone(),
                        source: reason.place.clone(),
                        mend: reason.mend(language),
                    })
                    .collect(),
                receipt: Some(frame.receipt_href(&refusal.committed.receipt.to_string())),
            }),
            Problem::Invalid { .. } => Some(Self {
                reasons: vec![ReasonView {
                    code: problem.code().to_owned(),
                    text: problem.text(language),
                    mend: problem.hint(language),
                    ..ReasonView::default()
                }],
                receipt: None,
            }),
            _ => None,
        }
    }
}
