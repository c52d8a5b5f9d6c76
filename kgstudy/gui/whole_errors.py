"""Errors that leave an event handler are whole before Qt's binding sees them.

Before Python 3.12 an error that is raised in C, such as that of `int("x")` or of a widget that is
gone, has only its message until somebody looks at it. PySide takes the message for the error when
it leaves an override of a method of Qt, and the process ends there without a word.
"""

import sys
from collections.abc import Callable
from functools import wraps
from inspect import CO_VARARGS
from types import FunctionType

from shiboken6 import Shiboken


def install() -> None:
    """From now on every class that is made from one of Qt raises whole errors."""
    if sys.version_info < (3, 12):
        setattr(Shiboken.Object, "__init_subclass__", classmethod(_on_subclass))  # noqa: B010


def _on_subclass(kind: type[Shiboken.Object], /, **named: object) -> None:
    super(Shiboken.Object, kind).__init_subclass__(**named)
    for name, method in tuple(vars(kind).items()):
        if isinstance(method, FunctionType) and _is_of_qt(kind, name):
            setattr(kind, name, _raising_whole(method))


def _is_of_qt(kind: type, name: str) -> bool:
    """Whether a class of Qt that `kind` is made from has a method of that name."""
    of_qt = (base for base in kind.__mro__[1:] if base.__module__.startswith("PySide6."))
    return name != "__init__" and any(name in vars(base) for base in of_qt)


def _raising_whole(method: FunctionType) -> Callable[..., object]:
    code = method.__code__
    most = None if code.co_flags & CO_VARARGS else code.co_argcount - 1

    @wraps(method)
    def call(self: object, *given: object, **named: object) -> object:
        """A signal that is connected to it may give more than the method takes."""
        try:
            return method(self, *given[:most], **named)
        except Exception:  # whoever catches an error makes it whole
            raise

    return call
