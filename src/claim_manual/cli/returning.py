"""What is told of pages that come back from Word."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from claim_manual.cli.call import Call
from claim_manual.derived.word_text import NotTaken
from claim_manual.imports.not_taken import not_taken
from claim_manual.imports.returned.compared import Change, Kind
from claim_manual.imports.written import shortened
from claim_manual.model.finding import Message, say
from claim_manual.work.importing import Goal, Returned, write_returned

_HAPPENED = {
    Kind.CHANGED: say("changed"),
    Kind.ADDED: say("new"),
    Kind.REMOVED: say("taken out"),
    Kind.MOVED: say("moved"),
}
_NOTHING = say("Nothing was written.")


_AROUND = frozenset({"picture", "header", "footer", "contents", "address"})
"""What is left out of every file of ours: it is made anew."""


def tell_returned(
    call: Call,
    file: Path,
    goal: Goal,
    came: Sequence[Returned],
    *,
    left: Sequence[NotTaken],
    replaces: bool,
) -> None:
    """What was changed in each page, what of it cannot be carried, what Word does not say; and write it."""
    errors = [finding for page in came for finding in page.errors]
    if errors:
        call.show(errors)
        call.tell(_NOTHING)
        sys.exit(1)
    refused = [finding for page in came for finding in page.refused]
    if refused:
        call.show(refused)
        call.tell(say("Other steps and ways would lead to these errors; only words were taken."))
    lines = [line for page in came for line in _of_page(call, file, page)]
    others = not_taken(part for part in left if part.kind not in _AROUND)
    lines += [message.text(call.speak) for message in others]
    call.give("\n".join(lines) + "\n", is_for_people=True)
    is_otherwise = any(page.files and not page.is_restored for page in came)
    if is_otherwise and not replaces and not goal.is_apart:
        call.tell(_NOTHING)
        call.tell(say("Write these changes into the pages with --replace."))
        sys.exit(1)
    for path in write_returned(goal, came, replaces=replaces):
        call.tell(say("Written: {file}", file=path))
    if not any(page.files for page in came) and not goal.is_apart:
        call.tell(_NOTHING)
    if any(page.left for page in came):
        sys.exit(1)


def _of_page(call: Call, file: Path, page: Returned) -> Iterator[str]:
    model = page.document.model
    head = say(
        "{path}: {code} came back from Word ({lang}) – changes carried: {n}, not carried: {left}",
        path=page.document.path,
        code=model.code,
        lang=page.lang,
        n=len(page.carried),
        left=len(page.left),
    )
    yield head.text(call.speak)
    if page.is_restored:
        gone = say("The page was deleted since; it is written as it was, with what was changed.")
        yield f"  {gone.text(call.speak)}"
    elif not page.carried and not page.left:
        yield f"  {say('It says what the page says.').text(call.speak)}"
    yield from (f"  {_change(call, file, change)}" for change in page.carried)
    if page.left:
        heading = say("Not carried, to be written by hand or left:")
        yield f"  {heading.text(call.speak)}"
        yield from (f"    {_change(call, file, change)}" for change in page.left)
    yield from (f"  {line}" for line in _unsaid(call, page))


def _change(call: Call, file: Path, change: Change) -> str:
    where = change.spot.node or change.heading
    at = f"{file.name}:{change.at}" if change.at else file.name
    words = " → ".join(f"“{shortened(words)}”" for words in (change.before, change.after) if words)
    overtaken = say("the page says something else by now").text(call.speak)
    note = f" ({overtaken})" if change.is_overtaken else ""
    return f"{at} {where}  {_HAPPENED[change.kind].text(call.speak)}: {words}{note}"


def _unsaid(call: Call, page: Returned) -> Iterator[str]:
    """What the file does not say and its page has: kept as it is."""
    rows = [(call.speak(label), names) for label, names in page.unsaid]
    if page.conditions:
        rows.insert(0, (say("Conditions").text(call.speak), page.conditions))
    if not rows:
        return
    said = "; ".join(f"{label} ({', '.join(names)})" if names else label for label, names in rows)
    message: Message = say("Word does not say these; they are as they were: {what}.", what=said)
    yield message.text(call.speak)
