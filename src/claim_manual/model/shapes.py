"""reference/areas.geojson: the shapes of areas, as degrees of longitude and latitude."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claim_manual.model.place import Place

Ring = tuple[tuple[float, float], ...]
"""Corners of an outline or of a hole in one: longitude and latitude, the last not said twice."""


@dataclass(frozen=True)
class Shapes:
    """The outlines and holes of each area by its code, where each stands, and what they are made of."""

    rings: Mapping[str, tuple[Ring, ...]]
    places: Mapping[str, Place]
    digest: str
