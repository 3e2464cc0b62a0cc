"""SVG pictures by an allow-list: drawing alone, nothing that runs, and nothing from elsewhere.

A picture stands on the site as a file of its own, which a browser opens as a document: what SVG 2
lets run there (scripts, events, animation of links, foreign markup) is not drawing.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from claim_manual.derived.links import is_safe_address
from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.place import Place
from claim_manual.read.xml_faults import xml_fault

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
ELEMENTS = frozenset(
    [
        "a",
        "circle",
        "clipPath",
        "defs",
        "desc",
        "ellipse",
        "feBlend",
        "feColorMatrix",
        "feComponentTransfer",
        "feComposite",
        "feConvolveMatrix",
        "feDiffuseLighting",
        "feDisplacementMap",
        "feDistantLight",
        "feDropShadow",
        "feFlood",
        "feFuncA",
        "feFuncB",
        "feFuncG",
        "feFuncR",
        "feGaussianBlur",
        "feMerge",
        "feMergeNode",
        "feMorphology",
        "feOffset",
        "fePointLight",
        "feSpecularLighting",
        "feSpotLight",
        "feTile",
        "feTurbulence",
        "filter",
        "g",
        "image",
        "line",
        "linearGradient",
        "marker",
        "mask",
        "metadata",
        "path",
        "pattern",
        "polygon",
        "polyline",
        "radialGradient",
        "rect",
        "stop",
        "style",
        "svg",
        "switch",
        "symbol",
        "text",
        "textPath",
        "title",
        "tspan",
        "use",
        "view",
    ]
)
"""The elements of SVG that draw, or say what is drawn."""
INERT = (
    "http://creativecommons.org/ns#",
    "http://ns.adobe.com/",
    "http://purl.org/dc/",
    "http://schemas.microsoft.com/visio/",
    "http://sodipodi.sourceforge.net/",
    "http://web.resource.org/cc/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.figma.com/",
    "http://www.inkscape.org/namespaces/",
    "http://www.serif.com/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
)
"""How namespaces begin in which drawing programs keep notes that no browser knows."""
FUNCTIONS = frozenset(
    [
        "blur",
        "brightness",
        "calc",
        "circle",
        "clamp",
        "color",
        "color-mix",
        "contrast",
        "cubic-bezier",
        "drop-shadow",
        "ellipse",
        "grayscale",
        "hsl",
        "hsla",
        "hue-rotate",
        "inset",
        "invert",
        "is",
        "lab",
        "lch",
        "matrix",
        "matrix3d",
        "max",
        "min",
        "not",
        "nth-child",
        "oklab",
        "oklch",
        "opacity",
        "path",
        "polygon",
        "rect",
        "rgb",
        "rgba",
        "rotate",
        "saturate",
        "scale",
        "scalex",
        "scaley",
        "sepia",
        "skew",
        "skewx",
        "skewy",
        "steps",
        "translate",
        "translatex",
        "translatey",
        "url",
        "var",
        "where",
    ]
)
"""The functions of CSS that fetch nothing, and `url`, whose address is looked at."""
AT_RULES = frozenset({"keyframes", "media", "supports"})
TEXTS = ("aria-", "class", "data-", "id", "lang", "role")
"""How attributes begin that no style sheet reads."""
_STYLED = re.compile(r"\\|@([\w-]*)|([\w-]+)\(", re.ASCII)
_ADDRESS = re.compile(r"\s*[\"']?([^\"')]*)")
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_PLAIN_DOCTYPE = re.compile(r"(-//W3C//DTD SVG [\w. ]+//EN)?")
_NAMESPACED = " "
"""What expat puts between a namespace and a name."""
_STYLE = f"{SVG} style"


def faults_in(text: str, path: str) -> list[Finding]:
    """What is in the SVG `text` besides drawing, each with its place; or that it is no SVG."""
    return _Inspection(path).look(text)


class _DeclarationsError(Exception):
    """The picture declares entities of its own."""


class _Inspection:
    """The handlers that expat calls for one picture, and the findings that they collect."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._few = Few()
        self._depth = 0
        self._styles = 0
        self._style: list[str] = []
        # The reader has decoded the file; what it says of its own encoding is judged apart.
        self._parser = expat.ParserCreate("utf-8", _NAMESPACED)
        self._parser.buffer_text = True
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words

    def look(self, text: str) -> list[Finding]:
        """What is wrong with the picture `text`."""
        try:
            self._parser.Parse(text.encode(), True)
        except _DeclarationsError:
            pass  # What follows may be written in them; it is not read.
        except expat.ExpatError as failure:
            place = Place(self.path, failure.lineno, failure.offset + 1)
            reason = xml_fault(expat.ErrorString(failure.code))
            message = say("This picture is no SVG that can be read: {reason}.", reason=reason)
            self._few.add(
                "syntax", error(place, "syntax", message, say("Save it again as plain SVG."))
            )
        return self._few.findings()

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in {"utf-8", "us-ascii", "ascii"}:
            self._refuse(say("the encoding {name}", name=encoding))

    def _doctype(
        self, _name: str, _system: str | None, public: str | None, has_internal_subset: int
    ) -> None:
        if has_internal_subset or not _PLAIN_DOCTYPE.fullmatch(public or ""):
            self._refuse(say("a document type with declarations of its own"))
            raise _DeclarationsError

    def _instruction(self, target: str, _data: str) -> None:
        if target.lower().startswith("xml-"):
            self._refuse(say("the instruction {name}", name=target))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, element = _split(name)
        if not self._depth and name != f"{SVG} svg":
            self._refuse(say("a root that is not svg in the namespace of SVG"))
        self._depth += 1
        self._styles += name == _STYLE
        if space == SVG and element not in ELEMENTS:
            self._refuse(say("the element {name}", name=element))
        elif space != SVG and not space.startswith(INERT):
            self._refuse(say("the element {name}", name=name.replace(_NAMESPACED, " ")))
        for key, value in attributes.items():
            self._attribute(element if space == SVG else "", key, value)

    def _attribute(self, element: str, key: str, value: str) -> None:
        space, name = _split(key)
        if name == "href" and space in {"", XLINK}:
            self._address(element, value)
        elif space == XML and name == "base":
            self._refuse(say("the attribute {name}", name="xml:base"))
        elif name.lower().startswith("on") or not (
            space in {"", XLINK, XML} or space.startswith(INERT)
        ):
            self._refuse(say("the attribute {name}", name=name))
        elif space == "" and element and not name.startswith(TEXTS):
            self._styled(value)

    def _address(self, element: str, written: str) -> None:
        address = written.strip()
        is_inside = address.startswith("#") or not address
        is_link = element == "a" and is_safe_address(address)
        is_picture = element == "image" and _PICTURE.match(address)
        if not (is_inside or is_link or is_picture):
            self._unsafe(address)

    def _words(self, words: str) -> None:
        if self._styles:
            self._style.append(words)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._styles -= name == _STYLE
        if self._style and not self._styles:
            self._styled("".join(self._style))
            self._style.clear()

    def _styled(self, style: str) -> None:
        """What a style sheet, a `style` or a presentation attribute asks for (CSS Values 4)."""
        for match in _STYLED.finditer(style):
            rule, function = match.groups()
            if function is None and (rule or "").lower() not in AT_RULES:
                self._refuse(say("“{written}” in a style", written=match.group()))
            elif function is not None and function.lower() not in FUNCTIONS:
                self._refuse(say("“{written}” in a style", written=f"{function}("))
            elif function is not None and function.lower() == "url":
                self._address("image", _address_at(style, match.end()))

    def _unsafe(self, address: str) -> None:
        if self._few.has_room("unsafe-link"):
            message = say("The address “{href}” cannot be used.", href=address)
            hint = say("A picture holds all that it shows: put it into the picture itself.")
            self._few.add("unsafe-link", error(self._here(), "unsafe-link", message, hint))

    def _refuse(self, part: Message) -> None:
        if self._few.has_room("active-picture"):
            message = say("A picture may not have this: {what}.", what=part)
            hint = say("Save it as plain SVG, without scripts, animation and foreign parts.")
            self._few.add("active-picture", error(self._here(), "active-picture", message, hint))

    def _here(self) -> Place:
        return Place(
            self.path, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        )


def _address_at(style: str, position: int) -> str:
    """What stands between the brackets of a `url(` that ends at a position."""
    match = _ADDRESS.match(style, position)
    return match.group(1) if match else ""


def _split(name: str) -> tuple[str, str]:
    """A name as expat gives it, as namespace and name."""
    space, _, local = name.rpartition(_NAMESPACED)
    return space, local
