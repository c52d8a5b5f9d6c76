"""The system libraries that Qt finds on Linux rather than bringing them along.

Taken from what the libraries and platform plugins of PySide6 name as needed (`readelf -d`).
"""

import ctypes
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from environment import SetupError, say


class Library(NamedTuple):
    """A library and its packages; of several Debian names the first one that apt knows is meant."""

    soname: str
    debian: tuple[str, ...]
    fedora: str
    arch: str


def _library(soname: str, debian: str, fedora: str, arch: str) -> Library:
    return Library(soname, tuple(debian.split()), fedora, arch)


DRAWING = (
    _library("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    _library("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    _library("libX11.so.6", "libx11-6", "libX11", "libx11"),
    _library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    _library("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    _library("libfreetype.so.6", "libfreetype6", "freetype", "freetype2"),
    _library("libglib-2.0.so.0", "libglib2.0-0t64 libglib2.0-0", "glib2", "glib2"),
    _library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
)

X11 = (
    _library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "libx11"),
    _library("libxcb.so.1", "libxcb1", "libxcb", "libxcb"),
    _library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    _library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    _library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    _library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    _library("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "libxcb"),
    _library("libxcb-render.so.0", "libxcb-render0", "libxcb", "libxcb"),
    _library(
        "libxcb-render-util.so.0",
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "xcb-util-renderutil",
    ),
    _library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    _library("libxcb-shm.so.0", "libxcb-shm0", "libxcb", "libxcb"),
    _library("libxcb-sync.so.1", "libxcb-sync1", "libxcb", "libxcb"),
    _library("libxcb-util.so.1", "libxcb-util1", "xcb-util", "xcb-util"),
    _library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb", "libxcb"),
    _library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
    _library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
)

WAYLAND = (
    _library("libwayland-client.so.0", "libwayland-client0", "libwayland-client", "wayland"),
    _library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor", "wayland"),
    _library("libwayland-egl.so.1", "libwayland-egl1", "libwayland-egl", "wayland"),
)

PLATFORMS: Mapping[str, tuple[Library, ...]] = {"xcb": X11, "wayland": WAYLAND}

FAMILIES = {
    "debian": "debian",
    "ubuntu": "debian",
    "fedora": "fedora",
    "rhel": "fedora",
    "centos": "fedora",
    "arch": "arch",
}

INSTALL = {
    "debian": "apt-get install --no-install-recommends",
    "fedora": "dnf install",
    "arch": "pacman -S --needed",
}


class LinuxSystem:
    """The Linux that runs this; tests put another one in its place."""

    def is_root(self) -> bool:
        return sys.platform == "linux" and os.geteuid() == 0

    def loads(self, soname: str) -> bool:
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    def release(self) -> Mapping[str, str]:
        """What /etc/os-release says; nothing where there is none."""
        try:
            return platform.freedesktop_os_release()
        except OSError:
            return {}

    def apt_knows(self, package: str) -> bool:
        return self._apt("apt-cache", "show", package).returncode == 0

    def apt_get(self, *arguments: str) -> None:
        """Run apt-get; what it says is shown only if it fails, and then nothing is raised."""
        done = self._apt("apt-get", "-qq", *arguments)
        if done.returncode:
            say(done.stdout.strip())

    def _apt(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            encoding="utf-8",
            errors="replace",
            check=False,
        )


def needed(environ: Mapping[str, str]) -> list[tuple[Library, ...]]:
    """Sets of libraries, each enough for a window on this display; none where there is none."""
    asked = environ.get("QT_QPA_PLATFORM", "")
    if asked:
        names = [name.partition(":")[0] for name in asked.split(";")]
    else:
        names = ["wayland"] if environ.get("WAYLAND_DISPLAY") else []
        names += ["xcb"] if environ.get("DISPLAY") else []
    return [DRAWING + PLATFORMS.get(name, ()) for name in names]


def require(choices: Sequence[Sequence[Library]], system: LinuxSystem | None = None) -> None:
    """See that one of the sets loads; as root on Debian install what is missing, else name it."""
    if system is None:
        if sys.platform != "linux":
            return
        system = LinuxSystem()
    missing = fewest_missing(choices, system)
    family = family_of(system.release())
    if missing and family == "debian" and system.is_root():
        install(missing, system)
        missing = fewest_missing(choices, system)
    if missing:
        raise SetupError(advice(missing, family, system))


def fewest_missing(choices: Sequence[Sequence[Library]], system: LinuxSystem) -> list[Library]:
    """What the set that is nearest to complete still lacks."""
    lacks = ([library for library in each if not system.loads(library.soname)] for each in choices)
    return min(lacks, key=len, default=[])


def family_of(release: Mapping[str, str]) -> str:
    """`debian`, `fedora` or `arch`, whose names packages go by; "" for any other."""
    names = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    families = (FAMILIES.get(name, "") for name in names)
    return next(filter(None, families), "")


def packages(missing: Iterable[Library], family: str, system: LinuxSystem) -> list[str]:
    """The packages that hold the libraries, each once."""
    match family:
        case "debian":
            names = [_known_to_apt(library.debian, system) for library in missing]
        case "fedora":
            names = [library.fedora for library in missing]
        case _:
            names = [library.arch for library in missing]
    return list(dict.fromkeys(names))


def _known_to_apt(candidates: Sequence[str], system: LinuxSystem) -> str:
    *newer, oldest = candidates
    return next((name for name in newer if system.apt_knows(name)), oldest)


def install(missing: Sequence[Library], system: LinuxSystem) -> None:
    say(f"Qt's system libraries are incomplete ({_sonames(missing)}); asking apt-get ...")
    system.apt_get("update")
    names = packages(missing, "debian", system)
    say(f"{INSTALL['debian']} {' '.join(names)}")
    system.apt_get("install", "--yes", "--no-install-recommends", *names)


def advice(missing: Sequence[Library], family: str, system: LinuxSystem) -> str:
    """Which packages to install, and with which command."""
    if not family:
        return (
            f"Qt needs system libraries that are missing here ({_sonames(missing)}): "
            "install the packages that hold them, and run this again."
        )
    sudo = "" if system.is_root() else "sudo "
    command = f"{sudo}{INSTALL[family]} {' '.join(packages(missing, family, system))}"
    return f"Qt needs system libraries that are missing here; install them with: {command}"


def _sonames(libraries: Iterable[Library]) -> str:
    return ", ".join(library.soname for library in libraries)
