"""The smaller building blocks: what they show, what they tell, what they emit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QProgressBar, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from accessibility.qt.palette import AppLook, Look
from resources.words import Explained, Words
from tests.support.dressed import show, window_of
from ui.widgets.button import BigButton
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.field import LabelledField
from ui.widgets.level_meter import LevelMeter, loudness
from ui.widgets.notice import Notice
from ui.widgets.page import COLUMN, Page
from ui.widgets.progress import ProgressLine
from ui.widgets.state_line import StatusLine
from ui.widgets.text import Heading, Paragraph
from ui.widgets.top_bar import TopBar

WORDS = Words()
SENTENCE = "Nothing that you press here can break your computer, and you can always go back. "


@pytest.fixture(autouse=True)
def dressed_app(look: AppLook) -> None:
    """Have the usual look."""


def told(widget: QWidget, kind: QAccessible.Text = QAccessible.Text.Name) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(kind)


def role(widget: QWidget) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.role()


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def button_named(widget: QWidget, name: str) -> BigButton:
    return next(each for each in widget.findChildren(BigButton) if each.text() == name)


# Text


def test_a_heading_is_one_to_a_screen_reader(qtbot: QtBot) -> None:
    heading = Heading("Your next session", level=2)
    qtbot.addWidget(heading)
    assert (role(heading), told(heading)) == (QAccessible.Role.Heading, "Your next session")
    heading.setText("Today")
    assert told(heading) == "Today"
    assert heading.level == 2


def test_headings_come_and_go_without_harm(qtbot: QtBot) -> None:
    window = window_of()
    qtbot.addWidget(window)
    for number in range(600):
        heading = Heading(str(number), parent=window)
        assert told(heading) == str(number)
        delete(heading)


def test_lines_stay_short_on_a_wide_screen(qtbot: QtBot) -> None:
    text = Paragraph(SENTENCE * 5)
    qtbot.addWidget(text)
    assert text.heightForWidth(2000) == text.heightForWidth(1000) < text.heightForWidth(400)


def test_text_is_never_markup(qtbot: QtBot) -> None:
    text = Paragraph("<b>Tea</b> & cake")
    qtbot.addWidget(text)
    assert told(text) == "<b>Tea</b> & cake"


def test_text_follows_the_look(look: AppLook, qtbot: QtBot) -> None:
    text = Paragraph(SENTENCE)
    qtbot.addWidget(text)
    small = text.heightForWidth(400)
    look.wear("dark", 200)
    assert text.heightForWidth(400) > 2 * small


# The page


def test_a_page_is_a_column_in_the_middle(qtbot: QtBot) -> None:
    page = Page()
    text = Paragraph(SENTENCE)
    page.add(text)
    qtbot.addWidget(page)
    show(page, 1400, 500)
    assert text.width() <= COLUMN * 19
    assert abs(text.x() - (1400 - text.width()) // 2) < 20


def test_tab_brings_what_has_the_focus_into_sight(qtbot: QtBot) -> None:
    page = Page()
    first, last = BigButton("First"), BigButton("Last")
    page.add(first, *(Paragraph(SENTENCE * 3) for _ in range(20)), last)
    window = window_of(page)
    qtbot.addWidget(window)
    show(window, 600, 400)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert last.hasFocus()
    assert last.visibleRegion().boundingRect() == last.rect()


# The bar


def test_the_bar_keeps_its_places(qtbot: QtBot) -> None:
    bar = TopBar(WORDS)
    wanted: list[str] = []
    bar.home_wanted.connect(lambda: wanted.append("home"))
    bar.back_wanted.connect(lambda: wanted.append("back"))
    bar.settings_wanted.connect(lambda: wanted.append("settings"))
    bar.help_wanted.connect(lambda: wanted.append("help"))
    qtbot.addWidget(bar)
    show(bar, 800, 80)
    buttons = bar.findChildren(BigButton)
    for each in buttons:
        QTest.keyClick(each, Qt.Key.Key_Return)
    assert wanted == ["home", "back", "settings", "help"]
    places = [each.geometry() for each in buttons if each.text() != WORDS("top_bar.back")]
    bar.show_back(can_go_back=False)
    QApplication.processEvents()
    after = [each.geometry() for each in buttons if each.isVisible()]
    assert after == places


@pytest.mark.parametrize(("percent", "width"), [(400, 640), (400, 1366), (200, 640), (100, 640)])
def test_the_bar_keeps_to_one_row(percent: int, width: int, look: AppLook, qtbot: QtBot) -> None:
    bar = TopBar(WORDS)
    qtbot.addWidget(bar)
    look.wear("light", percent)
    show(bar, width, 200)
    buttons = bar.findChildren(BigButton)
    assert len({button.y() for button in buttons}) == 1
    assert bar.needs(width) < 2 * buttons[0].height()
    assert all(button.visibleRegion().boundingRect() == button.rect() for button in buttons)


# Questions and fields


def test_a_question_names_its_answers(qtbot: QtBot) -> None:
    row = ChoiceRow("Colours", [("light", "Light"), ("dark", "Dark")], "light")
    picked: list[object] = []
    row.picked.connect(picked.append)
    window = window_of(row)
    qtbot.addWidget(window)
    show(window, 600, 300)
    light, dark = row.findChildren(Choice)
    assert (role(row), told(row)) == (QAccessible.Role.Grouping, "Colours")
    assert role(light) == QAccessible.Role.RadioButton
    assert row.value == "light"
    QTest.keyClick(dark, Qt.Key.Key_Return)
    assert (row.value, picked) == ("dark", ["dark"])
    row.choose("light")
    assert (row.value, picked) == ("light", ["dark"])


def test_arrows_go_from_answer_to_answer(qtbot: QtBot) -> None:
    row = ChoiceRow("Size", [(100, "Large"), (200, "Larger"), (400, "Largest")], 100, columns=1)
    picked: list[object] = []
    row.picked.connect(picked.append)
    window = window_of(row)
    qtbot.addWidget(window)
    show(window, 600, 300)
    first = row.findChildren(Choice)[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert (row.value, picked) == (200, [200])


def test_a_field_has_its_name_and_says_what_is_wrong(qtbot: QtBot) -> None:
    field = LabelledField("Calendar address", hint="It starts with https.")
    window = window_of(field)
    qtbot.addWidget(window)
    show(window, 600, 300)
    line = field.findChildren(QLineEdit)[0]
    description = QAccessible.Text.Description
    assert (told(line), told(line, description)) == ("Calendar address", "It starts with https.")
    line.setText("htps://group")
    field.show_error("It must start with https.")
    assert told(line, description) == "It must start with https."
    assert "It must start with https." in texts(field)
    assert field.text() == "htps://group"
    field.clear()
    assert field.text() == ""
    assert texts(field) == ["Calendar address", "It starts with https."]


def test_enter_accepts_what_was_written(qtbot: QtBot) -> None:
    field = LabelledField("Name")
    accepted: list[str] = []
    edited: list[str] = []
    field.accepted.connect(lambda: accepted.append(field.text()))
    field.edited.connect(edited.append)
    qtbot.addWidget(field)
    show(field, 400, 150)
    field.line.setFocus()
    QTest.keyClicks(field.findChildren(QLineEdit)[0], "Jo")
    QTest.keyClick(field.findChildren(QLineEdit)[0], Qt.Key.Key_Return)
    assert (accepted, edited) == (["Jo"], ["J", "Jo"])


# What is told


def test_a_notice_says_what_happened_and_what_next(qtbot: QtBot) -> None:
    what = Explained("You are offline.", "Check your Wi-Fi.")
    notice = Notice(what)
    notice.add(again := BigButton("Try again"))
    qtbot.addWidget(notice)
    assert texts(notice) == [what.happened, what.next]
    assert again.parentWidget() is notice


def test_progress_is_told_and_can_be_stopped(qtbot: QtBot) -> None:
    line = ProgressLine("Getting the words", "Stop")
    stopped: list[bool] = []
    line.stopped.connect(lambda: stopped.append(True))
    qtbot.addWidget(line)
    show(line, 500, 250)
    assert texts(line) == ["Getting the words"]
    line.show_progress(WORDS, 30, 60)
    assert texts(line) == ["Getting the words", "50 per cent"]
    assert line.findChildren(QProgressBar)[0].value() == 50
    line.show_progress(WORDS, 1, 0)
    assert texts(line) == ["Getting the words"]
    QTest.keyClick(button_named(line, "Stop"), Qt.Key.Key_Return)
    assert stopped == [True]


@pytest.mark.parametrize(
    ("level", "name"), [(0.0, "none"), (0.2, "quiet"), (0.6, "good"), (1.0, "loud"), (7.0, "loud")]
)
def test_a_level_has_a_name(level: float, name: str) -> None:
    assert loudness(level) == name


def test_a_level_is_told_in_words(qtbot: QtBot) -> None:
    meter = LevelMeter(WORDS)
    qtbot.addWidget(meter)
    assert told(meter) == WORDS("level_meter.name")
    meter.show_level(0.6)
    assert meter.word == told(meter, QAccessible.Text.Description) == WORDS("level_meter.good")


def test_a_level_keeps_still_for_who_wants_less_motion(qtbot: QtBot, qapp: QApplication) -> None:
    meter = LevelMeter(WORDS)
    qtbot.addWidget(meter)
    worn = qapp.property("parlour_look")
    qapp.setProperty("parlour_look", Look(still=True))
    try:
        meter.show_level(0.5)
        before = meter.grab().toImage()
        meter.show_level(0.7)
        assert meter.grab().toImage() == before
        meter.show_level(1.0)
        assert meter.grab().toImage() != before
    finally:
        qapp.setProperty("parlour_look", worn)


def test_the_honest_line_never_becomes_lower(look: AppLook, qtbot: QtBot) -> None:
    line = StatusLine(WORDS)
    qtbot.addWidget(line)
    show(line, 300, 100)
    line.show_state("Listening to My headset. Nobody is speaking.", 0.0)
    high = line.sizeHint().height()
    line.show_state("Listening.", 0.4)
    assert line.minimumSizeHint().height() == line.heightForWidth(300) == high
    show(line, 600, 100)
    line.show_state("Listening.", 0.4)
    assert line.heightForWidth(600) < high


def test_nothing_scrolls_sideways(look: AppLook, qtbot: QtBot) -> None:
    look.wear("light", 400)
    page = Page()
    page.add(Heading("A very long heading indeed"), BigButton("Incomprehensibilities"))
    qtbot.addWidget(page)
    show(page, 640, 480)
    assert all(
        area.horizontalScrollBar().maximum() == 0
        for area in [page, *page.findChildren(QScrollArea)]
    )
