//! `vern serve`.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use vern_web::Web;

use crate::failure::Failure;
use crate::server::{self, Places};
use crate::terminal::Terminal;

/// How to serve.
#[derive(Debug, clap::Args)]
pub(crate) struct ServeArguments {
    #[command(flatten)]
    places: Places,
    /// Address to listen on; loopback only. Port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8440")]
    listen: SocketAddr,
    /// Run neither retention nor culling, and build no segments; for tests.
    #[arg(long, hide = true)]
    no_retention_run: bool,
}

pub(super) async fn run(arguments: &ServeArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let installation = server::open(&arguments.places).await?;
    let listener = server::bind(arguments.listen).await?;
    terminal.say("cli-serving", &[("address", format!("http://{}/", listener.local_addr()?).into())]);
    let rotations = tokio::spawn(server::continue_rotations(Arc::clone(&installation)));
    let job = (!arguments.no_retention_run)
        .then(|| tokio::spawn(server::keep_retention(Arc::clone(&installation))));
    let history =
        (!arguments.no_retention_run).then(|| tokio::spawn(server::keep_history(Arc::clone(&installation))));
    server::serve(listener, Web::new(installation, None)).await?;
    rotations.abort();
    for job in [job, history].into_iter().flatten() {
        job.abort();
    }
    Ok(ExitCode::SUCCESS)
}
