"""Authors' words as HTML that nothing further on reads as anything but words.

Pages go through the Markdown of a site generator after this, so characters that it or its
plugins could take for marks (braces, brackets, backticks, asterisks, …) are written as
character references, inside tags too.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup

from claim_manual.model.markup import has_marks, inline_tokens, tokens

_MARKS = {ord(mark): f"&#{ord(mark)};" for mark in "{}[]`*_~|\\^=$#:!+&<>\"'"}

Resolve = Callable[[str, bool], str | None]
"""From a written href, and whether it is an image's, to the address; None where it may not be one."""

Draw = Callable[[str], Markup]
"""From the content of a fence to what stands on the page."""


def encode(text: str) -> str:
    """`text` with every character that could be a mark as a character reference."""
    return text.translate(_MARKS)


def finalize(value: object) -> Markup:
    """A value on its way into a template: markup as it is, anything else as words."""
    if isinstance(value, Markup):
        return value
    return Markup("" if value is None else encode(str(value)))


class _Renderer(RendererHTML):
    """Finds in `env` how addresses are resolved, so that one renderer serves every page."""

    def text(self, found: Sequence[Token], n: int, *_: object) -> str:
        return encode(found[n].content)

    def text_special(self, found: Sequence[Token], n: int, *_: object) -> str:
        return encode(found[n].content)

    def code_inline(self, found: Sequence[Token], n: int, *_: object) -> str:
        return f"<code>{encode(found[n].content)}</code>"

    def code_block(self, found: Sequence[Token], n: int, *_: object) -> str:
        return f"<pre><code>{_lines(found[n].content)}</code></pre>"

    def fence(
        self, found: Sequence[Token], n: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        if env["draw"] and found[n].info.strip() == "mermaid":
            return str(env["draw"](found[n].content))
        return self.code_block(found, n)

    def softbreak(self, *_: object) -> str:
        return " "

    def hardbreak(self, *_: object) -> str:
        return "<br>"

    def link_open(
        self, found: Sequence[Token], n: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        address = env["resolve"](str(found[n].attrs["href"]), False)
        env.setdefault("open", []).append(address is not None)
        return f'<a href="{encode(address)}">' if address is not None else ""

    def link_close(
        self, found: Sequence[Token], n: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        return "</a>" if env["open"].pop() else ""

    def image(
        self, found: Sequence[Token], n: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        address = env["resolve"](str(found[n].attrs["src"]), True)
        alt = encode(found[n].content)
        return f'<img src="{encode(address)}" alt="{alt}">' if address is not None else alt

    def heading_open(self, found: Sequence[Token], n: int, *_: object) -> str:
        return f'<p class="cm-subhead" role="heading" aria-level="{_level(found[n])}">'

    def heading_close(self, *_: object) -> str:
        return "</p>"


def _level(token: Token) -> int:
    return int(token.tag[1:]) + 2


def _lines(code: str) -> str:
    """Code whose line breaks are character references, so that no line of it begins anything."""
    return encode(code.rstrip("\n")).replace("\n", "&#10;")


def source_code(code: str) -> Markup:
    """A listing."""
    return Markup(f"<pre><code>{_lines(code)}</code></pre>")


def _render(found: list[Token], resolve: Resolve, draw: Draw | None = None) -> Markup:
    env = {"resolve": resolve, "draw": draw}
    made = str(_renderer.render(found, OptionsDict(_OPTIONS), env))
    return Markup(made.replace("\n", " ").strip())


_renderer = _Renderer()
_OPTIONS: Any = {
    "maxNesting": 20,
    "html": False,
    "linkify": False,
    "typographer": False,
    "quotes": "",
    "xhtmlOut": False,
    "breaks": False,
    "langPrefix": "",
    "highlight": None,
}


def inline(text: str, resolve: Resolve) -> Markup:
    """One paragraph of Markdown without the paragraph around it."""
    if not has_marks(text):
        return Markup(encode(text).strip())
    return _render(inline_tokens(text), resolve)


def block(text: str, resolve: Resolve) -> Markup:
    """Markdown of any length."""
    if text[:1].isalpha() and not has_marks(text) and "|" not in text:
        return Markup(f"<p>{encode(text.strip())}</p>")
    return _render(tokens(text), resolve)


def chapters(
    text: str, resolve: Resolve, draw: Draw | None = None
) -> list[tuple[int, str, Markup]]:
    """A prose file cut at its headings: (level, heading's words, what follows), level 0 before any.

    `draw` draws its fences of Mermaid; without it they stay code.
    """
    made: list[tuple[int, str, list[Token]]] = [(0, "", [])]
    found = tokens(text)
    for n, token in enumerate(found):
        if _opens(token):
            made.append((int(token.tag[1:]), found[n + 1].content, []))
        elif not (_closes(token) or (n and _opens(found[n - 1]))):
            made[-1][2].append(token)
    return [(level, title, _render(part, resolve, draw)) for level, title, part in made]


def _opens(token: Token) -> bool:
    return token.type == "heading_open" and token.level == 0


def _closes(token: Token) -> bool:
    return token.type == "heading_close" and token.level == 0
