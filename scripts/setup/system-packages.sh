#!/usr/bin/env bash
# Installs the Debian packages that are asked for and missing. Where that is not possible it says what to install by hand;
# the demo then shows what works without them, the tests fail.
set -euo pipefail

missing=()
for package in "$@"; do
  case $package in
    chromium) command -v chromium chromium-browser google-chrome google-chrome-stable >/dev/null 2>&1 || missing+=(chromium) ;;
    prometheus) { [ -n "${PROMETHEUS_BIN:-}" ] || command -v prometheus >/dev/null 2>&1; } || missing+=(prometheus) ;;
    *) dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package") ;;
  esac
done
[ ${#missing[@]} -eq 0 ] && exit 0

by_hand() {
  echo "note: ${missing[*]} not found and not installed: $1" >&2
  echo "  try:  sudo apt-get install ${missing[*]}      (macOS: brew install ${missing[*]})" >&2
  exit 0
}
command -v apt-get >/dev/null 2>&1 || by_hand "this system has no apt-get."
sudo=()
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null || by_hand "installing needs root."
  sudo=(sudo -n)
fi
echo "installing ${missing[*]} (Debian packages) ..." >&2
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Prometheus' package would start a server of its own: the tests start theirs, on a free port.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' | "${sudo[@]}" tee "$policy" >/dev/null
  "${sudo[@]}" chmod +x "$policy"
  trap '"${sudo[@]}" rm -f "$policy"; rm -f "$log"' EXIT
fi
if ! { "${sudo[@]}" apt-get update -qq && "${sudo[@]}" apt-get install -y -qq -o DPkg::Lock::Timeout=120 --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 5 "$log" >&2
  by_hand "apt-get failed."
fi
