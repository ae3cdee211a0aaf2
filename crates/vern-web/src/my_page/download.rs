//! Everything that is held and shown here, to take along: as JSON or as CSV, written as it is read, so that however much there is, little is held at once.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use futures_util::stream::unfold;
use vern_app::my_page::OwnDownload;
use vern_app::rights::{CSV_HEAD, CopyRecord};
use vern_app::{Installation, Problem};

use super::door::{Form, Sent};
use crate::Web;
use crate::site::Page;

pub(super) struct Download;

impl Form for Download {
    const NAME: &'static str = "my-page-download";
}

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Json,
    Csv,
}

impl Shape {
    const fn head(self) -> (&'static str, &'static str) {
        match self {
            Self::Json => ("application/json", "attachment; filename=\"my-page.json\""),
            Self::Csv => ("text/csv; charset=utf-8", "attachment; filename=\"my-page.csv\""),
        }
    }
}

/// A download under way.
struct Under {
    installation: Arc<Installation>,
    download: OwnDownload,
    shape: Shape,
    begun: bool,
    over: bool,
    records: u64,
}

/// `POST …/my-page/download`.
pub(super) async fn send(State(web): State<Web>, sent: Sent<Download>) -> Page {
    let person = &sent.person;
    let shape = if sent.text("as") == Some("csv") { Shape::Csv } else { Shape::Json };
    let download = web.installation.own_download(&person.session);
    let download = download.map_err(|problem| person.problem(&problem))?;
    let installation = Arc::clone(&web.installation);
    let under = Under { installation, download, shape, begun: false, over: false, records: 0 };
    // A download that fails breaks off, so that nobody takes a part for the whole.
    let body = Body::from_stream(unfold(under, |mut under| async move {
        let piece = under.next().await?;
        Some((piece, under))
    }));
    let (content_type, disposition) = shape.head();
    Ok(([(CONTENT_TYPE, content_type), (CONTENT_DISPOSITION, disposition)], body).into_response())
}

impl Under {
    async fn next(&mut self) -> Option<Result<Bytes, Problem>> {
        if self.over {
            return None;
        }
        if !self.begun {
            self.begun = true;
            return Some(Ok(Bytes::from(self.opening())));
        }
        match self.installation.download_more(&mut self.download).await {
            Ok(Some(records)) => Some(Ok(Bytes::from(self.written(&records)))),
            Ok(None) => {
                self.over = true;
                Some(Ok(Bytes::from_static(if self.shape == Shape::Json { b"\n]}\n" } else { b"" })))
            }
            Err(problem) => {
                self.over = true;
                tracing::error!(code = problem.code(), cause = %problem, "download from my page");
                Some(Err(problem))
            }
        }
    }

    fn opening(&self) -> String {
        match self.shape {
            Shape::Json => {
                let organisation = serde_json::Value::from(self.download.organisation.as_str());
                format!("{{\"organisation\": {organisation}, \"records\": [")
            }
            // Programs that show tables take UTF-8 for what it is only where it says so.
            Shape::Csv => format!("\u{feff}{CSV_HEAD}"),
        }
    }

    fn written(&mut self, records: &[CopyRecord]) -> String {
        let mut text = String::new();
        for record in records {
            self.records += 1;
            match self.shape {
                Shape::Json => {
                    text.push_str(if self.records == 1 { "\n" } else { ",\n" });
                    text.push_str(&record.to_json().to_string());
                }
                Shape::Csv => text.push_str(&record.to_csv(self.records)),
            }
        }
        text
    }
}
