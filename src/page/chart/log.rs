//! Amounts of money by their power of ten, in one currency.

use maud::{Markup, html};

use super::{percent, px};
use crate::page::words::Locale;

/// A power of ten with the articles that name an amount of it.
#[derive(Clone, Debug)]
pub struct Power {
    pub exponent: i32,
    pub count: u64,
    pub href: String,
}

/// In words: `10 juta` for 7.
pub fn word(locale: Locale, exponent: i32) -> String {
    let (name, power) = match exponent {
        12.. => ("power.12", 12),
        9..=11 => ("power.9", 9),
        6..=8 => ("power.6", 6),
        3..=5 => ("power.3", 3),
        _ => return locale.number(10u64.saturating_pow(exponent.max(0).unsigned_abs())),
    };
    match exponent - power {
        0 => format!("1 {}", locale.text(name)),
        n => format!(
            "{} {}",
            locale.number(10u64.saturating_pow(n.unsigned_abs())),
            locale.text(name)
        ),
    }
}

/// The drawing.
pub fn amounts(locale: Locale, powers: &[Power]) -> Markup {
    let (Some(low), Some(high)) = (
        powers.iter().map(|p| p.exponent).min(),
        powers.iter().map(|p| p.exponent).max(),
    ) else {
        return crate::page::words::nothing();
    };
    const TOP: f64 = 16.0;
    const HEIGHT: f64 = 84.0;
    let most = powers.iter().map(|p| p.count).max().unwrap_or(1).max(1) as f64;
    let width = 100.0 / f64::from(high - low + 1);
    let x = |exponent: i32| f64::from(exponent - low) * width;
    let tall = |count: u64| (count as f64 / most * HEIGHT).max(1.5);
    html! {
        svg width="100%" height=(px(TOP + HEIGHT + 20.0)) aria-hidden="true" {
            @for power in powers {
                a href=(power.href) tabindex="-1" {
                    title { (word(locale, power.exponent)) ": " (locale.count(power.count, "article")) }
                    rect class="area" x=(percent(x(power.exponent))) width=(percent(width)) y=(px(TOP)) height=(px(HEIGHT)) {}
                    rect class="bar-2" x=(percent(x(power.exponent) + width * 0.08)) width=(percent(width * 0.84))
                        y=(px(TOP + HEIGHT - tall(power.count))) height=(px(tall(power.count))) {}
                    @if power.count as f64 >= most {
                        text class="say halo" text-anchor="middle" x=(percent(x(power.exponent) + width / 2.0)) y="11" { (locale.number(power.count)) }
                    }
                }
            }
            line class="base" x1="0" x2="100%" y1=(px(TOP + HEIGHT)) y2=(px(TOP + HEIGHT)) {}
            @for (exponent, name) in [(0, "1"), (3, "power.3"), (6, "power.6"), (9, "power.9"), (12, "power.12")] {
                @if (low..=high).contains(&exponent) {
                    line class="base" x1=(percent(x(exponent))) x2=(percent(x(exponent))) y1=(px(TOP + HEIGHT)) y2=(px(TOP + HEIGHT + 5.0)) {}
                    text x=(percent(x(exponent))) dx="3" y=(px(TOP + HEIGHT + 16.0)) { @if exponent == 0 { "1" } @else { (locale.text(name)) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_said_in_words() {
        for (exponent, id, en) in [
            (0, "1", "1"),
            (2, "100", "100"),
            (4, "10 ribu", "10 thousand"),
            (9, "1 miliar", "1 billion"),
            (14, "100 triliun", "100 trillion"),
        ] {
            assert_eq!(word(Locale::Id, exponent), id);
            assert_eq!(word(Locale::En, exponent), en);
        }
        assert!(word(Locale::Id, i32::MAX).ends_with("triliun"));
        assert_eq!(word(Locale::Id, -3), "1");
    }
}
