//! METS (<https://www.loc.gov/standards/mets/>): the table of contents of a scanned issue. Its logical structure says which blocks of the ALTO
//! pages beside it are an article, in which order; without it a page is the unit, and the pages are read for themselves.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Component, Path, PathBuf};

use rustc_hash::FxHashMap;

use super::out::Out;
use super::scans::text_of_block;
use super::tree::{Element, units};
use crate::article::RawArticle;
use crate::corpus::blocks::one_spaced;
use crate::corpus::source::Place;
use crate::error::Result;

/// Bytes of a table of contents, and of a page.
const LARGEST: u64 = 64 << 20;

/// Parts of an issue that are articles, in lower case, as the profiles of libraries name them.
const ARTICLES: &[&str] = &["article", "obituary", "letter", "editorial", "review", "interview"];
/// Parts of an article that are not its text.
const BESIDE: &[&str] = &[
    "heading",
    "title",
    "headline",
    "subheadline",
    "overline",
    "author",
    "byline",
    "illustration",
    "image",
    "caption",
    "table_of_contents",
    "advertisement",
    "page_number",
    "running_title",
];

/// Reads the articles of an issue. `location` is where the file lies: its pages are looked for below its folder, and nowhere else.
///
/// # Errors
/// Where the file breaks off, lists no articles, or its pages are not there.
pub fn read(reader: impl BufRead, place: &Place, location: Option<&Path>, out: &mut Out) -> Result<()> {
    let path = place.to_string();
    let root = units(&path, reader, LARGEST, &|_, _| false, &mut |_, _| {
        ControlFlow::Continue(())
    })?;
    let root = root.unwrap_or_default();
    let mut articles = Vec::new();
    let maps = root.all("structMap").filter(|map| !is_type(map, &["physical"]));
    maps.for_each(|map| find_articles(map, &mut articles));
    if articles.is_empty() {
        let _ = out.other("contents of a scan without articles");
        return Ok(());
    }
    let folder = location.and_then(Path::parent).ok_or_else(|| {
        place
            .error("the text of this METS file is in the ALTO files beside it")
            .with_hint("unpack the archive and index the folder")
    })?;
    let mut issue = Issue {
        root: &root,
        pages: Pages {
            folder,
            place,
            addresses: addresses(&root),
            read: FxHashMap::default(),
            missing: Vec::new(),
        },
    };
    for article in articles {
        let Some(article) = issue.article(article)? else {
            continue;
        };
        if out.article(article).is_break() {
            return Ok(());
        }
    }
    match &issue.pages.missing[..] {
        [] => Ok(()),
        [first, rest @ ..] => {
            let more = match rest.len() {
                0 => String::new(),
                more => format!(" nor {more} others"),
            };
            let cause = format!("the page `{first}` is not beside this METS file{more}: its articles have no text");
            let _ = out.rejected(place.error(cause));
            Ok(())
        }
    }
}

/// Whether a table of contents in the folder of a page, or in the one above, has articles and this page: then the page is read with it.
pub fn is_listed(page: &Path) -> bool {
    let Some((folder, name)) = page.parent().zip(page.file_name().and_then(|name| name.to_str())) else {
        return false;
    };
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
    [Some(folder), above].into_iter().flatten().any(|folder| {
        let tables = std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| {
                let name = entry.file_name().to_string_lossy().to_ascii_lowercase();
                name.contains("mets") && name.ends_with(".xml")
            });
        tables.take(8).any(|entry| lists(&entry.path(), name))
    })
}

fn lists(table: &Path, page: &str) -> bool {
    let mut bytes = Vec::new();
    let read = File::open(table).map(|file| file.take(LARGEST).read_to_end(&mut bytes));
    let has = |sign: &str| memchr::memmem::find(&bytes, sign.as_bytes()).is_some();
    read.is_ok_and(|read| read.is_ok())
        && has(page)
        && ["TYPE=\"ARTICLE\"", "TYPE=\"Article\"", "TYPE=\"article\""]
            .into_iter()
            .any(has)
}

fn is_type(element: &Element, types: &[&str]) -> bool {
    element
        .attribute("TYPE")
        .is_some_and(|own| types.iter().any(|kind| own.eq_ignore_ascii_case(kind)))
}

fn find_articles<'e>(element: &'e Element, out: &mut Vec<&'e Element>) {
    for part in element.all("div") {
        if is_type(part, ARTICLES) {
            out.push(part);
        } else {
            find_articles(part, out);
        }
    }
}

/// The addresses of files by their ids.
fn addresses(root: &Element) -> FxHashMap<String, String> {
    let mut files = Vec::new();
    root.all("fileSec")
        .for_each(|section| section.find_all("file", &mut files));
    let address = |file: &&Element| {
        let address = file.child("FLocat")?.attribute("href")?;
        Some((file.attribute("ID")?.to_owned(), address.to_owned()))
    };
    files.iter().filter_map(address).collect()
}

struct Issue<'i> {
    root: &'i Element,
    pages: Pages<'i>,
}

impl Issue<'_> {
    /// An article with what its description and that of the issue say; `None` where nothing of its text is there.
    fn article(&mut self, part: &Element) -> Result<Option<RawArticle>> {
        let (mut heading, mut author, mut text) = (Vec::new(), Vec::new(), Vec::new());
        self.collect(part, Slot::Text, &mut |slot, block| match slot {
            Slot::Heading => heading.push(block),
            Slot::Author => author.push(block),
            Slot::Text => text.push(block),
            Slot::Beside => {}
        })?;
        let text = text.join("\n");
        if text.is_empty() {
            return Ok(None);
        }
        let described = self.described(part);
        let issue = self.issue();
        let title = described
            .map(titles)
            .filter(|title| !title.is_empty())
            .or_else(|| part.attribute("LABEL").map(one_spaced))
            .or_else(|| Some(one_spaced(&heading.join(" "))))
            .filter(|title| title.chars().any(char::is_alphabetic));
        let of = |name: &str| {
            let both = [described, issue].into_iter().flatten();
            both.filter_map(|mods| mods.find(name)).find_map(Element::some_text)
        };
        let member = part
            .attribute("ID")
            .or_else(|| part.attribute("DMDID"))
            .map(str::to_owned);
        let object = self.root.attribute("OBJID");
        let authors = described.map(names).filter(|names| !names.is_empty());
        Ok(Some(RawArticle {
            id: object
                .zip(member.as_deref())
                .map(|(object, member)| format!("{object}#{member}")),
            member,
            title,
            text,
            published: of("dateIssued")
                .or_else(|| of("dateCreated"))
                .map(|date| with_day_first(&date)),
            source: issue.map(titles).filter(|title| !title.is_empty()),
            authors: authors.unwrap_or_else(|| {
                author
                    .iter()
                    .filter_map(|line| crate::corpus::exports::author(line))
                    .collect()
            }),
            language: of("languageTerm"),
            ..RawArticle::default()
        }))
    }

    /// The blocks of a part in the order of reading.
    fn collect(&mut self, part: &Element, slot: Slot, take: &mut dyn FnMut(Slot, String)) -> Result<()> {
        for inner in part.elements() {
            match inner.local() {
                "div" => self.collect(inner, slot.of(inner), take)?,
                "area" => {
                    if let Some((file, block)) = inner.attribute("FILEID").zip(inner.attribute("BEGIN"))
                        && let Some(text) = self.pages.block(file, block)?
                    {
                        take(slot, text);
                    }
                }
                _ => self.collect(inner, slot, take)?,
            }
        }
        Ok(())
    }

    /// The description that a part names, in MODS or Dublin Core.
    fn described(&self, part: &Element) -> Option<&Element> {
        let ids = part.attribute("DMDID")?;
        ids.split_whitespace().find_map(|id| {
            let section = self
                .root
                .all("dmdSec")
                .find(|section| section.attribute("ID") == Some(id))?;
            section.find("xmlData")
        })
    }

    /// The description of the issue: of the part that is one, or the first that has a date.
    fn issue(&self) -> Option<&Element> {
        let mut parts = Vec::new();
        self.root.all("structMap").for_each(|map| find_issues(map, &mut parts));
        parts.into_iter().find_map(|part| self.described(part)).or_else(|| {
            let sections = self.root.all("dmdSec").filter_map(|section| section.find("xmlData"));
            sections
                .into_iter()
                .find(|data| data.find("dateIssued").is_some_and(|date| date.some_text().is_some()))
        })
    }
}

fn find_issues<'e>(element: &'e Element, out: &mut Vec<&'e Element>) {
    for part in element.all("div") {
        if is_type(part, &["issue"]) {
            out.push(part);
        } else {
            find_issues(part, out);
        }
    }
}

/// What a block of an article is.
#[derive(Clone, Copy)]
enum Slot {
    Heading,
    Author,
    Text,
    Beside,
}

impl Slot {
    /// Of a part inside of one of this kind.
    fn of(self, part: &Element) -> Slot {
        match self {
            Slot::Text if is_type(part, &["author", "byline"]) => Slot::Author,
            Slot::Heading if is_type(part, &["author", "byline"]) => Slot::Author,
            Slot::Text if is_type(part, &["heading", "title", "headline"]) => Slot::Heading,
            Slot::Text if is_type(part, BESIDE) => Slot::Beside,
            own => own,
        }
    }
}

/// The titles of a description, one behind another: an overline, the headline, a second one.
fn titles(mods: &Element) -> String {
    let mut found = Vec::new();
    mods.find_all("titleInfo", &mut found);
    let host = mods.find("relatedItem");
    let of_host =
        |title: &&Element| host.is_some_and(|host| host.find("titleInfo").is_some_and(|own| std::ptr::eq(own, *title)));
    let own = found.iter().filter(|title| !of_host(title));
    let texts = own.filter_map(|title| title.child("title").and_then(Element::some_text));
    let texts: Vec<String> = texts.filter(|text| text.chars().any(char::is_alphanumeric)).collect();
    one_spaced(&texts.join(" "))
}

fn names(mods: &Element) -> Vec<String> {
    let mut found = Vec::new();
    mods.find_all("name", &mut found);
    let name = |name: &&Element| {
        let parts = |kind: Option<&'static str>| {
            let parts = name.all("namePart").filter(move |part| part.attribute("type") == kind);
            parts.filter_map(Element::some_text).collect::<Vec<_>>()
        };
        let given = [parts(Some("given")), parts(Some("family"))].concat();
        let parts = if given.is_empty() { parts(None) } else { given };
        Some(parts.join(" ")).filter(|name| !name.is_empty())
    };
    found.iter().filter_map(name).collect()
}

/// `01.08.1821` as `1821-08-01`: dots stand behind a day. Other forms come back as they are.
fn with_day_first(date: &str) -> String {
    let parts: Vec<&str> = date.trim().split('.').collect();
    match parts[..] {
        [day, month, year] if (day.len(), month.len(), year.len()) == (2, 2, 4) => format!("{year}-{month}-{day}"),
        _ => date.to_owned(),
    }
}

/// The pages of an issue, read when an article asks for one.
struct Pages<'p> {
    folder: &'p Path,
    place: &'p Place,
    addresses: FxHashMap<String, String>,
    /// By the id of the file: the text of each block by its id. `None` for what is no page or not there.
    read: FxHashMap<String, Option<FxHashMap<String, String>>>,
    /// Addresses of pages that are not there.
    missing: Vec<String>,
}

impl Pages<'_> {
    fn block(&mut self, file: &str, block: &str) -> Result<Option<String>> {
        if !self.read.contains_key(file) {
            let page = self.page(file)?;
            self.read.insert(file.to_owned(), page);
        }
        let page = self.read.get(file).and_then(Option::as_ref);
        Ok(page.and_then(|blocks| blocks.get(block)).cloned())
    }

    fn page(&mut self, file: &str) -> Result<Option<FxHashMap<String, String>>> {
        let Some(address) = self.addresses.get(file) else {
            return Ok(None);
        };
        let inner = inside(address).ok_or_else(|| {
            self.place.error(format_args!(
                "the page `{}` does not lie below this METS file",
                address.escape_debug()
            ))
        })?;
        // Areas name the pictures of the page as well.
        if !inner
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("xml"))
        {
            return Ok(None);
        }
        let location = self.folder.join(&inner);
        match File::open(&location) {
            Ok(file) => Ok(Some(blocks(
                &format!("{}: {}", self.place, inner.display()),
                BufReader::new(file),
            )?)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                self.missing.push(inner.to_string_lossy().escape_debug().to_string());
                Ok(None)
            }
            Err(error) => Err(self.place.io_error(&error)),
        }
    }
}

/// The path of a page below its table of contents: `file://./ALTO/0001.xml`, `ALTO\0001.xml`. `None` for one that leads elsewhere.
fn inside(address: &str) -> Option<PathBuf> {
    let address = address.strip_prefix("file://").unwrap_or(address).replace('\\', "/");
    if address.contains("://") {
        return None;
    }
    let path: PathBuf = Path::new(&address)
        .components()
        .filter(|part| *part != Component::CurDir)
        .collect();
    let below = path.components().all(|part| matches!(part, Component::Normal(_)));
    (below && !path.as_os_str().is_empty()).then_some(path)
}

/// The text of each block of a page, also under the ids of what the block stands in: a column, the page.
fn blocks(path: &str, reader: impl BufRead) -> Result<FxHashMap<String, String>> {
    let mut texts: FxHashMap<String, String> = FxHashMap::default();
    units(
        path,
        reader,
        LARGEST,
        &|e, _| e.local() == "TextBlock",
        &mut |above, block| {
            let text = text_of_block(&block);
            if !text.is_empty() {
                for element in above.iter().chain([&block]) {
                    if let Some(id) = element.attribute("ID") {
                        let known = texts.entry(id.to_owned()).or_default();
                        if !known.is_empty() {
                            known.push('\n');
                        }
                        known.push_str(&text);
                    }
                }
            }
            ControlFlow::Continue(())
        },
    )?;
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_lie_below_their_table() {
        assert_eq!(inside("file://./ALTO/0001.xml"), Some(PathBuf::from("ALTO/0001.xml")));
        assert_eq!(inside("ALTO\\0001.xml"), Some(PathBuf::from("ALTO/0001.xml")));
        for outside in [
            "file:///etc/passwd",
            "../0001.xml",
            "a/../../b.xml",
            "https://a.example/0001.xml",
            "",
        ] {
            assert_eq!(inside(outside), None, "{outside}");
        }
    }

    #[test]
    fn days_stand_before_dots() {
        assert_eq!(with_day_first("01.08.1821"), "1821-08-01");
        assert_eq!(with_day_first("1821-08-01"), "1821-08-01");
    }
}
