"""Every act of the program, done to a world."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from kgstudy.domain.ids import CardId, LessonId, NoteId
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.replacing import Wanted
from kgstudy.domain.review import Rating
from kgstudy.services import (
    cards,
    deck_options,
    deck_tree,
    editing,
    filtered,
    importing,
    new_decks,
    recasting,
    replacing,
    revising,
    safekeeping,
    saved_searches,
    settings,
    studio,
    tags,
    timekeeping,
    trash,
    tying,
    versions,
)
from kgstudy.services import lessons as lesson_services
from kgstudy.services.filtered import Wish
from kgstudy.services.study import Study
from kgstudy.store import decks, lessons, looks, notes
from tests.builders import basic, parcel
from tests.drafted import gapped, span_of
from tests.world import CLOZE, TAGS, YEARS, Nothing, World

Act = Callable[[World], object]


def _typed(world: World) -> None:
    """A basic note is answered by typing from now on."""
    every = notes.several(world.opened, world.notes).values()
    chosen = world.one([each for each in every if each.kind == "basic"])
    recipe = recasting.suggested(chosen, "typed")
    recasting.change_kind(world.opened, [chosen.id], recipe)


def _edit(world: World) -> NoteId:
    """A basic note says something else."""
    every = notes.several(world.opened, world.notes).values()
    chosen = world.one([each for each in every if each.kind == "basic"])
    world.clock.advance(timedelta(seconds=1))
    fields = {**chosen.fields, "back": f"edited {world.number}"}
    editing.edit(world.opened, chosen.id, fields, chosen.tags)
    return chosen.id


def _bring_back(world: World) -> None:
    note_id = _edit(world)
    last = versions.of_note(world.opened, note_id)[-1]
    versions.bring_back(world.opened, note_id, last)


def _import(world: World) -> None:
    guid = f"deck{world.rng.randrange(3)}"
    fresh = (basic(f"n{n}", f"{world.number} ö {n}", deck=guid) for n in range(3))
    importing.bring_in(world.opened, parcel(*fresh, name=guid, deck=guid))


def _new_version(world: World) -> LessonId:
    """The sentence of the accepted draft reads otherwise."""
    lesson = world.lesson
    text = lessons.get(world.opened, lesson).text.replace("began", f"began {world.number} times")
    revising.take(world.opened, revising.compare(world.opened, lesson, LessonText("", text)))
    return lesson


def _looks(world: World, count: int) -> tuple[LessonId, list[CardId]]:
    """So many cards that want a look."""
    lesson = _new_version(world)
    wanting = list(looks.of_lesson(world.opened, lesson))
    if len(wanting) < count:
        cards_of = [card for card in world.cards if card not in wanting]
        span = span_of(lessons.get(world.opened, lesson).text, "began")
        tying.tie(world.opened, lesson, span, cards_of[: count - len(wanting)])
        lesson = _new_version(world)
        wanting = list(looks.of_lesson(world.opened, lesson))
    if len(wanting) < count:
        raise Nothing
    return lesson, wanting[:count]


def _confirm(world: World, count: int) -> None:
    lesson, wanting = _looks(world, count)
    revising.looked_at(world.opened, lesson, *wanting)


def _ran_ahead(world: World) -> None:
    """The clock was forty days ahead for one answer."""
    world.clock.advance(timedelta(days=40))
    try:
        world.study().answer(Rating.GOOD, 1000)
    finally:
        world.clock.advance(timedelta(days=-40))
    timekeeping.mend_clock(world.opened)


def _mend(world: World) -> None:
    """A card was put where its reviews do not lead."""
    with world.opened.act("spoil"):
        world.opened.connection.execute("UPDATE card SET reps = reps + 1 WHERE phase != 0")
    safekeeping.mend(world.opened)


def _practise(world: World) -> None:
    plan = filtered.find(world.opened, Wish("", practice=True)).plan
    study = Study(world.opened, plan=plan)
    if study.shown is None:
        raise Nothing
    study.answer(world.rng.choice(list(Rating)), 1000)


def _other_weights(world: World) -> None:
    preset = deck_options.preset_of(world.opened, world.one(world.decks))
    options = preset.options
    weights = tuple(weight * world.rng.uniform(0.95, 1.05) for weight in options.parameters)
    deck_options.change_options(world.opened, preset.id, replace(options, parameters=weights))


def _choose_preset(world: World) -> None:
    made = deck_options.add_preset(
        world.opened,
        f"Mine {world.number}",
        replace(deck_options.every_preset(world.opened)[0].options, new_per_day=world.number),
    )
    deck_options.choose_preset(world.opened, world.one(world.decks), made)


def _merge_decks(world: World) -> None:
    one = world.one(world.decks)
    into = world.one([each.name for each in decks.every(world.opened) if each.id != one])
    deck_tree.merge(world.opened, one, into)


def _proposed(world: World) -> tuple[LessonId, str]:
    lesson = world.lesson
    return lesson, lessons.get(world.opened, lesson).text


def _accept(world: World, *words: str) -> None:
    lesson, text = _proposed(world)
    chosen = [gapped(text, each) for each in words]
    studio.accept(world.opened, lesson, [(each, each.best) for each in chosen])


def _reject(world: World) -> None:
    lesson, text = _proposed(world)
    studio.reject(world.opened, lesson, gapped(text, "1995"))


def _reopen(world: World) -> None:
    lesson, text = _proposed(world)
    studio.reopen(world.opened, lesson, gapped(text, "1991"))


def _revise(world: World, year: str) -> None:
    """A draft that became a card (1990), or none."""
    lesson, text = _proposed(world)
    each = gapped(text, year)
    studio.revise(world.opened, lesson, each, each.drafts[1])


def _add_draft(world: World) -> None:
    lesson, text = _proposed(world)
    each = gapped(text, "grew")
    studio.add(world.opened, lesson, each, each.best)


def _tie(world: World, count: int) -> LessonId:
    lesson, text = _proposed(world)
    chosen = world.rng.sample(world.cards, min(count, len(world.cards)))
    tying.tie(world.opened, lesson, span_of(text, "grew"), chosen)
    return lesson


def _untie(world: World, count: int) -> None:
    lesson = _tie(world, 2)
    tied = [anchor.card_id for anchor in lessons.anchors_in(world.opened, lesson)]
    tying.untie(world.opened, lesson, tied[:count])


def _replace(world: World) -> None:
    wanted = Wanted("e", f"E{world.number}")
    replacing.carry_out(world.opened, replacing.preview(world.opened, world.notes, wanted))


def _restore(world: World, count: int) -> None:
    lying = [thrown.note_id for thrown in trash.contents(world.opened)]
    if len(lying) < count:
        trash.delete_notes(world.opened, world.notes[: count - len(lying)])
        lying = [thrown.note_id for thrown in trash.contents(world.opened)]
    if len(lying) < count:
        raise Nothing
    trash.restore(world.opened, lying[:count])


def _throw(world: World, count: int) -> None:
    if len(world.notes) < count:
        raise Nothing
    trash.delete_notes(world.opened, world.rng.sample(world.notes, count))


def _saved(world: World) -> str:
    return world.one([search.name for search in saved_searches.every(world.opened)])


def _tag(world: World) -> str:
    return world.one([tag.name for tag in tags.every(world.opened)])


def _unused_tag(world: World) -> None:
    tags.add(world.opened, world.notes[:1], [f"loose{world.number}"])
    tags.remove(world.opened, world.notes[:1], [f"loose{world.number}"])
    tags.clear_unused(world.opened)


ACTS: Mapping[str, Act] = {
    "accept-draft": lambda world: _accept(world, "1995"),
    "accept-drafts": lambda world: _accept(world, "1995", "grew"),
    "add-draft": _add_draft,
    "add-note": lambda world: editing.add(
        world.opened, f"New {world.number}::Deck", "cloze", CLOZE, ["b"]
    ),
    "add-preset": lambda world: deck_options.add_preset(
        world.opened, "More", deck_options.every_preset(world.opened)[0].options
    ),
    "add-tags": lambda world: tags.add(
        world.opened, world.notes, [f"t{world.number}", *world.some(TAGS)]
    ),
    "answer-card": lambda world: world.study().answer(world.rng.choice(list(Rating)), 1500),
    "bring-back-version": _bring_back,
    "bring-lesson": lambda world: studio.bring(
        world.opened, LessonText("More", f"{YEARS} And {world.number}.")
    ),
    "bury-card": lambda world: world.study().bury_card(),
    "bury-cards": lambda world: cards.bury(world.opened, world.some(world.cards)),
    "bury-note": lambda world: world.study().bury_note(),
    "change-kind": _typed,
    "change-language": lambda world: lesson_services.change_language(
        world.opened, world.lesson, world.rng.choice(["ru", "ky"])
    ),
    "change-options": _other_weights,
    "change-settings": lambda world: settings.save(
        world.opened, settings.Settings(learn_ahead_minutes=world.number + 1)
    ),
    "change-tags": lambda world: tags.exchange(
        world.opened, world.notes, [_tag(world)], [f"c{world.number}"]
    ),
    "choose-preset": _choose_preset,
    "clear-unused-tags": _unused_tag,
    "confirm-card": lambda world: _confirm(world, 1),
    "confirm-cards": lambda world: _confirm(world, 2),
    "create-deck": lambda world: new_decks.create(world.opened, f"Made {world.number}::Below"),
    "delete-deck": lambda world: deck_tree.delete(world.opened, world.one(world.decks)),
    "delete-note": lambda world: _throw(world, 1),
    "delete-notes": lambda world: _throw(world, 2),
    "delete-search": lambda world: saved_searches.delete(world.opened, _saved(world)),
    "delete-tags": lambda world: tags.delete(world.opened, [_tag(world)]),
    "describe-deck": lambda world: deck_tree.describe(
        world.opened, world.one(world.decks), f"About {world.number}"
    ),
    "discard-lesson": lambda world: studio.discard(world.opened, world.lesson),
    "edit-note": _edit,
    "find-and-replace": _replace,
    "flag-card": lambda world: world.study().flag(world.rng.randint(1, 7)),
    "flag-cards": lambda world: cards.flag(
        world.opened, world.some(world.cards), world.rng.randint(1, 7)
    ),
    "import": _import,
    "mend-cards": _mend,
    "mend-clock": _ran_ahead,
    "merge-decks": _merge_decks,
    "merge-tags": lambda world: tags.merge(world.opened, "b", f"m{world.number}"),
    "move-cards": lambda world: cards.move(
        world.opened, world.some(world.cards), world.one(world.decks)
    ),
    "move-deck": lambda world: deck_tree.move(
        world.opened, world.one(world.decks), world.rng.choice([None, *world.decks])
    ),
    "own-preset": lambda world: deck_options.own_preset(world.opened, world.one(world.decks)),
    "practise-card": _practise,
    "reject-draft": _reject,
    "remove-tags": lambda world: tags.remove(world.opened, world.notes, [_tag(world)]),
    "remove-unused-media": lambda world: safekeeping.remove_unused(world.opened),
    "rename-deck": lambda world: deck_tree.rename(
        world.opened, world.one(world.decks), f"Renamed {world.number}"
    ),
    "rename-preset": lambda world: deck_options.rename_preset(
        world.opened,
        world.one(deck_options.every_preset(world.opened)).id,
        f"Renamed {world.number}",
    ),
    "rename-lesson": lambda world: lesson_services.rename(
        world.opened, world.lesson, f"Title {world.number}"
    ),
    "rename-search": lambda world: saved_searches.rename(
        world.opened, _saved(world), f"Search {world.number}"
    ),
    "rename-tag": lambda world: tags.rename(world.opened, _tag(world), f"r{world.number}"),
    "reopen-draft": _reopen,
    "reposition-cards": lambda world: cards.reposition(
        world.opened, world.cards, world.number + 5, 2, shuffle=True, shift=True
    ),
    "reset-cards": lambda world: cards.reset(world.opened, world.cards),
    "restore-note": lambda world: _restore(world, 1),
    "restore-notes": lambda world: _restore(world, 2),
    "revise-card": lambda world: _revise(world, "1990"),
    "revise-draft": lambda world: _revise(world, "1995"),
    "revise-lesson": _new_version,
    "save-search": lambda world: saved_searches.save(
        world.opened, f"Kept {world.number}", "tag:river"
    ),
    "set-due": lambda world: cards.set_due(
        world.opened, world.some(world.cards), world.rng.choice(["0", "3-7", "20!"])
    ),
    "suspend-card": lambda world: world.study().suspend(),
    "suspend-cards": lambda world: cards.suspend(world.opened, world.some(world.cards)),
    "tie-card": lambda world: _tie(world, 1),
    "tie-cards": lambda world: _tie(world, 3),
    "unbury-cards": lambda world: _after(
        cards.bury(world.opened, world.cards), lambda: cards.unbury(world.opened, world.cards)
    ),
    "unsuspend-cards": lambda world: _after(
        cards.suspend(world.opened, world.cards),
        lambda: cards.unsuspend(world.opened, world.cards),
    ),
    "untie-card": lambda world: _untie(world, 1),
    "untie-cards": lambda world: _untie(world, 2),
}
"""By name; each may do what leads to it first, as acts of their own."""


def _after(_first: object, then: Callable[[], object]) -> None:
    then()
