//! placeholder
#[derive(Debug, clap::Args)]
pub(crate) struct BenchArguments {}
pub(crate) async fn run(
    _: &BenchArguments,
    _: &mut crate::terminal::Terminal,
) -> Result<std::process::ExitCode, crate::failure::Failure> {
    Ok(std::process::ExitCode::SUCCESS)
}
