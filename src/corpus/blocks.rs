//! A text as its blocks: what stands between blank lines of a plain text, or between the block elements of HTML.
//!
//! The readers of exports go by blocks, so that one reader serves a format in all the clothes that it comes in (text, HTML, Word).
//! HTML is cut by the tokenizer of the HTML standard without building a tree: it takes linear time whatever is nested in what.

use std::cell::RefCell;
use std::rc::Rc;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};

use super::{crowded, decode};

/// A paragraph, a heading, a cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Its lines, without blanks around them and none of them empty; a block has at least one.
    pub lines: Vec<String>,
    /// The block elements that it stands in, outermost first, with their classes and ids, then the classes of what stands in it:
    /// `div.article p.articleParagraph span.name`. Empty for plain text. Of more than [`DEEPEST`] elements the inner ones are left out.
    pub path: Rc<str>,
    /// Where the first link in it leads to.
    pub link: Option<String>,
}

impl Block {
    pub fn new(text: &str) -> Option<Block> {
        let lines: Vec<String> = text.lines().map(one_spaced).filter(|line| !line.is_empty()).collect();
        (!lines.is_empty()).then(|| Block {
            lines,
            ..Block::default()
        })
    }

    pub fn first(&self) -> &str {
        self.lines.first().map_or("", String::as_str)
    }

    /// All of it on one line.
    pub fn text(&self) -> String {
        self.lines.join(" ")
    }

    /// Stands in an element with this class, id or name: a whole word of the path.
    pub fn is_in(&self, name: &str) -> bool {
        self.path
            .split([' ', '.', '#'])
            .any(|part| part.eq_ignore_ascii_case(name))
    }
}

/// Elements whose nesting is kept.
const DEEPEST: usize = 32;
/// Bytes of an element's classes that are kept.
const LONGEST_CLASS: usize = 60;

/// The blocks of a plain text: runs of lines between blank ones.
pub fn of_text(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = one_spaced(line);
        if line.is_empty() {
            open = false;
        } else if let Some(block) = blocks.last_mut().filter(|_| open) {
            block.lines.push(line);
        } else {
            open = true;
            blocks.push(Block {
                lines: vec![line],
                ..Block::default()
            });
        }
    }
    blocks
}

/// The blocks of a page or of a piece of one. What a page never shows (scripts, styles, forms' controls) is left out.
pub fn of_html(html: &str) -> Vec<Block> {
    let sink = Cutter(RefCell::default());
    let tokenizer = Tokenizer::new(sink, Default::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(&crowded::thinned(html)));
    // It would stop for a script to be run, but the sink hands none over.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let mut state = tokenizer.sink.0.into_inner();
    state.flush();
    state.blocks
}

/// The text of HTML, a paragraph a line. Pictures with what stands at them (captions, photographers) are left out, not what is set as one:
/// quotations and tables.
pub fn text_of_html(html: &str) -> String {
    let is_shown = |block: &&Block| {
        !block.is_in("figcaption")
            && (!block.is_in("figure") || ["blockquote", "table", "td"].iter().any(|part| block.is_in(part)))
    };
    joined(of_html(html).iter().filter(is_shown))
}

/// The text of blocks: each of their lines a line.
pub fn joined<'a>(blocks: impl IntoIterator<Item = &'a Block>) -> String {
    let mut text = String::new();
    for line in blocks.into_iter().flat_map(|block| &block.lines) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line);
    }
    text
}

/// Decoded, without blanks at its ends, and one blank between words.
pub fn one_spaced(text: &str) -> String {
    let clean = decode::clean(text.into());
    let mut out = String::with_capacity(clean.len());
    for word in clean.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Elements that begin and end a block.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
    )
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose content no reader sees, and how the tokenizer has to read it.
fn unseen(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "noframes" | "iframe" | "noembed" | "xmp" => Some(RawKind::Rawtext),
        "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}

struct Open {
    name: String,
    path: Rc<str>,
}

#[derive(Default)]
struct Builder {
    blocks: Vec<Block>,
    open: Vec<Open>,
    /// Elements that are open beyond [`DEEPEST`].
    deeper: usize,
    text: String,
    lines: Vec<String>,
    /// The classed elements inside the block that is being read.
    inside: String,
    link: Option<String>,
    /// The last that came was a break.
    broken: bool,
    /// The unseen element that is open.
    hidden: Option<String>,
}

impl Builder {
    fn path(&self) -> Rc<str> {
        self.open.last().map_or_else(|| Rc::from(""), |open| open.path.clone())
    }

    fn end_line(&mut self) {
        let line = one_spaced(&self.text);
        self.text.clear();
        if !line.is_empty() {
            self.lines.push(line);
        }
    }

    fn flush(&mut self) {
        self.end_line();
        let link = self.link.take();
        let inside = std::mem::take(&mut self.inside);
        if !self.lines.is_empty() {
            let path = match inside.is_empty() {
                true => self.path(),
                false => format!("{}{inside}", self.path()).into(),
            };
            self.blocks.push(Block {
                lines: std::mem::take(&mut self.lines),
                path,
                link,
            });
        }
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        if let Some(kind) = unseen(name).filter(|_| !tag.self_closing) {
            self.hidden = Some(name.to_owned());
            return TokenSinkResult::RawData(kind);
        }
        if name == "br" {
            // Two breaks in a row part paragraphs where a page has none.
            match one_spaced(&self.text).is_empty() && self.broken {
                true => self.flush(),
                false => self.end_line(),
            }
            self.broken = true;
            return TokenSinkResult::Continue;
        }
        if is_block(name) {
            self.flush();
        }
        if name == "a" && self.link.is_none() {
            self.link = attribute(tag, "href");
        }
        if !is_block(name) {
            if self.inside.len() < LONGEST_CLASS * 4 {
                let classes = classes_of(tag);
                if !classes.is_empty() {
                    self.inside.push(' ');
                    self.inside.push_str(name);
                    self.inside.push_str(&classes);
                }
            }
            return TokenSinkResult::Continue;
        }
        // HTML does not know `<div/>`, but where it is written nobody closes it.
        if is_void(name) || tag.self_closing {
            return TokenSinkResult::Continue;
        }
        if self.open.len() >= DEEPEST {
            self.deeper += 1;
            return TokenSinkResult::Continue;
        }
        let path = format!("{} {name}{}", self.path(), classes_of(tag));
        self.open.push(Open {
            name: name.to_owned(),
            path: path.trim_start().into(),
        });
        TokenSinkResult::Continue
    }

    fn end(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if self.hidden.as_deref() == Some(name) {
            self.hidden = None;
            return;
        }
        if !is_block(name) {
            return;
        }
        self.flush();
        if self.deeper > 0 && !is_void(name) {
            self.deeper -= 1;
            return;
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.open.truncate(at);
        }
    }
}

/// `.class.class#id`
fn classes_of(tag: &Tag) -> String {
    let mut out = String::new();
    for (attr, sign) in [("class", '.'), ("id", '#')] {
        let names = attribute(tag, attr).unwrap_or_default();
        for name in names
            .split_whitespace()
            .filter(|name| name.len() <= LONGEST_CLASS)
            .take(4)
        {
            out.push(sign);
            out.push_str(name);
        }
    }
    out
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    let found = tag.attrs.iter().find(|attr| &*attr.name.local == name)?;
    Some(found.value.to_string())
}

struct Cutter(RefCell<Builder>);

impl TokenSink for Cutter {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.start(&tag),
            Token::TagToken(tag) => state.end(&tag),
            Token::CharacterTokens(text) if state.hidden.is_none() => {
                state.broken &= text.trim().is_empty();
                state.text.push_str(&text);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(html: &str) -> Vec<String> {
        of_html(html).into_iter().map(|block| block.lines.join("/")).collect()
    }

    #[test]
    fn paragraphs_are_blocks_and_breaks_are_lines() {
        assert_eq!(
            lines(
                "<p>Harga <b>beras</b> naik\nlagi.<p>Kata dia,<br>begitu.</p><script>var a='<p>x</p>';</script>akhir"
            ),
            ["Harga beras naik lagi.", "Kata dia,/begitu.", "akhir"]
        );
        assert_eq!(lines("<td>Satu<br>dua<br>&nbsp;<br>tiga</td>"), ["Satu/dua", "tiga"]);
        assert_eq!(of_text("a\n b \n\n\nc\n").len(), 2);
    }

    #[test]
    fn a_block_knows_where_it_stands() {
        let blocks =
            of_html("<article class='id'><div id=isi><p class='a b'>Satu &amp; dua</p></div></article><p>tiga");
        assert_eq!(&*blocks[0].path, "article.id div#isi p.a.b");
        assert!(blocks[0].is_in("isi") && blocks[0].is_in("article") && !blocks[0].is_in("is"));
        assert_eq!(blocks[0].first(), "Satu & dua");
        assert!(!blocks[1].is_in("isi"));
    }

    #[test]
    fn a_tag_of_very_many_attributes_keeps_its_name() {
        let crowd: String = (0..200_000).map(|i| format!(" a{i}")).collect();
        assert_eq!(
            lines(&format!("<p>Satu</p><div{crowd}>dua</div><p class='a > b'>tiga</p>")),
            ["Satu", "dua", "tiga"]
        );
        assert_eq!(lines(&format!("<p{crowd}")), [""; 0]);
    }

    #[test]
    fn deep_nesting_takes_linear_time() {
        let html = "<div class='c1 c2'>a".repeat(200_000);
        assert_eq!(of_html(&html).len(), 200_000);
    }

    proptest! {
        #[test]
        fn any_text_is_cut(html in "(<[a-z/!]{0,4}|[>\"'= &;#x]|<p>|</p>|<script>|\\PC){0,60}") {
            for block in of_html(&html) {
                prop_assert!(!block.lines.is_empty() && block.lines.iter().all(|line| !line.is_empty()));
            }
            let _ = of_text(&html);
        }
    }
}
