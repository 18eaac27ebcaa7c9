//! Numbers, shares and dates as each language writes them.

use jiff::civil::Date;

use super::words::Locale;
use crate::lang;

impl Locale {
    /// `1.234.567` in Indonesian, `1,234,567` in English.
    pub fn number(self, number: u64) -> String {
        let digits = number.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (n, digit) in digits.chars().enumerate() {
            if n > 0 && (digits.len() - n).is_multiple_of(3) {
                out.push(self.thousands());
            }
            out.push(digit);
        }
        out
    }

    fn thousands(self) -> char {
        match self {
            Locale::Id => '.',
            Locale::En => ',',
        }
    }

    /// A number with that many digits behind the point.
    pub fn decimal(self, number: f64, digits: usize) -> String {
        let text = format!("{number:.digits$}");
        match self {
            Locale::Id => text.replace('.', ","),
            Locale::En => text,
        }
    }

    /// A part of a whole: `2,7 %` (`2.7%`); one digit behind the point below ten, and `< 0,1 %` for what is there but rounds to nothing.
    pub fn share(self, part: u64, whole: u64) -> String {
        if whole == 0 {
            return "–".to_owned();
        }
        let percent = part as f64 * 100.0 / whole as f64;
        let (sign, percent) = match part > 0 && percent < 0.1 {
            true => ("< ", 0.1),
            false => ("", percent),
        };
        // What reads `10,0` is written like all from ten up.
        let digits = usize::from(percent < 9.95 && part > 0);
        let gap = match self {
            Locale::Id => "\u{a0}",
            Locale::En => "",
        };
        format!("{sign}{}{gap}%", self.decimal(percent, digits))
    }

    /// The name of a month, 1 to 12.
    pub fn month(self, month: i8) -> &'static str {
        lang::profile(self.language()).cited.month(month)
    }

    /// Its first three letters, as calendars write it: `Agu`, `Aug`.
    pub fn short_month(self, month: i8) -> &'static str {
        self.month(month).get(..3).unwrap_or("?")
    }

    /// `10 Maret 2022`, `10 March 2022`.
    pub fn day(self, day: Date) -> String {
        format!("{} {} {}", day.day(), self.month(day.month()), day.year())
    }

    /// `10 Mar 2022`.
    pub fn short_day(self, day: Date) -> String {
        format!("{} {} {}", day.day(), self.short_month(day.month()), day.year())
    }

    /// A value of time as a facet has it (`2022`, `2022-03`, `2022-03-10`), or a stretch (`2022-03-07/2022-03-13`), as a person reads it.
    pub fn time(self, value: &str) -> String {
        if let Some((first, last)) = value.split_once('/') {
            let same = |len: usize| first.get(..len) == last.get(..len);
            let (from, to) = (self.time(first), self.time(last));
            // What both have in common is said once: `7–13 Mar 2022`, `28 Feb–6 Mar 2022`.
            let words = match (same(7), same(4)) {
                (true, _) => 2,
                (false, true) => 1,
                _ => 0,
            };
            let kept: Vec<&str> = from.split(' ').collect();
            let kept = kept.get(..kept.len().saturating_sub(words)).unwrap_or_default();
            return format!("{}–{to}", kept.join(" "));
        }
        let mut parts = value.splitn(3, '-');
        let year = parts.next().unwrap_or_default();
        let month = parts.next().and_then(|m| m.parse().ok());
        let day = parts.next().and_then(|d| d.parse::<u8>().ok());
        match (month, day) {
            (Some(month), Some(day)) => format!("{day} {} {year}", self.short_month(month)),
            (Some(month), None) => format!("{} {year}", self.short_month(month)),
            _ => value.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_says_what_its_days_have_in_common_once() {
        for (value, said) in [
            ("2022-03-07/2022-03-13", "7–13 Mar 2022"),
            ("2022-02-28/2022-03-06", "28 Feb–6 Mar 2022"),
            ("2021-12-27/2022-01-02", "27 Dec 2021–2 Jan 2022"),
        ] {
            assert_eq!(Locale::En.time(value), said);
        }
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, id, en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_000, "1.000", "1,000"),
            (1_234_567, "1.234.567", "1,234,567"),
        ] {
            assert_eq!(Locale::Id.number(number), id);
            assert_eq!(Locale::En.number(number), en);
        }
    }

    #[test]
    fn shares_say_what_rounds_to_nothing() {
        assert_eq!(Locale::Id.share(27, 1000), "2,7\u{a0}%");
        assert_eq!(Locale::En.share(1, 4), "25%");
        assert_eq!(Locale::Id.share(1, 1_000_000), "< 0,1\u{a0}%");
        assert_eq!(Locale::Id.share(0, 10), "0\u{a0}%");
        assert_eq!(Locale::En.share(0, 0), "–");
        assert_eq!(Locale::En.share(996, 10_000), "10%");
    }

    #[test]
    fn times_are_read_as_written() {
        assert_eq!(Locale::Id.time("2022-08"), "Agu 2022");
        assert_eq!(Locale::En.time("2022-08-03"), "3 Aug 2022");
        assert_eq!(Locale::En.time("2022"), "2022");
        assert_eq!(Locale::En.time("2022-99"), "? 2022");
        assert_eq!(Locale::Id.month(0), "?");
    }
}
