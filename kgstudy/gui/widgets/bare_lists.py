"""Lists that may stand there without a row."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView
from shiboken6 import isValid


def pass_by_while_bare(view: QAbstractItemView) -> None:
    """Lets Tab pass by the list while it has no rows: nobody would see the keyboard in it."""
    model = view.model()

    def heed() -> None:
        if isValid(view):  # a list that goes empties the rows that are its own
            some = model.rowCount() > 0
            view.setFocusPolicy(Qt.FocusPolicy.StrongFocus if some else Qt.FocusPolicy.NoFocus)

    for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
        changed.connect(heed)
    heed()
