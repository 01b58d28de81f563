"""Which screen stands in which place: the one table of all screens."""

from __future__ import annotations

from desktop.navigation import Place
from ui.screens.base import Screen
from ui.screens.calendar import CalendarScreen
from ui.screens.captions import CaptionsScreen
from ui.screens.help import HelpScreen, NeedHelpScreen
from ui.screens.home import HomeScreen
from ui.screens.language_pack import LanguagePackScreen
from ui.screens.leaving import LeavingScreen
from ui.screens.opening import LinkTroubleScreen, OpeningScreen
from ui.screens.practice import PracticeScreen
from ui.screens.safety import PageScreen, SafetyScreen
from ui.screens.session import SessionScreen
from ui.screens.sessions import SessionsScreen
from ui.screens.settings import SettingsScreen
from ui.screens.sound_check import SoundCheckScreen

SCREENS: dict[Place, type[Screen]] = {
    Place.HOME: HomeScreen,
    Place.SESSIONS: SessionsScreen,
    Place.CAPTIONS: CaptionsScreen,
    Place.SAFETY: SafetyScreen,
    Place.PAGE: PageScreen,
    Place.HELP: HelpScreen,
    Place.SETTINGS: SettingsScreen,
    Place.CALENDAR: CalendarScreen,
    Place.OPENING: OpeningScreen,
    Place.LINK_TROUBLE: LinkTroubleScreen,
    Place.SESSION: SessionScreen,
    Place.NEED_HELP: NeedHelpScreen,
    Place.LEAVING: LeavingScreen,
    Place.PRACTICE: PracticeScreen,
    Place.SOUND_CHECK: SoundCheckScreen,
    Place.LANGUAGE_PACK: LanguagePackScreen,
}
