//! What a browser sends from elsewhere, and what stands on the page it gets.

use super::world::{Answer, Ask, ask};

const FAR: &str = "192.0.2.7:40000";

fn escaped(value: &str) -> String {
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// A form as it is sent, without what says where from.
pub(crate) fn bare(path: &str, fields: &[(&str, &str)]) -> Ask {
    let encoded: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    let request = ask("POST", path).from(FAR).with("host", "vern.example");
    request.with("content-type", "application/x-www-form-urlencoded").body(encoded.join("&"))
}

pub(crate) fn form(path: &str, fields: &[(&str, &str)]) -> Ask {
    bare(path, fields).with("sec-fetch-site", "same-origin")
}

pub(crate) fn page(path: &str) -> Ask {
    ask("GET", path).from(FAR).with("host", "vern.example")
}

/// The value after some text, up to a quotation mark.
pub(crate) fn value_after<'a>(html: &'a str, start: &str) -> &'a str {
    let after = html.split(start).nth(1).unwrap_or_else(|| panic!("no {start}: {html}"));
    after.split('"').next().unwrap()
}

pub(crate) fn token_for(html: &str, path: &str) -> String {
    let after =
        html.split(&format!("action=\"{path}\"")).nth(1).unwrap_or_else(|| panic!("no {path}: {html}"));
    value_after(after, "name=\"form\" value=\"").to_owned()
}

pub(crate) fn says(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
    assert!(answer.text().contains(&format!("<code>{code}</code>")), "{code}: {}", answer.text());
}

pub(crate) fn cookie_of(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}
