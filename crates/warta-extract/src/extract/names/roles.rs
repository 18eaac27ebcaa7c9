//! The roles that stand beside a name: before it (`Menteri Luar Negeri AS Anthony Blinken`), before it with a comma (`pembantu
//! senior Kremlin, Yuri Ushakov,`) and behind it (`Annalena Baerbock, Menlu Jerman,`).

use std::ops::Range;

use super::candidate::Candidate;
use super::classes::WordClass;
use super::ordinary::is_function_word;
use super::role_words::{LONGEST_ROLE, is_circumstance, is_general, is_link, is_opening, is_usual, is_verb};
use crate::extract::text::{Doc, Kind, Shape};

pub struct Roles<'a> {
    pub doc: &'a Doc<'a>,
    pub words: &'a [WordClass],
}

/// The way back through the words before a name, as far as they may be its role.
struct Walk {
    floor: usize,
    /// Behind the next token.
    at: usize,
    /// Where the role ends.
    end: usize,
    /// The first word of a role so far.
    start: Option<usize>,
    /// Commas between role and name.
    commas: usize,
    /// Words in small letters since the last word of a role.
    lower: usize,
    /// `dan` behind the last comma of a list: `Menteri Riset, Teknologi, dan Pendidikan Tinggi Fulan`.
    listed: bool,
}

impl Roles<'_> {
    fn text(&self, i: usize) -> &str {
        self.doc.text(i)
    }

    fn is_comma(&self, i: usize) -> bool {
        self.doc.is_sign(i, ",")
    }

    /// The role before a name; `floor` is where the mention before or the sentence ends.
    pub fn before(&self, candidate: &Candidate, floor: usize) -> Option<Range<usize>> {
        let comma = candidate.titles > floor && self.is_comma(candidate.titles - 1);
        let end = self.before_calling(candidate.titles, comma, floor);
        let floor = floor.max(end.saturating_sub(LONGEST_ROLE));
        let mut walk = Walk {
            floor,
            at: end,
            end,
            start: None,
            commas: usize::from(comma),
            lower: 0,
            listed: false,
        };
        while walk.at > walk.floor && self.takes(walk.at - 1, &mut walk) {
            walk.at -= 1;
        }
        let start = walk.start?;
        let head_first = self.doc.profile().grammar.head_first;
        // `an adviser to Fulan said`: not Fulan.
        if !head_first && !comma && matches!(self.text(walk.end - 1), "to" | "for" | "of") {
            return None;
        }
        // `Ditanya tentang bantuan bagi petani, Fulan berkata ...`: who stands behind a preposition does not speak.
        let aside = comma && start > floor && self.is_topic(start - 1) && self.says(candidate.end);
        if aside && head_first {
            return None;
        }
        let end = self.without_rest(start, walk.end);
        // `former campaign manager`, `Clinton campaign manager`
        let mut first = start;
        while first > floor && end < first + 6 && self.widens(first - 1) {
            first -= 1;
        }
        // `Soal calon pimpinan KPK, Fulan berharap ...`: what the sentence begins with is about others, unless a comma closes it.
        let opens = comma && first > floor && first <= floor + 2;
        if opens && self.is_topic(first - 1) && !self.is_comma(candidate.end) {
            return None;
        }
        // `istri Fulan` is somebody else than Fulan; `his wife Fulan` is Fulan.
        let heads = if comma || !head_first {
            WordClass::ROLE | WordClass::KIN
        } else {
            WordClass::ROLE
        };
        (first < end && (first..end).any(|i| self.words[i].is(heads))).then_some(first..end)
    }

    /// Before the words by which a name at `titles` is introduced: `warga bernama Fulan`, `wartawan yang akrab disapa Fulan`.
    fn before_calling(&self, titles: usize, comma: bool, floor: usize) -> usize {
        let mut end = titles - usize::from(comma);
        while end > floor && self.words[end - 1].is(WordClass::ALIAS) {
            end -= 1;
        }
        while end < titles && end > floor && is_usual(self.text(end - 1)) {
            end -= 1;
        }
        end
    }

    /// Whether token `i` may belong to the role that is walked back through.
    fn takes(&self, i: usize, walk: &mut Walk) -> bool {
        match self.doc.tokens[i].kind {
            Kind::Number => true,
            Kind::Sign => self.takes_sign(i, walk),
            Kind::Word => self.takes_word(i, walk),
        }
    }

    fn takes_sign(&self, i: usize, walk: &mut Walk) -> bool {
        match self.text(i) {
            "-" | "/" | "." => self.doc.tokens[i].glued,
            "(" | ")" | "&" => true,
            "," if walk.listed && walk.start.is_none() && i > walk.floor && self.is_office(i - 1) => true,
            // `Wali Kota Kyiv, ibu kota Ukraina, Vitali Klitschko`
            "," if walk.commas == 1 && walk.start.is_none() && walk.end - walk.at <= 6 => {
                walk.commas = 2;
                walk.end = i;
                true
            }
            _ => false,
        }
    }

    fn takes_word(&self, i: usize, walk: &mut Walk) -> bool {
        let (word, text) = (self.words[i], self.text(i));
        let lower = self.doc.tokens[i].shape == Shape::Lower;
        let capital_city =
            i + 1 < walk.end && matches!(text, "ibu" | "Ibu") && matches!(self.text(i + 1), "kota" | "Kota");
        if word.is(WordClass::ROLE | WordClass::KIN | WordClass::RANK) && !word.is(WordClass::SAY) && !capital_city {
            walk.start = Some(i);
            walk.lower = 0;
        } else if word.is(WordClass::SAY) || self.opens_sentence(i, walk) || self.is_shouted_before(i, walk) {
            return false;
        } else if word.is(WordClass::STOP | WordClass::PARTICLE) {
            // `Satuan Lalu Lintas`, `Seksi Pasca Panen`: its capital makes it a part of the office.
            if lower || i <= walk.floor {
                if !is_link(text) {
                    return false;
                }
                walk.listed |= matches!(text, "dan" | "and" | "&");
                walk.lower += 1;
            }
        } else if !self.doc.profile().grammar.head_first && lower && walk.start.is_none() && walk.commas == 0 {
            // `the senator met Fulan`: an English role ends with its head.
            return false;
        } else if lower && !word.is_known() {
            if is_verb(text) {
                return false;
            }
            walk.lower += 1;
        }
        walk.lower <= 5
    }

    /// `... Birokrasi Namun Menteri Keuangan Fulan`: a sentence begins whose full stop is lost.
    fn opens_sentence(&self, i: usize, walk: &Walk) -> bool {
        self.doc.profile().grammar.head_first
            && walk.start == Some(i + 1)
            && self.doc.tokens[i].shape == Shape::Title
            && is_function_word(self.doc.profile(), &self.doc.tokens[i])
            && self.doc.tokens[i + 1].shape == Shape::Title
    }

    /// `HARGA CABAI NAIK Kepala Dinas Fulan`: a headline in capitals that ran into the text.
    fn is_shouted_before(&self, i: usize, walk: &Walk) -> bool {
        let shouted = |i: usize| {
            let token = &self.doc.tokens[i];
            token.shape == Shape::Upper
                && token.end - token.start > 3
                && !self.words[i].is(WordClass::ORG | WordClass::UNIT)
        };
        let low = walk
            .start
            .is_some_and(|start| self.doc.tokens[start].shape == Shape::Title);
        low && i > walk.floor && shouted(i) && shouted(i - 1)
    }

    /// Where a role that begins at `start` ends, without what stands behind it and is no part of it.
    fn without_rest(&self, start: usize, mut end: usize) -> usize {
        // `Ketua Komisi (, Fulan`: a bracket that lost what stood in it.
        while end > start && matches!(self.text(end - 1), "(" | "-" | "/" | "&") {
            end -= 1;
        }
        // `Ketua Tim Dokter Prof dr Fulan`
        while end > start + 1
            && self.words[end - 1].is(WordClass::TITLE)
            && !self.words[end - 1].is(WordClass::ROLE | WordClass::OFFICE)
        {
            end -= 1;
        }
        end
    }

    fn says(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|word| word.is(WordClass::SAY))
    }

    /// A preposition that is not the agent's: `soal`, `terhadap`.
    fn is_topic(&self, i: usize) -> bool {
        self.words[i].is(WordClass::OBLIQUE) && self.text(i) != "oleh"
    }

    /// A word in capitals that stands in names of offices and of nobody.
    fn is_office(&self, i: usize) -> bool {
        let word = self.words[i];
        self.doc.tokens[i].shape != Shape::Lower
            && word.is(WordClass::OFFICE)
            && !word.is(WordClass::NAME | WordClass::PLACE)
    }

    /// A word before the head that belongs to the role.
    fn widens(&self, i: usize) -> bool {
        let token = &self.doc.tokens[i];
        if !token.is_word() || self.words[i].is(WordClass::STOP | WordClass::SAY | WordClass::TIME | WordClass::TITLE) {
            return false;
        }
        if !self.doc.profile().grammar.head_first {
            return token.shape != Shape::Lower
                || self.words[i].is(WordClass::WORD | WordClass::TAIL | WordClass::BODY);
        }
        false
    }

    /// The role behind a name that ends at `end`, between commas; `limit` is the end of the sentence, `cue` the word before the
    /// name and its titles.
    pub fn behind(&self, end: usize, limit: usize, cue: Option<usize>) -> Option<Range<usize>> {
        if end + 1 >= limit {
            return None;
        }
        if !self.is_comma(end) {
            return self.right_behind(end, limit);
        }
        let mut start = end + 1;
        while start < limit && is_opening(self.text(start)) && start < end + 4 {
            start += 1;
        }
        let indonesian = self.doc.profile().grammar.head_first;
        // An Indonesian role begins with its head: `kata Fulan, kesehatan warga terjamin`.
        let headed = |i: usize| {
            self.words[i].is(WordClass::ROLE | WordClass::KIN | WordClass::RANK)
                || self.doc.tokens[i].shape != Shape::Lower
                || self.text(i) == "orang" && i + 1 < limit && self.text(i + 1) == "tua"
        };
        if indonesian && start < limit && !headed(start) {
            return None;
        }
        let (mut at, mut head) = (start, false);
        while at < limit && at < start + LONGEST_ROLE {
            let token = &self.doc.tokens[at];
            let word = self.words[at];
            match token.kind {
                Kind::Number => {}
                Kind::Sign => match self.text(at) {
                    "-" | "/" | "&" | "(" | ")" => {}
                    "." if token.glued && at + 1 < limit => {}
                    _ => break,
                },
                Kind::Word => {
                    if word.is(WordClass::ROLE | WordClass::KIN | WordClass::RANK) {
                        head = true;
                    } else if word.is(WordClass::SAY | WordClass::TIME)
                        || word.is(WordClass::STOP) && !is_link(self.text(at))
                        || token.shape == Shape::Lower && !word.is_known() && is_verb(self.text(at))
                    {
                        break;
                    }
                    if !head && at >= start + if indonesian { 3 } else { 6 } {
                        return None;
                    }
                }
            }
            at += 1;
        }
        // `menurut Fulan, warga harus waspada`: the sentence goes on.
        if indonesian && cue.is_some_and(|cue| self.words[cue].is(WordClass::SAY) && !self.is_closed(at, limit, cue)) {
            return None;
        }
        // `at the foundation and`
        while at > start && is_link(self.text(at - 1)) {
            at -= 1;
        }
        // `Fulan, dan sutradara Wulan`: the next of a list.
        (head && at > start && !matches!(self.text(start), "dan" | "and" | "&")).then_some(start..at)
    }

    /// What stands at `at` ends an apposition behind a name that a cue stands before.
    fn is_closed(&self, at: usize, limit: usize, cue: usize) -> bool {
        if at < limit && self.is_comma(at) {
            return true;
        }
        // Behind a quotation only the speaker is left to tell of.
        // `Kata Fulan, warga sudah pulang`: a capital begins a sentence of its own.
        let quoted = cue > 0
            && self.doc.tokens[cue].shape == Shape::Lower
            && self.doc.tokens[cue - 1].kind == Kind::Sign
            && !self.is_comma(cue - 1);
        !self.text(cue).eq_ignore_ascii_case("menurut")
            && (at >= limit
                || quoted
                || self.doc.tokens[at].kind == Kind::Sign
                || self.words[at].is(WordClass::TIME)
                || is_circumstance(self.text(at)))
    }

    /// The role that follows an Indonesian name without a comma: `Fulan warga setempat`, `Fulan selaku ketua panitia`.
    fn right_behind(&self, end: usize, limit: usize) -> Option<Range<usize>> {
        if !self.doc.profile().grammar.role_may_follow_name {
            return None;
        }
        let joined = matches!(self.text(end), "selaku" | "sebagai");
        // `Fulan salah satu pedagang mengatakan`
        let one_of = self.text(end) == "salah" && self.text(end + 1) == "satu";
        let start = end + usize::from(joined) + 2 * usize::from(one_of);
        let role =
            |i: usize| self.words[i].is(WordClass::ROLE | WordClass::KIN) && self.doc.tokens[i].shape == Shape::Lower;
        // `Fulan bakal pulang`, and what says no more than that it is a woman.
        let weak = |i: usize| self.words[i].is(WordClass::NAME | WordClass::STOP) || is_general(self.text(i));
        if start >= limit || !role(start) || weak(start) {
            return None;
        }
        let mut at = start + 1;
        while at < limit && at < start + LONGEST_ROLE / 2 {
            let (token, word) = (&self.doc.tokens[at], self.words[at]);
            let ends = token.kind == Kind::Sign
                || word.is(WordClass::SAY | WordClass::TIME | WordClass::STOP | WordClass::DEMONSTRATIVE)
                || token.shape == Shape::Lower && !word.is_known() && is_verb(self.text(at));
            if ends {
                break;
            }
            at += 1;
        }
        // `menurut Fulan warga harus waspada`: a sentence goes on; what a verb of saying or a comma follows is a role.
        let closed = at >= limit
            || self.words[at].is(WordClass::SAY)
            || self.doc.tokens[at].kind == Kind::Sign && matches!(self.text(at), "," | "(" | ".")
            || joined;
        while at > start && is_link(self.text(at - 1)) {
            at -= 1;
        }
        closed.then_some(start..at)
    }

    /// `Secretary General Fulan`, `Chief Justice Fulan`: the first of the titles is the last word of the role before them.
    pub fn with_title(&self, role: Range<usize>, titles: &Range<usize>) -> Range<usize> {
        let joins = !self.doc.profile().grammar.head_first
            && role.end == titles.start
            && !titles.is_empty()
            && self.words[role.end - 1].is(WordClass::ROLE)
            && (self.words[titles.start].is(WordClass::ROLE) || self.text(titles.start) == "General");
        role.start..role.end + usize::from(joins)
    }

    /// Whether a name stands in the role of somebody else: `istri Fulan itu`, `pengacara Fulan tersebut`.
    pub fn is_anothers(&self, role: &Range<usize>, candidate: &Candidate) -> bool {
        self.doc.profile().grammar.head_first
            && role.end == candidate.titles
            && self.words[role.start].is(WordClass::KIN | WordClass::SERVES)
            && candidate.is_pointed_at(self.doc, self.words)
    }

    /// Whether the role before `candidate` belongs to the next name: `pengacara Rizieq Shihab, Aziz Yanuar`.
    pub fn serves(&self, role: &Range<usize>, candidate: &Candidate, next: Option<&Candidate>) -> bool {
        let before = self.words[candidate.titles - 1];
        role.end == candidate.titles
            && before.is(WordClass::SERVES | WordClass::KIN)
            && next.is_some_and(|next| candidate.is_before(self.doc, next))
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Language;
    use crate::extract::names::people;
    use crate::extract::text::Doc;

    /// Each person as `name | roles | affiliation`.
    fn read(language: Language, text: &str) -> Vec<String> {
        let people = people(&Doc::new(text, language), 0);
        let persons = people.persons.into_iter();
        persons
            .map(|p| {
                let affiliation = p.affiliation.as_deref().unwrap_or("-");
                format!("{} | {} | {affiliation}", p.name, p.roles.join("; "))
            })
            .collect()
    }

    #[track_caller]
    fn one(language: Language, text: &str, want: &str) {
        assert_eq!(read(language, text).first().map(String::as_str), Some(want), "{text}");
    }

    #[test]
    fn roles_of_several_fields() {
        let role = "Menteri Riset, Teknologi, dan Pendidikan Tinggi";
        one(
            Language::ID,
            &format!("{role} Herman Suradi mengatakan kampus tenang."),
            &format!("Herman Suradi | {role} | -"),
        );
        one(
            Language::ID,
            "Asisten Deputi Pemasaran I Regional III Kemenpar Ricky Hartawan hadir.",
            "Ricky Hartawan | Asisten Deputi Pemasaran I Regional III Kemenpar | Kemenpar",
        );
    }

    #[test]
    fn what_ran_into_a_role_is_none_of_it() {
        for (before, role) in [
            ("Menteri Reformasi Birokrasi Namun Menteri Keuangan", "Menteri Keuangan"),
            ("WANITA BISA SAKIT USAI MAKAN CABAI Pakar Diet", "Pakar Diet"),
            ("Kepala Satuan Lalu Lintas", "Kepala Satuan Lalu Lintas"),
        ] {
            let text = format!("{before} Herman Suradi hadir.");
            one(Language::ID, &text, &format!("Herman Suradi | {role} | -"));
        }
        one(
            Language::ID,
            "\"Kami siap,\" ujar Kepala Satuan Tugas Direktorat Gratifikasi dan Pelayanan Publik KPK, Herman Suradi, di kantornya.",
            "Herman Suradi | Kepala Satuan Tugas Direktorat Gratifikasi dan Pelayanan Publik KPK | Direktorat Gratifikasi dan Pelayanan Publik KPK",
        );
    }

    #[test]
    fn english_titles_that_end_a_role() {
        one(
            Language::EN,
            "Chief Justice Harlan Wexler agreed.",
            "Harlan Wexler | Chief Justice | -",
        );
        one(
            Language::EN,
            "Nato Secretary General Mark Veldhuis agreed.",
            "Mark Veldhuis | Nato Secretary General | Nato",
        );
        one(
            Language::EN,
            "\"It works,\" said Carla Finch, research director at the Brightwater Education Foundation and a mother of two.",
            "Carla Finch | research director at the Brightwater Education Foundation | Brightwater Education Foundation",
        );
    }

    #[test]
    fn roles_right_behind_a_name() {
        one(
            Language::ID,
            "Suparno warga setempat, mengaku takut.",
            "Suparno | warga setempat | -",
        );
        one(
            Language::ID,
            "\"Saya kaget,\" kata Herman Suradi, ketua RT 03, kepada wartawan.",
            "Herman Suradi | ketua RT 03 | -",
        );
    }

    #[test]
    fn a_sentence_that_goes_on_is_no_role() {
        for text in [
            "Menurut Herman Suradi, warga harus waspada.",
            "Dengan begitu, kata Herman Suradi, kesehatan warga tetap terjamin.",
            "Herman Suradi bakal pulang.",
            "Panitia memilih Herman Suradi, dan sutradara ternama, Wulan Sasmita.",
        ] {
            one(Language::ID, text, "Herman Suradi |  | -");
        }
    }

    #[test]
    fn affiliations_are_whole_and_named() {
        for (text, want) in [
            ("Kepala Kantor Herman Suradi hadir.", "-"),
            (
                "Ketua Lembaga Survei Sejahtera (LSS) Herman Suradi hadir.",
                "Lembaga Survei Sejahtera",
            ),
            (
                "Kanit 2 Satuan Patroli (PJR) Polda Sumut Herman Suradi hadir.",
                "Polda Sumut",
            ),
            (
                "Peneliti Ilmu Ekonomi Universitas Sentosa Herman Suradi hadir.",
                "Universitas Sentosa",
            ),
            ("Pelatih Badak Lampung FC Herman Suradi hadir.", "Badak Lampung FC"),
        ] {
            let got = read(Language::ID, text);
            assert!(got[0].ends_with(&format!("| {want}")), "{got:?}");
        }
    }
}
