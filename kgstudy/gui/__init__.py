"""The window: Qt, and nothing below knows Qt."""

from kgstudy.gui import whole_errors

whole_errors.install()
