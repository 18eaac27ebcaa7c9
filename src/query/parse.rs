//! Text -> [`Node`], for any text at all.
//!
//! ```text
//! query    = [ or ]
//! or       = and { ( "OR" | "ATAU" | "|" ) and }
//! and      = not { [ "AND" | "DAN" ] not }
//! not      = { "NOT" | "-" } boosted
//! boosted  = part [ "^" number ]
//! part     = "(" query ")"            a group
//!          | "{" query "}"            all in one sentence; with speaker: or quote:, in one statement
//!          | "[" query "]"            all in one paragraph
//!          | name ":" value           in this field
//!          | term
//! value    = "(" query ")" | "{" query "}" | "[" query "]" | range | term | "*"
//! range    = atom ".." atom | atom ".." | ".." atom | ( ">=" | ">" | "<=" | "<" ) atom
//! atom     = word | quoted
//! term     = word                     the word and its forms
//!          | "=" word                 the word as typed
//!          | word "*"                 words that begin so
//!          | word "~" [ digit ]       words like it
//!          | quoted                   these words in a row
//!          | quoted "~" number        these words near each other
//!          | "=" quoted               the whole value of a field; `""` in it is a quotation mark
//! quoted   = '"' text '"' | '“' text '”'
//! ```
//! A word ends at white space and at any of `( ) [ ] { } " “ ” „ ^ ~ |`. Ranges are read inside a field only, so `...` in running
//! text is no range. A word without a letter or digit is left out. Time is linear in the length; groups nest at most
//! [`DEEPEST`] deep.

use super::ast::{Form, Node, NodeKind, Term, is_sign};
use crate::article::Span;
use crate::fields;
use crate::remark::{Code, Diagnostic, Remark};

/// How deep groups may nest.
pub const DEEPEST: usize = 50;

/// How many terms a query may have.
pub const MOST_TERMS: usize = 1000;

/// What became of a text.
#[derive(Clone, Debug)]
pub struct Parsed {
    pub node: Node,
    pub diagnostics: Vec<Diagnostic>,
    /// True where the text cannot be meant as it stands, such as a group that is not closed; `node` is then a guess.
    pub broken: bool,
}

/// Reads a query. It ends for every text, and says in the diagnostics what it could not understand.
pub fn parse(text: &str) -> Parsed {
    let mut parser = Parser {
        text,
        at: 0,
        alone: text.split_whitespace().nth(1).is_none(),
        terms: 0,
        diagnostics: Vec::new(),
        broken: false,
    };
    let mut parts = Vec::new();
    loop {
        if let Some(node) = parser.or(0, false) {
            parts.push(node);
        }
        // Only a closing sign that nothing opened stops before the end.
        let Some(sign) = parser.peek() else { break };
        let start = parser.at;
        parser.at += sign.len_utf8();
        parser.wrong(start, parser.at, Code::ClosesNothing.about([sign]));
    }
    Parsed {
        node: Node::and(parts, Span::new(0, text.len())),
        diagnostics: parser.diagnostics,
        broken: parser.broken,
    }
}

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// There is no white space between words.
    pub(super) alone: bool,
    pub(super) terms: usize,
    diagnostics: Vec<Diagnostic>,
    broken: bool,
}

impl<'t> Parser<'t> {
    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Skips white space; the next character.
    fn peek(&mut self) -> Option<char> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self.next_char()
    }

    pub(super) fn next_char(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn eat(&mut self, sign: &str) -> bool {
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    pub(super) fn wrong(&mut self, start: usize, end: usize, remark: impl Into<Remark>) {
        self.broken = true;
        self.warn(start, end, remark);
    }

    pub(super) fn warn(&mut self, start: usize, end: usize, remark: impl Into<Remark>) {
        // A text of nothing but errors would say the same a million times.
        if self.diagnostics.len() < 20 {
            self.diagnostics.push(Diagnostic {
                remark: remark.into(),
                span: Span::new(start, end),
            });
        }
    }

    /// `OR` in one of its forms, if it stands here.
    fn or_sign(&mut self) -> bool {
        if self.keyword("OR") || self.keyword("ATAU") {
            return true;
        }
        let bars = self.rest().len() - self.rest().trim_start_matches('|').len();
        self.at += bars;
        bars > 0
    }

    /// One of the words AND, OR, NOT, if it stands here.
    fn keyword(&mut self, word: &str) -> bool {
        self.peek();
        let Some(after) = self.rest().strip_prefix(word) else {
            return false;
        };
        let ends = after.chars().next().is_none_or(|c| c.is_whitespace() || is_sign(c));
        if ends {
            self.at += word.len();
        }
        ends
    }

    fn ends_here(&mut self) -> bool {
        matches!(self.peek(), None | Some(')' | ']' | '}'))
    }

    fn or(&mut self, depth: usize, in_field: bool) -> Option<Node> {
        let mut parts = Vec::new();
        let start = self.at;
        let mut operator = start;
        loop {
            let before = self.at;
            let part = self.and(depth, in_field);
            let empty = part.is_none();
            parts.extend(part);
            self.peek();
            let sign = self.at;
            if !self.or_sign() {
                if empty && before > start {
                    self.wrong(operator, before, Code::OrWithoutRight);
                }
                break;
            }
            operator = sign;
            if empty {
                self.wrong(operator, self.at, Code::OrWithoutLeft);
            }
        }
        let end = self.at;
        (!parts.is_empty()).then(|| Node::or(parts, Span::new(start, end)))
    }

    fn and(&mut self, depth: usize, in_field: bool) -> Option<Node> {
        self.peek();
        let start = self.at;
        let mut parts = Vec::new();
        let mut end = start;
        loop {
            self.peek();
            let operator = self.at;
            if self.keyword("AND") || self.keyword("DAN") {
                let dangling = parts.is_empty() || self.ends_here();
                if dangling {
                    self.wrong(operator, self.at, Code::AndWithoutSides);
                }
                continue;
            }
            if self.ends_here() || self.at_or() {
                break;
            }
            if let Some(part) = self.not(depth, in_field) {
                parts.push(part);
            }
            end = self.at;
        }
        if let [_, between @ .., _] = &parts[..]
            && !in_field
        {
            self.small_operators(between);
        }
        (!parts.is_empty()).then(|| Node::and(parts, Span::new(start, end)))
    }

    fn at_or(&mut self) -> bool {
        let at = self.at;
        let found = self.or_sign();
        self.at = at;
        found
    }

    /// `or` in small letters between two words is most often meant as `OR`; as it stands it is a word that is searched for.
    fn small_operators(&mut self, between: &[Node]) {
        for node in between {
            if let NodeKind::Term(Term { text, form: Form::Word }) = &node.kind
                && ["or", "atau"].contains(&text.to_lowercase().as_str())
            {
                let (start, end) = (node.span.start as usize, node.span.end as usize);
                self.warn(
                    start,
                    end,
                    Code::SmallOperator.about([text.clone(), text.to_uppercase()]),
                );
            }
        }
    }

    fn not(&mut self, depth: usize, in_field: bool) -> Option<Node> {
        self.peek();
        let start = self.at;
        let mut negations = 0;
        loop {
            let before = self.at;
            if self.keyword("NOT") {
                negations += 1;
                if self.ends_here() || self.at_or() {
                    self.wrong(before, before + 3, Code::NotWithoutWord);
                    return None;
                }
            } else if self.next_char() == Some('-')
                && self.rest()[1..].starts_with(|c: char| !c.is_whitespace() && c != ')')
            {
                // `--` is a dash, `-kata` an exclusion.
                let dashes = self.rest().len() - self.rest().trim_start_matches('-').len();
                self.at += dashes;
                if dashes == 1 {
                    negations += 1;
                }
            } else {
                break;
            }
        }
        let part = self.boosted(depth, in_field)?;
        let span = Span::new(start, self.at.max(start));
        Some(if negations % 2 == 1 { part.negate(span) } else { part })
    }

    fn boosted(&mut self, depth: usize, in_field: bool) -> Option<Node> {
        let start = self.at;
        let mut part = self.part(depth, in_field);
        while self.next_char() == Some('^') {
            let sign = self.at;
            self.at += 1;
            let number = self.number(true);
            match (number.parse::<f32>(), part.take()) {
                (Ok(weight), Some(node)) if weight <= 1000.0 => {
                    let node = match node.kind {
                        // Weights on weights would print as something else.
                        NodeKind::Boost(inner, before) => {
                            Node::new(NodeKind::Boost(inner, (before * weight).min(1000.0)), node.span)
                        }
                        _ => Node::new(NodeKind::Boost(Box::new(node), weight), Span::new(start, self.at)),
                    };
                    part = Some(node);
                }
                (_, node) => {
                    part = node;
                    self.warn(sign, self.at, Code::MissingWeight);
                }
            }
        }
        part
    }

    /// Digits, with one point in them where `fraction` says so.
    pub(super) fn number(&mut self, fraction: bool) -> &'t str {
        let rest = self.rest();
        let mut point = !fraction;
        let len = rest
            .bytes()
            .enumerate()
            .take_while(|(i, b)| {
                b.is_ascii_digit()
                    || (*b == b'.'
                        && rest.as_bytes().get(i + 1).is_some_and(u8::is_ascii_digit)
                        && *i > 0
                        && !std::mem::replace(&mut point, true))
            })
            .count()
            .min(12);
        self.at += len;
        &rest[..len]
    }

    fn part(&mut self, depth: usize, in_field: bool) -> Option<Node> {
        let start = self.at;
        match self.next_char()? {
            '(' => self.group(depth, in_field, ')'),
            '{' => self.group(depth, in_field, '}'),
            '[' => self.group(depth, in_field, ']'),
            '^' => None,
            '~' | '|' => {
                self.at += 1;
                None
            }
            _ => match self.field_name() {
                Some(name) => self.field(depth, name, start),
                None if in_field => self.value(),
                None => self.term(false),
            },
        }
    }

    fn group(&mut self, depth: usize, in_field: bool, close: char) -> Option<Node> {
        let start = self.at;
        if depth == DEEPEST {
            self.wrong(start, start + 1, Code::GroupsTooDeep.about([DEEPEST]));
            self.at = self.text.len();
            return None;
        }
        self.at += 1;
        let before = self.diagnostics.len();
        let inner = self.or(depth + 1, in_field);
        if self.next_char() == Some(close) {
            self.at += 1;
        } else {
            let unclosed = self.diagnostics.get(before..).unwrap_or_default().is_empty();
            self.broken = true;
            if unclosed {
                let open = &self.text[start..=start];
                self.wrong(start, start + 1, Code::UnclosedGroup.about([open, &close.to_string()]));
            }
        }
        let span = Span::new(start, self.at);
        let Some(inner) = inner else {
            if self.diagnostics.len() == before {
                self.wrong(start, self.at, Code::EmptyGroup);
            }
            return None;
        };
        Some(match close {
            '}' => Node::new(NodeKind::Together(Box::new(inner)), span),
            ']' => Node::new(NodeKind::Paragraph(Box::new(inner)), span),
            _ => inner,
        })
    }

    /// `name:` with its value right behind it.
    fn field_name(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let len = rest
            .bytes()
            .take_while(|b| b.is_ascii_alphabetic() || *b == b'_')
            .take(40)
            .count();
        if len == 0 || rest.as_bytes().get(len) != Some(&b':') {
            return None;
        }
        let name = &rest[..len];
        let value = rest[len + 1..].chars().next();
        let has_value = value.is_some_and(|c| !c.is_whitespace() && !matches!(c, ':' | ')' | ']' | '}' | '^' | '~'));
        let address = rest[len + 1..].starts_with("//");
        if !has_value || address {
            if fields::field(name).is_some() && !address {
                self.wrong(self.at, self.at + len + 1, Code::FieldWithoutValue.about([name]));
                self.at += len + 1;
            }
            return None;
        }
        self.at += len + 1;
        Some(name)
    }

    fn field(&mut self, depth: usize, name: &str, start: usize) -> Option<Node> {
        let value = match self.next_char() {
            Some('(') => self.group(depth, true, ')'),
            Some('{') => self.group(depth, true, '}'),
            Some('[') => self.group(depth, true, ']'),
            _ => self.value(),
        };
        // The name as the table of fields has it; one that is not there stays as typed, for the message.
        let name = fields::field(name).map_or_else(|| name.to_owned(), |f| f.name.to_owned());
        let value = Box::new(value?);
        Some(Node::new(NodeKind::Field { name, value }, Span::new(start, self.at)))
    }
}
