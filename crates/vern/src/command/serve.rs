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
    /// Print a link into the console of this organisation. It works once, for five minutes, on this machine.
    #[arg(long, value_name = "ORGANISATION", requires = "console_role")]
    console: Option<String>,
    /// Role in the charter of whoever uses that link.
    #[arg(long, value_name = "ROLE", requires = "console")]
    console_role: Option<String>,
    /// Run neither retention nor culling, and build no segments; for tests.
    #[arg(long, hide = true)]
    no_retention_run: bool,
}

pub(super) async fn run(arguments: &ServeArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let installation = server::open(&arguments.places).await?;
    let listener = server::bind(arguments.listen).await?;
    terminal.say("cli-serving", &[("address", format!("http://{}/", listener.local_addr()?).into())]);
    if let (Some(organisation), Some(role)) = (&arguments.console, &arguments.console_role) {
        let link = installation.issue_console_link(organisation, role)?;
        terminal.say("cli-console-link", &[]);
        terminal.line(format!("http://{}{}", listener.local_addr()?, link.expose_path()));
    }
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
