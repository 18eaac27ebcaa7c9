//! The parts of a query without parts: words, phrases, ranges, and the signs that say how they are meant.

use super::ast::{Form, Limit, Node, NodeKind, Term};
use super::parse::{MOST_TERMS, Parser, is_mark, is_sign};
use crate::article::Span;

impl<'t> Parser<'t> {
    /// A term or a range inside a field.
    pub(super) fn value(&mut self) -> Option<Node> {
        let start = self.at;
        for (sign, low, inclusive) in [
            (">=", true, true),
            ("<=", false, true),
            (">", true, false),
            ("<", false, false),
        ] {
            if self.eat(sign) {
                let text = self.atom();
                if text.is_empty() {
                    self.no_limit(start);
                    return None;
                }
                let limit = Some(Limit { text, inclusive });
                let (low, high) = if low { (limit, None) } else { (None, limit) };
                return Some(Node::new(NodeKind::Range { low, high }, Span::new(start, self.at)));
            }
        }
        let low = match self.next_char() {
            Some(c) if is_mark(c) || !self.rest().starts_with("..") => {
                let before = self.at;
                let text = self.atom();
                if !self.rest().starts_with("..") {
                    self.at = before;
                    return self.term(true);
                }
                Some(text)
            }
            _ => None,
        };
        self.eat("..");
        let high = self.atom();
        let limit = |text: String| (!text.is_empty()).then_some(Limit { text, inclusive: true });
        let (low, high) = (low.and_then(limit), limit(high));
        if low.is_none() && high.is_none() {
            self.no_limit(start);
            return None;
        }
        Some(Node::new(NodeKind::Range { low, high }, Span::new(start, self.at)))
    }

    fn no_limit(&mut self, start: usize) {
        self.wrong(
            start,
            self.at,
            "the range has no limit".to_owned(),
            "write a value: `date:>=2022-02`, `date:2022-02..2022-05`",
        );
    }

    /// A word or a quoted text, as plain text.
    fn atom(&mut self) -> String {
        match self.next_char() {
            Some(c) if is_mark(c) => self.quoted().trim().to_owned(),
            _ => self.word(true).to_owned(),
        }
    }

    fn quoted(&mut self) -> &'t str {
        let start = self.at;
        let open = self.next_char().unwrap_or('"');
        self.at += open.len_utf8();
        let rest = self.rest();
        let close = |c: char| if open == '"' { c == '"' } else { is_mark(c) };
        match rest.char_indices().find(|(_, c)| close(*c)) {
            Some((len, mark)) => {
                self.at += len + mark.len_utf8();
                &rest[..len]
            }
            None => {
                self.at = self.text.len();
                self.wrong(
                    start,
                    start + open.len_utf8(),
                    "the quotation mark is not closed".to_owned(),
                    "put a `\"` where the phrase ends",
                );
                rest
            }
        }
    }

    fn word(&mut self, in_field: bool) -> &'t str {
        let rest = self.rest();
        let len = rest
            .char_indices()
            .find(|(i, c)| {
                let range = in_field && *c == '.' && rest[i + 1..].starts_with('.');
                c.is_whitespace() || is_sign(*c) || range
            })
            .map_or(rest.len(), |(i, _)| i);
        self.at += len;
        &rest[..len]
    }

    pub(super) fn term(&mut self, in_field: bool) -> Option<Node> {
        let start = self.at;
        let exact = self.rest().starts_with('=') && self.rest()[1..].starts_with(|c: char| !c.is_whitespace());
        if exact {
            self.at += self.rest().len() - self.rest().trim_start_matches('=').len();
        }
        let (text, quoted) = match self.next_char() {
            Some(c) if is_mark(c) => (self.quoted().split_whitespace().collect::<Vec<_>>().join(" "), true),
            _ => (self.word(in_field).to_owned(), false),
        };
        let stars = text.len() - text.trim_end_matches('*').len();
        let mut term = Term {
            text: text.trim_end_matches(|c| c == '*' && !quoted).to_owned(),
            form: match (quoted, exact) {
                (true, _) => Form::Phrase,
                // `=title:*` would be written again as a field.
                _ if stars > 0 && !(exact && text.contains(':')) => Form::Prefix,
                (_, true) => Form::Exact,
                _ => Form::Word,
            },
        };
        if !quoted && term.text.is_empty() && stars > 0 {
            term.form = Form::Any;
        }
        if self.next_char() == Some('~') {
            self.at += 1;
            self.nearness(&mut term, start);
        }
        if exact && !quoted && term.form != Form::Exact {
            // Without its `=` the word would be written again as an operator and a word: `=-senjata*`.
            term.text = term.text.trim_start_matches(['-', '<', '>', '.', '=']).to_owned();
        }
        if term.form == Form::Any {
            return Some(Node::new(NodeKind::Term(term), Span::new(start, self.at)));
        }
        if !term.text.chars().any(char::is_alphanumeric) {
            if quoted {
                let message = "there is no word between the quotation marks".to_owned();
                self.warn(start, self.at, message, "put a word between them");
            }
            return None;
        }
        if matches!(term.text.as_str(), "AND" | "OR" | "NOT") {
            // Behind a sign it is a word; it must be told from the operator where it is written again.
            match term.form {
                Form::Word => term.form = Form::Phrase,
                Form::Fuzzy(_) => term.text.make_ascii_lowercase(),
                _ => {}
            }
        }
        self.terms += 1;
        if self.terms > MOST_TERMS {
            let message = format!("the query has more than {MOST_TERMS} words");
            self.wrong(start, self.at, message, "search for fewer words at a time");
            self.at = self.text.len();
            return None;
        }
        if !quoted && term.text.contains('*') && !in_field {
            let message = "`*` stands at the end of a word only".to_owned();
            self.warn(
                start,
                self.at,
                message,
                "search for the beginning of the word: `ukrain*`",
            );
        }
        Some(Node::new(NodeKind::Term(term), Span::new(start, self.at)))
    }

    /// What stands behind `~`.
    fn nearness(&mut self, term: &mut Term, start: usize) {
        let digits = self.number(false);
        let number = digits.parse::<u64>().ok();
        match term.form {
            Form::Phrase => match number {
                Some(between) => term.form = Form::Near(between.min(1000) as u32),
                None => self.warn(
                    start,
                    self.at,
                    "`~` behind a phrase without a number is left out".to_owned(),
                    "say how many other words may stand between: `\"dewan keamanan\"~3`",
                ),
            },
            Form::Word => {
                if number.is_some_and(|n| n > 2) {
                    let message = "words more than two letters away are not searched".to_owned();
                    self.warn(start, self.at, message, "`~2` is the most");
                }
                term.form = Form::Fuzzy(number.map(|n| n.min(2) as u8));
            }
            _ => self.warn(
                start,
                self.at,
                "`~` goes with a plain word or a phrase only".to_owned(),
                "leave out the `=`, the `*` or the `~`",
            ),
        }
    }
}
