#!/usr/bin/env bash
# Makes a Debian package of a built program: the program, its manual pages and completions as it prints them itself.
#   packaging/debian.sh target/release/warta warta.deb
set -euo pipefail
program=$(realpath "$1")
package=$(realpath -m "$2")
cd "$(dirname "$0")/.."

version=$("$program" --version | cut -d' ' -f2)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
chmod 755 "$tree"

install -D -m 755 "$program" "$tree/usr/bin/warta"
if command -v strip >/dev/null 2>&1; then
  strip "$tree/usr/bin/warta"
fi
man="$tree/usr/share/man/man1"
"$program" man --dir "$man"
gzip -9n "$man"/*.1
complete() {
  install -d "$(dirname "$tree/$2")"
  "$program" completions "$1" >"$tree/$2"
}
complete bash usr/share/bash-completion/completions/warta
complete zsh usr/share/zsh/vendor-completions/_warta
complete fish usr/share/fish/vendor_completions.d/warta.fish
install -d "$tree/usr/share/doc/warta"
install -m 644 README.md "$tree/usr/share/doc/warta/README.md"
gzip -9nc CHANGELOG.md >"$tree/usr/share/doc/warta/changelog.gz"
printf 'License: MIT or Apache-2.0\nPlace names are from GeoNames (CC BY 4.0), country names from Unicode CLDR.\n' >"$tree/usr/share/doc/warta/copyright"
find "$tree/usr" -type f ! -name warta -exec chmod 644 {} +
find "$tree/usr" -type f -path '*/bin/*' -exec chmod 755 {} +

install -d "$tree/DEBIAN"
cat >"$tree/DEBIAN/control" <<CONTROL
Package: warta
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: warta contributors <warta@localhost>
Installed-Size: $(du -sk "$tree/usr" | cut -f1)
Depends: libc6, libgcc-s1
Suggests: xdg-utils
Section: text
Priority: optional
Description: News-archive indexer and search engine
 Makes a folder of news articles searchable by what the articles say: who
 spoke, which countries, how much money, when, and where it was printed.
CONTROL
dpkg-deb -Zgzip --root-owner-group --build "$tree" "$package" >/dev/null
echo "$package"
