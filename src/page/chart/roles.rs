//! Roles as stretches of time.

use maud::{Markup, html};

use super::percent;
use crate::page::words::Locale;

/// The first row of a list whose others are drawn over the years `first` to `last`.
pub(super) fn axis(first: i16, last: i16) -> Markup {
    html! {
        li class="axis" aria-hidden="true" {
            span {}
            svg width="100%" height="18" { (years(first, last)) }
            span {}
        }
    }
}

/// The labels of an axis of years, above its line.
fn years(first: i16, last: i16) -> Markup {
    let number = f64::from(last - first + 1).max(1.0);
    let every: usize = [1, 2, 5, 10, 20, 50, 100]
        .into_iter()
        .find(|every| number / (*every as f64) <= 12.0)
        .unwrap_or(200);
    html! {
        @for (n, year) in (first..=last).enumerate().filter(|(n, _)| n % every == 0) {
            @let x = percent(n as f64 * 100.0 / number);
            line class="base" x1=(x) x2=(x) y1="12" y2="18" {}
            text class=[(n / every % 2 == 1).then_some("odd")] x=(x) dx="4" y="13" { (year) }
        }
    }
}

/// How a person was called, and from when to when.
#[derive(Clone, Debug)]
pub struct Role {
    pub label: String,
    pub href: String,
    pub count: u64,
    /// The first and the last day, as parts of the axis from 0 to 1; none where no date is known.
    pub time: Option<(f64, f64)>,
    /// `2014–2016`.
    pub years: String,
}

/// Roles over the years `first` to `last`.
pub fn roles(locale: Locale, roles: &[Role], first: i16, last: i16) -> Markup {
    html! {
        ol class="roles" {
            (axis(first, last))
            @for role in roles {
                li {
                    a href=(role.href) { bdi { (role.label) } }
                    svg width="100%" height="16" aria-hidden="true" {
                        line class="gridline" x1="0" x2="100%" y1="8" y2="8" {}
                        @if let Some((from, to)) = role.time {
                            rect class="bar" x=(percent(from * 100.0)) width=(percent(((to - from) * 100.0).max(0.6))) y="3" height="10" {}
                        }
                    }
                    span class="num" { @if !role.years.is_empty() { (role.years) ", " } (locale.fill("role.times", &[("n", &locale.number(role.count))])) }
                }
            }
        }
    }
}
