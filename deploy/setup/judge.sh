#!/bin/bash
# Install the JavaScript client that judges our encryption, with the Node.js of the Python environment.
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=tests/real/js
[ -f "$folder/package.json" ] || exit 0
mark=$(sha256sum "$folder/package.json" | cut -d' ' -f1)
[ -f "$folder/node_modules/.stamp" ] && [ "$(cat "$folder/node_modules/.stamp")" = "$mark" ] && exit 0

printf '\033[1m→\033[0m Installing the matrix-js-sdk judge\n'
PATH="$PWD/.venv/bin:$PATH" .venv/bin/npm --prefix "$folder" install \
  --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error
echo "$mark" >"$folder/node_modules/.stamp"
