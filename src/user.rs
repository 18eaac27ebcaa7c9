//! The user's own folders, by the rules of the XDG Base Directory Specification; on Windows those of its own.

use std::path::PathBuf;

/// Settings: `$XDG_CONFIG_HOME/warta`, else `~/.config/warta`.
pub fn settings() -> Option<PathBuf> {
    folder("XDG_CONFIG_HOME", ".config", "APPDATA")
}

/// What is remembered from run to run: `$XDG_STATE_HOME/warta`, else `~/.local/state/warta`.
pub fn state() -> Option<PathBuf> {
    folder("XDG_STATE_HOME", ".local/state", "LOCALAPPDATA")
}

/// What can be made again: `$XDG_CACHE_HOME/warta`, else `~/.cache/warta`.
pub fn cache() -> Option<PathBuf> {
    folder("XDG_CACHE_HOME", ".cache", "LOCALAPPDATA")
}

/// What is no absolute path does not count.
fn folder(variable: &str, below_home: &str, on_windows: &str) -> Option<PathBuf> {
    let of = |name: &str| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let windows = || cfg!(windows).then(|| of(on_windows)).flatten();
    let home = || std::env::home_dir().filter(|path| path.is_absolute());
    let folder = of(variable).or_else(windows).or_else(|| Some(home()?.join(below_home)));
    folder.map(|folder| folder.join("warta"))
}
