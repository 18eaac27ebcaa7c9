//! Reading articles for what they say of names.

use rustc_hash::FxHashSet;

use super::evidence::{
    ArticleRow, PartialEvidence, Roster, Seen, SeenSpeaker, Slice, SpeakerRow, Stands, Written, note_text,
};
use super::mentions::{self, Token};
use super::name::{NameHash, key, word_hash, words_of};
use super::vocabulary as words;

/// Names that one article can mention, features that it can have; what is more says little.
const MENTIONS: usize = 48;
const FEATURES: usize = 16;

/// Reads articles.
pub struct Reader<'r> {
    roster: &'r Roster,
    part: PartialEvidence,
    tokens: Vec<Token>,
    folded: String,
    found: Vec<NameAt>,
}

/// A name at a place of a text.
#[derive(Clone, Copy)]
struct NameAt {
    from: usize,
    to: usize,
    hash: u64,
    /// Its place in the roster.
    id: u32,
}

impl<'r> Reader<'r> {
    pub fn new(roster: &'r Roster) -> Reader<'r> {
        Reader {
            roster,
            part: PartialEvidence {
                stands: vec![Stands::default(); roster.names.len()],
                words: vec![Written::default(); roster.words.len()],
                ..PartialEvidence::default()
            },
            tokens: Vec::new(),
            folded: String::new(),
            found: Vec::new(),
        }
    }

    pub fn finish(mut self) -> PartialEvidence {
        self.part.shrink();
        self.part
    }

    pub fn read(&mut self, seen: &Seen) {
        let ids: Vec<u32> = seen
            .speakers
            .iter()
            .map(|speaker| self.roster.find(speaker.name).unwrap_or(u32::MAX))
            .collect();
        let mentions = self.part.mentions.len();
        let mut tokens = std::mem::take(&mut self.tokens);
        mentions::tokenize(seen.title, &mut tokens, &mut self.folded);
        self.look(seen.title, &tokens, None);
        self.note_mentions(mentions);
        mentions::tokenize(seen.body, &mut tokens, &mut self.folded);
        self.look(seen.body, &tokens, Some(&ids));
        self.note_mentions(mentions);
        self.tokens = tokens;
        let features = self.part.features.len();
        self.note_features();
        let article = self.part.articles.len() as u32;
        let row = ArticleRow {
            id: seen.id,
            speakers: slice(self.part.speakers.len(), self.part.speakers.len() + ids.len()),
            mentions: slice(mentions, self.part.mentions.len()),
            features: slice(features, self.part.features.len()),
        };
        for (speaker, id) in seen.speakers.iter().zip(&ids) {
            self.note_speaker(seen, article, speaker, *id);
        }
        self.part.articles.push(row);
        for speaker in seen.speakers {
            self.note_within(speaker);
        }
    }

    /// Finds names in a text. Of a body, `speakers` are those of its article, and it is counted how names and words stand there; the
    /// words of a title all may have capitals.
    fn look(&mut self, text: &str, tokens: &[Token], speakers: Option<&[u32]>) {
        self.found.clear();
        for (i, token) in tokens.iter().enumerate() {
            if !token.first
                && speakers.is_some()
                && self.roster.parts.may_have(token.word)
                && let Some(place) = self.roster.words.get(&token.word)
            {
                let written = &mut self.part.words[*place as usize];
                written.add(&written_as(self.roster, text, tokens, i));
            }
            if !token.capital || !self.roster.begins.may_have(token.word) {
                continue;
            }
            let mut longest = None;
            for (to, hash) in mentions::stretches(tokens, i) {
                if let Some(id) = self.roster.by_hash.get(&hash.number()) {
                    longest = Some((to, hash.number(), *id));
                }
            }
            let Some((to, hash, id)) = longest else { continue };
            // A name of one word is met in many names; only as a speaker of this very article it is known to be one.
            if to > i + 1 || speakers.is_some_and(|speakers| speakers.contains(&id)) {
                self.found.push(NameAt { from: i, to, hash, id });
            }
            if speakers.is_some() {
                let around = mentions::around(text, tokens, i, to);
                let stands = &mut self.part.stands[id as usize];
                stands.times += 1;
                stands.said += u32::from(around.said);
                stands.titled += u32::from(around.title);
                stands.aged += u32::from(around.aged);
                stands.quoted += u32::from(around.quoted);
                stands.thing += u32::from(around.thing);
                stands.inside += u32::from(around.inside);
            }
        }
    }

    /// Puts the names that were found into the list of the article, which begins at `from`.
    fn note_mentions(&mut self, from: usize) {
        for found in &self.found {
            let list = &mut self.part.mentions;
            if list.len() - from < MENTIONS && !list[from..].contains(&found.id) {
                list.push(found.id);
            }
        }
    }

    /// The words with capitals that the body has most often: they tell what it is about.
    fn note_features(&mut self) {
        let mut words: Vec<u32> = self
            .tokens
            .iter()
            .filter(|token| token.capital && !token.first && token.end - token.start > 2)
            .map(|token| token.word as u32)
            .collect();
        words.sort_unstable();
        let mut counted: Vec<(u32, u32)> = Vec::new();
        for word in words {
            match counted.last_mut() {
                Some((last, count)) if *last == word => *count += 1,
                _ => counted.push((word, 1)),
            }
        }
        counted.sort_unstable_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
        self.part
            .features
            .extend(counted.iter().take(FEATURES).map(|(word, _)| *word));
    }

    fn note_speaker(&mut self, seen: &Seen, article: u32, speaker: &SeenSpeaker, id: u32) {
        let start = self.part.features.len();
        let mut last_of_role = None;
        for role in &speaker.roles {
            let words = words_of(role);
            last_of_role = last_of_role.or(words.iter().rev().find(|w| w.parse::<u32>().is_err()).cloned());
            for word in &words {
                match words::OFFICES.get(word) {
                    Some(office) => self
                        .part
                        .features
                        .extend(office.iter().map(|word| word_hash(word) as u32)),
                    None if word.len() > 2 => self.part.features.push(word_hash(word) as u32),
                    None => {}
                }
            }
        }
        let role = speaker.roles.first().map(|role| {
            let text: String = role.chars().take(LONGEST_ROLE).collect();
            let hash = word_hash(&key(&text));
            note_text(&mut self.part.role_texts, hash, &text);
            hash
        });
        let role = role.unwrap_or_default();
        let mut row = SpeakerRow {
            article,
            name: id,
            roles: slice(start, self.part.features.len()),
            role,
            called: false,
            calls: 0,
            longer: 0,
        };
        if let Some(stands) = self.part.stands.get_mut(id as usize) {
            stands.roles += u32::from(!speaker.roles.is_empty());
            let names_thing = |word: &String| words::THINGS.contains(&word_hash(word));
            // `Direktur Sumber Makmur Institute` is the role of a person all the same.
            let is_person = speaker.roles.first().is_some_and(|role| {
                let first = words_of(role).into_iter().next();
                first.is_some_and(|first| words::ROLES.contains(&word_hash(&first)))
            });
            let ends_with_body = speaker
                .roles
                .first()
                .and_then(|role| role.split_whitespace().next_back());
            stands.behind_body += u32::from(ends_with_body.is_some_and(|last| {
                last.starts_with(char::is_uppercase) && !words::ROLES.contains(&word_hash(&key(last)))
            }));
            stands.named_thing += u32::from(!is_person && last_of_role.as_ref().is_some_and(names_thing));
            let name = &self.roster.names[id as usize];
            if name.words.len() <= 2 {
                self.note_short(seen.body, &NameHash::of(&name.words), &mut row);
            }
        }
        self.part.speakers.push(row);
    }

    /// What the article says of a short name: how it goes on, and whether somebody is called so.
    fn note_short(&mut self, text: &str, name: &NameHash, row: &mut SpeakerRow) {
        let tokens = &self.tokens;
        for found in self.found.iter().filter(|found| found.hash == name.number()) {
            if found.to == found.from + 1 && row.longer == 0 {
                let to = end_of_name(text, tokens, found.from);
                if to > found.to {
                    let mut hash = NameHash::EMPTY;
                    tokens[found.from..to]
                        .iter()
                        .for_each(|token| hash = hash.and(token.word));
                    row.longer = hash.number();
                    let longer = &text[tokens[found.from].start..tokens[to - 1].end];
                    note_text(&mut self.part.others, row.longer, longer);
                }
            }
            let before = text[..tokens[found.from].start].trim_end_matches(['"', '“', '\'']);
            let bracket = before.ends_with('(')
                && text[tokens[found.to - 1].end..]
                    .trim_start_matches(['"', '”', '\''])
                    .starts_with(')');
            if bracket && row.calls == 0 {
                let owner = self
                    .found
                    .iter()
                    .find(|other| other.to == found.from && other.hash != found.hash);
                row.calls = owner.map_or(0, |owner| owner.hash);
                row.called |= owner.is_some();
            }
            let Some(cue) = mentions::is_called(text, tokens, found.from, found.to) else {
                continue;
            };
            row.called = true;
            if row.calls != 0 {
                continue;
            }
            // `Bhima Prawira atau akrab disapa Adi`, `Adi, sapaan akrab Bhima Prawira`
            let owner = match cue < found.from {
                true => self.found.iter().rev().find(|other| {
                    other.to <= cue && cue - other.to <= 5 && !tokens[other.to..=cue].iter().any(|t| t.first)
                }),
                false => self
                    .found
                    .iter()
                    .find(|other| other.from > cue && other.from - cue <= 3),
            };
            // `Adi, sapaan Prawira`, where Bhima Prawira is named elsewhere.
            let by_word = || {
                let near = tokens.iter().skip(cue + 1).take(3).find(|token| token.capital)?;
                let has = |other: &&NameAt| tokens[other.from..other.to].iter().any(|token| token.word == near.word);
                self.found.iter().find(has)
            };
            let owner = owner.or_else(|| (cue > found.from).then(by_word).flatten());
            row.calls = owner
                .filter(|owner| owner.hash != found.hash)
                .map_or(0, |owner| owner.hash);
        }
    }

    /// Names that stand in a role or an affiliation of somebody else: `direktur Sumber Makmur`.
    fn note_within(&mut self, speaker: &SeenSpeaker) {
        let own = self.roster.find(speaker.name);
        let mut met: FxHashSet<u32> = FxHashSet::default();
        for text in speaker.roles.iter().copied().chain(speaker.affiliation) {
            let words = words_of(text);
            for from in 0..words.len() {
                let mut hash = NameHash::EMPTY;
                for word in words[from..].iter().take(mentions::LONGEST) {
                    hash = hash.and(word_hash(word));
                    met.extend(self.roster.by_hash.get(&hash.number()));
                }
            }
        }
        for id in met.into_iter().filter(|id| Some(*id) != own) {
            self.part.stands[id as usize].within += 1;
        }
    }
}

/// How the word of a place is written.
fn written_as(roster: &Roster, text: &str, tokens: &[Token], at: usize) -> Written {
    let token = &tokens[at];
    if !token.capital {
        return Written {
            small: 1,
            ..Written::default()
        };
    }
    let before = at
        .checked_sub(1)
        .map(|at| &tokens[at])
        .filter(|before| token.joined && before.capital);
    let after = tokens.get(at + 1).filter(|after| after.joined && after.capital);
    let shouts = |token: &Token| {
        let word = &text[token.start..token.end];
        word.chars().nth(2).is_some() && word.chars().all(char::is_uppercase)
    };
    let tells_nothing = |before: &Token| {
        let lists = [&words::TITLES, &words::ROLES, &words::SAYING_BEFORE];
        before.first || lists.iter().any(|list| list.contains(&before.word))
    };
    let is_behind = before.is_some_and(|before| !tells_nothing(before));
    // `Adi Prawira`: the name of somebody else.
    let is_of_name =
        before.is_some_and(|before| words::NAMES.contains(&before.word) || roster.begins.may_have(before.word));
    let is_alone = before.is_none() && after.is_none();
    let is_said = || {
        let says = |after: &Token| !after.first && !after.capital && words::SAYING.contains(&after.word);
        let said = |before: &Token| words::SAYING_BEFORE.contains(&before.word);
        at.checked_sub(1).is_some_and(|before| said(&tokens[before])) || tokens.get(at + 1).is_some_and(says)
    };
    Written {
        small: 0,
        capital: 1,
        alone: u32::from(is_alone),
        said: u32::from(is_alone && is_said()),
        closes: u32::from(after.is_none() && is_behind && !is_of_name),
        behind: u32::from(is_behind),
        shouted: u32::from(shouts(token) && ![before, after].into_iter().flatten().any(shouts)),
    }
}

/// Characters of a role that are kept.
const LONGEST_ROLE: usize = 80;

fn slice(start: usize, end: usize) -> Slice {
    Slice {
        start: start as u32,
        len: (end - start) as u32,
    }
}

/// Where the name that begins at a word ends, as far as capitals tell.
fn end_of_name(text: &str, tokens: &[Token], from: usize) -> usize {
    let mut to = from + 1;
    while let Some(token) = tokens
        .get(to)
        .filter(|token| to < from + 4 && token.joined && token.capital)
    {
        let known = [
            &words::TIME_WORDS,
            &words::DEGREES,
            &words::ORGANISATIONS,
            &words::THINGS,
        ];
        let word = &text[token.start..token.end];
        // `KPU`, `HR`; a single letter is an initial.
        let shouted = word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
        if shouted || known.iter().any(|list| list.contains(&token.word)) {
            break;
        }
        to += 1;
    }
    to
}
