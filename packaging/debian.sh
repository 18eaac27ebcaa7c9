#!/usr/bin/env bash
# Makes a Debian package of a built program, by cargo-deb: what is in it stands in Cargo.toml. Manual pages and completions are what the
# program prints itself, so they are made first.
#   cargo install cargo-deb --locked
#   packaging/debian.sh target/release/warta warta.deb
set -euo pipefail
program=$(realpath "$1")
package=$(realpath -m "$2")
cd "$(dirname "$0")/.."

made=target/debian
rm -rf "$made"
install -d "$made/man"
install -m 755 "$program" "$made/warta"
if command -v strip >/dev/null 2>&1; then
  strip "$made/warta"
fi
"$made/warta" man --dir "$made/man"
"$made/warta" completions bash >"$made/warta.bash"
"$made/warta" completions zsh >"$made/_warta"
"$made/warta" completions fish >"$made/warta.fish"
cargo deb --quiet --no-build --output "$package"
