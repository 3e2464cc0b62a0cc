"""What the forms may ask for: JSON in, JSON out. The paths and texts that come in are anybody's."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any

from claim_manual.editor.desk import Change, ChangedError, Desk, RefusedError, Saved, revision
from claim_manual.editor.entries import facts, media, parts, waiting
from claim_manual.editor.history import history, merged_text, take_back
from claim_manual.editor.media import media_path
from claim_manual.editor.places import in_words_of_forms, keys_of
from claim_manual.editor.previews import preview
from claim_manual.editor.repository import NotCommittedError
from claim_manual.model.finding import Finding
from claim_manual.publish.report import line

MOST = 1_000
"""How many files one request may name: more than any folder has."""
Params = Mapping[str, Any]
Answer = tuple[HTTPStatus, Any]


class BadRequestError(Exception):
    """A request whose parameters are not what they must be; the argument says which."""


def answer(desk: Desk, action: str, params: Params) -> Answer:
    """What is answered to an action of ACTIONS."""
    try:
        return HTTPStatus.OK, ACTIONS[action](desk, params)
    except ChangedError as changed:
        entries = [_given(path, text.encode()) for path, text in changed.now.items()]
        words = desk.say("Somebody else changed this meanwhile.")
        return HTTPStatus.CONFLICT, {"error": words, "entries": entries}
    except RefusedError as refused:
        told = _told(desk, refused.findings, refused.files)
        lines = [line(finding, desk.speak) for finding in refused.findings]
        error = "\n".join((str(refused), *lines))
        return HTTPStatus.UNPROCESSABLE_ENTITY, {"error": error, "findings": told}
    except NotCommittedError as failure:
        (why,) = failure.args
        error = f"{desk.say('Nothing was saved.')} {why.text(desk.speak)}"
        return HTTPStatus.UNPROCESSABLE_ENTITY, {"error": error, "findings": []}


# -- parameters


def _text(params: Any, key: str) -> str:
    """A parameter that must be text, as a file can hold it."""
    text = params.get(key) if isinstance(params, dict) else None
    if not isinstance(text, str):
        raise BadRequestError(f"no {key}")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadRequestError(f"no {key}") from None
    return text


def _listed(params: Params, key: str) -> list[Any]:
    values = params.get(key)
    if not isinstance(values, list) or len(values) > MOST:
        raise BadRequestError(f"no {key}")
    return values


def _changes(params: Params) -> list[Change]:
    """The files that somebody wants otherwise: `path`, `base` (the revision they were opened from,
    "" for a new one), `raw`.
    """
    rows = _listed(params, "dataFiles")
    if not rows:
        raise BadRequestError("no dataFiles")
    return [
        Change(_text(row, "path"), _text({"base": "", **row}, "base"), _text(row, "raw").encode())
        if isinstance(row, dict)
        else Change(_text(row, "path"), "", None)
        for row in rows
    ]


# -- answers


def _given(path: str, content: bytes | None) -> dict[str, Any]:
    text = None if content is None else content.decode("utf-8-sig")
    file = {"path": path, "id": None if content is None else path}
    return {"data": text, "file": file, "base": revision(content)}


def _told(
    desk: Desk, findings: Iterable[Finding], files: Mapping[str, bytes | None]
) -> list[dict[str, Any]]:
    """Findings for a form: `keys` lead to the field, and keys in their words are its labels."""
    return [
        {
            "path": one.place.path,
            "line": one.place.line,
            "column": one.place.column,
            "severity": one.severity.value,
            "code": one.code,
            "text": in_words_of_forms(one.message.text(desk.speak), desk.speak),
            "hint": in_words_of_forms(one.hint.text(desk.speak), desk.speak) if one.hint else "",
            "keys": keys_of(one, files),
        }
        for one in findings
    ]


def _entry(desk: Desk, params: Params) -> dict[str, Any]:
    path = _text(params, "path")
    given, manual = _given(path, desk.content(path)), desk.manual()
    if manual is None:
        return given
    return given | {"waiting": waiting(manual, path), "facts": facts(manual, path)}


def _parts(desk: Desk, _params: Params) -> dict[str, Any]:
    manual = desk.manual()
    return {"parts": parts(manual), "waiting": len(waiting(manual))} if manual else {"parts": []}


def _waiting(desk: Desk, _params: Params) -> list[dict[str, Any]]:
    manual = desk.manual()
    return waiting(manual) if manual else []


def _saved(desk: Desk, saved: Saved) -> dict[str, Any]:
    return {
        "message": saved.message,
        "branch": saved.commit.branch if saved.commit else "",
        "commit": saved.commit.id if saved.commit else "",
        "warnings": _told(desk, saved.warnings, saved.files),
    }


def _persist(desk: Desk, params: Params) -> dict[str, Any]:
    changes = _changes(params)
    confirms = [str(name) for name in params.get("confirms") or []]
    saved = _saved(desk, desk.save(changes, confirms=confirms))
    return saved | {"entries": [_given(one.path, desk.content(one.path)) for one in changes]}


def _judge(desk: Desk, params: Params) -> dict[str, Any]:
    return {"findings": _told(desk, *desk.judged(_changes(params)))}


def _preview(desk: Desk, params: Params) -> dict[str, str]:
    return {"html": preview(desk, _changes(params), _text(params, "lang"))}


def _history(desk: Desk, params: Params) -> list[dict[str, str]]:
    path = _text(params, "path")
    desk.content(path)
    return [vars(former) for former in history(desk, path)]


def _take_back(desk: Desk, params: Params) -> dict[str, Any]:
    return _saved(desk, take_back(desk, _text(params, "commit")))


def _merge_text(desk: Desk, params: Params) -> dict[str, str | None]:
    """Two texts with both their changes of a third; null where they changed the same lines."""
    one, base, other = (_text(params, key).encode() for key in ("mine", "base", "theirs"))
    merged = merged_text(desk, one, base, other)
    return {"text": None if merged is None else merged.decode()}


def _media(desk: Desk, _params: Params) -> list[dict[str, str]]:
    manual = desk.manual()
    return (
        [{"path": path, "name": path.rpartition("/")[2]} for path in media(manual)]
        if manual
        else []
    )


def _persist_media(desk: Desk, params: Params) -> dict[str, Any]:
    """A picture or a file: `name` as it is called where it comes from, `content` in base64."""
    path = media_path(desk, _text(params, "name"))
    try:
        content = base64.b64decode(_text(params, "content"), validate=True)
    except ValueError:
        raise BadRequestError("no content") from None
    change = Change(path, revision(desk.content(path)), content)
    return _saved(desk, desk.save([change])) | {"path": path}


ACTIONS: dict[str, Callable[[Desk, Params], Any]] = {
    "parts": _parts,
    "getEntry": _entry,
    "persistEntry": _persist,
    "judge": _judge,
    "preview": _preview,
    "history": _history,
    "takeBack": _take_back,
    "mergeText": _merge_text,
    "waiting": _waiting,
    "getMedia": _media,
    "persistMedia": _persist_media,
}
"""Nothing is deleted here but by taking back what made it."""
