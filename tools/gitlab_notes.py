"""Writes or renews the one note on each open merge request of a GitLab project.

Runs in a scheduled pipeline of the default branch: only there is the token NOTE_TOKEN, and only the
default branch's own code. What a merge request's job left as report/comment.md is somebody else's
text: it is shown, and nothing in it acts.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

MARKER = "<!-- claim-manual -->\n"
LARGEST = 65_536
JOB, REPORT = "change", "report/comment.md"


def ask(path: str, *, method: str = "GET", **fields: str) -> bytes:
    """What GitLab answers to a path of its API."""
    api = os.environ["CI_API_V4_URL"]
    data = urlencode(fields).encode() if fields else None
    request = Request(f"{api}/{path}", data=data, method=method)  # noqa: S310 - GitLab's own
    # Artifacts may lie on another host, to which GitLab leads on: the token does not go there.
    request.add_unredirected_header("PRIVATE-TOKEN", os.environ["NOTE_TOKEN"])
    with urlopen(request, timeout=60) as answer:  # noqa: S310
        return bytes(answer.read(1_000_000))


def listed(path: str) -> Iterator[Any]:
    """Every entry of a list, page by page, as long as GitLab has more."""
    joint = "&" if "?" in path else "?"
    for page in range(1, 100):
        entries = json.loads(ask(f"{path}{joint}per_page=20&page={page}"))
        yield from entries
        if len(entries) < 20:
            return


def report(project: str, iid: int) -> str | None:
    """The report of the newest pipeline of a merge request; None where there is none yet."""
    requests = f"projects/{project}/merge_requests/{iid}"
    for pipeline in listed(f"{requests}/pipelines"):
        if str(pipeline["project_id"]) != project:
            continue  # of a fork, whose artifacts are its own
        jobs = listed(f"projects/{project}/pipelines/{pipeline['id']}/jobs")
        job = next((job for job in jobs if job["name"] == JOB and job.get("artifacts_file")), None)
        if job is None:
            return None
        text = ask(f"projects/{project}/jobs/{job['id']}/artifacts/{REPORT}")
        return text.decode("utf-8", "replace")
    return None


def harmless(text: str) -> str | None:
    """The text with nothing that GitLab would carry out in the token's name; None for other text."""
    if not text.startswith(MARKER) or len(text) > LARGEST:
        return None
    # A line that begins with / is a command: /merge, /approve.
    return re.sub(r"(?m)^(\s*)/", r"\1&#47;", text.replace("\r", ""))


def write(project: str, iid: int, body: str, me: int) -> None:
    """Makes the note, or renews it where it says something else."""
    notes = f"projects/{project}/merge_requests/{iid}/notes"
    mine = (
        note
        for note in listed(notes)
        if note["author"]["id"] == me and note["body"].startswith(MARKER.strip())
    )
    note = next(mine, None)
    if note is None:
        ask(notes, method="POST", body=body)
    elif note["body"].strip() != body.strip():
        ask(f"{notes}/{note['id']}", method="PUT", body=body)


def main() -> int:
    """Goes through the open merge requests; what fails for one is told and stops no other."""
    project = os.environ["CI_PROJECT_ID"]
    me = json.loads(ask("user"))["id"]
    failed = False
    for merge_request in listed(f"projects/{project}/merge_requests?state=opened"):
        iid = merge_request["iid"]
        try:
            body = harmless(report(project, iid) or "")
            if body:
                write(project, iid, body, me)
        except HTTPError as failure:
            print(f"!{iid}: {failure}", file=sys.stderr)  # noqa: T201
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
