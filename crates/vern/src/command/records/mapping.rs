//! What each column of a file is: proposed from names and from what stands in the columns, kept in a file a person has looked through, checked
//! before it is used.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use vern_app::Problem;
use vern_core::value::DataKind;

use super::batch::{Form, FormField, ImportRow};
use super::source::{Fault, Row, code};

/// The column with the records' keys, and what an export calls it.
pub(super) const KEY: &str = "@key";
/// The column with the ids of subjects Vern has issued.
pub(super) const SUBJECT: &str = "@subject";
/// The column with categories of subjects.
pub(super) const CATEGORY: &str = "@category";
/// The column with when the data was collected, RFC 3339.
pub(super) const COLLECTED_AT: &str = "@collected_at";
/// Columns of an export that say what Vern itself counts; an import leaves them out.
pub(super) const VERSION: &str = "@version";

const OWN: [&str; 4] = [KEY, SUBJECT, CATEGORY, COLLECTED_AT];
/// What columns with keys are called.
const KEY_NAMES: &[&str] =
    &["key", "id", "number", "no", "nr", "nummer", "nøkkel", "kundenr", "kundenummer", "customernumber"];
/// What columns are called that hold values of a kind.
const KIND_NAMES: &[(DataKind, &[&str])] = &[
    (DataKind::Email, &["email", "emailaddress", "mail", "epost", "epostadresse"]),
    (
        DataKind::Phone,
        &[
            "phone",
            "phonenumber",
            "telephone",
            "mobile",
            "cellphone",
            "telefon",
            "telefonnummer",
            "tlf",
            "mobil",
        ],
    ),
    (DataKind::Address, &["address", "adresse", "postadresse"]),
    (DataKind::NationalId, &["nationalid", "ssn", "fødselsnummer", "fnr", "personnummer"]),
    (DataKind::OrgNumber, &["orgnumber", "organisationnumber", "orgnr", "organisasjonsnummer"]),
    (DataKind::BankAccount, &["bankaccount", "iban", "kontonummer", "bankkonto"]),
];
/// Kinds whose values are told by their form alone.
const TELLING: [DataKind; 4] =
    [DataKind::Email, DataKind::Phone, DataKind::NationalId, DataKind::BankAccount];

/// What each column is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mapping {
    /// By the column's name: a data type id, `@key`, `@subject`, `@category` or `@collected_at`; null where it is left out.
    pub(super) columns: BTreeMap<String, Option<String>>,
    /// Where no column holds keys: what stands before the row's number in the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) key_prefix: Option<String>,
    /// The category of all rows, where no column holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) category: Option<String>,
}

impl Mapping {
    /// What the columns seem to be. Names come first; then what stands in the columns, where only one data type can be meant.
    pub(super) fn propose(form: &Form, columns: &[String], samples: &[Row], key_prefix: &str) -> Self {
        let mut targets: Vec<Option<String>> = vec![None; columns.len()];
        let mut taken = BTreeSet::new();
        for is_meant in [by_own_name as IsMeant, by_id, by_label, by_kind_name] {
            for (target, column) in targets.iter_mut().zip(columns).filter(|(target, _)| target.is_none()) {
                *target = is_meant(form, column).filter(|id| taken.insert(id.clone()));
            }
        }
        for (index, target) in targets.iter_mut().enumerate().filter(|(_, target)| target.is_none()) {
            *target = by_content(form, samples, index, &taken).filter(|id| taken.insert(id.clone()));
        }
        let category = match form.categories.as_slice() {
            [only] if !taken.contains(CATEGORY) => Some(only.clone()),
            _ => None,
        };
        let key_prefix = (!taken.contains(KEY)).then(|| key_prefix.to_owned());
        Self { columns: columns.iter().cloned().zip(targets).collect(), key_prefix, category }
    }

    /// Whether it can be used for a file and an activity.
    pub(super) fn check(&self, form: &Form, columns: &[String]) -> Result<(), Problem> {
        let named: BTreeSet<_> = self.columns.keys().collect();
        if named != columns.iter().collect() {
            return Err(Problem::invalid("import.mapping_differs"));
        }
        let mut taken = BTreeSet::new();
        for target in self.columns.values().flatten() {
            if !OWN.contains(&target.as_str()) && form.field(target).is_none() {
                return Err(Problem::invalid("import.target_unknown"));
            }
            if !taken.insert(target.as_str()) {
                return Err(Problem::invalid("import.target_repeated"));
            }
        }
        if taken.contains(KEY) == self.key_prefix.is_some() {
            return Err(Problem::invalid("import.key_unclear"));
        }
        Ok(())
    }

    /// The target of each column.
    pub(super) fn targets(&self, columns: &[String]) -> Vec<Option<String>> {
        columns.iter().map(|column| self.columns.get(column).cloned().flatten()).collect()
    }

    /// A row as a record to be registered.
    pub(super) fn record(&self, targets: &[Option<String>], row: Row) -> Result<ImportRow, Vec<Fault>> {
        if !row.faults.is_empty() {
            return Err(row.faults);
        }
        let mut values: BTreeMap<String, String> =
            targets.iter().zip(row.cells).filter_map(|(target, cell)| target.clone().zip(cell)).collect();
        let numbered = self.key_prefix.as_ref().map(|prefix| format!("{prefix}{:06}", row.number));
        let Some(key) = values.remove(KEY).map(|key| key.trim().to_owned()).or(numbered) else {
            let column = targets.iter().position(|target| target.as_deref() == Some(KEY));
            return Err(vec![Fault { column, code: code(&Problem::invalid("import.key_missing")) }]);
        };
        Ok(ImportRow {
            line: row.line,
            key,
            subject: values.remove(SUBJECT),
            category: values.remove(CATEGORY).or_else(|| self.category.clone()),
            collected_at: values.remove(COLLECTED_AT),
            fields: values,
        })
    }
}

/// Names by which columns cannot be told apart, or that are no names: then the first line holds somebody's data.
pub(super) fn check_names(columns: &[String]) -> Result<(), Problem> {
    let is_value =
        |name: &String| name.trim().is_empty() || TELLING.iter().any(|kind| kind.normal_form(name).is_ok());
    if columns.is_empty() || columns.iter().any(is_value) {
        return Err(Problem::invalid("import.names_missing"));
    }
    let once: BTreeSet<_> = columns.iter().collect();
    if once.len() != columns.len() {
        return Err(Problem::invalid("import.names_repeat"));
    }
    Ok(())
}

type IsMeant = fn(&Form, &str) -> Option<String>;

fn by_own_name(_: &Form, column: &str) -> Option<String> {
    OWN.iter().find(|own| **own == column).map(|own| (*own).to_owned())
}

fn by_id(form: &Form, column: &str) -> Option<String> {
    form.fields.iter().find(|field| plain(&field.id) == plain(column)).map(|field| field.id.clone())
}

fn by_label(form: &Form, column: &str) -> Option<String> {
    let is_called = |field: &&FormField| field.labels.iter().any(|label| plain(label) == plain(column));
    form.fields.iter().find(is_called).map(|field| field.id.clone())
}

fn by_kind_name(form: &Form, column: &str) -> Option<String> {
    let name = plain(column);
    let kind = KIND_NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(kind, _)| *kind);
    let is_key = KEY_NAMES.contains(&name.as_str()).then(|| KEY.to_owned());
    kind.and_then(|kind| only_of(form, kind, &BTreeSet::new())).or(is_key)
}

fn by_content(form: &Form, samples: &[Row], column: usize, taken: &BTreeSet<String>) -> Option<String> {
    let mut cells = samples.iter().filter_map(|row| row.cells.get(column)?.as_deref()).peekable();
    cells.peek()?;
    let cells: Vec<_> = cells.collect();
    let kind = TELLING.into_iter().find(|kind| cells.iter().all(|cell| kind.normal_form(cell).is_ok()))?;
    only_of(form, kind, taken)
}

/// The one data type of a kind that is left.
fn only_of(form: &Form, kind: DataKind, taken: &BTreeSet<String>) -> Option<String> {
    let mut left = form.fields.iter().filter(|field| field.kind == kind && !taken.contains(&field.id));
    left.next().filter(|_| left.next().is_none()).map(|field| field.id.clone())
}

/// A name without what people write differently.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        let field = |id: &str, kind, nb: &str, en: &str| FormField {
            id: id.to_owned(),
            kind,
            labels: vec![nb.to_owned(), en.to_owned()],
        };
        Form {
            categories: vec!["customer".to_owned()],
            fields: vec![
                field("name", DataKind::Text, "Navn", "Name"),
                field("phone", DataKind::Phone, "Telefonnummer", "Phone number"),
                field("email", DataKind::Email, "E-postadresse", "E-mail address"),
            ],
        }
    }

    fn row(cells: &[&str]) -> Row {
        let cells =
            cells.iter().map(|cell| Some((*cell).to_owned()).filter(|cell| !cell.is_empty())).collect();
        Row { line: 2, number: 1, cells, faults: Vec::new() }
    }

    fn names(columns: &[&str]) -> Vec<String> {
        columns.iter().map(|column| (*column).to_owned()).collect()
    }

    #[test]
    fn columns_are_told_by_name_in_both_languages_and_by_what_stands_in_them() {
        for (columns, samples, targets) in [
            (
                vec!["id", "Name", "E-mail", "Mobile"],
                vec![],
                [Some("@key"), Some("name"), Some("email"), Some("phone")],
            ),
            (
                vec!["Kundenr", "NAVN", "e_post", "tlf."],
                vec![],
                [Some("@key"), Some("name"), Some("email"), Some("phone")],
            ),
            (
                vec!["@key", "Hvem", "Felt 3", "Felt 4"],
                vec![
                    row(&["a", "Kari", "kari@example.test", "+4722225555"]),
                    row(&["b", "Ola", "", "+4722225556"]),
                ],
                [Some("@key"), None, Some("email"), Some("phone")],
            ),
        ] {
            let columns = names(&columns);
            let mapping = Mapping::propose(&form(), &columns, &samples, "x-");
            let found = mapping.targets(&columns);
            assert_eq!(found.iter().map(Option::as_deref).collect::<Vec<_>>(), targets, "{columns:?}");
            assert_eq!(
                (mapping.key_prefix.as_deref(), mapping.category.as_deref()),
                (None, Some("customer"))
            );
            mapping.check(&form(), &columns).unwrap();
        }
    }

    #[test]
    fn a_mapping_that_cannot_be_meant_is_refused() {
        let columns = names(&["a", "b"]);
        let mapping = |a: Option<&str>, b: Option<&str>, key_prefix: Option<&str>| Mapping {
            columns: [("a", a), ("b", b)]
                .map(|(name, target)| (name.to_owned(), target.map(str::to_owned)))
                .into(),
            key_prefix: key_prefix.map(str::to_owned),
            category: None,
        };
        for (mapping, code) in [
            (mapping(Some("shoe_size"), Some("@key"), None), "import.target_unknown"),
            (mapping(Some("name"), Some("name"), Some("x-")), "import.target_repeated"),
            (mapping(Some("name"), None, None), "import.key_unclear"),
            (mapping(Some("name"), Some("@key"), Some("x-")), "import.key_unclear"),
        ] {
            assert_eq!(mapping.check(&form(), &columns).unwrap_err().code(), code);
        }
        let fits = mapping(Some("name"), Some("@key"), None);
        fits.check(&form(), &columns).unwrap();
        assert_eq!(fits.check(&form(), &names(&["a"])).unwrap_err().code(), "import.mapping_differs");
    }

    #[test]
    fn a_first_line_that_is_somebodys_data_is_no_line_of_names() {
        for columns in [vec!["1", "kari@example.test"], vec!["Kari", "+4722225555"], vec!["a", ""], vec![]] {
            assert_eq!(
                check_names(&names(&columns)).unwrap_err().code(),
                "import.names_missing",
                "{columns:?}"
            );
        }
        assert_eq!(check_names(&names(&["a", "a"])).unwrap_err().code(), "import.names_repeat");
        check_names(&names(&["nr", "E-post"])).unwrap();
    }

    #[test]
    fn rows_become_records_and_a_row_without_a_key_does_not() {
        let columns = names(&["nr", "navn"]);
        let mut mapping = Mapping::propose(&form(), &columns, &[], "x-");
        let targets = mapping.targets(&columns);
        let record = mapping.record(&targets, row(&["c-1", "Kari"])).unwrap();
        assert_eq!(
            (record.key.as_str(), record.fields.len(), record.category.as_deref()),
            ("c-1", 1, Some("customer"))
        );
        let faults = mapping.record(&targets, row(&["", "Kari"])).unwrap_err();
        assert_eq!(faults, [Fault { column: Some(0), code: "import.key_missing" }]);
        mapping.columns.insert("nr".to_owned(), None);
        mapping.key_prefix = Some("x-".to_owned());
        let record = mapping.record(&mapping.targets(&columns), row(&["c-1", "Kari"])).unwrap();
        assert_eq!(record.key, "x-000001");
    }
}
