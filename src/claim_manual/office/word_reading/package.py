"""A Word file as an archive of XML parts, each measured before it is unpacked.

python-docx is not asked: it leaves out what is inserted with changes tracked, boxes and fields, and
takes seconds for some hundred pages.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from xml.etree import ElementTree as ET

from claim_manual.model.finding import Message, say

Element = ET.Element
LARGEST = 64_000_000
"""How many bytes the parts of a file that are read may unpack to."""
MOST_ELEMENTS = 3_000_000
DEEPEST = 400
"""How deep elements may stand in each other."""
_MAIN = "word/document.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE = say("Open it in a word processor and save it as .docx.")
_DAMAGED = say("it is damaged")
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
)


class WordError(Exception):
    """A file is no Word file that can be read; the arguments are messages: why, and what to do."""


class _Refused(Exception):
    """XML that no word processor writes."""


class Package:
    """The parts of a Word file. Raises WordError where it is none."""

    def __init__(self, content: bytes) -> None:
        _recognise(content)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except Exception:  # noqa: BLE001 - whatever an archive stumbles over, it is the file's
            raise unreadable(_DAMAGED) from None
        self.names = frozenset(self._archive.namelist())
        self._unpacked = 0
        self.main = self._main()

    def part(self, name: str) -> Element | None:
        """A part as its root element, names without namespaces; None where there is none."""
        if name not in self.names:
            return None
        return _parsed(self._content(name))

    def is_of(self, name: str, namespace: str) -> bool:
        """Whether a part names a namespace; names of elements are read without theirs."""
        return name in self.names and f'"{namespace}"'.encode() in self._content(name)

    def relations(self, of: str) -> dict[str, tuple[str, str, bool]]:
        """What a part refers to: id to kind, target and whether it lies outside of the file."""
        folder, name = posixpath.split(of)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        relations: dict[str, tuple[str, str, bool]] = {}
        for relation in root if root is not None else ():
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            is_outside = relation.get("TargetMode") == "External"
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            relations[relation.get("Id", "")] = (kind, target, is_outside)
        return relations

    def _content(self, name: str) -> bytes:
        try:
            info = self._archive.getinfo(name)
            self._unpacked += info.file_size
            if self._unpacked > LARGEST:
                raise WordError(
                    say("The file unpacks to more than {n} MB.", n=LARGEST // 1_000_000),
                    say("Divide it into several."),
                )
            if info.flag_bits & 1:
                raise WordError(say("The file is protected by a password."), _SAVE)
            return self._archive.read(info)
        except WordError:
            raise
        except Exception:  # noqa: BLE001 - whatever an archive stumbles over, it is the file's
            raise unreadable(_DAMAGED) from None

    def _main(self) -> str:
        """The part with the text. Raises WordError where the archive is something else."""
        if "mimetype" in self.names:
            raise WordError(say("This is a file of OpenDocument, not of Word."), _SAVE)
        named = (
            target
            for kind, target, _ in self.relations("").values()
            if kind == "officeDocument" and target in self.names
        )
        main = next(named, _MAIN)
        if main not in self.names or not main.endswith(".xml") or main.startswith(("xl/", "ppt/")):
            raise WordError(say("There is no text of Word in this file."), _SAVE)
        return main


def unreadable(reason: Message) -> WordError:
    """The error for a file that begins as one of Word and cannot be read."""
    return WordError(say("This Word file cannot be read: {reason}.", reason=reason), _SAVE)


def _recognise(content: bytes) -> None:
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise WordError(
                say("The file is protected by a password."), say("Save it without one.")
            )
        raise WordError(say("This is a file of an old Word (.doc)."), _SAVE)
    for mark, kind in _OTHERS:
        if content.startswith(mark):
            raise WordError(say("This is a file of kind {kind}, not of Word.", kind=kind), _SAVE)
    if not content.startswith(b"PK"):
        reason = say("This file is empty.") if not content else say("This is no Word file.")
        raise WordError(reason, _SAVE)


class _Builder(ET.TreeBuilder):
    """Builds elements whose names have no namespace; refuses declarations, depth and great numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0

    def start(self, tag: Element | str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > MOST_ELEMENTS:
            raise _Refused
        return super().start(_local(str(tag)), {_local(key): attrs[key] for key in attrs})

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(_local(tag))

    def doctype(self, *_: object) -> None:
        """What no part of a Word file has, and what entities that grow without end need."""
        raise _Refused


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _parsed(content: bytes) -> Element:
    parser = ET.XMLParser(target=_Builder())  # noqa: S314 - declarations are refused
    try:
        parser.feed(content)
        root: Element = parser.close()
    except _Refused:
        raise unreadable(say("its XML declares names of its own or is built too deep")) from None
    except Exception:  # noqa: BLE001 - expat and codecs fail in many ways
        raise unreadable(_DAMAGED) from None
    return root
