//! What the words of a run weigh as parts of a name: above zero for a name, below for offices, organisations and places.

use super::classes::WordClass;
use super::inflected::{is_abstract, is_inflected, is_participle};
use super::ordinary::is_ordinary;
use super::role_words::is_circumstance;
use super::spans::{Finder, RunWord};
use crate::extract::text::Shape;

/// A word that is known as a given name, and as nothing else.
const GIVEN: i32 = 18;

/// The longest family name of one syllable, and the longest other syllable of such a name.
const FAMILY_SYLLABLE: usize = 5;
const SYLLABLE: usize = 6;

/// A part of a run, and what stands beside it.
struct Beside<'p> {
    parts: &'p [RunWord],
    n: usize,
    /// What it weighs by itself.
    weight: i32,
    /// Weighed already.
    before: Option<&'p RunWord>,
    after: Option<usize>,
    /// What that weighs by itself.
    after_weight: i32,
}

impl Beside<'_> {
    fn token(&self) -> usize {
        self.parts[self.n].token
    }

    /// The part before weighs so much or more.
    fn is_behind(&self, weight: i32) -> bool {
        self.before.is_some_and(|b| b.weight >= weight)
    }
}

impl Finder<'_> {
    pub fn weigh(&self, parts: &mut [RunWord], start: usize) {
        for n in 0..parts.len() {
            parts[n].weight = self.weight_beside(parts, n, start);
        }
    }

    /// What part `n` weighs beside its neighbours; those before it are weighed already.
    fn weight_beside(&self, parts: &[RunWord], n: usize, start: usize) -> i32 {
        let i = parts[n].token;
        if self.token(i).shape == Shape::Lower {
            return 0;
        }
        if self.len(i) == 1 {
            return self.letter(parts, n);
        }
        let after = parts.get(n + 1).map(|part| part.token);
        let at = Beside {
            parts,
            n,
            weight: self.weight(i),
            before: n.checked_sub(1).map(|b| &parts[b]),
            after,
            after_weight: after.map_or(0, |a| self.weight(a)),
        };
        let office = || match self.name_before(&at) {
            true => None,
            false => self.behind_office(parts, n, start, at.weight),
        };
        office()
            .or_else(|| self.headline_or_brand(&at))
            .or_else(|| self.in_capitals(&at))
            .or_else(|| self.ordinary_family_name(&at))
            .or_else(|| self.syllable(&at))
            .or_else(|| self.name_elsewhere(&at))
            .or_else(|| self.city_elsewhere(&at))
            .or_else(|| self.behind_name_or_title(&at))
            .or_else(|| self.first_of_sentence(&at, start))
            .unwrap_or(at.weight)
    }

    /// A part of a name that is more than an initial stands before.
    fn name_before(&self, at: &Beside) -> bool {
        at.before.is_some_and(|b| b.weight > 0 && self.len(b.token) > 1)
    }

    /// The other half of the word stands behind a hyphen: `Ki-moon`.
    fn is_half(&self, at: &Beside) -> bool {
        let end = self.doc.tokens.len();
        at.after
            .is_some_and(|a| self.is_sign(a + 1, end, "-") && self.token(a + 1).glued)
    }

    /// `Negosiasi Gagal Fulan menilai ...`: ordinary words of a headline that ran into the text. `MotoGP Fulan`: a brand.
    fn headline_or_brand(&self, at: &Beside) -> Option<i32> {
        let i = at.token();
        let profile = self.doc.profile();
        let given_behind = at
            .after
            .is_some_and(|a| self.words[a].is(WordClass::LOCAL | WordClass::GIVEN) && at.after_weight >= GIVEN);
        let may_be = profile.grammar.head_first && !self.words[i].is_known() && !at.is_behind(8) && given_behind;
        (may_be && (is_ordinary(profile, self.token(i)) || is_compound(self.doc.text(i)))).then_some(-15)
    }

    /// A word that is shouted beside words that are not.
    fn in_capitals(&self, at: &Beside) -> Option<i32> {
        let i = at.token();
        let word = self.words[i];
        if self.token(i).shape != Shape::Upper || word.is(WordClass::KNOWN) {
            return None;
        }
        // `Mahfud MD`, `Bambang PS Fulan`, `RZ Fulan`: two letters beside a name are of the name.
        if self.len(i) == 2 && !word.is(WordClass::ORG | WordClass::PLACE | WordClass::OFFICE) {
            let name_after = at
                .after
                .is_some_and(|a| self.token(a).shape == Shape::Title && at.after_weight >= GIVEN);
            // `President JP Fulan`
            let led = !self.doc.profile().grammar.head_first
                && i > 0
                && self.words[i - 1].is(WordClass::ROLE | WordClass::TITLE)
                && at
                    .after
                    .is_some_and(|a| self.token(a).shape == Shape::Title && !self.words[a].is(WordClass::OFFICE));
            return Some(if at.is_behind(8) || name_after || led {
                2
            } else {
                at.weight
            });
        }
        // `KONI Fulan`: a word in capitals beside words that are not.
        let mut beside = at.before.map(|b| b.token).into_iter().chain(at.after).peekable();
        let alone = beside.peek().is_some() && beside.all(|o| self.token(o).shape == Shape::Title);
        let is_name = !word.is_known() && self.doc.text(i).contains('.');
        alone.then(|| if is_name { at.weight } else { at.weight.min(-15) })
    }

    /// `Jon Tester`, `Mr. Tribe`: an ordinary word ends the name.
    fn ordinary_family_name(&self, at: &Beside) -> Option<i32> {
        let word = self.words[at.token()];
        let ordinary = word.is(WordClass::COMMON)
            && !word.is(WordClass::OFFICE | WordClass::ORG | WordClass::PLACE | WordClass::STOP);
        let before = at.before.filter(|_| at.weight < 0 && at.after.is_none())?;
        let first = self.words[before.token];
        // `Minister Fulan Gallant`, `director Anita Bay`: what a role of one person stands before is a name.
        let led =
            at.n.checked_sub(2)
                .map(|n| at.parts[n].token)
                .or_else(|| before.token.checked_sub(1));
        let is_led = !self.doc.profile().grammar.head_first
            && led.is_some_and(|i| i + 1 == before.token && self.words[i].is(WordClass::ROLE))
            && !word.is(WordClass::ROLE | WordClass::TITLE | WordClass::RANK | WordClass::ORG | WordClass::STOP);
        if is_led && self.token(before.token).shape == Shape::Title {
            let unknown = !first.is_known() && ordinary;
            let given =
                first.is(WordClass::GIVEN) && !first.is(WordClass::COMMON | WordClass::PLACE | WordClass::OFFICE);
            if unknown || given && self.token(at.token()).shape == Shape::Title {
                return Some(3);
            }
        }
        let before = Some(before).filter(|_| ordinary)?;
        let given = before.weight > 0
            && (self.len(before.token) == 1
                || first.is(WordClass::GIVEN) && !first.is(WordClass::COMMON | WordClass::PLACE));
        (given || first.is(WordClass::TITLE)).then_some(3)
    }

    /// `Tan Boon Keat`: short words behind a family name that begins the name are of it, whatever they are in English.
    fn syllable(&self, at: &Beside) -> Option<i32> {
        let family = |n: usize| {
            let i = at.parts[n].token;
            let word = self.words[i];
            let first = n
                .checked_sub(1)
                .is_none_or(|n| self.words[at.parts[n].token].is(WordClass::OFFICE | WordClass::TITLE));
            first
                && word.is(WordClass::FAMILY)
                && word.is(WordClass::LOCAL)
                && self.len(i) <= FAMILY_SYLLABLE
                && !word.is(WordClass::OFFICE)
        };
        let other = WordClass::OFFICE | WordClass::ORG | WordClass::STOP | WordClass::TIME | WordClass::SAY;
        let short =
            |i: usize| self.len(i) <= SYLLABLE && self.token(i).shape == Shape::Title && !self.words[i].is(other);
        let last = at.n >= 2 && short(at.parts[at.n - 1].token) && family(at.n - 2);
        let middle = at.n >= 1 && at.after.is_some_and(short) && family(at.n - 1);
        (at.weight < 6 && short(at.token()) && (last || middle)).then_some(6)
    }

    /// A word that speaks against a name, and is one elsewhere.
    fn name_elsewhere(&self, at: &Beside) -> Option<i32> {
        let word = self.words[at.token()];
        // `Zhang Ri-hong`
        if at.weight < 0
            && self.token(at.token()).shape == Shape::Title
            && self.len(at.token()) <= 4
            && self.name_before(at)
            && at
                .after
                .is_some_and(|a| self.token(a).shape == Shape::Lower && a == at.token() + 2)
        {
            return Some(6);
        }
        if at.weight >= 0 || word.is(WordClass::ORG) || !word.is(WordClass::NAME) {
            return None;
        }
        let name_before = self.name_before(at);
        // `Tim Cook`, `Larry King`, `Regina Hall`
        let fits = word.is(WordClass::FAMILY) || !word.is(WordClass::OFFICE | WordClass::TITLE | WordClass::RANK);
        let tail = word.is(WordClass::TAIL);
        if name_before && at.is_behind(6) && fits && (at.after.is_none() || !tail) {
            return Some(if tail { 3 } else { 6 });
        }
        // `Christian Fulan`, `Park Geun-hye`
        let title = word.is(WordClass::ROLE | WordClass::TITLE | WordClass::RANK);
        if !name_before && !title && !word.is(WordClass::BODY) && word.is(WordClass::GIVEN) && at.after_weight >= 6 {
            return Some(5);
        }
        (!title && word.is(WordClass::OFTEN) && self.is_half(at)).then_some(6)
    }

    /// `Fulan Deyang, ...`, `Fulan S Deyang mengatakan`, `kata Fulan Deyang saat rapat`: a family name that is a city elsewhere.
    fn city_elsewhere(&self, at: &Beside) -> Option<i32> {
        let i = at.token();
        let word = self.words[i];
        let closes = || {
            let next = self.doc.tokens.get(i + 1);
            next.is_some_and(|next| {
                let behind = || self.words[i + 1].is(WordClass::SAY) || is_circumstance(self.doc.text(i + 1));
                self.doc.is_sign(i + 1, ",") || next.shape == Shape::Lower && behind()
            })
        };
        let initial = |b: &RunWord| self.len(b.token) == 1 && at.n >= 2 && at.parts[at.n - 2].weight > 0;
        let local = |b: &RunWord| b.weight >= GIVEN && self.words[b.token].is(WordClass::LOCAL | WordClass::GIVEN);
        let city = at.weight < 0
            && word.is(WordClass::PLACE)
            && !word.is(WordClass::ORG | WordClass::OFFICE | WordClass::BODY | WordClass::GEO)
            && self.doc.profile().grammar.head_first
            && at.after.is_none();
        (city && at.before.is_some_and(|b| local(b) || initial(b)) && closes()).then_some(4)
    }

    /// What stands before, or the half behind, makes more of a name of it.
    fn behind_name_or_title(&self, at: &Beside) -> Option<i32> {
        let word = self.words[at.token()];
        // `Ban Ki-moon`
        if word.is(WordClass::OFTEN) && at.weight > 0 && self.is_half(at) {
            return Some(at.weight.max(8));
        }
        // `Sherrod Brown`: a family name that is an ordinary word, behind a name.
        if (1..6).contains(&at.weight) && self.name_before(at) && word.is(WordClass::FAMILY) {
            return Some(6);
        }
        // `Mr. King`: a title, and behind another one a family name.
        let titled = at.before.is_some_and(|b| {
            let before = self.words[b.token];
            before.is(WordClass::TITLE) && !before.is(WordClass::ROLE)
        });
        let family = word.is(WordClass::FAMILY) && word.is(WordClass::TITLE);
        (at.weight < 0 && titled && at.after.is_none() && family).then_some(6)
    }

    /// The capital of a sentence's first word says nothing.
    fn first_of_sentence(&self, at: &Beside, start: usize) -> Option<i32> {
        let i = at.token();
        if at.n > 0 || !self.is_first(i, start) || !(1..GIVEN).contains(&at.weight) {
            return None;
        }
        let (word, text, profile) = (self.words[i], self.doc.text(i), self.doc.profile());
        if word.is(WordClass::COMMON) {
            return Some(match word.is(WordClass::GIVEN) && at.after.is_some() {
                true => 4,
                false => -5,
            });
        }
        let inflected = match profile.grammar.head_first {
            false => is_participle(text),
            true => is_inflected(text) || is_ordinary(profile, self.token(i)),
        };
        (!word.is_known() && inflected).then_some(-15)
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
        // `Ahli Parlimen Pandan Indah itu`: the place goes on up to the word that points at the office.
        let points = || {
            let next = self.doc.tokens.get(i + 1);
            next.is_some_and(|next| next.shape == Shape::Lower && self.words[i + 1].is(WordClass::DEMONSTRATIVE))
        };
        if n >= 2 && n + 1 == parts.len() && self.words[parts[n - 2].token].is(WordClass::GEO) && points() {
            return Some(-20);
        }
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
            // `Parlimen Bukit Bintang`
            if word.is(WordClass::GEO) && before.is(WordClass::GEO) && after.is_some() {
                return Some(-20);
            }
            // `Parlimen Bukit Bintang Fulan Fulan`: the place of an office has two words as its name.
            let place = n >= 2
                && before.is(WordClass::GEO)
                && self.words[parts[n - 2].token].is(WordClass::GEO | WordClass::ROLE_PLACE);
            if place && parts.len() - n > 2 && !word.is(WordClass::TITLE | WordClass::RANK) {
                return Some(-20);
            }
            if !word.is_known() && after.is_some_and(|a| self.weight(a) >= GIVEN) {
                return Some(-10);
            }
            // `Desa Sukamaju`; but `Wali Kota Fulan` and `Bupati Fulan`
            let office = n
                .checked_sub(2)
                .map_or(WordClass::default(), |n| self.words[parts[n].token]);
            let mayor = office.is(WordClass::ROLE) && !office.is(WordClass::ROLE_PLACE);
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
        let named_before = body > 0
            && {
                let before = self.words[parts[body - 1].token];
                !before.is(WordClass::OFFICE | WordClass::TITLE)
                // `Pengerusi Maju Solar Group Fulan Fulan`: English puts such a word behind the name.
                || before.is(WordClass::COMMON | WordClass::WORD | WordClass::TAIL) && self.is_english_body(parts[body].token)
            };
        let name_behind = self.words[parts[n].token].is(WordClass::NAME) && parts.len() - n >= 2;
        // `Analis Pasar Fulan Fulan`: whoever watches a market has none of that name.
        let watches = body > 0 && matches!(self.doc.text(parts[body - 1].token), "Analis" | "Pengamat" | "Praktisi");
        if watches && parts.len() - n >= 2 && self.words[parts[n].token].is(WordClass::LOCAL | WordClass::GIVEN) {
            return false;
        }
        !(named_before && self.words[parts[body].token].is(WordClass::WORD) && name_behind)
    }

    fn is_english_body(&self, i: usize) -> bool {
        matches!(
            self.doc.text(i),
            "Group" | "Holdings" | "Holding" | "Corporation" | "Technologies"
        )
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
}
