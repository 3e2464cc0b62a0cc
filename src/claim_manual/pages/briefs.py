"""The pages of briefs: their list, and each with its head, its parts, and its files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from claim_manual.derived.addresses import BRIEFS_URI, brief_file, brief_uri
from claim_manual.derived.approval_words import approval_or_draft
from claim_manual.derived.brief_parts import with_counts
from claim_manual.derived.reading import Reading
from claim_manual.model.brief import Brief, BriefPart
from claim_manual.model.manual import Document
from claim_manual.model.values import BRIEF_KINDS
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.brief_parts import content
from claim_manual.pages.goals import MadeGoal, PageGoal
from claim_manual.pages.page import Online, Page, Section
from claim_manual.pages.texts import Texts

FILES = {"pdf": "PDF", "docx": "Word", "pptx": "PowerPoint"}
"""The files of a brief: ending to what people call it."""


def briefs_page(reading: Reading) -> Page:
    """The list of briefs."""
    manual, say = reading.manual, reading.say
    texts = Texts(reading, manual.settings.path)
    title = say("Summaries and reports")
    items = []
    for brief in manual.briefs:
        link = i.Link(PageGoal(brief_uri(brief.id)), texts.line(brief.model.title))
        what = i.Span("muted", texts.words(about(texts, brief.model)))
        items.append(b.Item((b.Paragraph((link, i.Words(" "), what)),)))
    lead = say(
        "For those who decide and those who follow the work: made of the pages of this manual."
    )
    return Page(
        uri=BRIEFS_URI,
        lang=reading.lang,
        title=title,
        path=texts.path,
        heading=texts.words(title),
        head=(
            b.Paragraph(texts.words(lead), "lead"),
            *texts.model_notice(),
            b.Items(tuple(items), "register"),
        ),
        description=reading.plain(manual.settings.model.description),
    )


def brief_page(reading: Reading, brief: Document[Brief], online: Online) -> Page:
    """A brief: what it is, for whom, who approved it; then its parts."""
    texts = Texts(reading, brief.path, here=False)
    title = reading.plain(brief.model.title)
    listed = texts.words(texts.say("Summaries and reports"))
    return Page(
        uri=brief_uri(brief.id),
        lang=reading.lang,
        title=title,
        path=brief.path,
        kicker=(i.Link(PageGoal(BRIEFS_URI), listed),),
        heading=texts.words(title),
        head=(*_head(texts, brief.model), *_files(texts, brief, online)),
        sections=tuple(_sections(texts, brief.model)),
        description=title,
        version=brief.model.version or "",
        belongs_to=texts.say("Summaries and reports"),
    )


def about(texts: Texts, model: Brief) -> str:
    """What a brief is, and for whom."""
    kind = texts.say(BRIEF_KINDS[model.kind])
    audience = texts.reading.plain(model.audience)
    return texts.say("{kind}, for: {audience}", kind=kind, audience=audience) if audience else kind


def _head(texts: Texts, model: Brief) -> Iterator[b.Block]:
    yield b.Paragraph(texts.words(about(texts, model)), "lead")
    lines = list(approval_or_draft(texts.reading, model.approvals, model.version))
    if model.version:
        lines.insert(0, texts.say("Version {version}.", version=model.version))
    yield b.Paragraph((i.Strong(texts.words(" ".join(lines))),))
    yield from texts.model_notice()


def _files(texts: Texts, brief: Document[Brief], online: Online) -> Iterator[b.Block]:
    """Where the same lies as files, for screens."""
    if not online.books:
        return
    links: list[i.Inline] = [
        i.Link(MadeGoal(brief_file(brief.id, texts.reading.lang, ending)), texts.words(name))
        for ending, name in FILES.items()
    ]
    head = i.Words(f"{texts.say('To print and to use')}: ")
    yield b.Online((b.Paragraph((head, *i.between(links, " · "))),))


def _sections(texts: Texts, model: Brief) -> Iterator[Section]:
    for part in model.parts:
        yield from part_sections(texts, part)


def part_sections(texts: Texts, part: BriefPart) -> Iterator[Section]:
    """A part under its heading, with sections of its own below it."""
    title = texts.words(with_counts(texts.manual, texts.reading.plain(part.title)))
    if part.text is not None:
        blocks = texts.blocks(part.text, partial(with_counts, texts.manual))
        yield Section("words", title, (b.Prose(blocks),))
        return
    told = content(texts, part)
    yield Section("part", title or texts.words(told.title), told.blocks)
    yield from told.sections
