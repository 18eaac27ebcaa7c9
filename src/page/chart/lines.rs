//! Two to four questions over time on one axis; a line breaks where the archive has a gap.

use maud::{Markup, html};

use super::{Bar, grid, hatch, percent, px};
use crate::page::words::Locale;

/// One question over time.
pub struct Line<'l> {
    /// `A`, `B` ...
    pub letter: &'static str,
    pub query: &'l str,
    pub bars: &'l [Bar],
}

const TOP: f64 = 22.0;
const HEIGHT: f64 = 190.0;
/// Of the width, in percent; the names of the lines stand behind.
const WIDTH: f64 = 88.0;

/// The drawing; shares in percent of all articles of each time, or counts.
pub fn lines(locale: Locale, id: &str, lines: &[Line], share: bool) -> Markup {
    let value = |bar: &Bar| match (share, bar.all) {
        (true, 0) => 0.0,
        (true, all) => bar.count as f64 * 100.0 / all as f64,
        (false, _) => bar.count as f64,
    };
    let most = lines.iter().flat_map(|line| line.bars).map(value).fold(0.0, f64::max);
    let number = lines.iter().map(|line| line.bars.len()).max().unwrap_or(0).max(1);
    let width = WIDTH / number as f64;
    let foot = TOP + HEIGHT;
    let y = |value: f64| foot - if most > 0.0 { value / most * HEIGHT } else { 0.0 };
    let x = |n: usize| (n as f64 + 0.5) * width;
    let pattern = format!("gap-{id}");
    let times = lines.first().map_or(&[][..], |line| line.bars);
    let every = [1, 2, 3, 4, 6, 12, 24, 60, 120, 240]
        .into_iter()
        .find(|every| number / every <= 12)
        .unwrap_or(480);
    let label = |value: f64| match share {
        true => format!(
            "{}\u{a0}%",
            locale.decimal(value, usize::from(value < 10.0 && value.fract() > 0.0))
        ),
        false => locale.number(value.round() as u64),
    };
    html! {
        svg class="plot" width="100%" height=(px(foot + 22.0)) aria-hidden="true" {
            (hatch(&pattern))
            @for line in grid(most).into_iter().filter(|line| share || line.fract() == 0.0) {
                line class="gridline" x1="0" x2=(percent(WIDTH)) y1=(px(y(line))) y2=(px(y(line))) {}
                text x="0" dx="-40" y=(px(y(line) + 4.0)) { (label(line)) }
            }
            @for (n, _) in times.iter().enumerate().filter(|(_, bar)| bar.all == 0) {
                rect fill=(format!("url(#{pattern})")) x=(percent(n as f64 * width)) width=(percent(width)) y=(px(TOP)) height=(px(HEIGHT)) {}
            }
            @for (which, line) in lines.iter().enumerate() {
                @for (n, pair) in line.bars.windows(2).enumerate() {
                    @if let [a, b] = pair { @if a.all > 0 && b.all > 0 {
                        line class=(format!("line l{which}")) x1=(percent(x(n))) y1=(px(y(value(a)))) x2=(percent(x(n + 1))) y2=(px(y(value(b)))) {}
                    } }
                }
                @for (n, bar) in line.bars.iter().enumerate().filter(|(_, bar)| bar.all > 0) {
                    a href=(bar.href) tabindex="-1" {
                        title { (line.letter) " " (line.query) ", " (locale.time(&bar.value)) ": " (locale.number(bar.count)) " (" (locale.share(bar.count, bar.all)) ")" }
                        circle class=(format!("dot d{which}")) cx=(percent(x(n))) cy=(px(y(value(bar)))) r="4" {}
                    }
                }
            }
            line class="base" x1="0" x2=(percent(WIDTH)) y1=(px(foot)) y2=(px(foot)) {}
            @for (n, bar) in times.iter().enumerate().filter(|(n, _)| n % every == 0) {
                line class="base" x1=(percent(n as f64 * width)) x2=(percent(n as f64 * width)) y1=(px(foot)) y2=(px(foot + 5.0)) {}
                text class=[(n / every % 2 == 1).then_some("odd")] x=(percent(n as f64 * width)) dx="3" y=(px(foot + 16.0)) { (locale.time(&bar.value)) }
            }
            @for (line, at) in ends(lines, &|bar| y(value(bar))) {
                text class="say halo" x=(percent(WIDTH)) dx="6" y=(px(at + 4.0)) { (line.letter) }
            }
        }
    }
}

/// Where the names at the ends of the lines stand, so that none lies on another.
fn ends<'l>(lines: &'l [Line<'l>], y: &dyn Fn(&Bar) -> f64) -> Vec<(&'l Line<'l>, f64)> {
    let mut ends: Vec<(&Line, f64)> = lines
        .iter()
        .filter_map(|line| Some((line, y(line.bars.iter().rev().find(|bar| bar.all > 0)?))))
        .collect();
    ends.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut least = f64::MIN;
    for end in &mut ends {
        end.1 = end.1.max(least);
        least = end.1 + 14.0;
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_breaks_at_a_gap() {
        let bar = |count, all| Bar {
            value: "2020".to_owned(),
            count,
            all,
            href: "search".to_owned(),
        };
        let bars = [bar(1, 2), bar(1, 4), bar(0, 0), bar(2, 4)];
        let line = Line {
            letter: "A",
            query: "gempa",
            bars: &bars,
        };
        let drawn = lines(Locale::En, "c", &[line], true).into_string();
        assert_eq!(drawn.matches("class=\"line l0\"").count(), 1, "{drawn}");
        assert_eq!(drawn.matches("<circle").count(), 3, "{drawn}");
        assert_eq!(drawn.matches("url(#gap-c)").count(), 1, "{drawn}");
    }
}
