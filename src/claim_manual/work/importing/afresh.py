"""Pages of a Word file of ours that the manual has not: drafts with all that the file says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from claim_manual.derived.reading import Reading
from claim_manual.derived.word_text import WordText
from claim_manual.imports.drafts import Draft, Drafts
from claim_manual.imports.into import Into
from claim_manual.imports.not_taken import not_taken
from claim_manual.imports.returned.afresh import draft_afresh
from claim_manual.imports.returned.page import ReadPage, read_page
from claim_manual.imports.returned.recognised import pages_of_nobody
from claim_manual.imports.returned.unsaid import never_said
from claim_manual.imports.written import shortened
from claim_manual.model.finding import Finding, Message, say
from claim_manual.model.manual import Manual
from claim_manual.office.word_reading import word_text
from claim_manual.work import word_editions
from claim_manual.work.importing.goal import Goal, errors_of_drafts
from claim_manual.work.importing.word import Imported, files_of_drafts, refuse_taken, written
from claim_manual.work.judging import judged
from claim_manual.work.printing import Order, site_address

_OF_TAGS = frozenset({"broken-policy"})
_AROUND = frozenset({"picture", "header", "footer", "contents", "address"})


def import_afresh(goal: Goal, manual: Manual, text: WordText) -> Imported | None:
    """The pages of a Word file of ours as drafts; None where it has none, or they would be errors.

    Raises ImportRefusedError where one of their files is there already.
    """
    if not [*manual.register("roles")]:
        return None
    taken = {alias for document in manual.documents() for alias in document.model.aliases}
    found = [
        (draft, page, lang)
        for lang, blocks in pages_of_nobody(text, manual)
        for page in [read_page(blocks, Reading(manual, lang).say)]
        if (draft := draft_afresh(page, text.origin, Into(manual, lang), taken))
    ]
    if not found or len({lang for _, _, lang in found}) > 1:
        return None
    lang = found[0][2]
    drafts = [draft for draft, _, _ in found]
    ids = {document.id for document in manual.documents()}
    files = files_of_drafts(drafts, goal, manual.languages, lang)
    after, findings = judged(goal.root, goal.today, files)
    if after is None or any(after.document(draft.id) is None for draft in drafts):
        return None
    refuse_taken(goal, drafts, ids, lang)
    others = [*not_taken(part for part in text.left if part.kind not in _AROUND)]
    told = [message for found_ in found for message in _not_carried(goal, after, *found_)]
    told += _broken(goal, findings)
    result = Drafts(tuple(drafts), (*told, *others))
    imported = written(goal, Into(manual, lang), result, _OF_TAGS)
    return None if imported.errors else imported


def _broken(goal: Goal, findings: Iterable[Finding]) -> Iterator[Message]:
    """That rules are not kept, which go by tags that Word does not say."""
    broken = [f for f in errors_of_drafts(goal.before, findings) if f.code in _OF_TAGS]
    if broken:
        yield say(
            "Rules of reference/policies.yml are not kept ({n} errors): they go by tags, which Word "
            "does not say. Write them; nothing is built before.",
            n=len(broken),
        )


def _not_carried(
    goal: Goal, after: Manual, draft: Draft, page: ReadPage, lang: str
) -> Iterator[Message]:
    """What the file says and the page does not that its draft makes; what no Word file says."""
    document = after.document(draft.id)
    assert document
    order = Order(goal.root, goal.today, site_address(goal.root, after))
    content = word_editions.without_charts(after, order, document, lang)
    shown = Counter(read_page(word_text(content).blocks, Reading(after, lang).say).words)
    for words in page.words:
        shown[words] -= 1
        if shown[words] < 0:
            what = f"“{shortened(words)}”"
            yield say(
                "{id}: not in the draft as it stands in the file: {what}", id=draft.id, what=what
            )
    yield say(
        "{id}: Word does not say these, so the draft has none: {what}.",
        id=draft.id,
        what=never_said(),
    )
