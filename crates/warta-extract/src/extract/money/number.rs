//! Numbers as the languages write them, exact.
//!
//! | written | language | value |
//! |---|---|---|
//! | `15.000`, `1,5 triliun`, `5 ribu`, `setengah juta`, `satu setengah miliar`, `dua puluh lima juta` | id | 15000, 1.5e12, 5000, 500000, 1.5e9, 25e6 |
//! | `1,500`, `1.2 billion`, `25k`, `6 lakh`, `3-5/8`, `half a million` | en | 1500, 1.2e9, 25000, 600000, 3.625, 500000 |
//!
//! A form that the article's language does not write but the other does is read as the other's: `1.5 juta`. What both write, with
//! different meaning (`1.500`), is read by the article's language.

use rustc_hash::FxHashMap;

use super::digits::{last_place, parse_digits, quotient};
use crate::article::{Decimal, Language};
use crate::extract::text::{Kind, Token, key_of};
use crate::lang::{self, PerLanguage};
use crate::lexicon::File;
use crate::vocabulary::WordSet;

/// What a word is in a number.
#[derive(Clone, Copy, Debug, PartialEq)]
enum NumberWord {
    Digit(u64),
    /// `belas`
    Teen,
    /// `puluh`
    Ten,
    Hundred,
    /// `sejuta`
    Whole(u64),
    Scale(u64),
    /// `jutaan`: about so many of its scale.
    AboutScale(u64),
    Half(u8),
}

impl NumberWord {
    /// Whether a number may begin with it.
    fn opens(self) -> bool {
        !matches!(
            self,
            NumberWord::Teen | NumberWord::Ten | NumberWord::Hundred | NumberWord::Scale(_) | NumberWord::AboutScale(_)
        )
    }
}

struct Words {
    words: FxHashMap<u64, NumberWord>,
    /// The same words: nearly all of a text are none of them.
    set: WordSet,
    /// Short forms, as written: `25k`, `Rp 15 M`, `Rs 3 Cr`.
    short: FxHashMap<&'static str, u64>,
}

fn words_of(files: &[File]) -> Words {
    let mut words = FxHashMap::default();
    let mut short = FxHashMap::default();
    for entry in files.iter().flat_map(|file| file.entries()) {
        let (word, value) = (entry.item, entry.value());
        let number = value.parse().unwrap_or_default();
        let kind = match entry.class {
            "digit" => NumberWord::Digit(number),
            "teen" => NumberWord::Teen,
            "ten" => NumberWord::Ten,
            "hundred" => NumberWord::Hundred,
            "whole" => NumberWord::Whole(number),
            "scale" => NumberWord::Scale(number),
            "about_scale" => NumberWord::AboutScale(number),
            "half" => NumberWord::Half(if value.starts_with("0.5") {
                2
            } else if value.starts_with("0.25") {
                4
            } else {
                3
            }),
            "short" => {
                short.insert(word, number);
                continue;
            }
            _ => continue,
        };
        words.insert(key_of(word), kind);
    }
    Words {
        set: WordSet::new(words.keys().copied()),
        words,
        short,
    }
}

static OWN: PerLanguage<Words> = PerLanguage::new(|profile| words_of(profile.lexicon.numbers));
static FOREIGN: PerLanguage<Words> = PerLanguage::new(|profile| words_of(profile.lexicon.foreign_numbers));

/// The words of a language, and those of the other.
fn tables(language: Language) -> (&'static Words, &'static Words) {
    let profile = lang::profile(language);
    (OWN.of(profile), FOREIGN.of(profile))
}

/// Keys of the words that a number of a language may begin with.
pub fn opening_words(language: Language) -> impl Iterator<Item = u64> {
    let (own, _) = tables(language);
    let opening = own.words.iter().filter(|(_, word)| word.opens());
    opening.map(|(key, _)| *key)
}

/// A number found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Without its scale.
    pub base: Decimal,
    /// The product of its scale words; 1 where it has none.
    pub scale: u64,
    /// Index of the token behind it.
    pub end: usize,
    /// It is written in words.
    pub spelt: bool,
    /// It says itself that it is not exact: `2 triliunan`, `300-an juta`.
    pub about: bool,
}

impl Number {
    pub fn value(&self) -> Decimal {
        match self.scale {
            1 => self.base.clone(),
            scale => &self.base * Decimal::from(scale),
        }
    }
}

/// A text and its tokens, as this module reads them.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub language: Language,
}

impl<'a> Source<'a> {
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.span().of(self.text))
    }

    fn find(&self, i: usize) -> Option<NumberWord> {
        let token = self.tokens.get(i)?;
        if !token.is_word() {
            return None;
        }
        let (own, other) = self.tables();
        if !own.set.has(token) && !other.set.has(token) {
            return None;
        }
        // Scale words are understood in both languages; `lima` and `ten` only in their own.
        let foreign = || {
            other
                .words
                .get(&token.key)
                .filter(|w| matches!(w, NumberWord::Scale(_)))
        };
        own.words.get(&token.key).or_else(foreign).copied()
    }

    fn tables(&self) -> (&'static Words, &'static Words) {
        tables(self.language)
    }

    /// Whether a number may begin at token `i`: the quick look before [`Source::number`].
    pub fn begins_number(&self, i: usize) -> bool {
        self.tokens[i].kind == Kind::Number || self.find(i).is_some_and(NumberWord::opens)
    }

    /// The number that begins at token `i`. `money` allows one-letter scales, which mean nothing without a currency.
    pub fn number(&self, i: usize, money: bool) -> Option<Number> {
        let mut number = match self.tokens.get(i)?.kind {
            Kind::Number => {
                let base = parse_digits(self.word(i), self.language)?;
                let mut number = Number {
                    base,
                    scale: 1,
                    end: i + 1,
                    spelt: false,
                    about: false,
                };
                self.fraction(&mut number);
                number
            }
            Kind::Word => self.spelt(i)?,
            Kind::Sign => return None,
        };
        self.scales(&mut number, money);
        Some(number)
    }

    /// `3-5/8`, `5.43-1/2`, `1/2`: eighths and the like behind a number.
    fn fraction(&self, number: &mut Number) {
        let digits = |i: usize| -> Option<u64> {
            let token = self.tokens.get(i)?;
            (token.kind == Kind::Number && token.end - token.start <= 3).then(|| self.word(i).parse().ok())?
        };
        let at = number.end;
        let glued = |i: usize| self.tokens.get(i).is_some_and(|t| t.glued);
        let mixed = self.word(at) == "-" && self.word(at + 2) == "/" && (at..at + 4).all(glued);
        if mixed
            && let (Some(over), Some(under)) = (digits(at + 1), digits(at + 3))
            && matches!(under, 2 | 3 | 4 | 5 | 8 | 16 | 32 | 64)
            && over < under
        {
            // `5.43-1/2` is half a cent more than 5.43.
            let step = last_place(&number.base);
            number.base += quotient(over, under) * step;
            number.end = at + 4;
        }
    }

    /// Scale words behind a number, several in a row as well: `2 ribu triliun`.
    fn scales(&self, number: &mut Number, money: bool) {
        self.rounded(number);
        loop {
            // `$5-million`
            let hyphen =
                number.scale == 1 && !number.spelt && self.is_glued(number.end, "-") && self.is_scale(number.end + 1);
            let i = number.end + usize::from(hyphen);
            let factor = match self.find(i) {
                Some(NumberWord::Scale(factor)) => Some(factor),
                Some(NumberWord::AboutScale(factor)) => {
                    number.about = true;
                    Some(factor)
                }
                Some(NumberWord::Hundred) if !number.spelt => Some(100),
                _ if money && number.scale == 1 => self.short_scale(i),
                _ => None,
            };
            let Some(scale) = factor
                .and_then(|f| number.scale.checked_mul(f))
                .filter(|s| *s <= 1_000_000_000_000_000_000)
            else {
                return;
            };
            number.scale = scale;
            number.end = i + 1;
            if self.word(number.end) == "."
                && self.tokens[number.end - 1].end - self.tokens[number.end - 1].start == 2
                && self.find(number.end + 1).is_some()
            {
                number.end += 1;
            }
        }
    }

    /// `300-an juta`, `300an juta`: the suffix stands between the digits and their scale.
    fn rounded(&self, number: &mut Number) {
        let at = number.end + usize::from(self.is_glued(number.end, "-"));
        if !number.spelt && self.is_glued(at, "an") && self.is_scale(at + 1) {
            number.about = true;
            number.end = at + 1;
        }
    }

    fn is_glued(&self, i: usize, text: &str) -> bool {
        self.tokens.get(i).is_some_and(|token| token.glued) && self.word(i) == text
    }

    fn is_scale(&self, i: usize) -> bool {
        matches!(self.find(i), Some(NumberWord::Scale(_) | NumberWord::AboutScale(_)))
    }

    /// Digits in groups that blanks part: `3 000`, `1 200 000`. The token behind the last group; `None` where there is one only.
    /// A fourth number in the row would be a table's.
    pub fn blank_groups(&self, i: usize) -> Option<usize> {
        let digits = |i: usize| {
            let token = self.tokens.get(i).filter(|token| token.kind == Kind::Number)?;
            let text = self.word(i);
            text.bytes().all(|b| b.is_ascii_digit()).then_some((*token, text.len()))
        };
        let (mut last, len) = digits(i)?;
        if len > 3 || self.word(i).starts_with('0') {
            return None;
        }
        let mut end = i + 1;
        while let Some((token, 3)) = digits(end) {
            let between = &self.text[last.end as usize..token.start as usize];
            if between.chars().count() != 1 || between == "\n" {
                break;
            }
            last = token;
            end += 1;
        }
        let closed = self.tokens.get(end).is_none_or(|token| token.kind != Kind::Number);
        (end > i + 1 && closed).then_some(end)
    }

    /// The number whose groups end before token `end`.
    pub fn grouped(&self, i: usize, end: usize) -> Option<Number> {
        let digits: String = (i..end).map(|i| self.word(i)).collect();
        let mut number = Number {
            base: parse_digits(&digits, self.language)?,
            scale: 1,
            end,
            spelt: false,
            about: false,
        };
        self.scales(&mut number, true);
        Some(number)
    }

    /// What one letter at token `i` means behind a number of money: `M` in `Rp 15 M`.
    pub fn short_scale(&self, i: usize) -> Option<u64> {
        let token = self.tokens.get(i)?;
        let alone = !self
            .tokens
            .get(i + 1)
            .is_some_and(|next| next.glued && (next.is_word() || next.kind == Kind::Number || self.word(i + 1) == "-"));
        let word = self.word(i);
        // A small letter must touch its number: `5m`, not `5 m`.
        let long = word.len() > 1;
        let fits = token.is_word() && alone && (token.glued || long || word.chars().all(char::is_uppercase));
        let (own, _) = self.tables();
        fits.then(|| own.short.get(word).copied()).flatten()
    }

    /// A number in words.
    fn spelt(&self, start: usize) -> Option<Number> {
        let mut spelling = Spelling::default();
        let mut i = start;
        loop {
            i = self.past_joint(&spelling, i);
            match self.find(i) {
                Some(NumberWord::Scale(factor)) if spelling.takes_scale() => {
                    if spelling.half.is_none() && matches!(self.find(i + 1), Some(NumberWord::Half(_))) {
                        return None;
                    }
                    spelling.scale(factor)?;
                    if spelling.half.is_some() {
                        i += 1;
                        break;
                    }
                }
                Some(NumberWord::Half(part)) if spelling.half.is_none() => {
                    let next = if matches!(self.word(i + 1), "a" | "an") {
                        i + 2
                    } else {
                        i + 1
                    };
                    if !matches!(self.find(next), Some(NumberWord::Scale(_))) {
                        break;
                    }
                    spelling.half = Some((part, 1));
                    i = next - 1;
                }
                Some(word) if spelling.take(word)? => {}
                _ => break,
            }
            spelling.any = true;
            i += 1;
        }
        if !spelling.any || i == start {
            return None;
        }
        Some(Number {
            base: spelling.value()?,
            scale: 1,
            end: i,
            spelt: true,
            about: false,
        })
    }

    /// Past what joins the words of a number: `twenty-five`, `one hundred and five`, `two and a half`.
    fn past_joint(&self, spelling: &Spelling, mut i: usize) -> usize {
        if !spelling.any {
            return i;
        }
        let is_digit = |i: usize| matches!(self.find(i), Some(NumberWord::Digit(_)));
        if self.is_glued(i, "-") && is_digit(i + 1) && spelling.group.is_multiple_of(10) {
            i += 1;
        }
        if self.word(i) == "and" && spelling.group.is_multiple_of(100) && spelling.group > 0 && is_digit(i + 1) {
            i += 1;
        }
        if self.word(i) == "and"
            && matches!(self.word(i + 1), "a" | "an")
            && matches!(self.find(i + 2), Some(NumberWord::Half(_)))
        {
            i += 2;
        }
        i
    }
}

/// A number in words, as far as it was read.
#[derive(Default)]
struct Spelling {
    /// What its scale words have closed: 2,000,000 of `two million five hundred`.
    total: u64,
    /// What stands behind the last of them: 500.
    group: u64,
    /// A word of it was read.
    any: bool,
    /// One over the part, and the scale that it is a part of: 2 and 1,000,000 of `setengah juta`.
    half: Option<(u8, u64)>,
}

impl Spelling {
    fn takes_scale(&self) -> bool {
        self.any && (self.group > 0 || self.half.is_some())
    }

    /// Closes the group. `None` where the number is too large.
    fn scale(&mut self, factor: u64) -> Option<()> {
        if let Some((_, of)) = &mut self.half {
            *of = factor;
        }
        self.total = self.total.checked_add(self.group.checked_mul(factor)?)?;
        self.group = 0;
        Some(())
    }

    /// Takes a word below the scales. False where it does not go on with the number, `None` where the number is too large.
    fn take(&mut self, word: NumberWord) -> Option<bool> {
        let group = self.group;
        let units = 1..10;
        self.group = match word {
            // `satu dua` is no number.
            NumberWord::Digit(n) if self.any && group > 0 && n >= 10 && !group.is_multiple_of(100) => {
                return Some(false);
            }
            NumberWord::Digit(n) if group.is_multiple_of(10) || !self.any => group.checked_add(n)?,
            NumberWord::Teen if self.any && units.contains(&(group % 100)) => group + 10,
            NumberWord::Ten if self.any && units.contains(&(group % 100)) => group + group % 10 * 9,
            NumberWord::Hundred if self.any && units.contains(&group) => group * 100,
            NumberWord::Whole(100) if group == 0 => 100,
            NumberWord::Whole(n) if group == 0 && n > 100 => {
                self.total = self.total.checked_add(n)?;
                0
            }
            _ => return Some(false),
        };
        Some(true)
    }

    fn value(&self) -> Option<Decimal> {
        let whole = Decimal::from(self.total.checked_add(self.group)?);
        Some(match self.half {
            Some((part, factor)) => whole + quotient(factor, u64::from(part)),
            None => whole,
        })
    }
}
