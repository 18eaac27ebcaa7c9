//! The table of readers: a row for each format that is read. The special stand before the general.

use super::format::Fit::{Certain, No, Possible};
use super::format::{Fit, Format, Treatment};
use super::head::Head;
use super::{decode, html, json, lines, table, text};

pub static READERS: &[Format] = &[
    Format {
        name: "a web page",
        extensions: &["html", "htm", "xhtml", "shtml", "asp", "aspx", "php", "jsp"],
        look: is_page,
        treatment: Treatment::Read(html::read),
    },
    Format {
        name: "JSON Lines",
        extensions: &["jsonl", "ndjson", "jl", "json"],
        look: is_json_lines,
        treatment: Treatment::Read(lines::read),
    },
    Format {
        name: "JSON",
        extensions: &["json"],
        look: is_json,
        treatment: Treatment::Read(json::read),
    },
    Format {
        name: "a table",
        extensions: &["csv", "tsv", "tab", "psv"],
        look: is_table,
        treatment: Treatment::Read(table::read),
    },
    Format {
        name: "plain text",
        extensions: &["txt", "text"],
        look: is_text,
        treatment: Treatment::Read(text::read),
    },
];

fn is_page(head: &Head) -> Fit {
    let start: String = head.text.chars().take(400).collect::<String>().to_ascii_lowercase();
    let opens = ["<!doctype html", "<html", "<head", "<?xml", "<!--"];
    if opens.iter().any(|tag| start.starts_with(tag)) && start.contains("htm") {
        return Certain;
    }
    // A page may begin with anything, if its name says that it is one.
    if head.is_named(&["html", "htm", "xhtml", "shtml"]) && !decode::is_binary(head.bytes) {
        return Possible;
    }
    if start.starts_with('<') && head.has("<body") || head.has("<BODY") {
        Possible
    } else {
        No
    }
}

/// The first line is a whole JSON object and another follows; or the name says so.
fn is_json_lines(head: &Head) -> Fit {
    let mut lines = head.text.lines().map(str::trim).filter(|line| !line.is_empty());
    let objects = match (lines.next(), lines.next()) {
        (Some(first), Some(second)) => first.starts_with('{') && second.starts_with('{') && first.ends_with('}'),
        _ => false,
    };
    if objects {
        Certain
    } else if head.is_named(&["jsonl", "ndjson", "jl"]) && !decode::is_binary(head.bytes) {
        Possible
    } else {
        No
    }
}

fn is_json(head: &Head) -> Fit {
    let mut chars = head.text.chars().filter(|c| !c.is_whitespace());
    match (chars.next(), chars.next()) {
        (Some('{'), Some('"')) | (Some('['), Some('{')) => Certain,
        _ if head.is_named(&["json"]) && !decode::is_binary(head.bytes) => Possible,
        _ => No,
    }
}

fn is_table(head: &Head) -> Fit {
    if head.is_named(&["csv", "tsv", "tab", "psv"]) && !decode::is_binary(head.bytes) {
        Possible
    } else {
        No
    }
}

fn is_text(head: &Head) -> Fit {
    let named = head.extension().is_none() || head.is_named(&["txt", "text"]);
    if named && !decode::is_binary(head.bytes) {
        Possible
    } else {
        No
    }
}
