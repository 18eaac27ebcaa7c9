//! Numbers as they are written out.

use crate::ask::share;

/// `1,234,567`
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 article`, `2 articles`
pub fn plural(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// A share, from 0 to 1, to four places: the same on every machine. None where there is nothing to be a share of.
pub fn rounded_share(count: u64, all: u64) -> Option<f64> {
    share(count, all).map(|share| (share * 10_000.0).round() / 10_000.0)
}

/// Bytes in units of 1,000: `1.4 MB`
pub fn bytes(number: u64) -> String {
    let mut value = number as f64;
    for unit in ["bytes", "kB", "MB", "GB"] {
        if value < 1000.0 {
            return if unit == "bytes" {
                format!("{number} {unit}")
            } else {
                format!("{value:.1} {unit}")
            };
        }
        value /= 1000.0;
    }
    format!("{value:.1} TB")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(
            [count(0), count(999), count(1_000), count(1_234_567)],
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!(
            [plural(1, "file", "files"), plural(2, "file", "files")],
            ["1 file", "2 files"]
        );
        assert_eq!(
            [bytes(999), bytes(53_500_000), bytes(2_000_000_000_000)],
            ["999 bytes", "53.5 MB", "2.0 TB"]
        );
    }
}
