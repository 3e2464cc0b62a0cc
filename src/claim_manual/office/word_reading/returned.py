"""A Word file of ours that comes back from readers: comments, replies and changes, each with its text.

Who wrote them is read for one thing alone, to leave it out: names do not get beyond this module.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from claim_manual.derived.returned import Change, Comment, MarkedText, ReturnedFile, Spot, digest
from claim_manual.model.finding import say
from claim_manual.office.bookmarks import Kind, Met, text_of, tidy, walk
from claim_manual.office.word_reading.loose import LooseWords
from claim_manual.office.word_reading.names import Names
from claim_manual.office.word_reading.origin import sources_part
from claim_manual.office.word_reading.package import Element, Package, WordError, unreadable

MOST_COMMENTS = 10_000
_LONGEST_QUOTE = 400
"""Characters of the words that a comment is on, if it is on more than a text."""
_SEVERAL = 2
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
        if comments is not None and len(comments) > MOST_COMMENTS:
            raise WordError(
                say("The file has more than {n} comments.", n=MOST_COMMENTS),
                say("Divide it into several."),
            )
        about = sources.attrib if sources is not None else {}
        met_in_all = [*walk(root)]
        names = self._names(root, comments, met_in_all)
        loose = frozenset(about.get("loose", "").split())
        text = _Text(texts, met_in_all, loose)
        for met in met_in_all:
            text.meet(met)
        gone = tuple(mark for mark in texts if mark not in text.marks)
        return ReturnedFile(
            tag=_shown(about.get("lang", "")),
            commit=_shown(about.get("commit", "")),
            review=_shown(about.get("review", "")),
            texts=texts,
            comments=tuple(self._comments(comments, text, names)),
            changes=tuple(
                replace(change, after=names.without_in_text(change.after))
                for change in text.changes()
            ),
            gone=gone,
            unmarked=tuple(text.unmarked) if gone else (),
            bare=_bare(root),
        )

    def _names(self, root: Element, comments: Element | None, met_in_all: Iterable[Met]) -> Names:
        parts = [root, comments, self._part("people")]
        stood = (met.value for met in met_in_all if met.kind is Kind.WORDS and not met.is_inserted)
        return Names([part for part in parts if part is not None], "".join(stood))

    def _part(self, kind: str) -> Element | None:
        return self._package.part(self._parts.get(kind, ""))

    def _comments(self, part: Element | None, text: _Text, names: Names) -> Iterator[Comment]:
        written = {note.id: note for note in _notes(part)} if part is not None else {}
        extended = self._part("commentsExtended")
        resolved = {
            row.get("paraId", "")
            for row in (extended if extended is not None else ())
            if row.get("done") in {"1", "true"}
        }
        for thread in _threads(written, extended, text.ranges):
            place = text.ranges.get(thread[0], _Range())
            words = tuple(filter(None, (names.without(written[n].words) for n in thread)))
            if words:
                quote = names.without_in_text(place.quote)
                paragraph = tidy("".join(place.paragraph))
                is_resolved = written[thread[0]].para in resolved
                yield Comment(text.spot(place), words, quote, paragraph, is_resolved)


def _bare(root: Element) -> int:
    """How many changes say nothing: how something is set, and where paragraphs begin."""
    formats = sum(element.tag in _FORMATS for element in root.iter())
    ends = sum(
        child.tag in {"ins", "del"}
        for paragraph in root.iter("pPr")
        for properties in paragraph.findall("rPr")
        for child in properties
    )
    return formats + ends


def _shown(words: str) -> str:
    """What a file says of itself, without characters that would move about a terminal."""
    return "".join(char for char in words if char.isprintable())


def _marked(sources: Element) -> Iterator[tuple[str, MarkedText]]:
    for row in sources:
        about = row.attrib
        written = about.get("written", "")
        yield (
            about.get("id", ""),
            MarkedText(
                _shown(about.get("text", "")),
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


def _head(note: str, parents: dict[str, str]) -> str:
    """The comment that a thread begins with; whatever was passed on the way to it leads there at once."""
    passed = {note}
    while (parent := parents.get(note, "")) and parent not in passed:
        note = parent
        passed.add(note)
    parents.update(dict.fromkeys(passed - {note}, note))
    return note


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
    new_words: list[str] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    inner: dict[str, int] = field(default_factory=dict)
    beside: _Beside = field(default_factory=_Beside)

    @property
    def quote(self) -> str:
        """The words that it is on, as they were, else those that are new; of many only the first."""
        words = tidy("".join(self.words)) or tidy("".join(self.new_words))
        if len(self.inner) < _SEVERAL or len(words) <= _LONGEST_QUOTE:
            return words
        return f"{words[:_LONGEST_QUOTE].rpartition(' ')[0]} […]"


@dataclass
class _Words:
    """Words as they were, and as they are after the changes."""

    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    is_changed: bool = False
    extra: str = ""

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


@dataclass
class _Loose:
    """What was changed between texts."""

    beside: _Beside
    words: _Words
    is_tracked: bool = True

    @property
    def spot(self) -> Spot:
        """Where it is."""
        return Spot("", self.beside.mark, self.beside.before)


class _Text:
    """Goes along a text, and notes what stands in each bookmark and under each comment.

    `loose` are digests of what stood between texts when the file was made.
    """

    def __init__(
        self, texts: Mapping[str, MarkedText], met_in_all: Iterable[Met], loose: frozenset[str]
    ) -> None:
        self._texts = texts
        self._ended = {met.value for met in met_in_all if met.kind is Kind.BOOKMARK_END}
        self._comment_ends = {met.value for met in met_in_all if met.kind is Kind.COMMENT_END}
        self._loose_words = LooseWords(loose, (text.shown for text in texts.values()))
        self.marks: dict[str, _Words] = {}
        self.ranges: dict[str, _Range] = {}
        self.unmarked: list[str] = []
        self._loose: list[_Loose] = []
        self._open: dict[str, str] = {}
        self._commented: dict[str, _Range] = {}
        self._rows: list[tuple[bool, int]] = []
        self._at = 0
        self._last = ""
        self._beside, self._between = _Beside(), _Words()
        self._paragraph: list[str] = []
        self._piece: list[str] = []
        self._closed = self._before_piece = ""
        self._goes_on = self._has_mark = False

    def meet(self, met: Met) -> None:
        """What comes next."""
        _WAYS[met.kind](self, met)

    def spot(self, commented: _Range) -> Spot:
        """Where a comment is: on the text of which it has most words; at the step where it begins,
        if it is on several.
        """
        beside = commented.beside
        mark = max(commented.inner, key=commented.inner.__getitem__, default="")
        steps = {
            (self._texts[inner].page, self._texts[inner].node)
            for inner, size in commented.inner.items()
            if size
        }
        if len(steps) < _SEVERAL or 2 * commented.inner[mark] > sum(commented.inner.values()):
            return Spot(mark, beside.mark, beside.before)
        return Spot("", next(iter(commented.inner)), beside.before)

    def changes(self) -> Iterator[Change]:
        """What is otherwise than it was, in order."""
        moved = set[str]()
        for mark, words in self.marks.items():
            before, after = tidy("".join(words.before)), tidy("".join(words.after) + words.extra)
            shown, spot = self._texts[mark].shown, Spot(mark)
            if words.is_changed and not before and digest(after) == shown:
                moved.add(shown)
                yield Change(spot, after, after, is_moved=True)
            elif words.extra or digest(before) != shown:
                yield Change(spot, "", after, is_tracked=False)
            elif words.is_changed and before != after:
                yield Change(spot, before, after)
        for loose in self._loose:
            before, after = (_lines(words) for words in (loose.words.before, loose.words.after))
            if before != after and (after or digest(before) not in moved):
                yield Change(loose.spot, before, after, loose.is_tracked)

    def words(self, met: Met) -> None:
        """Words: of a text, or between texts."""
        mark = next(iter(self._open.values()), "")
        if self._closed and not mark and not met.is_inserted and self._lacks(met.value[:1]):
            self.marks[self._closed].add(met._replace(value=met.value[:1]))
            met = met._replace(value=met.value[1:])
            if not met.value:
                return
        if mark or not met.is_inserted:
            self._closed = ""
        if not mark and not met.is_inserted:
            self._piece.append(met.value)
        mark = mark or self._closed  # who writes on at the end of a text, writes after its bookmark
        (self.marks[mark] if mark else self._between).add(met)
        if met.value.strip():
            self._at += 1
            self._goes_on = self._goes_on and met.is_inserted
        if not met.is_inserted:
            self._paragraph.append(met.value)
        for commented in self._commented.values():
            words = commented.new_words if met.is_inserted else commented.words
            words.append(met.value)
            if mark:
                commented.inner[mark] = commented.inner.get(mark, 0) + len(met.value)

    def bookmark(self, met: Met) -> None:
        """The begin of a text; one within another was copied there, and its words are the other's."""
        mark = text_of(met.name)
        if mark not in self._texts:
            return
        self._end_piece()
        if not self._open:
            self.marks.setdefault(mark, _Words()).begin(self._between)
            self._last = mark
            self._beside.mark = self._beside.mark or mark
        self._open[met.value] = mark
        self._has_mark = True

    def bookmark_end(self, met: Met) -> None:
        """The end of a text, after which somebody may have written on."""
        mark = self._open.pop(met.value, "")
        if mark and not self._open:
            self._end_piece()
            self._closed = self._before_piece = mark

    def comment(self, met: Met) -> None:
        """The begin of what a comment is on."""
        commented = _Range(self._at, self._at, paragraph=self._paragraph, beside=self._beside)
        if mark := next(iter(self._open.values()), ""):
            commented.inner[mark] = 0
        self.ranges[met.value] = commented
        if met.value in self._comment_ends or met.kind is Kind.COMMENT_MARK:
            self._commented[met.value] = commented

    def comment_end(self, met: Met) -> None:
        """Its end; on no words it is on the text before it."""
        if closed := self._commented.pop(met.value, None):
            closed.end = self._at
            if closed.begin == closed.end and not closed.inner and self._closed:
                closed.inner[self._closed] = 0

    def comment_mark(self, met: Met) -> None:
        """Where a comment stands that is on no words."""
        if met.value not in self.ranges:
            self.comment(met)
            self.comment_end(met)

    def row(self, met: Met) -> None:
        """The begin of a row of a table."""
        self._rows.append((met.is_deleted, len(self._loose)))
        self._renew()

    def row_end(self, _met: Met) -> None:
        """Its end; of one that was deleted with its texts, nothing else is said."""
        is_deleted, first = self._rows.pop() if self._rows else (False, 0)
        if is_deleted and self._beside.mark:
            del self._loose[first:]
        self._renew()

    def turn(self, _met: Met) -> None:
        """The end of a paragraph, and of bookmarks that end nowhere."""
        for key in [key for key in self._open if key not in self._ended]:
            del self._open[key]
        self._end_piece()
        if self._between.is_changed:
            self._add_loose()
        if not self._has_mark and (words := tidy("".join(self._paragraph))):
            self.unmarked.append(words)
        self._has_mark = bool(self._open)
        self._closed = self._before_piece = ""
        self._between, self._paragraph = _Words(), []
        if not self._rows:
            self._renew()

    def _lacks(self, letter: str) -> bool:
        """Whether a letter is the last one of the text before it: LibreOffice sets some ends of
        bookmarks before it.
        """
        shown, before = self._texts[self._closed].shown, "".join(self.marks[self._closed].before)
        return digest(tidy(before)) != shown and digest(tidy(before + letter)) == shown

    def _add_loose(self) -> None:
        """What was changed between texts: of paragraphs that were inserted one after the other, all."""
        words = self._between
        if self._goes_on and self._loose:
            self._loose[-1].words.after += ["\n", *words.after]
            return
        self._loose.append(_Loose(self._beside, words))
        self._goes_on = not "".join(words.before).strip()

    def _end_piece(self) -> None:
        """The end of words between texts, which may be others than they were though nobody tracked it:
        more at the end of a text, or other words beside it.
        """
        piece = "".join(self._piece)
        self._piece.clear()
        more = self._loose_words.new_in(piece) if piece.strip() else ""
        if not more:
            return
        if self._before_piece:
            self.marks[self._before_piece].extra += more
        else:
            self._loose.append(_Loose(self._beside, _Words(after=[more]), is_tracked=False))

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


def _lines(words: Iterable[str]) -> str:
    """Words with single spaces, each paragraph on a line."""
    return "\n".join(filter(None, map(tidy, "".join(words).split("\n"))))
