"""Where things are kept on this computer."""

import os
from pathlib import Path

VARIABLE = "KGSTUDY_DATA"
_PROGRAM = "kgstudy"


def data_folder(override: Path | None = None) -> Path:
    """The folder asked for, else the one the environment names, else the system's place for it."""
    chosen = _chosen(override)
    if chosen:
        return chosen
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed where a folder is named

    return user_data_path(_PROGRAM, appauthor=False)


def preferences_file(override: Path | None = None) -> Path:
    """Lies with the collection where that was put somewhere on purpose, so both travel together."""
    chosen = _chosen(override)
    if chosen:
        return chosen / "preferences.json"
    from platformdirs import user_config_path  # noqa: PLC0415 - as above

    return user_config_path(_PROGRAM, appauthor=False) / "preferences.json"


def log_file(data: Path) -> Path:
    """The log in the data folder `data`."""
    return data / "kgstudy.log"


def _chosen(override: Path | None) -> Path | None:
    named = override or os.environ.get(VARIABLE)
    return Path(named).expanduser().absolute() if named else None
