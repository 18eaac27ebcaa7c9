//! The pages: views as pure functions of plain data and a language, without a server, a clock or the index.
//!
//! - `words`, `number`: the texts of both languages, numbers and dates. `address`: what an address says. `asked`: what it asks.
//! - `layout`: what is around every page. `text`, `marks`, `chart`: pieces. `assets`: the files that pages load.
//! - `list`, `hits`, `statements`, `facets`, `timeline`: lists. `article`, `person`, `country`, `table`, `compare`, `start`, `help`: pages.
//! - `messages`: remarks on queries in Indonesian. `states`: what is said where there is nothing to show. `links`: the same elsewhere: API, command, file.
//!
//! Text of articles goes into markup only through `maud`, which escapes it; nothing here marks a text as markup but `layout` its own slot.

pub mod address;
pub mod article;
pub mod asked;
pub mod assets;
pub mod chart;
pub mod compare;
pub mod country;
pub mod facets;
pub mod help;
pub mod hits;
pub mod layout;
pub mod links;
pub mod list;
mod marks;
mod messages;
mod number;
pub mod person;
mod pieces;
pub mod start;
pub mod statements;
pub mod states;
pub mod table;
mod text;
pub mod timeline;
mod words;

pub use words::Locale;
