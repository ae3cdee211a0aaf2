//! Charter facts in running text: lists, first letters, periods, countries.

use vern_core::operation::Act;
use vern_core::period::Period;
use vern_core::place::Country;

use super::Notice;

/// The text with its first letter small, unless its first word holds another capital: `CV` and `BankID` stay.
pub(super) fn lower_first(said: &str) -> String {
    let mut letters = said.chars();
    let Some(first) = letters.next() else { return String::new() };
    let keeps_capital = letters.clone().take_while(|c| !c.is_whitespace()).any(char::is_uppercase);
    if keeps_capital { said.to_owned() } else { first.to_lowercase().chain(letters).collect() }
}

/// The text with its first letter large.
pub(super) fn upper_first(said: &str) -> String {
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Puts one more sentence after what is said already.
pub(super) fn add_sentence(said: &mut String, sentence: &str) {
    if !said.is_empty() {
        said.push_str(if said.ends_with('.') { " " } else { ". " });
    }
    said.push_str(sentence);
}

impl Notice<'_> {
    /// `a, b and c`, as written.
    pub(super) fn list(&self, parts: &[String]) -> String {
        let Some((last, before)) = parts.split_last() else { return String::new() };
        if before.is_empty() {
            return last.clone();
        }
        let and = format!(" {} ", self.say("notice-and"));
        // A last part that holds an 'and' of its own ends the list by itself.
        let joint = if last.contains(&and) { ", ".to_owned() } else { and };
        format!("{}{joint}{last}", before.join(", "))
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

    /// The same of a list that leaves room for nothing else: where it is empty, that is said.
    pub(super) fn closed_list<'b>(&self, parts: impl IntoIterator<Item = &'b str>) -> String {
        let said = self.leading_list(parts);
        if said.is_empty() { self.say("notice-none") } else { said }
    }

    /// Names of data types, as the charter has them.
    pub(super) fn data_labels<'b>(&'b self, ids: impl IntoIterator<Item = &'b str>) -> Vec<&'b str> {
        let labels = &self.charter().data_types;
        let label = |id: &'b str| labels.iter().find(|data_type| data_type.id.value == id);
        ids.into_iter()
            .filter_map(label)
            .map(|data_type| data_type.label.in_language(self.language))
            .collect()
    }

    /// Names of acts, in infinitive: `register, read and use`.
    pub(super) fn act_list(&self, acts: &[Act]) -> String {
        self.list(&acts.iter().map(|act| self.say(&format!("act-{}", act.as_str()))).collect::<Vec<_>>())
    }

    /// `60 days`, `three years and six months`.
    pub(super) fn period(&self, period: Period) -> String {
        let (years, months, days) = period.parts();
        let parts = [("years", u32::from(years)), ("months", u32::from(months)), ("days", days)];
        let said = parts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(unit, count)| self.count("period", unit, *count));
        self.list(&said.collect::<Vec<_>>())
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

    pub(super) fn country(&self, country: Country) -> String {
        self.say_with("country", &[("code", country.as_str().into())])
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
    fn periods_in_words() {
        let rules = rules();
        let of = |language| Notice { rules: &rules, language, findings: Vec::new() };
        for (iso, nb, en) in [
            ("P60D", "60 dager", "60 days"),
            ("P1D", "én dag", "one day"),
            ("P1M", "én måned", "one month"),
            ("P1Y", "ett år", "one year"),
            ("P3Y6M", "3 år og 6 måneder", "3 years and 6 months"),
            ("P1Y2M3D", "ett år, 2 måneder og 3 dager", "one year, 2 months and 3 days"),
        ] {
            let period = iso.parse().unwrap();
            assert_eq!(of(Language::Nb).period(period), nb);
            assert_eq!(of(Language::En).period(period), en);
        }
        for (iso, nb, en) in [
            ("P1M", "hver måned", "every month"),
            ("P2W", "hver 14. dag", "every 14 days"),
            ("P1Y", "hvert år", "every year"),
            ("P1Y6M", "minst én gang på ett år og 6 måneder", "at least once in one year and 6 months"),
        ] {
            let period = iso.parse().unwrap();
            assert_eq!(of(Language::Nb).every(period), nb);
            assert_eq!(of(Language::En).every(period), en);
        }
    }

    #[test]
    fn lists_and_countries() {
        let rules = rules();
        let notice = Notice { rules: &rules, language: Language::Nb, findings: Vec::new() };
        assert_eq!(notice.leading_list(["Navn", "Tittel", "CV"]), "Navn, tittel og CV");
        assert_eq!(notice.running_list(["Søknad", "Attester og vitnemål"]), "søknad, attester og vitnemål");
        assert_eq!(notice.list(&[]), "");
        assert_eq!(notice.country("US".parse().unwrap()), "USA");
        assert_eq!(notice.country("QQ".parse().unwrap()), "QQ", "an unknown code stands for itself");
    }
}
