"""The parts of an Anki collection (schema 11), made of a parcel."""
