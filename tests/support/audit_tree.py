"""The accessibility audit of the accessible tree: what assistive tools are told about a window.

Reads the tree of `QAccessible` interfaces, as a screen reader's bridge does, and
answers every fault it finds. The rules are numbers from WCAG 2.2 and our own bar.
`tests/support/audit.py` adds what only widgets know: the keyboard, the layout, the paint.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface

from accessibility.look.text_size import LEAST_GAP, LEAST_TARGET, MAIN_TARGET

MOST_CHOICES = 5

_Role = QAccessible.Role
PRESSED = frozenset(
    {_Role.Button, _Role.RadioButton, _Role.CheckBox, _Role.Link, _Role.Switch, _Role.ButtonMenu}
)
FILLED_IN = frozenset({_Role.EditableText, _Role.ComboBox, _Role.SpinBox, _Role.Slider})
MEANINGLESS = frozenset(
    {_Role.NoRole, _Role.Client, _Role.Window, _Role.Pane, _Role.Border, _Role.Canvas}
)


@dataclass(frozen=True)
class Fault:
    """One broken rule: which, on what, and what is wrong."""

    rule: str
    where: str
    detail: str


@dataclass(frozen=True)
class Seen:
    """One thing as assistive tools see it. The object is its QWidget.

    `within` is the role of what it stands in, `level` that of a heading, else 0. `scrolls_in`
    is the scroll area it stands in, `seen_through` what that leaves in sight.
    """

    thing: QObject
    name: str
    role: QAccessible.Role
    rect: QRect
    can_focus: bool
    is_disabled: bool
    within: QAccessible.Role
    level: int
    scrolls_in: QObject | None
    seen_through: QRect

    @property
    def where(self) -> str:
        """Return what to call it in a report."""
        kind = self.thing.metaObject().className()
        return f"{kind} {self.name!r}"

    @property
    def is_choice(self) -> bool:
        """Say whether it counts among the few choices of a screen: a button, not a quiet one."""
        return self.role == _Role.Button and self.thing.property("is_choice") is not False


def audit_tree(window: QObject) -> list[Fault]:
    """Return every fault that the accessible tree of a shown window has."""
    seen = list(look_through(window))
    return [
        *_window(window, seen),
        *(fault for each in seen if each.can_focus for fault in _focusable(each)),
        *_levels(seen),
        *_lists(seen),
        *_disabled(seen),
        *_gaps(seen),
        *_same_names(seen),
    ]


def look_through(window: QObject) -> Iterator[Seen]:
    """Yield every visible thing of a window, in the order of its tree."""
    top = QAccessible.queryAccessibleInterface(window)
    if top is not None:
        yield from _walk(top, None, top.rect())


def _walk(
    interface: QAccessibleInterface, scrolls_in: QObject | None, seen_through: QRect
) -> Iterator[Seen]:
    for index in range(interface.childCount()):
        child = interface.child(index)
        if child is None or child.state().invisible:
            continue
        thing = child.object()
        if thing is not None:
            yield _seen(child, thing, interface.role(), scrolls_in, seen_through)
        if thing is not None and thing.inherits("QAbstractScrollArea"):
            yield from _walk(child, thing, seen_through.intersected(child.rect()))
        else:
            yield from _walk(child, scrolls_in, seen_through)


def _seen(
    interface: QAccessibleInterface,
    thing: QObject,
    within: QAccessible.Role,
    scrolls_in: QObject | None,
    seen_through: QRect,
) -> Seen:
    state = interface.state()
    return Seen(
        thing=thing,
        name=interface.text(QAccessible.Text.Name),
        role=interface.role(),
        rect=interface.rect(),
        can_focus=bool(state.focusable),
        is_disabled=bool(state.disabled),
        within=within,
        level=_level(interface),
        scrolls_in=scrolls_in,
        seen_through=seen_through,
    )


def _level(interface: QAccessibleInterface) -> int:
    """Return the level that a heading tells; 0 of what is none, or tells none."""
    attributes = interface.attributesInterface()
    if interface.role() != _Role.Heading or attributes is None:
        return 0
    return int(attributes.attributeValue(QAccessible.Attribute.Level))


def _window(window: QObject, seen: list[Seen]) -> Iterator[Fault]:
    where = window.metaObject().className()
    if not str(window.property("windowTitle") or "").strip():
        yield Fault("title", where, "the window has no title")
    if not any(each.role == _Role.Heading for each in seen):
        yield Fault("heading", where, "nothing says what this screen is")
    choices = [each.name for each in seen if each.is_choice]
    if len(choices) > MOST_CHOICES:
        yield Fault("choices", where, f"{len(choices)} choices: {', '.join(choices)}")


def _focusable(each: Seen) -> Iterator[Fault]:
    if not each.name.strip():
        yield Fault("name", each.where, "has no name")
    label = _visible_words(each)
    if label and label not in each.name:
        yield Fault("label", each.where, f"shows {label!r}, which is not in its name")
    if each.role in MEANINGLESS:
        yield Fault("role", each.where, f"has the role {each.role.name}, which says nothing")
    if each.role in PRESSED | FILLED_IN:
        yield from _size(each)


def _size(each: Seen) -> Iterator[Fault]:
    high = MAIN_TARGET if each.is_choice else LEAST_TARGET
    if each.rect.width() < LEAST_TARGET or each.rect.height() < high:
        size = f"{each.rect.width()} by {each.rect.height()}"
        yield Fault("size", each.where, f"is {size}, less than {LEAST_TARGET} by {high}")


def _visible_words(each: Seen) -> str:
    if each.role not in PRESSED:
        return ""
    return str(each.thing.property("text") or "").replace("&", "").strip()


def _levels(seen: list[Seen]) -> Iterator[Fault]:
    """Find headings that cannot be jumped to by their level, as one goes down a page.

    What stands above every screen, a reminder, is a part of the window, and so of level 2.
    """
    headings = [each for each in seen if each.role == _Role.Heading]
    for each in headings:
        if each.level < 1:
            yield Fault("level", each.where, "is a heading and does not tell of which level")
    before = 1
    for each in headings:
        if each.level > before + 1:
            yield Fault("level", each.where, f"of level {each.level} comes after one of {before}")
        before = each.level
    for each in [one for one in headings if one.level == 1][1:]:
        yield Fault("level", each.where, "is a second heading of level 1")


def _lists(seen: list[Seen]) -> Iterator[Fault]:
    """Find points that stand in no list, which would say how many they are, and empty lists."""
    for each in seen:
        if each.role == _Role.ListItem and each.within != _Role.List:
            yield Fault("list", each.where, "is a point of no list")
        if each.role == _Role.List and not any(one.thing.parent() is each.thing for one in seen):
            yield Fault("list", each.where, "is a list of nothing")


def _disabled(seen: list[Seen]) -> Iterator[Fault]:
    for each in seen:
        if each.is_disabled and each.role in PRESSED | FILLED_IN:
            yield Fault("disabled", each.where, "is dead, and does not say why")


def _gaps(seen: list[Seen]) -> Iterator[Fault]:
    pressed = [each for each in seen if each.role in PRESSED | FILLED_IN]
    for one, other in combinations(pressed, 2):
        gap = _gap(one, other)
        if gap < LEAST_GAP:
            yield Fault("gap", one.where, f"is {gap} pixels from {other.where}")


def _gap(one: Seen, other: Seen) -> int:
    """Return how far apart two things are; what is scrolled out of sight is near nothing else."""
    if one.scrolls_in is other.scrolls_in:
        return _distance(one.rect, other.rect)
    seen = [each.rect.intersected(each.seen_through) for each in (one, other)]
    return LEAST_GAP if any(rect.isEmpty() for rect in seen) else _distance(*seen)


def _distance(one: QRect, other: QRect) -> int:
    sideways = max(one.left(), other.left()) - min(one.right(), other.right()) - 1
    updown = max(one.top(), other.top()) - min(one.bottom(), other.bottom()) - 1
    return max(sideways, updown)


def _same_names(seen: list[Seen]) -> Iterator[Fault]:
    named = Counter((each.name, each.role) for each in seen if each.role in PRESSED | FILLED_IN)
    for (name, role), count in named.items():
        if count > 1 and name:
            yield Fault("duplicate", f"{role.name} {name!r}", f"is there {count} times")
