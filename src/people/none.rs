//! Names that are no person's.

use super::evidence::{Evidence, Stands};
use super::name::{NameHash, word_hash};
use super::persons::Reason;
use super::vocabulary as words;

/// Whether a name of the roster is no person's; `articles` is how many have it as a speaker.
pub(super) fn no_person(evidence: &Evidence, id: u32, articles: u32) -> Option<Reason> {
    let name = &evidence.roster.names[id as usize];
    let stands = &evidence.all.stands[id as usize];
    let is = |list: &dyn Fn(u64) -> bool| name.words.iter().all(|word| list(word_hash(word)));
    let has_name = name.words.iter().any(|word| words::NAMES.contains(&word_hash(word)));
    let holds_together = match &name.words[..] {
        [word] => {
            let written = evidence.written(word);
            words::FUNCTION_WORDS.contains(&word_hash(word)) && written.small > 10 * written.capital
        }
        _ => false,
    };
    if holds_together || name.words.iter().all(|word| is_ordinary(evidence, word)) {
        let written = name
            .words
            .iter()
            .map(|word| (evidence.written_small(word), evidence.written(word).capital));
        let (small, capital) = written.min().unwrap_or_default();
        return Some(Reason::Ordinary { small, capital });
    }
    if words::OUTLETS.contains(&NameHash::of(&name.words).number()) {
        return Some(Reason::Sign);
    }
    if let Some(reason) = says_nothing(evidence, &name.words, stands, articles) {
        return Some(reason);
    }
    // What only persons have.
    let roles = match has_name {
        true => stands.roles,
        false => stands.roles.saturating_sub(stands.named_thing),
    };
    let enough = if has_name {
        roles * 4 >= articles + 2
    } else {
        roles * 2 >= articles
    };
    if enough || (stands.aged + stands.titled) * 10 > stands.times {
        return None;
    }
    if is(&|word| words::TIME_WORDS.contains(&word) || words::DEGREES.contains(&word))
        || (is(&|word| words::ORGANISATIONS.contains(&word) || words::THINGS.contains(&word)) && !has_name)
        || (is_abbreviation(&name.written) && !has_name)
    {
        return Some(Reason::Sign);
    }
    if stands.quoted * 2 > stands.times && roles == 0 {
        return Some(Reason::Quoted {
            times: stands.quoted,
            of: stands.times,
        });
    }
    if has_name && roles > 0 {
        return None;
    }
    // A word of so many names is a name.
    let is_given = |word: &String| {
        evidence
            .roster
            .in_names
            .get(&word_hash(word))
            .is_some_and(|names| *names >= MANY)
    };
    let is_known = has_name || name.words.iter().any(is_given);
    is_thing(stands, articles, is_known, name.words.len() == 1)
}

/// Names that a word is in, for it to be a name itself.
const MANY: u32 = 5;

/// Who is named so often and never says anything is not the one who speaks, even if it may be a name.
fn says_nothing(evidence: &Evidence, name: &[String], stands: &Stands, articles: u32) -> Option<Reason> {
    let Stands {
        times,
        said,
        titled,
        aged,
        inside,
        roles,
        ..
    } = *stands;
    if roles > 0 {
        return None;
    }
    let silent = Some(Reason::Silent { said, of: times });
    let piece = Some(Reason::Piece {
        times: inside,
        of: times,
    });
    let has_name = name.iter().any(|word| words::NAMES.contains(&word_hash(word)));
    match name {
        [_] if has_name => None,
        [word] => {
            // `Gelora Bung Karno`: with a title it stands in something else.
            let written = evidence.written(word);
            let is_never_alone = times >= 12 && said * 25 < times && written.alone * 10 < written.capital;
            if is_never_alone { piece } else { None }
        }
        _ if said + titled + aged > 0 => None,
        // `Raja Salman`: whose office it is does not speak either.
        [first, ..] if words::ROLES.contains(&word_hash(first)) || words::TITLES.contains(&word_hash(first)) => None,
        _ if times >= 20 && times >= 5 * articles && inside * 5 >= times * 4 => silent,
        _ if inside == times && times >= 5 && !has_name => piece,
        _ => None,
    }
}

fn is_thing(stands: &Stands, articles: u32, has_name: bool, is_one_word: bool) -> Option<Reason> {
    let is_silent = stands.said == 0 && stands.times >= 20;
    let share = if has_name && !is_silent { 2 } else { 4 };
    let times = stands.thing + if has_name { 0 } else { stands.quoted };
    if times * share >= stands.times.max(1) && stands.thing >= 1 && stands.said * 4 <= stands.times {
        return Some(Reason::Thing {
            times: stands.thing,
            of: stands.times,
        });
    }
    if stands.named_thing * 2 > articles && !has_name {
        return Some(Reason::Thing {
            times: stands.named_thing,
            of: articles,
        });
    }
    let many = if is_one_word { 12 } else { 30 };
    if !has_name && stands.times >= many && stands.said * 25 < stands.times {
        return Some(Reason::Silent {
            said: stands.said,
            of: stands.times,
        });
    }
    if !has_name && is_one_word && stands.inside * 10 > stands.times * 8 && stands.said * 10 < stands.times {
        return Some(Reason::Piece {
            times: stands.inside,
            of: stands.times,
        });
    }
    let most = (if has_name { 5 } else { 2 } * articles).max(6);
    (stands.within >= most).then_some(Reason::Within { times: stands.within })
}

/// A word that articles write small nearly everywhere, or that sentences have in every archive, and that is in no list of names.
pub(super) fn is_ordinary(evidence: &Evidence, word: &str) -> bool {
    let hash = word_hash(word);
    let written = evidence.written(word);
    if word.chars().count() < 2 || words::NAMES.contains(&hash) {
        return false;
    }
    let small = evidence.written_small(word);
    (small >= 4 && small > 2 * written.capital)
        || (words::COMMON.contains(&hash) && (written.small >= written.capital || written.capital < 4))
}

/// `SpS`, `APSyFI`: one word with capitals inside, as no name is written.
fn is_abbreviation(written: &std::collections::BTreeMap<String, u32>) -> bool {
    written.keys().all(|name| is_abbreviated(name))
}

pub(super) fn is_abbreviated(name: &str) -> bool {
    const PREFIXES: [&str; 11] = ["Mc", "Mac", "De", "Di", "La", "Le", "Al", "El", "Van", "Fitz", "O"];
    let mut before = None;
    let mut inside = false;
    for c in name.chars() {
        if c.is_whitespace() || c == '-' {
            return false;
        }
        inside |= c.is_uppercase() && before.is_some_and(char::is_lowercase);
        before = Some(c);
    }
    inside && !PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

/// The name that is written most often; of several the first by letters.
pub(super) fn most_written<'n>(names: impl Iterator<Item = (&'n str, u32)>) -> String {
    // Names in capitals are headlines.
    let shouted = |name: &str| name.chars().count() > 3 && !name.chars().any(char::is_lowercase);
    names
        .max_by(|a, b| {
            (!shouted(a.0), a.1)
                .cmp(&(!shouted(b.0), b.1))
                .then_with(|| b.0.cmp(a.0))
        })
        .map_or_else(String::new, |(name, _)| name.to_owned())
}
