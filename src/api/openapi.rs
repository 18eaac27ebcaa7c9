//! The description of the API as an OpenAPI 3.1 document, made from the table of routes, from [`crate::ask::PARAMETERS`] and from `schemas.json`.

use serde_json::{Map, Value, json};

use super::problem::Kind as ProblemKind;
use super::route::{MOST, Route};
use crate::ask::{Axis, FIELDS, Help, Kind, Parameter, View};
use crate::output::cite::Style;
use crate::output::remarks::in_a_sentence;

/// A route as it is described.
struct Described {
    /// Below `/api/v1/`.
    path: &'static str,
    summary: Help,
    route: fn() -> Route,
    /// The schemas that its JSON may have.
    schemas: &'static [&'static str],
    /// Its forms: names that `format` takes.
    formats: &'static [&'static str],
    /// Parameters that are no question's.
    own: &'static [Own],
    /// An example that finds something in most archives; an id is put in where it says `{id}`.
    example: &'static str,
}

/// A parameter of a route alone.
struct Own {
    name: &'static str,
    required: bool,
    /// May be given more than once.
    repeatable: bool,
    help: Help,
    example: &'static str,
    /// Of a number: the smallest and the largest.
    bounds: Option<(u64, u64)>,
}

const fn own(name: &'static str, help: Help, example: &'static str) -> Own {
    Own {
        name,
        required: false,
        repeatable: false,
        help,
        example,
        bounds: None,
    }
}

const fn says(id: &'static str, en: &'static str) -> Help {
    Help { id, en }
}

/// Of a table: for spreadsheets, which take it for another encoding without it.
const BOM: Own = Own {
    bounds: Some((0, 1)),
    ..own(
        "bom",
        says(
            "dari tabel: tanda urutan byte di depan, untuk lembar kerja",
            "of a table: a byte order mark in front, for spreadsheets",
        ),
        "1",
    )
};
const ID: Own = Own {
    required: true,
    ..own("id", says("id artikel", "the id of the article"), "")
};

const fn described(
    path: &'static str,
    summary: Help,
    route: fn() -> Route,
    schemas: &'static [&'static str],
    example: &'static str,
) -> Described {
    Described {
        path,
        summary,
        route,
        schemas,
        formats: &[],
        own: &[],
        example,
    }
}

/// What can be a table too.
const fn table(described: Described) -> Described {
    Described {
        formats: &["json", "ndjson", "csv"],
        own: &[BOM],
        ..described
    }
}

const ROUTES: &[Described] = &[
    table(described(
        "search",
        says("artikel; seperti `warta search`", "articles; as `warta search`"),
        || Route::Search,
        &["SearchAnswer"],
        "q=beras&facet=source:2&limit=2",
    )),
    table(described(
        "quotes",
        says("pernyataan; seperti `warta quotes`", "statements; as `warta quotes`"),
        || Route::Quotes,
        &["QuotesAnswer", "StatementsAnswer"],
        "limit=2&sort=newest",
    )),
    table(described(
        "facets/{field}",
        says(
            "nilai satu kolom, dihitung; seperti `warta facet FIELD`",
            "the values of a field, counted; as `warta facet FIELD`",
        ),
        || Route::Facets(String::new()),
        &["FacetAnswer"],
        "limit=5",
    )),
    table(described(
        "facets/{rows}/{columns}",
        says(
            "dua kolom disilangkan, masing-masing dengan `:N` untuk nilai-nilai pertamanya; seperti `warta facet FIELD FIELD`",
            "two fields against each other, each with `:N` for its first values; as `warta facet FIELD FIELD`",
        ),
        || Route::Crossed(String::new(), String::new()),
        &["CrossedAnswer"],
        "limit=5",
    )),
    table(described(
        "timeline",
        says(
            "hasil per hari, minggu, bulan, atau tahun, dan bagiannya dari semua; seperti `warta search --timeline`",
            "hits by day, week, month or year, and their share of all; as `warta search --timeline`",
        ),
        || Route::Timeline,
        &["TimelineAnswer"],
        "unit=year",
    )),
    table(described(
        "compare",
        says(
            "dua sampai empat kueri berdampingan; seperti `warta search --compare`",
            "two to four queries side by side; as `warta search --compare`",
        ),
        || Route::Compare,
        &["CompareAnswer"],
        "query=beras&query=gempa",
    )),
    described(
        "explain",
        says(
            "bagaimana kueri dibaca; seperti `warta search --explain`",
            "how a query is read; as `warta search --explain`",
        ),
        || Route::Explain,
        &["ExplainAnswer"],
        "q=beras",
    ),
    Described {
        own: &[ID],
        ..described(
            "why",
            says(
                "mengapa artikel ditemukan, atau tidak; seperti `warta search --why ID`",
                "why an article is a hit, or is none; as `warta search --why ID`",
            ),
            || Route::Why,
            &["WhyAnswer"],
            "q=beras&id={id}",
        )
    },
    Described {
        formats: &["json", "ndjson", "csv", "bibtex", "ris", "csl", "apa"],
        own: &[
            Own {
                repeatable: true,
                help: says(
                    "id artikel; paling banyak 100",
                    "the id of an article; up to 100 of them",
                ),
                ..ID
            },
            BOM,
        ],
        ..described(
            "records",
            says(
                "artikel menurut idnya: rekaman, atau kutipan pustaka",
                "articles by their ids: records, or citations",
            ),
            || Route::Records,
            &["RecordsAnswer"],
            "id={id}",
        )
    },
    Described {
        own: &[
            own("q", says("kueri sejauh ini", "the query so far"), "spe"),
            Own {
                bounds: Some((1, 20)),
                ..own("limit", says("berapa banyak, 1 sampai 20", "how many, 1 to 20"), "8")
            },
        ],
        ..described(
            "suggest",
            says(
                "kelanjutan kueri yang sedang diketik",
                "ways to go on with a query that is being typed",
            ),
            || Route::Suggest,
            &["SuggestAnswer"],
            "q=spe",
        )
    },
    described(
        "stats",
        says(
            "isi arsip; seperti `warta stats`",
            "what is in the archive; as `warta stats`",
        ),
        || Route::Stats,
        &["Stats"],
        "",
    ),
    described(
        "fields",
        says(
            "apa yang bisa ditanyakan; seperti `warta fields`",
            "what can be asked; as `warta fields`",
        ),
        || Route::Fields,
        &["FieldsAnswer"],
        "",
    ),
];

/// The media type of a form.
fn media_type(format: &str) -> &'static str {
    match (Style::from_name(format), format) {
        (Some(style), _) => style.media_type(),
        (None, "ndjson") => "application/x-ndjson",
        (None, "csv") => "text/csv; charset=utf-8; header=present",
        _ => "application/json",
    }
}

/// A list of names for people: "`json`, `ndjson` or `csv`".
fn either(names: &[&str], or: &str) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    in_a_sentence(&names, &format!(" {or} "))
}

/// A route for people: path, what it gives, its parameters with what they say, an example.
pub struct Reference {
    pub path: String,
    pub summary: &'static str,
    pub parameters: Vec<(&'static str, String)>,
    pub example: &'static str,
}

/// All routes in the order in which they are explained; in Indonesian or in English.
pub fn reference(indonesian: bool) -> Vec<Reference> {
    let said = |help: Help| if indonesian { help.id } else { help.en };
    let of = |route: &Described| {
        let asked = (route.route)().view().into_iter().flat_map(Parameter::of);
        let asked = asked.map(|p| (p.name, said(p.help).to_owned()));
        let format = Some(route.formats).filter(|formats| !formats.is_empty());
        let format = format.map(|formats| ("format", either(formats, if indonesian { "atau" } else { "or" })));
        let own = route.own.iter().map(|own| (own.name, said(own.help).to_owned()));
        Reference {
            path: format!("/api/v1/{}", route.path),
            summary: said(route.summary),
            parameters: asked.chain(format).chain(own).collect(),
            example: route.example,
        }
    };
    ROUTES.iter().map(of).collect()
}

fn schema_of(parameter: &Parameter) -> Value {
    let mut schema = match parameter.kind {
        Kind::Number => json!({"type": "integer", "minimum": 0}),
        // A list of hits is cut into parts; counts are not.
        Kind::Limit if parameter.views.contains(&View::Facet) => {
            json!({"oneOf": [{"type": "integer", "minimum": 0}, {"const": "all"}]})
        }
        Kind::Limit => json!({"oneOf": [{"type": "integer", "minimum": 0, "maximum": MOST}, {"const": "all"}]}),
        Kind::Flag => json!({"type": "boolean"}),
        Kind::OneOf(words) => json!({"type": "string", "enum": words}),
        // An empty value is no value.
        Kind::Value | Kind::Date | Kind::Facet => json!({"type": "string", "minLength": 1}),
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
    let in_path = in_path.map(|name| {
        let example = if name == "columns" { "year" } else { "source" };
        let mut schema = json!({"type": "string", "minLength": 1});
        if name == "field" {
            schema["enum"] = FIELDS
                .iter()
                .filter(|field| Axis::of(field).is_some())
                .map(|field| json!(field.name))
                .collect();
        }
        json!({"name": name, "in": "path", "required": true, "schema": schema, "example": example})
    });
    let asked = (route.route)().view().into_iter().flat_map(Parameter::of).map(|p| {
        let mut asked =
            json!({"name": p.name, "in": "query", "description": p.help.en, "schema": schema_of(p), "explode": true});
        if !p.example.is_empty() {
            asked["example"] = if p.repeatable {
                json!([p.example])
            } else {
                json!(p.example)
            };
        }
        asked
    });
    let format = Some(route.formats).filter(|formats| !formats.is_empty()).map(|formats| {
        json!({"name": "format", "in": "query", "description": either(formats, "or"), "schema": {"type": "string", "enum": formats, "default": "json"}})
    });
    let own = route.own.iter().map(|own| {
        let one = match own.bounds {
            Some((least, most)) => json!({"type": "integer", "minimum": least, "maximum": most}),
            None if own.required => json!({"type": "string", "minLength": 1}),
            None => json!({"type": "string"}),
        };
        let schema = match own.repeatable {
            true => json!({"type": "array", "items": one, "minItems": 1, "maxItems": 100}),
            false => one,
        };
        let mut described = json!({"name": own.name, "in": "query", "description": own.help.en, "required": own.required, "schema": schema});
        if !own.example.is_empty() {
            described["example"] = match own.bounds {
                Some(_) => own.example.parse::<u64>().map_or_else(|_| json!(own.example), |number| json!(number)),
                None => json!(own.example),
            };
        }
        described
    });
    in_path.chain(asked).chain(format).chain(own).collect()
}

/// What a route answers, in each of its forms.
fn content(route: &Described) -> Value {
    let named = |name: &&str| json!({"$ref": format!("#/components/schemas/{name}")});
    let schema = match route.schemas {
        [one] => named(one),
        several => json!({"anyOf": several.iter().map(named).collect::<Vec<_>>()}),
    };
    let mut content = json!({"application/json": {"schema": schema}});
    for format in route.formats.iter().filter(|format| **format != "json") {
        let schema = match *format {
            "csl" => json!({"type": "array", "items": {"type": "object"}}),
            _ => json!({"type": "string"}),
        };
        content[media_type(format)] = json!({"schema": schema});
    }
    content
}

/// The document.
pub fn document() -> Value {
    let problem = json!({"description": "a problem (RFC 9457)", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}});
    let mut paths = Map::new();
    for route in ROUTES {
        let mut responses = json!({
            "200": {"description": route.summary.en, "content": content(route)},
            "304": {"description": "as it was: the `etag` is that of `if-none-match`"},
        });
        for status in ["400", "403", "404", "409", "414", "421", "500", "503"] {
            responses[status] = problem.clone();
        }
        let id = route.path.replace(['/', '{', '}'], "_");
        paths.insert(
            format!("/api/v1/{}", route.path),
            json!({"get": {"operationId": id.trim_matches('_'), "summary": route.summary.en, "parameters": parameters(route), "responses": responses}}),
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
