"""A Word file of ours that comes back from readers: comments, replies and changes, each with its text.

Who wrote them is read for one thing alone, to leave it out: names do not get beyond this module.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from claim_manual.derived.returned import Change, Comment, MarkedText, ReturnedFile, Spot, digest
from claim_manual.model.finding import say
from claim_manual.office.bookmarks import Kind, Met, text_of, tidy, walk
from claim_manual.office.word_reading.origin import sources_part
from claim_manual.office.word_reading.package import Element, Package, WordError, unreadable

_LEFT_OUT = "[…]"
_FORMATS = frozenset({"rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange"})


def returned_file(content: bytes) -> ReturnedFile:
    """What readers wrote into a file. Raises WordError where it is no Word file, or is damaged."""
    package = Package(content)
    try:
        return _Reader(package).file()
    except WordError:
        raise
    except Exception:  # noqa: BLE001 - whatever stands in the file, it is the file's
        raise unreadable(say("it is damaged")) from None


class _Reader:
    """Reads the parts of one file."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._parts = {
            kind: target
            for kind, target, is_outside in package.relations(package.main).values()
            if not is_outside
        }

    def file(self) -> ReturnedFile:
        """All of it."""
        root = self._package.part(self._package.main)
        if root is None:
            raise unreadable(say("it is damaged"))
        sources = sources_part(self._package)
        texts = dict(_marked(sources)) if sources is not None else {}
        comments = self._part("comments")
        names = _Names([root, *([comments] if comments is not None else [])])
        met_in_all = [*walk(root)]
        text = _Text(texts, {met.value for met in met_in_all if met.kind is Kind.BOOKMARK_END})
        for met in met_in_all:
            text.meet(met)
        about = sources.attrib if sources is not None else {}
        return ReturnedFile(
            tag=about.get("lang", ""),
            commit=about.get("commit", ""),
            review=about.get("review", ""),
            texts=texts,
            comments=tuple(self._comments(comments, text, names)),
            changes=tuple(text.changes()),
            gone=tuple(mark for mark in texts if mark not in text.marks),
            bare=sum(element.tag in _FORMATS for element in root.iter()),
        )

    def _part(self, kind: str) -> Element | None:
        return self._package.part(self._parts.get(kind, ""))

    def _comments(self, part: Element | None, text: _Text, names: _Names) -> Iterator[Comment]:
        written = {note.id: note for note in _notes(part)} if part is not None else {}
        for thread in _threads(written, self._part("commentsExtended"), text.ranges):
            place = text.ranges.get(thread[0], _Range())
            words = tuple(filter(None, (names.without(written[n].words) for n in thread)))
            if words:
                quote = tidy("".join(place.words))
                yield Comment(place.spot, words, quote, tidy("".join(place.paragraph)))


def _marked(sources: Element) -> Iterator[tuple[str, MarkedText]]:
    for row in sources:
        about = row.attrib
        written = about.get("written", "")
        yield (
            about.get("id", ""),
            MarkedText(
                about.get("text", ""),
                about.get("lang", ""),
                about.get("page", ""),
                about.get("node", ""),
                written,
                about.get("shown", written),
            ),
        )


# -- comments


@dataclass(frozen=True)
class _Note:
    """A comment as it is written; `para` is what replies name it by."""

    id: str
    words: str
    para: str


def _notes(part: Element) -> Iterator[_Note]:
    for note in part:
        if note.tag != "comment":
            continue
        paragraphs = [*note.iter("p")]
        lines = (
            tidy("".join(met.value for met in walk(paragraph) if not met.is_deleted))
            for paragraph in paragraphs
        )
        para = paragraphs[-1].get("paraId", "") if paragraphs else ""
        yield _Note(note.get("id", ""), "\n".join(filter(None, lines)), para)


def _threads(
    notes: Mapping[str, _Note], extended: Element | None, ranges: Mapping[str, _Range]
) -> Iterator[list[str]]:
    """The ids of comments, each with those of the replies to it.

    Where a word processor dropped what says so, comments on exactly the same words are a thread.
    """
    if extended is None:
        heads = {n: (ranges[n].begin, ranges[n].end) if n in ranges else n for n in notes}
    else:
        by_para = {note.para: n for n, note in notes.items() if note.para}
        parents = {
            by_para.get(row.get("paraId", ""), ""): by_para.get(row.get("paraIdParent", ""), "")
            for row in extended
        }
        heads = {n: _head(n, parents) for n in notes}
    threads: dict[object, list[str]] = defaultdict(list)
    for n in notes:
        threads[heads[n]].append(n)
    yield from threads.values()


def _head(note: str, parents: Mapping[str, str]) -> str:
    passed = {note}
    while (parent := parents.get(note, "")) and parent not in passed:
        note = parent
        passed.add(note)
    return note


class _Names:
    """The names of those who wrote in a file, to be left out of what they wrote."""

    def __init__(self, parts: Iterable[Element]) -> None:
        names = {
            " ".join(value.split())
            for part in parts
            for element in part.iter()
            if (value := element.get("author"))
        }
        whole = sorted((re.escape(name) for name in names if name), key=len, reverse=True)
        spaced = [name.replace(r"\ ", r"\s+") for name in whole]
        several = [name for name in spaced if r"\s+" in name]
        called = "|".join([*(f"@{name}" for name in spaced), *several])
        self._called = re.compile(rf"(?<!\w)(?:{called})(?!\w)", re.IGNORECASE) if called else None
        signed = "|".join(spaced)
        self._signed = (
            re.compile(rf"^\W*(?:{signed})\W*$", re.IGNORECASE | re.MULTILINE) if signed else None
        )

    def without(self, words: str) -> str:
        """Words in which nobody of them is named: not as a mention, a signature or by the full name."""
        if self._called:
            words = self._called.sub(_LEFT_OUT, words)
        if self._signed:
            words = self._signed.sub("", words)
        return "\n".join(line for line in words.split("\n") if line.strip())


# -- the text


@dataclass
class _Beside:
    """A row of a table, or a paragraph outside of one: the first text in it, the last before it."""

    before: str = ""
    mark: str = ""


@dataclass
class _Range:
    """What a comment is on: from which place to which; the words, its paragraph, and where."""

    begin: int = 0
    end: int = 0
    words: list[str] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    inner: dict[str, int] = field(default_factory=dict)
    beside: _Beside = field(default_factory=_Beside)

    @property
    def spot(self) -> Spot:
        """Where it is: on the text of which it has most words."""
        mark = max(self.inner, key=self.inner.__getitem__, default="")
        return Spot(mark, self.beside.mark, self.beside.before)


@dataclass
class _Words:
    """Words as they were, and as they are after the changes."""

    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    is_changed: bool = False

    def begin(self, between: _Words) -> None:
        """Begin a paragraph; what was inserted right before its first word belongs to it."""
        self.before.append("\n")
        self.after.append("\n")
        if between.is_changed and not "".join(between.before).strip():
            self.after += between.after
            self.is_changed = True
            between.after.clear()
            between.is_changed = False

    def add(self, met: Met) -> None:
        """Some more."""
        self.is_changed |= (met.is_inserted or met.is_deleted) and bool(met.value.strip())
        if not met.is_inserted:
            self.before.append(met.value)
        if not met.is_deleted:
            self.after.append(met.value)


class _Text:
    """Goes along a text, and notes what stands in each bookmark and under each comment."""

    def __init__(self, texts: Mapping[str, MarkedText], ended: Container[str]) -> None:
        self._texts, self._ended = texts, ended
        self.marks: dict[str, _Words] = {}
        self.ranges: dict[str, _Range] = {}
        self._loose: list[tuple[_Beside, _Words]] = []
        self._open: dict[str, str] = {}
        self._commented: dict[str, _Range] = {}
        self._rows = self._at = 0
        self._last = ""
        self._beside, self._between = _Beside(), _Words()
        self._paragraph: list[str] = []
        self._closed = ""

    def meet(self, met: Met) -> None:
        """What comes next."""
        _WAYS[met.kind](self, met)

    def changes(self) -> Iterator[Change]:
        """What is otherwise than it was, in order."""
        for mark, words in self.marks.items():
            before, after = tidy("".join(words.before)), tidy("".join(words.after))
            text = self._texts[mark]
            spot = Spot(mark)
            if digest(before) != text.shown:
                yield Change(spot, "", after, is_tracked=False)
            elif words.is_changed and before != after:
                yield Change(spot, before, after)
        for beside, words in self._loose:
            before, after = tidy("".join(words.before)), tidy("".join(words.after))
            if words.is_changed and before != after:
                yield Change(Spot("", beside.mark, beside.before), before, after)

    def words(self, met: Met) -> None:
        """Words: of a text, or between texts."""
        mark = next(reversed(self._open.values()), "")
        if mark or not met.is_inserted:
            self._closed = ""
        mark = mark or self._closed  # who writes on at the end of a text, writes after its bookmark
        (self.marks[mark] if mark else self._between).add(met)
        if met.value.strip():
            self._at += 1
        if not met.is_inserted:
            self._paragraph.append(met.value)
        for commented in self._commented.values():
            commented.words.append("" if met.is_deleted else met.value)
            if mark:
                commented.inner[mark] = commented.inner.get(mark, 0) + len(met.value)

    def bookmark(self, met: Met) -> None:
        """The begin of a text."""
        mark = text_of(met.name)
        if mark not in self._texts:
            return
        words = self.marks.setdefault(mark, _Words())
        words.begin(self._between)
        self._open[met.value] = self._last = mark
        self._beside.mark = self._beside.mark or mark

    def bookmark_end(self, met: Met) -> None:
        """The end of a text, after which somebody may have written on."""
        self._closed = self._open.pop(met.value, "")

    def comment(self, met: Met) -> None:
        """The begin of what a comment is on."""
        commented = _Range(self._at, self._at, paragraph=self._paragraph, beside=self._beside)
        if mark := next(reversed(self._open.values()), ""):
            commented.inner[mark] = 0
        self.ranges[met.value] = self._commented[met.value] = commented

    def comment_end(self, met: Met) -> None:
        """Its end."""
        if closed := self._commented.pop(met.value, None):
            closed.end = self._at

    def comment_mark(self, met: Met) -> None:
        """Where a comment stands that is on no words."""
        if met.value not in self.ranges:
            self.comment(met)
            self._commented.pop(met.value)

    def row(self, _met: Met) -> None:
        """The begin of a row of a table."""
        self._rows += 1
        self._renew()

    def row_end(self, _met: Met) -> None:
        """Its end."""
        self._rows -= 1
        self._renew()

    def turn(self, _met: Met) -> None:
        """The end of a paragraph, and of bookmarks that end nowhere."""
        for key in [key for key in self._open if key not in self._ended]:
            del self._open[key]
        self._closed = ""
        if self._between.is_changed:
            self._loose.append((self._beside, self._between))
        self._between, self._paragraph = _Words(), []
        if not self._rows:
            self._renew()

    def _renew(self) -> None:
        self._beside = _Beside(self._last)


_WAYS: Mapping[Kind, Callable[[_Text, Met], None]] = {
    Kind.WORDS: _Text.words,
    Kind.PARAGRAPH_END: _Text.turn,
    Kind.ROW: _Text.row,
    Kind.ROW_END: _Text.row_end,
    Kind.BOOKMARK: _Text.bookmark,
    Kind.BOOKMARK_END: _Text.bookmark_end,
    Kind.COMMENT: _Text.comment,
    Kind.COMMENT_END: _Text.comment_end,
    Kind.COMMENT_MARK: _Text.comment_mark,
}
