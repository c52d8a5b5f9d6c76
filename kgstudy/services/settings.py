"""The collection's own settings, the same on whichever computer it is opened."""

from dataclasses import asdict, dataclass, fields

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.errors import UserError
from kgstudy.store import settings as rows
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class Settings:
    """At which hour a study day begins, and how far ahead a card on its steps may be shown."""

    rollover_hour: int = 4
    learn_ahead_minutes: int = 20


def load(collection: Collection) -> Settings:
    stored = {f.name: rows.get(collection, f.name) for f in fields(Settings)}
    return Settings(**{name: int(text) for name, text in stored.items() if text is not None})


def save(collection: Collection, settings: Settings) -> Change:
    if not 0 <= settings.rollover_hour <= 23:
        raise UserError("A day begins at an hour from 0 to 23.")
    if not 0 <= settings.learn_ahead_minutes <= 24 * 60:
        raise UserError("Cards can be learnt ahead by 0 to 1440 minutes.")
    with collection.act("change-settings", Touched.SETTINGS) as act:
        for name, value in asdict(settings).items():
            rows.put(collection, name, str(value))
    return act.change
