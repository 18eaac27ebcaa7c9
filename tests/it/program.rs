//! Runs the built program the way a user does, and shows all that the user would see.

use std::path::Path;
use std::process::{Command, Output};

/// The program in `folder`, at home there, with nothing of the caller's environment that changes what it prints.
pub fn warta(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_warta"))
        .args(args)
        .current_dir(folder)
        .env_remove("WARTA_INDEX")
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("XDG_STATE_HOME")
        .env_remove("XDG_CACHE_HOME")
        .env("HOME", folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env("COLUMNS", "80")
        .output()
        .expect("the program runs")
}

/// Standard output of a run that must end with `code`; anything else fails with what the program said.
pub fn stdout_of(folder: &Path, code: i32, args: &[&str]) -> String {
    let output = warta(folder, args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "warta {args:?} said:\n{stderr}");
    String::from_utf8(output.stdout).expect("standard output is UTF-8")
}
