//! What scripts do: keys, suggestions, spans of time.

use serde_json::json;

use super::site::Stage;

/// Keys, suggestions, the list of keys, the way back.
#[test]
fn scripts_do_what_they_are_for() {
    let Some(mut stage) = Stage::of_samples("corpus") else {
        return;
    };
    let Stage {
        browser,
        session,
        address,
        ..
    } = &mut stage;
    browser.go(session, &format!("{address}/search?q=beras&lang=id"));
    browser.press(session, "j");
    assert_eq!(browser.run(session, "document.querySelectorAll('.hit.here').length"), 1);
    browser.press(session, "?");
    assert_eq!(browser.run(session, "document.querySelector('#keys').open"), true);
    browser.run(session, "document.querySelector('#keys').close()");
    browser.press(session, "/");
    assert_eq!(browser.run(session, "document.activeElement.id"), "q");
    // A key in the field is a letter of the query.
    browser.press(session, "j");
    assert_eq!(browser.run(session, "document.querySelectorAll('.hit.here').length"), 1);
    browser.run(session, "(() => { const q = document.querySelector('#q'); q.value = 'speaker:mar'; q.dispatchEvent(new Event('input')); })()");
    let script = "new Promise(done => { const look = (n) => document.querySelectorAll('#suggestions li').length || n > 100 ? done(document.querySelectorAll('#suggestions li').length) : setTimeout(() => look(n + 1), 30); look(0); })";
    assert!(browser.run(session, script).as_u64() > Some(0), "no suggestions");
    browser.press(session, "ArrowDown");
    browser.press(session, "Enter");
    let typed = browser.run(session, "document.querySelector('#q').value");
    assert!(
        typed.as_str().is_some_and(|typed| typed.starts_with("speaker:=\"")),
        "{typed}"
    );
    browser.events.clear();
    browser.run(session, "document.querySelector('.hit h2 a').click()");
    browser.wait_for("Page.loadEventFired");
    assert_eq!(browser.run(session, "location.pathname"), "/article");
    browser.events.clear();
    browser.run(session, "history.back()");
    browser.wait_for("Page.frameNavigated");
    assert_eq!(browser.run(session, "location.pathname"), "/search");
    // With keys off nothing happens.
    browser.go(session, &format!("{address}/search?q=beras&keys=off"));
    browser.press(session, "j");
    assert_eq!(browser.run(session, "document.querySelectorAll('.hit.here').length"), 0);
}

/// A span of time is chosen on the timeline: by dragging over its bars, and with shift and arrows (F4).
#[test]
fn a_span_of_time_is_chosen() {
    let Some(mut stage) = Stage::of_samples("corpus") else {
        return;
    };
    let Stage {
        browser,
        session,
        address,
        ..
    } = &mut stage;
    let list = format!("{address}/search?q=beras&unit=year&lang=en");
    let span = "[new URLSearchParams(location.search).get('from'), new URLSearchParams(location.search).get('to')]";
    browser.go(session, &list);
    let bars = browser.run(
        session,
        "[...document.querySelectorAll('figure[data-brush] a[data-value]')].map(a => { const b = a.querySelector('.area').getBoundingClientRect(); \
         return [a.dataset.value, b.x + b.width / 2, b.y + b.height / 2]; })",
    );
    let bars = bars.as_array().expect("bars").clone();
    assert!(bars.len() >= 3, "{bars:?}");
    let middle = |n: usize| (bars[n][1].as_f64().expect("x"), bars[n][2].as_f64().expect("y"));
    // From right to left is the same span.
    browser.events.clear();
    browser.drag(session, middle(2), middle(0));
    browser.wait_for("Page.loadEventFired");
    assert_eq!(browser.run(session, span), json!([bars[0][0], bars[2][0]]));

    browser.go(session, &list);
    let chosen = "document.querySelectorAll('a.brushed').length";
    browser.press_with(session, "ArrowLeft", 8);
    browser.press_with(session, "ArrowLeft", 8);
    assert_eq!(browser.run(session, chosen), 2);
    let said = browser.run(session, "document.querySelector('output.span').textContent");
    let last = bars.len() - 1;
    let years = format!(
        "{} – {}",
        bars[last - 1][0].as_str().expect("a year"),
        bars[last][0].as_str().expect("a year")
    );
    assert_eq!(said, years.as_str());
    browser.press(session, "Escape");
    assert_eq!(browser.run(session, chosen), 0);
    for _ in 0..3 {
        browser.press_with(session, "ArrowRight", 8);
    }
    browser.press_with(session, "ArrowLeft", 8);
    browser.events.clear();
    browser.press(session, "Enter");
    browser.wait_for("Page.loadEventFired");
    assert_eq!(browser.run(session, span), json!([bars[0][0], bars[1][0]]));
}
