"""What goes out when it is chosen card by card."""

from kgstudy.services import exporting, listing
from kgstudy.store.collection import Collection
from tests.builders import basic, collection, deck_of, note

BOTH = {"front": "a", "back": "b", "note": ""}


def gathered(opened: Collection) -> list[tuple[str, int]]:
    """The notes that leave, each with its number of cards."""
    last = listing.find_ids(opened, "")[-1]
    parcel = exporting.gather(opened, chosen=[last])
    return [(each.guid, len(each.cards or ())) for each in parcel.notes]


def test_only_the_chosen_cards_leave() -> None:
    with collection() as opened:
        deck_of(opened, [basic("a"), note("both", "both-ways", BOTH)])
        assert gathered(opened) == [("deck-of-rivers/both", 1)]
