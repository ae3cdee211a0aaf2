//! Charter facts in running text: first letters, lists of labels, terms, articles.

use vern_core::deadline::Term;
use vern_core::operation::Act;
use vern_core::period::Period;
use vern_core::place::{Area, Country};
use vern_policy::{Placed, words};

use super::Press;

pub(super) use vern_policy::words::lower_first;

/// The text with its first letter large.
pub(super) fn upper_first(said: &str) -> String {
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text without a full stop at its end, to stand within another.
pub(super) fn trim_stop(said: &str) -> &str {
    said.trim_end().trim_end_matches('.')
}

/// Puts one more sentence after what is said already.
pub(super) fn add_sentence(said: &mut String, sentence: &str) {
    if !said.is_empty() {
        said.push_str(if said.ends_with(['.', '?', '!']) { " " } else { ". " });
    }
    said.push_str(sentence);
}

/// Sentences after one another.
pub(super) fn sentences(parts: impl IntoIterator<Item = String>) -> String {
    let mut said = String::new();
    for part in parts {
        add_sentence(&mut said, &part);
    }
    said
}

impl Press<'_> {
    /// `a, b and c`, as written.
    pub(super) fn list(&self, parts: &[String]) -> String {
        words::list(parts, self.language)
    }

    /// The same, each part with a small first letter.
    pub(super) fn running_list<'b>(&self, parts: impl IntoIterator<Item = &'b str>) -> String {
        self.list(&parts.into_iter().map(lower_first).collect::<Vec<_>>())
    }

    /// The same as a text of its own: the first letter as the charter has it.
    pub(super) fn leading_list<'b>(&self, parts: impl IntoIterator<Item = &'b str>) -> String {
        let mut all = Vec::new();
        for part in parts {
            all.push(if all.is_empty() { part.to_owned() } else { lower_first(part) });
        }
        self.list(&all)
    }

    /// The same of parts that may hold commas or an 'and' of their own: then they stand apart, as the charter has them.
    pub(super) fn separated(&self, parts: &[&str]) -> String {
        let and = format!(" {} ", self.say("notice-and"));
        let holds = |part: &&str| part.contains(&and) || part.contains(',');
        if parts.len() > 1 && parts.iter().any(holds) {
            parts.join("; ")
        } else {
            self.leading_list(parts.iter().copied())
        }
    }

    /// The same of a list that leaves room for nothing else: where it is empty, that is said.
    pub(super) fn closed_list<'b>(&self, parts: impl IntoIterator<Item = &'b str>) -> String {
        let said = self.leading_list(parts);
        if said.is_empty() { self.say("notice-none") } else { said }
    }

    /// Names of data types, as the charter has them.
    pub(super) fn data_labels<'b>(&'b self, ids: impl IntoIterator<Item = &'b str>) -> Vec<&'b str> {
        let labels = &self.charter().data_types;
        let label = |id: &'b str| labels.iter().find(|data_type| data_type.id.value == id);
        ids.into_iter().filter_map(label).map(|data_type| self.text(&data_type.label)).collect()
    }

    /// Names of data types within a sentence.
    pub(super) fn data_list(&self, ids: &[Placed<String>]) -> String {
        self.running_list(self.data_labels(ids.iter().map(|id| id.value.as_str())))
    }

    /// Names of categories of subjects, as a text of its own.
    pub(super) fn category_list(&self, ids: &[Placed<String>]) -> String {
        let categories = &self.charter().categories;
        let known = ids.iter().filter_map(|id| categories.iter().find(|it| it.id.value == id.value));
        let said = self.separated(&known.map(|category| self.text(&category.label)).collect::<Vec<_>>());
        if said.is_empty() { self.say("notice-none") } else { said }
    }

    /// Names of acts, in infinitive: `register, read and use`.
    pub(super) fn act_list(&self, acts: &[Act]) -> String {
        self.list(&acts.iter().map(|act| self.say(&format!("act-{}", act.as_str()))).collect::<Vec<_>>())
    }

    /// `60 days`, `three years and six months`.
    pub(super) fn period(&self, period: Period) -> String {
        words::period(period, self.language)
    }

    /// A term of a contract: a period, working days or hours.
    pub(super) fn term(&self, term: Term) -> String {
        match term {
            Term::Period(period) => self.period(period),
            Term::WorkingDays(days) => self.count("period", "working-days", u32::from(days.count())),
            Term::Hours(hours) => self.count("period", "hours", hours.count()),
        }
    }

    /// How often: `every month`, `every 14 days`.
    pub(super) fn every(&self, period: Period) -> String {
        match period.parts() {
            (years, 0, 0) => self.count("every", "years", u32::from(years)),
            (0, months, 0) => self.count("every", "months", u32::from(months)),
            (0, 0, days) => self.count("every", "days", days),
            _ => self.say_with("every-period", &[("period", self.period(period).into())]),
        }
    }

    fn count(&self, group: &str, unit: &str, count: u32) -> String {
        self.say_with(&format!("{group}-{unit}"), &[("count", count.into())])
    }

    pub(super) fn area(&self, area: Area) -> String {
        words::area(area, self.language)
    }

    pub(super) fn areas(&self, areas: &[Area]) -> String {
        self.list(&areas.iter().map(|area| self.area(*area)).collect::<Vec<_>>())
    }

    pub(super) fn country(&self, country: Country) -> String {
        self.area(Area::Country(country))
    }

    /// `28(3)(a)` as each language cites it: `GDPR Article 28(3)(a)`, `GDPR artikkel 28 nr. 3 bokstav a`.
    pub(super) fn article(&self, article: &str) -> String {
        let mut parts = article.split('(').map(|part| part.trim_end_matches(')'));
        let number = parts.next().unwrap_or_default();
        let (mut paragraph, mut letter) = ("", "");
        for part in parts {
            if part.starts_with(|c: char| c.is_ascii_digit()) { paragraph = part } else { letter = part }
        }
        let id = match (paragraph.is_empty(), letter.is_empty()) {
            (true, true) => "notice-article",
            (false, true) => "notice-article-paragraph",
            (true, false) => "notice-article-letter",
            (false, false) => "notice-article-paragraph-letter",
        };
        let variables =
            [("article", number.into()), ("paragraph", paragraph.into()), ("letter", letter.into())];
        self.say_with(id, &variables)
    }
}

#[cfg(test)]
mod tests {
    use vern_policy::Rules;
    use vern_text::Language;

    use super::*;
    use crate::charter::check_charter;

    const CHARTER: &str = include_str!("../../../../examples/software-company.yaml");

    fn rules() -> Rules {
        check_charter(CHARTER.as_bytes(), "software-company.yaml").unwrap()
    }

    fn of(rules: &Rules, language: Language) -> Press<'_> {
        Press::new(rules, None, super::super::Voice::Own, language, rules.charter().in_force_from.value)
    }

    #[test]
    fn first_letters() {
        for (said, lower) in [
            ("Navn", "navn"),
            ("CV", "CV"),
            ("BankID-nummer", "BankID-nummer"),
            ("Åpne kilder", "åpne kilder"),
            ("", ""),
        ] {
            assert_eq!(lower_first(said), lower);
        }
        assert_eq!(upper_first("øke"), "Øke");
    }

    #[test]
    fn how_often_in_words() {
        let rules = rules();
        for (iso, nb, en) in [
            ("P1M", "hver måned", "every month"),
            ("P6M", "hver 6. måned", "every 6 months"),
            ("P2W", "hver 14. dag", "every 14 days"),
            ("P1Y", "hvert år", "every year"),
            ("P1Y6M", "minst én gang på ett år og 6 måneder", "at least once in one year and 6 months"),
        ] {
            let period = iso.parse().unwrap();
            assert_eq!(of(&rules, Language::Nb).every(period), nb);
            assert_eq!(of(&rules, Language::En).every(period), en);
        }
    }

    #[test]
    fn lists_and_countries() {
        let rules = rules();
        let notice = of(&rules, Language::Nb);
        assert_eq!(notice.leading_list(["Navn", "Tittel", "CV"]), "Navn, tittel og CV");
        assert_eq!(notice.running_list(["Søknad", "Attester og vitnemål"]), "søknad, attester og vitnemål");
        assert_eq!(notice.country("US".parse().unwrap()), "USA");
        assert_eq!(notice.country("QQ".parse().unwrap()), "QQ", "an unknown code stands for itself");
    }

    #[test]
    fn articles_as_each_language_cites_them() {
        let rules = rules();
        for (article, nb, en) in [
            ("6(1)(b)", "GDPR artikkel 6 nr. 1 bokstav b", "GDPR Article 6(1)(b)"),
            ("28(4)", "GDPR artikkel 28 nr. 4", "GDPR Article 28(4)"),
            ("35", "GDPR artikkel 35", "GDPR Article 35"),
        ] {
            assert_eq!(of(&rules, Language::Nb).article(article), nb);
            assert_eq!(of(&rules, Language::En).article(article), en);
        }
    }

    #[test]
    fn sentences_follow_one_another() {
        assert_eq!(sentences(["A".to_owned(), "B.".to_owned(), "iizy AS".to_owned()]), "A. B. iizy AS");
    }
}
