//! An article in parts that can be read one after the other.

use serde_json::{Value, json};

use super::capped::only;

/// How long a part of the text is, in bytes.
const PART: usize = 20_000;
/// How much of statements goes with it, in bytes.
const STATEMENTS: usize = 16_000;

/// What an article says of itself.
const HEAD: [&str; 10] = [
    "id",
    "title",
    "source",
    "published",
    "published_from",
    "language",
    "url",
    "authors",
    "section",
    "cited_sources",
];

/// Where the parts of a text begin and end: at line ends, else at the last character that fits.
fn parts(body: &str) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut start = 0;
    while body.len() - start > PART {
        let fits = (start..=start + PART).rev().find(|at| body.is_char_boundary(*at));
        let end = fits.unwrap_or(body.len());
        let line = body[start..end].rfind('\n').map(|at| start + at + 1);
        let end = line.filter(|line| *line > start + PART / 2).unwrap_or(end);
        parts.push((start, end));
        start = end;
    }
    parts.push((start, body.len()));
    parts
}

/// One part of a record; `several` articles have its id.
pub fn of(record: &Value, wanted: usize, several: usize) -> Value {
    let body = record["body"].as_str().unwrap_or_default();
    let parts = parts(body);
    let part = wanted.clamp(1, parts.len());
    let (start, end) = parts[part - 1];
    let mut out = Value::Object(only(record, &HEAD));
    // An article that names hundreds of persons is no reason to leave out its text.
    for name in ["speakers", "countries"] {
        let list = record[name].as_array().map(Vec::as_slice).unwrap_or_default();
        out[name] = list.iter().take(30).cloned().collect();
    }
    let within = |item: &Value| {
        let at = item["start"].as_u64().and_then(|at| usize::try_from(at).ok());
        at.is_some_and(|at| (start..end.max(start + 1)).contains(&at))
    };
    let (mut left, mut truncated) = (STATEMENTS, false);
    let mut fitting = |list: &Value| -> Value {
        let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
        let fits = |item: &&Value| {
            let len = item.to_string().len() + 1;
            let fits = len <= left;
            left = left.saturating_sub(len);
            truncated |= !fits;
            fits
        };
        items.iter().filter(|item| within(item)).filter(fits).cloned().collect()
    };
    out["statements"] = fitting(&record["quotes"]);
    out["amounts"] = fitting(&record["amounts"]);
    out["part"] = json!(part);
    out["parts"] = json!(parts.len());
    out["body_start"] = json!(start);
    out["body"] = json!(&body[start..end]);
    out["truncated"] = json!(truncated || part < parts.len());
    if several > 1 {
        out["articles_with_this_id"] = json!(several);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The parts are the text, whole and in order, none longer than it may be.
        #[test]
        fn parts_are_the_text(lines in prop::collection::vec("[a-zé☃ ]{0,9000}", 0..12)) {
            let body = lines.join("\n");
            let parts = parts(&body);
            let together: String = parts.iter().map(|(start, end)| &body[*start..*end]).collect();
            prop_assert_eq!(together, body.as_str());
            prop_assert!(parts.iter().all(|(start, end)| end - start <= PART));
        }
    }

    #[test]
    fn a_part_has_its_own_statements() {
        let body = format!("{}\n{}", "a".repeat(15_000), "b".repeat(15_000));
        let record =
            json!({"id": "x", "body": body, "quotes": [{"start": 1, "end": 5}, {"start": 15_002, "end": 15_005}]});
        let second = of(&record, 2, 1);
        assert_eq!(second["statements"], json!([{"start": 15_002, "end": 15_005}]));
        assert_eq!((&second["parts"], &second["body_start"]), (&json!(2), &json!(15_001)));
        assert_eq!(second["truncated"], json!(false));
        assert_eq!(of(&record, 1, 1)["truncated"], json!(true));
    }
}
