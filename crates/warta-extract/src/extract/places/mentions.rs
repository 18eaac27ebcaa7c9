//! Where a text names a country or something that stands for one.

use rustc_hash::FxHashSet;

use super::found::{Mention, Named};
use super::gazetteer::{self, AROUND, Gazetteer, Place, State, beside};
use super::{Frame, foreign, namesakes, successors};
use crate::article::{CountryCode, Language, Via};
use crate::extract::names::{MentionKind, People};
use crate::extract::text::{Doc, Kind, Shape, Token};
use crate::vocabulary::numbered;

/// What a reading finds that is no mention.
#[derive(Default)]
struct Aside {
    /// Places that are somebody's given name here: `Jordan` of `Jordan Ayu`.
    bearers: FxHashSet<u64>,
    money: Vec<CountryCode>,
    passed_over: Vec<CountryCode>,
    clubs: Clubs,
}

/// Sports clubs.
#[derive(Default)]
struct Clubs {
    /// Each name's words in one.
    names: FxHashSet<u64>,
    /// Words of their names, the cities among them.
    cities: FxHashSet<u64>,
}

impl Clubs {
    fn note(&mut self, name: &[Token]) {
        let keys = name.iter().map(|token| token.key);
        self.names
            .insert(keys.clone().fold(0, |all, key| all.rotate_left(7) ^ key));
        self.cities.extend(keys);
    }
}

/// Where a dateline ends at the latest: it holds a city, its country, the outlet and the day.
const DATELINE_TOKENS: usize = 16;

pub fn find(doc: &Doc, frame: &Frame, people: &People) -> Named {
    let mut found = Named::default();
    let mut aside = Aside::default();
    let title = frame.title.unwrap_or_default();
    let title_tokens = numbered(title);
    let title = Reading {
        headline: true,
        ..Reading::new(title, &title_tokens, doc.language, 0)
    };
    title.read(|_| false, &mut found.title, &mut aside);
    let body = Reading::new(doc.body, &doc.tokens, doc.language, dateline_end(doc, frame));
    let mut next = 0;
    let is_person = |m: &Mention| {
        while people.mentions.get(next).is_some_and(|p| p.extent.end <= m.start) {
            next += 1;
        }
        people.mentions[next..]
            .iter()
            .take_while(|p| p.extent.start < m.end)
            .any(|p| {
                p.kind == MentionKind::Name && p.tokens.start < m.end && m.start < p.tokens.end && {
                    // A surname alone is believed where the full name stands elsewhere: `Jordan` of `Michael Jordan`.
                    let fuller = p.person.and_then(|i| people.persons.get(i as usize));
                    let words = fuller.map_or(0, |person| person.name.split_whitespace().count());
                    words > (m.end - m.start) as usize
                }
            })
    };
    body.read(is_person, &mut found.body, &mut aside);
    without_bearers(&title, &body, &aside.bearers, &mut found);
    // Two clubs are a match; one may be named beside news of its city.
    if aside.clubs.names.len() > 1 {
        without_clubs(&title_tokens, &aside.clubs, &mut found.title);
        without_clubs(&doc.tokens, &aside.clubs, &mut found.body);
    }
    found.domestic = body.is_domestic();
    found.clubs = !aside.clubs.names.is_empty();
    found.money = aside.money;
    found.passed_over = aside.passed_over;
    namesakes::settle(&mut [&mut found.title, &mut found.body]);
    successors::settle(&mut [&mut found.title, &mut found.body], frame.year);
    found.spans = found
        .body
        .iter()
        .map(|m| doc.span(m.start as usize..m.end as usize))
        .collect();
    found
}

/// Takes out the cities that stand for their clubs: those without a word of place before them.
fn without_clubs(tokens: &[Token], clubs: &Clubs, mentions: &mut Vec<Mention>) {
    let bits = |i: usize| AROUND.beside.get(&tokens[i]);
    mentions.retain(|m| {
        let (start, end) = (m.start as usize, m.end as usize);
        let placed = m.via == Via::Dateline || start > 0 && bits(start - 1) & beside::PLACE != 0;
        m.via != Via::City || placed || end != start + 1 || !clubs.cities.contains(&tokens[start].key)
    });
}

/// Takes out given names that stand alone behind a full name, where nothing else says that the country is meant too: its people, its
/// other places, a word of place before it.
fn without_bearers(title: &Reading, body: &Reading, bearers: &FxHashSet<u64>, found: &mut Named) {
    if bearers.is_empty() {
        return;
    }
    let key = |reading: &Reading, m: &Mention| (m.end == m.start + 1).then(|| reading.tokens[m.start as usize].key);
    let bears = |reading: &Reading, m: &Mention| key(reading, m).is_some_and(|key| bearers.contains(&key));
    let sure = |reading: &Reading, m: &Mention| !bears(reading, m) || reading.is_placed(m.start as usize);
    let meant: FxHashSet<CountryCode> = (found.title.iter().filter(|m| sure(title, m)))
        .chain(found.body.iter().filter(|m| sure(body, m)))
        .map(|m| m.code)
        .collect();
    found.title.retain(|m| !bears(title, m) || meant.contains(&m.code));
    found.body.retain(|m| !bears(body, m) || meant.contains(&m.code));
}

pub fn of_place(text: &str, language: Language) -> Option<CountryCode> {
    let tokens = numbered(text);
    let mut mentions = Vec::new();
    let reading = Reading::new(text, &tokens, language, tokens.len());
    reading.read(|_| false, &mut mentions, &mut Aside::default());
    mentions.last().map(|m| m.code)
}

/// The token behind the dateline: as the text's own reading says, else up to the dash that stands alone in the first words of
/// an upper-case beginning: `TOKYO, March 27 - `.
fn dateline_end(doc: &Doc, frame: &Frame) -> usize {
    if frame.dateline_end > 0 {
        return doc.token_at(frame.dateline_end);
    }
    let Some(first) = doc.paragraphs.first() else {
        return 0;
    };
    let tokens = &doc.tokens[first.start as usize..first.end as usize];
    if tokens.first().is_none_or(|t| t.shape != Shape::Upper) {
        return 0;
    }
    tokens
        .iter()
        .take(DATELINE_TOKENS)
        .position(|t| t.kind == Kind::Sign && !t.glued && matches!(t.span().of(doc.body), "-" | "–" | "—"))
        .unwrap_or(0)
}

struct Reading<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// The first token behind the dateline.
    dateline_end: usize,
    /// No word is written in lower case, as in a headline in capitals: there `US` may be the word.
    shouted: bool,
    /// It is a title, where every word may have a capital.
    headline: bool,
    gazetteer: &'static Gazetteer,
    foreign: foreign::Names,
}

impl<'t> Reading<'t> {
    fn new(text: &'t str, tokens: &'t [Token], language: Language, dateline_end: usize) -> Reading<'t> {
        Reading {
            text,
            tokens,
            dateline_end,
            shouted: !tokens.iter().any(|t| matches!(t.shape, Shape::Lower | Shape::Title)),
            headline: false,
            gazetteer: gazetteer::of(language),
            foreign: foreign::names(language),
        }
    }

    fn read(&self, mut is_person: impl FnMut(&Mention) -> bool, out: &mut Vec<Mention>, aside: &mut Aside) {
        let mut i = 0;
        // A weak place that waits for the state behind its comma: `Birmingham, Alabama`.
        let mut waiting: Option<Mention> = None;
        while i < self.tokens.len() {
            let token = &self.tokens[i];
            if token.kind != Kind::Word || token.shape == Shape::Lower {
                i += 1;
                continue;
            }
            if let Some(end) = self.read_state(i, &mut waiting, out) {
                i = end;
                continue;
            }
            let shared = self.gazetteer.places.at_tokens(self.text, self.tokens, i);
            let Some((len, place)) = foreign::longest(self.foreign, shared, self.text, self.tokens, i) else {
                i += 1;
                continue;
            };
            let (start, end) = (i, i + len);
            i = end;
            if place.club || place.via == Via::City && self.is_club(start, end) {
                aside.clubs.note(&self.tokens[start..end]);
                continue;
            }
            let Some(code) = place.code else {
                continue;
            };
            let mention = Mention {
                code,
                via: place.via,
                start: start as u32,
                end: end as u32,
                in_company: self.in_company(end),
            };
            if self.is_money(start, end, place) {
                aside.money.push(code);
                // `dolar Amerika Serikat (AS)`
                i = self.again(end, code).unwrap_or(i);
                continue;
            }
            if self.is_given_name(start, end) {
                aside.bearers.insert(token.key);
                continue;
            }
            if self.is_inside_name(start, end, place) || self.is_misprint(start, end) || is_person(&mention) {
                continue;
            }
            if place.weak && !self.is_placed(start) {
                aside.passed_over.push(code);
                waiting = Some(mention);
                continue;
            }
            // `Birmingham, England`; in a list of cities each stays where it lies.
            let same = |w: &Mention| w.code == code && w.end as usize + 1 == start && self.is_comma(start - 1);
            if let Some(city) = waiting.take().filter(same) {
                self.push(out, city);
            }
            self.push(out, mention);
        }
    }

    /// Keeps the state at token `i`, which says where the city before it lies: `Paris, Texas`. Returns the token behind it. `waiting` is
    /// a weak place before it.
    fn read_state(&self, i: usize, waiting: &mut Option<Mention>, out: &mut Vec<Mention>) -> Option<usize> {
        let town = out.last().filter(|m| m.end as usize + 1 == i && m.via == Via::Name);
        // `Cuba, New York`, where `London, New York` are two cities.
        let (len, State { code, .. }) = self
            .state(i)
            .filter(|(len, state)| !state.city || town.is_some_and(|m| self.is_town(m, i + len)))?;
        if let Some(city) = waiting.take().filter(|w| w.end as usize + 1 == i) {
            self.push(out, Mention { code, ..city });
        } else if let Some(last) = out.last_mut().filter(|m| m.end as usize + 1 == i)
            && (last.via != Via::Name || self.is_town(last, i + len))
        {
            last.code = code;
            last.via = last.via.max(Via::City);
        }
        let state = Mention {
            code,
            via: Via::City,
            start: i as u32,
            end: (i + len) as u32,
            in_company: false,
        };
        self.push(out, state);
        Some(i + len)
    }

    /// Keeps a mention. A dateline's last place says where the others lie: `VICTORIA, British Columbia`.
    fn push(&self, out: &mut Vec<Mention>, mut mention: Mention) {
        if (mention.start as usize) < self.dateline_end {
            mention.via = Via::Dateline;
            mention.in_company = false;
            out.iter_mut().for_each(|before| before.code = mention.code);
        }
        out.push(mention);
    }

    /// Shorter names of states are abbreviations.
    const STATE_BYTES: u32 = 4;

    /// A state behind the comma that follows a capital: `AKRON, Ohio`, `Boise, Idaho`, `Atlanta, Ga.`
    fn state(&self, i: usize) -> Option<(usize, State)> {
        if i < 2 || !self.is_comma(i - 1) || self.tokens[i - 2].shape == Shape::Lower {
            return None;
        }
        // Elsewhere than in English a short word behind a comma is a name.
        let short = self.tokens[i].end - self.tokens[i].start < Self::STATE_BYTES;
        if short && !self.gazetteer.short_states {
            return None;
        }
        let (len, state) = self.gazetteer.states.at_tokens(self.text, self.tokens, i)?;
        Some((len, *state))
    }

    fn is_comma(&self, i: usize) -> bool {
        self.is(i, ",")
    }

    fn beside(&self, i: usize) -> u8 {
        self.tokens.get(i).map_or(0, |token| AROUND.beside.get(token))
    }

    fn before(&self, start: usize) -> u8 {
        start.checked_sub(1).map_or(0, |i| self.beside(i))
    }

    /// Behind a word of place, or in the dateline.
    fn is_placed(&self, start: usize) -> bool {
        start < self.dateline_end || self.before(start) & beside::PLACE != 0
    }

    /// `dolar AS`, `Canadian dollars`, `US$`
    fn is_money(&self, start: usize, end: usize, place: &Place) -> bool {
        let sign = |i: usize| {
            self.tokens
                .get(i)
                .is_some_and(|t| t.glued && t.span().of(self.text) == "$")
        };
        matches!(place.via, Via::Name | Via::Demonym)
            && (self.before(start) & beside::CURRENCY != 0 || self.beside(end) & beside::CURRENCY != 0 || sign(end))
    }

    /// `Persib Bandung`, `Dundee United`, but not `London United Airlines`.
    fn is_club(&self, start: usize, end: usize) -> bool {
        let capital = |i: usize| self.capital(i);
        let before = self.before(start) & beside::CLUB_BEFORE != 0 && capital(start - 1);
        let after = self.beside(end) & beside::CLUB_AFTER != 0 && capital(end) && !capital(end + 1);
        before || after
    }

    fn is_inside_name(&self, start: usize, end: usize, place: &Place) -> bool {
        let before = self.before(start);
        if before & beside::BEFORE != 0 || self.beside(end) & beside::AFTER != 0 {
            return true;
        }
        // `masyarakat India`: of the people at home.
        let phrase = |i: usize| self.gazetteer.places.at_tokens(self.text, self.tokens, i);
        let people = |i: usize| phrase(i).is_some_and(|(len, place)| i + len == end && place.code.is_none());
        if start > 0 && self.tokens[start - 1].shape == Shape::Lower && people(start - 1) {
            return true;
        }
        // `speaks Spanish.`, `in French,` but `in French waters`
        let ends = |i: usize| self.tokens.get(i).is_none_or(|t| t.kind != Kind::Word);
        if place.via == Via::Demonym && before & beside::LANGUAGE != 0 && ends(end) {
            return true;
        }
        // `TELL US WHY`: the pronoun in capitals.
        if end == start + 1 && self.is(start, "US") && (self.shouted || self.is_shouted(start)) {
            return true;
        }
        // A stock exchange's ticker, `<KPK>` or `<GUIN.L>`, and half of a double name, `Bristol-Myers`.
        let ticker = start > 0 && self.is(start - 1, "<") && (self.is(end, ">") || self.is(end, "."));
        let double = place.via == Via::City
            && self.is(end, "-")
            && self.tokens[end].glued
            && self.tokens.get(end + 1).is_some_and(|t| t.glued && t.is_capitalized())
            && self
                .gazetteer
                .places
                .at_tokens(self.text, self.tokens, end + 1)
                .is_none();
        ticker || double
    }

    /// Whether it names the government or the money of its language's country without saying whose they are.
    fn is_domestic(&self) -> bool {
        let Some((_, words)) = &self.gazetteer.home else {
            return false;
        };
        let whose = |i: usize| self.gazetteer.places.at_tokens(self.text, self.tokens, i).is_some();
        (0..self.tokens.len()).any(|i| words.contains(&self.tokens[i].key) && !whose(i + 1))
    }

    /// Whether most words around a word in capitals are in capitals too.
    fn is_shouted(&self, i: usize) -> bool {
        let around = (i.saturating_sub(2)..=i + 2).filter(|at| *at != i);
        around
            .filter(|at| self.tokens.get(*at).is_some_and(|t| t.shape == Shape::Upper))
            .count()
            >= 3
    }

    /// `KEnya`: a slip of the key within a sentence, mostly a word with a suffix. A place begins with one capital or is all capitals.
    fn is_misprint(&self, start: usize, end: usize) -> bool {
        let word = self.tokens[start].span().of(self.text);
        let mut letters = word.chars();
        end == start + 1
            && self.tokens[start].shape == Shape::Mixed
            && letters.by_ref().take(2).all(char::is_uppercase)
            && letters.all(char::is_lowercase)
    }

    /// Whether a country's name before a state is a town's: `Lebanon, Ohio`. In a list of states the country is one.
    fn is_town(&self, name: &Mention, behind_state: usize) -> bool {
        let list = |i: usize| matches!(self.word(i), "and" | "or" | "&") || self.capital(i);
        let mut next = behind_state + usize::from(self.is_comma(behind_state));
        let listed = list(next);
        next += usize::from(!self.capital(next));
        // `in Cuba, New York, and Norway, Maine`
        let towns = self.capital(next) && self.state(next + 2).is_some();
        let listed = listed && !towns;
        name.end == name.start + 1 && self.capital(name.start as usize) && !listed
    }

    /// Whether a place is the given name of the person whose family name follows: `Jordan Ayu`, but `Jordan Valley`. Behind a capital
    /// it may be the end of an office's name, `the Jordan` is a river, and in a headline every word has a capital.
    fn is_given_name(&self, start: usize, end: usize) -> bool {
        let key = |i: usize| self.tokens.get(i).map(|t| t.key);
        // Two capitals are a headline's: `India Lockdown Failed`.
        let alone = !self.capital(end + 1);
        let family = self
            .tokens
            .get(end)
            .filter(|t| t.shape == Shape::Title && !t.glued && t.end - t.start > 1 && alone);
        if end != start + 1 || self.headline || !key(start).is_some_and(|key| AROUND.given.contains(&key)) {
            return false;
        }
        let free = start == 0
            || !self.capital(start - 1) && self.before(start) & beside::PLACE == 0 && self.word(start - 1) != "the";
        let known = |token: &Token| {
            AROUND.common.has(token)
                || self.beside(end) & (beside::AFTER | beside::COMPANY | beside::CLUB_AFTER) != 0
                || self.gazetteer.places.at_tokens(self.text, self.tokens, end).is_some()
        };
        free && family.is_some_and(|token| !known(token))
    }

    /// The token behind a country's other name in brackets.
    fn again(&self, end: usize, code: CountryCode) -> Option<usize> {
        if !self.is(end, "(") {
            return None;
        }
        let (len, place) = self.gazetteer.places.at_tokens(self.text, self.tokens, end + 1)?;
        (place.code == Some(code) && self.is(end + 1 + len, ")")).then_some(end + len + 2)
    }

    fn word(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |t| t.span().of(self.text))
    }

    fn capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(Token::is_capitalized)
    }

    /// At most this many words stand between a place and the form of the company that is named after it.
    const COMPANY_WORDS: usize = 3;

    /// Whether capitalised words and a company's form follow: `Plastics Corp`.
    fn in_company(&self, end: usize) -> bool {
        self.tokens[end..]
            .iter()
            .take(Self::COMPANY_WORDS + 1)
            .take_while(|t| t.kind == Kind::Word && t.shape != Shape::Lower)
            .any(|t| AROUND.beside.get(t) & beside::COMPANY != 0)
    }

    fn is(&self, i: usize, sign: &str) -> bool {
        self.tokens.get(i).is_some_and(|t| t.span().of(self.text) == sign)
    }
}
