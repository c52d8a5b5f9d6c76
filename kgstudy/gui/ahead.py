"""What is loaded while nobody waits, so that no page and no file is long in coming."""

BROWSING = (
    "kgstudy.domain.drafting.asking",
    "kgstudy.domain.drafting.english",
    "kgstudy.domain.drafting.russian",
    "kgstudy.domain.drafting.kyrgyz",
    "kgstudy.domain.drafting.choosing",
    "kgstudy.services.browsing",
    "kgstudy.gui.media.pictures",
    "kgstudy.gui.media.formulas",
    "kgstudy.gui.answers",
    "kgstudy.gui.widgets.card_sheet",
    "kgstudy.gui.browse_side",
    "kgstudy.gui.batch.replace_dialog",
    "kgstudy.gui.batch.note_deeds",
    "kgstudy.gui.batch.acts",
    "kgstudy.gui.pages.browse",
    "kgstudy.gui.editor.judging",
    "kgstudy.gui.editor.field_box",
    "kgstudy.gui.editor.field_list",
    "kgstudy.gui.editor.note_form",
)
"""The page of all cards and the form beside it."""

FILES = (
    "zipfile",
    "xml.dom.expatbuilder",
    "kgstudy.domain.templates.rendering",
    "kgstudy.domain.card_types.templated",
    "kgstudy.domain.markdown",
    "kgstudy.formats.assembly",
    "kgstudy.formats.anki.readers.notes",
    "kgstudy.formats.anki",
    "kgstudy.formats.delimited.layout",
    "kgstudy.formats.delimited",
    "kgstudy.formats.kgdeck",
    "kgstudy.formats.obsidian",
    "kgstudy.formats.hashcards.writing",
    "kgstudy.formats.hashcards",
    "kgstudy.formats.mnemosyne",
    "kgstudy.formats.supermemo",
    "kgstudy.formats.crowdanki",
    "kgstudy.formats.anki.package",
    "kgstudy.formats.known",
    "kgstudy.formats.texts.sheet",
    "kgstudy.formats.texts",
    "kgstudy.formats.recognising",
    "kgstudy.gui.models.lesson_arrivals",
)
"""All that tells what is in a file."""

PAGES = (
    "kgstudy.gui.pages.lesson",
    "kgstudy.gui.panels.deck_options",
    "kgstudy.gui.panels.safekeeping",
    "kgstudy.gui.pages.settings",
    "kgstudy.gui.deck_intake",
    "kgstudy.gui.panels.arrangement",
    "kgstudy.gui.panels.files",
    "kgstudy.gui.pages.importing",
)
"""Those that somebody may want at once, the likelier first."""

EVERYTHING = (*BROWSING, *PAGES[:4], *FILES, *PAGES[4:])
