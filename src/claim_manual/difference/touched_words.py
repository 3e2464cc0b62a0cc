"""Pages that lean on what is otherwise, by how they do and on what, each page once for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claim_manual.derived.difference import Difference, Touched
from claim_manual.difference.concern import Concern, concern_of
from claim_manual.difference.revised import SectionMaker, on_every_page
from claim_manual.model.manual import AnyDocument

_TITLES = 3
"""As many pages are named by their titles; more by their codes."""
_CODES = 12


@dataclass(frozen=True)
class TouchedLine:
    """Pages that lean on what is otherwise, on a line; `concern` is how."""

    concern: Concern
    words: str


def touched_by_concern(difference: Difference, lang: str) -> list[TouchedLine]:
    """A line for each page in which somebody ends elsewhere, and for each thing that pages lean on."""
    maker = SectionMaker(difference, lang)
    everywhere = set(on_every_page(difference))
    lines = [TouchedLine(Concern.LIMITS, line) for line in maker.everywhere()]
    leaning: dict[tuple[Concern, tuple[str, str]], list[AnyDocument]] = {}
    for touched in difference.touched:
        if _ends_elsewhere(difference, touched):
            through = tuple(name for name in touched.through if _is_page(name))
            told = maker.touched(replace(touched, through=through))
            lines.append(TouchedLine(Concern.OUTCOMES, told))
        for name in _others(difference, touched):
            if name not in everywhere:
                leaning.setdefault((_concern(name), name), []).append(touched.document)
    lines += [
        TouchedLine(concern, f"{maker.say.all_of(maker.named([name]))}: {_pages(maker, documents)}")
        for (concern, name), documents in leaning.items()
    ]
    return lines


def _ends_elsewhere(difference: Difference, touched: Touched) -> bool:
    endings = difference.endings.get(touched.document.id)
    return bool(endings and (endings.elsewhere or endings.new or endings.gone))


def _others(difference: Difference, touched: Touched) -> Iterator[tuple[str, str]]:
    """What a page leans on besides the pages that are told with where people end."""
    ends_elsewhere = _ends_elsewhere(difference, touched)
    yield from (name for name in touched.through if not (ends_elsewhere and _is_page(name)))


def _is_page(name: tuple[str, str]) -> bool:
    return name[0] in {"procedure", "flow"}


def _concern(name: tuple[str, str]) -> Concern:
    return Concern.KEEPING if _is_page(name) else concern_of(name[0])


def _pages(maker: SectionMaker, documents: list[AnyDocument]) -> str:
    """The titles of a few pages; of more their number and the first codes."""
    if len(documents) <= _TITLES:
        return maker.say.all_of([maker.new.title(document) for document in documents])
    codes = [document.model.code for document in documents]
    shown = ", ".join(codes[:_CODES]) + (", …" if len(codes) > _CODES else "")
    return f"{maker.say.count('{n} page', '{n} pages', len(codes))} ({shown})"
