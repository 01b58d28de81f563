"""What our own widgets tell: the level of a heading, nothing while hushed, no child too many."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.support.until import PATIENCE_MS
from ui.widgets.card import Card
from ui.widgets.roles import hushed, set_role
from ui.widgets.text import Heading


def told(widget: QWidget) -> QAccessibleInterface:
    """Return a widget as a screen reader is told of it."""
    answer = QAccessible.queryAccessibleInterface(widget)
    assert answer is not None
    return answer


def test_a_heading_tells_its_level(qtbot: QtBot) -> None:
    for level in (1, 2, 3):
        heading = Heading("Tea Group", level)
        qtbot.addWidget(heading)
        attributes = told(heading).attributesInterface()
        assert attributes.attributeKeys() == [QAccessible.Attribute.Level]
        assert attributes.attributeValue(QAccessible.Attribute.Level) == level


def test_what_has_no_level_can_be_asked_for_anything(qtbot: QtBot) -> None:
    card = Card()
    qtbot.addWidget(card)
    set_role(card, QAccessible.Role.Grouping)
    answer = told(card)
    assert answer.attributesInterface() is None
    assert answer.textInterface() is None
    assert answer.valueInterface() is None
    assert answer.actionInterface() is not None


def test_a_hushed_widget_tells_nobody(qtbot: QtBot) -> None:
    card = Card()
    qtbot.addWidget(card)
    set_role(card, QAccessible.Role.Grouping)
    with hushed(card):
        assert not told(card).isValid()
    assert told(card).isValid()


def test_what_scrolls_has_no_more_children_than_it_has(qtbot: QtBot) -> None:
    set_role(Card(), QAccessible.Role.Grouping)  # the first of ours in a program
    area = QScrollArea()
    qtbot.addWidget(area)
    words = QLabel("\n".join("Tea Group" for _ in range(200)))
    area.setWidget(words)
    area.show()
    qtbot.waitUntil(area.verticalScrollBar().isVisible, timeout=PATIENCE_MS)
    answer = told(area)
    assert answer.role() == QAccessible.Role.Client
    counted = answer.childCount()
    area.hide()
    assert all(answer.child(at) is None for at in (counted + 1, 1 << 28))
    assert told(words).parent().parent().object() is area
