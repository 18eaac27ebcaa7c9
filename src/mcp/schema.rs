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
        "get_article" => {
            let mut properties = of("Record");
            let more = json!({
                "part": number, "parts": number, "body_start": number, "body": text, "statements": list(any.clone()),
                "amounts": list(any.clone()), "truncated": truncated, "articles_with_this_id": number,
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
