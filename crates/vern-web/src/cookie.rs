//! The three cookies there are: the secret of a session of the console, that of someone on My page, and that of a browser away at an identity provider.
//! None opens what another does.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

use crate::Web;

/// A cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// Of staff, in the console.
    Console,
    /// Of a person, on an organisation's My page.
    MyPage,
    /// Of a browser that is away at an identity provider: it comes back by a redirect of another site, which `Strict` would keep it from being sent with.
    Away,
}

impl Cookie {
    /// The secret a request carries; none where there is none, or several.
    pub(crate) fn sent(self, web: &Web, headers: &HeaderMap) -> Option<String> {
        let name = self.name(web);
        let sent = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = sent.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let mut found = pairs.filter(|(known, _)| *known == name).map(|(_, value)| value.to_owned());
        // Two of one name: one of them is not ours.
        found.next().filter(|_| found.next().is_none())
    }

    /// The header that gives it.
    pub(crate) fn set(self, web: &Web, secret: &str, life_seconds: i64) -> String {
        format!("{}={secret}; {}; Max-Age={life_seconds}", self.name(web), self.attributes(web))
    }

    /// The header that takes it back.
    pub(crate) fn dropped(self, web: &Web) -> String {
        format!("{}=; {}; Max-Age=0", self.name(web), self.attributes(web))
    }

    const fn name(self, web: &Web) -> &'static str {
        // The prefix is a promise browsers hold the server to, and only over TLS (RFC 6265bis § 4.1.3.2).
        match (self, is_secure(web)) {
            (Self::Console, true) => "__Host-vern-console",
            (Self::Console, false) => "vern-console",
            (Self::MyPage, true) => "__Host-vern-my-page",
            (Self::MyPage, false) => "vern-my-page",
            (Self::Away, true) => "__Host-vern-sign-in",
            (Self::Away, false) => "vern-sign-in",
        }
    }

    /// Without TLS the console's cookie is bound to the console's own paths, so that no public page is ever sent it; over TLS the prefix asks for all
    /// paths. My page stands under two languages, so its cookie has none of its own either way; no other page reads it.
    const fn attributes(self, web: &Web) -> &'static str {
        match (self, is_secure(web)) {
            (Self::Away, true) => "Path=/; Secure; HttpOnly; SameSite=Lax",
            (Self::Away, false) => "Path=/returned; HttpOnly; SameSite=Lax",
            (_, true) => "Path=/; Secure; HttpOnly; SameSite=Strict",
            (Self::Console, false) => "Path=/console; HttpOnly; SameSite=Strict",
            (Self::MyPage, false) => "Path=/; HttpOnly; SameSite=Strict",
        }
    }
}

/// Behind a proxy the world's side speaks TLS too.
const fn is_secure(web: &Web) -> bool {
    web.is_over_tls || web.is_behind_proxy
}
