//! A made-up archive that reads and packs like news: words by Zipf's law with Indonesian's most frequent at their head, names, statements, countries, money, datelines, copies.
//! The same seed gives the same bytes. Used by the measurements and by the tests of whole runs.

use std::fmt::Write;

/// An article as a file would hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    pub title: String,
    pub body: String,
    /// RFC 3339.
    pub date: String,
}

impl Sample {
    /// As a text file: header lines, title, text.
    pub fn as_text(&self) -> String {
        format!("Judul: {}\nTanggal: {}\n\n{}\n", self.title, self.date, self.body)
    }

    /// As a line of JSON Lines, without the line's end.
    pub fn as_json(&self) -> String {
        serde_json::json!({ "title": self.title, "date": self.date, "text": self.body }).to_string()
    }
}

/// An endless archive.
pub struct Archive {
    state: u64,
    words: Vec<String>,
    /// Articles that may be printed again.
    recent: Vec<Sample>,
}

const SYLLABLES: [&str; 32] = [
    "ba", "me", "ku", "ran", "di", "tan", "sa", "lu", "ke", "pen", "ga", "ri", "ma", "ngan", "to", "wa", "ja", "si",
    "bu", "kan", "te", "la", "ni", "da", "mu", "ra", "pu", "sik", "ha", "gi", "ton", "ya",
];
/// The most frequent words of Indonesian news, in about their order: a text without them reads as no language.
const FREQUENT: [&str; 72] = [
    "yang",
    "dan",
    "di",
    "itu",
    "dengan",
    "untuk",
    "dari",
    "ini",
    "pada",
    "dalam",
    "tidak",
    "akan",
    "ke",
    "tersebut",
    "juga",
    "telah",
    "sudah",
    "oleh",
    "adalah",
    "karena",
    "ada",
    "sebagai",
    "para",
    "saat",
    "bisa",
    "tahun",
    "lebih",
    "kami",
    "warga",
    "orang",
    "secara",
    "seperti",
    "atau",
    "mereka",
    "menjadi",
    "harus",
    "bagi",
    "masih",
    "setelah",
    "hingga",
    "namun",
    "agar",
    "antara",
    "terhadap",
    "belum",
    "satu",
    "dapat",
    "hari",
    "hanya",
    "dua",
    "sejumlah",
    "banyak",
    "pemerintah",
    "masyarakat",
    "melakukan",
    "kepada",
    "baru",
    "sementara",
    "tak",
    "serta",
    "lain",
    "terjadi",
    "daerah",
    "jalan",
    "kota",
    "negara",
    "rumah",
    "harga",
    "pihak",
    "selama",
    "sehingga",
    "kita",
];
const FIRST_NAMES: [&str; 12] = [
    "Ratri", "Bagas", "Melati", "Surya", "Dewanti", "Wira", "Larasati", "Bimo", "Citra", "Galih", "Ayu", "Teguh",
];
const LAST_NAMES: [&str; 12] = [
    "Wibisana", "Prakoso", "Harsono", "Lestari", "Mahendra", "Kusuma", "Nugraha", "Saputra", "Andini", "Permana",
    "Wardhana", "Siregar",
];
const ROLES: [&str; 6] = [
    "Menteri Pertanian",
    "Wali Kota",
    "Direktur Utama",
    "Juru bicara kepolisian",
    "Gubernur",
    "Ketua asosiasi petani",
];
const COUNTRIES: [&str; 10] = [
    "Indonesia",
    "Ukraina",
    "Jepang",
    "Jerman",
    "Amerika Serikat",
    "Malaysia",
    "Australia",
    "India",
    "Brasil",
    "Mesir",
];
const CITIES: [&str; 8] = [
    "JAKARTA", "SURABAYA", "BANDUNG", "MEDAN", "MAKASSAR", "DENPASAR", "SEMARANG", "PADANG",
];
/// One article in so many is one of the recent ones again.
const COPIES: u64 = 25;

impl Archive {
    pub fn new(seed: u64) -> Archive {
        let mut archive = Archive {
            state: seed ^ 0x9e37_79b9_7f4a_7c15,
            words: Vec::new(),
            recent: Vec::new(),
        };
        let made_up = (FREQUENT.len()..30_000).map(|_| archive.word());
        archive.words = FREQUENT.into_iter().map(str::to_owned).chain(made_up).collect();
        archive
    }

    /// SplitMix64, by S. Vigna.
    pub fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.random() % limit.max(1)
    }

    fn word(&mut self) -> String {
        let count = 1 + self.below(3) + self.below(2);
        (0..count).map(|_| SYLLABLES[self.below(32) as usize]).collect()
    }

    fn pick<'t>(&mut self, table: &[&'t str]) -> &'t str {
        table[self.below(table.len() as u64) as usize]
    }

    /// A word of the vocabulary, the n-th about as often as 1/n.
    fn common_word(&mut self) -> usize {
        let share = (self.random() >> 11) as f64 / (1u64 << 53) as f64;
        let most = self.words.len() as f64;
        (most.powf(share) as usize).min(self.words.len()) - 1
    }

    fn phrase(&mut self, out: &mut String, words: u64) {
        for i in 0..words {
            if i > 0 {
                out.push(' ');
            }
            let word = self.common_word();
            out.push_str(&self.words[word]);
        }
    }

    /// A phrase that begins with a capital.
    fn clause(&mut self, words: u64) -> String {
        let mut text = String::new();
        self.phrase(&mut text, words);
        text[..1].make_ascii_uppercase();
        text
    }

    fn paragraph(&mut self, out: &mut String, speaker: &str) {
        let length = 8 + self.below(16);
        let clause = self.clause(length);
        let surname = speaker.rsplit(' ').next().unwrap_or(speaker);
        let number = 1 + self.below(900);
        // Writing to a string cannot fail.
        let _ = match self.below(7) {
            0 => write!(out, "\"{clause},\" kata {} {speaker}.", self.pick(&ROLES)),
            1 => write!(out, "\"{clause},\" ujar {surname}. \"{}.\"", self.clause(9)),
            2 => write!(out, "{surname} mengatakan bahwa {}.", clause.to_lowercase()),
            3 => write!(
                out,
                "{clause} senilai Rp {number} miliar dan USD {} juta.",
                number / 3 + 1
            ),
            4 => write!(
                out,
                "{clause} di {} dan {}.",
                self.pick(&COUNTRIES),
                self.pick(&COUNTRIES)
            ),
            _ => write!(out, "{clause}. {}.", self.clause(14)),
        };
        out.push('\n');
    }
}

impl Iterator for Archive {
    type Item = Sample;

    fn next(&mut self) -> Option<Sample> {
        if !self.recent.is_empty() && self.below(COPIES) == 0 {
            let at = self.below(self.recent.len() as u64) as usize;
            let mut copy = self.recent[at].clone();
            copy.title = self.clause(7);
            return Some(copy);
        }
        let speaker = format!("{} {}", self.pick(&FIRST_NAMES), self.pick(&LAST_NAMES));
        let mut body = format!("{} - {}.\n", self.pick(&CITIES), self.clause(18));
        for _ in 0..4 + self.below(14) {
            self.paragraph(&mut body, &speaker);
        }
        let (year, month, day) = (2015 + self.below(10), 1 + self.below(12), 1 + self.below(28));
        let sample = Sample {
            title: self.clause(7),
            body,
            date: format!("{year}-{month:02}-{day:02}T08:{:02}:00+07:00", self.below(60)),
        };
        if self.recent.len() < 100 {
            self.recent.push(sample.clone());
        } else {
            let at = self.below(100) as usize;
            self.recent[at] = sample.clone();
        }
        Some(sample)
    }
}
