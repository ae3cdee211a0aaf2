//! What Vern reads of its environment, in one place: variables, the name it was called by, the temporary directory.

use std::path::PathBuf;

use tracing::level_filters::LevelFilter;
use vern_text::Language;

/// Every variable that is read, and what it says.
pub(crate) const VARIABLES: &[(&str, &str)] = &[
    ("VERN_LANGUAGE", "Language of the output, `nb` or `en`, where `--language` is left out."),
    ("LANG", "The same where that is not set either: Norwegian for `nb`, `nn` and `no`, else English."),
    (
        "VERN_LOG",
        "How much goes to the log on standard error: `off`, `error`, `warn`, `info`, `debug`; `warn` where it is not set.",
    ),
    (
        "VERN_POSTGRES_PASSWORD",
        "The password of the database server, which belongs neither on a command line nor in a log.",
    ),
];

/// What the environment says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    /// Language of the terminal: `--language`, else `VERN_LANGUAGE`, else `LANG`, else English.
    pub(crate) language: Language,
    /// `VERN_LOG`: off, error, warn, info, debug. Warnings where it is not set.
    pub(crate) log_level: LevelFilter,
}

impl Settings {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
    pub(crate) fn read(language: Option<Language>) -> Self {
        let variable = |name: &str| std::env::var(name).unwrap_or_default();
        let named = variable("VERN_LANGUAGE").parse().ok();
        let language = language.or(named).unwrap_or_else(|| language_of_locale(&variable("LANG")));
        Self { language, log_level: variable("VERN_LOG").parse().unwrap_or(LevelFilter::WARN) }
    }
}

/// `VERN_POSTGRES_PASSWORD`: the password of the database server, which belongs neither on a command line nor in a log.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
pub(crate) fn postgres_password() -> Option<String> {
    std::env::var("VERN_POSTGRES_PASSWORD").ok().filter(|password| !password.is_empty())
}

/// The program as it was called: whoever runs it may not have it among their programs.
pub(crate) fn program() -> String {
    std::env::args().next().unwrap_or_else(|| "vern".to_owned())
}

/// The file of this program.
pub(crate) fn own_program() -> std::io::Result<PathBuf> {
    std::env::current_exe()
}

/// The system's directory for what goes away.
pub(crate) fn temporary_directory() -> PathBuf {
    std::env::temp_dir()
}

/// `nb_NO.UTF-8`, `no_NO`, `nn_NO` mean Norwegian; everything else English.
fn language_of_locale(locale: &str) -> Language {
    match locale.get(..2) {
        Some("nb" | "no" | "nn") => Language::Nb,
        _ => Language::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales() {
        for (locale, language) in [
            ("nb_NO.UTF-8", Language::Nb),
            ("no", Language::Nb),
            ("en_GB", Language::En),
            ("", Language::En),
            ("C", Language::En),
        ] {
            assert_eq!(language_of_locale(locale), language, "{locale}");
        }
    }
}
