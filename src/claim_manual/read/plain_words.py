"""Words as one compares them: without capital letters, accents and marks."""

from __future__ import annotations

import re
import unicodedata


def plain(words: str) -> str:
    """Words without capital letters, accents and what stands between them: Leva_a as leva a."""
    letters = unicodedata.normalize("NFD", words.casefold())
    bare_letters = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(re.findall(r"[^\W_]+", bare_letters))
