"""The pages of workshops: their list, and each with its objectives, programme, dates and kit."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.derived.addresses import (
    WORKSHOPS_URI,
    assessment_uri,
    kit_file,
    practice_uri,
    results_uri,
    workshop_uri,
)
from claim_manual.derived.kit_files import kit_files
from claim_manual.derived.practice import Practice, SessionCases, playable_cases, practice
from claim_manual.derived.reading import Reading
from claim_manual.model.manual import Document
from claim_manual.model.values import METHODS
from claim_manual.model.workshop import Occasion, Session, Workshop
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import MadeGoal, PageGoal
from claim_manual.pages.page import Online, Page, Section
from claim_manual.pages.texts import Texts


def workshops_page(reading: Reading) -> Page:
    """The list of workshops, with their assessments."""
    manual, say = reading.manual, reading.say
    texts = Texts(reading, manual.settings.path)
    title = say("Workshops")
    lead = say(
        "Training with the cases of this manual: what to do in which order, papers to print, slides, questions."
    )
    items = []
    for workshop in manual.workshops:
        link = i.Link(PageGoal(workshop_uri(workshop.id)), texts.line(workshop.model.title))
        minutes = i.Span("muted", texts.words(duration(reading, workshop.model.minutes)))
        blocks: b.Blocks = (b.Paragraph((link, i.Words(" "), minutes)),)
        if workshop.model.summary:
            blocks += (b.Paragraph(texts.line(workshop.model.summary), "muted"),)
        items.append(b.Item(blocks))
    return Page(
        uri=WORKSHOPS_URI,
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


def workshop_page(reading: Reading, workshop: Document[Workshop], online: Online) -> Page:
    """A workshop: for whom, what for, in which order, with what."""
    texts = Texts(reading, workshop.path)
    return Page(
        uri=workshop_uri(workshop.id),
        lang=reading.lang,
        title=reading.plain(workshop.model.title),
        path=workshop.path,
        kicker=(i.Link(PageGoal(WORKSHOPS_URI), texts.words(texts.say("Workshops"))),),
        heading=texts.words(workshop.model.title),
        head=(*_head(texts, workshop), *_links(texts, workshop, online)),
        sections=tuple(_sections(texts, workshop, online)),
        description=reading.plain(workshop.model.summary or workshop.model.title),
        status=workshop.model.status,
        belongs_to=texts.say("Workshops"),
    )


def notice(texts: Texts, status: str) -> b.Notice:
    """The state of a workshop or an assessment."""
    return b.Notice(status, ((i.Strong(texts.words(f"{texts.status(status)}.")),),))


def duration(reading: Reading, minutes: int) -> str:
    """Minutes in words: 4 hours, 1 hour and 30 minutes."""
    hours, rest = divmod(minutes, 60)
    iso = "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")
    return reading.say.duration(iso)


def _head(texts: Texts, workshop: Document[Workshop]) -> Iterator[b.Block]:
    model, say = workshop.model, texts.say
    if model.summary:
        yield b.Paragraph(texts.line(model.summary), "lead")
    rows = [(say("How long"), texts.words(duration(texts.reading, model.minutes)))]
    if model.audience:
        rows.insert(0, (say("For whom"), texts.roles(model.audience)))
    pairs = (b.Pair(texts.words(term), (b.Value((b.Line(parts),)),)) for term, parts in rows)
    yield b.Pairs(tuple(pairs), "facts")
    yield notice(texts, model.status)


def _links(texts: Texts, workshop: Document[Workshop], online: Online) -> b.Blocks:
    """Ways to the cases, the assessment and the results, for screens."""
    if not online.is_site:
        return ()
    say = texts.say
    links = []
    if playable_cases(texts.manual, workshop):
        links.append((practice_uri(workshop.id), say("Practise the cases")))
    if assessment := texts.manual.assessment(workshop.model.assessment or ""):
        links.append((assessment_uri(assessment.id), say("Assessment")))
    if any(results.category == workshop.id for results in texts.manual.results):
        links.append((results_uri(workshop.id), say("Results")))
    parts: list[i.Inline] = [i.Link(PageGoal(uri), texts.words(words)) for uri, words in links]
    return (b.Online((b.Paragraph(i.between(parts, " · ")),)),) if parts else ()


def _sections(texts: Texts, workshop: Document[Workshop], online: Online) -> Iterator[Section]:
    say = texts.say
    if workshop.model.objectives:
        yield Section("objectives", texts.words(say("Objectives")), (objectives(texts, workshop),))
    yield Section("programme", texts.words(say("Programme")), (programme(texts, workshop),))
    chosen = practice(texts.manual, workshop)
    if chosen.sessions:
        yield Section(
            "practised",
            texts.words(say("What is practised")),
            tuple(practised(texts, chosen)),
            is_searched=False,
        )
    if workshop.model.dates:
        yield Section("dates", texts.words(say("Dates")), (_dates(texts, workshop),))
    if online.books:
        yield Section(
            "kit",
            texts.words(say("To print and to use")),
            (b.Online(tuple(_kit(texts, workshop, online))),),
            is_for_paper=False,
        )


def objectives(texts: Texts, workshop: Document[Workshop]) -> b.Items:
    """What people can do afterwards, with the pages that each rests on."""
    items = []
    for objective in workshop.model.objectives:
        blocks: b.Blocks = (b.Paragraph(texts.line(objective.text)),)
        if objective.pages:
            links = texts.page_links(objective.pages, " · ")
            label = i.Span("label", texts.words(texts.say("Pages")))
            blocks += (b.Paragraph((label, i.Words(" "), *links), "meta"),)
        items.append(b.Item(blocks))
    return b.Items(tuple(items))


def programme(texts: Texts, workshop: Document[Workshop]) -> b.Table:
    """The sessions in order: from which minute, how long, what, how, with what."""
    say = texts.say
    rows, begins = [], 0
    for session in workshop.model.sessions:
        hours, minutes = divmod(begins, 60)
        cells = (
            texts.line(session.title),
            texts.words(str(session.minutes)),
            texts.words(say(METHODS[session.method])),
            material(texts, session),
        )
        rows.append(b.Row(texts.words(f"{hours}:{minutes:02d}"), cells))
        begins += session.minutes
    heads = ("From", "Session", "Minutes", "Method", "Pages and material")
    return b.Table(
        say("Programme"), tuple(texts.words(say(head)) for head in heads), tuple(rows), "programme"
    )


def material(texts: Texts, session: Session) -> i.Parts:
    """What a session needs: parts of the kit, forms and pages."""
    links: list[i.Inline] = [texts.page_link(page_id) for page_id in session.pages]
    for item in session.material:
        kind, _, name = item.partition(":")
        if kind == "form":
            links.append(texts.form_link(name))
        elif name:
            links.append(texts.page_link(name))
        else:
            links.append(i.Words(texts.say(MATERIALS[item])))
    return i.between(links, " · ")


MATERIALS = {
    "cards": "Case cards",
    "workbook": "Workbook",
    "slides": "Slides",
    "flow": "Flowchart",
    "assessment": "Assessment",
}
"""The parts of a kit that a session can need, as messages."""


def practised(texts: Texts, chosen: Practice) -> Iterator[b.Block]:
    """How many cases each session has, which outcomes they show, and which nobody practises."""
    say = texts.say
    yield b.Items(
        tuple(b.Item((b.Line(_session_line(texts, session)),)) for session in chosen.sessions)
    )
    number = chosen.number - len(chosen.not_practised)
    yield b.Paragraph(
        texts.words(
            say("{number} of {total} outcomes are practised.", number=number, total=chosen.number)
        )
    )
    if not chosen.not_practised:
        return
    items = []
    for document in {page.id: page for page, _ in chosen.not_practised}.values():
        ends = [node for page, node in chosen.not_practised if page is document]
        words = "; ".join(texts.reading.node(node) for node in ends)
        items.append(b.Item((b.Line((texts.link_to(document), i.Words(f": {words}"))),)))
    yield b.Paragraph((i.Strong(texts.words(say("Not practised:"))),))
    yield b.Items(tuple(items))


def _session_line(texts: Texts, session: SessionCases) -> i.Parts:
    say = texts.say
    each = say("{duration} each", duration=duration(texts.reading, session.minutes_each))
    words = f"{say.count('{n} case', '{n} cases', len(session.cases))}, {each}"
    plan = session.session.practice
    if plan and plan.people_each:
        words += ", " + say("in groups of {n}", n=plan.people_each)
    return (*texts.line(session.session.title), i.Words(f": {words}"))


def _dates(texts: Texts, workshop: Document[Workshop]) -> b.Table:
    say = texts.say
    heads = [say("Day"), say("Place"), say("Organisations"), say("Invited"), say("Came")]
    rows = tuple(
        b.Row(texts.words(when(texts, date)), (texts.line(date.place), *_counts(texts, date)))
        for date in workshop.model.dates
    )
    return b.Table(say("Dates"), tuple(texts.words(head) for head in heads), rows)


def when(texts: Texts, date: Occasion) -> str:
    """The day of a date, and when it begins."""
    day = texts.say.date(date.on)
    return f"{day}, {date.starts}" if date.starts else day


def _counts(texts: Texts, date: Occasion) -> tuple[i.Parts, ...]:
    numbers = (date.centres, date.invited, date.attended)
    return tuple(texts.words("–" if number is None else str(number)) for number in numbers)


def _kit(texts: Texts, workshop: Document[Workshop], online: Online) -> Iterator[b.Block]:
    languages = texts.manual.settings.model.languages
    for lang, language in languages.items():
        links = [
            i.Link(
                MadeGoal(kit_file(workshop.id, lang, file.name)), texts.words(file.label(texts.say))
            )
            for file in kit_files(texts.manual, workshop)
        ]
        items = tuple(b.Item((b.Line((link,)),)) for link in links)
        yield b.Paragraph((i.Strong(texts.words(language.name)),))
        yield b.Items(items, "books")
