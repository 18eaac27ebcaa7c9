//! What scripts do: keys, suggestions, spans of time.

use serde_json::json;

use super::site::Stage;

/// Keys, suggestions, the list of keys, the way back.
#[test]
fn scripts_do_what_they_are_for() {
    let Some(mut stage) = Stage::of_samples("corpus") else {
        return;
    };
    stage.go("/search?q=beras&lang=id");
    stage.press("j");
    assert_eq!(stage.run("document.querySelectorAll('.hit.here').length"), 1);
    stage.press("?");
    assert_eq!(stage.run("document.querySelector('#keys').open"), true);
    stage.run("document.querySelector('#keys').close()");
    stage.press("/");
    assert_eq!(stage.run("document.activeElement.id"), "q");
    // A key in the field is a letter of the query.
    stage.press("j");
    assert_eq!(stage.run("document.querySelectorAll('.hit.here').length"), 1);
    stage.run("(() => { const q = document.querySelector('#q'); q.value = 'speaker:mar'; q.dispatchEvent(new Event('input')); })()");
    let script = "new Promise(done => { const look = (n) => document.querySelectorAll('#suggestions li').length || n > 100 ? done(document.querySelectorAll('#suggestions li').length) : setTimeout(() => look(n + 1), 30); look(0); })";
    assert!(stage.run(script).as_u64() > Some(0), "no suggestions");
    stage.press("ArrowDown");
    stage.press("Enter");
    let typed = stage.run("document.querySelector('#q').value");
    assert!(
        typed.as_str().is_some_and(|typed| typed.starts_with("speaker:=\"")),
        "{typed}"
    );
    stage.browser.events.clear();
    stage.run("document.querySelector('.hit h2 a').click()");
    stage.browser.wait_for("Page.loadEventFired");
    assert_eq!(stage.run("location.pathname"), "/article");
    stage.browser.events.clear();
    stage.run("history.back()");
    stage.browser.wait_for("Page.frameNavigated");
    assert_eq!(stage.run("location.pathname"), "/search");
    // With keys off nothing happens.
    stage.go("/search?q=beras&keys=off");
    stage.press("j");
    assert_eq!(stage.run("document.querySelectorAll('.hit.here').length"), 0);
}

/// A span of time is chosen on the timeline: by dragging over its bars, and with shift and arrows (F4).
#[test]
fn a_span_of_time_is_chosen() {
    let Some(mut stage) = Stage::of_samples("corpus") else {
        return;
    };
    let list = "/search?q=beras&unit=year&lang=en";
    let span = "[new URLSearchParams(location.search).get('from'), new URLSearchParams(location.search).get('to')]";
    stage.go(list);
    let bars = stage.run("[...document.querySelectorAll('figure[data-brush] a[data-value]')].map(a => { const b = a.querySelector('.area').getBoundingClientRect(); \
         return [a.dataset.value, b.x + b.width / 2, b.y + b.height / 2]; })",
    );
    let bars = bars.as_array().expect("bars").clone();
    assert!(bars.len() >= 3, "{bars:?}");
    let middle = |n: usize| (bars[n][1].as_f64().expect("x"), bars[n][2].as_f64().expect("y"));
    // From right to left is the same span.
    stage.browser.events.clear();
    stage.drag(middle(2), middle(0));
    stage.browser.wait_for("Page.loadEventFired");
    assert_eq!(stage.run(span), json!([bars[0][0], bars[2][0]]));

    stage.go(list);
    let chosen = "document.querySelectorAll('a.brushed').length";
    stage.press_with("ArrowLeft", 8);
    stage.press_with("ArrowLeft", 8);
    assert_eq!(stage.run(chosen), 2);
    let said = stage.run("document.querySelector('output.span').textContent");
    let last = bars.len() - 1;
    let years = format!(
        "{} – {}",
        bars[last - 1][0].as_str().expect("a year"),
        bars[last][0].as_str().expect("a year")
    );
    assert_eq!(said, years.as_str());
    stage.press("Escape");
    assert_eq!(stage.run(chosen), 0);
    for _ in 0..3 {
        stage.press_with("ArrowRight", 8);
    }
    stage.press_with("ArrowLeft", 8);
    stage.browser.events.clear();
    stage.press("Enter");
    stage.browser.wait_for("Page.loadEventFired");
    assert_eq!(stage.run(span), json!([bars[0][0], bars[1][0]]));
}
