//! Every page and state is accessible, asks for nothing from elsewhere, and fits its window.

use serde_json::json;

use super::site::{Stage, axe, missing, serve};

const PAGES: &[&str] = &[
    "/",
    "/search?q=gempa",
    "/search?q=beras&where=country:%3D%22ID%22&from=2020",
    "/search?facet=speaker",
    "/search?q=zzqq+beras",
    "/search?q=(beras",
    "/search?q=beras&country=Ukrane",
    "/quotes?q=country:ID&sort=newest",
    "/quotes?q=beras&once=true",
    "/search?q=gempa&unit=week&stories=true",
    "/article?id=d-70012&q=bantuan&n=1",
    "/article?id=none",
    "/person?name=Margaret+Ellison",
    "/person?name=Nobody",
    "/people",
    "/countries",
    "/country?code=ID",
    "/country?code=ID&of=about&unit=year",
    "/search?q=beras&from=2023&to=2023",
    "/table?rows=country&columns=source",
    "/compare?a=beras&b=gempa",
    "/compare?a=beras&b=gempa&c=harga&d=jakarta",
    "/compare",
    "/help",
    "/api",
    "/about",
    "/nowhere",
];

const AXE: &str = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']}) \
     .then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 200)).slice(0, 3).join(' ')))";

/// Every page and state: at four widths, by axe in both shades, with scripts and without.
#[test]
fn pages_are_sound_in_a_browser() {
    let Some(axe) = axe() else { return missing("axe-core") };
    let Some(mut stage) = Stage::of_samples("corpus") else {
        return;
    };
    let mut wrong = Vec::new();
    for (n, page) in PAGES.iter().enumerate() {
        let lang = if n % 2 == 0 { "id" } else { "en" };
        let url = format!("{page}{}lang={lang}", if page.contains('?') { '&' } else { '?' });
        for (width, dark, scripts) in [
            (1280, false, true),
            (1280, true, true),
            (360, n % 2 == 1, true),
            (900, false, false),
            (320, true, false),
        ] {
            stage.look(width, dark, scripts);
            stage.go(&url);
            let place = format!(
                "{page} at {width}, {}, scripts {scripts}",
                if dark { "dark" } else { "light" }
            );
            wrong.extend(
                stage
                    .complaints()
                    .into_iter()
                    .map(|complaint| format!("{place}: {complaint}")),
            );
            let wide = stage.run("document.documentElement.scrollWidth - innerWidth");
            if wide.as_i64() != Some(0) {
                wrong.push(format!("{place}: {wide} px too wide"));
            }
            if scripts {
                stage.run("document.querySelectorAll('details').forEach(d => d.open = true)");
                let found = violations(&mut stage, &axe);
                wrong.extend(found.into_iter().map(|violation| format!("{place}: {violation}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} complaints:\n{}", wrong.len(), wrong.join("\n"));
}

/// Widths of a window, light and dark, in which a state is looked at.
const LOOKS: [(u32, bool); 3] = [(1280, false), (1280, true), (360, true)];

/// What axe finds on what is shown.
fn violations(stage: &mut Stage, axe: &str) -> Vec<String> {
    stage.call("Runtime.evaluate", json!({"expression": axe}));
    let violations = stage.run(AXE);
    let each = violations.as_array().into_iter().flatten();
    each.map(ToString::to_string).collect()
}

/// The states that no question over the sample articles leads to: too slow, busy, a fault, a damaged index, none.
#[test]
fn rare_states_are_sound_in_a_browser() {
    use warta::page::address::{Address, Place};
    use warta::page::layout::{self, Shell};
    use warta::page::{Locale, states};

    let Some(axe) = axe() else { return missing("axe-core") };
    let Some(mut stage) = Stage::of_samples("corpus/tempo") else {
        return;
    };
    let asked = Address::read(Place::Search, "q=a*&from=2020&to=2023");
    let mut wrong = Vec::new();
    for locale in Locale::ALL {
        let shell = Shell::new(locale, &asked, "warta");
        for (name, state) in [
            ("too slow", states::too_slow(locale, &asked, 5)),
            ("busy", states::busy(locale, &asked)),
            ("internal", states::internal(locale, "0a1b2c3d")),
            ("uncounted", states::uncounted(locale)),
        ] {
            for (width, dark) in LOOKS {
                stage.look(width, dark, true);
                stage.go("/help");
                stage.show(&layout::page(&shell, &state).into_string());
                let found = violations(&mut stage, &axe);
                // A state that stands in for facets has no heading of its own.
                let found = found
                    .into_iter()
                    .filter(|text| name != "uncounted" || !text.contains("page-has-heading-one"));
                wrong.extend(found.map(|text| format!("{name} at {width}: {text}")));
            }
        }
    }
    stage.server = None;
    // A file of the index is cut.
    let mut files = Vec::new();
    let mut folders = vec![stage.index.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("it can be listed").flatten() {
            match entry.path().is_dir() {
                true => folders.push(entry.path()),
                false => files.push(entry.path()),
            }
        }
    }
    let postings = files.iter().find(|path| path.extension().is_some_and(|e| e == "idx"));
    std::fs::write(postings.expect("the index has postings"), "cut").expect("it can be written");
    for (name, served) in [
        ("damaged", stage.index.clone()),
        ("no index", stage.dir.path().join("none")),
    ] {
        let (server, address) = serve(&served);
        (stage.server, stage.address) = (Some(server), address);
        for (width, dark) in LOOKS {
            stage.look(width, dark, true);
            for lang in ["id", "en"] {
                stage.go(&format!("/search?q=beras&lang={lang}"));
                let heading = stage.run("document.querySelector('h1').textContent");
                assert!(heading.as_str().is_some_and(|text| !text.is_empty()), "{name}");
                let found = violations(&mut stage, &axe);
                wrong.extend(found.into_iter().map(|text| format!("{name} at {width}: {text}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} complaints:\n{}", wrong.len(), wrong.join("\n"));
}
