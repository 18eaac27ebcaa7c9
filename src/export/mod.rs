//! An archive for another engine: its documents as files, and the files brought to a server.

mod load;
mod manifest;
mod write;

pub use load::{Loaded, load};
pub use manifest::Folder;
pub use write::{Exported, FILE_SIZE, export};
