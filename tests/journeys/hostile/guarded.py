"""`kgstudy` in a process that dies when it does what no file may make it do.

`python -m tests.journeys.hostile.guarded PEAK ALLOWED... -- ARGUMENTS` runs it; `ALLOWED` are the
folders to which it may write, and the most memory that it had (KiB) is written to `PEAK`.
"""

import os
import resource
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_ADDRESSES = 3 << 30
_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
    "os.startfile", "pickle.find_class", "ftplib.", "http.client.", "urllib.Request", "webbrowser.",
    "sqlite3.load_extension", "sqlite3.enable_load_extension", "ctypes.dlopen/",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGING = {"os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.chmod", "os.truncate", "os.link"}
_WITHIN = {"os.remove", "os.rmdir"}
_HARM = 99
"""The status of a process that did harm."""


def watch(allowed: Sequence[str]) -> None:
    """From now on ends the process when it opens a socket, runs something, or writes elsewhere."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_FORBIDDEN):
            _harm(f"{event} {arguments!r}")
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
            _check(event, arguments[0], -1, allowed)
        elif event in _CHANGING:
            at = [each for each in arguments[1:] if isinstance(each, int) and each >= 0]
            _check(event, arguments[0], at[-1] if at and event in _WITHIN else -1, allowed)

    sys.addaudithook(hook)


def _check(event: str, path: object, folder_fd: int, allowed: Sequence[str]) -> None:
    """`folder_fd` is the open folder that the path is seen from, or -1."""
    if not isinstance(path, (str, bytes, os.PathLike)):
        return
    within = Path(f"/proc/self/fd/{folder_fd}").readlink() if folder_fd >= 0 else Path()
    where = os.path.realpath(within / os.fsdecode(path))
    if not any(where == folder or where.startswith(f"{folder}/") for folder in allowed):
        _harm(f"{event} {where}")


def _harm(what: str) -> None:
    os.write(2, f"HARM: {what[:300]}\n".encode("utf-8", "replace"))
    os._exit(_HARM)


def peak() -> int:
    """The most memory of this process so far, in KiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0


def _run(arguments: list[str]) -> int:
    if arguments[0] == "faces":
        from tests.journeys.hostile.faces import show  # noqa: PLC0415 - only here

        return show(Path(arguments[1]))
    from kgstudy.cli import main  # noqa: PLC0415 - after the watch has begun

    return main(arguments)


if __name__ == "__main__":
    at = sys.argv.index("--")
    told, allowed = sys.argv[1], [os.path.realpath(folder) for folder in sys.argv[2:at]]
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
    watch([*allowed, os.path.realpath(told), "/dev/null", "/dev/tty"])
    status = _run(sys.argv[at + 1 :])
    Path(told).write_text(str(peak()))
    sys.exit(status)
