//! Charts as SVG: `x` and widths in percent, so that they stretch while their text does not; `y` in pixels; no script.
//!
//! A chart is hidden from screen readers, and its links are for the mouse: beside each stands a table with the same links. A hatch says that
//! the archive holds nothing there, which is something else than zero; it is used for nothing else.

mod bars;
mod dots;
mod heat;
mod lines;
mod log;
mod map;
mod roles;
mod spark;

pub use bars::{Bar, Bars, Unit, bars, table as bars_table};
pub use dots::{Dot, Stream, streams};
pub use heat::{Cell, Heat, Show, heat};
pub use lines::{Line, lines};
pub use log::{Power, amounts, word as power_word};
pub use map::{Land, map};
pub use roles::{Role, roles};
pub use spark::{ListBar, list_bars, spark};

use maud::{Markup, html};

use super::words::Locale;

/// The hatch, once for each chart; `id` must be the only one of its name on the page.
fn hatch(id: &str) -> Markup {
    html! {
        defs { pattern id=(id) width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
            line class="hatch" x1="0.5" y1="0" x2="0.5" y2="6" {}
        } }
    }
}

/// The hatch of what is no chart, under the name `gap`.
pub fn shared_hatch() -> Markup {
    html! { svg class="defs" width="0" height="0" aria-hidden="true" { (hatch("gap")) } }
}

/// What is counted, and from which number on each step of colour is meant.
fn scale(locale: Locale, noun: &str, steps: impl IntoIterator<Item = (usize, String)>) -> Markup {
    html! {
        div class="scale" {
            span { (locale.noun(2, noun)) }
            ol class="steps num" aria-label=(locale.text("table.scale")) {
                @for (step, from) in steps { li class=(format!("c{step}")) { (from) } }
            }
        }
    }
}

/// A part of the width: `12.35%`.
fn percent(part: f64) -> String {
    format!("{:.2}%", if part.is_finite() { part } else { 0.0 })
}

/// Pixels.
fn px(value: f64) -> String {
    format!("{:.1}", if value.is_finite() { value } else { 0.0 })
}

/// Two or three round numbers to draw lines at, below `most`.
fn grid(most: f64) -> Vec<f64> {
    if most <= 0.0 || !most.is_finite() {
        return Vec::new();
    }
    let rough = most / 2.5;
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|n| n * power)
        .into_iter()
        .find(|step| *step >= rough * 0.8)
        .unwrap_or(most);
    (1..=3).map(|n| step * f64::from(n)).filter(|at| *at <= most).collect()
}

/// Which of 7 steps of colour a value has: 0 for nothing, else by its share of the greatest, in steps that grow.
fn step(value: f64, most: f64) -> usize {
    const FROM: [f64; 6] = [0.0, 0.05, 0.15, 0.3, 0.5, 0.75];
    match most > 0.0 && value > 0.0 {
        true => FROM.iter().filter(|from| value / most > **from).count().min(6),
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_drawn_at_round_numbers() {
        assert_eq!(grid(13.7), [5.0, 10.0]);
        assert_eq!(grid(0.0), [0.0; 0]);
        assert_eq!(grid(f64::NAN), [0.0; 0]);
        for most in [0.003, 0.9, 1.0, 7.0, 99.0, 123_456.0] {
            let lines = grid(most);
            assert!((1..=3).contains(&lines.len()), "{most}: {lines:?}");
        }
    }

    #[test]
    fn steps_of_colour_grow() {
        assert_eq!(step(0.0, 10.0), 0);
        assert_eq!(step(0.1, 10.0), 1);
        assert_eq!(step(10.0, 10.0), 6);
        assert_eq!(step(1.0, 0.0), 0);
    }
}
