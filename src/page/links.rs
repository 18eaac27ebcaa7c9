//! What a page is elsewhere: as an address of the API, as a command, as a file.

use super::address::{Address, Place, query_string};
use super::asked;

/// The route of the API that gives what a page shows.
fn route(address: &Address) -> String {
    match address.place {
        Place::Quotes | Place::Person => "api/v1/quotes".to_owned(),
        Place::Article => "api/v1/records".to_owned(),
        Place::Table => format!(
            "api/v1/facets/{}/{}",
            address.get("rows").unwrap_or("speaker"),
            address.get("columns").unwrap_or("source")
        ),
        Place::Compare => "api/v1/compare".to_owned(),
        Place::Start | Place::About => "api/v1/stats".to_owned(),
        Place::Help | Place::Api => "api/v1/fields".to_owned(),
        Place::People => "api/v1/facets/speaker".to_owned(),
        Place::Countries => "api/v1/facets/country".to_owned(),
        Place::Search | Place::Country => "api/v1/search".to_owned(),
    }
}

/// The parameters of the API for what a page shows.
pub fn api_pairs(address: &Address) -> Vec<(String, String)> {
    let mut pairs = match address.place {
        Place::Article => {
            return address
                .get("id")
                .map(|id| ("id".to_owned(), id.to_owned()))
                .into_iter()
                .collect();
        }
        Place::Compare => {
            let queries = ["a", "b", "c", "d"].into_iter().filter_map(|name| address.get(name));
            return queries.map(|query| ("query".to_owned(), query.to_owned())).collect();
        }
        Place::Person => {
            let who = asked::condition("speaker", address.get("name").unwrap_or_default());
            return [("q".to_owned(), who), ("sort".to_owned(), "newest".to_owned())].into();
        }
        Place::Country => {
            let where_ = asked::condition("country", address.get("code").unwrap_or_default());
            return [("q".to_owned(), where_)].into();
        }
        Place::Search | Place::Quotes => asked::pairs(address, true),
        Place::Table => asked::pairs(address, false),
        _ => Vec::new(),
    };
    if address.place == Place::Table && address.get("of") == Some("quotes") {
        pairs.push(("of".to_owned(), "quotes".to_owned()));
    }
    if let Some(prefix) = address.get("prefix").filter(|_| address.place == Place::People) {
        pairs.push(("prefix".to_owned(), prefix.to_owned()));
    }
    let page = address.page();
    if matches!(address.place, Place::Search | Place::Quotes) && page > 1 {
        pairs.push(("offset".to_owned(), ((page - 1) * super::address::A_PAGE).to_string()));
    }
    pairs
}

fn with_query(route: &str, pairs: &[(String, String)]) -> String {
    match pairs.is_empty() {
        true => route.to_owned(),
        false => format!(
            "{route}?{}",
            query_string(pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())))
        ),
    }
}

/// The address of the API, relative to the pages.
pub fn api(address: &Address) -> String {
    with_query(&route(address), &api_pairs(address))
}

/// Everything that the list has, as a file.
pub fn export(address: &Address, format: &str) -> String {
    let mut pairs = api_pairs(&address.from_start());
    let lists = matches!(
        address.place,
        Place::Search | Place::Quotes | Place::Person | Place::Country
    );
    if lists || matches!(address.place, Place::Table | Place::People | Place::Countries) {
        pairs.push(("limit".to_owned(), "all".to_owned()));
    }
    pairs.push(("format".to_owned(), format.to_owned()));
    if format == "csv" {
        // Spreadsheets take a table without it for another encoding.
        pairs.push(("bom".to_owned(), "1".to_owned()));
    }
    with_query(&route(address), &pairs)
}

/// A part of a command as a shell takes it.
fn shell(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    match !text.is_empty() && text.chars().all(plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', "'\\''")),
    }
}

/// The command that prints what a page shows, without `warta`; none where there is none. Of an archive on a server it says that its address
/// is wanted, and not what it is.
pub fn command(address: &Address, on_server: bool) -> Option<String> {
    let command = command_here(address)?;
    // What is asked stands behind the options.
    Some(match command.split_once(' ') {
        _ if !on_server || command == "fields" => command,
        Some((name, rest)) => format!("{name} --on URL {rest}"),
        None => format!("{command} --on URL"),
    })
}

fn command_here(address: &Address) -> Option<String> {
    let name = match address.place {
        Place::Search | Place::Country => "search",
        Place::Quotes | Place::Person => "quotes",
        Place::Article => {
            let id = address.get("id")?;
            return Some(format!("show {}", shell(id)));
        }
        Place::Table => "facet",
        Place::People => return Some("facet speaker".to_owned()),
        Place::Countries => return Some("facet country".to_owned()),
        Place::Compare => {
            let queries: Vec<String> = ["a", "b", "c", "d"]
                .into_iter()
                .filter_map(|name| address.get(name))
                .map(shell)
                .collect();
            return (queries.len() > 1).then(|| format!("search --compare {}", queries.join(" ")));
        }
        Place::Start | Place::About => return Some("stats".to_owned()),
        Place::Help | Place::Api => return Some("fields".to_owned()),
    };
    let mut parts = vec![name.to_owned()];
    if address.place == Place::Table {
        parts.push(shell(address.get("rows").unwrap_or("speaker")));
        parts.push(shell(address.get("columns").unwrap_or("source")));
    }
    for (name, value) in api_pairs(address) {
        match name.as_str() {
            // What begins with a minus would be read as an option.
            "q" if value.starts_with('-') => parts.push(format!("-- {}", shell(&value))),
            "q" => parts.push(shell(&value)),
            "stories" => parts.push("--stories".to_owned()),
            "of" => parts.push("--quotes".to_owned()),
            "recency" => parts.push(format!("--recency={}", shell(&value))),
            name => parts.push(format!("--{name} {}", shell(&value))),
        }
    }
    // What follows `--` is the query alone.
    parts.sort_by_key(|part| part.starts_with("-- "));
    Some(parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_over_a_server_says_that_it_is_one() {
        for (place, query, said) in [
            (Place::Search, "q=-beras", "search --on URL -- -beras"),
            (Place::About, "", "stats --on URL"),
            (Place::Help, "", "fields"),
        ] {
            assert_eq!(command(&Address::read(place, query), true).as_deref(), Some(said));
        }
    }

    #[test]
    fn a_page_is_a_command_and_an_address_of_the_api() {
        let said: Vec<String> = [
            (
                Place::Search,
                "q=beras+OR+gempa&where=source:=\"Kompas\"&from=2020&stories=true&page=3&lang=en",
            ),
            (Place::Quotes, "q=-budi+it's&speaker=joko&sort=newest"),
            (Place::Article, "id=a/b.csv%232&q=x"),
            (Place::Table, "rows=country&columns=year&q=beras&of=quotes"),
            (Place::Compare, "a=beras&b=gempa+bumi"),
            (Place::Person, "name=Budi+Santosa"),
            (Place::Country, "code=UA"),
            (Place::About, ""),
        ]
        .into_iter()
        .map(|(place, query)| {
            let address = Address::read(place, query);
            format!(
                "{}\n  warta {}\n  {}\n  {}",
                address.href(),
                command(&address, false).unwrap_or_default(),
                api(&address),
                export(&address, "csv")
            )
        })
        .collect();
        insta::assert_snapshot!(said.join("\n"));
    }
}
