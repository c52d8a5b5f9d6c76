"""What holds for every test: nothing of the person's own is touched."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("suite", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home of its own for each test, so that a mistake finds no real collection."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
            patch.setenv(name, str(home))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        patch.setenv("KGSTUDY_DATA", str(home / "kgstudy"))
        yield


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Decks from elsewhere; where they are not there, the tests that need them are skipped."""
    default = Path(__file__).parents[2] / "shared" / "corpus"
    folder = Path(os.environ.get("KGSTUDY_CORPUS", default))
    if not folder.is_dir():
        pytest.skip(f"the corpus of real decks is not at {folder}")
    return folder
