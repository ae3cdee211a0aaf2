//! The one cookie there is: the secret of a session of the console.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

use crate::Web;

/// The secret a request carries; none where there is none, or several.
pub(crate) fn sent(web: &Web, headers: &HeaderMap) -> Option<String> {
    let name = name(web);
    let sent = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = sent.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut found = pairs.filter(|(known, _)| *known == name).map(|(_, value)| value.to_owned());
    // Two of one name: one of them is not ours.
    found.next().filter(|_| found.next().is_none())
}

/// The header that gives it.
pub(crate) fn set(web: &Web, secret: &str, life_seconds: i64) -> String {
    format!("{}={secret}; {}; Max-Age={life_seconds}", name(web), attributes(web))
}

/// The header that takes it back.
pub(crate) fn dropped(web: &Web) -> String {
    format!("{}=; {}; Max-Age=0", name(web), attributes(web))
}

/// Behind a proxy the world's side speaks TLS too.
const fn is_secure(web: &Web) -> bool {
    web.is_over_tls || web.is_behind_proxy
}

const fn name(web: &Web) -> &'static str {
    // The prefix is a promise browsers hold the server to, and only over TLS (RFC 6265bis § 4.1.3.2).
    if is_secure(web) { "__Host-vern-console" } else { "vern-console" }
}

/// Without TLS the cookie is bound to the console's own paths, so that no public page is ever sent it; over TLS the prefix asks for all paths.
const fn attributes(web: &Web) -> &'static str {
    if is_secure(web) {
        "Path=/; Secure; HttpOnly; SameSite=Strict"
    } else {
        "Path=/console; HttpOnly; SameSite=Strict"
    }
}
