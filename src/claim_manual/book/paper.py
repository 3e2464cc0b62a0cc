"""The paper of an edition: sizes, margins, type, and what of it a chart may fill."""

from __future__ import annotations

from dataclasses import dataclass

from claim_manual.model.edition import Options

PIXELS = 96 / 25.4
"""CSS pixels in a millimetre."""
_A4, _A5 = (210, 297), (148, 210)
_BESIDE_STEPS = 6.0
"""What stands before the details of a step, in ems: its number, that it is in a branch, a list."""
_HEADING = 62.0
"""What stands over a chart and below it, in CSS pixels."""
_LINK = 21.0
"""A line of the table of links below a chart."""


@dataclass(frozen=True)
class Paper:
    """Millimetres but for `size` and `small`, the points of text and of running heads.

    `smallest` is how much a chart may shrink before its labels are too small, `largest` how much it
    may grow, both of a chart whose labels are set in 10.5 points and its roles in 9.
    """

    width: int
    height: int
    top: int
    side: int
    bottom: int
    size: float
    small: float
    smallest: float
    largest: float

    @property
    def slot_room(self) -> float:
        """How wide a line of a step's details may be in any case, in ems of the text."""
        return (self.width - 2 * self.side) / (self.size * 25.4 / 72) - _BESIDE_STEPS

    def upright(self, links: int) -> tuple[float, float]:
        """Width and height for a chart with so many links on an upright page, in CSS pixels."""
        return self._room(self.width, self.height - self.top - self.bottom, links)

    def turned(self, links: int) -> tuple[float, float]:
        """The same on a page that is turned."""
        return self._room(self.height, self.width - self.top - self.bottom + 8, links)

    def _room(self, width: int, height: int, links: int) -> tuple[float, float]:
        below = (links + 1.5) * _LINK * self.size / 10.2 if links else 0
        return (
            (width - 2 * self.side) * PIXELS - 2,
            height * PIXELS - _HEADING * self.size / 10.2 - below,
        )


def paper(options: Options) -> Paper:
    """The paper that an edition is printed on; a booklet has pages of A5."""
    is_small = options.paper != "a4"
    width, height = _A5 if is_small else _A4
    edges = (18, 13, 16) if is_small else (24, 20, 22)
    if options.type_size == "large":
        # Labels of charts of 9 points on A4, and no roles smaller than 7.
        return Paper(width, height, *edges, 16.0, 11.0, _READABLE if is_small else 0.86, 1.5)
    size, small = (9.2, 7.5) if is_small else (10.2, 8.5)
    return Paper(width, height, *edges, size, small, _READABLE, 1.0)


_READABLE = 7 / 9
"""What makes roles of 9 points ones of 7."""
