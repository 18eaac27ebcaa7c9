//! `warta serve`: the pages and the API on an address of this machine.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::archive::Place;
use super::failure::Failure;
use crate::error::{Error, ErrorKind, Result};
use crate::output::number::plural;
use crate::serve::{self, Options, Rules, Token};

/// Serve the research page and the API to browsers and programs on this machine
///
/// Whoever uses this machine can reach the address; `--token-file` keeps others out.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// The address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7575")]
    bind: SocketAddr,
    /// Open the page in a browser
    #[arg(long)]
    open: bool,
    /// How long a search may take, in seconds: `5s`
    #[arg(long, value_name = "TIME", default_value = "5s", value_parser = seconds)]
    timeout: Duration,
    /// A further name by which the server may be called
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    /// A file with a token that every request must have
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// A site whose pages may read the API: `https://example.org`
    #[arg(long, value_name = "URL")]
    allow_origin: Vec<String>,
}

pub fn run(args: &Args) -> std::result::Result<u8, Failure> {
    let token = args.token_file.as_deref().map(token).transpose()?;
    let rules = Rules {
        hosts: args.allow_host.iter().map(|name| host(name)).collect::<Result<_>>()?,
        origins: args.allow_origin.iter().map(|url| origin(url)).collect::<Result<_>>()?,
        token,
    };
    if !serve::is_loopback(&args.bind) && (rules.token.is_none() || rules.hosts.is_empty()) {
        let cause = "others on the network could read the archive";
        return Err(Error::new(ErrorKind::Usage, format!("--bind {}", args.bind), cause)
            .with_hint("give `--token-file FILE` and `--allow-host NAME` too, or listen on 127.0.0.1")
            .into());
    }
    let options = Options {
        place: args.place.kept()?,
        bind: args.bind,
        deadline: args.timeout,
        rules,
    };
    serve::run(&options, |address, articles| {
        let address = format!("http://{address}/");
        let holds = match articles {
            Ok(articles) => plural(articles, "article", "articles"),
            Err(error) if error.kind == ErrorKind::Server => {
                anstream::eprintln!("warta: {error}");
                "the archive cannot be read yet".to_owned()
            }
            Err(_) => "no index yet".to_owned(),
        };
        let plain = match serve::is_loopback(&args.bind) {
            true => "",
            false => "; plain HTTP, which the network can read",
        };
        anstream::eprintln!("warta: {address} ({holds}; ends with Ctrl-C{plain})");
        if args.open {
            open(&address);
        }
    })?;
    Ok(0)
}

/// Opens an address in the browser. That there is none is no error: the address stands on the terminal.
fn open(address: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let _ = Command::new(program)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}

/// `5s`, `5`: at least one second, at most an hour.
fn seconds(text: &str) -> std::result::Result<Duration, String> {
    let number: u64 = text
        .strip_suffix('s')
        .unwrap_or(text)
        .parse()
        .map_err(|_| "write a number of seconds, such as `5s`".to_owned())?;
    match number {
        1..=3600 => Ok(Duration::from_secs(number)),
        _ => Err("from 1 to 3600 seconds".to_owned()),
    }
}

fn token(path: &Path) -> Result<Token> {
    let place = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| Error::io(&place, &error))?;
    Token::read(&text).ok_or_else(|| {
        Error::new(
            ErrorKind::Usage,
            place,
            format!("a token has at least {} letters and digits", Token::SHORTEST),
        )
        .with_hint("make one with `openssl rand -base64 24`")
    })
}

/// A name without a port.
fn host(name: &str) -> Result<String> {
    let is_sound = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c));
    match is_sound {
        true => Ok(name.to_ascii_lowercase()),
        false => Err(Error::new(
            ErrorKind::Usage,
            format!("--allow-host {name}"),
            "it is no name of a host",
        )
        .with_hint("write the name alone, without `http://` and port")),
    }
}

/// An exact origin.
fn origin(url: &str) -> Result<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let is_sound = rest
        .is_some_and(|host| !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c)));
    match is_sound {
        true => Ok(url.to_ascii_lowercase()),
        false => Err(
            Error::new(ErrorKind::Usage, format!("--allow-origin {url}"), "it is no origin")
                .with_hint("write scheme and host alone, such as `https://example.org`"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_exact_origins_are_allowed() {
        for (url, sound) in [
            ("https://a.example", true),
            ("http://localhost:3000", true),
            ("*", false),
            ("null", false),
            ("https://a.example/", false),
            ("https://", false),
            ("a.example", false),
        ] {
            assert_eq!(origin(url).is_ok(), sound, "{url}");
        }
    }

    #[test]
    fn times_are_seconds() {
        assert_eq!(seconds("5s"), Ok(Duration::from_secs(5)));
        assert_eq!(seconds("12"), Ok(Duration::from_secs(12)));
        assert!(seconds("0").is_err() && seconds("1h").is_err() && seconds("99999").is_err());
    }
}
