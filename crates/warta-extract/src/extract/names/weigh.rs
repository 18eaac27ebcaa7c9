//! What the words of a run weigh as parts of a name: above zero for a name, below for offices, organisations and places.

use super::classes::WordClass;
use super::ordinary::is_ordinary;
use super::spans::{Finder, RunWord};
use crate::extract::text::Shape;

/// A word that is known as a given name, and as nothing else.
const GIVEN: i32 = 18;

impl Finder<'_> {
    pub fn weigh(&self, parts: &mut [RunWord], start: usize) {
        for n in 0..parts.len() {
            parts[n].weight = self.weight_beside(parts, n, start);
        }
    }

    /// What part `n` weighs beside its neighbours; those before it are weighed already.
    fn weight_beside(&self, parts: &[RunWord], n: usize, start: usize) -> i32 {
        let i = parts[n].token;
        let (token, word) = (self.token(i), self.words[i]);
        if token.shape == Shape::Lower {
            return 0;
        }
        if self.len(i) == 1 {
            return self.letter(parts, n);
        }
        let weight = self.weight(i);
        let before = n.checked_sub(1).map(|b| &parts[b]);
        let name_before = before.is_some_and(|b| b.weight > 0 && self.len(b.token) > 1);
        let after = parts.get(n + 1).map(|p| p.token);
        let after_weight = after.map_or(0, |a| self.weight(a));
        if !name_before && let Some(weight) = self.behind_office(parts, n, start, weight) {
            return weight;
        }
        let sure_before = before.is_some_and(|b| b.weight >= 8);
        let given_behind =
            after.is_some_and(|a| self.words[a].is(WordClass::LOCAL | WordClass::GIVEN) && after_weight >= GIVEN);
        if self.doc.profile().grammar.head_first && !word.is_known() && !sure_before && given_behind {
            // `Negosiasi Gagal Fulan menilai ...`: ordinary words of a headline that ran into the text. `MotoGP Fulan`: a brand.
            if is_ordinary(self.doc.profile(), token) || is_compound(self.doc.text(i)) {
                return -15;
            }
        }
        if token.shape == Shape::Upper && !word.is(WordClass::KNOWN) {
            // `Mahfud MD`, `Bambang PS Fulan`, `RZ Fulan`: two letters beside a name are of the name.
            if self.len(i) == 2 && !word.is(WordClass::ORG | WordClass::PLACE | WordClass::OFFICE) {
                let name_after = after.is_some_and(|a| self.token(a).shape == Shape::Title && after_weight >= GIVEN);
                let name_before = before.is_some_and(|b| b.weight >= 8);
                return if name_before || name_after { 2 } else { weight };
            }
            // `KONI Fulan`: a word in capitals beside words that are not.
            let mut beside = before.map(|b| b.token).into_iter().chain(after).peekable();
            if beside.peek().is_some() && beside.all(|o| self.token(o).shape == Shape::Title) {
                return if word.is_known() || !self.doc.text(i).contains('.') {
                    weight.min(-15)
                } else {
                    weight
                };
            }
        }
        // `Jon Tester`, `Mr. Tribe`: an ordinary word ends the name.
        let ordinary = word.is(WordClass::COMMON)
            && !word.is(WordClass::OFFICE | WordClass::ORG | WordClass::PLACE | WordClass::STOP);
        if weight < 0 && ordinary && after.is_none() {
            let given = before.is_some_and(|b| {
                let word = self.words[b.token];
                let first = self.len(b.token) == 1
                    || word.is(WordClass::GIVEN) && !word.is(WordClass::COMMON | WordClass::PLACE);
                b.weight > 0 && first
            });
            let titled = before.is_some_and(|b| self.words[b.token].is(WordClass::TITLE));
            if given || titled {
                return 3;
            }
        }
        if weight < 0 && !word.is(WordClass::ORG) && word.is(WordClass::NAME) {
            // `Tim Cook`, `Larry King`, `Regina Hall`
            let ends = after.is_none();
            let fits = word.is(WordClass::FAMILY) || !word.is(WordClass::OFFICE | WordClass::TITLE | WordClass::RANK);
            let sure_before = before.is_some_and(|b| b.weight >= 6 || self.len(b.token) == 1);
            if name_before && sure_before && fits && (ends || !word.is(WordClass::TAIL)) {
                return if word.is(WordClass::TAIL) { 3 } else { 6 };
            }
            // `Christian Fulan`, `Park Geun-hye`
            let title = word.is(WordClass::ROLE | WordClass::TITLE | WordClass::RANK);
            if !name_before && !title && !word.is(WordClass::BODY) && word.is(WordClass::GIVEN) && after_weight >= 6 {
                return 5;
            }
            let end = self.doc.tokens.len();
            let hyphen = after.is_some_and(|a| self.is_sign(a + 1, end, "-") && self.token(a + 1).glued);
            if !title && word.is(WordClass::OFTEN) && hyphen {
                return 6;
            }
        }
        // `Fulan Deyang, ...`, `Fulan S Deyang mengatakan`: a family name that is a city elsewhere.
        let closes = || {
            let next = self.doc.tokens.get(i + 1);
            next.is_some_and(|next| {
                self.doc.is_sign(i + 1, ",") || next.shape == Shape::Lower && self.words[i + 1].is(WordClass::SAY)
            })
        };
        let initial = |b: &RunWord| self.len(b.token) == 1 && n >= 2 && parts[n - 2].weight > 0;
        let local = |b: &RunWord| b.weight >= GIVEN && self.words[b.token].is(WordClass::LOCAL | WordClass::GIVEN);
        if weight < 0
            && word.is(WordClass::PLACE)
            && !word.is(WordClass::ORG | WordClass::OFFICE | WordClass::BODY | WordClass::GEO)
            && self.doc.profile().grammar.head_first
            && after.is_none()
            && before.is_some_and(|b| local(b) || initial(b))
            && closes()
        {
            return 4;
        }
        // `Ban Ki-moon`
        let end = self.doc.tokens.len();
        let hyphen = after.is_some_and(|a| self.is_sign(a + 1, end, "-") && self.token(a + 1).glued);
        if word.is(WordClass::OFTEN) && hyphen && weight > 0 {
            return weight.max(8);
        }
        // `Sherrod Brown`: a family name that is an ordinary word, behind a name.
        if weight > 0 && weight < 6 && name_before && word.is(WordClass::FAMILY) {
            return 6;
        }
        // `Mr. King`: a title, and behind another one a family name.
        let titled = before
            .is_some_and(|b| self.words[b.token].is(WordClass::TITLE) && !self.words[b.token].is(WordClass::ROLE));
        if weight < 0 && titled && after.is_none() && word.is(WordClass::FAMILY) && word.is(WordClass::TITLE) {
            return 6;
        }
        // The capital of a sentence's first word says nothing.
        if n == 0 && self.is_first(i, start) && weight > 0 && weight < GIVEN {
            if word.is(WordClass::COMMON) {
                return if word.is(WordClass::GIVEN) && after.is_some() {
                    4
                } else {
                    -5
                };
            }
            let text = self.doc.text(i);
            let english = !self.doc.profile().grammar.head_first;
            if !word.is_known()
                && (english && is_participle(text)
                    || !english && (is_inflected(text) || is_ordinary(self.doc.profile(), token)))
            {
                return -15;
            }
        }
        weight
    }

    /// What a word weighs that no part of a name stands before, if an office, organisation or place before it takes it in.
    fn behind_office(&self, parts: &[RunWord], n: usize, start: usize, weight: i32) -> Option<i32> {
        let i = parts[n].token;
        let word = self.words[i];
        let before = match n.checked_sub(1) {
            Some(b) => self.words[parts[b].token],
            // `di kota Bandung`
            None if i > start => self.words[i - 1],
            None => return None,
        };
        if !before.is_known() {
            return None;
        }
        let after = parts.get(n + 1).map(|p| p.token);
        // `Direktur Utama Fulan`: these are given names elsewhere.
        if before.is(WordClass::ROLE) && word.is(WordClass::GRADE) {
            return Some(-30);
        }
        if before.is(WordClass::BODY) && n > 0 && self.eats(parts, n) {
            // `Universitas Gadjah`: the first word behind belongs to it.
            return Some(weight.min(-15));
        }
        // `Bupati Fulan Jaya`: no regency.
        let region = before.is(WordClass::REGION) && !word.is_known();
        if before.is(WordClass::ROLE_PLACE | WordClass::GEO) && !region {
            if word.is(WordClass::PLACE) && (after.is_some() || !word.is(WordClass::LOCAL)) {
                return Some(-20);
            }
            if !word.is_known() && after.is_some_and(|a| self.weight(a) >= GIVEN) {
                return Some(-10);
            }
            // `Desa Sukamaju`; but `Wali Kota Fulan` and `Bupati Fulan`
            let mayor = n >= 2 && self.words[parts[n - 2].token].is(WordClass::ROLE);
            if before.is(WordClass::GEO) && !word.is_known() && !mayor {
                return Some(-15);
            }
        }
        // `Menlu Kuba Bruno`, `Hong Kong Frank`; but `Mayor Jordan Fulan`: English names the place before the office.
        let given = !self.doc.profile().grammar.head_first && before.is(WordClass::ROLE) && word.is(WordClass::GIVEN);
        if !given
            && before.is(WordClass::OFFICE | WordClass::PLACE)
            && word.is(WordClass::PLACE)
            && !word.is(WordClass::LOCAL)
            && after.is_some()
        {
            return Some(-20);
        }
        // `Charlotte-Mecklenburg`
        if n > 0
            && before.is(WordClass::PLACE)
            && parts[n - 1].token + 2 == i
            && self.is_sign(i - 1, i, "-")
            && !word.is(WordClass::GIVEN)
        {
            return Some(-20);
        }
        // `Yayasan Budi Luhur`: an unknown word behind one that was taken in.
        let eaten = n >= 2
            && self.words[parts[n - 2].token].is(WordClass::BODY)
            && !before.is(WordClass::PLACE | WordClass::OFFICE | WordClass::TITLE);
        (eaten && weight > 0 && weight < GIVEN).then_some(weight - 8)
    }

    /// A single letter: an initial, the `I` of a Balinese name, or a number.
    fn letter(&self, parts: &[RunWord], n: usize) -> i32 {
        if self.doc.text(parts[n].token) != "I" {
            return 3;
        }
        let balinese = parts
            .get(n + 1)
            .is_some_and(|p| self.words[p.token].is(WordClass::BALINESE));
        if balinese { 12 } else { -5 }
    }

    /// Whether the body before part `n` takes it into its name. `Santika Hotel Fulan Fulan` has its name before it already.
    fn eats(&self, parts: &[RunWord], n: usize) -> bool {
        let body = n - 1;
        let named_before = body > 0 && {
            let before = self.words[parts[body - 1].token];
            !before.is(WordClass::OFFICE | WordClass::TITLE)
        };
        let name_behind = self.words[parts[n].token].is(WordClass::GIVEN) && parts.len() - n >= 2;
        // `Analis Pasar Fulan Fulan`: whoever watches a market has none of that name.
        let watches = body > 0 && matches!(self.doc.text(parts[body - 1].token), "Analis" | "Pengamat" | "Praktisi");
        if watches && parts.len() - n >= 2 && self.words[parts[n].token].is(WordClass::LOCAL | WordClass::GIVEN) {
            return false;
        }
        !(named_before && self.words[parts[body].token].is(WordClass::WORD) && name_behind)
    }

    /// What a word weighs as part of a name, by itself.
    pub fn weight(&self, i: usize) -> i32 {
        let (word, token) = (self.words[i], self.token(i));
        if self.is_title(i) && !word.is(WordClass::LOCAL) {
            return -40;
        }
        if self.len(i) == 1 {
            return 3;
        }
        if word.is(WordClass::ORG) {
            return -30;
        }
        if word.is(WordClass::OFFICE) {
            return match () {
                _ if word.is(WordClass::LOCAL) => 4,
                _ if word.is(WordClass::NAME) => -10,
                _ => -30,
            };
        }
        if word.is(WordClass::PLACE) {
            return match () {
                _ if word.is(WordClass::LOCAL) => 8,
                _ if word.is(WordClass::NAME) => 3,
                _ => -20,
            };
        }
        if token.shape == Shape::Upper {
            let initials = self.doc.text(i).contains('.');
            return match () {
                _ if initials && !word.is_known() => 3,
                _ if word.is(WordClass::NAME) => 5,
                // `SBY`
                _ if word.is(WordClass::KNOWN) => 8,
                _ => -15,
            };
        }
        match () {
            _ if word.is(WordClass::LOCAL) => 20,
            _ if word.is(WordClass::COMMON) && word.is(WordClass::GIVEN) => 8,
            _ if word.is(WordClass::COMMON) && word.is(WordClass::FAMILY) => 2,
            _ if word.is(WordClass::COMMON) => -15,
            _ if word.is(WordClass::GIVEN) => GIVEN,
            _ if word.is(WordClass::FAMILY) => 10,
            _ if self.doc.profile().grammar.head_first && is_abstract(self.doc.text(i)) => -30,
            _ => 6,
        }
    }
}

/// An Indonesian noun by its prefix and suffix: `Perekonomian`, `Kemiskinan`.
fn is_abstract(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 8
        && matches!(bytes[0], b'P' | b'K' | b'p' | b'k')
        && matches!(bytes[1], b'e' | b'E')
        && matches!(bytes[bytes.len() - 2..], [b'a', b'n'] | [b'A', b'N'])
}

/// A word with a capital inside, as brands have it: `TripAdvisor`. Names have one behind their first two letters (`McCartney`,
/// `LaNyalla`), and `MacArthur`.
pub fn is_compound(text: &str) -> bool {
    let bytes = text.as_bytes();
    !text.starts_with("Mac")
        && bytes
            .windows(2)
            .skip(2)
            .any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}

/// An English participle, which may begin a sentence.
fn is_participle(text: &str) -> bool {
    text.len() > 5 && (text.ends_with("ing") || text.ends_with("ed") || text.ends_with("ly"))
}

/// An Indonesian verb or adverb by its prefix or suffix, which may begin a sentence: `Dikatakan`, `Sepengetahuannya`.
fn is_inflected(text: &str) -> bool {
    let long = text.len() >= 7;
    long && (["Di", "Me", "Ber", "Ter", "Se"].iter().any(|p| text.starts_with(p))
        && (text.ends_with("kan") || text.ends_with("an"))
        || text.ends_with("nya"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_a_capital_inside() {
        assert!(is_compound("TripAdvisor") && is_compound("OneShildt") && is_compound("KabarBola"));
        for name in [
            "McCartney",
            "MacArthur",
            "LaNyalla",
            "O’Brien",
            "Budi",
            "BUDI",
            "iPhone",
        ] {
            assert!(!is_compound(name), "{name}");
        }
    }

    #[test]
    fn nouns_by_their_form() {
        assert!(is_abstract("Perekonomian") && is_abstract("Kemiskinan"));
        assert!(!is_abstract("Setiawan") && !is_abstract("Kevan"));
    }
}
