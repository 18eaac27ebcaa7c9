//! The pages in a browser: accessibility by axe, no violation of the content security policy, no request but ours, nothing wider than the
//! window, scripts on and off. Chromium is driven through `--remote-debugging-pipe`, without a port and without a driver.
//!
//! `$WARTA_BROWSER` names the browser, else `chromium` or `google-chrome` is taken; `$WARTA_AXE` names `axe.min.js`, else
//! `target/axe/package/axe.min.js`. Where one is missing this says so and does nothing; with `CI` set it fails.

mod browser;
mod by_hand;
mod hostile;
mod site;
mod sound;
