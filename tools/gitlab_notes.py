"""Writes or renews the one note on each open merge request of a GitLab project, and commits its form.

Runs in a scheduled pipeline of the default branch: only there is the token NOTE_TOKEN, and only the
default branch's own code. What a merge request's job left as report/comment.md is somebody else's
text: it is shown, and nothing in it acts. What it left in formed/ are sources, which the branch of
the merge request gets as they are: no workflow, no program, and nothing for a fork.
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
JOB, REPORT, FORMED = "change", "report/comment.md", "formed"
SOURCES = re.compile(
    r"translations\.lock|(procedures|flows|reference|editions|reviews|workshops|assessments|results)"
    r"/([a-z0-9-]+/)*[a-z0-9-]+\.yml"
)
MESSAGE = "Form of the files, and translations that were saved with their source"
FORBIDDEN, NOT_FOUND = 403, 404


def ask(path: str, *, method: str = "GET", content: object = None, **fields: str) -> bytes:
    """What GitLab answers to a path of its API, asked with fields of a form or with JSON."""
    api = os.environ["CI_API_V4_URL"]
    data = urlencode(fields).encode() if fields else None
    if content is not None:
        data = json.dumps(content).encode()
    request = Request(f"{api}/{path}", data=data, method=method)  # noqa: S310 - GitLab's own
    # Artifacts may lie on another host, to which GitLab leads on: the token does not go there.
    request.add_unredirected_header("PRIVATE-TOKEN", os.environ["NOTE_TOKEN"])
    if content is not None:
        request.add_header("Content-Type", "application/json")
    with urlopen(request, timeout=60) as answer:  # noqa: S310
        return bytes(answer.read(32_000_000))


def listed(path: str) -> Iterator[Any]:
    """Every entry of a list, page by page, as long as GitLab has more."""
    joint = "&" if "?" in path else "?"
    for page in range(1, 100):
        entries = json.loads(ask(f"{path}{joint}per_page=20&page={page}"))
        yield from entries
        if len(entries) < 20:
            return


def left(project: str, iid: int, sha: str = "") -> str | None:
    """Where the files are that the newest pipeline of a merge request left; None without.

    With `sha` only where that is what the pipeline has looked at.
    """
    requests = f"projects/{project}/merge_requests/{iid}"
    for pipeline in listed(f"{requests}/pipelines"):
        if str(pipeline["project_id"]) != project:
            continue  # of a fork, whose artifacts are its own
        jobs = listed(f"projects/{project}/pipelines/{pipeline['id']}/jobs")
        job = next((job for job in jobs if job["name"] == JOB and job.get("artifacts_file")), None)
        is_of_it = job is not None and sha in {"", pipeline.get("sha")}
        return f"projects/{project}/jobs/{job['id']}/artifacts" if is_of_it else None
    return None


def report(project: str, iid: int) -> str | None:
    """The report of the newest pipeline of a merge request; None where there is none yet."""
    place = left(project, iid)
    return ask(f"{place}/{REPORT}").decode("utf-8", "replace") if place else None


def formed(project: str, merge_request: Any) -> dict[str, str]:
    """What the form changes in a merge request of this project: path to content; else nothing."""
    is_own = str(merge_request.get("source_project_id")) == project
    shielded = {merge_request.get("target_branch"), os.environ.get("CI_DEFAULT_BRANCH")}
    if not is_own or merge_request["source_branch"] in shielded:
        return {}
    place = left(project, merge_request["iid"], merge_request["sha"])
    if place is None:
        return {}
    try:
        paths = ask(f"{place}/{FORMED}/list").decode("utf-8", "replace").splitlines()
    except HTTPError as failure:
        if failure.code == NOT_FOUND:  # nothing is to be changed
            return {}
        raise
    if not all(SOURCES.fullmatch(path) for path in paths):
        return {}
    return {path: ask(f"{place}/{FORMED}/{path}").decode() for path in paths}


def commit(project: str, merge_request: Any, files: dict[str, str]) -> None:
    """Commits files to the branch of a merge request, where the token may."""
    actions = [
        {"action": "update", "file_path": path, "content": text} for path, text in files.items()
    ]
    branch = merge_request["source_branch"]
    content = {"branch": branch, "commit_message": MESSAGE, "actions": actions}
    try:
        ask(f"projects/{project}/repository/commits", method="POST", content=content)
    except HTTPError as failure:
        if failure.code != FORBIDDEN:
            raise
        print(f"!{merge_request['iid']}: the token may not commit", file=sys.stderr)  # noqa: T201


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
            if files := formed(project, merge_request):
                commit(project, merge_request, files)
        except HTTPError as failure:
            print(f"!{iid}: {failure}", file=sys.stderr)  # noqa: T201
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
