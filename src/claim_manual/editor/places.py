"""Where in a form a finding belongs, and its words as whoever fills in the form knows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from claim_manual.forms.admin import models_with_forms
from claim_manual.model.catalogue import entries, reachable
from claim_manual.model.finding import Finding
from claim_manual.model.language import Words
from claim_manual.read.where import way_of


def keys_of(finding: Finding, files: Mapping[str, bytes | None]) -> list[str | int]:
    """The keys and positions that lead to what a finding is about, in the text of its file; none
    where it is about the whole, or the file is not YAML.
    """
    content = files.get(finding.place.path)
    if content is None or not finding.place.path.endswith(".yml"):
        return []
    return [*way_of(finding, content.decode("utf-8-sig"))]


def in_words_of_forms(text: str, speak: Words) -> str:
    """What is said of a file (“to:”), with the label of the field in place of its key."""

    def labelled(found: re.Match[str]) -> str:
        label = _labels().get(found["key"])
        return speak("“{words}”", words=speak(label)) if label else found[0]

    return re.sub(r"(?<![\w/.])(?P<key>[a-z_]{2,}):(?=[\s.,;)]|$)", labelled, text)


@cache
def _labels() -> Mapping[str, str]:
    """The label of each key; of one that has several labels, that of most models."""
    counts: dict[str, Counter[str]] = {}
    for model in reachable(models_with_forms()):
        for entry in entries(model):
            counts.setdefault(entry.key, Counter())[entry.label] += 1
    return {key: labels.most_common(1)[0][0] for key, labels in counts.items()}
