#!/bin/sh
# Says whether the sources are in form, and where not, what to run. Exit status as `format --check`.
set -eu
program=${CLAIM_MANUAL:-.venv/bin/claim-manual}
if $program format --check; then
  exit 0
fi
words="Run in the manual's folder: .venv/bin/claim-manual format (Windows: .venv\\Scripts\\claim-manual format), then: git commit --all --message \"Form\", and: git push"
if [ -n "${GITHUB_ACTIONS:-}" ]; then
  printf '::error title=The files are not in form::%s\n' "$words"
else
  printf '%s\n' "$words"
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  printf '\n%s\n' "$words" >> "$GITHUB_STEP_SUMMARY"
fi
exit 1
