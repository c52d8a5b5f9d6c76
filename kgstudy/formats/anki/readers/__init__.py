"""The parts of an Anki collection, as they are found in any of its forms."""
