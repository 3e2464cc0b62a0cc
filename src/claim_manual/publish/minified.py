"""Scripts and style sheets without comments and the spaces between words. Only here are rjsmin and
rcssmin known.
"""

from __future__ import annotations

from pathlib import PurePosixPath

import rcssmin
import rjsmin


def minified(path: str, content: bytes) -> bytes:
    """The content of a file of the site; of other kinds than scripts and styles as it is.

    Names stay as they are written, so that an error in a browser says where it is.
    """
    shorten = _SHORTEN.get(PurePosixPath(path).suffix)
    return shorten(content.decode()).encode() if shorten else content


def _script(text: str) -> str:
    return f"{rjsmin.jsmin(text)}\n"


def _style(text: str) -> str:
    return f"{rcssmin.cssmin(text)}\n"


_SHORTEN = {".js": _script, ".css": _style}
