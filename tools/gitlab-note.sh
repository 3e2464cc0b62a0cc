#!/bin/sh
# Writes or renews the one note on a GitLab merge request. Usage: tools/gitlab-note.sh FILE
# Without NOTE_TOKEN, as in the pipelines of forks, it does nothing: the text is in the artifacts.
set -eu
[ -n "${NOTE_TOKEN:-}" ] || exit 0
notes="$CI_API_V4_URL/projects/$CI_MERGE_REQUEST_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
marker=$(head -n 1 "$1")
old=$(curl --silent --fail --header "PRIVATE-TOKEN: $NOTE_TOKEN" "$notes?per_page=100" |
  jq --arg marker "$marker" 'map(select(.body | startswith($marker))) | .[0].id // empty')
if [ -n "$old" ]; then
  method=PUT
  notes="$notes/$old"
else
  method=POST
fi
curl --silent --fail --output /dev/null --request "$method" --header "PRIVATE-TOKEN: $NOTE_TOKEN" \
  --data-urlencode "body@$1" "$notes"
