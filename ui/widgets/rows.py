"""Flow layout: side by side while it fits, below each other when it does not."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from accessibility.qt.palette import current_look


class Rows(QLayout):
    """Fills rows from the reading side. With `columns`, all get one width, so many a row at most.

    With `even` every row has as many, or there is one column: 4 stand as 4, 2 and 2, or 1 each.
    Without `columns` each keeps its own width. All in a row get the same height.
    `tight` columns may be as narrow as the longest word: better two lines than two rows;
    others are no narrower than `least` sizes of the ordinary text.
    The last `far` things stand at the other side, while everything is in one row.
    Every text size works: what does not fit moves to the next row, nothing is cut.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        columns: int = 0,
        far: int = 0,
        tight: bool = False,
        least: int = 12,
        even: bool = False,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self._tight = tight
        self._least = least
        self._even = even
        self._far = far
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more thing at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many things there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one thing, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one thing away, or None."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Grow sideways only."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at `width`."""
        edges = self.contentsMargins()
        inside = width - edges.left() - edges.right()
        return self._arrange(QRect(0, 0, inside, 0), move=False) + edges.top() + edges.bottom()

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one long row."""
        shown = self._shown()
        wide = sum(item.sizeHint().width() for item in shown) + self._gap() * (len(shown) - 1)
        edges = self.contentsMargins()
        wide = max(wide + edges.left() + edges.right(), self.minimumSize().width())
        return QSize(wide, self.heightForWidth(wide))

    def minimumSize(self) -> QSize:
        """Return the least size: the widest thing alone in a row."""
        shown = self._shown()
        least = QSize(
            max((item.minimumSize().width() for item in shown), default=0),
            max((item.minimumSize().height() for item in shown), default=0),
        )
        return least.grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _gap(self) -> int:
        return current_look().scale.gap(1.5)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        gap, y = self._gap(), rect.y()
        rows = self._rows(rect.width())
        for row in rows:
            high = max(_height(item, width) for item, width in row)
            x = 0
            for at, (item, width) in enumerate(row):
                if self._far and len(rows) == 1 and at == len(row) - self._far:
                    x = rect.width() - sum(width + gap for _, width in row[at:]) + gap
                if move:
                    item.setGeometry(self._mirrored(rect, x, y, width, high))
                x += width + gap
            y += high + gap
        return max(0, y - gap - rect.y()) if rows else 0

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        shown = self._shown()
        if self.columns and shown:
            return self._even_rows(shown, width)
        rows: list[list[tuple[QLayoutItem, int]]] = []
        used = width + 1
        for item in shown:
            wish = min(max(item.sizeHint().width(), item.minimumSize().width()), width)
            if not rows or used + self._gap() + wish > width:
                rows.append([])
                used = -self._gap()
            rows[-1].append((item, wish))
            used += self._gap() + wish
        return rows

    def _even_rows(
        self, shown: list[QLayoutItem], width: int
    ) -> list[list[tuple[QLayoutItem, int]]]:
        least = max(item.minimumSize().width() for item in shown)
        if not self._tight:
            least = max(least, self._least * current_look().scale.body)
        fitting = max(1, (width + self._gap()) // (least + self._gap()))
        columns = min(self.columns, fitting, len(shown))
        while self._even and len(shown) % columns:
            columns -= 1
        each = (width - self._gap() * (columns - 1)) // columns
        chunks = [shown[at : at + columns] for at in range(0, len(shown), columns)]
        return [[(item, each) for item in chunk] for chunk in chunks]

    def _mirrored(self, rect: QRect, x: int, y: int, width: int, height: int) -> QRect:
        parent = self.parentWidget()
        mirrored = parent and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = rect.right() + 1 - x - width if mirrored else rect.x() + x
        return QRect(left, y, width, height)


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
