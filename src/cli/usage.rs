//! Errors of arguments, with the next step where clap does not know it.

use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::ask::FIELDS;

/// Commands that take a query.
const WITH_QUERY: [&str; 4] = ["search", "quotes", "facet", "export"];

/// The same error, with what helps somebody who typed these arguments. `whole` is the command line.
pub fn with_next_step(mut error: clap::Error, args: &[OsString], whole: &Command) -> clap::Error {
    let typed: Vec<&str> = args.iter().skip(1).filter_map(|arg| arg.to_str()).collect();
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let wrong = match error.get(ContextKind::InvalidArg) {
                Some(ContextValue::String(wrong)) => wrong.clone(),
                _ => return error,
            };
            if let Some(tip) = tip(&wrong, &typed, whole) {
                error.remove(ContextKind::SuggestedArg);
                error.remove(ContextKind::Usage);
                error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
            }
        }
        ErrorKind::InvalidSubcommand => nearest_first(&mut error),
        _ => {}
    }
    error
}

/// What to do about an option that there is not.
fn tip(wrong: &str, typed: &[&str], whole: &Command) -> Option<String> {
    let bare = wrong.trim_start_matches('-');
    if typed.first().is_some_and(|first| first.starts_with(wrong)) {
        return Some(format!("options of a command stand behind it: `warta COMMAND {wrong}`"));
    }
    let command = typed.iter().find(|arg| !arg.starts_with('-'))?;
    if let Some(other) = command_with(bare, whole) {
        return Some(format!("`{wrong}` is an option of `warta {other}`"));
    }
    if !WITH_QUERY.contains(command) {
        return None;
    }
    if wrong.starts_with("--") {
        let is_called = |name: &&str| name.eq_ignore_ascii_case(bare);
        let mut fields = FIELDS.iter();
        let field = fields.find(|field| is_called(&field.name) || field.aliases.iter().any(is_called))?;
        return Some(format!(
            "`{bare}` is a field, which stands in the query: `{bare}:VALUE`, such as `{}`",
            field.example
        ));
    }
    // Of `-impor` clap names the first letter.
    let word = typed
        .iter()
        .find(|arg| arg.starts_with(wrong) && arg.len() > wrong.len())?;
    Some(format!(
        "what is not wanted stands in a query that is quoted, or behind `--`: `warta {command} -- WORDS {word}`"
    ))
}

/// The first command that has an option of this name.
fn command_with<'c>(option: &str, whole: &'c Command) -> Option<&'c str> {
    let mut commands = whole.get_subcommands();
    let has = |command: &&Command| command.get_arguments().any(|arg| arg.get_long() == Some(option));
    commands.find(has).map(Command::get_name)
}

/// Clap has the likest of the commands last.
fn nearest_first(error: &mut clap::Error) {
    let typed = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(typed)) => typed.clone(),
        _ => return,
    };
    if let Some(ContextValue::Strings(mut names)) = error.remove(ContextKind::SuggestedSubcommand) {
        let likeness = |name: &String| strsim::jaro_winkler(name, &typed);
        names.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)));
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(names));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_the_next_step() {
        let whole = crate::cli::command();
        for (wrong, typed, wanted) in [
            (
                "--currency",
                &["search", "--currency", "USD"][..],
                Some("`currency:VALUE`"),
            ),
            ("--kanal", &["facet", "role", "--kanal=x"], Some("`kanal:VALUE`")),
            ("--currency", &["index", "--currency"], None),
            ("--fromm", &["search", "--fromm", "2024"], None),
            ("--index", &["--index=x", "search"], Some("`warta COMMAND --index`")),
            (
                "-i",
                &["search", "beras", "-impor"],
                Some("`warta search -- WORDS -impor`"),
            ),
            ("-i", &["search", "-i"], None),
            (
                "--why",
                &["quotes", "--why"],
                Some("`--why` is an option of `warta search`"),
            ),
        ] {
            let tip = tip(wrong, typed, &whole);
            assert_eq!(tip.is_some(), wanted.is_some(), "{typed:?}: {tip:?}");
            assert!(
                wanted.is_none_or(|wanted| tip.is_some_and(|tip| tip.contains(wanted))),
                "{typed:?}"
            );
        }
    }
}
