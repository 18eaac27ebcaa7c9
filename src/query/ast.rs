//! The query as a tree, and its canonical text.
//!
//! The tree knows no engine and no index: it says what was typed. Its canonical text ([`Node`]'s `Display`) parses back to the
//! same tree.

use std::fmt;

use crate::article::Span;

/// A part of a query, and where it stands in the text as typed.
#[derive(Clone, Debug)]
pub struct Node {
    pub kind: NodeKind,
    pub span: Span,
}

/// Two parts are the same when they say the same, wherever they stand.
impl PartialEq for Node {
    fn eq(&self, other: &Node) -> bool {
        self.kind == other.kind
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// The empty query: everything.
    All,
    Term(Term),
    /// `name:value`
    Field {
        name: String,
        value: Box<Node>,
    },
    /// A stretch of values inside a field: `a..b`, `>=a`, `<b`.
    Range {
        low: Option<Limit>,
        high: Option<Limit>,
    },
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    /// `{...}`: all in one sentence, or in one statement where it asks for a speaker or a quotation.
    Together(Box<Node>),
    /// `[...]`: all in one paragraph.
    Paragraph(Box<Node>),
    /// `...^2`
    Boost(Box<Node>, f32),
}

/// A word or a phrase as typed, without the signs that say how it is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub text: String,
    pub form: Form,
}

/// How a term is to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `kata`: the word and its forms.
    Word,
    /// `=kata`: the word as typed.
    Exact,
    /// `ukrain*`: words that begin so.
    Prefix,
    /// `klitsko~`, `klitsko~1`: words so few letters away; by length where no number is given.
    Fuzzy(Option<u8>),
    /// `"dewan keamanan"`: these words in a row.
    Phrase,
    /// `="Wali Kota"`: the whole value of a field, in capital letters or small. In running text, these words in a row.
    Whole,
    /// `"dewan keamanan"~3`: these words, in any order, with at most so many others between them.
    Near(u32),
    /// `*`: anything.
    Any,
}

/// One end of a [`NodeKind::Range`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    pub text: String,
    pub inclusive: bool,
}

impl Node {
    pub fn new(kind: NodeKind, span: Span) -> Node {
        Node { kind, span }
    }

    /// The opposite; of an opposite, the thing itself.
    pub fn negate(self, span: Span) -> Node {
        match self.kind {
            NodeKind::Not(inner) => *inner,
            _ => Node::new(NodeKind::Not(Box::new(self)), span),
        }
    }

    /// Parts joined by AND; what is joined already is taken apart first.
    pub fn and(parts: Vec<Node>, span: Span) -> Node {
        Node::join(parts, span, true)
    }

    /// Parts joined by OR.
    pub fn or(parts: Vec<Node>, span: Span) -> Node {
        Node::join(parts, span, false)
    }

    fn join(parts: Vec<Node>, span: Span, and: bool) -> Node {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part.kind {
                NodeKind::And(inner) if and => flat.extend(inner),
                NodeKind::Or(inner) if !and => flat.extend(inner),
                _ => flat.push(part),
            }
        }
        match flat.len() {
            0 => Node::new(NodeKind::All, span),
            1 => flat.swap_remove(0),
            _ if and => Node::new(NodeKind::And(flat), span),
            _ => Node::new(NodeKind::Or(flat), span),
        }
    }

    /// Whether a field of one of these names is asked for somewhere in this part.
    pub fn asks_for(&self, wanted: &dyn Fn(&str) -> bool) -> bool {
        match &self.kind {
            NodeKind::Field { name, value } => wanted(name) || value.asks_for(wanted),
            NodeKind::And(parts) | NodeKind::Or(parts) => parts.iter().any(|p| p.asks_for(wanted)),
            NodeKind::Not(inner)
            | NodeKind::Together(inner)
            | NodeKind::Paragraph(inner)
            | NodeKind::Boost(inner, _) => inner.asks_for(wanted),
            NodeKind::All | NodeKind::Term(_) | NodeKind::Range { .. } => false,
        }
    }
}

/// What must be set in parentheses where.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Or,
    And,
    Not,
    Boost,
    Atom,
}

fn level(kind: &NodeKind) -> Level {
    match kind {
        NodeKind::Or(_) => Level::Or,
        NodeKind::And(_) => Level::And,
        NodeKind::Not(_) => Level::Not,
        NodeKind::Boost(..) => Level::Boost,
        _ => Level::Atom,
    }
}

fn write_at(f: &mut fmt::Formatter<'_>, node: &Node, at_least: Level) -> fmt::Result {
    if level(&node.kind) >= at_least {
        write!(f, "{node}")
    } else {
        write!(f, "({node})")
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            NodeKind::All => Ok(()),
            NodeKind::Term(term) => write!(f, "{term}"),
            NodeKind::Field { name, value } => {
                write!(f, "{name}:")?;
                // What would be read as part of the name, or as an address.
                let text = value.to_string();
                if matches!(value.kind, NodeKind::Field { .. }) || text.starts_with(':') || text.starts_with("//") {
                    return write!(f, "({text})");
                }
                write_at(f, value, Level::Atom)
            }
            NodeKind::Range { low, high } => match (low, high) {
                (Some(low), Some(high)) => write!(f, "{}..{}", ValueText(&low.text), ValueText(&high.text)),
                (Some(low), None) => {
                    let sign = if low.inclusive { ">=" } else { ">" };
                    write!(f, "{sign}{}", ValueText(&low.text))
                }
                (None, Some(high)) => {
                    let sign = if high.inclusive { "<=" } else { "<" };
                    write!(f, "{sign}{}", ValueText(&high.text))
                }
                (None, None) => f.write_str("*"),
            },
            NodeKind::And(parts) => {
                for (i, part) in parts.iter().enumerate() {
                    if i > 0 {
                        f.write_str(" ")?;
                    }
                    write_at(f, part, Level::Not)?;
                }
                Ok(())
            }
            NodeKind::Or(parts) => {
                for (i, part) in parts.iter().enumerate() {
                    if i > 0 {
                        f.write_str(" OR ")?;
                    }
                    write_at(f, part, Level::And)?;
                }
                Ok(())
            }
            NodeKind::Not(inner) => {
                f.write_str("NOT ")?;
                write_at(f, inner, Level::Boost)
            }
            NodeKind::Together(inner) => write!(f, "{{{inner}}}"),
            NodeKind::Paragraph(inner) => write!(f, "[{inner}]"),
            NodeKind::Boost(inner, weight) => {
                write_at(f, inner, Level::Atom)?;
                write!(f, "^{weight}")
            }
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        match self.form {
            Form::Word => f.write_str(text),
            Form::Exact => write!(f, "={text}"),
            Form::Prefix => write!(f, "{text}*"),
            Form::Fuzzy(None) => write!(f, "{text}~"),
            Form::Fuzzy(Some(distance)) => write!(f, "{text}~{distance}"),
            Form::Phrase => write!(f, "\"{text}\""),
            Form::Whole => write!(f, "=\"{}\"", text.replace('"', "\"\"")),
            Form::Near(between) => write!(f, "\"{text}\"~{between}"),
            Form::Any => f.write_str("*"),
        }
    }
}

/// A sign at which a word ends.
pub fn is_sign(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '^' | '~' | '|') || is_mark(c)
}

pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// A value as it must be typed: in quotation marks where it would be cut otherwise.
pub struct ValueText<'a>(pub &'a str);

impl fmt::Display for ValueText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0;
        let bare = !text.is_empty()
            && !text.starts_with(['-', '=', '<', '>', '.'])
            && !text.ends_with(['*', '.'])
            && !text.contains("..")
            // In a group it would be read as a field: `title:("a:".."b")`.
            && !text.contains(':')
            && !text.chars().any(|c| c.is_whitespace() || is_sign(c));
        if bare {
            f.write_str(text)
        } else {
            write!(f, "\"{}\"", text.replace('"', " "))
        }
    }
}
