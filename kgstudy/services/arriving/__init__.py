"""The steps of an import: decks, media, notes and cards are settled one after the other."""
