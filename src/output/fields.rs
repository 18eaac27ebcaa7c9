//! What can be asked: the fields and the query language.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::csv::write_row;
use super::format::Format;
use super::terminal::{Ink, Style};
use crate::ask::{FIELDS, LANGUAGE};

pub fn write(out: &mut dyn Write, style: Style, format: Format) -> io::Result<()> {
    let value = |field: &crate::fields::Field| -> Value {
        json!({
            "name": field.name, "aliases": field.aliases, "faceted": field.faceted,
            "help": field.help, "example": field.example,
        })
    };
    match format {
        Format::Text => {
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
            Ok(())
        }
        Format::Json => {
            let fields: Vec<Value> = FIELDS.iter().map(value).collect();
            writeln!(out, "{}", json!({"version": 1, "fields": fields}))
        }
        Format::Ndjson => FIELDS.iter().try_for_each(|field| writeln!(out, "{}", value(field))),
        Format::Csv => {
            write_row(out, ["name", "aliases", "faceted", "help"])?;
            for field in FIELDS {
                let faceted = field.faceted.to_string();
                write_row(out, [field.name, &field.aliases.join(";"), &faceted, field.help])?;
            }
            Ok(())
        }
    }
}
