"""Every step that ever changed the schema, frozen as it was on its day.

They are listed, not scanned: a frozen program has no folder to scan.  A step is plain SQL and never
imports `tables`, which only knows the schema of today.
"""

from kgstudy.store.migrations import (
    m001_first,
    m002_everybodys_decks,
    m003_lesson_studio,
    m004_lessons_meet,
    m005_care_for_the_cards,
    m006_what_is_seen,
    m007_words_of_fields,
    m008_fields_apart,
)

STEPS: tuple[str, ...] = (
    m001_first.SQL,
    m002_everybodys_decks.SQL,
    m003_lesson_studio.SQL,
    m004_lessons_meet.SQL,
    m005_care_for_the_cards.SQL,
    m006_what_is_seen.SQL,
    m007_words_of_fields.SQL,
    m008_fields_apart.SQL,
)
"""Step n takes a collection from version n to version n + 1."""
