#!/bin/bash
# Compile requirements*.in into requirements*.txt: exact versions, the hash of every published file,
# and no trace of the index or the machine they were compiled on.
set -euo pipefail
cd "$(dirname "$0")/../.."

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"${PYTHON:-python3}" -m venv "$tools"
"$tools/bin/pip" install -q pip-tools
for list in requirements requirements-test; do
  echo "→ $list.txt"
  PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS='' "$tools/bin/pip-compile" -q --generate-hashes \
    --allow-unsafe --strip-extras --no-header --no-emit-options --no-emit-index-url \
    --no-emit-trusted-host --no-emit-find-links --output-file="$list.txt" "$list.in"
done
