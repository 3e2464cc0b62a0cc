"""A brief as slides: a slide or more for each of its sections, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claim_manual.derived.approval_words import approval_or_draft
from claim_manual.derived.reading import Reading
from claim_manual.model.brief import Brief
from claim_manual.model.manual import Document
from claim_manual.pages import blocks as b
from claim_manual.pages import drawn_blocks as d
from claim_manual.pages.briefs import about, brief_page
from claim_manual.pages.page import Online, Page
from claim_manual.pages.plain import lines, plain
from claim_manual.pages.slides import Deck, ListSlide, Slide, TableSlide, TitleSlide
from claim_manual.pages.texts import Texts


def brief_deck(reading: Reading, brief: Document[Brief]) -> Deck:
    """The slides of a brief."""
    page = brief_page(reading, brief, Online())
    slides = (_first(reading, brief), *_Slides(page).all())
    return Deck(page.title, reading.say.tag, slides, reading.say("More answers"))


def _first(reading: Reading, brief: Document[Brief]) -> Slide:
    model, texts = brief.model, Texts(reading, brief.path)
    version = reading.say("Version {version}.", version=model.version) if model.version else ""
    notice = (plain(line) for line in lines(texts.model_notice()))
    said = [
        about(texts, model),
        version,
        *approval_or_draft(reading, model.approvals, model.version),
        *notice,
    ]
    shown = tuple(words for words in said if words)
    return TitleSlide("title", reading.plain(model.title), shown)


_Shown = Sequence[str] | b.Table


class _Slides:
    """Makes the slides after the first; no title stands twice."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.titles = {page.title: 1}

    def all(self) -> Iterator[Slide]:
        """The slides of each section that says something."""
        above = self.page.title
        for n, section in enumerate(self.page.sections):
            own = plain(section.title)
            title = f"{above}: {own}" if section.level > 2 and own else own or self.page.title
            above = above if section.level > 2 else title
            for m, slide in enumerate(_of_blocks(section.blocks)):
                yield self._titled(f"part-{n}-{m}", title, slide, _notes(section.blocks))

    def _titled(self, key: str, title: str, shown: _Shown, notes: str) -> Slide:
        number = self.titles.get(title, 0) + 1
        self.titles[title] = number
        unique = title if number == 1 else f"{title} ({number})"
        if isinstance(shown, b.Table):
            rows = tuple(
                tuple(plain(cell) for cell in (row.head, *row.cells) if cell is not None)
                for row in shown.rows
            )
            heads = tuple(map(plain, shown.heads))
            return TableSlide(key, unique, "", heads, rows)
        return ListSlide(key, unique, tuple(shown), notes)


def _of_blocks(blocks: b.Blocks) -> Iterator[_Shown]:
    """What stands on one slide or goes on over the next: lines, or a table by itself."""
    held: list[str] = []
    for block in _open(blocks):
        if isinstance(block, b.Table):
            yield from ((held,) if held else ())
            held = []
            yield block
            continue
        held += _lines(block)
    if held:
        yield held


def _open(blocks: b.Blocks) -> Iterator[b.Block]:
    """Blocks, those of an author's text one by one."""
    for block in blocks:
        if isinstance(block, b.Prose | b.Lent):
            yield from _open(block.blocks)
        else:
            yield block


def _lines(block: b.Block) -> Iterator[str]:
    """A line for each thing of a block: a paragraph, an item, a term; of questions these alone."""
    match block:
        case b.Items():
            for number, item in enumerate(block.items, block.start):
                words = _together(item.blocks[:1] if block.role == "queue" else item.blocks)
                yield f"{number}. {words}" if block.is_ordered else words
        case b.Pairs():
            for pair in block.pairs:
                said = "; ".join(_together(value.blocks) for value in pair.values)
                yield f"{plain(pair.term)}: {said}"
        case d.Bars() | d.Tiles() | d.Arcs() | b.Notice():
            return
        case _:
            yield from (words for line in lines((block,)) if (words := plain(line)))


def _notes(blocks: b.Blocks) -> str:
    """For whoever speaks: the whole of questions of which the slide has the beginning."""
    queues = (block for block in _open(blocks) if isinstance(block, b.Items))
    items = (item for block in queues if block.role == "queue" for item in block.items)
    return "\n".join(_together(item.blocks) for item in items)


def _together(blocks: b.Blocks) -> str:
    return " ".join(words for line in lines(blocks) if (words := plain(line)))
