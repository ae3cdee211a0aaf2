//! What the guided pages need from whoever knows the data behind them: the demo. In an ordinary installation there are none.

use std::future::Future;
use std::pin::Pin;

use vern_text::Language;

use crate::page::{Answer, GuideStep, Link, ReasonView};

/// An organisation there is something to try at.
#[derive(Debug, Clone)]
pub struct GuideOrganisation {
    /// Its slug.
    pub slug: String,
    /// What kind of organisation it is, in a word or two.
    pub kind: String,
    /// What there is to see at it, in one sentence.
    pub what: String,
    /// What of its paper is kept by software, in a sentence or two.
    pub keeps: String,
    /// Those whose data it keeps; it may be one of them itself.
    pub customers: Vec<GuideCustomer>,
    /// How many things there are to do.
    pub things: usize,
}

/// A controller whose data an organisation keeps.
#[derive(Debug, Clone)]
pub struct GuideCustomer {
    /// Its slug.
    pub slug: String,
    /// What it has chosen, in one sentence.
    pub choices: String,
}

/// What came of a guided action.
#[derive(Debug, Clone)]
pub struct GuideAnswer {
    /// Slug of the controller in whose journal it stands.
    pub controller: String,
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

/// Guided pages.
pub trait Guide: Send + Sync {
    /// The organisations, in the order they are shown.
    fn organisations(&self, language: Language) -> Vec<GuideOrganisation>;

    /// The steps at one of them; none for anyone else.
    fn steps(&self, language: Language, organisation: &str) -> Vec<GuideStep>;

    /// Does one of the steps' actions; none if there is no such action at this organisation.
    fn act<'a>(&'a self, language: Language, organisation: &'a str, action: &'a str) -> GuideFuture<'a>;
}
