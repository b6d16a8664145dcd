#!/usr/bin/env bash
# Builds the collector of `make collector-check` from the Go module proxy: the components that telemetry/collector writes of, in the
# versions that the AWS Distro for OpenTelemetry 0.49 is made of (contrib 0.156, core 1.62). Ten minutes and two gigabytes of cache the
# first time, a moment later on. Three internal modules are those of 0.155, whose code is the same (go.mod says which).
# COLLECTOR=/path/to/awscollector checks that one instead: ADOT's own, copied out of its image.
set -euo pipefail
[ -z "${COLLECTOR:-}" ] || exit 0
cd "$(dirname "$0")/../../test/telemetry/collector/otelcol"
out=$PWD/.otelcol
[ "$out" -nt main.go ] && [ "$out" -nt go.sum ] && exit 0
command -v go >/dev/null 2>&1 || {
  echo "error: the collector is built with Go 1.25 or newer, which is not installed." >&2
  echo "  try:  https://go.dev/doc/install" >&2
  exit 1
}
echo "building a collector (once, about ten minutes) ..." >&2
# No service discovery but the static one: Kubernetes and a dozen clouds stay outside. The proxy serves the modules; their sums are in go.sum.
GOFLAGS=-mod=mod GONOSUMDB='*' GOTOOLCHAIN=local go build -tags remove_all_sd -trimpath -ldflags '-s -w' -o "$out" .
