"""What the coming days bring."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from kgstudy.domain.clock import Calendar
from kgstudy.gui import wording
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.bar_chart import Bar, BarChart
from kgstudy.gui.widgets.label import label


class WeekPanel(QFrame):
    """How many cards come on each of the next seven days."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._heading = label(self.tr("The week ahead"), "heading")
        self._chart = BarChart(look, self.tr("The week ahead"))
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._chart, 1)

    def show_week(self, week: tuple[int, ...], calendar: Calendar) -> None:
        days = wording.coming_days(calendar, len(week))
        bars = []
        for place, (day, count) in enumerate(zip(days, week, strict=True)):
            name = wording.weekday(day) if place else self.tr("Today")
            date = wording.long_date(day) if place else self.tr("Today")
            cards = wording.several(count, "1 card", "%n cards")
            bars.append(Bar(name, count, f"{date}: {cards}"))
        self._chart.show_bars(bars)

    def arrange(self, look: Look) -> None:
        self._column.setContentsMargins(look.px(24), look.px(20), look.px(24), look.px(20))
        self._column.setSpacing(look.px(12))
