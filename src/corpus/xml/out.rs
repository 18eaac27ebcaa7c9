//! Where the readers of XML hand over what they find.

use std::ops::ControlFlow;

use crate::article::RawArticle;
use crate::corpus::found::{Finding, Sink};
use crate::corpus::source::Place;
use crate::error::Error;

/// Where a reader's articles go.
pub struct Out<'o, 'a> {
    /// For errors.
    pub path: &'o str,
    place: &'o Place,
    sink: &'o mut Sink<'a>,
    any: bool,
}

impl<'o, 'a> Out<'o, 'a> {
    /// `path` is the place as errors show it.
    pub fn new(path: &'o str, place: &'o Place, sink: &'o mut Sink<'a>) -> Out<'o, 'a> {
        Out {
            path,
            place,
            sink,
            any: false,
        }
    }

    /// Whether anything went there.
    pub fn is_any(&self) -> bool {
        self.any
    }

    /// Hands over an article; one without text is left.
    pub fn article(&mut self, mut article: RawArticle) -> ControlFlow<()> {
        if article.text.trim().is_empty() && !article.withdrawn {
            return self.other("item without text");
        }
        self.any = true;
        let member = article.member.take();
        (self.sink)(Finding::Article(Box::new(self.place.own(article, member))))
    }

    /// An item that is no article, by what it is instead: `picture`.
    pub fn other(&mut self, what: &'static str) -> ControlFlow<()> {
        self.any = true;
        (self.sink)(Finding::Left(what))
    }

    /// What should have been an article.
    pub fn rejected(&mut self, error: Error) -> ControlFlow<()> {
        self.any = true;
        (self.sink)(Finding::Rejected(error))
    }

    /// An item that its agency took back.
    pub fn withdrawn(&mut self, id: Option<String>) -> ControlFlow<()> {
        self.article(RawArticle {
            id,
            withdrawn: true,
            ..RawArticle::default()
        })
    }
}
