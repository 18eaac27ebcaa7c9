//! What a news article says: language, date, persons, statements and who made them, countries, amounts of money.
//!
//! Pure functions over data files: no IO, no clock, no engine. A [`RawArticle`](article::RawArticle) goes in, an
//! [`Article`](article::Article) whose values keep their place in the text comes out, and it cannot fail.
//!
//! ```
//! use warta_extract::article::RawArticle;
//!
//! let raw = RawArticle {
//!     path: "berita.txt".into(),
//!     text: "KOMPAS.com - Harga beras naik.\n\"Stok kami cukup,\" kata Menteri Perdagangan Budi Santosa.".into(),
//!     ..RawArticle::default()
//! };
//! let article = warta_extract::extract::extract(raw).article;
//! assert_eq!(article.source.as_deref(), Some("Kompas"));
//! assert_eq!(article.speakers[0].name, "Budi Santosa");
//! assert_eq!(article.quotes[0].span.of(&article.body), "Stok kami cukup,");
//! ```

pub mod article;
pub mod extract;
pub mod lang;
pub mod lexicon;
mod span;
pub mod stem;
pub mod tokens;
pub mod vocabulary;
