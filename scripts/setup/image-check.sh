#!/usr/bin/env bash
# `make image-check`: builds app/Dockerfile as it stands and starts the image as a task does, without a Docker engine, by buildah. Where no
# registry can be reached, its base is a stand-in made of Debian's own Python: every instruction runs, the base itself is not what is checked.
# Needs root, for a chroot and a network namespace of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ "$(id -u)" = 0 ] || { echo "error: make image-check needs root: sudo make image-check" >&2; exit 3; }
bash scripts/setup/system-packages.sh buildah mmdebstrap iproute2
cache=$PWD/.cache/image
mkdir -p "$cache"
base=$(sed -n 's/^FROM //p' app/Dockerfile)
buildah=(buildah --root "$cache/store" --runroot "$cache/run" --storage-driver vfs)
# Pip inside asks where pip outside asks, trusting whom the machine trusts.
outside=(-v /etc/ssl/certs:/etc/ssl/certs:ro)
[ ! -f /etc/pip.conf ] || outside+=(-v /etc/pip.conf:/etc/pip.conf:ro)

if ! "${buildah[@]}" inspect --type image "$base" >/dev/null 2>&1 &&
  ! timeout 120 "${buildah[@]}" pull "docker.io/library/$base" >/dev/null 2>&1; then
  echo "note: no registry; a stand-in for $base is made of Debian's packages (once, two minutes)" >&2
  mmdebstrap --quiet --variant=minbase --include=python3,python3-pip,ca-certificates bookworm "$cache/rootfs.tar"
  printf 'FROM scratch\nADD rootfs.tar /\nRUN ln -s /usr/bin/python3 /usr/local/bin/python && ln -s /usr/bin/pip3 /usr/local/bin/pip && rm -f /usr/lib/python3*/EXTERNALLY-MANAGED\n' >"$cache/Dockerfile"
  "${buildah[@]}" bud --quiet --isolation chroot -t "docker.io/library/$base" -f "$cache/Dockerfile" "$cache" >/dev/null
  rm "$cache/rootfs.tar"
fi

"${buildah[@]}" bud --quiet --isolation chroot --network host --pull-never --format docker "${outside[@]}" --build-arg APP_VERSION=check -t todo app >/dev/null
echo "built app/Dockerfile on $base"
container=$("${buildah[@]}" from --pull-never todo)
trap '"${buildah[@]}" rm "$container" >/dev/null' EXIT
node scripts/setup/image-check.mjs "$container" "${buildah[@]}"
