"""Each rule of the audit finds a fault that was made on purpose, and what comes with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from accessibility.qt.palette import AppLook
from tests.support.all_scenes import SCENES
from tests.support.audit import audit, tab_order
from tests.support.audit_arrival import audit_arrival
from tests.support.audit_foot import MORE_ALIKE, OTHER_FEET, SAYS_BELOW, audit_foot
from tests.support.dressed import put_away, show, window_of
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import settle
from ui.navigation import Place
from ui.widgets.button import BigButton, Kind
from ui.widgets.choice_row import Choice
from ui.widgets.column import ItemList
from ui.widgets.page import Page
from ui.widgets.text import Heading, ListItem, Paragraph

TITLE = "A window"


class Poked(QPushButton):
    """A button that Enter presses, as large as it must be."""

    def __init__(self, text: str = "Go") -> None:
        super().__init__(text)
        self.setAutoDefault(True)
        self.setMinimumSize(120, 70)


class BareBox(QWidget):
    """Takes the focus and says nothing about itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(100, 70)


class Unringed(BigButton):
    """Paints itself as if it never had the focus."""

    def hasFocus(self) -> bool:
        """Deny it."""
        return False


class Deaf(BigButton):
    """Does not hear the Enter key."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear everything else."""
        if event.key() != Qt.Key.Key_Return:
            super().keyPressEvent(event)


class Pale(QLabel):
    """Grey words on a grey sheet."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#dddddd"))
        painter.setPen(QColor("#777777"))
        painter.drawText(self.rect(), self.text())
        painter.end()


def in_order(*things: QWidget) -> QWidget:
    """Return a window with a heading and `things`, which nothing is wrong with."""
    return window_of(Heading("What this is"), *things, title=TITLE)


def big(text: str) -> BigButton:
    return BigButton(text)


def no_title() -> QWidget:
    return window_of(Heading("What this is"), big("Go"), title="")


def no_heading() -> QWidget:
    return window_of(big("Go"), title=TITLE)


def level_skipped() -> QWidget:
    return in_order(Heading("A small part", 3), big("Go"))


def two_titles() -> QWidget:
    return in_order(Heading("What else this is"), big("Go"))


def no_level() -> QWidget:
    return in_order(Heading("A part", 0, size=2), big("Go"))


def point_of_no_list() -> QWidget:
    return in_order(ListItem("One of several."), big("Go"))


def list_of_nothing() -> QWidget:
    return in_order(ItemList([]), big("Go"))


def no_name() -> QWidget:
    icon_only = QToolButton()
    icon_only.setMinimumSize(60, 70)
    icon_only.setToolTip("Go")
    return in_order(icon_only)


def other_words() -> QWidget:
    button = big("Go")
    button.setAccessibleName("Continue")
    return in_order(button)


def no_role() -> QWidget:
    box = BareBox()
    box.setAccessibleName("A place")
    return in_order(box)


def small() -> QWidget:
    button = BigButton("Go", kind=Kind.QUIET)
    button.setFixedHeight(30)
    return in_order(button)


def main_too_low() -> QWidget:
    button = big("Go")
    button.setFixedHeight(50)
    return in_order(button)


def dead() -> QWidget:
    button = big("Go")
    button.setEnabled(False)
    return in_order(button)


def too_close() -> QWidget:
    window = in_order(big("Go"), big("Stay"))
    column = window.layout()
    assert column is not None
    column.setSpacing(3)
    return window


def same_name() -> QWidget:
    return in_order(big("Go"), big("Go"))


def too_many() -> QWidget:
    return in_order(*(big(name) for name in ("One", "Two", "Three", "Four", "Five", "Six")))


def no_stop() -> QWidget:
    button = big("Go")
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return in_order(button)


def wrong_order() -> QWidget:
    first, second = big("First"), big("Second")
    window = in_order(first, second, big("Third"))
    QWidget.setTabOrder(second, first)
    return window


def trap() -> QWidget:
    box = QPlainTextEdit()
    box.setAccessibleName("Your words")
    box.setMaximumHeight(100)
    return in_order(box, big("Go"))


class OneStop(Choice):
    """An answer as Qt itself would have it: the Tab key comes to one of them only."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        QPushButton.focusInEvent(self, event)


def one_stop() -> QWidget:
    answers = QWidget()
    column = QVBoxLayout(answers)
    column.setSpacing(20)
    for name in ("Light", "Dark"):
        column.addWidget(OneStop(name, answers))
    return in_order(answers, big("Go"))


def deaf_to_enter() -> QWidget:
    return in_order(Deaf("Go"))


def sideways() -> QWidget:
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    wide = Paragraph("A sentence.")
    wide.setFixedSize(3000, 60)
    area.setWidget(wide)
    return in_order(area)


def too_low_for_its_words() -> QWidget:
    words = Paragraph("A sentence that takes more than one line if it stands in a narrow place.")
    words.setFixedSize(120, 30)
    return in_order(words)


def outside() -> QWidget:
    box = QWidget()
    box.setFixedSize(200, 60)
    label = Paragraph("A sentence.", parent=box)
    label.setGeometry(QRect(QPoint(150, 0), label.sizeHint()))
    return in_order(box)


def pale() -> QWidget:
    return in_order(Pale("A sentence that is hard to see."))


def no_ring() -> QWidget:
    return in_order(Unringed("Go"))


@pytest.mark.parametrize(
    ("rules", "make"),
    [
        ("title", no_title),
        ("heading", no_heading),
        ("level", level_skipped),
        ("level", two_titles),
        ("level", no_level),
        ("list", point_of_no_list),
        ("list", list_of_nothing),
        ("name press ring", no_name),
        ("label", other_words),
        ("role ring", no_role),
        ("size cut", small),
        ("size cut", main_too_low),
        ("disabled reach", dead),
        ("gap", too_close),
        ("duplicate", same_name),
        ("choices", too_many),
        ("reach", no_stop),
        ("order", wrong_order),
        ("trap ring round", trap),
        ("reach", one_stop),
        ("press", deaf_to_enter),
        ("press name ring", no_name),
        ("scroll cut", sideways),
        ("cut", too_low_for_its_words),
        ("cut", outside),
        ("contrast", pale),
        ("ring", no_ring),
    ],
)
def test_a_fault_is_found(
    rules: str, make: Callable[[], QWidget], look: AppLook, qtbot: QtBot
) -> None:
    window = make()
    qtbot.addWidget(window)
    show(window, 700, 700)
    assert {fault.rule for fault in audit(window)} == set(rules.split())


def test_nothing_is_found_where_nothing_is_wrong(look: AppLook, qtbot: QtBot) -> None:
    points = ItemList([ListItem("One of two."), ListItem("Two of two.")])
    window = in_order(Paragraph("A sentence."), Heading("A part", 2), points, big("Go"))
    qtbot.addWidget(window)
    show(window, 700, 500)
    assert audit(window) == []


def test_it_leaves_no_trace(look: AppLook, qtbot: QtBot) -> None:
    button = big("Go")
    pressed: list[bool] = []
    button.clicked.connect(pressed.append)
    window = in_order(button, big("Stay"))
    qtbot.addWidget(window)
    show(window, 700, 500)
    button.setFocus()
    audit(window)
    assert pressed == []
    assert button.hasFocus()
    assert not button.isDown()


def test_plain_qt_buttons_are_measured_too(look: AppLook, qtbot: QtBot) -> None:
    window = in_order(Poked(), QCheckBox("Small"))
    qtbot.addWidget(window)
    show(window, 700, 500)
    assert {"size", "ring"} <= {fault.rule for fault in audit(window)}


def test_two_columns_are_read_one_after_the_other(look: AppLook, qtbot: QtBot) -> None:
    window = QWidget()
    places = {"Left top": (0, 0), "Left below": (0, 100), "Right": (300, 0)}
    for name, place in places.items():
        button = BigButton(name, parent=window)
        button.setGeometry(QRect(QPoint(*place), button.sizeHint()))
    qtbot.addWidget(window)
    show(window, 700, 500)
    assert [stop.property("text") for stop in tab_order(window)] == list(places)
    assert "order" not in {fault.rule for fault in audit(window)}


async def test_what_is_told_first_is_heard(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SOUND_CHECK)
    show(window, 1024, 768)
    assert audit_arrival(window, is_new=True) == []
    (main,) = (one for one in window.findChildren(BigButton) if one.kind is Kind.MAIN)
    window.screen_shown.begin_at(main, told="The sound has changed.")
    assert audit_arrival(window) == []
    assert {fault.rule for fault in audit_arrival(window, is_new=True)} == {"arrival"}
    (home,) = (one for one in window.findChildren(BigButton) if one.text() == "Home")
    home.setFocus()
    assert {fault.rule for fault in audit_arrival(window)} == {"arrival"}
    window.screen_shown.findChildren(Heading)[0].hide()
    assert {fault.rule for fault in audit_arrival(window)} == {"arrival", "title"}


async def test_the_main_button_is_measured(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SOUND_CHECK)
    assert audit_foot(window) == []
    (main,) = (one for one in window.findChildren(BigButton) if one.kind is Kind.MAIN)
    main.hint = "It plays for 3 seconds."
    show(window, 1024, 768)
    assert {fault.rule for fault in audit_foot(window)} == {"foot"}


async def test_a_main_button_that_scrolls_is_found(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SOUND_CHECK)
    (main,) = (one for one in window.findChildren(BigButton) if one.kind is Kind.MAIN)
    page = window.screen_shown.findChildren(Page)[0]
    page.add(main)
    show(window, 1024, 768)
    assert "scrolls," in [fault.detail.split()[0] for fault in audit_foot(window)]
    page.add(BigButton("Go on", kind=Kind.MAIN))
    await settle()
    assert {fault.rule for fault in audit_foot(window)} == {"foot", "main"}


async def test_many_alike_beside_the_main_button_are_found(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SOUND_CHECK)
    page = window.screen_shown.findChildren(Page)[0]
    page.add(*(BigButton(f"Way {number}") for number in range(3)))
    show(window, 1024, 768)
    assert {fault.rule for fault in audit_foot(window)} == {"weight"}


EXCEPTIONS = (
    (SAYS_BELOW, Place.OPENING, "opening-moved"),
    (SAYS_BELOW, Place.CAPTIONER, "captioner-kept"),
    (OTHER_FEET, Place.SESSION, "session"),
    (MORE_ALIKE, Place.OPENING, "opening-passcode"),
    (MORE_ALIKE, Place.SESSION, "reminder-in-another-session"),
    (MORE_ALIKE, Place.SHOW_CARD, "show_card"),
)
"""Each exception that there is, with a scene that needs it."""


def test_each_exception_is_known() -> None:
    for places in (SAYS_BELOW, OTHER_FEET, MORE_ALIKE):
        assert set(places) == {place for each, place, _ in EXCEPTIONS if each is places}


@pytest.mark.parametrize("scene", [scene for *_, scene in EXCEPTIONS])
async def test_each_exception_is_needed(scene: str, look: AppLook, example: Example) -> None:
    window = await SCENES[scene](example)
    show(window, 1024, 768)
    found, strictly = audit_foot(window), audit_foot(window, is_strict=True)
    put_away(window)
    assert found == [] and strictly != []
