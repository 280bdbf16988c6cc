#!/bin/bash
# Prepare .venv from the hashed requirements, and build the pages; `tests` adds what the tests need.
# Each is done again only when what it is made of changed.
set -euo pipefail
cd "$(dirname "$0")/../.."

say() { printf '\033[1m→\033[0m %s\n' "$*"; }
fail() { printf '\n✗ %s\n' "$*" >&2; exit 1; }

find_python() {
  local candidate
  for candidate in python3.11 python3 python3.12 python3.13; do
    if command -v "$candidate" >/dev/null &&
      "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  fail "Python 3.11 or newer is needed: apt-get install python3 python3-venv"
}

ensure_venv_module() {
  "$1" -c 'import ensurepip, venv' 2>/dev/null && return
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null ||
    fail "Python's venv module is missing: sudo apt-get install python3-venv, then run this again"
  say "Installing the Debian package python3-venv"
  apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
}

install() {
  local list="$1" total
  total=$(grep -c '^[a-z0-9].*==' "$list")
  say "Installing $total packages from $list, every file checked against its hash"
  .venv/bin/python -m pip install --disable-pip-version-check --progress-bar off \
    --require-hashes --no-deps -r "$list" 2>.venv/install.log |
    awk -v total="$total" -v live="$([ -t 1 ] && echo 1)" '
      / already satisfied: / || /^Collecting / {
        name = /^Collecting/ ? $2 : $4; sub(/[=<>\[].*/, "", name); done++
        if (live) printf "\r\033[K  %d/%d %s", done, total, name
        else if (done % 20 == 0) printf "  %d/%d\n", done, total
        fflush()
      }
      /^Installing collected/ { if (live) printf "\r\033[K  unpacking"; fflush() }
      END { if (live) printf "\r\033[K" }' || { cat .venv/install.log >&2; fail "pip could not install $list"; }
}

fingerprint() { cat "$@" | sha256sum | cut -d' ' -f1; }

up_to_date() { [ -f ".venv/.$1" ] && [ "$(cat ".venv/.$1")" = "$2" ]; }

prepare() {
  local stamp="$1" list="$2" mark
  mark=$(fingerprint requirements.txt "$list" pyproject.toml)
  up_to_date "$stamp" "$mark" && return
  install "$list"
  echo "$mark" >".venv/.$stamp"
}

# The pages that browsers load, built by the Node.js of .venv from packages checked against
# widgets/frontend/pinned.json (an npm lock file without hosts); done again when a source changed.
build_pages() {
  local front=widgets/frontend mark
  mark=$(find $front -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -print0 |
    sort -z | xargs -0 cat | sha256sum | cut -d' ' -f1)
  [ -f $front/dist/index.html ] && up_to_date stamp-pages "$mark" && return
  local packages
  packages=$(fingerprint $front/package.json $front/pinned.json)
  if ! [ -d $front/node_modules ] || ! up_to_date stamp-node "$packages"; then
    say "Installing what builds the pages"
    cp $front/pinned.json $front/package-lock.json
    (cd $front && PATH="$bin:$PATH" npm ci --ignore-scripts --no-audit --no-fund) \
      >.venv/pages.log 2>&1 || { cat .venv/pages.log >&2; fail "npm could not install $front/pinned.json"; }
    rm $front/package-lock.json
    echo "$packages" >.venv/.stamp-node
  fi
  say "Building the pages"
  (cd $front && PATH="$bin:$PATH" npm run build) >.venv/pages.log 2>&1 ||
    { cat .venv/pages.log >&2; fail "the pages could not be built"; }
  echo "$mark" >.venv/.stamp-pages
}

bin="$PWD/.venv/bin"
if ! [ -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  python=$(find_python)
  ensure_venv_module "$python"
  say "Creating the virtual environment .venv with $("$python" --version)"
  "$python" -m venv --clear .venv
fi

prepare stamp-application requirements.txt
if ! [ -x .venv/bin/cercle ] || [ pyproject.toml -nt .venv/bin/cercle ]; then
  say "Installing the cercle command"
  .venv/bin/python -m pip install --disable-pip-version-check -q \
    --no-deps --no-index --no-build-isolation -e .
fi
(flock 9; build_pages) 9>.venv/.pages-lock
if [ "${1:-}" = tests ]; then prepare stamp-tests requirements-test.txt; fi
