//! An article with its statements, speakers, countries and amounts marked.

use maud::{Markup, html};

use super::address::{Address, Place};
use super::marks::{Segment, segments};
use super::pieces::{part, pieces};
use super::text::{self, marked};
use super::words::Locale;
use super::{asked, hits};
use crate::article::{Article, PublishedFrom, Quote, QuoteKind, Span};
use crate::output::cite::{self, Style};
use crate::query::matching::Marks;
use crate::search::Reason;

/// What is shown of an article.
pub struct Read<'a> {
    pub article: &'a Article,
    /// The words that the query found.
    pub marks: &'a Marks,
    /// Its place in the list it was opened from, counted from 1, with the number of hits and the ids before and behind it.
    pub walk: Option<Walk>,
    /// Other articles with the same text or much of it.
    pub reprints: &'a [Article],
    /// How many more there are.
    pub more_reprints: usize,
    /// The file that it is from, without where that lies on this machine.
    pub file: &'a str,
    /// Each part of the query with what it found here.
    pub why: &'a [Reason],
}

/// Where in a list an article stands.
pub struct Walk {
    pub n: usize,
    pub num_hits: u64,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// What can be marked in a text, from the outermost to the innermost.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark<'a> {
    Statement(usize, &'a Quote),
    Speaker(&'a str),
    Country(&'a str),
    Amount,
    Query,
}

/// The stretches that are marked, by layers.
fn stretches<'a>(article: &'a Article, marks: &Marks) -> Vec<(Span, Mark<'a>)> {
    let mut out: Vec<(Span, Mark)> = Vec::new();
    for (n, quote) in article.quotes.iter().enumerate() {
        // What is said by two together stands once.
        if !article.quotes[..n].iter().any(|other| other.span == quote.span) {
            out.push((with_marks(&article.body, quote.span), Mark::Statement(n + 1, quote)));
        }
    }
    for speaker in &article.speakers {
        for span in named(&article.body, &speaker.name) {
            out.push((span, Mark::Speaker(&speaker.name)));
        }
    }
    for country in &article.countries {
        for span in &country.spans {
            out.push((*span, Mark::Country(country.code.as_str())));
        }
    }
    out.extend(article.amounts.iter().map(|amount| (amount.span, Mark::Amount)));
    out.extend(marks.body.iter().map(|span| (*span, Mark::Query)));
    out
}

/// A statement with the quotation marks around it, which are no part of it but are seen as one with it.
fn with_marks(body: &str, span: Span) -> Span {
    let is_mark = |c: &char| "\"“”„‘’'«»".contains(*c);
    let before = body
        .get(..span.start as usize)
        .and_then(|text| text.chars().next_back())
        .filter(is_mark);
    let behind = body
        .get(span.end as usize..)
        .and_then(|text| text.chars().next())
        .filter(is_mark);
    let len = |c: Option<char>| c.map_or(0, char::len_utf8) as u32;
    Span {
        start: span.start - len(before),
        end: span.end + len(behind),
    }
}

/// Where a name stands in a text, as a word of its own.
fn named(body: &str, name: &str) -> Vec<Span> {
    if name.is_empty() {
        return Vec::new();
    }
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    memchr::memmem::find_iter(body.as_bytes(), name.as_bytes())
        .map(|start| Span::new(start, start + name.len()))
        .filter(|span| {
            let before = body.get(..span.start as usize).and_then(|t| t.chars().next_back());
            let behind = body.get(span.end as usize..).and_then(|t| t.chars().next());
            !is_letter(before) && !is_letter(behind)
        })
        .collect()
}

/// The page.
pub fn article(locale: Locale, address: &Address, read: &Read) -> Markup {
    let article = read.article;
    let lang = text::lang(article, locale);
    let here = address.get("part").and_then(|part| part.parse().ok()).unwrap_or(1);
    let (paragraphs, parts) = part(&article.body, here);
    let stretches = stretches(article, read.marks);
    let paragraphs: Vec<_> = paragraphs
        .into_iter()
        .filter(|(_, paragraph)| !paragraph.trim().is_empty())
        .map(|(at, paragraph)| (at, in_pieces(article, paragraph, at, &stretches)))
        .collect();
    let is_cut = paragraphs.iter().any(|(_, pieces)| pieces.len() > 1);
    html! {
        @if let Some(of_list) = &read.walk { (walk(locale, address, of_list)) }
        div class="read" {
            article aria-labelledby="j" {
                p class="kicker" {
                    (text::source(article, locale))
                    @if let Some(section) = &article.section { " · " bdi { (section) } }
                    " · " (text::day(article, locale))
                }
                h1 id="j" lang=[lang.as_deref()] { bdi { (marked(&article.title, &read.marks.title)) } }
                p class="by" {
                    @if !article.authors.is_empty() { (locale.text("article.by")) " " bdi { (article.authors.join(", ")) } " · " }
                    (locale.count(article.body.split_whitespace().count() as u64, "word")) " · "
                    (locale.count(article.quotes.len() as u64, "quote"))
                    @if article.title_derived { " · " (locale.text("article.title-derived")) }
                    @if is_cut { " · " (locale.text("article.pieces")) }
                }
                (switches(locale))
                div class="text" lang=[lang.as_deref()] {
                    @for (at, pieces) in &paragraphs {
                        @for (from, piece) in pieces {
                            @let at = at + from;
                            p class=[(*from > 0).then_some("on")] { (Run { locale, address, stretches: &stretches, at }.render(&cut(piece, at, &stretches), 0)) }
                        }
                    }
                }
                @if parts > 1 {
                    nav class="pages" aria-label=(locale.text("article.parts")) {
                        @for n in 1..=parts { a href=(address.with("part", &n.to_string()).href()) aria-current=[(n == here).then_some("page")] { (locale.fill("article.part", &[("n", &n.to_string()), ("all", &parts.to_string())])) } }
                    }
                }
            }
            (panel(locale, address, read))
        }
    }
}

/// A paragraph in the pieces in which it is shown: no mark is cut.
fn in_pieces<'t>(
    article: &Article,
    paragraph: &'t str,
    at: usize,
    stretches: &[(Span, Mark)],
) -> Vec<(usize, &'t str)> {
    pieces(paragraph, article.language, |from| {
        let place = at + from;
        let goes_on = |(span, _): &(Span, Mark)| (span.start as usize) < place && place < span.end as usize;
        stretches.iter().any(goes_on)
    })
}

/// The paragraph's segments, offsets counted from its beginning.
fn cut<'t>(paragraph: &'t str, at: usize, stretches: &[(Span, Mark)]) -> Vec<Segment<'t>> {
    let end = at + paragraph.len();
    let inside: Vec<Span> = stretches
        .iter()
        .map(|(span, _)| {
            let (from, to) = ((span.start as usize).max(at), (span.end as usize).min(end));
            match from < to {
                true => Span::new(from - at, to - at),
                false => Span::default(),
            }
        })
        .collect();
    segments(paragraph, &inside)
}

/// The layer of a mark; within one layer, stretches do not nest.
fn layer(mark: &Mark) -> usize {
    match mark {
        Mark::Statement(..) => 0,
        Mark::Speaker(_) => 1,
        Mark::Country(_) => 2,
        Mark::Amount => 3,
        Mark::Query => 4,
    }
}

/// A paragraph that is written with its marks.
struct Run<'r, 'a> {
    locale: Locale,
    address: &'r Address,
    stretches: &'r [(Span, Mark<'a>)],
    /// Where the paragraph begins in the body.
    at: usize,
}

impl Run<'_, '_> {
    /// Segments with the marks from a layer on: neighbours with one mark in common stand in one element.
    fn render(&self, segments: &[Segment], from: usize) -> Markup {
        if from > 4 {
            return html! { @for segment in segments { (segment.text) } };
        }
        let is_here = |which: &usize| self.stretches.get(*which).is_some_and(|(_, mark)| layer(mark) == from);
        let of = |segment: &Segment| segment.marks.iter().copied().find(is_here);
        let mut groups: Vec<(Option<usize>, &[Segment])> = Vec::new();
        let mut rest = segments;
        while let Some(first) = rest.first() {
            let which = of(first);
            let many = rest.iter().take_while(|segment| of(segment) == which).count();
            let (these, others) = rest.split_at(many);
            groups.push((which, these));
            rest = others;
        }
        html! {
            @for (which, group) in groups {
                @let inner = self.render(group, from + 1);
                @match which.and_then(|which| self.stretches.get(which)) {
                    None => (inner),
                    Some((_, mark)) => (self.element(mark, &inner)),
                }
            }
        }
    }

    fn element(&self, mark: &Mark, inner: &Markup) -> Markup {
        let (locale, address) = (self.locale, self.address);
        html! {
            @match mark {
                Mark::Statement(n, quote) => {
                    @let anchor = text::anchor(quote.span);
                    // A statement of several paragraphs is numbered where it begins.
                    @let begins = quote.span.start as usize >= self.at;
                    @if begins { a class="no" href=(format!("#{anchor}")) aria-label=(locale.fill("article.statement", &[("n", &n.to_string())])) { (n) } }
                    span class=(if quote.kind == QuoteKind::Direct { "st" } else { "st loose" }) id=[begins.then_some(anchor)] { (inner) }
                }
                Mark::Speaker(name) => a class="who" href=(text::person(address, name)) { (inner) },
                Mark::Country(code) => span class="ct" { (inner) small { (code) } },
                Mark::Amount => span class="am" { (inner) },
                Mark::Query => mark { (inner) },
            }
        }
    }
}

fn walk(locale: Locale, address: &Address, walk: &Walk) -> Markup {
    let list = match address.place {
        Place::Article => address.at(Place::Search),
        _ => address.from_start(),
    };
    let page = walk.n.saturating_sub(1) / super::address::A_PAGE + 1;
    let list = match page {
        2.. => list.with("page", &page.to_string()),
        _ => list,
    };
    html! {
        nav class="walk" aria-label=(locale.text("walk.label")) {
            a href=(list.href()) { "‹ " (locale.count(walk.num_hits, "article")) }
            span {
                @if let Some(id) = &walk.previous { a href=(hits::article_href(address, id, walk.n - 1)) rel="prev" { (locale.text("walk.previous")) } }
                span class="num" { (locale.fill("walk.at", &[("n", &locale.number(walk.n as u64)), ("all", &locale.number(walk.num_hits))])) }
                @if let Some(id) = &walk.next { a href=(hits::article_href(address, id, walk.n + 1)) rel="next" { (locale.text("walk.next")) } }
            }
        }
    }
}

fn switches(locale: Locale) -> Markup {
    html! {
        fieldset class="marks" {
            legend class="sr" { (locale.text("marks.label")) }
            label { input type="checkbox" id="m-q" checked; " " mark { (locale.text("marks.query")) } }
            label { input type="checkbox" id="m-st" checked; " " span class="st" { (locale.text("marks.statement")) } }
            label { input type="checkbox" id="m-sp" checked; " " span class="who" { (locale.text("marks.speaker")) } }
            label { input type="checkbox" id="m-ct" checked; " " span class="ct" { (locale.text("marks.country")) small { "ID" } } }
            label { input type="checkbox" id="m-am" checked; " " span class="am" { (locale.text("marks.amount")) } }
        }
    }
}

fn panel(locale: Locale, address: &Address, read: &Read) -> Markup {
    html! {
        aside class="panel" aria-label=(locale.text("panel.label")) {
            (summary(locale, address, read))
            (citation(locale, address, read.article))
            (origin(locale, address, read))
            @if !read.reprints.is_empty() {
                section aria-labelledby="reprints" {
                    h2 id="reprints" { (locale.count((read.reprints.len() + read.more_reprints) as u64, "reprint")) }
                    ul {
                        @for other in read.reprints {
                            li {
                                a href=(address.elsewhere(Place::Article).with("id", &other.id).href()) { (other.source.as_deref().unwrap_or(locale.text("meta.no-source"))) } ", " (text::day(other, locale))
                                // A title of its own is what an outlet made of the same text.
                                @if other.title != read.article.title { br; span class="soft" lang=[text::lang(other, locale)] { bdi { (other.title) } } }
                            }
                        }
                    }
                    @if read.more_reprints > 0 { p class="soft" { (locale.fill("facet.more", &[("n", &locale.number(read.more_reprints as u64))])) } }
                }
            }
            @if !read.article.related.is_empty() {
                section aria-labelledby="related" {
                    h2 id="related" { (locale.text("panel.related")) }
                    p class="soft" { (locale.text("panel.related-how")) }
                    ul { @for line in read.article.related.iter().take(20) { li { bdi { (line) } } } }
                }
            }
        }
    }
}

fn summary(locale: Locale, address: &Address, read: &Read) -> Markup {
    let article = read.article;
    let unnamed = article.quotes.iter().filter(|quote| quote.speaker.is_none()).count();
    html! {
        section aria-labelledby="r" {
            h2 id="r" { (locale.text("panel.summary")) }
            dl class="facts" {
                dt { (locale.text("field.speaker")) }
                dd class="its" {
                    @for speaker in &article.speakers {
                        span { a href=(text::person(address, &speaker.name)) { bdi { (speaker.name) } } " " i { (speaker.quotes) } }
                    }
                    @if unnamed > 0 { span { (locale.text("panel.unnamed")) " " i { (unnamed) } } }
                    @if article.speakers.is_empty() && unnamed == 0 { span class="soft" { (locale.text("panel.nobody")) } }
                }
                dt { (locale.text("field.country")) }
                dd class="its" {
                    @for country in &article.countries {
                        span { a href=(text::country(address, country.code.as_str())) { (asked::value_label(locale, "country", country.code.as_str())) } @if country.count > 0 { " " i { (country.count) } } }
                    }
                    @if article.countries.is_empty() { span class="soft" { (locale.text("panel.nothing")) } }
                }
                dt { (locale.text("field.amount")) }
                dd class="its" {
                    @for amount in article.amounts.iter().take(12) { span { (article.body.get(amount.span.range()).unwrap_or_default()) } }
                    @if article.amounts.is_empty() { span class="soft" { (locale.text("panel.nothing")) } }
                }
                @if !article.cited_sources.is_empty() {
                    dt { (locale.text("panel.cited")) }
                    dd class="its" { @for source in &article.cited_sources { span { bdi { (source) } } } }
                }
                @if !read.why.is_empty() {
                    dt { (locale.text("panel.matches")) }
                    dd {
                        @for reason in read.why {
                            div { @if reason.holds { "✓ " } @else { "– " } code { (reason.part) } @if !reason.words.is_empty() { " " span class="soft" { (reason.words.join(", ")) } } }
                        }
                    }
                }
            }
        }
    }
}

fn citation(locale: Locale, address: &Address, article: &Article) -> Markup {
    let style = address.get("cite").and_then(Style::from_name).unwrap_or(Style::Apa);
    let one = std::slice::from_ref(article);
    let apa = cite::apa(article, locale.language());
    // What is copied is what is shown.
    let copied = match style {
        Style::Apa => apa.iter().map(|piece| piece.text.as_str()).collect(),
        style => cite::cited(one, style),
    };
    let name = |style: Style| match style {
        Style::Apa => "APA",
        Style::Bibtex => "BibTeX",
        Style::Ris => "RIS",
        Style::Csl => "CSL-JSON",
    };
    html! {
        section aria-labelledby="c" {
            h2 id="c" { (locale.text("panel.cite")) }
            @match style {
                Style::Apa => p class="cite" { @for piece in &apa { @if piece.italic { i { (piece.text) } } @else { (piece.text) } } },
                _ => pre class="cite" { (copied) },
            }
            p class="seg" {
                @for style_of in Style::ALL {
                    a href=(address.with("cite", style_of.name()).href()) aria-current=[(style_of == style).then_some("true")] { (name(style_of)) }
                }
                button class="copy" type="button" hidden data-copy=(copied) data-done=(locale.text("quote.copied")) { (locale.text("panel.copy")) }
            }
        }
    }
}

fn origin(locale: Locale, address: &Address, read: &Read) -> Markup {
    let article = read.article;
    let from = article.published_from.map(|from| match from {
        PublishedFrom::Metadata => "from.metadata",
        PublishedFrom::Dateline => "from.dateline",
        PublishedFrom::Text => "from.text",
    });
    let language = article.language.code();
    html! {
        section aria-labelledby="a" {
            h2 id="a" { (locale.text("panel.origin")) }
            dl class="facts" {
                dt { (locale.text("field.date")) }
                dd { (text::day(article, locale)) @if let Some(from) = from { ", " (locale.text(from)) } }
                @if let Some(dateline) = &article.dateline { @if let Some(place) = &dateline.place { dt { (locale.text("field.place")) } dd { bdi { (place) } } } }
                dt { (locale.text("field.language")) }
                dd { (asked::value_label(locale, "language", language)) }
                @if let Some(url) = cite::web_address(article) {
                    dt { (locale.text("panel.original")) }
                    dd { a href=(url) rel="noopener noreferrer" { (cite::host(url)) } }
                }
                dt { (locale.text("field.path")) }
                dd { code { bdi { (read.file) } } @if let Some(member) = &article.member { ", " (locale.fill("panel.member", &[("member", member)])) } }
                dt { (locale.text("field.id")) }
                dd { code { bdi { (article.id) } } }
                @if article.source.is_some() {
                    dt { (locale.text("panel.more")) }
                    dd { a href=(asked::only(&address.elsewhere(Place::Search), "source", article.source.as_deref().unwrap_or_default()).href()) { (locale.fill("panel.more-of", &[("source", article.source.as_deref().unwrap_or_default())])) } }
                }
            }
        }
    }
}

/// Tags by which reference managers know an article.
pub fn head(article: &Article) -> Markup {
    html! {
        meta name="citation_title" content=(article.title);
        @for author in &article.authors { meta name="citation_author" content=(author); }
        @if let Some(published) = &article.published { meta name="citation_publication_date" content=(published.day().strftime("%Y/%m/%d")); }
        @if let Some(source) = &article.source { meta name="citation_journal_title" content=(source); }
        meta name="citation_language" content=(article.language.code());
        @if let Some(url) = cite::web_address(article) { link rel="canonical" href=(url); }
    }
}

/// Several articles with one id.
pub fn several(locale: Locale, address: &Address, id: &str, articles: &[Article]) -> Markup {
    html! {
        div class="block" {
            h1 class="answer" { (locale.fill("article.several", &[("n", &articles.len().to_string())])) }
            p class="under" { code { bdi { (id) } } }
            ol class="list" {
                @for (n, article) in articles.iter().enumerate() {
                    li { article class="hit" {
                        h2 { a href=(address.with("part", "1").with("n", &(n + 1).to_string()).href()) { bdi { (article.title) } } }
                        p class="meta" { (text::source(article, locale)) span { (text::day(article, locale)) } code { bdi { (article.path) } } }
                    } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_words_of_their_own() {
        let spans = named("Budi dan Budiman; (Budi)", "Budi");
        assert_eq!(spans, [Span::new(0, 4), Span::new(19, 23)]);
    }
}
