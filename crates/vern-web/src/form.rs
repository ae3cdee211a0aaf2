//! Forms as browsers send them: that they come from a page of ours, what stands in them, and from which address.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequest, Request};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{Extensions, HeaderMap};

use crate::Web;

/// Most fields of a form.
const FIELDS_MAX: usize = 256;

/// The fields of a form.
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads them; none where they do not come in time, or are not of a form.
    pub(crate) async fn read(request: Request, web: &Web) -> Option<Self> {
        let read = axum::Form::<Vec<(String, String)>>::from_request(request, web);
        let axum::Form(mut fields) = tokio::time::timeout(web.limits.body, read).await.ok()?.ok()?;
        fields.truncate(FIELDS_MAX);
        Some(Self(fields))
    }

    /// A field's text, without blanks around it; none where it is empty.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.exact(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Every field, as it was typed.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A field as it was typed: blanks in a password count.
    pub(crate) fn exact(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Browsers say where a form was sent from, one way or the other. What says neither is not one.
pub(crate) fn is_own(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let (Some(origin), Some(host)) = (text(ORIGIN), text(HOST)) else { return false };
    origin.split_once("://").is_some_and(|(_, from)| from == host)
}

/// Where a request comes from. Behind a proxy it is what the proxy adds last: what stands before that, anyone can have written.
pub(crate) fn address(web: &Web, headers: &HeaderMap, extensions: &Extensions) -> IpAddr {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let told = || {
        let line = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        line.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
    };
    let address = if web.is_behind_proxy { told().or(peer) } else { peer };
    address.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |address| address.to_canonical())
}
