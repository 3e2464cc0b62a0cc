"""The choices of a question with several answers, in classes that guards cannot tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, combinations

from claim_manual.model.nodes import Multiple

Class = frozenset[int]
"""Which of the sets of answers that tests name are met by a choice, by their numbers."""
Classes = dict[Class, tuple[str, ...]]
"""Each class with its smallest example: ids of answers."""
MAX_CLASSES = 4_096
"""How many classes of choices are told apart: those of twelve things, each read by itself."""


def class_of(ids: Iterable[str], sets: Sequence[frozenset[str]]) -> Class:
    """The class of a choice; the empty set among `sets` stands for "something is chosen"."""
    return frozenset(n for id_ in ids for n, set_ in enumerate(sets) if id_ in set_ or not set_)


def classes(question: Multiple, sets: Sequence[frozenset[str]]) -> tuple[Classes, bool]:
    """The classes, those of the smallest examples first; whether these are all there are."""
    order = {answer.id: n for n, answer in enumerate(question.answers)}
    examples = _joined(question, sets)
    is_whole = len(examples) <= MAX_CLASSES
    if not is_whole:
        examples = _smallest(question, sets)
    by_size = sorted(
        examples.items(), key=lambda item: (len(item[1]), [order[id_] for id_ in item[1]])
    )
    return dict(by_size), is_whole


def _joined(question: Multiple, sets: Sequence[frozenset[str]]) -> Classes:
    """Every class, by joining those of single answers; stops when there are too many."""
    examples: Classes = {frozenset(): ()}
    seen: set[Class] = set()
    for answer in question.answers:
        of_answer = class_of([answer.id], sets)
        if of_answer in seen:  # an answer of the same class stands before this one
            continue
        seen.add(of_answer)
        for class_, example in list(examples.items()):
            longer = (*example, answer.id)
            joined = class_ | of_answer
            if joined not in examples or len(longer) < len(examples[joined]):
                examples[joined] = longer
        if len(examples) > MAX_CLASSES:
            break
    return examples


def _smallest(question: Multiple, sets: Sequence[frozenset[str]]) -> Classes:
    """The classes of the smallest choices: nothing, each answer, each two, as far as allowed."""
    ids = [answer.id for answer in question.answers]
    examples: Classes = {}
    for choice in chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1)):
        examples.setdefault(class_of(choice, sets), choice)
        if len(examples) == MAX_CLASSES:
            break
    return examples
