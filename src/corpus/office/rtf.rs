//! RTF: the text of a document, by hand. Groups that are no text (tables of fonts and colours, styles, pictures, headers, what is marked
//! `\*`) are left out; characters come in the code page of their font or as Unicode.
//!
//! Source: Rich Text Format Specification 1.9.1.

use encoding_rs::Encoding;
use rustc_hash::FxHashMap;

use crate::corpus::blocks::Block;

/// Groups whose content is not the document's text.
const UNSEEN: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "object",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "themedata",
    "datastore",
    "latentstyles",
    "generator",
    "listtext",
    "pntext",
    "xmlnstbl",
    "filetbl",
    "fldinst",
    "annotation",
    "atnid",
    "atnauthor",
    "comment",
    "bkmkstart",
    "bkmkend",
    "shppict",
    "nonshppict",
    "template",
    "private",
    "passwordhash",
    "colorschememapping",
    "mmathPr",
    "upr",
];

#[derive(Clone, Copy)]
struct GroupState {
    /// Nothing in the group is text.
    hidden: bool,
    /// The group is the table of fonts.
    fonts: bool,
    /// The group is a field's instruction, which may be a link.
    field: bool,
    font: u32,
    /// Signs that stand behind a `\u` for readers that do not know it.
    unicode_skip: u32,
}

/// The paragraphs of a document.
pub fn blocks(bytes: &[u8]) -> Vec<Block> {
    let mut reader = Reader {
        bytes,
        at: 0,
        state: GroupState {
            hidden: false,
            fonts: false,
            field: false,
            font: 0,
            unicode_skip: 1,
        },
        stack: Vec::new(),
        code_page: encoding_rs::WINDOWS_1252,
        fonts: FxHashMap::default(),
        raw: Vec::new(),
        high: None,
        to_skip: 0,
        text: String::new(),
        instruction: String::new(),
        link: None,
        blocks: Vec::new(),
    };
    reader.run();
    reader.blocks
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    state: GroupState,
    stack: Vec<GroupState>,
    code_page: &'static Encoding,
    fonts: FxHashMap<u32, &'static Encoding>,
    /// Bytes of a code page that are not decoded yet.
    raw: Vec<u8>,
    /// The first half of a character beyond the first 65,536.
    high: Option<u16>,
    to_skip: u32,
    text: String,
    /// What the instruction of a field says.
    instruction: String,
    link: Option<String>,
    blocks: Vec<Block>,
}

impl Reader<'_> {
    fn run(&mut self) {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    self.to_skip = 0;
                    self.stack.push(self.state);
                }
                b'}' => {
                    self.flush();
                    self.to_skip = 0;
                    self.end_group();
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.byte(byte),
            }
        }
        self.end_paragraph();
    }

    fn end_group(&mut self) {
        if self.state.field && !self.stack.last().is_some_and(|state| state.field) {
            let instruction = std::mem::take(&mut self.instruction);
            if let Some(rest) = instruction.trim().strip_prefix("HYPERLINK") {
                let target = rest.trim().trim_matches('"').split('"').next().unwrap_or_default();
                self.link = self
                    .link
                    .take()
                    .or_else(|| (!target.is_empty()).then(|| target.to_owned()));
            }
        }
        if let Some(state) = self.stack.pop() {
            self.state = state;
        }
    }

    /// A byte of text in the code page of its font.
    fn byte(&mut self, byte: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
        } else if self.state.field || !self.state.hidden {
            self.raw.push(byte);
        }
    }

    fn flush(&mut self) {
        if self.raw.is_empty() {
            return;
        }
        let encoding = self.fonts.get(&self.state.font).copied().unwrap_or(self.code_page);
        let raw = std::mem::take(&mut self.raw);
        let (text, _) = encoding.decode_without_bom_handling(&raw);
        self.put(&text);
    }

    fn put(&mut self, text: &str) {
        if self.state.field {
            // An address is short; what is longer is no link.
            if self.instruction.len() < 4000 {
                self.instruction.push_str(text);
            }
        } else if !self.state.hidden {
            self.text.push_str(text);
        }
    }

    fn sign(&mut self, text: &str) {
        self.flush();
        if self.to_skip > 0 {
            self.to_skip -= 1;
        } else {
            self.put(text);
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        let link = self.link.take();
        if let Some(mut block) = Block::new(&self.text) {
            block.link = link;
            self.blocks.push(block);
        }
        self.text.clear();
    }

    /// What follows a backslash.
    fn control(&mut self) {
        let Some(byte) = self.bytes.get(self.at).copied() else {
            return;
        };
        if !byte.is_ascii_alphabetic() {
            self.at += 1;
            match byte {
                b'\'' => {
                    let hex = self
                        .bytes
                        .get(self.at..self.at + 2)
                        .and_then(|hex| std::str::from_utf8(hex).ok());
                    if let Some(value) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                        self.at += 2;
                        self.byte(value);
                    }
                }
                b'*' => self.state.hidden = true,
                b'~' => self.sign("\u{a0}"),
                b'_' => self.sign("-"),
                b'\n' | b'\r' => self.end_of("par"),
                b'\\' | b'{' | b'}' => self.byte(byte),
                _ => {}
            }
            return;
        }
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
            self.at += 1;
        }
        let word = std::str::from_utf8(&self.bytes[start..self.at])
            .unwrap_or_default()
            .to_owned();
        let number_start = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        let number = std::str::from_utf8(&self.bytes[number_start..self.at])
            .ok()
            .and_then(|text| text.parse::<i64>().ok());
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        self.word(&word, number);
    }

    fn end_of(&mut self, word: &str) {
        self.flush();
        if self.state.hidden {
            return;
        }
        match word {
            "line" | "softline" => self.text.push('\n'),
            _ => self.end_paragraph(),
        }
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        match word {
            "par" | "row" | "sect" | "page" | "cell" | "nestcell" | "line" | "softline" => self.end_of(word),
            "tab" => self.sign(" "),
            "emdash" => self.sign("—"),
            "endash" => self.sign("–"),
            "lquote" => self.sign("‘"),
            "rquote" => self.sign("’"),
            "ldblquote" => self.sign("“"),
            "rdblquote" => self.sign("”"),
            "bullet" => self.sign("•"),
            "emspace" | "enspace" | "qmspace" => self.sign(" "),
            "u" => self.unicode(number.unwrap_or_default()),
            "uc" => self.state.unicode_skip = number.and_then(|n| u32::try_from(n).ok()).unwrap_or(1).min(16),
            "ansicpg" => {
                if let Some(encoding) = number.and_then(code_page) {
                    self.code_page = encoding;
                }
            }
            "f" => {
                self.flush();
                self.state.font = number.and_then(|n| u32::try_from(n).ok()).unwrap_or_default();
            }
            "fcharset" if self.state.fonts => {
                if let Some(encoding) = number.and_then(charset) {
                    self.fonts.insert(self.state.font, encoding);
                }
            }
            "mac" => self.code_page = encoding_rs::MACINTOSH,
            "bin" => {
                let len = number.and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
                self.at = self.at.saturating_add(len).min(self.bytes.len());
            }
            "v" => self.state.hidden |= number != Some(0),
            "fldinst" => {
                self.state.hidden = true;
                self.state.field = true;
            }
            "fonttbl" => {
                self.state.hidden = true;
                self.state.fonts = true;
            }
            _ if UNSEEN.contains(&word) => self.state.hidden = true,
            _ => {}
        }
    }

    /// `\u8217?`: a unit of UTF-16 as a signed number.
    fn unicode(&mut self, number: i64) {
        self.flush();
        let unit = (number & 0xffff) as u16;
        let character = match (self.high.take(), unit) {
            (_, 0xd800..=0xdbff) => {
                self.high = Some(unit);
                None
            }
            (Some(high), 0xdc00..=0xdfff) => {
                char::from_u32(0x10000 + ((u32::from(high) - 0xd800) << 10) + (u32::from(unit) - 0xdc00))
            }
            _ => char::from_u32(u32::from(unit)),
        };
        if let Some(character) = character {
            self.put(character.encode_utf8(&mut [0; 4]));
        }
        self.to_skip = self.state.unicode_skip;
    }
}

fn code_page(number: i64) -> Option<&'static Encoding> {
    let label = match number {
        437 | 850 => "windows-1252",
        10000 => "macintosh",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        65001 => "utf-8",
        _ => return Encoding::for_label(format!("windows-{number}").as_bytes()),
    };
    Encoding::for_label(label.as_bytes())
}

/// The encodings of Windows' character sets.
fn charset(number: i64) -> Option<&'static Encoding> {
    let label = match number {
        0 => return None,
        77 => "macintosh",
        128 => "shift_jis",
        129 | 130 => "euc-kr",
        134 => "gbk",
        136 => "big5",
        161 => "windows-1253",
        162 => "windows-1254",
        163 => "windows-1258",
        177 => "windows-1255",
        178..=180 => "windows-1256",
        186 => "windows-1257",
        204 => "windows-1251",
        222 => "windows-874",
        238 => "windows-1250",
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(rtf: &[u8]) -> Vec<String> {
        blocks(rtf).into_iter().map(|block| block.lines.join("/")).collect()
    }

    #[test]
    fn text_comes_without_what_is_none() {
        let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}{\colortbl;\red0;}{\info{\title X}}
{\*\generator Y}Harga \b beras\b0  naik.\par \u8220?Ya,\u8221? kata dia\line lagi.\par{\f1 \'cf\'f0\'e8}\par caf\'e9 \{x\}{\pict ffd8\bin3 }}}}\par}";
        assert_eq!(
            lines(rtf),
            ["Harga beras naik.", "“Ya,” kata dia/lagi.", "При", "café {x}"]
        );
    }

    #[test]
    fn links_are_kept() {
        let rtf = br#"{\rtf1{\field{\*\fldinst{HYPERLINK "https://kabar.id/a?id=urn:contentItem:1"}}{\fldrslt Judul}}\par Isi\par}"#;
        let blocks = blocks(rtf);
        assert_eq!(
            blocks[0].link.as_deref(),
            Some("https://kabar.id/a?id=urn:contentItem:1")
        );
        assert_eq!((blocks[0].first(), blocks[1].link.as_deref()), ("Judul", None));
    }

    #[test]
    fn a_lying_length_ends_with_the_file() {
        assert_eq!(lines(br"{\rtf1 a\par\bin999999999 b}"), ["a"]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(prop_oneof![Just(b'\\'), Just(b'{'), Just(b'}'), Just(b'u'), Just(b'9'), any::<u8>()], 0..200)) {
            let _ = blocks(&bytes);
        }
    }
}
