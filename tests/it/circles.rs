//! No room has a circle of files inside: what a file is about can be understood from those below it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms in which circles are still open. Only ever made shorter: a room that has none must go from here.
const OPEN: &[&str] = &[];

/// A file of sources: its module path, `extract::clean::lines`, and its code without comments and tests.
struct Source {
    module: Vec<String>,
    path: PathBuf,
    code: String,
}

fn sources(root: &Path) -> Vec<Source> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("sources can be listed") {
            let path = entry.expect("sources can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
        .into_iter()
        .filter(|path| !path.to_string_lossy().contains("tests"))
        .map(|path| {
            let relative = path.strip_prefix(root).expect("it lies below").with_extension("");
            let mut module: Vec<String> = relative
                .iter()
                .map(|part| part.to_string_lossy().into_owned())
                .collect();
            if module
                .last()
                .is_some_and(|last| last == "mod" || last == "lib" || last == "main")
            {
                module.pop();
            }
            let text = fs::read_to_string(&path).expect("sources are text");
            let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let code = lines.flat_map(|line| [line, "\n"]).collect();
            Source { module, path, code }
        })
        .collect()
}

/// The paths that a file's code names behind `crate::` or `super::`, each as its parts from the crate's root.
fn paths(source: &Source) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for prefix in ["crate::", "super::"] {
        for (at, _) in source.code.match_indices(prefix) {
            let before = source.code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$' || c == ':') {
                continue;
            }
            let mut base = match prefix {
                "crate::" => Vec::new(),
                _ => source.module[..source.module.len().saturating_sub(1)].to_vec(),
            };
            let mut rest = &source.code[at + prefix.len()..];
            while let Some(behind) = rest.strip_prefix("super::") {
                base.pop();
                rest = behind;
            }
            expand(&base, rest, &mut out);
        }
    }
    out
}

/// The paths of `a::b`, or of a list in braces: `a::{b, c::d}`.
fn expand(base: &[String], text: &str, out: &mut Vec<Vec<String>>) {
    let name: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if !name.is_empty() {
        let mut path = base.to_vec();
        path.push(name.clone());
        match text[name.len()..].strip_prefix("::") {
            Some(rest) => expand(&path, rest, out),
            None => out.push(path),
        }
        return;
    }
    let Some(list) = text.strip_prefix('{') else {
        out.push(base.to_vec());
        return;
    };
    let (mut depth, mut start) = (0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                expand(base, list[start..at].trim(), out);
                return;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(base, list[start..at].trim(), out);
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// For each file the files that it uses. A room's first file (`mod.rs`) names its files to make them known; that is no use of them.
fn uses(sources: &[Source]) -> Vec<BTreeSet<usize>> {
    let by_module: BTreeMap<&[String], usize> = sources
        .iter()
        .enumerate()
        .map(|(i, s)| (s.module.as_slice(), i))
        .collect();
    sources
        .iter()
        .enumerate()
        .map(|(i, source)| {
            let mut found = BTreeSet::new();
            for path in paths(source) {
                // The longest part of the path that is a file; what is behind is an item in it.
                let file = (0..=path.len())
                    .rev()
                    .find_map(|len| by_module.get(&path[..len]).copied());
                found.extend(file.filter(|file| *file != i && !source.module.is_empty()));
            }
            // `outlets::named(..)` in a room's own first file.
            for (other, child) in sources.iter().enumerate() {
                if child.module.len() == source.module.len() + 1
                    && child.module.starts_with(&source.module)
                    && !source.module.is_empty()
                    && names_child(&source.code, child.module.last().expect("it has a name"))
                {
                    found.insert(other);
                }
            }
            found
        })
        .collect()
}

fn names_child(code: &str, name: &str) -> bool {
    code.lines()
        .filter(|line| !line.trim_start().starts_with("pub use") && !line.trim_start().starts_with("pub(crate) use"))
        .any(|line| {
            line.match_indices(&format!("{name}::")).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
            })
        })
}

/// The room of a file: its folder below the crate's root; files that lie there directly have none.
fn room(source: &Source) -> Option<PathBuf> {
    let folder = match source.path.file_name()?.to_str()? {
        "mod.rs" => source.path.parent()?.to_owned(),
        // `ingest.rs` belongs to the room `ingest/`.
        _ if source.path.with_extension("").is_dir() => source.path.with_extension(""),
        _ => source.path.parent()?.to_owned(),
    };
    Some(folder)
}

/// The circles among files of one room, each as its files.
fn circles(sources: &[Source]) -> Vec<(PathBuf, Vec<PathBuf>)> {
    let uses = uses(sources);
    // What can be reached from each file without leaving its room.
    let reach: Vec<BTreeSet<usize>> = (0..sources.len())
        .map(|first| {
            let home = room(&sources[first]);
            let mut seen = BTreeSet::new();
            let mut next = vec![first];
            while let Some(at) = next.pop() {
                for to in uses[at].iter().filter(|to| room(&sources[**to]) == home) {
                    if seen.insert(*to) {
                        next.push(*to);
                    }
                }
            }
            seen
        })
        .collect();
    let mut out = Vec::new();
    let mut done = BTreeSet::new();
    for first in 0..sources.len() {
        if !reach[first].contains(&first) || !done.insert(first) {
            continue;
        }
        let others = reach[first].iter().filter(|other| reach[**other].contains(&first));
        let circle: Vec<usize> = others.copied().collect();
        done.extend(&circle);
        let home = room(&sources[first]).unwrap_or_default();
        out.push((home, circle.iter().map(|i| sources[*i].path.clone()).collect()));
    }
    out
}

#[test]
fn no_room_has_a_circle_of_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = Vec::new();
    let mut open = BTreeSet::new();
    for part in ["src", "crates/warta-extract/src"] {
        for (home, files) in circles(&sources(&root.join(part))) {
            let home = home
                .strip_prefix(root)
                .expect("it lies below")
                .to_string_lossy()
                .into_owned();
            let names: Vec<String> = files
                .iter()
                .map(|file| {
                    file.strip_prefix(root)
                        .expect("it lies below")
                        .to_string_lossy()
                        .into_owned()
                })
                .collect();
            if OPEN.contains(&home.as_str()) {
                open.insert(home);
            } else {
                wrong.push(format!("{home}: {}", names.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "circles of files:\n{}", wrong.join("\n"));
    let closed: Vec<&&str> = OPEN.iter().filter(|room| !open.contains(**room)).collect();
    assert!(
        closed.is_empty(),
        "no circle is left in {closed:?}: take it from the list of open ones"
    );
}

/// The rooms within `extract` stand in an order too: text is cleaned, then it is said what the article says of itself, and so on.
#[test]
fn the_rooms_of_extract_stand_in_no_circle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/warta-extract/src");
    let sources = sources(&root);
    let room = |source: &Source| match source.module.as_slice() {
        [first, room, ..] if first == "extract" => Some(room.clone()),
        _ => None,
    };
    let mut below: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (source, used) in sources.iter().zip(uses(&sources)) {
        let Some(home) = room(source) else { continue };
        let others = used.into_iter().filter_map(|other| room(&sources[other]));
        below
            .entry(home.clone())
            .or_default()
            .extend(others.filter(|other| *other != home));
    }
    assert!(
        below.len() > 6,
        "only {} rooms: the test no longer reads the sources",
        below.len()
    );
    // Takes away the rooms that use none of those that are left; what cannot be taken away is in a circle.
    loop {
        let free: Vec<String> = below
            .iter()
            .filter(|(_, uses)| uses.iter().all(|other| !below.contains_key(other)))
            .map(|(room, _)| room.clone())
            .collect();
        if free.is_empty() {
            break;
        }
        below.retain(|room, _| !free.contains(room));
    }
    assert!(below.is_empty(), "rooms that use each other: {below:?}");
}

#[test]
fn a_circle_is_found() {
    let source = |module: &str, code: &str| Source {
        module: module.split("::").map(str::to_owned).collect(),
        path: PathBuf::from(format!("src/{}.rs", module.replace("::", "/"))),
        code: code.to_owned(),
    };
    let files = [
        source("room::a", "use super::b::Thing; use crate::other::{self, Else};"),
        source("room::b", "fn f() { super::c::g() }"),
        source("room::c", "use crate::room::{a::A, d};"),
        source("room::d", "use crate::other;"),
        source("other", ""),
    ];
    let found = circles(&files);
    assert_eq!(found.len(), 1);
    let names: Vec<_> = found[0]
        .1
        .iter()
        .filter_map(|path| path.file_stem()?.to_str())
        .collect();
    assert_eq!(names, ["a", "b", "c"]);
}
