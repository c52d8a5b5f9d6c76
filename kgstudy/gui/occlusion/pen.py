"""A shape while it is being drawn, by mouse or by keys."""

from kgstudy.domain import masks
from kgstudy.domain.card_types.occlusion import Kind, Point, Shape
from kgstudy.domain.masks import Box

_FEWEST = 3
_NEAR = 1e-6


class Pen:
    """Two corners make a box; a polygon has any number, and ends where it began."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.corners: tuple[Point, ...] = ()
        self.at: Point = (0.5, 0.5)
        """Where it is held over the picture."""

    @property
    def is_down(self) -> bool:
        return bool(self.corners)

    @property
    def shape(self) -> Shape | None:
        """What it would be, were the next corner here."""
        if not self.corners:
            return None
        return self._made((*self.corners, self.at))

    def set_corner(self) -> Shape | None:
        """Sets one where it is held; returns the shape once it is whole, and begins anew."""
        if self.kind == "polygon":
            again = self.corners and (self._is_at(self.corners[0]) or self._is_at(self.corners[-1]))
            if again:
                return self.close()
            self.corners = (*self.corners, self.at)
            return None
        if not self.corners:
            self.corners = (self.at,)
            return None
        return self.close((*self.corners, self.at))

    def close(self, corners: tuple[Point, ...] | None = None) -> Shape | None:
        """The shape of the corners that are set, if they are enough for one."""
        wanted = self.corners if corners is None else corners
        if self.kind == "polygon" and len(wanted) < _FEWEST:
            return None
        made = self._made(wanted)
        self.lift()
        box = masks.bounds(made)
        return made if box.right > box.left and box.bottom > box.top else None

    def take_back(self) -> None:
        """The last corner."""
        self.corners = self.corners[:-1]

    def lift(self) -> None:
        """Forgets what was begun."""
        self.corners = ()

    def _is_at(self, corner: Point) -> bool:
        return max(abs(self.at[0] - corner[0]), abs(self.at[1] - corner[1])) < _NEAR

    def _made(self, corners: tuple[Point, ...]) -> Shape:
        if self.kind == "polygon":
            return masks.polygon(corners)
        across, down = zip(*corners, strict=True)
        box = Box(min(across), min(down), max(across), max(down))
        return masks.boxed(Shape(self.kind, 0, 0), box)
