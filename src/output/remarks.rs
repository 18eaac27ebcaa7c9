//! The words of remarks, for people at a terminal.

use crate::error::Error;
use crate::remark::{Code, Remark};

/// A remark in words: what is the matter, and what would work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub text: String,
    pub hint: Option<String>,
}

/// The words of a remark.
pub fn message(remark: &Remark) -> Message {
    let (text, hint) = templates(remark.code);
    Message {
        text: filled(text, &remark.args),
        hint: (!hint.is_empty()).then(|| filled(hint, &remark.args)),
    }
}

/// An error with the words of what is wrong with the question, if it is about that.
pub fn worded(error: Error) -> Error {
    let Some(first) = error.diagnostics.first() else {
        return error;
    };
    let message = message(&first.remark);
    Error {
        cause: message.text,
        hint: message.hint,
        ..error
    }
}

/// Fills a template: `{0}` and `{1}` with what the remark is about, `{or}` and `{list}` with the names that it offers.
pub fn filled(template: &str, args: &[String]) -> String {
    let offered = || args.iter().skip(1).map(String::as_str);
    let put = |sign: &str| match sign {
        "{or}" => or_list(offered()),
        "{list}" => offered().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
        "{0}" => args.first().cloned().unwrap_or_default(),
        _ => args.get(1).cloned().unwrap_or_default(),
    };
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        let sign = ["{0}", "{1}", "{or}", "{list}"]
            .into_iter()
            .find(|sign| rest.starts_with(sign));
        let len = match sign {
            Some(sign) => {
                filled.push_str(&put(sign));
                sign.len()
            }
            None => {
                filled.push('{');
                1
            }
        };
        rest = &rest[len..];
    }
    filled + rest
}

/// Names in a sentence: `a`, `b` or `c`.
pub fn or_list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    in_a_sentence(&names, " or ")
}

/// Things one behind another, the last behind a word: `beras, gempa dan banjir`.
pub fn in_a_sentence<S: AsRef<str>>(things: &[S], word: &str) -> String {
    let mut text = String::new();
    for (n, thing) in things.iter().enumerate() {
        text.push_str(match n {
            0 => "",
            n if n + 1 == things.len() => word,
            _ => ", ",
        });
        text.push_str(thing.as_ref());
    }
    text
}

/// The text and the hint of each remark; without a hint where there is nothing to say.
fn templates(code: Code) -> (&'static str, &'static str) {
    match code {
        Code::ClosesNothing => ("`{0}` closes nothing", "leave it out, or open the group before it"),
        Code::OrWithoutRight => (
            "`OR` has nothing on its right",
            "write the other word behind it, or put `\"OR\"` in quotation marks to search for it",
        ),
        Code::OrWithoutLeft => (
            "`OR` has nothing on its left",
            "write a word before it, or put `\"OR\"` in quotation marks to search for it",
        ),
        Code::AndWithoutSides => (
            "`AND` needs something on both sides",
            "words without `AND` between them are all wanted too; put `\"AND\"` in quotation marks to search for it",
        ),
        Code::NotWithoutWord => (
            "`NOT` has nothing behind it",
            "write what is not wanted behind it, or put `\"NOT\"` in quotation marks to search for it",
        ),
        Code::MissingWeight => (
            "`^` without a weight is left out",
            "write a number from 0 to 1000 behind a word: `senjata^2`",
        ),
        Code::GroupsTooDeep => (
            "groups nest more than {0} deep",
            "take out parentheses that are not needed",
        ),
        Code::UnclosedGroup => ("the group that `{0}` opens is not closed", "put a `{1}` where it ends"),
        Code::EmptyGroup => ("the group is empty", "put words into it, or leave it out"),
        Code::FieldWithoutValue => (
            "the field `{0}` has no value",
            "write it right behind the colon: `country:Ukraina`",
        ),
        Code::RangeWithoutLimit => (
            "the range has no limit",
            "write a value: `date:>=2022-02`, `date:2022-02..2022-05`",
        ),
        Code::UnclosedQuotation => ("the quotation mark is not closed", "put a `\"` where the phrase ends"),
        Code::EmptyQuotation => (
            "there is no word between the quotation marks",
            "put a word between them",
        ),
        Code::TooManyWords => ("the query has more than {0} words", "search for fewer words at a time"),
        Code::StarInWord => (
            "`*` stands at the end of a word only",
            "search for the beginning of the word: `ukrain*`",
        ),
        Code::QuestionMarkInWord => (
            "`?` stands for no letter",
            "search for the beginning of the word, `{0}*`, or for words spelt like it: `{0}~`",
        ),
        Code::SmallOperator => (
            "`{0}` in small letters is a word that is searched for",
            "write `{1}` for either of the words beside it",
        ),
        Code::CutValue => (
            "a value ends at a blank: `{0}` is a word that is searched for",
            "write `{1}` for the whole",
        ),
        Code::NoWord => (
            "there is no letter or digit to search for",
            "signs are not searched; write a word, or leave the query out for everything",
        ),
        Code::MissingNearness => (
            "`~` behind a phrase without a number is left out",
            "say how many other words may stand between: `\"dewan keamanan\"~3`",
        ),
        Code::TooFuzzy => ("words more than two letters away are not searched", "`~2` is the most"),
        Code::MisplacedNearness => (
            "`~` goes with a plain word or a phrase only",
            "leave out the `=`, the `*` or the `~`",
        ),
        Code::UnknownField => ("there is no field `{0}`", "did you mean {or}? `warta fields` lists all"),
        Code::NothingLeft => (
            "this leaves nothing to find",
            "everything fits what is not wanted: take it out",
        ),
        Code::NoWordInSentence => (
            "only words, countries and amounts can stand in one sentence",
            "put the field before the `{`: `source:tempo {senjata bantuan}`",
        ),
        Code::NoWordInParagraph => (
            "only words, countries and amounts can stand in one paragraph",
            "put the field before the `[`: `source:tempo [senjata bantuan]`",
        ),
        Code::AmountsApart => (
            "this can never match",
            "no amount is above the one and below the other: exchange the limits, or join them with `OR`",
        ),
        Code::DaysApart => (
            "this can never match",
            "no day lies in both: exchange the limits, or join them with `OR`",
        ),
        Code::AmountsReversed => (
            "this can never match",
            "the first amount is larger than the last: exchange them",
        ),
        Code::DaysReversed => (
            "this can never match",
            "the first day comes after the last: exchange them",
        ),
        Code::UnknownCountry => ("there is no country `{0}`", "did you mean {or}?"),
        Code::UnlikelyCountry => (
            "there is no country `{0}`",
            "use a name in Indonesian or English, or a code: `Ukraina`, `Ukraine`, `UA`",
        ),
        Code::UnknownRegion => (
            "there is no region `{0}`",
            "regions are those of the United Nations, `Asia Tenggara`, and groups such as `ASEAN` and `Timur Tengah`",
        ),
        Code::UnknownCurrency => ("there is no currency `{0}`", "use a code or a name: `USD`, `rupiah`"),
        Code::NoAmount => (
            "`{0}` is no amount of money",
            "write a currency and a number: `\"USD 500 juta\"`, `\"Rp 1,5 triliun\"`",
        ),
        Code::NoDate => (
            "`{0}` is no date",
            "write a year, a month, a week or a day: `2022`, `2022-02`, `2022-W07`, `2022-02-18`, `kemarin`, `today`, `7d`",
        ),
        Code::NoPathPattern => (
            "`{0}` is no pattern: {1}",
            "`*` stands for anything, `?` for one character, `{a,b}` for either: `path:\"*.{csv,json}\"`",
        ),
        Code::FieldWithoutRanges => (
            "the field `{0}` has no ranges",
            "`date`, `year`, `month` and `amount` have",
        ),
        Code::TwoCurrencies => (
            "the limits are in two currencies, {0} and {1}",
            "amounts are compared within one currency",
        ),
        Code::UnknownOutlet => ("no article is from `{0}`", "did you mean {or}?"),
        Code::UnlikelyOutlet => ("no article is from `{0}`", "`warta facet source` lists the outlets"),
        Code::NoPersons => (
            "who is who is not known: the table of persons is missing or damaged, and each name counts as it is written",
            "make it anew with `warta index FOLDER`; nothing is read again for it",
        ),
        Code::UnknownValue => ("no article has `{0}`", "did you mean {or}?"),
        Code::UnlikelyValue => ("no article has `{0}`", "`warta facet {1}` lists those that are there"),
        Code::UnknownWord => ("`{0}` is nowhere in the archive", "did you mean {or}?"),
        Code::UnlikelyWord => ("`{0}` is nowhere in the archive", ""),
        Code::NotTogether => (
            "each part is found, but not together: {0}",
            "leave a part out, or join parts with `OR`",
        ),
        Code::UnknownParameter => ("there is no such parameter", "did you mean {or}?"),
        Code::GivenTwice => ("it is given more than once", "give it once"),
        Code::NoSuchValue => ("`{0}` is not one of its values", "write {or}"),
        Code::NoYesOrNo => ("`{0}` is neither yes nor no", "write `true` or `false`"),
        Code::NoNumber => ("`{0}` is no number", "write a number: `20`"),
        Code::NoNumberOrAll => ("a number or `all` is wanted", ""),
        Code::NoHalfLife => (
            "`{0}` is no half-life",
            "write a number of days, weeks, months or years: `30d`, `8w`, `6m`, `2y`",
        ),
        Code::RecencyWithoutScores => (
            "only the order by relevance has scores to weigh",
            "leave out `--sort` or `--recency`",
        ),
        Code::NoTimeUnit => (
            "`{0}` is no field of time",
            "use `date`, `week`, `month` or `year`, or leave it out",
        ),
        Code::NoFacetNumber => (
            "`{0}` is no number",
            "write the field and how many values: `--facet speaker:20`",
        ),
        Code::UncountableField => ("there is no field `{0}`", "these can be counted: {list}"),
        Code::UncountedField => ("the values of `{0}` cannot be counted", "these can be counted: {list}"),
        Code::EmptyValue => ("the value is empty", ""),
        Code::FindsNothing => ("nothing can be found by it", ""),
        Code::QueriesToCompare => ("{0} queries are wanted, not {1}", ""),
        Code::NoCursor => (
            "it is no cursor of this program",
            "take it from the answer before, as it stands there",
        ),
        Code::CursorOfAnotherOrder => (
            "it is of another query or of another order",
            "ask the same as before, or begin without a cursor",
        ),
        Code::CursorOfAnotherState => (
            "the index has changed since the part before",
            "begin again without a cursor",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_filled_with_what_they_are_about() {
        let names = ["negra", "country", "region", "{0}"].map(str::to_owned);
        assert_eq!(
            filled("no field `{0}`: {or}?", &names),
            "no field `negra`: `country`, `region` or `{0}`?"
        );
        assert_eq!(filled("before the `{`: {1} {2}", &names), "before the `{`: country {2}");
    }
}
