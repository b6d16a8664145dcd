#!/usr/bin/env bash
# Builds the MongoDB-protocol server of the contract test (FerretDB over SQLite, from the Go module proxy) where Go is installed.
# Without Go the contract is tested with MongoDB absent.
set -euo pipefail
cd "$(dirname "$0")/../../test/app/mongodb"
out=$PWD/.server
[ "$out" -nt main.go ] && [ "$out" -nt go.sum ] && exit 0
command -v go >/dev/null 2>&1 || exit 0
echo "building the MongoDB-protocol server of the contract test (once, about two minutes) ..." >&2
# The proxy serves the modules; their sums are in go.sum.
GOFLAGS=-mod=mod GONOSUMDB='*' GOTOOLCHAIN=local go build -o "$out" . 2>.build.log || {
  tail -n 3 .build.log >&2
  echo "note: it could not be built; the contract is tested with MongoDB absent" >&2
}
rm -f .build.log
