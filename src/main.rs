use std::process::ExitCode;

fn main() -> ExitCode {
    warta::cli::run(std::env::args_os())
}
