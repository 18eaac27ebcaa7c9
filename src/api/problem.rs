//! What went wrong, as problem details (RFC 9457).

use serde_json::json;

use crate::error::{Diagnostic, Error, ErrorKind};
use crate::output::remarks;

/// The kinds of problems. Each is an anchor of the page `/api`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    QueryBroken,
    Parameter,
    TooLong,
    NotFound,
    NoArticle,
    Method,
    OtherSnapshot,
    ForbiddenOrigin,
    Token,
    Body,
    WrongHost,
    Busy,
    TooSlow,
    NoIndex,
    DamagedIndex,
    ArchiveServer,
    Internal,
}

impl Kind {
    pub const ALL: [Kind; 17] = [
        Kind::QueryBroken,
        Kind::Parameter,
        Kind::TooLong,
        Kind::NotFound,
        Kind::NoArticle,
        Kind::Method,
        Kind::OtherSnapshot,
        Kind::ForbiddenOrigin,
        Kind::Token,
        Kind::Body,
        Kind::WrongHost,
        Kind::Busy,
        Kind::TooSlow,
        Kind::NoIndex,
        Kind::DamagedIndex,
        Kind::ArchiveServer,
        Kind::Internal,
    ];

    /// Code, status and title.
    pub fn facts(self) -> (&'static str, u16, &'static str) {
        match self {
            Kind::QueryBroken => ("query-broken", 400, "the query cannot be understood"),
            Kind::Parameter => ("parameter", 400, "a parameter cannot be understood"),
            Kind::TooLong => ("too-long", 414, "the address is too long"),
            Kind::NotFound => ("not-found", 404, "there is no such address"),
            Kind::NoArticle => ("no-article", 404, "no article has this id"),
            Kind::Method => ("method", 405, "only GET and HEAD are answered"),
            Kind::OtherSnapshot => ("other-snapshot", 409, "the cursor is of another state of the index"),
            Kind::ForbiddenOrigin => ("forbidden-origin", 403, "pages of other sites are not answered"),
            Kind::Token => ("token", 401, "a token is needed"),
            Kind::Body => ("body", 413, "a request has no body here"),
            Kind::WrongHost => ("wrong-host", 421, "this server does not go by this name"),
            Kind::Busy => ("busy", 503, "too many searches at once"),
            Kind::TooSlow => ("too-slow", 503, "the search took too long"),
            Kind::NoIndex => ("no-index", 503, "there is no index"),
            Kind::DamagedIndex => ("damaged-index", 503, "the index is damaged"),
            Kind::ArchiveServer => (
                "archive-server",
                503,
                "the server that has the archive does not answer as it should",
            ),
            Kind::Internal => ("internal", 500, "something went wrong in this program"),
        }
    }

    pub fn status(self) -> u16 {
        self.facts().1
    }

    /// Whether it is a problem of the archive, which pages have words for.
    pub fn is_of_index(self) -> bool {
        matches!(self, Kind::NoIndex | Kind::DamagedIndex | Kind::ArchiveServer)
    }
}

/// One problem.
#[derive(Clone, Debug)]
pub struct Problem {
    pub kind: Kind,
    pub detail: String,
    pub hint: Option<String>,
    /// Of a query: where in it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Problem {
    pub fn new(kind: Kind, detail: impl Into<String>) -> Problem {
        Problem {
            kind,
            detail: detail.into(),
            hint: None,
            diagnostics: Vec::new(),
        }
    }

    pub fn with_hint(mut self, hint: impl Into<String>) -> Problem {
        self.hint = Some(hint.into());
        self
    }

    /// The problem that an error is. No place of this machine gets into it.
    pub fn of(error: &Error) -> Problem {
        let kind = match error.kind {
            ErrorKind::Query => Kind::QueryBroken,
            ErrorKind::Parameter | ErrorKind::Usage | ErrorKind::Input => Kind::Parameter,
            ErrorKind::Snapshot => Kind::OtherSnapshot,
            ErrorKind::TooSlow => Kind::TooSlow,
            ErrorKind::Server => Kind::ArchiveServer,
            ErrorKind::Index | ErrorKind::Io | ErrorKind::Locked | ErrorKind::Interrupted => Kind::DamagedIndex,
        };
        if kind == Kind::DamagedIndex {
            let problem = match damaged_file(error) {
                Some(file) => Problem::new(kind, format!("`{file}` is not as it was written")),
                None => Problem::new(kind, "the index cannot be read"),
            };
            return problem.with_hint("run `warta check`, then `warta index --rebuild FOLDER`");
        }
        let words = error.diagnostics.first().map(|first| remarks::message(&first.remark));
        let (cause, hint) = match words {
            Some(message) => (message.text, message.hint),
            None => (error.cause.clone(), error.hint.clone()),
        };
        let detail = match kind == Kind::Parameter && !error.place.is_empty() {
            true => format!("{}: {cause}", error.place),
            false => cause,
        };
        Problem {
            kind,
            detail,
            hint,
            diagnostics: error.diagnostics.clone(),
        }
    }

    /// `application/problem+json`
    pub fn json(&self) -> String {
        let (code, status, title) = self.kind.facts();
        let mut json = json!({
            "type": format!("/api#{code}"), "title": title, "status": status, "detail": self.detail,
        });
        if let Some(hint) = &self.hint {
            json["hint"] = hint.as_str().into();
        }
        if !self.diagnostics.is_empty() {
            let each = self.diagnostics.iter().map(|d| {
                let message = remarks::message(&d.remark);
                json!({
                    "code": d.remark.code.to_string(), "message": message.text, "hint": message.hint,
                    "start": d.span.start, "end": d.span.end,
                })
            });
            json["diagnostics"] = each.collect();
        }
        json.to_string() + "\n"
    }
}

/// The name of the file that an error of the index is about, without its folder.
pub fn damaged_file(error: &Error) -> Option<String> {
    let quoted = error.cause.split('`').skip(1).step_by(2);
    let place = std::iter::once(error.place.as_str());
    quoted.chain(place).find_map(|text| {
        let name = text.rsplit(['/', '\\']).next()?;
        let is_file = name.contains('.') || name == "CURRENT";
        (is_file && name.len() < 100 && !name.contains(' ')).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_index_is_named_without_its_place() {
        let error = Error::new(
            ErrorKind::Index,
            "/home/ana/arsip/index",
            "the file `/home/ana/arsip/index/1/ab12.pos` is damaged",
        );
        let problem = Problem::of(&error);
        assert!(!problem.json().contains("ana"), "{}", problem.json());
        assert!(problem.json().contains("ab12.pos"));
        let error = Error::new(
            ErrorKind::Index,
            "/home/ana/index",
            "the index cannot be read: /home/ana/x",
        );
        assert!(!Problem::of(&error).json().contains("ana"));
    }

    #[test]
    fn codes_are_all_different() {
        let mut codes: Vec<&str> = Kind::ALL.iter().map(|kind| kind.facts().0).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Kind::ALL.len());
    }
}
