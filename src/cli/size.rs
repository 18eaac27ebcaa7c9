//! Sizes as options have them.

/// A size such as `10MB`, `512k` or `1000000`: bytes, with units of 1,000.
pub fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        other => return Err(format!("`{other}` is no unit of size; write kB, MB or GB")),
    };
    let number: u64 = digits
        .trim()
        .parse()
        .map_err(|_| "write a number and a unit, such as `10MB`".to_owned())?;
    number
        .checked_mul(unit)
        .filter(|size| *size > 0)
        .ok_or_else(|| "the size is out of range".to_owned())
}
