//! Answers that an assistant can read whole: what it has no use for is left out, and no answer is longer than some 40 kB.

use serde_json::{Map, Value};

/// How long an answer is at most, in bytes of JSON.
pub const ANSWER: usize = 40_000;
/// What an answer has beside its hits, at most.
const AROUND: usize = 2_000;
/// How long a text of a hit is that is too long by itself, in characters.
const TEXT: usize = 2_000;

/// What a hit has that says nothing to a reader.
const UNREAD: [&str; 6] = ["score", "path", "member", "title_highlights", "highlights", "cue"];
/// What a short answer leaves out.
const LOW: [&str; 4] = ["snippet", "context", "amounts", "variants"];

/// A list of hits without what an assistant has no use for; `low` leaves out passages too.
pub fn hits(mut answer: Value, low: bool) -> Value {
    if let Some(object) = answer.as_object_mut() {
        for name in ["version", "took_ms", "facets", "missing"] {
            object.remove(name);
        }
        if object
            .get("diagnostics")
            .is_some_and(|list| list.as_array().is_some_and(Vec::is_empty))
        {
            object.remove("diagnostics");
        }
    }
    for hit in answer["hits"].as_array_mut().into_iter().flatten() {
        read(hit, low);
        if let Some(statement) = hit.get_mut("statement") {
            read(statement, low);
        }
        let others = hit
            .get_mut("variants")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten();
        others
            .filter_map(|other| other.get_mut("first"))
            .for_each(|first| read(first, low));
        if let Some(first) = hit.get_mut("first") {
            read(first, low);
        }
    }
    answer
}

fn read(hit: &mut Value, low: bool) {
    let Some(object) = hit.as_object_mut() else { return };
    for name in UNREAD {
        object.remove(name);
    }
    // Of a passage the text; where in it words were found is for those who paint it.
    for name in ["snippet", "context"] {
        if let Some(passage) = object.get_mut(name)
            && let Some(text) = passage.get_mut("text").map(Value::take)
        {
            *passage = text;
        }
    }
    if low {
        for name in LOW {
            object.remove(name);
        }
    }
}

/// How many of the first hits stay within so many bytes.
pub fn fitting(hits: &Value, most: usize) -> usize {
    let mut left = most.saturating_sub(AROUND);
    let hits = hits.as_array().map(Vec::as_slice).unwrap_or_default();
    let fits = |hit: &&Value| {
        let len = hit.to_string().len() + 1;
        let fits = len <= left;
        left = left.saturating_sub(len);
        fits
    };
    hits.iter().take_while(fits).count()
}

/// One hit whose texts are too long, each cut behind its first words.
pub fn shortened(mut answer: Value) -> Value {
    if let Some(hits) = answer["hits"].as_array_mut() {
        hits.truncate(1);
        hits.iter_mut().for_each(shorten);
    }
    answer
}

fn shorten(value: &mut Value) {
    match value {
        Value::String(text) if text.chars().count() > TEXT => {
            *text = text.chars().take(TEXT).chain(" […]".chars()).collect();
        }
        Value::Array(values) => {
            values.truncate(20);
            values.iter_mut().for_each(shorten);
        }
        Value::Object(members) => members.values_mut().for_each(shorten),
        _ => {}
    }
}

/// Cuts the lists of counts until the answer fits; whether anything was cut. What comes first is the most frequent, or the earliest.
pub fn counts(answer: &mut Value, most: usize) -> bool {
    // Rows of a table and their counts are as many, and stay so.
    const LISTS: [&str; 6] = ["values", "timeline", "rows", "counts", "source", "year"];
    let mut cut = false;
    while answer.to_string().len() > most {
        let mut longer = false;
        for name in LISTS {
            if let Some(list) = answer.get_mut(name).and_then(Value::as_array_mut)
                && list.len() > 1
            {
                list.truncate(list.len().div_ceil(2));
                longer = true;
            }
        }
        if !longer {
            // One row alone that is too long: its names are.
            shorten(answer);
            return true;
        }
        cut = true;
    }
    if let Some(object) = answer.as_object_mut() {
        object.remove("version");
    }
    cut
}

/// Members of an object, those that are named.
pub fn only(object: &Value, names: &[&str]) -> Map<String, Value> {
    let members = names
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), object.get(*name)?.clone())));
    members.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_are_cut_to_what_fits_and_say_so() {
        let hit = |n: usize| json!({"id": n.to_string(), "snippet": {"text": "x".repeat(1000), "highlights": []}, "score": 1.0});
        let answer = hits(
            json!({"version": 1, "hits": (0..50).map(hit).collect::<Vec<_>>(), "diagnostics": []}),
            false,
        );
        assert!(answer["hits"][0]["score"].is_null());
        assert_eq!(answer["hits"][0]["snippet"].as_str().map(str::len), Some(1000));
        let fits = fitting(&answer["hits"], ANSWER);
        assert!((30..40).contains(&fits), "{fits}");
        let low = hits(json!({"hits": [hit(1)]}), true);
        assert_eq!(low["hits"][0], json!({"id": "1"}));
    }

    #[test]
    fn a_table_keeps_a_line_of_counts_for_each_row() {
        let rows: Vec<String> = (0..500).map(|n| format!("{n:0100}")).collect();
        let mut table = json!({"rows": rows, "counts": vec![vec![1, 2, 3]; 500]});
        assert!(counts(&mut table, ANSWER));
        let len = |name: &str| table[name].as_array().map_or(0, Vec::len);
        assert_eq!(len("rows"), len("counts"));
        assert!(table.to_string().len() <= ANSWER && len("rows") > 100);
        let mut small = json!({"values": [1, 2, 3]});
        assert!(!counts(&mut small, ANSWER));
        let mut one = json!({"values": [{"value": "x".repeat(100_000)}]});
        assert!(counts(&mut one, ANSWER));
        assert!(one.to_string().len() < ANSWER);
    }
}
