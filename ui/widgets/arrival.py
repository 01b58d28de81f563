"""What a screen reader hears on arrival: heading and key sentence, then the control.

Screen readers tell what has the focus, and little else: Orca 43 speaks no announcement
and no page that changed. So the control that the focus is moved to is labelled, until
the focus leaves it, by the heading above it and the first sentence below that.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.widgets.roles import has_role
from ui.widgets.text import Heading, Paragraph


class _Label(QLabel):
    """A hidden label of a control, beside it; the label it has on the screen waits.

    A group is told before what is in it: for an answer the name of the question is longer.
    It stays for the next arrival, with nobody to label: each child that goes makes Qt look
    through all that is laid out around it.
    """

    def __init__(self, control: QWidget, beside: QWidget) -> None:
        super().__init__(beside)
        self.hide()
        self.control, self._beside = control, beside
        self._nobody = QWidget(self)
        self._own: list[QLabel] = []
        self._group = ""
        control.installEventFilter(self)

    def begin(self, words: list[str]) -> None:
        """Label the control by these words, and by its own label after them."""
        self._group = self._beside.accessibleName() if has_role(self._beside) else ""
        if self._group:
            self._beside.setAccessibleName(" ".join([*map(_ended, words), self._group]))
            return
        self._own = labels_of(self.control)
        self.setText(" ".join([*map(_ended, words), *(label.text() for label in self._own)]))
        for label in self._own:
            label.setBuddy(self)
        self.setBuddy(self.control)

    def end(self) -> None:
        """Let the control have its own label alone."""
        if self._group:
            self._beside.setAccessibleName(self._group)
            self._group = ""
        self.setBuddy(self._nobody)
        for label in self._own:
            label.setBuddy(self.control)
        self._own = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End with the focus, if it goes to something else in the window."""
        if event.type() == QEvent.Type.FocusOut and self.control.window().isActiveWindow():
            self.end()
        return super().eventFilter(watched, event)


def arrive_at(control: QWidget, around: QWidget, *, told: str = "") -> None:
    """Move the focus to a control, and let it be told what stands before it in `around`.

    Where something new is `told` elsewhere on the screen, that is what it is told with.
    """
    beside = control.parentWidget()
    if beside is not None:
        there = (one for one in beside.findChildren(_Label) if one.control is control)
        label = next(there, None) or _Label(control, beside)
        label.end()
        if words := [told] if told else words_before(control, around):
            label.begin(words)
    control.setFocus()


def words_before(control: QWidget, around: QWidget) -> list[str]:
    """Return the first heading before a control, and the first sentence between the two.

    What is told after the control, as its description, is left out.
    """
    heading, sentence = "", ""
    for thing in around.findChildren(QWidget):
        if thing is control or (heading and sentence):
            break
        if not isinstance(thing, Heading | Paragraph) or not _is_told(thing, around):
            continue
        if isinstance(thing, Heading) and not heading:
            heading, sentence = thing.text(), ""
        elif isinstance(thing, Paragraph) and not sentence:
            sentence = thing.text()
    after = ("", control.accessibleDescription())
    return [text for text in (heading, sentence) if text not in after]


def labels_of(control: QWidget) -> list[QLabel]:
    """Return the labels that stand beside a control and belong to it."""
    beside = control.parentWidget()
    found = beside.findChildren(QLabel) if beside is not None else []
    return [one for one in found if one.buddy() is control]


def _is_told(text: QLabel, around: QWidget) -> bool:
    """Say whether words are there, and are not told with a control or a group anyway."""
    beside = text.parentWidget()
    is_name = beside is not None and beside.accessibleName() == text.text()
    is_there = bool(text.text().strip()) and not _is_put_away(text, around)
    return is_there and text.buddy() is None and not is_name


def _is_put_away(thing: QWidget, around: QWidget) -> bool:
    """Say whether it is hidden on purpose. What has just been added is only shown in a moment."""
    here: QWidget | None = thing
    while here is not None and here is not around:
        if here.isHidden() and here.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            return True
        here = here.parentWidget()
    return False


def _ended(text: str) -> str:
    """Let a text end, so that the voice rests before the next."""
    return f"{text}." if text[-1:].isalnum() else text
