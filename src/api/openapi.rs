//! The description of the API as an OpenAPI 3.1 document, made from the table of routes, from [`crate::ask::PARAMETERS`] and from `schemas.json`.

use serde_json::{Map, Value, json};

use super::problem::Kind as ProblemKind;
use super::route::{MOST, Route};
use crate::ask::{Kind, Parameter};

/// A route as it is described.
struct Described {
    /// Below `/api/v1/`.
    path: &'static str,
    summary: &'static str,
    route: fn() -> Route,
    /// The schema of its JSON.
    schema: &'static str,
    /// Parameters that are no question's: name, whether it must be given, what it says, an example.
    own: &'static [(&'static str, bool, &'static str, &'static str)],
    /// An example that finds something in most archives; an id is put in where it says `{id}`.
    example: &'static str,
}

const FORMAT: (&str, bool, &str, &str) = ("format", false, "`json`, `ndjson` or `csv`", "csv");
const BOM: (&str, bool, &str, &str) = (
    "bom",
    false,
    "of a table: a byte order mark in front, for spreadsheets",
    "1",
);

const ROUTES: &[Described] = &[
    Described {
        path: "search",
        summary: "articles; as `warta search`",
        route: || Route::Search,
        schema: "SearchAnswer",
        own: &[FORMAT, BOM],
        example: "q=beras&facet=source:2&limit=2",
    },
    Described {
        path: "quotes",
        summary: "statements; as `warta quotes`",
        route: || Route::Quotes,
        schema: "QuotesAnswer",
        own: &[FORMAT, BOM],
        example: "limit=2&sort=newest",
    },
    Described {
        path: "facets/{field}",
        summary: "the values of a field, counted; as `warta facet FIELD`",
        route: || Route::Facets(String::new()),
        schema: "FacetAnswer",
        own: &[FORMAT, BOM],
        example: "limit=5",
    },
    Described {
        path: "facets/{rows}/{columns}",
        summary: "two fields against each other; as `warta facet FIELD FIELD`",
        route: || Route::Crossed(String::new(), String::new()),
        schema: "CrossedAnswer",
        own: &[FORMAT, BOM],
        example: "limit=5",
    },
    Described {
        path: "timeline",
        summary: "hits by day, month or year; as `warta search --timeline`",
        route: || Route::Timeline,
        schema: "TimelineAnswer",
        own: &[FORMAT, BOM],
        example: "unit=year",
    },
    Described {
        path: "compare",
        summary: "two to four queries side by side; as `warta search --compare`",
        route: || Route::Compare,
        schema: "CompareAnswer",
        own: &[FORMAT, BOM],
        example: "query=beras&query=gempa",
    },
    Described {
        path: "explain",
        summary: "how a query is read; as `warta search --explain`",
        route: || Route::Explain,
        schema: "ExplainAnswer",
        own: &[],
        example: "q=beras",
    },
    Described {
        path: "why",
        summary: "why an article is a hit, or is none; as `warta search --why ID`",
        route: || Route::Why,
        schema: "WhyAnswer",
        own: &[("id", true, "the id of the article", "")],
        example: "q=beras&id={id}",
    },
    Described {
        path: "records",
        summary: "articles by their ids: records, or citations",
        route: || Route::Records,
        schema: "RecordsAnswer",
        own: &[
            ("id", true, "the id of an article; up to 100 of them", ""),
            (
                "format",
                false,
                "`json`, `ndjson`, `csv`, `bibtex`, `ris`, `csl` or `apa`",
                "bibtex",
            ),
            BOM,
        ],
        example: "id={id}",
    },
    Described {
        path: "suggest",
        summary: "ways to go on with a query that is being typed",
        route: || Route::Suggest,
        schema: "SuggestAnswer",
        own: &[
            ("q", false, "the query so far", "spe"),
            ("limit", false, "how many, 1 to 20", "8"),
        ],
        example: "q=spe",
    },
    Described {
        path: "stats",
        summary: "what is in the archive; as `warta stats`",
        route: || Route::Stats,
        schema: "Stats",
        own: &[],
        example: "",
    },
    Described {
        path: "fields",
        summary: "what can be asked; as `warta fields`",
        route: || Route::Fields,
        schema: "FieldsAnswer",
        own: &[],
        example: "",
    },
];

/// A route for people: path, what it gives, its parameters with what they say, an example.
pub struct Reference {
    pub path: String,
    pub summary: &'static str,
    pub parameters: Vec<(&'static str, &'static str)>,
    pub example: &'static str,
}

/// All routes in the order in which they are explained; in Indonesian where it is there.
pub fn reference(indonesian: bool) -> Vec<Reference> {
    let of = |route: &Described| {
        let asked = (route.route)().view();
        let asked = asked.into_iter().flat_map(Parameter::of);
        let asked = asked.map(|p| (p.name, if indonesian { p.help.id } else { p.help.en }));
        Reference {
            path: format!("/api/v1/{}", route.path),
            summary: route.summary,
            parameters: asked.chain(route.own.iter().map(|own| (own.0, own.2))).collect(),
            example: route.example,
        }
    };
    ROUTES.iter().map(of).collect()
}

fn schema_of(parameter: &Parameter) -> Value {
    let mut schema = match parameter.kind {
        Kind::Number => json!({"type": "integer", "minimum": 0}),
        Kind::Limit => json!({"oneOf": [{"type": "integer", "minimum": 0, "maximum": MOST}, {"const": "all"}]}),
        Kind::Flag => json!({"type": "boolean"}),
        Kind::OneOf(words) => json!({"type": "string", "enum": words}),
        _ => json!({"type": "string"}),
    };
    if let Some(default) = parameter.default {
        schema["default"] = default
            .parse::<u64>()
            .map_or_else(|_| json!(default), |number| json!(number));
    }
    match parameter.repeatable {
        true => json!({"type": "array", "items": schema}),
        false => schema,
    }
}

fn parameters(route: &Described) -> Vec<Value> {
    let in_path = route
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let in_path = in_path.map(|name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}, "example": if name == "columns" { "year" } else { "source" }}));
    let asked = (route.route)().view().into_iter().flat_map(Parameter::of).map(|p| {
        json!({"name": p.name, "in": "query", "description": p.help.en, "schema": schema_of(p), "explode": true, "example": match p.repeatable { true => json!([p.example]), false => json!(p.example) }})
    });
    let own = route.own.iter().map(|(name, required, help, example)| {
        let many = *name == "id" && route.path == "records";
        let text = json!({"type": "string"});
        let schema = if many {
            json!({"type": "array", "items": text, "maxItems": 100})
        } else {
            text
        };
        let mut own = json!({"name": name, "in": "query", "description": help, "required": required, "schema": schema});
        if !example.is_empty() {
            own["example"] = json!(example);
        }
        own
    });
    in_path.chain(asked).chain(own).collect()
}

/// The document.
pub fn document() -> Value {
    let problem = json!({"description": "a problem (RFC 9457)", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}});
    let mut paths = Map::new();
    for route in ROUTES {
        let mut responses = json!({
            "200": {"description": route.summary, "content": {"application/json": {"schema": {"$ref": format!("#/components/schemas/{}", route.schema)}}}},
            "304": {"description": "as it was: the `etag` is that of `if-none-match`"},
        });
        for status in ["400", "403", "404", "409", "414", "421", "500", "503"] {
            responses[status] = problem.clone();
        }
        let id = route.path.replace(['/', '{', '}'], "_");
        paths.insert(
            format!("/api/v1/{}", route.path),
            json!({"get": {"operationId": id.trim_matches('_'), "summary": route.summary, "parameters": parameters(route), "responses": responses}}),
        );
    }
    let kinds: Vec<Value> = ProblemKind::ALL
        .iter()
        .map(|kind| json!(format!("/api#{}", kind.facts().0)))
        .collect();
    let mut schemas: Value = serde_json::from_str(include_str!("schemas.json")).unwrap_or_default();
    schemas["Problem"]["properties"]["type"] = json!({"type": "string", "enum": kinds});
    json!({
        "openapi": "3.1.0",
        "info": {"title": "warta", "version": "1", "description": "A news archive: articles, statements, who spoke, countries, money, time. Reads only.", "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"}},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_that_is_named_is_there() {
        let document = document();
        let text = document.to_string();
        for name in text.split("#/components/schemas/").skip(1) {
            let name = name.split('"').next().unwrap_or_default();
            assert!(document["components"]["schemas"][name].is_object(), "{name}");
        }
    }
}
