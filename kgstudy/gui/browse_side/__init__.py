"""The browser's side bar: saved searches, states, flags, decks, tags, lessons and kinds."""

from kgstudy.gui.browse_side.side import BrowseSide

__all__ = ["BrowseSide"]
