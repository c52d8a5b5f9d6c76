"""What is loaded while nobody waits, so that no page and no file is long in coming."""

DRAFTING = (
    "kgstudy.domain.drafting.asking",
    "kgstudy.domain.drafting.english.verbs",
    "kgstudy.domain.drafting.english.names",
    "kgstudy.domain.drafting.english.clauses",
    "kgstudy.domain.drafting.english.deeds",
    "kgstudy.domain.drafting.english.grammar",
    "kgstudy.domain.drafting.russian.dates",
    "kgstudy.domain.drafting.russian.reading",
    "kgstudy.domain.drafting.russian.grammar",
    "kgstudy.domain.drafting.kyrgyz.clauses",
    "kgstudy.domain.drafting.kyrgyz.grammar",
)
"""The languages that drafts are made in, in steps that nobody notices."""

BROWSING = (
    *DRAFTING,
    "kgstudy.domain.drafting.choosing",
    "kgstudy.domain.query.parsing",
    "kgstudy.store.search",
    "kgstudy.services.browsing",
    "kgstudy.gui.media.pictures",
    "kgstudy.gui.media.formulas",
    "kgstudy.gui.faces",
    "kgstudy.gui.widgets.card_view",
    "kgstudy.gui.answers",
    "kgstudy.gui.answers.card_sheet",
    "kgstudy.services.deck_tree",
    "kgstudy.gui.deck_care.acts",
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
