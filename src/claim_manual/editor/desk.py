"""What the forms read and save: one source at a time, judged before it stays."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from claim_manual.derived.difference import Difference
from claim_manual.derived.translations import LOCK, State, Translation, translations
from claim_manual.difference.compare import difference
from claim_manual.difference.report import difference_report
from claim_manual.editor.repository import commit
from claim_manual.model.finding import Message, say
from claim_manual.model.language import Words
from claim_manual.model.manual import Manual
from claim_manual.model.schema import ID
from claim_manual.model.sources import kind_of
from claim_manual.publish.folder import write_file
from claim_manual.publish.report import line
from claim_manual.read import read_manual
from claim_manual.read.listing import listing
from claim_manual.sources.formatting import form
from claim_manual.sources.order import shape_of
from claim_manual.sources.translated import confirmed, lock_text
from claim_manual.work.judging import judged
from claim_manual.work.saving import new_errors

LONGEST = 200
"""How many characters the path of a source may have."""


class RefusedError(Exception):
    """The change is not kept; the argument says why, for the person at the form."""


@dataclass
class Desk:
    """The manual in `root` as the forms see it; `seen` has what each file was when it was opened."""

    root: Path
    day: dt.date
    speak: Words
    seen: dict[str, str] = field(default_factory=dict)

    def manual(self) -> Manual | None:
        """The manual as it can be read now; None where nothing can be said of it."""
        return read_manual(self.root)[0]

    def files(self, folder: str) -> list[str]:
        """The sources directly in a folder."""
        return [
            path
            for path in listing(self.root).files
            if PurePosixPath(path).parent.as_posix() == folder and _has_form(path)
        ]

    def text(self, path: str) -> str | None:
        """A source as it stands; None where there is none."""
        file = self._file(path)
        if not file.is_file():
            return None
        found = file.read_text(encoding="utf-8-sig")
        self.seen[path] = found
        return found

    def save(self, path: str, text: str) -> str:
        """Keep a source if it makes nothing wrong, as a commit; what was changed, in words.

        Raises RefusedError with every error that it would bring, and leaves the file as it was.
        """
        file = self._file(path)
        before = file.read_text(encoding="utf-8-sig") if file.is_file() else None
        if before is not None and self.seen.get(path, before) != before:
            raise RefusedError(
                self.say(
                    "This file was changed by somebody else meanwhile. Open it again; nothing was saved."
                )
            )
        old, known = judged(self.root, self.day)
        made = self._formed(path, text, old)
        if made == before:
            return self.say("Nothing has changed.")
        write_file(file, made.encode())
        try:
            new, found = judged(self.root, self.day)
        except BaseException:
            _put_back(file, before)
            raise
        worse = new_errors(known, found)
        if worse or new is None:
            _put_back(file, before)
            lines = [line(one, self.speak) for one in worse or found]
            raise RefusedError("\n".join((self.say("Nothing was saved:"), *lines)))
        self.seen[path] = made
        if old and old.lock is not None:
            changed_together = [*_made_anew(old, new)]
            write_file(self.root / LOCK, lock_text(confirmed(new, changed_together)).encode())
        return self._commit(path, difference(old, new) if old else None)

    def _formed(self, path: str, text: str, manual: Manual | None) -> str:
        shape = shape_of(path, manual.languages if manual else ())
        assert shape is not None  # _file has looked
        made, findings = form(path, text, shape)
        if made is None:
            lines = [line(one, self.speak) for one in findings]
            raise RefusedError("\n".join((self.say("Nothing was saved:"), *lines)))
        return made

    def _commit(self, path: str, found: Difference | None) -> str:
        lang = self.speak.tag.split("-", maxsplit=1)[0]
        told = ""
        if found:
            known = lang if lang in found.after.languages else found.after.default_language
            told = difference_report(found, known, "text").strip()
        lines = [one.strip() for one in told.splitlines()]
        signed = [one[2:].split("  [")[0] for one in lines if one[:2] in {"~ ", "+ ", "− ", "↕ "}]
        subject = ": ".join(signed[:2])[:120] or path
        branch = commit(
            self.root,
            [path, *([LOCK] if (self.root / LOCK).is_file() else [])],
            self.say("edit-{day}", day=self.day.isoformat()),
            subject,
            told,
        )
        where = self.say("Saved on the branch {branch}.", branch=branch) if branch else ""
        return "\n".join(one for one in (where or self.say("Saved."), told) if one)

    def _file(self, path: str) -> Path:
        """The file of a source; raises RefusedError for any other path."""
        file = self.root / path if _has_form(path) else None
        if file is None or file.resolve() != self.root.resolve() / path:  # a link leads elsewhere
            raise RefusedError(self.say("This path is not in the manual: {path}.", path=path))
        return file

    def say(self, template: str, **gaps: object) -> str:
        """A sentence for the person at the form."""
        message: Message = say(template, **gaps)
        return message.text(self.speak)


def _has_form(path: str) -> bool:
    """Whether a path is that of a source that the forms may write: not of settings, nor of what runs."""
    names = path.removesuffix(".yml").split("/")
    is_plain = path.endswith(".yml") and all(re.fullmatch(ID, name) for name in names)
    kind = kind_of(path)
    return is_plain and len(path) <= LONGEST and kind is not None and kind.has_form


def _made_anew(old: Manual, new: Manual) -> Iterator[Translation]:
    """Translations that were written together with their source, or are new: nobody need confirm them."""
    before = {(one.name, one.lang): one for one in translations(old)}
    for one in translations(new):
        was = before.get((one.name, one.lang))
        is_rewritten = was and was.source != one.source and was.words != one.words
        if one.state is State.NEW or (one.state is State.STALE and is_rewritten):
            yield one


def _put_back(file: Path, before: str | None) -> None:
    if before is None:
        file.unlink(missing_ok=True)
    else:
        write_file(file, before.encode())
