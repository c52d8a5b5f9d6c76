from collections.abc import Mapping

import pytest
from typing_extensions import override

import qt_libraries
from environment import SetupError
from qt_libraries import DRAWING, WAYLAND, X11, LinuxSystem

DEBIAN = {"ID": "debian", "VERSION_ID": "12"}
UBUNTU = {"ID": "ubuntu", "ID_LIKE": "debian"}
FEDORA = {"ID": "fedora"}
ROCKY = {"ID": "rocky", "ID_LIKE": "rhel centos fedora"}
MANJARO = {"ID": "manjaro", "ID_LIKE": "arch"}
VOID = {"ID": "void"}


class FakeSystem(LinuxSystem):
    """A Linux on which some libraries are missing, and apt-get brings what is in `apt`."""

    def __init__(
        self,
        missing: set[str],
        release: Mapping[str, str],
        *,
        root: bool = False,
        apt: Mapping[str, str] | None = None,
    ) -> None:
        self.missing = missing
        self.asked: list[tuple[str, ...]] = []
        self._release = release
        self._root = root
        self._apt_has = apt or {}

    @override
    def is_root(self) -> bool:
        return self._root

    @override
    def loads(self, soname: str) -> bool:
        return soname not in self.missing

    @override
    def release(self) -> Mapping[str, str]:
        return self._release

    @override
    def apt_knows(self, package: str) -> bool:
        return package in self._apt_has

    @override
    def apt_get(self, *arguments: str) -> None:
        self.asked.append(arguments)
        self.missing -= {self._apt_has[name] for name in arguments if name in self._apt_has}


def told(system: LinuxSystem) -> str:
    with pytest.raises(SetupError) as caught:
        qt_libraries.require([DRAWING + X11], system)
    return str(caught.value)


def test_nothing_is_said_where_everything_loads() -> None:
    system = FakeSystem(set(), DEBIAN, root=True)
    qt_libraries.require([DRAWING + X11], system)
    assert system.asked == []


@pytest.mark.parametrize(
    ("release", "command"),
    [
        (DEBIAN, "sudo apt-get install --no-install-recommends libegl1 libxcb-icccm4 libxcb-xkb1"),
        (UBUNTU, "sudo apt-get install --no-install-recommends libegl1 libxcb-icccm4 libxcb-xkb1"),
        (FEDORA, "sudo dnf install libglvnd-egl xcb-util-wm libxcb"),
        (ROCKY, "sudo dnf install libglvnd-egl xcb-util-wm libxcb"),
        (MANJARO, "sudo pacman -S --needed libglvnd xcb-util-wm libxcb"),
    ],
)
def test_missing_libraries_are_named_as_packages(release: Mapping[str, str], command: str) -> None:
    missing = {"libEGL.so.1", "libxcb-icccm.so.4", "libxcb-xkb.so.1"}
    assert told(FakeSystem(missing, release)).endswith(": " + command)


def test_a_package_that_holds_several_is_named_once() -> None:
    missing = {"libEGL.so.1", "libGL.so.1", "libxcb-xkb.so.1", "libxcb-shm.so.0"}
    assert told(FakeSystem(missing, MANJARO)).endswith("--needed libglvnd libxcb")


def test_root_is_told_no_sudo() -> None:
    assert "with: dnf install glib2" in told(FakeSystem({"libglib-2.0.so.0"}, FEDORA, root=True))


def test_an_unknown_linux_is_told_the_libraries() -> None:
    assert "(libEGL.so.1, libGL.so.1)" in told(FakeSystem({"libEGL.so.1", "libGL.so.1"}, VOID))


@pytest.mark.parametrize("package", ["libglib2.0-0t64", "libglib2.0-0"])
def test_debian_packages_go_by_the_name_apt_knows(package: str) -> None:
    system = FakeSystem({"libglib-2.0.so.0"}, DEBIAN, apt={package: "libglib-2.0.so.0"})
    assert told(system).endswith(" " + package)


def test_root_on_debian_gets_them_installed(capsys: pytest.CaptureFixture[str]) -> None:
    apt = {"libegl1": "libEGL.so.1", "libglib2.0-0t64": "libglib-2.0.so.0"}
    system = FakeSystem(set(apt.values()), UBUNTU, root=True, apt=apt)
    qt_libraries.require([DRAWING], system)
    assert system.asked == [
        ("update",),
        ("install", "--yes", "--no-install-recommends", "libegl1", "libglib2.0-0t64"),
    ]
    assert "apt-get install --no-install-recommends libegl1 libglib2.0-0t64" in (
        capsys.readouterr().err
    )


def test_root_on_debian_is_told_when_that_fails() -> None:
    system = FakeSystem({"libEGL.so.1"}, DEBIAN, root=True)
    assert "install them with: apt-get install --no-install-recommends libegl1" in told(system)
    assert system.asked[0] == ("update",)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, []),
        ({"DISPLAY": ":0"}, [DRAWING + X11]),
        ({"WAYLAND_DISPLAY": "wayland-0"}, [DRAWING + WAYLAND]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, [DRAWING + WAYLAND, DRAWING + X11]),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, [DRAWING]),
        ({"QT_QPA_PLATFORM": "wayland;xcb:x"}, [DRAWING + WAYLAND, DRAWING + X11]),
    ],
)
def test_a_display_decides_what_is_needed(
    environ: Mapping[str, str], expected: list[tuple[qt_libraries.Library, ...]]
) -> None:
    assert qt_libraries.needed(environ) == expected


def test_one_way_to_a_window_is_enough() -> None:
    missing = {library.soname for library in X11}
    both = [DRAWING + WAYLAND, DRAWING + X11]
    qt_libraries.require(both, FakeSystem(missing, DEBIAN))
    with pytest.raises(SetupError, match=r"libwayland-egl1$"):
        qt_libraries.require(both, FakeSystem({*missing, "libwayland-egl.so.1"}, DEBIAN))


def test_without_a_display_nothing_is_needed() -> None:
    qt_libraries.require([], FakeSystem({library.soname for library in DRAWING}, DEBIAN))


def test_each_library_is_listed_once_and_has_all_its_packages() -> None:
    libraries = DRAWING + X11 + WAYLAND
    assert len({library.soname for library in libraries}) == len(libraries)
    assert all(library.debian and library.fedora and library.arch for library in libraries)


def test_the_probe_tells_what_is_there_from_what_is_not() -> None:
    system = LinuxSystem()
    assert not system.loads("libno-such-thing.so.7")
