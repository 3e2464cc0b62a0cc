"""A Word file as the paragraphs and tables that a reader sees, and what of it is not taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from claim_manual.derived.word_text import (
    NotTaken,
    WordBlock,
    WordCell,
    WordNumber,
    WordParagraph,
    WordRun,
    WordTable,
    WordText,
)
from claim_manual.model.finding import say
from claim_manual.office.word_reading.origin import origin_of
from claim_manual.office.word_reading.package import Element, Package, WordError, unreadable
from claim_manual.office.word_reading.styles import Lists, Style, Styles, is_on, number, value

_INSIDE = {"ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "dir", "bdo"}
"""What stands around paragraphs or runs and changes nothing of them: insertions are accepted."""
_DELETED = {"del", "moveFrom"}
_SYMBOLS = {
    "F0E0": "→", "F0E8": "→", "F0F0": "→", "F0DF": "←", "F06F": "☐", "F0A8": "☐", "F071": "☐",
    "F0FE": "☒", "F0FC": "✓", "F0FB": "✗", "F0A7": "▪", "F0B7": "•",
}  # fmt: skip
"""Signs of Wingdings and Symbol, which stand where Unicode has none, as Unicode has them."""
_PRIVATE = {int(code, 16): sign for code, sign in _SYMBOLS.items()}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def word_text(content: bytes) -> WordText:
    """What a Word file says. Raises WordError where it is none, or cannot be read safely."""
    package = Package(content)
    try:
        return _Reader(package).text()
    except WordError:
        raise
    except Exception:  # noqa: BLE001 - whatever stands in the file, it is the file's
        raise unreadable(say("it is damaged")) from None


class _Letters(NamedTuple):
    """How the letters of a paragraph are, and where it stands."""

    style: Style
    is_boxed: bool = False


class _Reader:
    """Reads the parts of a file in order, and counts what it passes by."""

    def __init__(self, package: Package) -> None:
        self._package = package
        relations = package.relations(package.main)
        self._relations = relations
        self._parts = {kind: target for kind, target, outside in relations.values() if not outside}
        self._styles = Styles(self._of_kind("styles"))
        self._lists = Lists(self._of_kind("numbering"))
        self._notes = {mark: self._notes_of(kind) for mark, kind in _NOTES.items()}
        self._left: Counter[str] = Counter()
        self._words: dict[str, list[str]] = {}
        self._at = 0

    def text(self) -> WordText:
        """All of it."""
        root = self._package.part(self._package.main)
        body = root.find("body") if root is not None else None
        if body is None:
            raise unreadable(say("it is damaged"))
        blocks = tuple(self._blocks(body))
        self._around()
        left = (
            NotTaken(kind, count, tuple(self._words.get(kind, ())))
            for kind, count in self._left.items()
        )
        return WordText(blocks, tuple(left), origin_of(self._package))

    def _of_kind(self, kind: str) -> Element | None:
        return self._package.part(self._parts.get(kind, ""))

    def _notes_of(self, kind: str) -> dict[str, str]:
        root = self._of_kind(kind)
        return {
            note.get("id", ""): " ".join(
                filter(None, (_words(paragraph) for paragraph in note.iter("p")))
            )
            for note in (root if root is not None else ())
            if note.get("type", "normal") == "normal"
        }

    def _blocks(self, parent: Element, *, is_boxed: bool = False) -> Iterator[WordBlock]:
        for child in parent:
            match child.tag:
                case "p":
                    yield from self._paragraphs(child, is_boxed=is_boxed)
                case "tbl":
                    yield self._table(child, is_boxed=is_boxed)
                case "del" | "moveFrom":
                    self._pass("deleted", _words(child, deleted=True))
                case "altChunk":
                    self._pass("chunk")
                case "AlternateContent":
                    yield from self._blocks(_chosen(child), is_boxed=is_boxed)
                case tag if tag in _INSIDE:
                    yield from self._blocks(child, is_boxed=is_boxed)

    def _paragraphs(self, element: Element, *, is_boxed: bool) -> Iterator[WordParagraph]:
        """A paragraph, and those of the text boxes that hang on it."""
        self._at += 1
        properties = element.find("pPr")
        style = self._styles(value(properties, "pStyle") or self._styles.paragraph)
        boxes: list[Element] = []
        notes: list[str] = []
        letters = _Letters(style, is_boxed)
        runs = tuple(self._runs(element, letters, "", boxes, notes))
        if style.is_contents:
            self._pass("contents")
        elif any(run.text.strip() for run in runs):
            read = self._paragraph(properties, runs, letters, tuple(notes))
            places = _named(element, "bookmarkStart", "name")
            goals = _named(element, "hyperlink", "anchor")
            yield replace(read, places=places, goals=goals) if places or goals else read
        for box in boxes:
            self._left["box"] += 1
            yield from (
                inner
                for inner in self._blocks(box, is_boxed=True)
                if isinstance(inner, WordParagraph)
            )

    def _paragraph(
        self,
        properties: Element | None,
        runs: tuple[WordRun, ...],
        letters: _Letters,
        notes: tuple[str, ...],
    ) -> WordParagraph:
        style = letters.style
        outline = value(properties, "outlineLvl")
        level = number(outline) + 1 if outline else style.heading
        indent = properties.find("ind") if properties is not None else None
        shift = "" if indent is None else indent.get("left", "") or indent.get("start", "")
        return WordParagraph(
            self._at,
            runs,
            heading=level if level < 10 else 0,
            is_title=style.is_title,
            is_indented=number(shift) > 0,
            is_boxed=letters.is_boxed,
            size=self._size or style.size,
            number=self._number(properties, style),
            notes=notes,
        )

    def _number(self, properties: Element | None, style: Style) -> WordNumber | None:
        written = properties.find("numPr") if properties is not None else None
        list_id = value(written, "numId") or style.list_id
        if list_id in {"", "0"} or not self._lists.has(list_id):
            return None
        level = max(number(value(written, "ilvl")), style.list_level)
        counted, is_numbered = self._lists.counted(list_id, level)
        return WordNumber(list_id, level, counted, is_numbered, self._lists.sign(list_id, level))

    def _runs(
        self,
        parent: Element,
        letters: _Letters,
        href: str,
        boxes: list[Element],
        notes: list[str],
    ) -> Iterator[WordRun]:
        if parent.tag == "p":
            self._size = 0
        for child in parent:
            match child.tag:
                case "r":
                    yield from self._run(child, letters, href, boxes, notes)
                case "hyperlink":
                    address = self._address(child)
                    yield from self._runs(child, letters, address or href, boxes, notes)
                case "oMath" | "oMathPara":
                    self._left["formula"] += 1
                    yield WordRun("".join(inner.text or "" for inner in child.iter("t")))
                case "AlternateContent":
                    yield from self._runs(_chosen(child), letters, href, boxes, notes)
                case tag if tag in _DELETED:
                    self._pass("deleted", _words(child, deleted=True))
                case tag if tag in _INSIDE:
                    self._left["inserted"] += child.tag in {"ins", "moveTo"}
                    yield from self._runs(child, letters, href, boxes, notes)

    def _run(
        self,
        run: Element,
        letters: _Letters,
        href: str,
        boxes: list[Element],
        notes: list[str],
    ) -> Iterator[WordRun]:
        properties = run.find("rPr")
        style = letters.style
        of_run = self._styles(value(properties, "rStyle")) if properties is not None else style
        text = "".join(self._pieces(run, boxes, notes))
        if is_on(properties, "vanish", inherited=style.is_hidden):
            if text.strip():
                self._pass("hidden", text)
            return
        if text:
            if text.strip():
                self._size = max(self._size, number(value(properties, "sz")))
            is_bold = is_on(properties, "b", inherited=style.is_bold or of_run.is_bold)
            is_italic = is_on(properties, "i", inherited=style.is_italic or of_run.is_italic)
            yield WordRun(text, is_bold, is_italic, href)

    def _pieces(self, run: Element, boxes: list[Element], notes: list[str]) -> Iterator[str]:  # noqa: C901 - a row for each element
        for child in run:
            match child.tag:
                case "t":
                    yield (child.text or "").translate(_PRIVATE)
                case "tab" | "ptab":
                    yield "\t"
                case "br" | "cr":
                    if child.get("type", "") not in {"page", "column"}:
                        yield "\n"
                case "noBreakHyphen":
                    yield "-"
                case "sym":
                    yield _SYMBOLS.get(child.get("char", "").upper(), "□")
                case "drawing" | "pict" | "object":
                    self._drawn(child, boxes)
                case "AlternateContent":
                    yield from self._pieces(_chosen(child), boxes, notes)
                case "commentReference":
                    self._left["comment"] += 1
                case tag if tag in _NOTES:
                    if note := self._notes[tag].get(child.get("id", "")):
                        notes.append(note)

    def _drawn(self, drawn: Element, boxes: list[Element]) -> None:
        inside = [*drawn.iter("txbxContent")]
        boxes += inside
        if drawn.tag == "object":
            self._left["object"] += 1
        elif not inside:
            described = next(
                (text for inner in drawn.iter("docPr") if (text := inner.get("descr"))), ""
            )
            self._pass("picture", described)

    def _address(self, link: Element) -> str:
        kind, target, is_outside = self._relations.get(link.get("id", ""), ("", "", False))
        if kind != "hyperlink" or not is_outside:
            return ""
        if target.lower().startswith(("https://", "http://", "mailto:", "tel:")):
            return target
        self._pass("address", target)
        return ""

    def _table(self, table: Element, *, is_boxed: bool) -> WordTable:
        first = self._at + 1
        rows: list[tuple[WordCell, ...]] = []
        for row in _children(table, "tr"):
            properties = row.find("trPr")
            if properties is not None and properties.find("del") is not None:
                self._pass("deleted", _words(row, deleted=True))
                continue
            rows.append(tuple(self._cell(cell, is_boxed) for cell in _children(row, "tc")))
        return WordTable(first, tuple(row for row in rows if row))

    def _cell(self, cell: Element, is_boxed: bool) -> WordCell:  # noqa: FBT001 - as its table is
        paragraphs: list[WordParagraph] = []
        for block in self._blocks(cell, is_boxed=is_boxed):
            paragraphs += [block] if isinstance(block, WordParagraph) else _flat(block)
        merged = cell.find("tcPr/vMerge")
        is_continued = merged is not None and merged.get("val", "continue") == "continue"
        return WordCell(tuple(paragraphs), is_continued)

    def _around(self) -> None:
        """What stands around the text: heads and feet of pages, and what lies outside of the file."""
        for kind, target, is_outside in sorted({*self._relations.values()}):
            if is_outside and kind != "hyperlink":
                self._pass("outside", target)
            elif kind in {"header", "footer"} and not is_outside:
                root = self._package.part(target)
                words = _words(root) if root is not None else ""
                if words:
                    self._pass(kind, words)
        settings = self._parts.get("settings", "word/settings.xml")
        for kind, target, is_outside in self._package.relations(settings).values():
            if is_outside:
                self._pass("outside", f"{kind}: {target}")
        if any(
            name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in self._package.names
        ):
            self._pass("macros")

    def _pass(self, kind: str, words: str = "") -> None:
        """Count what is not taken, with its words where it has some."""
        self._left[kind] += 1
        if words.strip() and words not in self._words.setdefault(kind, []):
            self._words[kind].append(" ".join(words.split()))


def _chosen(alternatives: Element) -> Element:
    """What of several forms of the same is read: the first."""
    return next(iter(alternatives), alternatives) if len(alternatives) else alternatives


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """The children of a kind, also where something that changes nothing stands around them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _INSIDE:
            yield from _children(child, tag)


def _named(element: Element, tag: str, key: str) -> tuple[str, ...]:
    """What elements of a kind name within another."""
    return tuple(name for inner in element.iter(tag) if (name := inner.get(key, "")))


def _flat(table: WordTable) -> Iterable[WordParagraph]:
    return (paragraph for row in table.rows for cell in row for paragraph in cell.paragraphs)


def _words(element: Element, *, deleted: bool = False) -> str:
    """The words in an element, of those that are there or of those that were deleted."""
    names = {"delText", "t"} if deleted else {"t"}
    return "".join(inner.text or "" for inner in element.iter() if inner.tag in names)
