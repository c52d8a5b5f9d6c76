"""This computer's clock and time zone; the one place that asks for the time."""

import time
from datetime import datetime

from typing_extensions import override

from kgstudy.domain.clock import Clock


class SystemClock(Clock):
    @override
    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    @override
    def wall(self, ms: int) -> datetime:
        return datetime.fromtimestamp(ms / 1000)

    @override
    def instant(self, wall: datetime) -> int:
        return int(wall.timestamp() * 1000)
