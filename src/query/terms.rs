//! The parts of a query without parts: words, phrases, ranges, and the signs that say how they are meant.

use super::ast::{Form, Limit, Node, NodeKind, Term, is_mark, is_sign};
use super::parse::{MOST_TERMS, Parser};
use crate::article::Span;
use crate::remark::Code;

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
        self.wrong(start, self.at, Code::RangeWithoutLimit);
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
                self.wrong(start, start + open.len_utf8(), Code::UnclosedQuotation);
                rest
            }
        }
    }

    /// A quoted text as it stands; two quotation marks in it are one.
    fn whole_value(&mut self) -> String {
        let mut value = String::new();
        loop {
            value.push_str(self.quoted());
            if self.next_char() != Some('"') {
                return value;
            }
            value.push('"');
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
            Some('"') if exact => (self.whole_value(), true),
            Some(c) if is_mark(c) => (self.quoted().split_whitespace().collect::<Vec<_>>().join(" "), true),
            _ => (self.word(in_field).to_owned(), false),
        };
        let stars = text.len() - text.trim_end_matches('*').len();
        let mut term = Term {
            text: text.trim_end_matches(|c| c == '*' && !quoted).to_owned(),
            form: match (quoted, exact) {
                (true, true) => Form::Whole,
                (true, false) => Form::Phrase,
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
        // A value may be a sign.
        let is_value = in_field && term.form == Form::Whole && !term.text.trim().is_empty();
        if !is_value && !term.text.chars().any(char::is_alphanumeric) {
            if quoted {
                self.warn(start, self.at, Code::EmptyQuotation);
            }
            return None;
        }
        if matches!(term.text.as_str(), "AND" | "OR" | "NOT" | "ATAU" | "DAN") {
            // Behind a sign it is a word; it must be told from the operator where it is written again.
            match term.form {
                Form::Word => term.form = Form::Phrase,
                Form::Fuzzy(_) => term.text.make_ascii_lowercase(),
                _ => {}
            }
        }
        self.terms += 1;
        if self.terms > MOST_TERMS {
            self.wrong(start, self.at, Code::TooManyWords.about([MOST_TERMS]));
            self.at = self.text.len();
            return None;
        }
        if !quoted && term.text.contains('*') && !in_field {
            self.warn(start, self.at, Code::StarInWord);
        }
        // A question ends with one: only a word alone, or one inside a word, is meant as a pattern.
        let mark = term.text.trim_end_matches('?').contains('?') || (self.alone && term.text.ends_with('?'));
        if !quoted && mark && !in_field {
            let beginning = term.text.split('?').next().unwrap_or_default().to_owned();
            self.warn(start, self.at, Code::QuestionMarkInWord.about([beginning]));
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
                None => self.warn(start, self.at, Code::MissingNearness),
            },
            Form::Word => {
                if number.is_some_and(|n| n > 2) {
                    self.warn(start, self.at, Code::TooFuzzy);
                }
                term.form = Form::Fuzzy(number.map(|n| n.min(2) as u8));
            }
            _ => self.warn(start, self.at, Code::MisplacedNearness),
        }
    }
}
