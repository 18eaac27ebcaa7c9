//! The countries of the world, in six steps of colour.

use std::sync::OnceLock;

use maud::{Markup, html};

use super::scale;
use crate::page::assets;
use crate::page::words::Locale;

/// A country with what is counted of it.
#[derive(Clone, Debug)]
pub struct Land<'l> {
    /// ISO 3166-1 alpha-2; a state of another list is on no map, nor is Tuvalu, which the source leaves out at this scale.
    pub code: &'l str,
    pub name: String,
    pub href: String,
    pub count: u64,
}

/// The ids of all shapes: codes of countries, and of shapes without one an id that is none.
fn shapes() -> &'static [&'static str] {
    static SHAPES: OnceLock<Vec<&str>> = OnceLock::new();
    SHAPES.get_or_init(|| {
        let ids = assets::content_of("world.svg").split(" id=\"").skip(1);
        ids.filter_map(|rest| rest.split('"').next()).collect()
    })
}

/// How many steps of colour there are, zero aside.
const STEPS: usize = 6;

/// The step of a count: each begins at the same multiple of the one before, so that the great ones do not hide the others.
fn step(count: u64, most: u64) -> usize {
    if count == 0 {
        return 0;
    }
    let part = (count as f64).ln() / (most as f64 + 1.0).ln().max(f64::MIN_POSITIVE);
    1 + ((part * STEPS as f64) as usize).min(STEPS - 1)
}

/// The smallest count of each step; steps without a whole number are left out.
fn steps(most: u64) -> Vec<(usize, u64)> {
    let first = |wanted: usize| {
        let from = (most as f64 + 1.0).powf((wanted - 1) as f64 / STEPS as f64).floor() as u64;
        (from..=from + 1).find(|count| *count > 0 && step(*count, most) == wanted)
    };
    (1..=STEPS)
        .filter_map(|step| Some((step, first(step)?)))
        .filter(|(_, count)| *count <= most)
        .collect()
}

/// The drawing with its scale. The table beside it has the same counts and links.
pub fn map(locale: Locale, lands: &[Land], noun: &str) -> Markup {
    let most = lands.iter().map(|land| land.count).max().unwrap_or(0);
    let file = assets::path("world.svg");
    let shape = |code: &str, step: usize| html! { use href=(format!("{file}#{code}")) class=(format!("m{step}")) {} };
    html! {
        svg class="map" viewBox="0 8 1000 422" aria-hidden="true" {
            @for code in shapes().iter().copied() {
                @match lands.iter().find(|land| land.code == code && land.count > 0) {
                    Some(land) => a href=(land.href) tabindex="-1" { title { (land.name) ": " (locale.count(land.count, noun)) } (shape(code, step(land.count, most))) },
                    None => (shape(code, 0)),
                }
            }
        }
        (scale(locale, noun, [(0, 0)].into_iter().chain(steps(most)).map(|(step, from)| (step, locale.number(from)))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_grow_and_begin_where_the_scale_says() {
        for most in [1, 2, 7, 40, 4_839, 1_000_000] {
            let scale = steps(most);
            assert_eq!(scale[0], (1, 1), "{most}");
            assert!(scale.is_sorted(), "{most}: {scale:?}");
            for (at, from) in &scale {
                assert_eq!(step(*from, most), *at, "{most}: {from}");
                assert!(*from == 1 || step(from - 1, most) < *at, "{most}: {from}");
            }
            assert_eq!(step(0, most), 0);
        }
    }

    #[test]
    fn each_country_is_drawn_once_and_states_that_are_gone_are_not() {
        let codes = shapes();
        assert!(codes.len() > 230, "{}", codes.len());
        for code in ["ID", "SG", "TL", "US", "PS", "MV"] {
            assert_eq!(codes.iter().filter(|known| **known == code).count(), 1, "{code}");
        }
        let land = |code| Land {
            code,
            name: code.to_owned(),
            href: format!("country?code={code}"),
            count: 3,
        };
        let drawn = map(Locale::En, &[land("ID"), land("SUHH")], "article").into_string();
        assert!(drawn.contains("<title>ID: 3 articles</title>"), "{drawn}");
        assert!(!drawn.contains("SUHH"));
    }
}
