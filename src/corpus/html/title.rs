//! The title of a page: what its metadata and its headings say, without the name of the site.

use dom_query::{Document, Selection};

use super::linked::Linked;
use super::select::{Metas, attribute, one_line, select, select_in, select_text};

/// What parts a headline from the name of the site or of a section.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " * ", " • ", " · ", "| ", " |",
];

/// Words in classes and ids of headings that are the site's own.
const OF_THE_SITE: &[&str] = &["logo", "brand", "branding", "sitename", "masthead", "navbar", "site"];

/// A heading in the head of every page of a site.
const IN_HEADER: &str =
    "#header h1, #masthead h1, #branding h1, #logo h1, .site-header h1, .masthead h1, .site-branding h1";

/// Places of headlines besides the main heading.
const HEADLINES: &str =
    "[itemprop=headline], h2.headline, h2.title, h2.entry-title, .article-title, .entry-title, .post-title, .headline";

/// The title of a page; `site` is the name of the outlet, as far as it is known.
pub fn of(page: &Document, metas: &Metas, linked: Option<&Linked>, site: Option<&str>) -> Option<String> {
    let tag = select_text(page, "title").map(one_line);
    let headings = headings(page, tag.as_deref(), site);
    let told = linked.and_then(|linked| linked.text("headline")).map(one_line);
    let meta = ["og:title", "twitter:title", "dc.title", "parsely-title", "title"]
        .iter()
        .find_map(|name| metas.text(name))
        .map(one_line);
    let known = Known {
        headings: &headings,
        site,
        host: host(page, metas),
    };
    let is_usable = |text: &String| !known.is_site(text) && text.chars().any(char::is_alphabetic);
    told.map(|told| known.whole(&told, meta.as_deref(), tag.as_deref()))
        .filter(is_usable)
        .or_else(|| meta.map(|meta| known.stripped(&meta)).filter(is_usable))
        .or_else(|| headings.first().cloned())
        .or_else(|| tag.map(|tag| known.stripped(&tag)).filter(|tag| !tag.is_empty()))
}

/// Headings that may be the headline, the likeliest first: not the name of the site, and not a logo. `tag` is what `<title>` says.
fn headings(page: &Document, tag: Option<&str>, site: Option<&str>) -> Vec<String> {
    let parts: Vec<String> = parts(tag.unwrap_or_default()).into_iter().map(fold).collect();
    let is_of_site = |text: &str| {
        let folded = fold(text);
        site.is_some_and(|site| fold(site) == folded)
            // `Headline – Site`: what is one part of several and shorter than another.
            || parts.len() > 1 && parts.last() == Some(&folded) && parts.iter().any(|part| part.len() > folded.len())
    };
    let mut found: Vec<String> = Vec::new();
    for selector in ["h1", HEADLINES] {
        for heading in select(page, selector).iter().take(12) {
            let text = one_line(heading.text().to_string());
            if !text.is_empty() && !is_logo(&heading) && !is_of_site(&text) && !found.contains(&text) {
                found.push(text);
            }
        }
    }
    found
}

/// A heading that is the site's logo: by its class, where it stands, or a link to the first page.
fn is_logo(heading: &Selection) -> bool {
    let named = ["class", "id"]
        .iter()
        .filter_map(|name| heading.attr(name))
        .any(|value| {
            value
                .split(|c: char| !c.is_ascii_alphanumeric())
                .any(|word| OF_THE_SITE.iter().any(|name| word.eq_ignore_ascii_case(name)))
        });
    named || select_in(heading, "a[href='/']").exists() || heading.is(IN_HEADER)
}

/// What else is known when a title is looked at.
struct Known<'k> {
    headings: &'k [String],
    site: Option<&'k str>,
    /// Of the page's address, without `www.` and dots.
    host: Option<String>,
}

impl Known<'_> {
    fn is_site(&self, text: &str) -> bool {
        self.site.is_some_and(|site| fold(site) == fold(text))
    }

    /// A headline that may be cut: the whole of it, where a heading or another title has it.
    fn whole(&self, told: &str, meta: Option<&str>, tag: Option<&str>) -> String {
        let stem = told.trim_end_matches(['.', '…', ' ']);
        let is_cut = told.ends_with("...") || told.ends_with('…');
        if is_cut && stem.chars().count() >= 10 {
            let others = self.headings.iter().map(String::as_str).chain(meta).chain(tag);
            let whole = others
                .filter(|other| other.len() > told.len() - 3 && other.starts_with(stem) && !other.ends_with("..."));
            if let Some(whole) = whole.min_by_key(|other| other.len()) {
                return self.stripped(whole);
            }
        }
        self.stripped(told)
    }

    /// The title without the name of the site before or behind it.
    fn stripped(&self, title: &str) -> String {
        let title = title.trim();
        // A heading that is a part of it says which part is the headline.
        if let Some(heading) = self.headings.iter().find(|heading| is_part(title, heading)) {
            return heading.clone();
        }
        let mut title = title;
        while let Some(shorter) = self.without_site(title) {
            title = shorter;
        }
        title.to_owned()
    }

    fn without_site<'t>(&self, title: &'t str) -> Option<&'t str> {
        for separator in SEPARATORS {
            if let Some((before, behind)) = title.rsplit_once(separator)
                && !before.trim().is_empty()
                && self.names_site(behind)
            {
                return Some(before.trim());
            }
        }
        for separator in SEPARATORS.iter().chain(&[": "]) {
            if let Some((before, behind)) = title.split_once(separator)
                && !behind.trim().is_empty()
                && self.names_site(before)
            {
                return Some(behind.trim());
            }
        }
        None
    }

    /// Whether a part of a title is the name of the site: as it is known, or as the page's address has it.
    fn names_site(&self, part: &str) -> bool {
        let folded = fold(part);
        if folded.is_empty() || part.split_whitespace().count() > 6 {
            return false;
        }
        let site = self.site.map(fold).filter(|site| !site.is_empty());
        site.is_some_and(|site| {
            site == folded
                || site == fold_without_article(part)
                || fold(part).starts_with(&site) && folded.len() < 2 * site.len()
        }) || self.host.as_deref().is_some_and(|host| {
            let name = host.split('.').next().unwrap_or(host);
            folded == fold(host) || name.len() >= 4 && (folded == name || fold_without_article(part) == name)
        })
    }
}

/// Whether a heading stands at the beginning or the end of a title, with a separator and no more than a few words beside it.
fn is_part(title: &str, heading: &str) -> bool {
    if heading.split_whitespace().count() < 2 && heading.is_ascii() {
        return false;
    }
    let separated = |rest: &str| {
        let rest = rest.trim();
        rest.is_empty() || rest.split_whitespace().count() <= 8 && rest.starts_with(|c: char| !c.is_alphanumeric())
    };
    let before = |rest: &str| {
        let rest = rest.trim();
        rest.is_empty() || rest.split_whitespace().count() <= 6 && rest.ends_with(|c: char| "|-–—:»•·*".contains(c))
    };
    title
        .strip_prefix(heading)
        .is_some_and(|rest| separated(rest) && !rest.trim().starts_with([',', '.', ';', ':', '?', '!', '\'', '"', '’']))
        || title
            .strip_suffix(heading)
            .is_some_and(|rest| before(rest) && !rest.trim().ends_with(':'))
}

fn parts(title: &str) -> Vec<&str> {
    for separator in SEPARATORS {
        if title.contains(separator) {
            return title.split(separator).map(str::trim).collect();
        }
    }
    vec![title]
}

fn host(page: &Document, metas: &Metas) -> Option<String> {
    let address = attribute(page, "link[rel=canonical]", "href").or_else(|| metas.text("og:url"))?;
    let rest = address.split_once("//")?.1;
    let host = rest.split(['/', '?', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_lowercase())
}

fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn fold_without_article(text: &str) -> String {
    let text = text.trim();
    let rest = ["The ", "the ", "Der ", "Die ", "Das ", "Le ", "La ", "El "]
        .iter()
        .find_map(|article| text.strip_prefix(article));
    fold(rest.unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(html: &str) -> Option<String> {
        let page = Document::from(html);
        let metas = Metas::of(&page);
        let site = metas.text("og:site_name");
        of(&page, &metas, Linked::of(&page).as_ref(), site.as_deref())
    }

    #[test]
    fn the_name_of_the_site_is_no_part_of_the_title() {
        for (html, right) in [
            (
                "<title>Jembatan Rawa Dibuka Lagi – Harian Rawa</title><h1 class=logo><a href=/>Harian Rawa</a></h1><h2 class=headline>Jembatan Rawa Dibuka Lagi</h2>",
                "Jembatan Rawa Dibuka Lagi",
            ),
            (
                "<title>x</title><meta property=og:title content='Harian Rawa: Jembatan Dibuka Lagi'><meta property=og:site_name content='Harian Rawa'>",
                "Jembatan Dibuka Lagi",
            ),
            (
                "<meta property=og:title content='Jembatan Dibuka Lagi | Harian Rawa Daring'><h1>Jembatan Dibuka Lagi</h1>",
                "Jembatan Dibuka Lagi",
            ),
            (
                "<link rel=canonical href='https://www.harianrawa.example/a'><meta property=og:title content='Jembatan Dibuka - Dua Hari Kemudian - Harian Rawa'>",
                "Jembatan Dibuka - Dua Hari Kemudian",
            ),
            (
                "<title>Jembatan Dibuka - Lalu Ditutup</title>",
                "Jembatan Dibuka - Lalu Ditutup",
            ),
        ] {
            assert_eq!(title(html).as_deref(), Some(right), "{html}");
        }
    }

    #[test]
    fn a_cut_headline_is_made_whole() {
        let html = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Jembatan Rawa Dibu...\"}</script>\
                    <h1>Jembatan Rawa Dibuka Lagi</h1>";
        assert_eq!(title(html).as_deref(), Some("Jembatan Rawa Dibuka Lagi"));
    }
}
