"""Reads the system's preferences: dark or light, more contrast, less motion."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication


class SystemWishes(QObject):
    """The computer's wishes, read afresh each time; `changed` tells when one may have changed.

    Qt older than 6.10 cannot tell contrast, older than 6.12 cannot tell motion,
    and few Linux desktops tell either: then nothing special is wished.
    """

    changed = Signal()

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        # The hints objects must be held: PySide deletes what nobody refers to.
        self._hints = app.styleHints()
        self._access = (
            self._hints.accessibility() if hasattr(self._hints, "accessibility") else None
        )
        self._hints.colorSchemeChanged.connect(self._tell)
        if self._access is not None:
            self._access.contrastPreferenceChanged.connect(self._tell)
            motion_changed = getattr(self._access, "motionPreferenceChanged", None)
            if motion_changed is not None:
                motion_changed.connect(self._tell)

    @property
    def is_dark(self) -> bool:
        """Say whether the computer shows itself dark."""
        return self._hints.colorScheme() == Qt.ColorScheme.Dark

    @property
    def wants_contrast(self) -> bool:
        """Say whether the person asked for more contrast."""
        if self._access is None:
            return False
        return self._access.contrastPreference() == Qt.ContrastPreference.HighContrast

    @property
    def wants_stillness(self) -> bool:
        """Say whether the person asked for less motion."""
        preference = getattr(self._access, "motionPreference", None)
        return preference is not None and preference().name == "ReducedMotion"

    def follow_scheme(self, *, dark: bool | None) -> None:
        """Ask for window frames that fit a dark or light theme; None: the computer's own."""
        if dark is None:
            self._hints.unsetColorScheme()
        else:
            scheme = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
            self._hints.setColorScheme(scheme)

    def _tell(self) -> None:
        self.changed.emit()
