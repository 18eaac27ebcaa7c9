//! Options of commands, made from the parameters of questions.

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches, ValueEnum};

use crate::ask::{self, Kind, Parameter, Question, View};
use crate::error::Result;
use crate::output::{Form, Format};

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Format] {
        &[Format::Text, Format::Json, Format::Ndjson, Format::Csv]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Form::Rows(*self).to_possible_value()
    }
}

impl ValueEnum for Form {
    fn value_variants<'a>() -> &'a [Form] {
        &Form::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.name()))
    }
}

/// The views that commands show.
pub const SEARCH: u8 = 0;
pub const QUOTES: u8 = 1;
pub const FACET: u8 = 2;

const fn view(number: u8) -> View {
    match number {
        SEARCH => View::Search,
        QUOTES => View::Quotes,
        _ => View::Facet,
    }
}

/// The name of the command.
pub const fn command(number: u8) -> &'static str {
    match number {
        SEARCH => "search",
        QUOTES => "quotes",
        _ => "facet",
    }
}

/// What the options of a command ask: the parameters of a view, as typed.
#[derive(Clone, Debug, Default)]
pub struct Asked<const VIEW: u8> {
    /// The words of the query.
    pub words: Vec<String>,
    /// All else, in the order of the table.
    pub options: Vec<(&'static str, String)>,
}

impl<const VIEW: u8> Asked<VIEW> {
    /// What is asked.
    ///
    /// # Errors
    /// Those of [`Question::from_pairs`].
    pub fn question(&self) -> Result<Question> {
        let query = ("q", self.words.join(" "));
        let options = self.options.iter().map(|(name, value)| (*name, value.clone()));
        Question::from_pairs(view(VIEW), [query].into_iter().chain(options))
    }
}

impl<const VIEW: u8> clap::Args for Asked<VIEW> {
    fn augment_args(command: Command) -> Command {
        Parameter::of(view(VIEW)).fold(command, |command, parameter| command.arg(option(parameter)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Asked::<VIEW>::augment_args(command)
    }
}

impl<const VIEW: u8> FromArgMatches for Asked<VIEW> {
    fn from_arg_matches(matches: &ArgMatches) -> std::result::Result<Asked<VIEW>, clap::Error> {
        let mut asked = Asked::default();
        asked.update_from_arg_matches(matches)?;
        Ok(asked)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> std::result::Result<(), clap::Error> {
        for parameter in Parameter::of(view(VIEW)) {
            let name = parameter.name;
            if parameter.kind == Kind::Flag {
                if matches.get_flag(name) {
                    self.options.push((name, "true".to_owned()));
                }
                continue;
            }
            // What is not typed is as the table has it.
            if matches.value_source(name) != Some(clap::parser::ValueSource::CommandLine) {
                continue;
            }
            let values = matches.get_many::<String>(name).into_iter().flatten().cloned();
            match parameter.kind {
                Kind::Query => self.words.extend(values),
                _ => self.options.extend(values.map(|value| (name, value))),
            }
        }
        Ok(())
    }
}

/// The option that a parameter is; the query is what stands behind all options.
fn option(parameter: &Parameter) -> Arg {
    let mut arg = Arg::new(parameter.name)
        .help(parameter.help.en)
        .value_name(parameter.placeholder);
    if parameter.kind == Kind::Query {
        return arg.num_args(0..).action(ArgAction::Append);
    }
    arg = arg.long(parameter.name);
    if let Some(default) = parameter.default.filter(|_| parameter.kind != Kind::Flag) {
        arg = arg.default_value(default);
    }
    match parameter.kind {
        Kind::Flag => arg.action(ArgAction::SetTrue),
        Kind::HalfLife => arg
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("")
            .action(ArgAction::Set),
        kind => arg
            .value_parser(values(parameter))
            // So that it is the value that is refused.
            .allow_negative_numbers(matches!(kind, Kind::Limit | Kind::Number))
            .action(match parameter.repeatable {
                true => ArgAction::Append,
                false => ArgAction::Set,
            }),
    }
}

/// What a value must be like, so that a wrong one is refused together with the other arguments.
fn values(parameter: &Parameter) -> ValueParser {
    match parameter.kind {
        Kind::OneOf(words) => PossibleValuesParser::new(words).into(),
        Kind::Limit => ValueParser::new(|text: &str| ask::limit(text).map(|_| text.to_owned())),
        Kind::Number => ValueParser::new(|text: &str| ask::number(text).map(|_| text.to_owned())),
        _ => ValueParser::string(),
    }
}

#[cfg(test)]
mod tests {
    use clap::Args;

    use super::*;

    #[test]
    fn every_parameter_has_an_option_that_is_read() {
        let typed = |parameter: &Parameter| match parameter.kind {
            Kind::Query => vec![parameter.example.to_owned()],
            Kind::Flag => vec![format!("--{}", parameter.name)],
            // Only an answer has one.
            _ if parameter.name == "cursor" => Vec::new(),
            _ => vec![format!("--{}={}", parameter.name, parameter.example)],
        };
        let args = Parameter::of(View::Search).flat_map(typed);
        let args = ["search".to_owned()].into_iter().chain(args);
        let command = Asked::<SEARCH>::augment_args(Command::new("search"));
        // Age counts in the order by relevance alone.
        let args: Vec<String> = args.filter(|arg| !arg.starts_with("--sort")).collect();
        let matches = command.try_get_matches_from(args).expect("every option is known");
        let asked = Asked::<SEARCH>::from_arg_matches(&matches).expect("it is read");
        let given: Vec<&str> = asked.options.iter().map(|(name, _)| *name).collect();
        let known: Vec<&str> = Parameter::of(View::Search)
            .map(|p| p.name)
            .filter(|name| !matches!(*name, "q" | "sort" | "cursor"))
            .collect();
        assert_eq!(given, known);
        let question = asked.question().expect("it can be asked");
        assert!(question.stories && question.recency.is_some());
    }
}
