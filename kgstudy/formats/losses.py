"""What of a parcel has no place in a file, told before it is written."""

from kgstudy.domain.parcel import Parcel


def schedules(parcel: Parcel) -> tuple[str, ...]:
    if any(card.standing or card.log for note in parcel.notes for card in note.cards or ()):
        return ("Schedules and answers stay behind.",)
    return ()


def lessons(parcel: Parcel) -> tuple[str, ...]:
    count = len(parcel.lessons)
    return (f"Lessons stay behind, and only their cards are written: {count:,}.",) if count else ()


def media(parcel: Parcel) -> tuple[str, ...]:
    count = len(parcel.media)
    return (f"Pictures and sounds stay behind: {count:,}.",) if count else ()
