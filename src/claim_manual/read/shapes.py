"""reference/areas.geojson as shapes of areas (RFC 7946), and what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.place import Place
from claim_manual.model.shapes import Ring, Shapes
from claim_manual.model.sources import SHAPES
from claim_manual.read.faults import Lines
from claim_manual.read.json_parts import BrokenJsonError, Parts, object_parts
from claim_manual.read.text_file import read_bytes, text_in, unreadable

PATH = SHAPES.path(SHAPES.stem)
MAX_BYTES = 10_000_000
"""What is drawn is small: a country in full detail has more than anybody sees."""
_CODES = ("code", "id")
"""The properties that say which area it is, where the feature has no id."""
_DEGREES = ("CRS84", "EPSG:4326", "EPSG::4326", "EPSG:4258", "EPSG::4258")
"""Ends of the names of what counts in degrees, as programs wrote them before RFC 7946."""
_CORNERS = 3
_SIMPLER = say("Export it with fewer corners: what is shown has a few hundred pixels.")
_AGAIN = say("Export it again as GeoJSON, in EPSG:4326 (WGS 84).")


def read_shapes(file: Path, given: bytes | None) -> tuple[Shapes | None, list[Finding]]:
    """The shapes of a file, or of what is `given` in its place; None where nothing of it can be drawn."""
    try:
        data = read_bytes(file, MAX_BYTES + 1) if given is None else given
    except OSError:
        return None, [unreadable(PATH)]
    if len(data) > MAX_BYTES:
        size = say("This file is larger than {size} MB.", size=MAX_BYTES // 1_000_000)
        return None, [error(Place(PATH), "too-large", size, _SIMPLER)]
    text, findings = text_in(data, PATH)
    if text is None:
        return None, findings
    lines = Lines(text, PATH)
    try:
        parts = object_parts(text, "features")
    except BrokenJsonError as failure:
        place = lines.place(failure.position)
        return None, [error(place, "syntax", say("This is not valid JSON."), _AGAIN)]
    reader = _Reader(lines)
    shapes = reader.shapes(parts, hashlib.sha256(data).hexdigest())
    return shapes, [*findings, *reader.few.findings()]


class _BadShapeError(ValueError):
    """A feature cannot be drawn."""

    def __init__(self, message: Message, hint: Message) -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint


class _Reader:
    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.few = Few()
        self.rings: dict[str, tuple[Ring, ...]] = {}
        self.places: dict[str, Place] = {}

    def shapes(self, parts: Parts | None, digest: str) -> Shapes | None:
        """The shapes; None where they are no collection or count in something else than degrees."""
        kind = parts.values.get("type", (0, ""))[1] if parts else ""
        if parts is None or parts.items is None or kind != "FeatureCollection":
            message = say("This is no FeatureCollection of GeoJSON.")
            self.few.add("type", error(self.lines.place(0), "wrong-type", message, _AGAIN))
            return None
        if not self._is_in_degrees(parts):
            return None
        for position, feature in parts.items:
            try:
                self._feature(feature, self.lines.place(position))
            except _BadShapeError as failure:
                self._add(position, failure.message, failure.hint)
        return Shapes(self.rings, self.places, digest)

    def _is_in_degrees(self, parts: Parts) -> bool:
        position, crs = parts.values.get("crs", (0, None))
        properties = crs.get("properties") if isinstance(crs, dict) else None
        name = properties.get("name") if isinstance(properties, dict) else None
        if crs is None or (isinstance(name, str) and name.upper().endswith(_DEGREES)):
            return True
        words = say("These coordinates are in “{name}”, not in degrees.", name=str(name or "crs"))
        self._add(position, words, _AGAIN)
        return False

    def _add(self, position: int, message: Message, hint: Message) -> None:
        if self.few.has_room("bad-shape"):
            place = self.lines.place(position)
            self.few.add("bad-shape", error(place, "bad-shape", message, hint))

    def _feature(self, feature: Any, place: Place) -> None:
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise _BadShapeError(say("This is no feature of GeoJSON."), _AGAIN)
        code = _code(feature)
        rings = tuple(_rings(feature.get("geometry"), code))
        self.rings[code] = (*self.rings.get(code, ()), *rings)
        self.places.setdefault(code, place)


def _code(feature: dict[str, Any]) -> str:
    """Which area it is."""
    properties = feature.get("properties")
    values = [feature.get("id")]
    values += [properties.get(name) for name in _CODES] if isinstance(properties, dict) else []
    for value in values:
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if (isinstance(value, str) and value.strip()) or is_number:
            return str(value).strip()
    raise _BadShapeError(
        say("This feature does not say which area it is."),
        say("Give it the code of the area as its id, or as the property “code”."),
    )


def _rings(geometry: Any, code: str) -> Iterator[Ring]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    polygons = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind == "Polygon":
        polygons = [polygons]
    # A tuple: what a broken file has there may have no hash.
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(polygons, list) or not polygons:
        raise _BadShapeError(
            say("The area “{code}” has no polygon here.", code=code),
            say("Only Polygon and MultiPolygon are drawn."),
        )
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            raise _no_corners(code)
        for ring in polygon:
            yield _ring(ring, code)


def _ring(ring: Any, code: str) -> Ring:
    if not isinstance(ring, list):
        raise _no_corners(code)
    corners = tuple(_corner(corner, code) for corner in ring)
    corners = corners[:-1] if corners and corners[0] == corners[-1] else corners
    if len({*corners}) < _CORNERS:
        raise _no_corners(code)
    return corners


def _corner(corner: Any, code: str) -> tuple[float, float]:
    if not isinstance(corner, list) or len(corner) < 2:
        raise _no_corners(code)
    longitude, latitude = corner[:2]
    if not _is_number(longitude) or not _is_number(latitude):
        raise _no_corners(code)
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise _BadShapeError(
            say(
                "The coordinates {x}, {y} of the area “{code}” are no degrees.",
                x=_written(longitude),
                y=_written(latitude),
                code=code,
            ),
            say("Export it in EPSG:4326 (WGS 84), longitude first."),
        )
    return float(longitude), float(latitude)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _written(number: float) -> str:
    """A number as it fits into a line."""
    try:
        return f"{number:.10g}"
    except OverflowError:  # an integer of hundreds of digits
        return f"{str(number)[:10]}…"


def _no_corners(code: str) -> _BadShapeError:
    return _BadShapeError(
        say("The outline of the area “{code}” has fewer than three corners.", code=code), _AGAIN
    )
