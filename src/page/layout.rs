//! What is around the content of every page: head, navigation, the form, the chips of what narrows the search, the foot.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::address::{Address, Place, narrows};
use super::assets;
use super::words::Locale;

/// A condition that narrows what is found, with the address without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// What it is about: `negara`.
    pub label: String,
    pub value: String,
    /// It leaves out.
    pub not: bool,
    pub without: String,
}

/// What the foot tells about how the page came.
#[derive(Clone, Debug, Default)]
pub struct Foot {
    /// The same on the command line, without `warta`.
    pub command: Option<String>,
    /// The same as an address of the API, relative.
    pub api: Option<String>,
    pub took_ms: Option<u64>,
    /// How many articles the archive has.
    pub articles: Option<u64>,
    pub snapshot: Option<String>,
    /// How many articles were understood by rules of an older version.
    pub stale: u64,
}

/// A page around its content.
pub struct Shell<'s> {
    pub locale: Locale,
    pub address: &'s Address,
    /// Of the window.
    pub title: &'s str,
    /// The query as typed.
    pub query: &'s str,
    /// The query cannot be read; what is wrong stands in the element of this id.
    pub invalid: Option<&'s str>,
    pub chips: &'s [Chip],
    /// In place of the form for one query.
    pub form: Option<Markup>,
    /// More for the head: `citation_*` tags.
    pub head: Markup,
    pub foot: Foot,
}

impl<'s> Shell<'s> {
    /// A page with a form for a new search.
    pub fn new(locale: Locale, address: &'s Address, title: &'s str) -> Shell<'s> {
        Shell {
            locale,
            address,
            title,
            query: address.get("q").unwrap_or_default(),
            invalid: None,
            chips: &[],
            form: None,
            head: html! {},
            foot: Foot::default(),
        }
    }
}

const NAVIGATION: [Place; 6] = [
    Place::Search,
    Place::Quotes,
    Place::People,
    Place::Countries,
    Place::Table,
    Place::Compare,
];

/// Where the rest of a page comes in later: text of articles can never hold it, since its `<` is escaped.
const SLOT: &str = "<!--rest-->";

/// Marks where a page is cut in two, so that its first part can be sent before the second is known.
pub fn slot() -> Markup {
    PreEscaped(SLOT.to_owned())
}

/// A page as it is before and behind its [`slot`].
pub fn cut(page: Markup) -> (String, String) {
    let text = page.into_string();
    match text.split_once(SLOT) {
        Some((before, behind)) => (before.to_owned(), behind.to_owned()),
        None => (text, String::new()),
    }
}

/// The whole page.
pub fn page(shell: &Shell, content: &Markup) -> Markup {
    let locale = shell.locale;
    html! {
        (DOCTYPE)
        html lang=(locale.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (shell.title) " – warta" }
                link rel="icon" href=(assets::path("icon.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::path("page.css"));
                script type="module" src=(assets::path("page.js")) {}
                (shell.head)
            }
            body data-keys=[(shell.address.get("keys") == Some("off")).then_some("off")] {
                a class="skip" href="#isi" { (locale.text("skip")) }
                header class="top" { (top(shell)) (ask(shell)) }
                main id="isi" class="wrap" { (content) }
                (foot(shell))
                (keys(locale, shell.address))
            }
        }
    }
}

fn top(shell: &Shell) -> Markup {
    let locale = shell.locale;
    let here = |place: Place| {
        let place_of_page = match shell.address.place {
            Place::Article => Place::Search,
            Place::Person => Place::People,
            Place::Country => Place::Countries,
            place => place,
        };
        (place_of_page == place).then_some("page")
    };
    html! {
        div class="wrap" {
            a class="logo" href=(shell.address.elsewhere(Place::Start).href()) { (logo()) "warta" }
            nav class="nav" aria-label=(locale.text("nav.label")) {
                @for place in NAVIGATION {
                    a href=(to(shell.address, place).href()) aria-current=[here(place)] data-go=(place.name()) { (locale.text(&format!("nav.{}", place.name()))) }
                }
            }
            div class="top-end" {
                @for other in Locale::ALL {
                    @let code = other.code();
                    a href=(shell.address.with("lang", code).href()) lang=(code) hreflang=(code) aria-current=[(other == locale).then_some("true")]
                        aria-label=(other.text("lang.name")) { (code.to_ascii_uppercase()) }
                }
                a href=(shell.address.elsewhere(Place::Help).href()) aria-current=[here(Place::Help)] { (locale.text("nav.help")) }
            }
        }
    }
}

/// From one list to the other the question goes along; elsewhere it begins anew.
fn to(address: &Address, place: Place) -> Address {
    let lists = [Place::Search, Place::Quotes, Place::Table];
    match lists.contains(&address.place) && lists.contains(&place) {
        true => address.at(place),
        false => address.elsewhere(place),
    }
}

fn logo() -> Markup {
    html! {
        svg viewBox="0 0 19 17" aria-hidden="true" {
            g fill="currentColor" { rect x="0" y="9" width="4" height="8" {} rect x="5" y="4" width="4" height="13" {} rect x="15" y="0" width="4" height="17" {} }
            g stroke="currentColor" stroke-width="1.2" { path d="M10 8.5l4-4M10 12.5l4-4M10 16.5l4-4" fill="none" {} }
        }
    }
}

fn ask(shell: &Shell) -> Markup {
    let locale = shell.locale;
    let action = match shell.address.place {
        Place::Quotes => Place::Quotes,
        Place::Table => Place::Table,
        _ => Place::Search,
    };
    // A new query within the same limits; from pages that are no list it begins anew.
    let narrowed = [Place::Search, Place::Quotes, Place::Table, Place::Article].contains(&shell.address.place);
    let kept = |name: &str| {
        matches!(name, "lang" | "keys")
            || (narrowed && (narrows(name) || ["sort", "stories", "rows", "columns", "of"].contains(&name)))
    };
    html! {
        search class="ask" {
            div class="wrap" {
                @match &shell.form {
                    Some(form) => (form),
                    None => form action=(action.name()) method="get" {
                        label class="sr" for="q" { (locale.text("form.query")) }
                        input class="field" id="q" name="q" type="search" value=(shell.query) autocomplete="off" spellcheck="false" autocapitalize="off" maxlength="4000"
                            placeholder=(locale.text("form.example")) aria-invalid=[shell.invalid.map(|_| "true")] aria-describedby=[shell.invalid]
                            data-suggestions=(locale.text("form.suggestions"));
                        @for (name, value) in shell.address.pairs().filter(|(name, _)| kept(name)) { input type="hidden" name=(name) value=(value); }
                        button class="button" { (locale.text("form.search")) }
                    }
                }
                @if !shell.chips.is_empty() { (chips(shell)) }
            }
        }
    }
}

fn chips(shell: &Shell) -> Markup {
    let locale = shell.locale;
    let bare = shell.address.without_filters();
    html! {
        div class="chips" role="group" aria-label=(locale.text("chips.label")) {
            @for chip in shell.chips {
                span class=(if chip.not { "chip not" } else { "chip" }) {
                    span { i { (if chip.not { locale.text("chips.without") } else { &chip.label }) } " " b { bdi { (chip.value) } } }
                    a href=(chip.without) aria-label=(locale.fill("chips.remove", &[("what", &format!("{} {}", if chip.not { locale.text("chips.without") } else { &chip.label }, chip.value))])) { "×" }
                }
            }
            @if shell.chips.len() > 1 { a href=(bare.href()) { (locale.text("chips.all")) } }
        }
    }
}

fn foot(shell: &Shell) -> Markup {
    let locale = shell.locale;
    let foot = &shell.foot;
    let about = html! { a href=(shell.address.elsewhere(Place::About).href()) { (locale.text("foot.about")) } };
    html! {
        footer class="foot" {
            div class="wrap" {
                @if foot.command.is_some() || foot.api.is_some() {
                    dl {
                        @if let Some(command) = &foot.command { dt { (locale.text("foot.command")) } dd { code { "warta " (command) } } }
                        @if let Some(api) = &foot.api { dt { (locale.text("foot.api")) } dd { a href=(api) { code { "/" (api) } } } }
                    }
                }
                @if foot.stale > 0 { p class="stale" { (locale.fill("foot.stale", &[("count", &locale.number(foot.stale))])) } }
                p {
                    @if let (Some(took), Some(articles)) = (foot.took_ms, foot.articles) {
                        (locale.fill("foot.took", &[("ms", &locale.number(took)), ("articles", &locale.count(articles, "article"))])) " · "
                    }
                    @if let Some(snapshot) = &foot.snapshot { (locale.text("foot.snapshot")) " " code { (snapshot.get(..8).unwrap_or(snapshot)) } " · " }
                    (about)
                }
            }
        }
    }
}

/// Keys with what they do; the script shows them under `?`.
pub const KEYS: &[(&str, &str)] = &[
    ("/", "keys.field"),
    ("j k", "keys.hits"),
    ("o", "keys.open"),
    ("n p", "keys.marks"),
    ("] [", "keys.articles"),
    ("g c, g k, g t, g n, g b", "keys.pages"),
    ("f", "keys.filters"),
    ("e", "keys.export"),
    ("y", "keys.copy"),
    ("s", "keys.stories"),
    ("⇧ ← →", "keys.span"),
    ("?", "keys.list"),
];

/// The table of keys.
pub fn key_table(locale: Locale) -> Markup {
    html! {
        table class="plain keys-table" {
            thead { tr { th scope="col" { (locale.text("keys.key")) } th scope="col" { (locale.text("keys.does")) } } }
            tbody { @for (key, does) in KEYS { tr { th scope="row" { kbd { (key) } } td { (locale.text(does)) } } } }
        }
    }
}

fn keys(locale: Locale, address: &Address) -> Markup {
    html! {
        dialog id="keys" aria-labelledby="keys-title" {
            h2 class="h2" id="keys-title" { (locale.text("keys.title")) }
            (key_table(locale))
            p { a href=(address.with("keys", "off").href()) { (locale.text("keys.off")) } }
            form method="dialog" { button class="button" { (locale.text("keys.close")) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_only_at_its_slot() {
        let address = Address::new(Place::Search).with("q", "<!--rest-->");
        let shell = Shell::new(Locale::Id, &address, "<!--rest-->");
        let (before, behind) = cut(page(&shell, &html! { p { "<!--rest-->" } (slot()) p { "sisa" } }));
        assert!(before.ends_with("<p>&lt;!--rest--&gt;</p>"), "{before}");
        assert!(behind.starts_with("<p>sisa</p></main>"), "{behind}");
    }
}
