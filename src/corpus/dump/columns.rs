//! Which column of a dump holds which field: by its name, and by what stands in it.

use super::super::fields::{FieldMap, RawField};
use super::names::{self, fold, score};
use super::profile::Profile;

/// The columns of each field, best first: where the best has no value in a row, the next is asked.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    of: Vec<(RawField, Vec<usize>)>,
    /// Running text that is read as nothing.
    unread: Vec<usize>,
}

/// A name of `--map` that the dump does not have.
#[derive(Debug, PartialEq, Eq)]
pub struct Missing {
    pub field: RawField,
    pub name: String,
}

/// Share of the cells of a column that must be of a kind for the column to be of it.
const MOST: f64 = 0.6;

/// Letters of an average cell that is read for text by its content alone.
const LEAST_LETTERS: f64 = 200.0;

impl Columns {
    /// Chooses by names and profiles, which belong together one by one. What the user maps is taken at its word.
    ///
    /// # Errors
    /// The first name of the map that is not among them.
    pub fn choose(names: &[String], profiles: &[Profile], map: &FieldMap) -> Result<Columns, Missing> {
        let mut columns = Columns::default();
        let mut free = vec![true; names.len()];
        for (field, own) in map.own() {
            let folded = fold(own);
            let Some(at) = names.iter().position(|name| fold(name) == folded) else {
                let name = own.clone();
                return Err(Missing { field: *field, name });
            };
            columns.add(*field, at);
            free[at] = false;
        }
        // What is surest by its content first; each column is of one field.
        for field in [
            RawField::Text,
            RawField::Title,
            RawField::Url,
            RawField::Date,
            RawField::Time,
            RawField::Author,
            RawField::Source,
            RawField::Section,
            RawField::Language,
            RawField::Id,
        ] {
            let mut ranked: Vec<(f64, usize)> = (0..names.len())
                .filter(|at| free[*at])
                .map(|at| (worth(field, &names[at], &profiles[at]), at))
                .filter(|(worth, _)| *worth > 0.0)
                .collect();
            ranked.sort_by(|(a, i), (b, j)| b.total_cmp(a).then(i.cmp(j)));
            for (_, at) in ranked {
                // A column that names another field better is kept for that.
                if field != RawField::Text && names_another(field, &names[at], &profiles[at]) {
                    continue;
                }
                columns.add(field, at);
                free[at] = false;
            }
        }
        if columns.of(RawField::Title).is_empty()
            && let Some(at) = only_title(names, profiles, &free)
        {
            columns.add(RawField::Title, at);
        }
        let best = columns.of(RawField::Text).first().copied();
        columns.unread = (0..names.len())
            .filter(|at| Some(*at) != best && profiles[*at].prose >= 0.5)
            .collect();
        Ok(columns)
    }

    /// Takes in a name that was not there when the choice was made, as the last of its field.
    pub fn admit(&mut self, name: &str, at: usize) {
        let fields = [
            RawField::Text,
            RawField::Title,
            RawField::Date,
            RawField::Url,
            RawField::Author,
            RawField::Source,
            RawField::Section,
            RawField::Id,
        ];
        let best = fields.into_iter().max_by_key(|field| score(*field, name));
        if let Some(field) = best.filter(|field| score(*field, name) > 40) {
            self.add(field, at);
        }
    }

    fn add(&mut self, field: RawField, at: usize) {
        match self.of.iter_mut().find(|(known, _)| *known == field) {
            Some((_, columns)) => columns.push(at),
            None => self.of.push((field, vec![at])),
        }
    }

    /// The columns of a field, best first.
    pub fn of(&self, field: RawField) -> &[usize] {
        self.of
            .iter()
            .find(|(known, _)| *known == field)
            .map_or(&[], |(_, columns)| columns)
    }

    /// Columns of running text that are read only where the best one is empty, or not at all.
    pub fn unread(&self) -> &[usize] {
        &self.unread
    }

    /// The fields of a column, and its place among the field's columns.
    pub fn fields_of(&self, at: usize) -> impl Iterator<Item = (RawField, usize)> + '_ {
        self.of.iter().filter_map(move |(field, columns)| {
            let rank = columns.iter().position(|column| *column == at)?;
            Some((*field, rank))
        })
    }

    /// Whether nothing had to be chosen: every column that is read has a name that stands for its field in many dumps.
    pub fn is_plain(&self, names: &[String]) -> bool {
        const KNOWN: u32 = 60;
        let known =
            |(field, columns): &(RawField, Vec<usize>)| columns.iter().all(|at| score(*field, &names[*at]) > KNOWN);
        self.unread.is_empty() && self.of.iter().all(known)
    }

    /// What was chosen, in words: ``text from `Body_Text`, title from `Title` ``.
    pub fn note(&self, names: &[String]) -> String {
        let quoted = |at: &usize| format!("`{}`", names[*at].escape_debug());
        let mut parts: Vec<String> = Vec::new();
        for field in RawField::ALL {
            if let Some(first) = self.of(field).first() {
                parts.push(format!("{} from {}", field.name(), quoted(first)));
            }
        }
        let mut note = parts.join(", ");
        if !self.unread.is_empty() {
            let unread: Vec<String> = self.unread.iter().map(quoted).collect();
            note.push_str(&format!("; {} read only where that is empty", unread.join(", ")));
        }
        note
    }
}

/// How well a column fits a field; 0 where it does not.
fn worth(field: RawField, name: &str, profile: &Profile) -> f64 {
    let by_name = f64::from(score(field, name));
    let unknown = profile.cells == 0;
    match field {
        RawField::Text => text_worth(name, by_name, profile),
        RawField::Title => {
            let fits = unknown || (profile.prose < 0.5 && profile.addresses < MOST && profile.dates < MOST);
            let derived = if names::is_derived(name) { 0.5 } else { 1.0 };
            if fits { by_name * derived } else { 0.0 }
        }
        RawField::Date => match (unknown, profile.dates >= 0.3) {
            (true, _) => by_name,
            (false, true) if by_name > 0.0 => by_name + 100.0 * profile.dates,
            // Prose with a date in front (`Updated 3 March 2021, 10:00 by ...`) and words (`3 hours ago`) are left to what reads dates.
            (false, false) if profile.letters < 60.0 && profile.times < MOST && profile.addresses < MOST => {
                by_name / 10.0
            }
            _ => 0.0,
        },
        RawField::Time if unknown || profile.times >= MOST => by_name,
        RawField::Url => {
            if unknown || profile.addresses >= MOST && profile.homes < MOST {
                // An address that many rows share is of a site or of a list.
                by_name * if unknown { 1.0 } else { profile.distinct.max(0.1) }
            } else if by_name >= 60.0 && profile.words < 3.0 {
                by_name / 2.0
            } else {
                0.0
            }
        }
        RawField::Source => {
            let link = profile.addresses >= MOST && profile.homes < MOST;
            if unknown || profile.letters < 60.0 && profile.dates < MOST && !link {
                by_name
            } else {
                0.0
            }
        }
        RawField::Author | RawField::Section => {
            if unknown || profile.prose < 0.1 && profile.letters < 120.0 && profile.dates < MOST {
                by_name
            } else {
                0.0
            }
        }
        RawField::Language if unknown || profile.letters <= 12.0 => by_name,
        RawField::Id => {
            let alone = unknown || profile.distinct >= 0.999;
            if alone && profile.letters < 80.0 { by_name } else { 0.0 }
        }
        RawField::Time | RawField::Language => 0.0,
    }
}

/// Of several columns of text the whole text wins: the longest, less what its name speaks against.
fn text_worth(name: &str, by_name: f64, profile: &Profile) -> f64 {
    if profile.cells == 0 {
        return by_name / 1000.0;
    }
    if profile.addresses >= MOST || profile.dates >= MOST || profile.times >= MOST {
        return 0.0;
    }
    // Figures and marks are no text, whatever the column is called.
    if profile.words < 1.5 && profile.letters < 12.0 {
        return 0.0;
    }
    let other = [RawField::Title, RawField::Url, RawField::Date, RawField::Author]
        .iter()
        .any(|field| score(*field, name) > 40);
    let mut weight = match by_name {
        s if s > 40.0 => 1.0,
        s if s > 0.0 => 0.9,
        _ if other => 0.0,
        // By content alone it must be running text in most rows.
        _ if profile.prose >= 0.5 && profile.letters >= LEAST_LETTERS => 0.7,
        _ => 0.0,
    };
    if names::is_derived(name) {
        weight *= 0.6;
    }
    if names::has_word(name, "html") || names::has_word(name, "raw") {
        weight *= 0.97;
    }
    weight *= 1.0 - 0.7 * profile.pages;
    // Of equals the better name.
    (profile.letters + by_name / 100.0) * weight
}

/// Whether a name says another field more clearly, and the column fits that one too.
fn names_another(field: RawField, name: &str, profile: &Profile) -> bool {
    let own = score(field, name);
    RawField::ALL.iter().any(|other| {
        *other != field && *other != RawField::Text && score(*other, name) > own && worth(*other, name, profile) > 0.0
    })
}

/// The one column without a known name that reads as headlines: a few words, each row its own.
fn only_title(names: &[String], profiles: &[Profile], free: &[bool]) -> Option<usize> {
    let rows = profiles.iter().map(|profile| profile.cells).max().unwrap_or_default();
    let mut found = (0..names.len()).filter(|at| {
        let profile = &profiles[*at];
        let known = RawField::ALL.iter().any(|field| score(*field, &names[*at]) > 0);
        free[*at]
            && !known
            // Every row has one, of a line.
            && profile.cells >= rows.max(3)
            && profile.several == 0.0
            && (3.0..=25.0).contains(&profile.words)
            && profile.distinct > 0.9
            && profile.addresses == 0.0
            && profile.dates < 0.1
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "Kapal itu kembali ke pelabuhan sejak pagi, kata nakhoda yang ditemui di dermaga lama. ";

    fn chosen(columns: &[(&str, &[&str])], map: &[&str]) -> Result<String, Missing> {
        let names: Vec<String> = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        let profiles: Vec<Profile> = columns
            .iter()
            .map(|(_, cells)| Profile::of(cells.iter().copied()))
            .collect();
        let map: Vec<String> = map.iter().map(|pair| (*pair).to_owned()).collect();
        let map = FieldMap::new(&map).expect("the map is right");
        Columns::choose(&names, &profiles, &map).map(|columns| columns.note(&names))
    }

    #[test]
    fn the_whole_text_wins() {
        let (text, lead) = (LONG.repeat(8), LONG.to_owned());
        let note = chosen(
            &[
                ("Link", &["https://a.example/1", "https://a.example/2"]),
                ("Headline", &["Kapal Kembali", "Kapal Pergi"]),
                ("Description", &[&lead, &lead]),
                ("Date", &["21 hours ago", "2 days ago"]),
                ("Timestamp", &["2024-10-15", "2024-10-14"]),
                ("Article_Content", &[&text, &text]),
            ],
            &[],
        );
        assert_eq!(
            note.as_deref(),
            Ok("title from `Headline`, text from `Article_Content`, date from `Timestamp`, url from `Link`")
        );
    }

    #[test]
    fn content_decides_where_no_name_does() {
        let text = LONG.repeat(8);
        let note = chosen(
            &[
                ("a", &["Kapal Itu Kembali", "Kapal Itu Pergi", "Kapal Ini Datang"]),
                ("b", &[&text, &text, &text]),
                ("panjang_konten", &["900", "901", "902"]),
            ],
            &[],
        );
        assert_eq!(note.as_deref(), Ok("title from `a`, text from `b`"));
    }

    #[test]
    fn the_users_map_is_checked() {
        let text = LONG.repeat(8);
        let columns: &[(&str, &[&str])] = &[("judul", &["A b c"]), ("isi", &[&text]), ("lain", &[&text])];
        assert_eq!(
            chosen(columns, &["text=lain"]).as_deref(),
            Ok("title from `judul`, text from `lain`; `isi` read only where that is empty")
        );
        let missing = chosen(columns, &["text=warna"]).expect_err("there is no such column");
        assert_eq!((missing.field, missing.name.as_str()), (RawField::Text, "warna"));
    }
}
