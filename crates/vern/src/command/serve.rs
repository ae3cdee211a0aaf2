//! `vern serve`.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use vern_web::Web;

use crate::failure::Failure;
use crate::operator::OperatorSocket;
use crate::server::{self, Places, Stop};
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
    let socket = OperatorSocket::bind(&arguments.places.socket_path())?;
    let listener = server::bind(arguments.listen).await?;
    let stop = Stop::on_signal()?;
    let commands = tokio::spawn(socket.serve(Arc::clone(&installation), stop.clone()));
    terminal.say("cli-serving", &[("address", format!("http://{}/", listener.local_addr()?).into())]);
    let mut jobs = vec![tokio::spawn(server::continue_rotations(Arc::clone(&installation)))];
    if !arguments.no_retention_run {
        jobs.push(tokio::spawn(server::keep_retention(Arc::clone(&installation))));
        jobs.push(tokio::spawn(server::keep_history(Arc::clone(&installation))));
    }
    let served = server::serve(listener, Web::new(installation, None), stop).await;
    for job in jobs {
        job.abort();
    }
    let _ended = commands.await;
    served.map(|()| ExitCode::SUCCESS)
}
