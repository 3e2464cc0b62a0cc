"""The manual read and judged: what `check` says, and what everything else asks for first."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from claim_manual.check import check
from claim_manual.check.flows.circular_uses import circular_uses
from claim_manual.check.flows.unknown_targets import unknown_targets
from claim_manual.derived.written_lines import written_texts
from claim_manual.model.finding import (
    FaultyError,
    Finding,
    error,
    few_of_each,
    has_errors,
    in_order,
    say,
    warning,
)
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.nodes import Use
from claim_manual.model.place import Place
from claim_manual.read import read_manual

MERMAID = "docs/assets/mermaid.min.js"
"""Where a manual keeps the script that draws its charts in the browser, if it wants that."""


_ENOUGH = 100_000
"""As many values as are worth looking at all that is loaded; a large manual has twice as many."""
_unseen = [0]
"""How many values were read since the collector of cycles last looked."""


@contextmanager
def collecting_later() -> Iterator[None]:
    """Without the collector of cycles, which would look again and again at all that was read.

    What was read before is looked at once, at the beginning, and what nobody holds of it freed: a
    manual is full of cycles. So a program that goes on reading, as `serve` does, keeps no more than
    two large manuals, or a few more small ones, which take less to keep than to look for.
    """
    was_on = gc.isenabled()
    gc.disable()
    if _unseen[0] >= _ENOUGH:
        free_memory()
    try:
        yield
    finally:
        _unseen[0] += gc.get_count()[0]
        gc.freeze()
        if was_on:
            gc.enable()


def free_memory() -> None:
    """Give back the memory of what was read before and nobody holds, before something large is done."""
    _unseen[0] = 0
    gc.unfreeze()
    gc.collect()


def judged(
    root: Path, today: dt.date, instead: Mapping[str, bytes | None] | None = None
) -> tuple[Manual | None, list[Finding]]:
    """The manual in `root` with every finding of reading and checking it, in reading order.

    `instead` has files, by path, that count in place of those in the folder; None is one that is gone.
    """
    with collecting_later():
        manual, findings = read_manual(root, instead or {})
        if manual is not None:
            findings = [*findings, *faults_of(manual, today)]
    return manual, few_of_each(findings)


def faults_of(manual: Manual, today: dt.date) -> list[Finding]:
    """What is wrong with a manual that could be read."""
    return [*check(manual, today), *diagram_faults(manual)]


def diagram_faults(manual: Manual) -> Iterator[Finding]:
    """What is wrong with the diagrams of prose, which only the engine that draws them knows."""
    if manual.settings.model.diagrams == "client":
        if MERMAID not in manual.files:
            yield error(
                Place(manual.settings.path),
                "no-mermaid-script",
                say("With diagrams: client, {file} has to be there.", file=MERMAID),
                say("Copy mermaid.min.js there, or leave diagrams: out."),
            )
        return
    if not any("mermaid" in text.text.lower() for text in written_texts(manual)):
        return
    from claim_manual.charts.diagram_faults import diagram_fault  # loads what few manuals need here
    from claim_manual.charts.fences import Loss, faults, losses

    for place, reason in faults(manual):
        yield error(
            place,
            "bad-diagram",
            say("This diagram cannot be drawn: {reason}.", reason=diagram_fault(reason)),
            say(
                "Write a flowchart (flowchart TD), a state diagram (stateDiagram-v2) or a sequence (sequenceDiagram); others are drawn with diagrams: client in manual.yml alone."
            ),
        )
    words_of = {
        Loss.GROUP_END: say("A way that begins or ends at a group is not drawn: {of}."),
        Loss.DIRECTION: say(
            "The direction of this group is not kept, because ways lead into it or out of it: {of}."
        ),
        Loss.NO_ARROW: say("This line is drawn as an arrow: {of}."),
        Loss.PICTURE: say("A picture in a chart is not drawn: {of}."),
        Loss.NOTE: say("A note in a chart is not drawn: {of}."),
        Loss.FORK: say("A bar at which ways part or join is drawn as a box: {of}."),
    }
    for place, loss, of in losses(manual):
        yield warning(
            place,
            "undrawn-part",
            say(words_of[loss].template, of=of),
            say("Write it otherwise, or diagrams: client in manual.yml."),
        )


def readable(root: Path) -> Manual:
    """The manual in `root`, not judged. Raises FaultyError where it cannot be read without error."""
    with collecting_later():
        manual, findings = read_manual(root)
    if manual is None or has_errors(findings):
        raise FaultyError(in_order(findings))
    return manual


def sound(root: Path, today: dt.date) -> Manual:
    """The manual in `root`. Raises FaultyError where it has an error."""
    manual, findings = judged(root, today)
    if manual is None or has_errors(findings):
        raise FaultyError(findings)
    return manual


def shown_alone(root: Path, document_id: str, today: dt.date) -> tuple[Manual, AnyDocument | None]:
    """The manual and one of its documents, by id or code; None where it has none such.

    Raises FaultyError where the document, or one that it uses, cannot be read or leads nowhere;
    what else is wrong in the manual does not matter.
    """
    manual, findings = read_manual(root)
    if manual is None:
        raise FaultyError(in_order(findings))
    by_code = {document.model.code.casefold(): document.id for document in manual.documents()}
    document_id = by_code.get(document_id.casefold(), document_id)
    paths = _paths_of(manual, document_id)
    findings = [*findings, *unknown_targets(manual, today), *circular_uses(manual, today)]
    grave = [finding for finding in findings if finding.place.path in paths]
    if has_errors(grave):
        raise FaultyError(in_order(grave))
    return manual, manual.document(document_id)


def _paths_of(manual: Manual, document_id: str) -> set[str]:
    """The files of a document and of all that it uses, those that could not be read included."""
    paths: set[str] = set()
    names = [document_id]
    while names:
        name = names.pop()
        paths |= {path for path in manual.unread if path.endswith(f"/{name}.yml")}
        document = manual.document(name)
        if document and document.path not in paths:
            paths.add(document.path)
            names += [node.use for node in nodes(document) if isinstance(node, Use)]
    return paths
