//! Who printed what when: a line for each outlet, with a dot for each time, as large as the count.

use maud::{Markup, html};

use super::roles::axis;
use super::{percent, px};
use crate::page::words::Locale;

/// A count at a time.
#[derive(Clone, Debug)]
pub struct Dot {
    /// As part of the axis, from 0 to 1.
    pub at: f64,
    pub count: u64,
    /// The time as a person reads it.
    pub time: String,
    pub href: String,
}

/// What is counted of one outlet.
#[derive(Clone, Debug)]
pub struct Stream {
    pub label: String,
    pub href: String,
    pub count: u64,
    pub dots: Vec<Dot>,
}

/// How large the largest dot is, in pixels from its middle, and the smallest that can still be seen and met by a mouse.
const LARGEST: f64 = 8.0;
const SMALLEST: f64 = 2.5;

/// The lines over the years `first` to `last`, with how many of `total` each has. The area of a dot is as its count.
pub fn streams(locale: Locale, streams: &[Stream], total: u64, noun: &str, first: i16, last: i16) -> Markup {
    let counts = streams.iter().flat_map(|stream| &stream.dots).map(|dot| dot.count);
    let most = counts.max().unwrap_or(1).max(1);
    let radius = |count: u64| (LARGEST * (count as f64 / most as f64).sqrt()).max(SMALLEST);
    html! {
        ol class="roles streams" {
            (axis(first, last))
            @for stream in streams {
                li {
                    a href=(stream.href) { bdi { (stream.label) } }
                    svg width="100%" height="20" aria-hidden="true" {
                        line class="gridline" x1="0" x2="100%" y1="10" y2="10" {}
                        // A small dot is never below a large one.
                        @let mut dots: Vec<&Dot> = stream.dots.iter().collect();
                        @let () = dots.sort_by_key(|dot| std::cmp::Reverse(dot.count));
                        @for dot in dots {
                            a href=(dot.href) tabindex="-1" {
                                title { (dot.time) ": " (locale.count(dot.count, noun)) }
                                circle class="dot" cx=(percent(dot.at * 100.0)) cy="10" r=(px(radius(dot.count))) {}
                            }
                        }
                    }
                    span class="num" { b { (locale.number(stream.count)) } " · " (locale.share(stream.count, total)) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_have_the_area_of_their_count_and_lie_above_larger_ones() {
        let dot = |at: f64, count: u64| Dot {
            at,
            count,
            time: format!("time {count}"),
            href: format!("quotes?from={count}"),
        };
        let stream = Stream {
            label: "Warta Rawa".to_owned(),
            href: "quotes?where=x".to_owned(),
            count: 117,
            dots: vec![dot(0.25, 1), dot(0.5, 100), dot(1.0, 16)],
        };
        let drawn = streams(Locale::En, &[stream], 234, "quote", 2020, 2022).into_string();
        let at = |text: &str| drawn.find(text).unwrap_or_else(|| panic!("no {text} in {drawn}"));
        assert!(at("cx=\"50.00%\" cy=\"10\" r=\"8.0\"") < at("cx=\"100.00%\" cy=\"10\" r=\"3.2\""));
        assert!(at("r=\"3.2\"") < at("cx=\"25.00%\" cy=\"10\" r=\"2.5\""));
        assert!(drawn.contains("<title>time 1: 1 statement</title>"), "{drawn}");
        assert!(drawn.contains("<b>117</b> · 50%"), "{drawn}");
    }
}
