//! Text as it came -> the body: boilerplate and the links to other articles are taken out, one paragraph is one line.

use crate::article::RawArticle;

pub struct Cleaned {
    /// One paragraph a line, no empty lines.
    pub body: String,
    /// Link lines that stood between the paragraphs, without their `Baca juga:`.
    pub related: Vec<String>,
    /// Bytes of `body` that the dateline takes, with its dash: `JAKARTA, KOMPAS.com - `.
    pub dateline_end: usize,
}

pub fn clean(raw: &RawArticle) -> Cleaned {
    let mut body = String::with_capacity(raw.text.len());
    for line in raw.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !body.is_empty() {
            body.push('\n');
        }
        body.push_str(line);
    }
    Cleaned {
        body,
        related: Vec::new(),
        dateline_end: 0,
    }
}
