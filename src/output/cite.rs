//! How an article is cited: BibTeX, RIS, CSL-JSON, APA; and how one of its statements is.

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::article::{Article, Language, Quote, QuoteKind};
use crate::lang::{self, Cited};

/// The formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Bibtex,
    Ris,
    Csl,
    Apa,
}

impl Style {
    pub const ALL: [Style; 4] = [Style::Apa, Style::Bibtex, Style::Ris, Style::Csl];

    /// As the API calls it.
    pub fn name(self) -> &'static str {
        match self {
            Style::Bibtex => "bibtex",
            Style::Ris => "ris",
            Style::Csl => "csl",
            Style::Apa => "apa",
        }
    }

    pub fn from_name(name: &str) -> Option<Style> {
        Style::ALL.into_iter().find(|style| style.name() == name)
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Style::Bibtex => "application/x-bibtex; charset=utf-8",
            Style::Ris => "application/x-research-info-systems; charset=utf-8",
            Style::Csl => "application/vnd.citationstyles.csl+json",
            Style::Apa => "text/plain; charset=utf-8",
        }
    }
}

/// As BibTeX knows them.
const MONTHS_BIBTEX: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// How the language is cited.
fn words(language: Language) -> &'static Cited {
    &lang::profile(language).cited
}

/// `9 Maret 2023` or `9 March 2023`.
fn day_in_words(day: Date, words: &Cited) -> String {
    format!("{} {} {}", day.day(), words.month(day.month()), day.year())
}

/// Text in one line, its blanks single.
fn line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The address of the original where it is one of the web.
pub fn web_address(article: &Article) -> Option<&str> {
    let url = article.url.as_deref()?;
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_sound = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    (!host.is_empty()
        && url
            .chars()
            .all(|c| is_sound(c) || !c.is_ascii() && !c.is_control() && !c.is_whitespace()))
    .then_some(url)
}

/// The host of an address of the web, as a reader knows it.
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = host.rsplit('@').next().unwrap_or(host);
    host.strip_prefix("www.").unwrap_or(host)
}

/// A piece of an APA reference; the name of the outlet is in italics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub italic: bool,
}

/// APA, 7th edition: author, date, title, outlet, address. Without an author the title goes first; without a date `t.t.` or `n.d.` stands.
pub fn apa(article: &Article, language: Language) -> Vec<Piece> {
    let plain = |text: String| Piece { text, italic: false };
    let words = words(language);
    let date = match article.published.as_ref().map(|p| p.day()) {
        Some(day) => {
            let (year, month) = (day.year(), words.month(day.month()));
            match words.month_first {
                true => format!("({year}, {month} {}).", day.day()),
                false => format!("({year}, {} {month}).", day.day()),
            }
        }
        None => format!("({}).", words.no_date),
    };
    let sentence = |text: &str| match text.ends_with(['.', '?', '!']) {
        true => text.to_owned(),
        false => format!("{text}."),
    };
    let title = sentence(&line(&article.title));
    let authors: Vec<String> = article.authors.iter().map(|author| line(author)).collect();
    let mut out = Vec::new();
    match authors.is_empty() {
        true => out.push(plain(format!("{title} {date} "))),
        false => out.push(plain(format!("{} {date} {title} ", sentence(&authors.join(", "))))),
    }
    if let Some(source) = &article.source {
        out.push(Piece {
            text: line(source),
            italic: true,
        });
        out.push(plain(". ".to_owned()));
    }
    if let Some(url) = web_address(article) {
        out.push(plain(url.to_owned()));
    }
    if let Some(last) = out.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    out
}

/// Characters that mean something in BibTeX, made plain.
fn bibtex_text(text: &str) -> String {
    let mut out = String::new();
    for c in line(text).chars() {
        match c {
            // A brace that has no other would end the entry; as a command it needs none.
            '{' => out.push_str("\\textbraceleft "),
            '}' => out.push_str("\\textbraceright "),
            '\\' => out.push_str("\\textbackslash "),
            '~' => out.push_str("\\textasciitilde "),
            '^' => out.push_str("\\textasciicircum "),
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// An address between braces: what would end them or the line is percent-encoded.
fn bibtex_url(url: &str) -> String {
    url.replace('{', "%7B")
        .replace('}', "%7D")
        .replace('\\', "%5C")
        .replace('%', "\\%")
}

/// `detik2023senat`: outlet, year, first word of the title; letters and digits of ASCII only.
fn bibtex_key(article: &Article) -> String {
    let plain = |text: &str| -> String {
        let letters = text.nfkd().filter(char::is_ascii_alphanumeric);
        letters.map(|c| c.to_ascii_lowercase()).take(24).collect()
    };
    let source = plain(article.source.as_deref().unwrap_or("warta"));
    let year = article
        .published
        .as_ref()
        .map(|p| p.day().year().to_string())
        .unwrap_or_default();
    let first = article
        .title
        .split_whitespace()
        .map(plain)
        .find(|word| word.len() > 2)
        .unwrap_or_default();
    let key = format!("{source}{year}{first}");
    match key.is_empty() {
        true => "warta".to_owned(),
        false => key,
    }
}

/// Keys that are all different: of several alike the second has a `b` behind it, and so on.
fn bibtex_keys(articles: &[Article]) -> Vec<String> {
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    let key = |article: &Article| {
        let key = bibtex_key(article);
        let times = seen.entry(key.clone()).or_insert(0);
        *times += 1;
        match *times {
            1 => key,
            n @ 2..=26 => format!("{key}-{}", char::from_u32('a' as u32 + n - 1).unwrap_or('z')),
            n => format!("{key}-{n}"),
        }
    };
    articles.iter().map(key).collect()
}

fn bibtex(article: &Article, key: &str) -> String {
    let mut fields: Vec<(&str, String)> = Vec::new();
    if !article.authors.is_empty() {
        let authors: Vec<String> = article
            .authors
            .iter()
            .map(|author| format!("{{{}}}", bibtex_text(author)))
            .collect();
        fields.push(("author", format!("{{{}}}", authors.join(" and "))));
    }
    fields.push(("title", format!("{{{{{}}}}}", bibtex_text(&article.title))));
    if let Some(source) = &article.source {
        fields.push(("journal", format!("{{{}}}", bibtex_text(source))));
    }
    if let Some(day) = article.published.as_ref().map(|p| p.day()) {
        fields.push(("year", day.year().to_string()));
        // Of a calendar day the month is 1 to 12.
        let name = MONTHS_BIBTEX.get(usize::from(day.month().unsigned_abs()) - 1);
        fields.extend(name.map(|month| ("month", (*month).to_owned())));
        fields.push(("day", day.day().to_string()));
    }
    if let Some(url) = web_address(article) {
        fields.push(("url", format!("{{{}}}", bibtex_url(url))));
    }
    if let Some(language) = words(article.language).langid {
        fields.push(("langid", format!("{{{language}}}")));
    }
    fields.push(("note", format!("{{warta {}}}", bibtex_text(&article.id))));
    let fields: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("  {name} = {value}"))
        .collect();
    format!("@article{{{key},\n{}\n}}\n", fields.join(",\n"))
}

fn ris(article: &Article) -> String {
    let mut out = String::from("TY  - NEWS\r\n");
    let mut add = |tag: &str, value: &str| out.push_str(&format!("{tag}  - {}\r\n", line(value)));
    for author in &article.authors {
        add("AU", author);
    }
    add("TI", &article.title);
    if let Some(source) = &article.source {
        add("T2", source);
    }
    if let Some(day) = article.published.as_ref().map(|p| p.day()) {
        add("PY", &day.year().to_string());
        add("DA", &format!("{:04}/{:02}/{:02}/", day.year(), day.month(), day.day()));
    }
    if let Some(url) = web_address(article) {
        add("UR", url);
    }
    add("LA", article.language.code());
    add("AN", &article.id);
    out.push_str("ER  - \r\n");
    out
}

fn csl(article: &Article) -> serde_json::Value {
    let mut item = serde_json::json!({
        "id": article.id, "type": "article-newspaper", "title": line(&article.title), "language": article.language.code(),
    });
    let mut set = |name: &str, value: serde_json::Value| {
        item[name] = value;
    };
    if !article.authors.is_empty() {
        let authors = article
            .authors
            .iter()
            .map(|author| serde_json::json!({"literal": line(author)}));
        set("author", authors.collect());
    }
    if let Some(source) = &article.source {
        set("container-title", line(source).into());
    }
    if let Some(day) = article.published.as_ref().map(|p| p.day()) {
        set(
            "issued",
            serde_json::json!({"date-parts": [[day.year(), day.month(), day.day()]]}),
        );
    }
    if let Some(url) = web_address(article) {
        set("URL", url.into());
    }
    item
}

/// Articles as citations in one style, one behind the other.
pub fn cited(articles: &[Article], style: Style) -> String {
    let text = |article: &Article| -> String {
        apa(article, article.language)
            .into_iter()
            .map(|piece| piece.text)
            .collect()
    };
    match style {
        Style::Bibtex => {
            let entries = articles.iter().zip(bibtex_keys(articles));
            entries
                .map(|(article, key)| bibtex(article, &key))
                .collect::<Vec<_>>()
                .join("\n")
        }
        Style::Ris => articles.iter().map(ris).collect(),
        Style::Csl => serde_json::Value::from(articles.iter().map(csl).collect::<Vec<_>>()).to_string() + "\n",
        Style::Apa => articles.iter().map(|article| text(article) + "\n").collect(),
    }
}

/// A statement as a journalist needs it: the words, who, how, where, when, and where to look it up; what is not the article's own is in a
/// language.
///
/// `“Kawasan ini membutuhkan kepastian,” kata Senator Margaret Ellison (Detik, 9 Maret 2023). https://... [warta d-70012, 106–154]`
pub fn statement(article: &Article, quote: &Quote, language: Language) -> String {
    let words = words(language);
    let text = line(article.body.get(quote.span.range()).unwrap_or_default());
    let speaker = article.speaker_of(quote).map(|speaker| line(&speaker.name));
    let who = match (speaker, quote.role.as_deref().map(line)) {
        (Some(name), Some(role)) => format!("{role} {name}"),
        (Some(name), None) => name,
        (None, Some(role)) => role,
        (None, None) => words.unnamed.to_owned(),
    };
    let said = match quote.kind {
        QuoteKind::Direct => format!("“{text}” {} {who}", words.said),
        QuoteKind::Indirect | QuoteKind::Mixed => format!("{text} – {who} {}", words.indirect),
    };
    let day = article.published.as_ref().map(|p| day_in_words(p.day(), words));
    let place: Vec<String> = article.source.as_deref().map(line).into_iter().chain(day).collect();
    let place = match place.is_empty() {
        true => String::new(),
        false => format!(" ({})", place.join(", ")),
    };
    let url = web_address(article).map(|url| format!(" {url}")).unwrap_or_default();
    format!(
        "{said}{place}.{url} [warta {}, {}–{}]",
        line(&article.id),
        quote.span.start,
        quote.span.end
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::RawArticle;

    fn article() -> Article {
        warta_extract::extract::extract(RawArticle {
            path: "detik.txt".into(),
            id: Some("d-1".into()),
            title: Some("Senat {AS} & 50%\nbantuan \\ baru".into()),
            text: "\"Kawasan ini membutuhkan kepastian,\" kata Senator Margaret Ellison.".into(),
            published: Some("2023-03-09".into()),
            source: Some("Detik".into()),
            url: Some("https://news.detik.com/d-1/senat".into()),
            authors: vec!["Tim detikcom".into()],
            language: Some("id".into()),
            ..RawArticle::default()
        })
        .article
    }

    #[test]
    fn an_article_is_cited_in_each_style() {
        let articles = [article()];
        let all: Vec<String> = Style::ALL
            .iter()
            .map(|style| cited(&articles, *style).replace('\r', ""))
            .collect();
        insta::assert_snapshot!(all.join("---\n"));
    }

    #[test]
    fn keys_of_one_file_are_all_different() {
        let articles = [article(), article(), article()];
        assert_eq!(
            bibtex_keys(&articles),
            ["detik2023senat", "detik2023senat-b", "detik2023senat-c"]
        );
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let mut bare = article();
        bare.authors.clear();
        bare.published = None;
        bare.source = None;
        bare.url = Some("javascript:alert(1)".into());
        let all: Vec<String> = Style::ALL
            .iter()
            .map(|style| cited(std::slice::from_ref(&bare), *style).replace('\r', ""))
            .collect();
        insta::assert_snapshot!(all.join("---\n"));
    }

    #[test]
    fn a_statement_is_copied_with_where_it_stands() {
        let article = article();
        let quote = article.quotes[0].clone();
        assert_eq!(
            statement(&article, &quote, Language::ID),
            "“Kawasan ini membutuhkan kepastian,” kata Senator Margaret Ellison (Detik, 9 Maret 2023). https://news.detik.com/d-1/senat [warta d-1, 1–35]"
        );
        let unnamed = Quote {
            speaker: None,
            role: None,
            kind: QuoteKind::Indirect,
            ..quote
        };
        assert_eq!(
            statement(&article, &unnamed, Language::EN),
            "Kawasan ini membutuhkan kepastian, – speaker not named (indirect) (Detik, 9 March 2023). https://news.detik.com/d-1/senat [warta d-1, 1–35]"
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_linked() {
        for (url, sound) in [
            ("https://a.example/x?y#z", true),
            ("http://a.example", true),
            ("https://kabar.example/é", true),
            ("javascript:alert(1)", false),
            ("//evil.example", false),
            ("https://", false),
            ("https://a.example/\"><script>", false),
            ("https://a.example/\u{2028}", false),
            ("data:text/html,x", false),
            (" https://a.example", false),
        ] {
            let mut article = article();
            article.url = Some(url.to_owned());
            assert_eq!(web_address(&article).is_some(), sound, "{url}");
        }
        assert_eq!(host("https://user@www.kompas.com:8080/a"), "kompas.com:8080");
    }
}
