//! The date in the address of an article: `/2023/03/09/`, `-2023-03-09/`, `/20230309123456/`.

use jiff::civil::Date;

use super::dates::DateRange;

/// Years in which an address of the web can be from.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// The day, or the month, that an address says. Of several the last: an archive's copy has the date of the copy in front.
pub fn date(url: &str) -> Option<DateRange> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let bytes = path.as_bytes();
    let mut found = None;
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let len = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let end = at + len;
        let read = match len {
            4 => parted(path, at, end),
            // A day, and a day with its time.
            8 | 12 | 14 => whole(&path[at..end]).map(|day| (day, end)),
            _ => None,
        };
        match read {
            Some((range, behind)) => {
                found = Some(range);
                at = behind;
            }
            None => at = end,
        }
    }
    found
}

fn whole(digits: &str) -> Option<DateRange> {
    day(digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?)
}

/// A year, a month and perhaps a day behind the same sign, and the place behind them.
fn parted(path: &str, start: usize, year_end: usize) -> Option<(DateRange, usize)> {
    let sign = *path.as_bytes().get(year_end)?;
    let number = |from: usize| -> Option<&str> {
        let rest = path.get(from..)?;
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&len).then(|| &rest[..len])
    };
    if !matches!(sign, b'/' | b'-') {
        return None;
    }
    let year = &path[start..year_end];
    let month = number(year_end + 1)?;
    let behind = year_end + 1 + month.len();
    let byte = |at: usize| path.as_bytes().get(at).copied();
    if byte(behind) == Some(sign)
        && let Some(of_month) = number(behind + 1)
        && let Some(range) = day(year, month, of_month)
        // `/2019/09/14-tahun-...` is a title that begins with a number, and so is `-2019-3-7-november`.
        && byte(behind + 1 + of_month.len()).is_none_or(|next| next != b'-' && !next.is_ascii_alphabetic())
        && (sign == b'/' || month.len() == 2 && of_month.len() == 2)
    {
        return Some((range, behind + 1 + of_month.len()));
    }
    let first = date_of(year, month, "1").filter(|_| sign == b'/' && month.len() == 2)?;
    let month = DateRange {
        first,
        last: first.last_of_month(),
    };
    (path.as_bytes().get(behind) == Some(&b'/')).then_some((month, behind))
}

fn day(year: &str, month: &str, day: &str) -> Option<DateRange> {
    let day = date_of(year, month, day)?;
    Some(DateRange { first: day, last: day })
}

fn date_of(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_of_addresses() {
        for (url, want) in [
            ("https://a.example/read/2023/03/09/101500/hujan", "2023-03-09"),
            ("https://a.example/2023/3/9/hujan", "2023-03-09"),
            ("https://a.example/world/rain-in-town-2021-11-09/", "2021-11-09"),
            ("https://a.example/berita/20230309101500-1-42/hujan", "2023-03-09"),
            ("https://a.example/20230309/hujan", "2023-03-09"),
            (
                "https://archive.example/web/20240501000000/http://a.example/2023/03/09/x",
                "2023-03-09",
            ),
            ("https://a.example/2023/03/hujan.html", "2023-03"),
            ("https://a.example/2019/09/14-tahun-hujan.html", "2019-09"),
            ("https://a.example/festival-2019-3-7-november", ""),
            ("https://a.example/artikel/12345678/hujan", ""),
            ("https://a.example/pemilu-2024-02-partai", ""),
            ("https://a.example/2023/13/40/hujan", ""),
            ("https://a.example/hujan?date=2023/03/09", ""),
            ("", ""),
        ] {
            let got = date(url).map_or(String::new(), |range| {
                let day = range.first.to_string();
                if range.first == range.last {
                    day
                } else {
                    day[..7].to_owned()
                }
            });
            assert_eq!(got, want, "{url}");
        }
    }
}
