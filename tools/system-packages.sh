#!/bin/sh
# Installs the Debian packages that are named, where this account may; else says in one line what to
# install. Usage: tools/system-packages.sh need|want PACKAGE...
#   need: without them nothing goes on (exit 1); want: the rest goes on without them (exit 0).
# While something else installs packages, as a fresh machine does by itself in its first minutes, it
# waits, APT_WAIT seconds at most (600).
kind=$1
shift
missing=
for package in "$@"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

left=${APT_WAIT:-600}
told=

# apt-get with what it complains of in $reason. DPkg::Lock::Timeout would not wait for the lists.
apt() {
  while ! $as_root env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" >/dev/null 2>"$reason"; do
    grep -q 'Could not get lock' "$reason" && [ "$left" -gt 0 ] || return 1
    [ -n "$told" ] || echo "claim-manual: something else installs packages just now; waiting for it" >&2
    told=yes
    sleep 2
    left=$((left - 2))
  done
}

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
  reason=$(mktemp)
  trap 'rm -f "$reason"' EXIT
  # A list of packages that is some days old may name versions that are gone, so it is renewed first.
  # Where that fails the old one may still do.
  apt update || renewing=$(cat "$reason")
  # A list of names is meant.
  # shellcheck disable=SC2086
  if apt install -y --no-install-recommends $missing; then
    exit 0
  fi
  echo "claim-manual: these packages could not be installed:$missing. What apt-get says:" >&2
  printf '%s\n' "${renewing:-}" "$(cat "$reason")" | grep . | tail -n 8 | sed 's/^/  /' >&2
fi
[ "$kind" = want ]
