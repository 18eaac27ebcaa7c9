//! Short bars beside values.

use maud::{Markup, html};

use super::percent;
use crate::page::words::Locale;

/// The bar below a value of a facet; `gap` is for the articles without a value, of which the hatch tells.
pub fn spark(count: u64, most: u64, gap: Option<&str>) -> Markup {
    let width = percent(count as f64 * 100.0 / most.max(1) as f64);
    html! {
        svg aria-hidden="true" {
            @match gap {
                Some(pattern) => rect fill=(format!("url(#{pattern})")) width=(width) height="5" {},
                None => rect class="bar" width=(width) height="3" {},
            }
        }
    }
}

/// A value with its count, one of a list.
#[derive(Clone, Debug)]
pub struct ListBar {
    pub label: String,
    pub href: String,
    pub count: u64,
}

/// A list of values with bars, each with its share of `total`, which is everything and not only what is shown.
pub fn list_bars(locale: Locale, bars: &[ListBar], total: u64) -> Markup {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(1).max(1);
    html! {
        ul class="bars" {
            @for bar in bars {
                li {
                    a href=(bar.href) { bdi { (bar.label) } }
                    svg width="100%" height="8" aria-hidden="true" {
                        rect class="bar" width=(percent(bar.count as f64 * 100.0 / most as f64)) height="8" {}
                    }
                    span { b { (locale.number(bar.count)) } " · " (locale.share(bar.count, total)) }
                }
            }
        }
    }
}
