//! What can be remarked on a question, without the words: those are the matter of who shows it, in the language of the reader.

use std::fmt;

use crate::article::Span;

/// What is remarkable. Names say what is wrong; [`crate::output::remarks`] has the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    // The text of a query.
    ClosesNothing,
    OrWithoutRight,
    OrWithoutLeft,
    AndWithoutSides,
    NotWithoutWord,
    MissingWeight,
    GroupsTooDeep,
    UnclosedGroup,
    EmptyGroup,
    FieldWithoutValue,
    RangeWithoutLimit,
    UnclosedQuotation,
    EmptyQuotation,
    TooManyWords,
    StarInWord,
    QuestionMarkInWord,
    SmallOperator,
    CutValue,
    NoWord,
    MissingNearness,
    TooFuzzy,
    MisplacedNearness,
    // Its meaning.
    UnknownField,
    NothingLeft,
    NoWordInSentence,
    NoWordInParagraph,
    AmountsApart,
    DaysApart,
    AmountsReversed,
    DaysReversed,
    UnknownCountry,
    UnlikelyCountry,
    UnknownRegion,
    UnknownCurrency,
    NoAmount,
    NoDate,
    NoPathPattern,
    FieldWithoutRanges,
    TwoCurrencies,
    // What the archive has.
    UnknownOutlet,
    UnlikelyOutlet,
    NoPersons,
    UnknownValue,
    UnlikelyValue,
    UnknownWord,
    UnlikelyWord,
    NotTogether,
    // Parameters.
    UnknownParameter,
    GivenTwice,
    NoSuchValue,
    NoYesOrNo,
    NoNumber,
    NoNumberOrAll,
    NoHalfLife,
    RecencyWithoutScores,
    NoTimeUnit,
    NoFacetNumber,
    UncountableField,
    UncountedField,
    EmptyValue,
    FindsNothing,
    QueriesToCompare,
    NoCursor,
    CursorOfAnotherOrder,
    CursorOfAnotherState,
}

/// In words with hyphens: `unclosed-group`.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = format!("{self:?}");
        for (i, letter) in name.char_indices() {
            if letter.is_ascii_uppercase() && i > 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", letter.to_ascii_lowercase())?;
        }
        Ok(())
    }
}

/// What is remarkable, and about what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub code: Code,
    /// What the words are filled with. Where names are offered, they stand behind the first one.
    pub args: Vec<String>,
}

impl From<Code> for Remark {
    fn from(code: Code) -> Remark {
        Remark { code, args: Vec::new() }
    }
}

impl Code {
    /// A remark about something.
    pub fn about<A: ToString>(self, args: impl IntoIterator<Item = A>) -> Remark {
        Remark {
            code: self,
            args: args.into_iter().map(|arg| arg.to_string()).collect(),
        }
    }
}

impl Remark {
    /// The names that are offered in place of the one that is unknown, the likeliest first.
    pub fn meant(&self) -> &[String] {
        match self.code {
            Code::UnknownField
            | Code::UnknownCountry
            | Code::UnknownOutlet
            | Code::UnknownValue
            | Code::UnknownWord
            | Code::UnknownParameter => self.args.get(1..).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// A remark on a stretch of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub remark: Remark,
    /// Byte offsets into the query as typed.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_written_with_hyphens() {
        assert_eq!(Code::UnclosedGroup.to_string(), "unclosed-group");
        assert_eq!(Code::NoYesOrNo.to_string(), "no-yes-or-no");
    }
}
