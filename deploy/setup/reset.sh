#!/bin/bash
# Forget a demonstration. Refuses while it runs, and refuses a folder that is not one.
set -euo pipefail
cd "$(dirname "$0")/../.."

state="$1"
[ -d "$state" ] || { echo "Nothing to forget."; exit 0; }
[ -f "$state/.cercle-demo" ] || { echo "✗ $state is not a demonstration of Cercle: left as it is" >&2; exit 1; }
if ! flock --nonblock "$state/.cercle-demo" true; then
  echo "✗ The demonstration is running: stop it first (Ctrl-C)" >&2
  exit 1
fi
rm -rf -- "$state"
echo "Forgotten: the next make demo starts anew."
