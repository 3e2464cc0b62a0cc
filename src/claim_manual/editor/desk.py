"""What the forms read and save: one source at a time, judged before it stays."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from claim_manual.derived.difference import Difference
from claim_manual.derived.translations import LOCK, Translation, TranslationState, translations
from claim_manual.difference.compare import difference
from claim_manual.difference.headline import headline
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
        content = file.read_text(encoding="utf-8-sig")
        self.seen[path] = content
        return content

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
        old, old_findings = judged(self.root, self.day)
        formed = self._formed(path, text, old)
        if formed == before:
            return self.say("Nothing has changed.")
        write_file(file, formed.encode())
        try:
            new, findings = judged(self.root, self.day)
        except BaseException:
            _put_back(file, before)
            raise
        new_findings = new_errors(old_findings, findings)
        if new_findings or new is None:
            _put_back(file, before)
            lines = [line(finding, self.speak) for finding in new_findings or findings]
            raise RefusedError("\n".join((self.say("Nothing was saved:"), *lines)))
        self.seen[path] = formed
        if old and old.lock is not None:
            confirmed_by_writing = [*_written_together(old, new)]
            write_file(self.root / LOCK, lock_text(confirmed(new, confirmed_by_writing)).encode())
        return self._commit(path, difference(old, new) if old else None)

    def _formed(self, path: str, text: str, manual: Manual | None) -> str:
        shape = shape_of(path, manual.languages if manual else ())
        assert shape is not None  # _file refuses paths that are not of sources
        formed, findings = form(path, text, shape)
        if formed is None:
            lines = [line(finding, self.speak) for finding in findings]
            raise RefusedError("\n".join((self.say("Nothing was saved:"), *lines)))
        return formed

    def _commit(self, path: str, change: Difference | None) -> str:
        lang = self.speak.tag.split("-", maxsplit=1)[0]
        report, subject = "", path
        if change:
            report_lang = lang if lang in change.after.languages else change.after.default_language
            report = difference_report(change, report_lang, "text").strip()
            subject = headline(change, report_lang) or path
        branch = commit(
            self.root,
            [path, *([LOCK] if (self.root / LOCK).is_file() else [])],
            self.say("edit-{day}", day=self.day.isoformat()),
            subject,
            report,
        )
        where = self.say("Saved on the branch {branch}.", branch=branch) if branch else ""
        return "\n".join(part for part in (where or self.say("Saved."), report) if part)

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


def _written_together(old: Manual, new: Manual) -> Iterator[Translation]:
    """Translations that were written together with their source, or are new: nobody need confirm them."""
    before = {
        (translation.name, translation.lang): translation for translation in translations(old)
    }
    for translation in translations(new):
        earlier = before.get((translation.name, translation.lang))
        is_rewritten = (
            earlier and earlier.source != translation.source and earlier.words != translation.words
        )
        if translation.state is TranslationState.NEW or (
            translation.state is TranslationState.STALE and is_rewritten
        ):
            yield translation


def _put_back(file: Path, before: str | None) -> None:
    if before is None:
        file.unlink(missing_ok=True)
    else:
        write_file(file, before.encode())
