"""A folder as a manual: which file is what, and all that is wrong with any of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from claim_manual.derived.translations import LOCK, Lock
from claim_manual.model.finding import Finding, Severity
from claim_manual.model.manual import Document, Manual, Origin, Prose, Register
from claim_manual.model.media import ending
from claim_manual.model.place import NOWHERE, Place
from claim_manual.model.registers import Entry
from claim_manual.model.schema import ID
from claim_manual.model.shapes import Shapes
from claim_manual.model.source_kind import Content, SourceKind
from claim_manual.model.sources import (
    MANUAL,
    PAGE,
    SITE_SETTINGS,
    kinds_of_documents,
    of_content,
    site_file,
)
from claim_manual.read.listing import Listing, listing
from claim_manual.read.lock_file import read_lock
from claim_manual.read.media import read_media, without_shown
from claim_manual.read.misfit import bad_id
from claim_manual.read.pictures import faults_in
from claim_manual.read.shapes import PATH, read_shapes
from claim_manual.read.site_settings import SiteSettings, site_settings
from claim_manual.read.source_file import Entries, Reading, SourceFile
from claim_manual.read.strays import strays
from claim_manual.read.strays.stray import is_ignored
from claim_manual.read.text_file import read_text, text_within
from claim_manual.read.yaml_door import parse

_NOTHING: Mapping[str, bytes | None] = MappingProxyType({})
MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Endings that MkDocs takes for a page."""


class NotAManualError(Exception):
    """The folder has no manual.yml."""


def read_manual(
    root: Path, instead: Mapping[str, bytes | None] = _NOTHING
) -> tuple[Manual | None, list[Finding]]:
    """The manual in the folder `root`, and every finding of reading it.

    `instead` has files, by path, that are read in place of those in the folder, or beside them;
    what has None there counts as gone. The manual is None where manual.yml says too little to go on. Raises NotAManualError where
    there is no manual.yml at all.
    """
    if not (root / MANUAL.root).exists():
        raise NotAManualError(root)
    return _Reader(root, instead).read()


class _Reader:
    def __init__(self, root: Path, instead: Mapping[str, bytes | None]) -> None:
        self.root = root
        self.instead = instead
        self.files: Listing = listing(root, instead)
        self.findings: list[Finding] = self.files.findings
        self.reading = Reading()
        self.languages: tuple[str, ...] = ()
        """Those of the manual, known once manual.yml is read."""

    def read(self) -> tuple[Manual | None, list[Finding]]:
        file = self.files.single.get(MANUAL.root)
        settings = self._document(MANUAL, MANUAL.root, file) if file else None
        if settings is None or settings.source.value(("languages",)) == NOWHERE:
            return None, self.findings  # no text can be judged without the languages
        site = self._site_settings()
        self.findings += strays(self.files, settings.model, site)
        self._pictures()
        languages = self.languages = tuple(settings.model.languages)
        categories = tuple(settings.model.categories)
        documents = {
            kind.field: tuple(self._documents(kind, categories)) for kind in kinds_of_documents()
        }
        parts: dict[str, Any] = {**documents, **self._prose(languages)}
        media, unopened = read_media(self.files, self.instead)
        self.findings += unopened
        manual = Manual(
            settings=settings,
            registers=dict(self._registers()),
            files=frozenset(self.files.files),
            lock=self._lock(),
            media=media,
            shapes=self._shapes(),
            unpublished=tuple(self._unpublished(site, languages)),
            **parts,
        )
        self.findings = without_shown(self.findings, manual)
        faulty = {
            finding.place.path for finding in self.findings if finding.severity is Severity.ERROR
        }
        return replace(manual, faulty=frozenset(faulty)), self.findings

    def _lock(self) -> Lock | None:
        file = self.files.single.get(LOCK)
        if file is None:
            return None
        lock, findings = read_lock(file, self.instead.get(LOCK))
        self.findings += findings
        return lock

    def _shapes(self) -> Shapes | None:
        file = self.files.files.get(PATH)
        if file is None:
            return None
        shapes, findings = read_shapes(file, self.instead.get(PATH))
        self.findings += findings
        return shapes

    def _site_settings(self) -> SiteSettings:
        """Of mkdocs.yml, which MkDocs judges when it makes the site, what it leaves out; and what is
        no YAML in it.
        """
        file = self.files.single.get(SITE_SETTINGS.root)
        if file is None:
            return SiteSettings()
        text, findings = read_text(file, SITE_SETTINGS.root)
        findings += parse(text, SITE_SETTINGS.root)[1] if text is not None else []
        self.findings += [finding for finding in findings if finding.code == "syntax"]
        return SiteSettings(is_known=False) if text is None else site_settings(text)

    def _pictures(self) -> None:
        for path, file in self.files.files.items():
            if ending(path) == ".svg" and site_file(path):
                text = self._text(path, file)
                self.findings += faults_in(text, path) if text is not None else []

    def _documents(self, kind: SourceKind, categories: Sequence[str]) -> list[Document[Any]]:
        """The documents of a kind; those with codes by category and code."""
        listed = [
            document
            for path, file in self.files.of(kind)
            if (document := self._document(kind, path, file))
        ]
        order = {name: position for position, name in enumerate(categories)}
        if kind.is_headed:
            listed.sort(
                key=lambda document: (
                    order.get(document.category, len(order)),
                    document.model.code,
                    document.id,
                )
            )
        return listed

    def _document(self, kind: SourceKind, path: str, file: Path) -> Document[Any] | None:
        stem = PurePosixPath(path).stem
        if not re.fullmatch(ID, stem):
            self.findings.append(bad_id(Place(path), stem))
        source = self._source(kind, path, file)
        if source is None or not isinstance(source.model, kind.models):
            return None
        parts = path.split("/")
        return Document(stem, source.model, source.origin, "/".join(parts[1:-1]), source.is_whole)

    def _text(self, path: str, file: Path) -> str | None:
        given = self.instead.get(path)
        text, findings = read_text(file, path) if given is None else text_within(given, path)
        self.findings += findings
        return text

    def _source(self, kind: SourceKind, path: str, file: Path) -> SourceFile | None:
        text = self._text(path, file)
        if text is None:
            return None
        source = self.reading.source(kind, path, text, self.languages)
        self.findings += source.findings
        return source

    def _registers(self) -> Iterator[tuple[str, Register[Entry]]]:
        listed = [
            (path, file, kind)
            for kind in of_content(Content.ENTRIES)
            for path, file in self.files.of(kind)
        ]
        for path, file, kind in sorted(listed, key=itemgetter(0)):
            source = self._source(kind, path, file)
            if source is not None and isinstance(source.model, Entries):
                yield kind.stem, Register(kind.stem, source.model.entries, _inside(source.origin))

    def _prose(self, languages: Sequence[str]) -> dict[str, tuple[Prose, ...]]:
        """What is written in Markdown, by where the manual has it; of pages those in its languages."""
        listed: dict[str, list[Prose]] = {}
        for kind in of_content(Content.PROSE):
            texts = listed.setdefault(kind.field, [])
            texts += (
                prose for prose in self._texts(kind) if kind.beside or prose.lang in languages
            )
        return {field: tuple(texts) for field, texts in listed.items()}

    def _unpublished(self, site: SiteSettings, languages: Sequence[str]) -> Iterator[Prose]:
        """Markdown of docs/ in no language of the manual, as if it were in the first."""
        for path, file in self.files.under(PAGE.folder):
            uri = path.removeprefix(f"{PAGE.folder}/")
            name = PurePosixPath(path)
            is_meant = site.is_known and not is_ignored(name.name) and not site.excludes(uri)
            stem = name.stem.rpartition(".")[0]
            same = (name.with_name(f"{stem}.{lang}.md").as_posix() for lang in languages)
            is_page = PAGE.has(path) and any(one in self.files.files for one in same)
            if not is_meant or is_page or name.suffix.lower() not in MARKDOWN:
                continue
            text = self._text(path, file)
            if text is not None:
                yield Prose(uri, languages[0], path, text)

    def _texts(self, kind: SourceKind) -> Iterator[Prose]:
        for path, file in self.files.of(kind):
            name, _, lang = PurePosixPath(path).stem.rpartition(".")
            text = self._text(path, file)
            if text is not None:
                folder = PurePosixPath(path).parent.relative_to(kind.folder)
                prose_id = (folder / name).as_posix() if kind.is_named_by_path else name
                yield Prose(prose_id, lang, path, text)


def _inside(origin: Origin) -> Origin:
    """The places of a register without the key that wraps its list."""
    return Origin(
        origin.path,
        lambda: (
            {loc[1:]: place for loc, place in origin.values.items() if loc},
            {loc[1:]: place for loc, place in origin.keys.items() if len(loc) > 1},
        ),
    )
