#!/bin/sh
# Brings the sources of a pull or merge request into form, and confirms what forms have translated in it.
# What that changes is copied into the folder OUT, for a job that may commit and runs no code of the
# request; its paths stand in OUT/list. Where nothing changes, OUT is empty.
#
# tools/formed.sh OUT BASE BRANCH
set -eu
out=$1 base=$2 branch=$3
program=${CLAIM_MANUAL:-.venv/bin/claim-manual}

mkdir -p "$out"
$program format || true # files with faults stay as they are; the check tells of them
case "$branch" in
  cms/*) $program i18n confirm --saved-since "$base" || true ;;
esac
git diff --name-only --diff-filter=M > "$out/list"
while IFS= read -r path; do
  mkdir -p "$out/$(dirname "$path")"
  cp "$path" "$out/$path"
done < "$out/list"
if [ -s "$out/list" ]; then
  sed 's/^/formed: /' "$out/list"
else
  rm "$out/list"
fi
