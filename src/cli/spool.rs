//! What comes from standard input, as a file: what it is, its content says, and readers look at a file more than once.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use crate::error::{Error, Result};

/// A file with all of standard input, which goes with the value.
pub struct Spool {
    file: PathBuf,
    /// Sixteen hexadecimal digits that the same content has again.
    pub name: String,
}

impl Spool {
    /// Reads standard input to its end.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Io`] where it cannot be read, or kept.
    pub fn stdin() -> Result<Spool> {
        let file = std::env::temp_dir().join(format!("warta-stdin-{}", std::process::id()));
        let broken = |error: io::Error| Error::io(file.display(), &error);
        // Whoever has put a file or a link there does not get what is piped in.
        let mut kept = File::create_new(&file).map_err(broken)?;
        let mut spool = Spool {
            file: file.clone(),
            name: String::new(),
        };
        let mut hasher = Xxh3::new();
        let mut input = io::stdin().lock();
        let mut room = vec![0; 64 << 10];
        loop {
            let len = match input.read(&mut room) {
                Ok(0) => break,
                Ok(len) => len,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Error::io("standard input", &error)),
            };
            hasher.update(&room[..len]);
            kept.write_all(&room[..len]).map_err(broken)?;
        }
        spool.name = format!("{:016x}", hasher.digest());
        Ok(spool)
    }

    pub fn file(&self) -> &Path {
        &self.file
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.file);
    }
}
