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
from claim_manual.derived.results_report import has_results
from claim_manual.model.manual import Document
from claim_manual.model.workshop import Occasion, Session, Workshop
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import MadeGoal, PageGoal
from claim_manual.pages.page import Online, Page, Section
from claim_manual.pages.texts import Texts
from claim_manual.pages.training_words import KIT_PARTS, method_text, minutes_text, notice


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
        minutes = i.Span("muted", texts.words(minutes_text(reading, workshop.model.minutes)))
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


def _head(texts: Texts, workshop: Document[Workshop]) -> Iterator[b.Block]:
    model, say = workshop.model, texts.say
    if model.summary:
        yield b.Paragraph(texts.line(model.summary), "lead")
    rows = [(say("Duration"), texts.words(minutes_text(texts.reading, model.minutes)))]
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
    if has_results(texts.manual, workshop):
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
            tuple(practised(texts, chosen, is_folded=True)),
            is_searched=False,
        )
    if workshop.model.dates:
        yield Section("dates", texts.words(say("Dates")), (_dates(texts, workshop),))
    if online.books:
        yield Section(
            "kit",
            texts.words(say("To print and to use")),
            (b.Online(tuple(_kit(texts, workshop))),),
            is_for_paper=False,
        )


def objectives(texts: Texts, workshop: Document[Workshop], *, has_pages: bool = True) -> b.Items:
    """What people can do afterwards, and with `has_pages` the pages that each rests on."""
    items = []
    for objective in workshop.model.objectives:
        blocks: b.Blocks = (b.Paragraph(texts.line(objective.text)),)
        if objective.pages and has_pages:
            links = texts.page_links(objective.pages, " · ")
            label = i.Span("label", texts.words(texts.say("Pages")))
            blocks += (b.Paragraph((label, i.Words(" "), *links), "meta"),)
        items.append(b.Item(blocks))
    return b.Items(tuple(items))


def programme(texts: Texts, workshop: Document[Workshop]) -> b.Items:
    """The sessions in order: what, from when, how long, how, with what."""
    items, begins = [], 0
    for session in workshop.model.sessions:
        hours, minutes = divmod(begins, 60)
        facts = (
            f"{hours}:{minutes:02d}",
            minutes_text(texts.reading, session.minutes),
            method_text(texts.reading, session),
        )
        blocks: b.Blocks = (
            b.Paragraph((i.Strong(texts.line(session.title)),)),
            b.Paragraph(texts.words(" · ".join(facts)), "muted"),
        )
        if parts := material(texts, session):
            blocks += (b.Paragraph(parts, "meta"),)
        items.append(b.Item(blocks))
        begins += session.minutes
    return b.Items(tuple(items), is_ordered=True)


def material(texts: Texts, session: Session) -> i.Parts:
    """What a session needs: parts of the kit, forms and pages."""
    links: list[i.Inline] = [texts.page_link(page_id) for page_id in session.pages]
    for item in dict.fromkeys(session.material):
        kind, _, name = item.partition(":")
        if kind == "form":
            links.append(texts.form_link(name))
        elif name:
            links += [] if name in session.pages else [texts.page_link(name)]
        else:
            links.append(i.Words(texts.say(KIT_PARTS[item])))
    return i.between(links, " · ")


def practised(texts: Texts, chosen: Practice, *, is_folded: bool) -> Iterator[b.Block]:
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
    summary, listed = texts.words(say("Not practised")), b.Items(tuple(items))
    if is_folded:
        yield b.Folded(summary, (listed,), "as-text")
        return
    yield b.Paragraph((i.Strong(summary),))
    yield listed


def _session_line(texts: Texts, session: SessionCases) -> i.Parts:
    say = texts.say
    each = say("{duration} each", duration=minutes_text(texts.reading, session.minutes_each))
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


def _kit(texts: Texts, workshop: Document[Workshop]) -> Iterator[b.Block]:
    """The files of the kit in this language, and those in the others to be opened."""
    own = texts.reading.lang
    yield _downloads(texts, workshop, own)
    for lang, language in texts.manual.settings.model.languages.items():
        if lang != own:
            blocks = (_downloads(texts, workshop, lang),)
            yield b.Folded(texts.words(language.name), blocks, "as-text")


def _downloads(texts: Texts, workshop: Document[Workshop], lang: str) -> b.Items:
    links = (
        i.Link(MadeGoal(kit_file(workshop.id, lang, file.name)), texts.words(file.label(texts.say)))
        for file in kit_files(texts.manual, workshop)
    )
    return b.Items(tuple(b.Item((b.Line((link,)),)) for link in links), "books")
