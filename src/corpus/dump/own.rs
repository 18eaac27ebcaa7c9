//! Records that this program wrote itself, read again: what it found out by itself in the text, it is to find out anew.

/// The column that says that the title was made of the text.
pub const TITLE_DERIVED: &str = "title_derived";

/// The columns of a record that say where others are from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Own {
    title: usize,
    title_derived: usize,
    published: usize,
    published_from: usize,
    /// The day with the time, where `published` is a day alone.
    published_text: Option<usize>,
}

impl Own {
    /// The columns, if these are the names of a record's.
    pub fn of(names: &[String]) -> Option<Own> {
        let at = |name: &str| names.iter().position(|own| own == name);
        Some(Own {
            title: at("title")?,
            title_derived: at(TITLE_DERIVED)?,
            published: at("published")?,
            published_from: at("published_from")?,
            published_text: at("published_text"),
        })
    }

    /// Whether a column is asked for, though it is no field of an article.
    pub fn asks_for(self, column: usize) -> bool {
        column == self.title_derived || column == self.published_from || Some(column) == self.published_text
    }

    /// Takes a title that was made of the text out of the cells of a row, and a day that was found in it.
    pub fn drop_derived(self, cells: &mut Vec<(usize, Vec<String>)>) {
        let of = |column: Option<usize>| {
            let cell = cells.iter().find(|(at, _)| Some(*at) == column);
            cell.and_then(|(_, texts)| texts.first().cloned())
        };
        let has_title = of(Some(self.title_derived)).is_none_or(|derived| !derived.eq_ignore_ascii_case("true"));
        let has_day = of(Some(self.published_from)).is_none_or(|from| from == "metadata");
        let time = of(self.published_text);
        cells.retain(|(at, _)| {
            let derived = *at == self.title && !has_title || *at == self.published && !has_day;
            // By their names they could be taken for a title and a day themselves.
            !derived && !self.asks_for(*at)
        });
        if let (Some(time), Some((_, day))) = (time, cells.iter_mut().find(|(at, _)| *at == self.published)) {
            *day = vec![time];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 6] = [
        "title",
        TITLE_DERIVED,
        "published",
        "published_text",
        "published_from",
        "body",
    ];

    fn kept(row: [&str; 6]) -> Vec<(usize, String)> {
        let names = NAMES.map(str::to_owned);
        let own = Own::of(&names).expect("it is a record");
        let mut cells: Vec<(usize, Vec<String>)> = row
            .into_iter()
            .enumerate()
            .map(|(at, text)| (at, vec![text.to_owned()]))
            .collect();
        own.drop_derived(&mut cells);
        let kept = cells.into_iter().filter(|(at, _)| [0, 2].contains(at));
        kept.map(|(at, texts)| (at, texts.concat())).collect()
    }

    #[test]
    fn what_was_derived_is_derived_again() {
        let day = "2014-05-14";
        let time = "2014-05-14T06:30:00+07:00";
        assert_eq!(
            kept(["Kapal kembali", "false", day, time, "metadata", "x"]),
            [(0, "Kapal kembali".to_owned()), (2, time.to_owned())]
        );
        assert_eq!(kept(["Kapal kembali", "true", day, time, "dateline", "x"]), []);
        assert_eq!(Own::of(&["title".to_owned(), "published".to_owned()]), None);
    }
}
