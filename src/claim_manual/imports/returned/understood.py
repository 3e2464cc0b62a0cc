"""What somebody changed in a Word file as edits of the page's source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from claim_manual.derived.source_edits import SourceEdits
from claim_manual.imports.into import Into, MeantRoles
from claim_manual.imports.returned.compared import Change, Kind, Sides, Spot
from claim_manual.imports.returned.known_lines import KnownLines
from claim_manual.imports.returned.new_rows import NewRows
from claim_manual.imports.returned.other_ways import ChangedWays, label_of
from claim_manual.imports.returned.page import said
from claim_manual.imports.returned.rewording import reworded
from claim_manual.imports.returned.source_texts import SourceText, Standing
from claim_manual.imports.written import first, paragraph_markdown
from claim_manual.model.manual import AnyDocument
from claim_manual.model.nodes import Ask
from claim_manual.model.place import Loc

_LISTS: Mapping[str, str] = {
    "never": "",
    "safeguards": "",
    "inputs": "",
    "outputs": "",
    "documents": "name",
    "parts": "do",
}
"""Lists to which a paragraph more can be added: the key of an item that has its words, "" for none."""


@dataclass
class Understood:
    """What changes come to: edits of the source, and the prose beside it, None where it stays."""

    edits: SourceEdits = field(default_factory=SourceEdits)
    prose: str | None = None


def understood(
    document: AnyDocument,
    both: Sides,
    changes: Sequence[Change],
    standing: Mapping[Spot, list[Standing]],
    into: Into,
    *,
    is_of_words: bool = False,
) -> Understood:
    """The edits that changes come to; with `is_of_words` none that changes what happens.

    What nobody can tell is in none: whoever asks sees it by comparing the page again.
    """
    reader = _Reader(document, both, standing, into)
    for change in changes:
        is_word = change.kind is Kind.CHANGED and change.spot.column in {"", "what"}
        if is_word or not is_of_words:
            reader.read(change)
    return reader.result()


@dataclass
class _Text:
    """A text in work: its paragraphs as they are to be, and paragraphs that come after them."""

    text: SourceText
    lines: dict[int, str | None] = field(default_factory=dict)
    after: dict[int, list[str]] = field(default_factory=dict)


@dataclass
class _Reader:
    document: AnyDocument
    both: Sides
    standing: Mapping[Spot, list[Standing]]
    into: Into
    edits: SourceEdits = field(default_factory=SourceEdits)
    texts: dict[tuple[str, Loc], _Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.nodes = {s.node.id: s for s in reversed(self.document.standings)}
        self.new_rows = NewRows(self.document, self.both, self.into)
        self.ways = ChangedWays(self.document, self.into, self.new_rows, self.edits)

    def read(self, change: Change) -> None:
        """A change, as far as one can tell what it is meant to be."""
        if change.spot.column == "row":
            self._row(change)
        elif change.spot.column == "who":
            self._roles(change.spot.node)
        elif change.spot.column == "then":
            self._way(change)
        elif change.kind is Kind.CHANGED:
            self._reworded(change)
        elif change.kind is Kind.ADDED:
            self._added(change)
        else:
            self._gone(change)

    def result(self) -> Understood:
        """All of it."""
        prose = None
        for work in self.texts.values():
            markdown = _markdown(work)
            if markdown is None or markdown == work.text.markdown:
                continue
            if not work.text.loc:
                prose = markdown
            else:
                self.edits.values.setdefault(work.text.key, markdown or None)
        self.new_rows.write(self.edits)
        return Understood(self.edits, prose)

    # -- words

    def _work(self, text: SourceText) -> _Text:
        return self.texts.setdefault((text.path, text.key), _Text(text))

    def _reworded(self, change: Change) -> bool:
        """Other words in a paragraph, given to the texts that stand in it."""
        found = self.standing.get(change.spot, [])
        for chosen in _choices(found):
            parts = _parts(change.before, chosen)
            match = re.fullmatch("(.*)".join(map(re.escape, parts)), change.after, re.DOTALL)
            if match is None:
                continue
            for one, words in zip(chosen, match.groups(), strict=True):
                if words != one.words and words.strip():
                    self._work(one.text).lines[one.line] = words.strip()
            return all(words.strip() for words in match.groups())
        return False

    def _gone(self, change: Change) -> None:
        """A paragraph that is no more: an item of a list, a paragraph of a text, or all of one."""
        found = self.standing.get(change.spot, [])
        if len(found) != 1:
            return
        text, line = found[0].text, found[0].line
        item = _item(text.loc)
        if item and len(text.lines) == 1:
            self.edits.removed.add(item)
        elif not item or len(text.lines) > 1:
            self._work(text).lines[line] = None

    def _added(self, change: Change) -> None:
        """A paragraph that is new: an item more where it follows one, or a paragraph more."""
        assert change.paragraph is not None
        paragraph = change.paragraph
        spot, found = change.spot, []
        if spot.n >= 0:
            found = self.standing.get(Spot(spot.node, spot.column, spot.n), [])
        markdown = " ".join(paragraph_markdown(paragraph).split("\n"))
        if found:
            text, line = found[-1].text, found[-1].line
            if item := _item(text.loc):
                key = _LISTS[str(item[-2])]
                words = {self.into.lang: markdown}
                value = {key: words} if key else words
                self.edits.added.setdefault(item[:-1], []).append((int(item[-1]), value))
                return
            if (text.loc and text.loc[-1] in {"details", "say", "answer", "help"}) or not text.loc:
                is_item = paragraph.number is not None
                more = f"- {markdown}" if is_item else first(markdown)
                self._work(text).after.setdefault(line, []).append(more)
                return
        self._detail(spot.node, markdown)

    def _detail(self, node_id: str, markdown: str) -> None:
        """A paragraph below the title of a step that has no details yet."""
        standing = self.nodes.get(node_id)
        if standing is None:
            return
        key = "help" if isinstance(standing.node, Ask) else "details"
        if not hasattr(standing.node, key) or getattr(standing.node, key):
            return
        loc = (*standing.loc, key, self.into.lang)
        before = self.edits.values.get(loc)
        self.edits.values[loc] = f"{before}\n\n{first(markdown)}" if before else first(markdown)

    # -- rows, roles and ways

    def _row(self, change: Change) -> None:
        if change.kind is Kind.ADDED and change.row is not None:
            self.new_rows.add(change.spot.node, change.row)
        elif change.kind is Kind.REMOVED and (gone := self.nodes.get(change.spot.node)):
            self.edits.removed.add(gone.loc)
        elif change.kind is Kind.MOVED:
            self._order()

    def _order(self) -> None:
        """Steps in the order of the rows, each list of them by itself."""
        ranks = {node: n for n, node in enumerate(self.both.right_nodes) if node}
        by_list: dict[Loc, list[tuple[int, int]]] = {}
        for node_id, standing in self.nodes.items():
            if node_id not in ranks or standing.parallel is not None:
                continue
            *above, at = standing.loc
            by_list.setdefault(tuple(above), []).append((ranks[node_id], int(at)))
        for loc, ranked in by_list.items():
            order = [at for _, at in sorted(ranked)]
            missing = {standing.loc for standing in self.nodes.values()}
            rest = [
                int(at[-1])
                for at in sorted(missing, key=str)
                if at[:-1] == loc and at[-1] not in order
            ]
            if order != sorted(order):
                self.edits.order[loc] = [*order, *rest]

    def _roles(self, node_id: str) -> None:
        standing = self.nodes.get(node_id)
        row = dict(zip(self.both.right_nodes, self.both.right.rows, strict=True)).get(node_id)
        if standing is None or row is None or not hasattr(standing.node, "role"):
            return
        written = ", ".join(map(said, row.cells.get("who", ())))
        exact = KnownLines(self.into).people(written)
        meant = MeantRoles(tuple(exact)) if exact else self.into.roles(written) if written else None
        if meant is None:
            self.edits.values[(*standing.loc, "role")] = None
        elif meant.ids and not (meant.near or meant.unknown):
            ids = [*meant.ids]
            self.edits.values[(*standing.loc, "role")] = ids[0] if len(ids) == 1 else ids

    def _way(self, change: Change) -> None:
        standing = self.nodes.get(change.spot.node)
        if standing is None:
            return
        self.ways.read(change, standing)
        if change.kind is Kind.CHANGED and label_of(change.before) != label_of(change.after):
            self._label(change)

    def _label(self, change: Change) -> None:
        """The words of an answer."""
        for one in self.standing.get(change.spot, []):
            if one.words == label_of(change.before) and label_of(change.after):
                self._work(one.text).lines[one.line] = label_of(change.after)
                return


def _item(loc: Loc) -> Loc | None:
    """The item of a list of texts that a text is, or is the name of; None for any other."""
    for n in (len(loc), len(loc) - 1):
        above = loc[:n]
        if len(above) > 1 and isinstance(above[-1], int) and str(above[-2]) in _LISTS:
            key = _LISTS[str(above[-2])]
            if loc[n:] == ((key,) if key else ()):
                return above
    return None


def _choices(found: Sequence[Standing]) -> Iterable[Sequence[Standing]]:
    """One text of a paragraph alone, the longest first; then all of them."""
    yield from ([one] for one in sorted(found, key=lambda one: -len(one.words)))
    if len(found) > 1:
        yield found


def _parts(words: str, chosen: Sequence[Standing]) -> list[str]:
    """What stands around texts in a paragraph."""
    parts, at = [], 0
    for one in chosen:
        parts.append(words[at : one.start])
        at = one.end
    return [*parts, words[at:]]


def _markdown(work: _Text) -> str | None:
    """A text with its paragraphs as they are to be; None where nobody can tell how."""
    markdown, lines = work.text.markdown, [*work.text.lines]
    for n, words in work.lines.items():
        if words is None:
            continue
        other = reworded(markdown, lines, n, words)
        if other is None:
            continue
        markdown, lines[n] = other, words
    gone = sorted((n for n, words in work.lines.items() if words is None), reverse=True)
    for n in sorted({*gone, *work.after}, reverse=True):
        for more in reversed(work.after.get(n, [])):
            markdown = _with_paragraph(markdown, lines, n, more)
        if n in gone:
            markdown = _without_paragraph(markdown, lines[n])
    return markdown


_BETWEEN = re.compile(r"\n[ \t]*\n")


def _blocks(markdown: str) -> list[str]:
    return _BETWEEN.split(markdown.strip("\n"))


def _bare(words: str) -> str:
    return "".join(char for char in words if char.isalnum())


def _block_of(blocks: Sequence[str], line: str) -> int | None:
    """The block of Markdown that says a line, or has it in it."""
    wanted = _bare(line)
    fits: list[Callable[[str], bool]] = [
        lambda block: _bare(block) == wanted,
        lambda block: wanted in _bare(block),
        lambda block: _bare(block)[:24] == wanted[:24],
    ]
    for fit in fits:
        for n, block in enumerate(blocks):
            if fit(block):
                return n
    return None


def _with_paragraph(markdown: str, lines: Sequence[str], n: int, more: str) -> str:
    blocks = _blocks(markdown)
    at = _block_of(blocks, lines[n])
    if at is None:
        return markdown
    is_item = more.startswith("- ")
    items = blocks[at].split("\n")
    if is_item and re.match(r"\s*[-*+] ", items[0]):
        wanted = _bare(lines[n])
        k = next((k for k, item in enumerate(items) if _bare(item) == wanted), len(items) - 1)
        items.insert(k + 1, more)
        blocks[at] = "\n".join(items)
    else:
        blocks.insert(at + 1, more)
    return "\n\n".join(blocks) + ("\n" if markdown.endswith("\n") else "")


def _without_paragraph(markdown: str, line: str) -> str:
    blocks = _blocks(markdown)
    wanted = _bare(line)
    for at, block in enumerate(blocks):
        items = [item for item in block.split("\n") if _bare(item) != wanted]
        if _bare(block) == wanted:
            del blocks[at]
            break
        if len(items) < len(block.split("\n")):
            blocks[at] = "\n".join(items)
            break
    return "\n\n".join(blocks) + ("\n" if markdown.endswith("\n") and blocks else "")
