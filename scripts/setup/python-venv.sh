#!/usr/bin/env bash
# Makes a virtual environment with the packages of requirement files: python-venv.sh DIR FILE...
set -euo pipefail

directory=$1
shift
# A shim of a version manager may be there and refuse to run: ask each.
python=
for candidate in python3.13 python3.12 python3.11 python3; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    python=$candidate
    break
  fi
done
without_python() {
  # In CI the contract test fails for want of it; a person without Python goes on without.
  echo "note: $1; the real app is not started" >&2
  echo "  try:  sudo apt-get install python3 python3-venv" >&2
  exit 0
}
[ -n "$python" ] || without_python "there is no Python 3.11 or newer"
if [ ! -x "$directory/bin/pip" ]; then
  rm -rf "$directory"
  "$python" -m venv "$directory" 2>/dev/null || {
    rm -rf "$directory"
    # Debian splits venv off.
    bash "$(dirname "$0")/system-packages.sh" python3-venv
    "$python" -m venv "$directory" || without_python "$python cannot make a virtual environment"
  }
fi
# One after the other: a file with hashes asks for hashes of everything that is installed together with it.
for file in "$@"; do
  "$directory/bin/pip" install --quiet --disable-pip-version-check -r "$file"
done
touch "$directory/.installed"
