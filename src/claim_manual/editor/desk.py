"""What the forms read and save: judged before a file is written, told as saved once it is a commit."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from claim_manual.derived.difference import Difference
from claim_manual.derived.translations import LOCK, Translation, TranslationState, translations
from claim_manual.difference.compare import difference
from claim_manual.difference.headline import headline
from claim_manual.difference.report import difference_report
from claim_manual.editor.branches import Target
from claim_manual.editor.journal import Journal
from claim_manual.editor.repository import Commit, Repository
from claim_manual.editor.writable import is_media, is_prose, is_writable
from claim_manual.model.finding import Finding, Severity, say
from claim_manual.model.language import Words
from claim_manual.model.manual import Manual
from claim_manual.publish.leftovers import alone_in
from claim_manual.read import read_manual
from claim_manual.read.listing import listing
from claim_manual.sources.formatting import form
from claim_manual.sources.order import shape_of
from claim_manual.sources.translated import confirmed, lock_text
from claim_manual.work.judging import judged
from claim_manual.work.saving import content_of, new_errors, not_among, put_back, write_all

Files = Mapping[str, bytes | None]


_OPEN = frozenset({TranslationState.NEW, TranslationState.STALE})


class RefusedError(Exception):
    """The change is not kept; `findings` are its faults, where it has some, in the `files` as they
    would be.
    """

    def __init__(
        self, why: str, findings: Sequence[Finding] = (), files: Files = MappingProxyType({})
    ) -> None:
        super().__init__(why)
        self.findings, self.files = findings, files


class ChangedError(Exception):
    """Sources were changed since they were opened; the argument is what now stands in each."""

    def __init__(self, now: Mapping[str, str]) -> None:
        super().__init__(now)
        self.now = now


@dataclass(frozen=True)
class Change:
    """A file as somebody wants it; `base` is the revision that it was opened from, "" for a new one."""

    path: str
    base: str
    content: bytes | None


@dataclass(frozen=True)
class Saved:
    """What was saved, in words; the commit, None where there is no repository; new warnings."""

    message: str
    commit: Commit | None
    warnings: Sequence[Finding] = ()
    files: Files = field(default_factory=dict)


def revision(content: bytes | None) -> str:
    """What tells one content of a file from another; "" where there is no file."""
    return "" if content is None else hashlib.sha256(content).hexdigest()[:20]


@dataclass
class Desk:
    """The manual in `root` as the forms see it, on a day, or on the one that the clock says."""

    root: Path
    day: dt.date
    speak: Words
    clock: Callable[[], dt.date] | None = None
    repository: Repository = field(init=False)
    _last: tuple[object, Manual | None, list[Finding] | None] = field(
        init=False, default=(None, None, None), repr=False
    )
    """The state of the files that were read last, what was read, and its findings if it was judged."""

    def __post_init__(self) -> None:
        self.root = self.root.resolve()
        self.repository = Repository(self.root)
        with alone_in(self.root):
            self._recover()

    def manual(self) -> Manual | None:
        """The manual as it can be read now; None where nothing can be said of it."""
        state = self._state()
        if self._last[0] != state:
            self._last = (state, read_manual(self.root)[0], None)
        return self._last[1]

    def content(self, path: str) -> bytes | None:
        """A file as it stands; None where there is none."""
        return content_of(self._file(path))

    def formed(self, change: Change, manual: Manual | None) -> bytes | None:
        """What is written of a change: a source in its canonical form."""
        if change.content is None or is_media(change.path):
            return change.content
        text = change.content.decode()
        if is_prose(change.path):
            return text.replace("\r\n", "\n").encode()
        shape = shape_of(change.path, manual.languages if manual else ())
        assert shape is not None  # _file refuses paths that are not of sources
        formed, findings = form(change.path, text, shape)
        if formed is None:
            raise RefusedError(
                self.say("Nothing was saved."), findings, {change.path: change.content}
            )
        return formed.encode()

    def _state(self) -> object:
        """What tells the files as they stand, and the day, from others."""
        listed = listing(self.root)
        files = (*listed.files.items(), *listed.single.items())
        stats = [(path, file.stat()) for path, file in files]
        return (self.day, *((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats))

    def _now(self) -> tuple[Manual | None, list[Finding]]:
        """The manual as it stands, judged once for the same files on the same day."""
        before, manual, findings = self._last
        if (state := self._state()) != before or findings is None:
            manual, findings = judged(self.root, self.day)
            self._last = (state, manual, findings)
        return manual, findings

    def _as_it_stands(self, path: str) -> bytes | None:
        return content_of(self.root / path)

    def _as_it_is(self, change: Change, _manual: Manual | None) -> bytes | None:
        return change.content

    def judged(self, changes: Sequence[Change]) -> tuple[list[Finding], Files]:
        """The findings that changes would bring, and the files as they would be; none is written."""
        manual = self.manual()
        try:
            files = {self._path(one): self.formed(one, manual) for one in changes}
        except RefusedError as refused:
            return [*refused.findings], refused.files
        if all(self._as_it_stands(path) == content for path, content in files.items()):
            return [], files  # as after each save, when the form is looked at once more
        _, before = self._now()
        _, after = judged(self.root, self.day, files)
        return not_among(before, after), files

    def save(
        self,
        changes: Sequence[Change],
        *,
        confirms: Sequence[str] = (),
        reason: str = "",
        is_as_it_was: bool = False,
    ) -> Saved:
        """Keep changes together, if they make nothing wrong, as one commit.

        `confirms` names translations that are right as they stand; `reason` is said in the commit;
        what `is_as_it_was` stood so before, and is not brought into its form again.
        Raises RefusedError, ChangedError, NotCommittedError; then every file is as it was.
        """
        with alone_in(self.root):
            self._recover()
            return self._save(changes, confirms, reason, is_as_it_was=is_as_it_was)

    def _save(
        self,
        changes: Sequence[Change],
        confirms: Sequence[str],
        reason: str,
        *,
        is_as_it_was: bool,
    ) -> Saved:
        self.day = self.clock() if self.clock else self.day
        goal = self._goal()
        read = self._as_it_stands if is_as_it_was else self.content
        before = {change.path: read(change.path) for change in changes}
        self._same(changes, before)
        old, old_findings = self._now()
        formed = self._as_it_is if is_as_it_was else self.formed
        files = {change.path: formed(change, old) for change in changes}
        if files == before and not confirms:
            return Saved(self.say("Nothing has changed."), None)
        new, findings = judged(self.root, self.day, files)
        worse = new_errors(old_findings, findings)
        if worse or new is None:
            raise RefusedError(self.say("Nothing was saved."), worse or findings, files)
        if old and old.lock is not None and LOCK not in files:
            files[LOCK] = lock_text(confirmed(new, _confirmed(old, new, confirms))).encode()
            before[LOCK] = content_of(self.root / LOCK)
        if files == before:
            return Saved(self.say("Nothing has changed."), None)
        change = difference(old, new) if old else None
        message = self._message(change, [*files], reason)
        commit = self._written(before, files, goal, message)
        warnings = [
            one for one in not_among(old_findings, findings) if one.severity is Severity.WARNING
        ]
        return Saved(self._told(commit, message), commit, warnings, files)

    # -- writing

    def _goal(self) -> Target | None:
        """Where the commit will go; None where there is no repository."""
        if not self.repository.is_there():
            return None
        return self.repository.target(self.say("edit-{day}", day=self.day.isoformat()))

    def _same(self, changes: Sequence[Change], before: Files) -> None:
        """Raises ChangedError where something else stands in a file than whoever changes it saw."""
        now = {
            one.path: (before[one.path] or b"").decode("utf-8-sig", "replace")
            for one in changes
            if one.base != revision(before[one.path])
        }
        if now:
            raise ChangedError(now)

    def _written(
        self, before: Files, files: Files, goal: Target | None, message: str
    ) -> Commit | None:
        changed = [path for path in files if files[path] != before[path]]
        journal = Journal(self.repository) if goal else None
        with (
            journal.kept(before, files) if journal else nullcontext(),
            self.repository.on(goal) if goal else nullcontext(),
        ):
            if any(content_of(self.root / path) != before[path] for path in changed):
                raise RefusedError(
                    self.say("Another program changed a file meanwhile. Nothing was saved.")
                )
            write_all(self.root, files)
            try:
                return self.repository.commit(changed, goal, message) if goal else None
            except BaseException:
                put_back(self.root, before, files)
                raise

    def _recover(self) -> None:
        """Take back what a program that was ended had begun to save."""
        if self.repository.is_there():
            Journal(self.repository).recover()

    # -- words

    def _message(self, change: Difference | None, paths: Sequence[str], reason: str) -> str:
        """What is said in the commit: what is otherwise, and what that means."""
        subject, report = self.say("Translations confirmed"), ""
        if change:
            lang = self.speak.tag.split("-", maxsplit=1)[0]
            lang = lang if lang in change.after.languages else change.after.default_language
            report = difference_report(change, lang, "text").strip()
            subject = headline(change, lang) or subject
        else:
            subject = paths[0]
        return "\n\n".join(part for part in (reason or subject, report) if part)

    def _told(self, commit: Commit | None, message: str) -> str:
        report = message.partition("\n\n")[2]
        where = (
            self.say("Saved on the branch {branch}.", branch=commit.branch)
            if commit
            else self.say(
                "Written into the file. There is no git repository here, so nothing keeps the former one."
            )
        )
        return "\n".join(part for part in (where, report) if part)

    def say(self, template: str, **gaps: object) -> str:
        """A sentence for the person at the form."""
        return say(template, **gaps).text(self.speak)

    # -- paths

    def _path(self, change: Change) -> str:
        self._file(change.path)
        return change.path

    def _file(self, path: str) -> Path:
        """The file of a source; raises RefusedError for any other path."""
        manual = self.manual() if is_prose(path) else None
        file = self.root / path if is_writable(path, manual) else None
        if file is None or file.resolve() != self.root / path:  # a link leads elsewhere
            raise RefusedError(self.say("This path is not in the manual: {path}.", path=path))
        return file


def _confirmed(old: Manual, new: Manual, confirms: Sequence[str]) -> Iterator[Translation]:
    """Translations that nobody need confirm: written here beside their source, or said to be right."""
    before = {(one.name, one.lang): one for one in translations(old)}
    for translation in translations(new):
        earlier = before.get((translation.name, translation.lang))
        is_written = earlier is None or earlier.words != translation.words
        if (is_written and translation.state in _OPEN) or _key(translation) in confirms:
            yield translation


def _key(translation: Translation) -> str:
    return f"{translation.name}@{translation.lang}"
