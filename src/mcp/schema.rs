//! How questions and answers are described: arguments by the table of parameters, answers by the schemas of the API.

use serde_json::{Map, Value, json};

use crate::api;
use crate::ask::{Kind, Parameter, View};

/// What a tool takes beside the parameters of its view: name, schema, whether it must be given.
type Own = (&'static str, Value, bool);

/// The view whose parameters a tool takes, those that it leaves out, and its own.
fn arguments(tool: &str) -> (Option<View>, &'static [&'static str], Vec<Own>) {
    let limit = |usual: u32, most: u32, what: &str| json!({"type": "integer", "minimum": 0, "maximum": most, "default": usual, "description": format!("How many {what} to show")});
    let detail = json!({"type": "string", "enum": ["low", "normal"], "default": "normal", "description": "low leaves out passages and amounts"});
    let text = |description: &str| json!({"type": "string", "description": description});
    match tool {
        "search_articles" => (
            Some(View::Search),
            &["recency", "facet", "offset", "limit"],
            vec![("limit", limit(10, 50, "articles"), false), ("detail", detail, false)],
        ),
        "search_quotes" => (
            Some(View::Quotes),
            &["recency", "facet", "offset", "limit"],
            vec![("limit", limit(10, 50, "statements"), false), ("detail", detail, false)],
        ),
        "count" => (
            Some(View::Facet),
            &["offset", "limit"],
            vec![
                (
                    "field",
                    text(
                        "The field whose values are counted: speaker, source, country, about, year, month, amount, ... (describe_archive lists them)",
                    ),
                    false,
                ),
                ("by", text("A second field, for a table"), false),
                (
                    "unit",
                    json!({"type": "string", "enum": ["day", "week", "month", "year"], "description": "In place of field: a timeline"}),
                    false,
                ),
                ("limit", limit(20, 200, "values"), false),
            ],
        ),
        "get_article" => (
            None,
            &[],
            vec![
                ("id", text("The id, as a search gave it"), true),
                (
                    "part",
                    json!({"type": "integer", "minimum": 1, "default": 1, "description": "Which part of a long text"}),
                    false,
                ),
            ],
        ),
        "compare" => (
            Some(View::Compare),
            &["query"],
            vec![(
                "queries",
                json!({"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 4, "description": "The queries that are compared"}),
                true,
            )],
        ),
        _ => (None, &[], Vec::new()),
    }
}

/// The parameters of a view that a tool takes.
fn taken(view: Option<View>, left_out: &'static [&'static str]) -> impl Iterator<Item = &'static Parameter> {
    let of_view = view.into_iter().flat_map(Parameter::of);
    of_view.filter(move |parameter| !left_out.contains(&parameter.name))
}

/// The names of a tool's arguments.
pub fn names(tool: &str) -> Vec<&'static str> {
    let (view, left_out, own) = arguments(tool);
    let own = own.iter().map(|(name, ..)| *name);
    taken(view, left_out)
        .map(|parameter| parameter.name)
        .chain(own)
        .collect()
}

/// The schema of a tool's arguments.
pub fn input(tool: &str) -> Value {
    let (view, left_out, own) = arguments(tool);
    let mut properties = Map::new();
    for parameter in taken(view, left_out) {
        let one = match parameter.kind {
            Kind::Flag => json!({"type": "boolean"}),
            Kind::OneOf(words) => json!({"type": "string", "enum": words}),
            _ => json!({"type": "string"}),
        };
        let mut schema = match parameter.repeatable {
            true => json!({"type": "array", "items": one}),
            false => one,
        };
        let example = match parameter.example.is_empty() {
            true => String::new(),
            false => format!(" (such as `{}`)", parameter.example),
        };
        let repeated = if parameter.repeatable {
            "; several are alternatives"
        } else {
            ""
        };
        schema["description"] = json!(format!("{}{repeated}{example}", parameter.help.en));
        properties.insert(parameter.name.to_owned(), schema);
    }
    let required: Vec<&str> = own.iter().filter(|(.., must)| *must).map(|(name, ..)| *name).collect();
    properties.extend(own.iter().map(|(name, schema, _)| ((*name).to_owned(), schema.clone())));
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

/// A schema with what it refers to put in.
fn inlined(schema: &Value, all: &Value) -> Value {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return inlined(&all[name], all);
    }
    match schema {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), inlined(value, all)))
            .collect(),
        Value::Array(values) => values.iter().map(|value| inlined(value, all)).collect(),
        value => value.clone(),
    }
}

/// The schema of a tool's answer. All that an answer of the API has may be cut, so that little is required.
pub fn output(tool: &str) -> Value {
    let document = api::document();
    let all = &document["components"]["schemas"];
    let of = |name: &str| inlined(&all[name]["properties"], all);
    let list = |kind: Value| json!({"type": "array", "items": kind});
    let text = json!({"type": "string"});
    let number = json!({"type": "integer"});
    let any = json!({"type": "object"});
    let truncated =
        json!({"type": "boolean", "description": "There is more: go on with `next` or `part`, or ask for less"});
    let (properties, required): (Value, &[&str]) = match tool {
        "search_articles" | "search_quotes" => (
            json!({
                "query": text, "num_hits": number, "quotations": number, "hits": list(any), "next": text,
                "diagnostics": list(inlined(&all["Diagnostic"], all)), "truncated": truncated,
            }),
            &["query", "num_hits", "hits", "truncated"],
        ),
        "count" => {
            let mut properties = of("FacetAnswer");
            for name in ["CrossedAnswer", "TimelineAnswer"] {
                if let (Some(members), Value::Object(more)) = (properties.as_object_mut(), of(name)) {
                    members.extend(more);
                }
            }
            properties["truncated"] = truncated;
            (properties, &["truncated"])
        }
        "compare" => {
            let mut properties = of("CompareAnswer");
            properties["truncated"] = truncated;
            (properties, &["num_articles", "queries", "truncated"])
        }
        "get_article" => {
            let mut properties = of("Record");
            let more = json!({
                "part": number, "parts": number, "body_start": number, "body": text, "statements": list(any.clone()),
                "amounts": list(any), "truncated": truncated, "articles_with_this_id": number,
            });
            if let (Some(members), Value::Object(more)) = (properties.as_object_mut(), more) {
                members.extend(more);
            }
            (properties, &["id", "part", "parts", "body", "statements", "truncated"])
        }
        _ => (
            json!({
                "articles": number, "statements": number, "outlets": list(any.clone()), "speakers": list(any.clone()),
                "years": list(any.clone()), "languages": list(any.clone()), "fields": list(any), "query_language": list(list(text)),
            }),
            &["articles", "statements", "fields", "query_language"],
        ),
    };
    json!({"type": "object", "properties": properties, "required": required})
}

/// What can be asked, short: name, what it says, an example, and whether its values can be counted.
pub fn fields(answer: &Value) -> Value {
    let fields = answer["fields"].as_array().map(Vec::as_slice).unwrap_or_default();
    let short = fields.iter().map(|field| {
        json!({"name": field["name"], "says": field["help"], "example": field["example"], "can_be_counted": field["faceted"]})
    });
    short.collect()
}
