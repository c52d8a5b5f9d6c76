"""Choices that belong to this computer rather than to the collection."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from kgstudy.domain.errors import Place, UserError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preferences:
    """`text_size` is in percent, 80 to 200; `window` is the window's place, as Qt packs it.

    `turned` are the branches of trees that are open or closed otherwise than on the first day;
    `editor` is the place of the editor's window, and `begun` what was written there and not added;
    `browser` is how the browser was left, as JSON; `searches` are those that were written last, the
    newest first.
    """

    theme: Literal["system", "light", "dark"] = "system"
    text_size: int = 100
    grade_buttons: Literal[2, 4] = 4
    autoplay: bool = True
    window: str = ""
    turned: tuple[str, ...] = ()
    editor: str = ""
    begun: str = ""
    browser: str = ""
    searches: tuple[str, ...] = ()


_ACCEPTED: Mapping[str, Callable[[object], bool]] = {
    "theme": lambda value: value in ("system", "light", "dark"),
    "text_size": lambda value: type(value) is int and 80 <= value <= 200,
    "grade_buttons": lambda value: type(value) is int and value in (2, 4),
    "autoplay": lambda value: isinstance(value, bool),
    "window": lambda value: isinstance(value, str) and value.isascii(),
    "browser": lambda value: isinstance(value, str),
    "turned": lambda value: isinstance(value, tuple) and all(isinstance(v, str) for v in value),
    "editor": lambda value: isinstance(value, str) and value.isascii(),
    "begun": lambda value: isinstance(value, str),
    "searches": lambda value: isinstance(value, tuple) and all(isinstance(v, str) for v in value),
}


def load(path: Path) -> Preferences:
    """The preferences in `path`; what is missing or broken there is as on the first day."""
    found = {name: _frozen(value) for name, value in _read(path).items()}
    return Preferences(**{name: value for name, value in found.items() if _fits(name, value)})


def save(path: Path, preferences: Preferences) -> None:
    """Writes them aside first, so that a full disk or a power cut leaves the old ones whole."""
    aside = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(json.dumps(asdict(preferences), indent=2) + "\n", encoding="utf-8")
        aside.replace(path)
    except OSError as error:
        raise UserError(
            "The preferences could not be written ({reason}); they hold until the program ends.",
            place=Place(str(path)),
            reason=error.strerror,
        ) from error


def _read(path: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _log.warning("%s: the preferences cannot be read (%s)", path, error)
        return {}
    if isinstance(found, dict):
        return found
    _log.warning("%s: the preferences are not a JSON object", path)
    return {}


def _frozen(value: object) -> Any:  # noqa: ANN401 - what JSON holds
    return tuple(value) if isinstance(value, list) else value


def _fits(name: str, value: object) -> bool:
    fits = name in _ACCEPTED and _ACCEPTED[name](value)
    if not fits:
        _log.warning("preference %s=%r is not known and is left out", name, value)
    return fits
