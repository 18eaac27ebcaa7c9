//! `warta fields`: what can be asked, from the one table of fields.

use std::io::Write;

use super::args::Format;
use super::{Failure, out};
use crate::index::FIELDS;
use crate::output::terminal::Ink;

/// List the fields and the query language
#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// The language, by example.
const LANGUAGE: &[(&str, &str)] = &[
    ("senjata bantuan", "both words, in any of their forms"),
    ("senjata OR bantuan", "either of them"),
    ("senjata -latihan", "the one without the other; also NOT latihan"),
    ("(a OR b) c", "a group"),
    ("\"dewan keamanan\"", "these words in a row"),
    ("\"dewan keamanan\"~3", "near each other, at most three words between"),
    ("=menyerang", "the word as typed, no other forms"),
    ("ukrain*", "words that begin so"),
    ("klitsko~", "words spelt like it; ~1 and ~2 say how many letters off"),
    ("{senjata bantuan}", "all in one sentence"),
    ("[senjata bantuan]", "all in one paragraph"),
    ("{speaker:blinken quote:NATO}", "all in one statement: he said it"),
    ("senjata^2", "counts twice as much"),
    ("title:(a OR b)", "a field with a group"),
    ("speaker:*", "has a value at all"),
    ("date:2022-02..2022-05", "a range; also >=, >, <=, <"),
];

pub fn run(args: &Args) -> Result<u8, Failure> {
    fields(args)?;
    Ok(0)
}

fn fields(args: &Args) -> Result<(), Failure> {
    let out = &mut out::stdout();
    match args.format {
        Format::Text => {
            let style = out::style();
            writeln!(out, "{}", style.ink(Ink::Title, "fields"))?;
            for field in FIELDS {
                let mut names = field.name.to_owned();
                if !field.aliases.is_empty() {
                    names.push_str(&format!(" ({})", field.aliases.join(", ")));
                }
                writeln!(out, "  {}", style.ink(Ink::Speaker, &names))?;
                let faceted = if field.faceted { "; can be counted" } else { "" };
                writeln!(out, "      {}{faceted}", field.help)?;
                writeln!(out, "      {}", style.ink(Ink::Faint, field.example))?;
            }
            writeln!(out, "\n{}", style.ink(Ink::Title, "queries"))?;
            for (example, means) in LANGUAGE {
                writeln!(out, "  {example:30}  {means}")?;
            }
        }
        Format::Json | Format::Ndjson => {
            let list = FIELDS.iter().map(|field| {
                serde_json::json!({
                    "name": field.name, "aliases": field.aliases, "faceted": field.faceted,
                    "help": field.help, "example": field.example,
                })
            });
            if args.format == Format::Json {
                writeln!(
                    out,
                    "{}",
                    serde_json::json!({"version": 1, "fields": list.collect::<Vec<_>>()})
                )?;
            } else {
                for field in list {
                    writeln!(out, "{field}")?;
                }
            }
        }
        Format::Csv => {
            writeln!(out, "name,aliases,faceted,help")?;
            for field in FIELDS {
                writeln!(
                    out,
                    "{},{},{},\"{}\"",
                    field.name,
                    field.aliases.join(";"),
                    field.faceted,
                    field.help
                )?;
            }
        }
    }
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Scope, parse, resolve};

    #[test]
    fn every_example_of_the_language_is_understood() {
        for (example, _) in LANGUAGE {
            let parsed = parse(example);
            assert!(!parsed.broken && parsed.diagnostics.is_empty(), "{example}");
            assert_eq!(resolve(&parsed.node, Scope::Articles).1, [], "{example}");
        }
    }
}
