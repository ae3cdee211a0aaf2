//! What a guided first page needs from whoever knows the data behind it: the demo. In an ordinary installation there is none.

use std::future::Future;
use std::pin::Pin;

use vern_text::Language;

use crate::page::{Answer, GuideStep, Link, ReasonView};

/// What came of a guided action.
#[derive(Debug, Clone)]
pub struct GuideAnswer {
    /// Permitted or refused; or done, where the gate has no say.
    pub answer: Answer,
    /// What was asked, in one sentence.
    pub asked: String,
    /// What came of it, in one sentence.
    pub outcome: Option<String>,
    /// What there is to see, label and value.
    pub facts: Vec<(String, String)>,
    /// A command that goes on from here.
    pub command: Option<String>,
    /// Names of data types held back.
    pub withheld: Vec<String>,
    /// Why it was refused.
    pub reasons: Vec<ReasonView>,
    /// Receipt of the entry.
    pub receipt: Option<String>,
    /// Where to go next.
    pub next: Vec<Link>,
}

/// A future a guide gives back.
pub type GuideFuture<'a> = Pin<Box<dyn Future<Output = Option<GuideAnswer>> + Send + 'a>>;

/// A guided first page.
pub trait Guide: Send + Sync {
    /// Slug of the organisation it is about.
    fn organisation(&self) -> &str;

    /// The steps.
    fn steps(&self, language: Language) -> Vec<GuideStep>;

    /// Does one of the steps' actions; none if there is no such action.
    fn act<'a>(&'a self, language: Language, action: &'a str) -> GuideFuture<'a>;
}
