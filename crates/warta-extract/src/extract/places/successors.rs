//! States that are gone and the countries that lie where they lay.
//!
//! In a story of their time `Moscow` is in the Soviet Union. That time is known by the article's date, or, where it has none, by
//! its naming the gone state as one that acts: more often than the country that came after it.

use super::found::Mention;
use crate::article::{CountryCode, Via};

/// Code, the first year without the state, and the countries that came after it. From ISO 3166-3.
const GONE: &[(&str, i16, &[&str])] = &[
    (
        "SUHH",
        1992,
        &[
            "RU", "UA", "BY", "KZ", "UZ", "TM", "TJ", "KG", "GE", "AM", "AZ", "MD", "EE", "LV", "LT",
        ],
    ),
    ("YUCS", 1992, &["RS", "HR", "SI", "BA", "MK", "ME", "XK"]),
    ("CSHH", 1993, &["CZ", "SK"]),
];

/// Reads cities, seats and datelines of the successors as the gone state's, where the article is of its time. A successor that
/// is named by its own name stays what it is.
pub fn settle(mentions: &mut [&mut [Mention]], year: Option<i16>) {
    for (gone, end, successors) in GONE {
        let Some(gone) = CountryCode::from_code(gone) else {
            continue;
        };
        let of_successor = |m: &Mention| successors.contains(&m.code.as_str());
        let all = || mentions.iter().flat_map(|part| part.iter());
        let of_its_time = match year {
            Some(year) => year < *end,
            None => {
                let named = all().filter(|m| m.code == gone).count();
                let own = |m: &&Mention| of_successor(m) && matches!(m.via, Via::Name | Via::Demonym);
                named > 0 && named >= all().filter(own).count()
            }
        };
        if !of_its_time {
            continue;
        }
        for m in mentions.iter_mut().flat_map(|part| part.iter_mut()) {
            if of_successor(m) && matches!(m.via, Via::City | Via::Metonym | Via::Dateline) {
                m.code = gone;
            }
        }
    }
}
