#!/bin/sh
# Installs the Debian packages that are named, where this account may; else says in one line what to
# install. Usage: tools/system-packages.sh need|want PACKAGE...
#   need: without them nothing goes on (exit 1); want: the rest goes on without them (exit 0).
kind=$1
shift
missing=
for package in "$@"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
  echo "claim-manual: this machine has no apt-get; install what corresponds to:$missing" >&2
elif [ "$(id -u)" = 0 ]; then
  as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  as_root='sudo -n'
else
  echo "claim-manual: please run once: sudo apt-get install$missing" >&2
fi

if [ "${as_root+set}" = set ]; then
  # A list of packages that is some days old may name versions that are gone, so it is renewed first.
  $as_root apt-get update -qq >/dev/null 2>&1
  # A list of names is meant.
  # shellcheck disable=SC2086
  if DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1; then
    exit 0
  fi
  echo "claim-manual: these packages could not be installed:$missing" >&2
fi
[ "$kind" = want ]
