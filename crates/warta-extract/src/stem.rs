//! The roots of Indonesian and Malay words: `mengirim`, `dikirim`, `pengiriman` and `kiriman` are forms of `kirim`.
//!
//! Prefixes change the sound that they meet (`me` + `kirim` is `mengirim`, `pe` + `pilih` is `pemilih`), so that no rule can tell
//! by the letters alone what stood there: `ikan` is a root and `berikan` is `beri` with a suffix, not `ikan` with a prefix. So every
//! way to take a word apart is tried, and only one that ends at a known root counts. Of several the one with the fewest
//! parts is taken.
//!
//! The sound changes and which affix may stand outside which are those of the standard grammar (Tata Bahasa Baku Bahasa Indonesia,
//! chapters on verbs and nouns).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lang;
use crate::lexicon::File;

/// The roots, and whether a verb is of one although it would be one of another root too, if nothing had been swallowed: `mengemas` is of
/// `kemas`, not of `emas`. With `-i` or `-kan` it is the other way round: `mengawali` is of `awal`, `mengawal` of `kawal`.
static ROOTS: LazyLock<FxHashMap<&'static [u8], bool>> = LazyLock::new(|| {
    let mut roots: FxHashMap<&[u8], bool> = FxHashMap::default();
    let files = lang::of_all(|lexicon| lexicon.roots);
    for entry in files.into_iter().flat_map(File::entries) {
        *roots.entry(entry.item.as_bytes()).or_default() |= entry.class == "swallowed";
    }
    roots
});

/// Longest word that is taken apart, in bytes.
const LONGEST: usize = 40;
/// Shortest root, in bytes.
const SHORTEST: usize = 3;
/// Prefixes that one word may have: `mem-per-se-kutu`.
const MOST_PREFIXES: u32 = 3;

/// The root of a folded word, where it is another word than this one; a word that no root explains loses its `-nya` only.
///
/// ```
/// use warta_extract::stem::root;
/// assert_eq!(root("mengirim").as_deref(), Some("kirim"));
/// assert_eq!(root("pengirimannya").as_deref(), Some("kirim"));
/// assert_eq!(root("ikan"), None);
/// ```
pub fn root(word: &str) -> Option<String> {
    let bytes = word.as_bytes();
    if bytes.len() <= SHORTEST || bytes.len() > LONGEST || !bytes.iter().all(u8::is_ascii_lowercase) || is_root(bytes) {
        return None;
    }
    if let Some(found) = taken_apart(bytes) {
        return String::from_utf8(found.root().to_vec()).ok();
    }
    let base = word.strip_suffix("nya")?;
    (base.len() >= 4).then(|| base.to_owned())
}

/// The active and the passive verb of a folded word that is a root or a form of one, as sentences have them: headlines leave their prefix
/// off. None where it makes no verb.
///
/// ```
/// use warta_extract::stem::verbs;
/// assert_eq!(verbs("bantah"), ["dibantah", "membantah"]);
/// assert_eq!(verbs("jelaskan"), ["dijelas", "dijelaskan", "menjelas", "menjelaskan"]);
/// assert!(verbs("prawira").is_empty());
/// ```
pub fn verbs(word: &str) -> Vec<String> {
    const PREFIXES: [&str; 6] = ["di", "me", "mem", "men", "meng", "meny"];
    let base = root(word).unwrap_or_else(|| word.to_owned());
    if !is_root(base.as_bytes()) {
        return Vec::new();
    }
    let mut verbs: Vec<String> = Vec::new();
    for stem in [word, &base] {
        // The prefix may swallow the first letter.
        let swallowed = stem.strip_prefix(['k', 'p', 's', 't']);
        for prefix in PREFIXES {
            for rest in [Some(stem), swallowed.filter(|_| prefix != "di")].into_iter().flatten() {
                let verb = format!("{prefix}{rest}");
                if root(&verb).as_deref() == Some(&base) {
                    verbs.push(verb);
                }
            }
        }
    }
    verbs.sort_unstable();
    verbs.dedup();
    verbs
}

fn is_root(word: &[u8]) -> bool {
    ROOTS.contains_key(word)
}

/// A root that verbs are of before they are of the one that is left where nothing was swallowed.
fn is_swallowed(word: &[u8]) -> bool {
    ROOTS.get(word) == Some(&true)
}

/// A word in the making: a prefix may give back a letter that it swallowed.
#[derive(Clone, Copy)]
struct Base {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Base {
    fn new(first: Option<u8>, rest: &[u8]) -> Option<Base> {
        let start = usize::from(first.is_some());
        let len = start + rest.len();
        if !(SHORTEST..=LONGEST).contains(&len) {
            return None;
        }
        let mut bytes = [0; LONGEST];
        if let Some(first) = first {
            bytes[0] = first;
        }
        bytes[start..len].copy_from_slice(rest);
        Some(Base { bytes, len })
    }

    fn root(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// What may stand at the end of a word, from the outside in: one particle, one possessive, one suffix.
const PARTICLES: [&[u8]; 3] = [b"lah", b"kah", b"pun"];
const POSSESSIVES: [&[u8]; 3] = [b"nya", b"ku", b"mu"];
const SUFFIXES: [&[u8]; 3] = [b"kan", b"i", b"an"];

/// The root with the fewest parts around it.
fn taken_apart(word: &[u8]) -> Option<Base> {
    // Twice the number of parts, and one more where prefix and suffix do not go together.
    let mut best: Option<(u32, Base)> = None;
    let mut try_stem = |stem: &[u8], suffixes: u32, suffix: Option<&[u8]>| {
        let misfit = suffix.map_or(0, |suffix| misfit(stem, suffix));
        let swallows = suffix.is_none_or(|suffix| suffix == b"an");
        if let Some((prefixes, base)) = without_prefixes(stem, MOST_PREFIXES, None, swallows) {
            let cost = 2 * (prefixes + suffixes) + if prefixes > 0 { misfit } else { 0 };
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, base));
            }
        }
    };
    // More suffixes first: of two ways of one cost the one with the suffix is nearly always meant.
    for (stem, ends) in without_clitics(word).into_iter().flatten() {
        for suffix in SUFFIXES {
            if let Some(stem) = stem.strip_suffix(suffix) {
                try_stem(stem, ends + 1, Some(suffix));
            }
        }
        try_stem(stem, ends, None);
    }
    best.map(|(_, base)| base)
}

/// The word without particle and possessive, without one of them, and as it is, with how many parts were taken off.
fn without_clitics(word: &[u8]) -> [Option<(&[u8], u32)>; 3] {
    let without = |word: &'_ [u8], ends: [&[u8]; 3]| {
        ends.iter().find_map(|end| {
            word.strip_suffix(*end)
                .filter(|base| base.len() >= SHORTEST)
                .map(|base| base.len())
        })
    };
    let possessive = without(word, POSSESSIVES).map(|len| (&word[..len], 1));
    let particle = without(word, PARTICLES).map(|len| (&word[..len], 1));
    let both = particle.and_then(|(base, _)| without(base, POSSESSIVES).map(|len| (&word[..len], 2)));
    [both, possessive.or(particle), Some((word, 0))]
}

/// `ke-...-an` and `pe-...-an` are one affix each, and so are `me-...-kan` and `di-...-i`; other pairs are rare.
fn misfit(stem: &[u8], suffix: &[u8]) -> u32 {
    let begins = |with: [&[u8]; 3]| with.iter().any(|prefix| stem.starts_with(prefix));
    u32::from(match suffix {
        b"kan" => begins([b"ke", b"pe", b"pe"]),
        b"an" => begins([b"me", b"di", b"di"]),
        _ => begins([b"ke", b"pe", b"se"]),
    })
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Prefix {
    Di,
    Me,
    /// `pe-` with the sound changes of `me-`.
    PeNasal,
    /// `pe-` before any consonant: `pekerja`.
    Pe,
    Ber,
    Ter,
    Per,
    Ke,
    Se,
    Ku,
}

/// Whether `inner` may stand right behind `outer`.
fn may_follow(outer: Prefix, inner: Prefix) -> bool {
    use Prefix::*;
    match outer {
        Di => matches!(inner, Per | Ber | Ke | Se | PeNasal | Pe | Ter),
        Me => matches!(inner, Per | Ber | Ke | Se | Ter | Pe),
        PeNasal => matches!(inner, Ber | Ke | Se | Per | Ter),
        Pe => false,
        Ke => matches!(inner, Ber | Ter | Se | PeNasal | Pe | Per),
        Se => matches!(inner, Ke | Pe | PeNasal | Per | Ter | Ber | Me),
        Ber => matches!(inner, Ke | PeNasal | Pe | Per | Se),
        Ter => matches!(inner, Ke | Per | Se),
        Per => matches!(inner, Se | Ber),
        Ku => matches!(inner, Per | Ber),
    }
}

/// The root of a stem without suffixes, and how many prefixes stand before it. `swallows` says that roots of which [`is_swallowed`] is true come first.
fn without_prefixes(stem: &[u8], most: u32, outer: Option<Prefix>, swallows: bool) -> Option<(u32, Base)> {
    if is_root(stem) {
        return Base::new(None, stem).map(|base| (0, base));
    }
    if most == 0 {
        return None;
    }
    let mut best: Option<(u32, Base)> = None;
    each_prefix(stem, swallows, &mut |prefix, base| {
        if outer.is_some_and(|outer| !may_follow(outer, prefix)) {
            return;
        }
        if let Some((prefixes, root)) = without_prefixes(base.root(), most - 1, Some(prefix), swallows)
            && best.is_none_or(|(least, _)| prefixes + 1 < least)
        {
            best = Some((prefixes + 1, root));
        }
    });
    best
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Every way in which a stem may begin with a prefix; of ways that cost the same the first is taken.
fn each_prefix(stem: &[u8], swallows: bool, found: &mut impl FnMut(Prefix, Base)) {
    let mut give = |prefix, first: Option<u8>, rest: &[u8]| {
        if let Some(base) = Base::new(first, rest) {
            found(prefix, base);
        }
    };
    if let Some(rest) = stem.strip_prefix(b"di") {
        give(Prefix::Di, None, rest);
    }
    if let Some(rest) = stem.strip_prefix(b"me") {
        // Before `per-` nothing is swallowed: `mempercepat`.
        if rest.starts_with(b"mper") {
            give(Prefix::Me, None, &rest[1..]);
        }
        nasal(Prefix::Me, rest, swallows, &mut give);
    }
    if let Some(rest) = stem.strip_prefix(b"pe") {
        nasal(Prefix::PeNasal, rest, swallows, &mut give);
        let is_swallowed = rest
            .first()
            .is_some_and(|b| matches!(b, b'm' | b'n' | b'l' | b'r' | b'w' | b'y'));
        if !is_swallowed && rest.first().is_some_and(|b| !is_vowel(*b)) {
            give(Prefix::Pe, None, rest);
        }
    }
    for (written, prefix) in [(&b"ber"[..], Prefix::Ber), (b"ter", Prefix::Ter), (b"per", Prefix::Per)] {
        let Some(rest) = stem.strip_prefix(written) else {
            continue;
        };
        give(prefix, None, rest);
        // Two `r` that meet are one: `berasa`, `terasa`.
        if rest.first().is_some_and(|b| is_vowel(*b)) {
            give(prefix, None, &stem[2..]);
        }
    }
    for (written, prefix) in [(&b"be"[..], Prefix::Ber), (b"te", Prefix::Ter)] {
        // The `r` is lost before a syllable that ends in `er`: `bekerja`, `tepercaya`.
        let Some(rest) = stem.strip_prefix(written) else {
            continue;
        };
        if rest.len() > 3 && rest[0] != b'r' && !is_vowel(rest[0]) && &rest[1..3] == b"er" {
            give(prefix, None, rest);
        }
    }
    for (written, prefix) in [(&b"bel"[..], Prefix::Ber), (b"pel", Prefix::Per)] {
        // The one root before which the `r` is an `l`.
        if stem.starts_with(written) && stem[3..].starts_with(b"ajar") {
            give(prefix, None, &stem[3..]);
        }
    }
    for (written, prefix) in [(&b"ke"[..], Prefix::Ke), (b"se", Prefix::Se), (b"ku", Prefix::Ku)] {
        if let Some(rest) = stem.strip_prefix(written) {
            give(prefix, None, rest);
        }
    }
}

/// What stood behind `me-` or `pe-`, by the nasal sound that is between them.
fn nasal(prefix: Prefix, rest: &[u8], swallows: bool, give: &mut impl FnMut(Prefix, Option<u8>, &[u8])) {
    match rest {
        [b'n', b'g', tail @ ..] => {
            match tail.first() {
                // A swallowed `k`, or a root that begins with a vowel.
                Some(b) if is_vowel(*b) => {
                    let first = swallows && Base::new(Some(b'k'), tail).is_some_and(|base| is_swallowed(base.root()));
                    if first {
                        give(prefix, Some(b'k'), tail);
                    }
                    give(prefix, None, tail);
                    give(prefix, Some(b'k'), tail);
                }
                Some(b'g' | b'h' | b'k' | b'l') => give(prefix, None, tail),
                _ => {}
            }
            // Roots of one syllable: `mengebom`, `pengecat`.
            if tail.first() == Some(&b'e') && (4..=5).contains(&tail.len()) {
                give(prefix, None, &tail[1..]);
            }
            give(prefix, None, rest);
        }
        [b'n', b'y', tail @ ..] => {
            if tail.first().is_some_and(|b| is_vowel(*b)) {
                give(prefix, Some(b's'), tail);
            }
            give(prefix, None, rest);
        }
        [b'm', b, ..] if is_vowel(*b) => {
            give(prefix, None, rest);
            give(prefix, Some(b'p'), &rest[1..]);
        }
        [b'm', b'b' | b'f' | b'v' | b'p', ..] => give(prefix, None, &rest[1..]),
        // `memroses`, `pemrosesan`.
        [b'm', b'r' | b'l', ..] => give(prefix, Some(b'p'), &rest[1..]),
        [b'n', b, ..] if is_vowel(*b) => {
            give(prefix, None, rest);
            give(prefix, Some(b't'), &rest[1..]);
        }
        [b'n', b'd' | b'c' | b'j' | b'z' | b't' | b's', ..] => give(prefix, None, &rest[1..]),
        [b'l' | b'r' | b'w' | b'y', ..] => give(prefix, None, rest),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::rows;

    fn root_of(word: &str) -> String {
        root(word).unwrap_or_else(|| word.to_owned())
    }

    /// How many pairs of a kind have one root, of how many.
    fn with_one_root(kind: &str) -> (usize, usize) {
        let pairs = rows(include_str!("../tests/stem-pairs.tsv")).filter(|row| row[0] == kind);
        pairs.fold((0, 0), |(one, all), row| {
            (one + usize::from(root_of(row[1]) == root_of(row[2])), all + 1)
        })
    }

    #[test]
    fn forms_of_a_word_have_one_root() {
        let (right, all) = with_one_root("same");
        assert!(all > 350 && right * 100 >= all * 97, "{right} of {all}");
    }

    #[test]
    fn words_that_look_alike_stay_apart() {
        let (wrong, all) = with_one_root("apart");
        assert!(all > 350 && wrong * 100 <= all, "{wrong} of {all}");
    }

    #[test]
    fn malay_words_have_their_roots_too() {
        let pairs: Vec<_> = rows(include_str!("../tests/stem-pairs-ms.tsv")).collect();
        let joined = |kind: &str| {
            let of_kind = pairs.iter().filter(|row| row[0] == kind);
            let one_root = of_kind.clone().filter(|row| root_of(row[1]) == root_of(row[2]));
            (one_root.count(), of_kind.count())
        };
        let (found, same) = joined("same");
        let (wrong, apart) = joined("apart");
        assert!(same >= 100 && found * 100 >= same * 80, "{found} of {same}");
        assert!(apart >= 70 && wrong * 100 <= apart * 3, "{wrong} of {apart}");
    }

    #[test]
    fn sound_changes_are_undone() {
        for (word, root) in [
            ("memilih", "pilih"),
            ("menulis", "tulis"),
            ("mengejar", "kejar"),
            ("menyapu", "sapu"),
            ("mengebom", "bom"),
            ("pemrosesan", "proses"),
            ("mempelajari", "ajar"),
            ("bekerja", "kerja"),
            ("terasa", "rasa"),
            ("pertanggungjawabannya", "tanggungjawab"),
        ] {
            assert_eq!(root_of(word), root);
        }
    }

    #[test]
    fn of_two_ways_the_usual_one_is_taken() {
        assert_eq!(root_of("berikan"), "beri");
        assert_eq!(root_of("kerusakan"), "rusak");
        assert_eq!(root_of("pemukulan"), "pukul");
        assert_eq!(root_of("memasuki"), "masuk");
        for (word, root) in [
            ("mengemas", "kemas"),
            ("mengemasnya", "kemas"),
            ("pengemasan", "kemas"),
            ("mengawal", "kawal"),
            ("pengawalan", "kawal"),
            ("mengawali", "awal"),
            ("mengurungkan", "urung"),
            ("mengurung", "kurung"),
            ("mengawasi", "awas"),
            ("mengisi", "isi"),
            ("pengarang", "karang"),
        ] {
            assert_eq!(root_of(word), root);
        }
    }

    #[test]
    fn what_no_root_explains_is_left() {
        assert_eq!(root("zelenskyy"), None);
        assert_eq!(root("kubernetesnya").as_deref(), Some("kubernetes"));
        assert_eq!(root("é"), None);
        assert_eq!(root(""), None);
    }

    proptest::proptest! {
        #[test]
        fn a_root_has_no_other_root(word in "[a-z]{1,45}") {
            if let Some(found) = root(&word)
                && is_root(found.as_bytes())
            {
                proptest::prop_assert_eq!(root(&found), None);
            }
        }
    }
}
