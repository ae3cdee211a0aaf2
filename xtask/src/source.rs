//! Rust source taken apart just far enough to look for words: code, comments and string literals kept apart, and the
//! tests at the end of a file cut off.
//!
//! Not a parser: macros, `cfg` and names brought in by glob are not followed.

/// One file, as three texts with the same lines: what is not of a kind stands as blanks.
#[derive(Debug)]
pub(crate) struct Source {
    /// Path from the workspace root, with `/`.
    pub(crate) path: String,
    /// The file as it is.
    pub(crate) text: String,
    /// Without comments and without what stands inside literals.
    pub(crate) code: String,
    /// Only what stands inside string literals.
    pub(crate) strings: String,
    /// How many lines stand before the tests at its end.
    pub(crate) lines_without_tests: usize,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let (code, strings) = take_apart(text);
        let lines_without_tests = lines_without_tests(&code);
        Self { path: path.to_owned(), text: text.to_owned(), code, strings, lines_without_tests }
    }

    /// Whether all of it is test, bench or example.
    pub(crate) fn is_development(&self) -> bool {
        let folders = ["/tests/", "/examples/", "/benches/"];
        folders.iter().any(|folder| self.path.contains(folder))
            || self.path.ends_with("/tests.rs")
            || self.path.starts_with("crates/vern-testkit/")
    }

    /// Lines of code before the tests, numbered from 1.
    pub(crate) fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.code.lines().take(self.lines_without_tests))
    }

    /// Contents of string literals before the tests, by line.
    pub(crate) fn string_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.strings.lines().take(self.lines_without_tests))
    }
}

/// Lines before a `#[cfg(test)] mod … { … }` that reaches the end of the file; all lines where there is none.
fn lines_without_tests(code: &str) -> usize {
    let lines: Vec<&str> = code.lines().collect();
    let opens = |line: &str| {
        (line.starts_with("mod ") || line.starts_with("pub(crate) mod ")) && line.trim_end().ends_with('{')
    };
    let start = lines
        .windows(2)
        .position(|pair| matches!(pair, [first, second] if *first == "#[cfg(test)]" && opens(second)));
    let Some(start) = start else { return lines.len() };
    let after = lines.get(start + 2..).unwrap_or_default();
    let end = after.iter().position(|line| line.starts_with('}'));
    let at_end = end.is_some_and(|end| after.iter().skip(end + 1).all(|line| line.trim().is_empty()));
    if at_end { start } else { lines.len() }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Code,
    LineComment,
    BlockComment(usize),
    /// A string literal with so many `#`; none where a backslash escapes.
    Text(Option<usize>),
}

/// Code without comments and literals, and the insides of string literals; both as long as the text, line for line.
fn take_apart(text: &str) -> (String, String) {
    let (mut code, mut strings) = (String::with_capacity(text.len()), String::with_capacity(text.len()));
    let mut state = State::Code;
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let (taken, in_code, in_text, after) = step(state, rest, code.chars().next_back());
        let taken = taken.max(next.len_utf8()).min(rest.len());
        let (now, later) = rest.split_at(taken);
        for letter in now.chars() {
            let keep = |wanted: bool| if letter == '\n' || wanted { letter } else { ' ' };
            code.push(keep(in_code));
            strings.push(keep(in_text));
        }
        (rest, state) = (later, after);
    }
    (code, strings)
}

/// How many bytes to take, whether they are code, whether they are inside a string, and what comes then.
fn step(state: State, rest: &str, before: Option<char>) -> (usize, bool, bool, State) {
    let one = rest.chars().next().map_or(1, char::len_utf8);
    match state {
        State::Code => step_in_code(rest, before, one),
        State::LineComment if rest.starts_with('\n') => (1, true, false, State::Code),
        State::LineComment => (one, false, false, state),
        State::BlockComment(depth) if rest.starts_with("*/") => {
            (2, false, false, if depth > 1 { State::BlockComment(depth - 1) } else { State::Code })
        }
        State::BlockComment(depth) if rest.starts_with("/*") => {
            (2, false, false, State::BlockComment(depth + 1))
        }
        State::BlockComment(_) => (one, false, false, state),
        State::Text(None) if rest.starts_with('\\') => {
            let escaped = rest.chars().nth(1).map_or(0, char::len_utf8);
            (1 + escaped, false, true, state)
        }
        State::Text(hashes) if rest.starts_with('"') && closes(rest, hashes.unwrap_or(0)) => {
            (1 + hashes.unwrap_or(0), true, false, State::Code)
        }
        State::Text(_) => (one, false, true, state),
    }
}

fn step_in_code(rest: &str, before: Option<char>, one: usize) -> (usize, bool, bool, State) {
    let in_word = before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    if rest.starts_with("//") {
        return (2, false, false, State::LineComment);
    }
    if rest.starts_with("/*") {
        return (2, false, false, State::BlockComment(1));
    }
    if rest.starts_with('"') {
        return (1, true, false, State::Text(None));
    }
    let raw = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r')).filter(|_| !in_word);
    if let Some(raw) = raw {
        let hashes = raw.bytes().take_while(|byte| *byte == b'#').count();
        if raw.get(hashes..).is_some_and(|raw| raw.starts_with('"')) {
            return (rest.len() - raw.len() + hashes + 1, true, false, State::Text(Some(hashes)));
        }
    }
    match char_literal(rest) {
        Some(length) => (length, false, false, State::Code),
        None => (one, true, false, State::Code),
    }
}

fn closes(rest: &str, hashes: usize) -> bool {
    rest.bytes().skip(1).take(hashes).filter(|byte| *byte == b'#').count() == hashes
}

/// Length of a character literal in bytes; none for a lifetime.
fn char_literal(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let mut letters = inside.char_indices();
    let (_, first) = letters.next()?;
    if first == '\\' {
        // At most `\u{10FFFF}`; the letter after the backslash may itself be a quote.
        let end = inside.bytes().skip(2).take(9).position(|byte| byte == b'\'')?;
        return Some(1 + 2 + end + 1);
    }
    let (place, second) = letters.next()?;
    (second == '\'').then_some(1 + place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(text: &str) -> (String, String) {
        let (code, strings) = take_apart(text);
        assert_eq!(code.lines().count(), text.lines().count());
        (code, strings)
    }

    #[test]
    fn comments_are_no_code() {
        let (code, _) = apart("let a = 1; // todo!\n/* one /* two */ todo! */ let b = 2;");
        assert!(!code.contains("todo!"), "{code}");
        assert!(code.contains("let a = 1;") && code.contains("let b = 2;"), "{code}");
    }

    #[test]
    fn strings_are_kept_apart_from_code() {
        let (code, strings) = apart(r##"let a = "SELECT \" 1"; let b = r#"INSERT "INTO" x"#; bar"##);
        assert!(!code.contains("SELECT") && !code.contains("INSERT") && code.contains("bar"), "{code}");
        assert!(
            strings.contains("SELECT") && strings.contains("INSERT") && !strings.contains("bar"),
            "{strings}"
        );
    }

    #[test]
    fn quotes_in_characters_open_no_string() {
        let (code, strings) =
            apart("let a = '\"'; let b: &'static str = x; let c = '\\''; let d = '\\u{2068}'; end");
        assert!(code.contains("&'static str") && code.contains("end"), "{code}");
        assert_eq!(strings.trim(), "");
    }

    #[test]
    fn an_address_in_a_string_is_no_comment() {
        let (code, strings) = apart("let a = \"https://x.example\"; end");
        assert!(code.contains("end") && strings.contains("//x.example"));
    }

    #[test]
    fn tests_at_the_end_are_not_counted() {
        let text = "//! x\nfn a() {}\n\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\n";
        assert_eq!(Source::new("a.rs", text).lines_without_tests, 3);
        let more = format!("{text}fn c() {{}}\n");
        assert_eq!(Source::new("a.rs", &more).lines_without_tests, 8);
        assert_eq!(Source::new("a.rs", "fn a() {}\n").lines_without_tests, 1);
    }

    #[test]
    fn development_is_told_by_the_folder() {
        assert!(Source::new("crates/a/tests/b.rs", "").is_development());
        assert!(Source::new("crates/a/examples/b.rs", "").is_development());
        assert!(Source::new("crates/vern-testkit/src/b.rs", "").is_development());
        assert!(!Source::new("crates/a/src/b.rs", "").is_development());
    }
}
