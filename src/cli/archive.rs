//! Where a command reads: an index on this machine, or an archive on a Quickwit server.

use std::time::Duration;

use super::failure::Failure;
use super::guard;
use super::index_dir::IndexDir;
use crate::engine::Archive;
use crate::engine::quickwit::{Remote, Server};
use crate::error::{Error, ErrorKind, Result};
use crate::serve;

/// Where a command reads.
#[derive(clap::Args)]
pub struct Place {
    #[command(flatten)]
    pub index: IndexDir,
    /// Ask the archive on the Quickwit server at this address, `http://HOST:PORT` or `http://HOST:PORT/NAME`, instead of an index on this
    /// machine
    #[arg(long, value_name = "URL", global = true, conflicts_with_all = ["dirs", "people"])]
    on: Option<String>,
}

/// How long an answer of a server is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

impl Place {
    /// Opens what is there.
    ///
    /// # Errors
    /// Where it cannot be read, or the server does not answer.
    pub fn open(&self) -> Result<Box<dyn Archive>> {
        Ok(match self.server()? {
            Some(server) => Box::new(Remote::open(&server, PATIENCE)?),
            None => Box::new(self.index.open()?.snapshot()?),
        })
    }

    /// The same, for what keeps it open and looks for its newest state.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] where several indexes are named, or the server's address is none.
    pub fn kept(&self) -> Result<serve::Place> {
        Ok(match self.server()? {
            Some(server) => serve::Place::Server(server),
            None => serve::Place::Index(self.index.one()?),
        })
    }

    /// The server, where one is named.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] where it is no address.
    pub fn server(&self) -> Result<Option<Server>> {
        self.on.as_deref().map(Server::parse).transpose()
    }

    /// Runs a command that reads it. Of an index on this machine a damaged file is named.
    ///
    /// # Errors
    /// Those of the command.
    pub fn reading<T>(
        &self,
        command: impl FnOnce() -> std::result::Result<T, Failure>,
    ) -> std::result::Result<T, Failure> {
        match &self.on {
            Some(_) => command(),
            None => guard::reading(&self.index, command),
        }
    }

    /// Refuses what needs an index on this machine.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] where a server is named.
    pub fn only_here(&self, what: &str) -> Result<()> {
        match &self.on {
            None => Ok(()),
            Some(url) => Err(Error::new(ErrorKind::Usage, format!("--on {url}"), what)
                .with_hint("leave `--on` out, and use the index that the archive was exported from")),
        }
    }
}
