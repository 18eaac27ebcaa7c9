//! A value against a JSON schema, of which the parts are understood that ours have.

use serde_json::Value;

/// Adds what is wrong with `value`; `all` are the schemas that others refer to.
pub fn check(value: &Value, schema: &Value, all: &Value, place: &str, wrong: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap_or_default();
        return check(value, &all[name], all, place, wrong);
    }
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    };
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !kinds.is_empty() && !kinds.iter().any(|kind| is(kind)) {
        wrong.push(format!("{place}: {value} is no {kinds:?}"));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        wrong.push(format!("{place}: {value} is none of {words:?}"));
    }
    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
        if schema["items"].is_object() {
            check(item, &schema["items"], all, &format!("{place}[{n}]"), wrong);
        }
    }
    let Some(object) = value.as_object() else { return };
    for name in schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        if !object.contains_key(name) {
            wrong.push(format!("{place}: {name} is missing"));
        }
    }
    for (name, value) in object {
        match (&schema["properties"][name], &schema["additionalProperties"]) {
            (Value::Null, Value::Null) if schema["properties"].is_object() => {
                wrong.push(format!("{place}: {name} is not described"))
            }
            (Value::Null, Value::Null) => {}
            (Value::Null, other) => check(value, other, all, &format!("{place}.{name}"), wrong),
            (described, _) => check(value, described, all, &format!("{place}.{name}"), wrong),
        }
    }
}
