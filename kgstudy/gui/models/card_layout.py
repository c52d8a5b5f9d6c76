"""How the browser was left: columns and their widths, order, and what stands beside the table."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kgstudy.domain.columns import UNSORTED, Column, Sorting, Unit
from kgstudy.gui.models.card_columns import FIRST, fitting

_NARROWEST, _WIDEST = 24, 4000


@dataclass(frozen=True, slots=True)
class Layout:
    """Widths are in pixels at 100 % text size; `splits` are shares in thousandths, by place."""

    unit: Unit = Unit.CARDS
    columns: Mapping[Unit, tuple[Column, ...]] = field(default_factory=lambda: FIRST)
    sortings: Mapping[Unit, Sorting] = field(default_factory=dict)
    widths: Mapping[Column, int] = field(default_factory=dict)
    splits: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    shown: Mapping[str, bool] = field(default_factory=dict)
    """What stands beside the table, where the person has chosen whether it does."""

    @property
    def sorting(self) -> Sorting:
        return self.sortings.get(self.unit, Sorting())

    def sorted_by(self, sorting: Sorting) -> "Layout":
        return replace(self, sortings={**self.sortings, self.unit: sorting})

    def with_columns(self, columns: tuple[Column, ...]) -> "Layout":
        return replace(self, columns={**self.columns, self.unit: fitting(columns)})

    def with_width(self, column: Column, width: int) -> "Layout":
        return replace(self, widths={**self.widths, column: width})

    def with_split(self, place: str, shares: tuple[int, ...]) -> "Layout":
        return replace(self, splits={**self.splits, place: shares})

    def with_shown(self, part: str, *, shown: bool) -> "Layout":
        return replace(self, shown={**self.shown, part: shown})


def written(layout: Layout) -> str:
    """As `read` reads it."""
    sortings = {
        unit: [sorting.column, sorting.descending] for unit, sorting in layout.sortings.items()
    }
    return json.dumps(
        {
            "unit": layout.unit,
            "columns": layout.columns,
            "sortings": sortings,
            "widths": layout.widths,
            "splits": layout.splits,
            "shown": layout.shown,
        }
    )


def read(text: str) -> Layout:
    """What makes no sense in it, as from a later version, is as on the first day."""
    try:
        told = json.loads(text or "{}")
    except ValueError:
        told = {}
    parts = told if isinstance(told, dict) else {}
    unit = parts.get("unit")
    return Layout(
        Unit(unit) if unit in tuple(Unit) else Unit.CARDS,
        {each: _columns(each, parts) for each in Unit},
        {each: _sorting(each, parts) for each in Unit},
        {Column(name): px for name, px in _of(parts, "widths") if name in _NAMES and _fits(px)},
        {str(name): tuple(sizes) for name, sizes in _of(parts, "splits") if _are_shares(sizes)},
        {str(name): shown for name, shown in _of(parts, "shown") if isinstance(shown, bool)},
    )


_NAMES = frozenset(Column)


def _of(parts: Mapping[str, Any], name: str) -> list[tuple[str, Any]]:
    table = parts.get(name)
    return list(table.items()) if isinstance(table, dict) else []


def _columns(unit: Unit, parts: Mapping[str, Any]) -> tuple[Column, ...]:
    named = dict(_of(parts, "columns")).get(unit)
    if not isinstance(named, list):
        return FIRST[unit]
    return fitting([Column(name) for name in named if name in tuple(Column)])


def _sorting(unit: Unit, parts: Mapping[str, Any]) -> Sorting:
    match dict(_of(parts, "sortings")).get(unit):
        case [str(name), bool(descending)] if name in _NAMES and name not in UNSORTED:
            return Sorting(Column(name), descending)
    return Sorting()


def _fits(width: object) -> bool:
    return type(width) is int and _NARROWEST <= width <= _WIDEST


def _are_shares(sizes: object) -> bool:
    return isinstance(sizes, list) and all(type(n) is int and 0 <= n <= 1000 for n in sizes)
