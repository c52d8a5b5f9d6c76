"""Decks and their options as the JSON of a collection has them."""

from collections.abc import Iterable, Mapping
from typing import Any

from kgstudy.domain import fsrs
from kgstudy.domain.deck import SEPARATOR, LeechAction, Mix, NewOrder, Options, ReviewOrder
from kgstudy.domain.parcel import ParcelDeck, ParcelPreset
from kgstudy.formats.anki.writers.numbers import Unused, stable_id

DEFAULT = "Default"
"""Anki's own deck and its own options, which have the id 1 and are always there."""

_ORDERS = {
    ReviewOrder.DUE: 0,
    ReviewOrder.DUE_THEN_DECK: 1,
    ReviewOrder.DECK_THEN_DUE: 2,
    ReviewOrder.INTERVAL_SHORTEST: 3,
    ReviewOrder.INTERVAL_LONGEST: 4,
    ReviewOrder.HARDEST: 5,
    ReviewOrder.EASIEST: 6,
    ReviewOrder.RECALL_LOWEST: 7,
    ReviewOrder.RANDOM: 8,
    ReviewOrder.ADDED: 9,
    ReviewOrder.ADDED_LAST: 10,
    ReviewOrder.RECALL_HIGHEST: 11,
    ReviewOrder.OVERDUE: 12,
}
_MIXES = {Mix.MIXED: 0, Mix.AFTER: 1, Mix.BEFORE: 2}
_BY_DECK, _BY_TEMPLATE = 0, 0
_RANDOM_CARDS = 4


def deck_ids(decks: Iterable[ParcelDeck]) -> Mapping[str, int]:
    """Ids by name, for the decks and those above them; the same name has always the same id."""
    unused = Unused()
    ids = {DEFAULT: unused.from_(1)}
    for deck in decks:
        parts = deck.name.split(SEPARATOR)
        for depth in range(1, len(parts) + 1):
            name = SEPARATOR.join(parts[:depth])
            if name not in ids:
                ids[name] = unused.from_(stable_id(name))
    return ids


def preset_ids(presets: Iterable[ParcelPreset]) -> Mapping[str, int]:
    """Ids by name; the same name has always the same id."""
    unused = Unused()
    ids = {DEFAULT: unused.from_(1)}
    for preset in presets:
        if preset.name not in ids:
            ids[preset.name] = unused.from_(stable_id(preset.name))
    return ids


def deck_json(deck_id: int, name: str, preset_id: int, description: str, at: int) -> dict[str, Any]:
    """A deck; `at` are the seconds of its last change."""
    today = {key: [0, 0] for key in ("newToday", "revToday", "lrnToday", "timeToday")}
    return {
        "id": deck_id,
        "mod": at,
        "name": name,
        "usn": -1,
        **today,
        "collapsed": False,
        "browserCollapsed": False,
        "desc": description,
        "dyn": 0,
        "conf": preset_id,
        "extendNew": 0,
        "extendRev": 0,
    }


def preset_json(preset_id: int, name: str, options: Options, at: int) -> dict[str, Any]:
    """Options under their name; what Anki has beyond them is as Anki sets it at first."""
    shuffled = options.new_order is NewOrder.RANDOM
    return {
        "id": preset_id,
        "mod": at,
        "name": name,
        "usn": -1,
        "maxTaken": 60,
        "autoplay": True,
        "timer": 0,
        "replayq": True,
        "new": _of_new(options),
        "rev": _of_reviews(options),
        "lapse": _of_lapses(options),
        "dyn": False,
        "newMix": _MIXES[options.mix],
        "newPerDayMinimum": 0,
        "interdayLearningMix": 0,
        "reviewOrder": _ORDERS[options.review_order],
        "newSortOrder": _RANDOM_CARDS if shuffled else _BY_TEMPLATE,
        "newGatherPriority": _RANDOM_CARDS if shuffled else _BY_DECK,
        "buryInterdayLearning": options.bury_learning,
        "fsrsWeights": [],
        "fsrsParams5": [],
        "fsrsParams6": _weights(options),
        "desiredRetention": options.retention,
        "ignoreRevlogsBeforeDate": "",
        "easyDaysPercentages": [1.0] * 7,
        "sm2Retention": fsrs.SM2_RETENTION,
        "weightSearch": "",
    }


def _of_new(options: Options) -> dict[str, Any]:
    return {
        "bury": options.bury_new,
        "delays": _minutes(options.learning_steps),
        "initialFactor": 2500,
        "ints": [1, 4, 0],
        "order": int(options.new_order is not NewOrder.RANDOM),
        "perDay": options.new_per_day,
    }


def _of_reviews(options: Options) -> dict[str, Any]:
    return {
        "bury": options.bury_reviews,
        "ease4": 1.3,
        "ivlFct": 1.0,
        "maxIvl": options.max_interval,
        "perDay": options.reviews_per_day,
        "hardFactor": 1.2,
    }


def _of_lapses(options: Options) -> dict[str, Any]:
    return {
        "delays": _minutes(options.relearning_steps),
        "leechAction": int(options.leech_action is LeechAction.TAG),
        "leechFails": options.leech_lapses,
        "minInt": 1,
        "mult": 0.0,
    }


def _weights(options: Options) -> list[float]:
    """The weights where they were fitted to somebody; the default ones are Anki's too."""
    weights = options.parameters
    return [] if weights == fsrs.DEFAULT_PARAMETERS else list(weights)


def _minutes(steps: Iterable[int]) -> list[float]:
    return [step / 60 for step in steps]
