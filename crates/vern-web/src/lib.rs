//! HTTP in: REST under `/v1/` and the pages people read.
//!
//! Only what belongs to HTTP is here: routes, credentials, JSON, headers, rendering. What may be done is decided below, in `vern-app`.
//! Deliberately absent: outgoing connections, storage, and any path that reaches personal data without a use case of `vern-app`.

mod address;
mod api;
mod console;
mod cookie;
mod form;
pub mod guide;
mod header;
mod identity;
mod limit;
mod my_page;
pub mod page;
mod publish;
mod rate;
mod serve;
mod site;
mod tls;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use vern_app::Installation;

use rate::Rate;

pub use api::openapi_json;
pub use guide::Guide;
pub use limit::ConnectionLimits;
pub use publish::{StaticFile, static_site};
pub use rate::RateLimit;
pub use serve::serve;
pub use tls::Certificate;

/// Largest request body, in bytes. A record's fields are at most 1 MiB; JSON escapes can double that.
pub const BODY_BYTES_MAX: usize = 2 * 1024 * 1024 + 64 * 1024;

/// Requests about rights strangers can send, all together: more than people do, less than fills a disk.
const REQUESTS: RateLimit = RateLimit { per_second: 1, at_once: 100 };

/// What every handler is given.
#[derive(Clone)]
pub struct Web {
    pub(crate) installation: Arc<Installation>,
    pub(crate) guide: Option<Arc<dyn Guide>>,
    pub(crate) rate: Arc<Rate>,
    /// Requests of strangers, all together.
    pub(crate) requests: Arc<Rate>,
    /// Scheme and host people reach these pages at, for messages that lead here.
    pub(crate) site: Option<Arc<str>>,
    pub(crate) is_over_tls: bool,
    pub(crate) is_behind_proxy: bool,
    pub(crate) limits: ConnectionLimits,
}

impl Web {
    /// A web surface over an installation. With a guide it opens on the guided page.
    #[must_use]
    pub fn new(installation: Arc<Installation>, guide: Option<Arc<dyn Guide>>) -> Self {
        let rate = Arc::new(Rate::new(RateLimit::default()));
        let requests = Arc::new(Rate::new(REQUESTS));
        let limits = ConnectionLimits::default();
        Self {
            installation,
            guide,
            rate,
            requests,
            site: None,
            is_over_tls: false,
            is_behind_proxy: false,
            limits,
        }
    }

    /// The same, reached at an address: scheme and host, without a slash at its end. What a request says of its host can be anyone's word, so no message
    /// is made with it.
    #[must_use]
    pub fn at(self, site: &str) -> Self {
        Self { site: Some(site.into()), ..self }
    }

    /// The same, with another limit on the calls of each credential.
    #[must_use]
    pub fn limited(self, limit: RateLimit) -> Self {
        Self { rate: Arc::new(Rate::new(limit)), ..self }
    }

    /// The same, with other bounds on connections.
    #[must_use]
    pub fn bounded(self, limits: ConnectionLimits) -> Self {
        Self { limits, ..self }
    }

    /// The same behind a proxy that speaks TLS with the world. There nobody can tell who is on this machine, so no link leads into the console; who
    /// has an account signs in.
    #[must_use]
    pub fn behind_proxy(self) -> Self {
        Self { is_behind_proxy: true, ..self }
    }

    /// The same, served over TLS: cookies are bound to it.
    #[must_use]
    pub fn over_tls(self) -> Self {
        Self { is_over_tls: true, ..self }
    }
}

/// Every route.
pub fn router(web: Web) -> Router {
    let (api, _) = api::router().split_for_parts();
    let api = api.layer(from_fn_with_state(web.clone(), api::keep_body));
    let links = if web.is_behind_proxy { Router::new() } else { console::links() };
    Router::new()
        .merge(api)
        .merge(site::router())
        .merge(console::router())
        .merge(my_page::router())
        .merge(identity::router())
        .merge(links)
        .fallback(site::not_found)
        .method_not_allowed_fallback(site::method_not_allowed)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(from_fn(header::harden))
        .layer(from_fn_with_state(web.clone(), header::log))
        .with_state(web)
}
