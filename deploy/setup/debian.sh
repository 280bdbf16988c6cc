#!/bin/bash
# Install the Debian packages that the tests need and that are missing; says which.
set -euo pipefail
cd "$(dirname "$0")/../.."

command -v dpkg >/dev/null || { echo "Not a Debian system: install by hand what deploy/debian-packages.txt lists"; exit 0; }

missing=()
while read -r package; do
  dpkg -s "$package" 2>/dev/null | grep -q '^Status: install ok installed' || missing+=("$package")
done < <(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' deploy/debian-packages.txt)
[ ${#missing[@]} -eq 0 ] && exit 0

root=()
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "✗ As root: apt-get install ${missing[*]}" >&2; exit 1; }
  root=(sudo)
fi
printf '\033[1m→\033[0m Installing Debian packages for the tests: %s\n' "${missing[*]}"
"${root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
