"""Which areas have how many, as squares or in their shapes: one picture for whoever shows it."""

from __future__ import annotations

from claim_manual.charts.area_map import AreaMap, area_map_svg
from claim_manual.charts.tiles import TileMap, tiles_svg
from claim_manual.html import Html

CoverageMap = TileMap | AreaMap


def coverage_svg(map_: CoverageMap) -> Html:
    """The picture as an `<svg>` element."""
    return area_map_svg(map_) if isinstance(map_, AreaMap) else tiles_svg(map_)
