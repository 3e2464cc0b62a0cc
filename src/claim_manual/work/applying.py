"""Remarks that were accepted: their proposals are written into the texts, and their pages get a version."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claim_manual.derived.reading import Reading
from claim_manual.derived.text_names import current_name, language_of, named_texts, words_named
from claim_manual.imports.returned.rewording import likeness, revised
from claim_manual.model.finding import Finding, Message, say
from claim_manual.model.language import words
from claim_manual.model.manual import AnyDocument, Document, Manual
from claim_manual.model.markup import paragraphs_by_key, plain
from claim_manual.model.review import Remark, Round
from claim_manual.read.text_file import read_text
from claim_manual.sources.canonical import canonical
from claim_manual.sources.made import with_items
from claim_manual.sources.order import shape_of
from claim_manual.sources.versions import is_older, next_version, put_version, put_words
from claim_manual.sources.written import Written, written
from claim_manual.work.reviewing import RoundGoal
from claim_manual.work.saving import written_if_sound

_NEEDS_HAND = say("Write it by hand, and then decision: and version: of the remark.")

_LIKE = 0.5
"""How much of a proposal stands in what it is for."""


@dataclass(frozen=True)
class Applied:
    """A remark that is done, the file in which its text stands, and the version; or why it is not."""

    remark: Remark
    path: str = ""
    version: str = ""
    refused: tuple[Message, ...] = ()

    @property
    def is_by_hand(self) -> bool:
        """Whether somebody has to write it."""
        return _NEEDS_HAND in self.refused


@dataclass(frozen=True)
class Outcome:
    """What came of the remarks of a round; with errors nothing was written."""

    applied: tuple[Applied, ...]
    written: tuple[str, ...] = ()
    errors: tuple[Finding, ...] = ()


def waiting(review: Document[Round]) -> list[Remark]:
    """The remarks of a round that were accepted and are not done; those without a proposal too, which
    somebody has to write.
    """
    return [
        remark
        for remark in review.model.remarks
        if remark.decision in {"accepted", "partly"} and not remark.version
    ]


def apply(goal: RoundGoal, chosen: Sequence[Remark], version: str = "") -> Outcome:
    """Write what remarks propose: all that can be written, unless that brings an error.

    Each page gets its next version, or `version`, with a line in its history; a remark is closed with it.
    """
    applying = _Applying(goal.root, goal.today, goal.manual, goal.review, version)
    applied = tuple(applying.apply(remark) for remark in chosen)
    files = applying.files()
    errors = written_if_sound(goal.root, goal.today, files) if files else []
    return Outcome(applied, tuple(files), tuple(errors))


@dataclass
class _Applying:
    root: Path
    today: dt.date
    manual: Manual
    review: Document[Round]
    version: str
    _yaml: dict[str, Written] = field(default_factory=dict)
    _prose: dict[str, str] = field(default_factory=dict)
    _words: dict[tuple[str, str], str] = field(default_factory=dict)
    _versions: dict[str, str] = field(default_factory=dict)
    _closed: dict[str, dict[str, str]] = field(default_factory=dict)

    def apply(self, remark: Remark) -> Applied:
        """Write one remark into what was read, or say why not."""
        lang = language_of(self.manual, remark.lang or self.manual.default_language)
        refused = self._is_done(remark) or self._no_version(remark) or self._write(remark, lang)
        if refused:
            return Applied(remark, refused=refused)
        version = self._bumped(remark)
        self._closed[remark.id] = {"version": version}
        if remark.decision == "open":
            self._closed[remark.id]["decision"] = "accepted"
        return Applied(remark, (remark.text or "").partition("#")[0], version)

    def files(self) -> dict[str, bytes | None]:
        """The files as they are to be: sources of texts, pages with their versions, the round."""
        texts = dict(self._prose)
        for path, file in self._yaml.items():
            shape = shape_of(path, self.manual.languages)
            assert shape is not None  # it is a source of the manual
            texts[path] = canonical(file, shape)
        if self._closed:
            path = self.review.path
            text, _ = read_text(self.root / path, path)
            shape = shape_of(path, self.manual.languages)
            assert text is not None
            assert shape is not None
            texts[path] = with_items(text, "remarks", (), shape, self._closed)
        return {path: text.encode() for path, text in texts.items()}

    # -- words

    def _write(self, remark: Remark, lang: str) -> tuple[Message, ...]:
        """Write the text of a remark; why it cannot be written, else nothing."""
        name = current_name(self.manual, remark.text or "")
        now = self._words.get((name, lang)) or words_named(self.manual, name, lang)
        if not remark.proposal:
            return say("It proposes no text."), _NEEDS_HAND
        if not name:
            return say("It does not say which text it is about."), _NEEDS_HAND
        if not now:
            return say("The text “{name}” is not in the manual any more.", name=name), _NEEDS_HAND
        return self._revise(remark, lang, name, now)

    def _revise(self, remark: Remark, lang: str, name: str, now: str) -> tuple[Message, ...]:
        after = plain(_said(remark.proposal, lang))
        before = plain(_said(remark.quote, lang)) if remark.quote else plain(now)
        if plain(now) == after:
            return ()
        if before != plain(now) and before in plain(now):
            like_all, like_part = likeness(plain(now), after), likeness(before, after)
            if like_part < _LIKE and like_all < _LIKE:
                return say("It proposes words for a part of the text alone."), _NEEDS_HAND
            before = plain(now) if like_all > like_part else before
        new = revised(now, before, after)
        if new is None:
            return self._why_not(now, before), _NEEDS_HAND
        self._words[name, lang] = new
        if name not in named_texts(self.manual):
            return self._in_prose(name, now, new)
        self._in_yaml(name, lang, new)
        return ()

    def _why_not(self, now: str, before: str) -> Message:
        if plain(now) != before:
            return say("The text has changed since, where the proposal changes it.")
        return say("The proposal changes words that are a link, stand out, or end a paragraph.")

    def _in_yaml(self, name: str, lang: str, new: str) -> None:
        named = named_texts(self.manual)[name]
        is_neutral = "" in named.text.root
        put_words(self._file(named.origin.path).value, named.loc, "" if is_neutral else lang, new)

    def _in_prose(self, name: str, now: str, new: str) -> tuple[Message, ...]:
        path, _, key = name.partition("#")
        text = self._prose.get(path) or next(
            (prose.text for prose in self.manual.prose() if prose.path == path), ""
        )
        lines = text.split("\n")
        start = int(key.partition(".")[0]) - 1
        places = _places(lines[start:], now.split("\n"))
        if places is None or paragraphs_by_key(text).get(key) != now:
            return say("The paragraph cannot be found on its line."), _NEEDS_HAND
        first, further, end = places
        rest = "\n".join(lines[start + now.count("\n") + 1 :])
        within = f"{first}{new}{end}".replace("\n", f"\n{further}")
        rest = f"{within}\n{rest}" if len(lines) > start + now.count("\n") + 1 else within
        self._prose[path] = "\n".join([*lines[:start], rest])
        return ()

    def _file(self, path: str) -> Written:
        if path not in self._yaml:
            text, _ = read_text(self.root / path, path)
            assert text is not None  # the manual was read from it
            self._yaml[path] = written(text)
        return self._yaml[path]

    # -- versions

    def _is_done(self, remark: Remark) -> tuple[Message, ...]:
        if not remark.version:
            return ()
        return (say("It is done already, in version {version}.", version=remark.version),)

    def _no_version(self, remark: Remark) -> tuple[Message, ...]:
        """Why the version that somebody named cannot be that of a page, else nothing."""
        for page in self._pages(remark) if self.version else ():
            model = page.model
            is_taken = self.version in {record.version for record in model.history}
            is_closed = self.version == model.version and model.status == "approved"
            if is_closed or (
                self.version != model.version
                and (is_taken or is_older(self.version, model.version))
            ):
                message = say(
                    "Version {version} does not come after {current}, which “{id}” has.",
                    version=self.version,
                    current=model.version,
                    id=page.id,
                )
                return message, say("Name a later one, or none.")
        return ()

    def _pages(self, remark: Remark) -> list[AnyDocument]:
        """The page that a text is of, and the one that a remark is on."""
        path = current_name(self.manual, remark.text or "").partition("#")[0]
        shown = self.manual.document(remark.on) if remark.on else None
        of_text = next((page for page in self.manual.documents() if page.path == path), None)
        return [page for page in (of_text, shown) if page]

    def _bumped(self, remark: Remark) -> str:
        """The version in which a remark is done: the next one of the page that it is on, once. A page
        whose text it is gets its own.
        """
        pages = self._pages(remark)
        for document in pages:
            if document.path not in self._versions:
                self._versions[document.path] = self._version_of(document)
        if pages:
            return self._versions[pages[-1].path]
        return self.version or self.manual.settings.model.version or self.today.isoformat()

    def _version_of(self, document: AnyDocument) -> str:
        change = dict(self._change())
        history = document.model.history
        is_ours = any(
            record.date == self.today and record.change.root == change for record in history
        )
        current = document.model.version
        if is_ours and not self.version:
            return current
        version = self.version or next_version(current)
        if any(record.version == version for record in history):
            return version
        put_version(self._file(document.path).value, version, self.today, change)
        return version

    def _change(self) -> Iterator[tuple[str, str]]:
        """The line of the history, in each language."""
        for lang in self.manual.languages:
            title = Reading(self.manual, lang).plain(self.review.model.title)
            message = say("Comments of the review “{title}”.", title=title)
            yield lang, message.text(words(lang))


def _said(text: object, lang: str) -> str:
    root: Mapping[str, str] = getattr(text, "root", {})
    return root.get("") or root.get(lang) or next(iter(root.values()), "")


def _places(lines: Sequence[str], words: Sequence[str]) -> tuple[str, str, str] | None:
    """What stands before a paragraph on its first line, before each further one (the space or marks of
    a list or a quotation), and after its last; None where its lines are not these.
    """
    if len(lines) < len(words):
        return None
    cut = [line.partition(part) for line, part in zip(lines, words, strict=False)]
    if not all(found for _, found, _ in cut) or any(after.strip() for *_, after in cut[:-1]):
        return None
    further = [before for before, *_ in cut[1:]]
    if any(re.search(r"[^\s>]", before) for before in further):
        return None
    under = re.sub(r"[^\s>]", " ", cut[0][0])
    return cut[0][0], further[-1] if further else under, cut[-1][2]
