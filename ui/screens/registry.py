"""Which screen stands in which place: the one table of all screens.

A screen's module is read when somebody goes there, not before the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.screens.caption_registry import CAPTION_SCREENS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.screens.base import Screen


def _home() -> type[Screen]:
    from ui.screens.home import HomeScreen

    return HomeScreen


def _sessions() -> type[Screen]:
    from ui.screens.sessions import SessionsScreen

    return SessionsScreen


def _captions() -> type[Screen]:
    from ui.screens.captions.captions import CaptionsScreen

    return CaptionsScreen


def _safety() -> type[Screen]:
    from ui.screens.help.safety import SafetyScreen

    return SafetyScreen


def _page() -> type[Screen]:
    from ui.screens.help.safety import PageScreen

    return PageScreen


def _help() -> type[Screen]:
    from ui.screens.help.help import HelpScreen

    return HelpScreen


def _settings() -> type[Screen]:
    from ui.screens.settings import SettingsScreen

    return SettingsScreen


def _calendar() -> type[Screen]:
    from ui.screens.setup.calendar import CalendarScreen

    return CalendarScreen


def _add_calendar() -> type[Screen]:
    from ui.screens.setup.adding import AddCalendarScreen

    return AddCalendarScreen


def _add_link() -> type[Screen]:
    from ui.screens.setup.adding import AddLinkScreen

    return AddLinkScreen


def _add_file() -> type[Screen]:
    from ui.screens.setup.adding import AddFileScreen

    return AddFileScreen


def _add_account() -> type[Screen]:
    from ui.screens.setup.account import AccountScreen

    return AccountScreen


def _sign_in() -> type[Screen]:
    from ui.screens.setup.account import SignInScreen

    return SignInScreen


def _sign_in_again() -> type[Screen]:
    from ui.screens.setup.account import SignInAgainScreen

    return SignInAgainScreen


def _weekly() -> type[Screen]:
    from ui.screens.setup.weekly import WeeklyScreen

    return WeeklyScreen


def _opening() -> type[Screen]:
    from ui.screens.join.opening import OpeningScreen

    return OpeningScreen


def _link_trouble() -> type[Screen]:
    from ui.screens.join.link_trouble import LinkTroubleScreen

    return LinkTroubleScreen


def _by_phone() -> type[Screen]:
    from ui.screens.join.by_phone import PhoneScreen

    return PhoneScreen


def _session() -> type[Screen]:
    from ui.screens.join.companion import SessionScreen

    return SessionScreen


def _need_help() -> type[Screen]:
    from ui.screens.help.help import NeedHelpScreen

    return NeedHelpScreen


def _leaving() -> type[Screen]:
    from ui.screens.join.leaving import LeavingScreen

    return LeavingScreen


def _practice() -> type[Screen]:
    from ui.screens.help.practice import PracticeScreen

    return PracticeScreen


def _sound_check() -> type[Screen]:
    from ui.screens.help.sound_check import SoundCheckScreen

    return SoundCheckScreen


def _helper() -> type[Screen]:
    from ui.screens.assisting import HelperScreen

    return HelperScreen


def _websites() -> type[Screen]:
    from ui.screens.assisting import WebsitesScreen

    return WebsitesScreen


def _language_pack() -> type[Screen]:
    from ui.screens.packs.language_pack import LanguagePackScreen

    return LanguagePackScreen


def _pack() -> type[Screen]:
    from ui.screens.packs.pack import PackScreen

    return PackScreen


def _get_pack() -> type[Screen]:
    from ui.screens.packs.get_pack import GetPackScreen

    return GetPackScreen


def _caption_engine() -> type[Screen]:
    from ui.screens.packs.caption_engine import CaptionEngineScreen

    return CaptionEngineScreen


def _show_cards() -> type[Screen]:
    from ui.screens.show_cards import ShowCardsScreen

    return ShowCardsScreen


def _show_card() -> type[Screen]:
    from ui.screens.show_cards import ShowCardScreen

    return ShowCardScreen


def _change_card() -> type[Screen]:
    from ui.screens.show_cards import ChangeCardScreen

    return ChangeCardScreen


def _reminders() -> type[Screen]:
    from ui.screens.reminders import RemindersScreen

    return RemindersScreen


def _reminder_ways() -> type[Screen]:
    from ui.screens.reminders import ReminderWaysScreen

    return ReminderWaysScreen


def _reminder_groups() -> type[Screen]:
    from ui.screens.reminders import ReminderGroupsScreen

    return ReminderGroupsScreen


SCREENS: dict[Place, Callable[[], type[Screen]]] = {
    **CAPTION_SCREENS,
    Place.HOME: _home,
    Place.SESSIONS: _sessions,
    Place.CAPTIONS: _captions,
    Place.SAFETY: _safety,
    Place.PAGE: _page,
    Place.HELP: _help,
    Place.SETTINGS: _settings,
    Place.CALENDAR: _calendar,
    Place.ADD_CALENDAR: _add_calendar,
    Place.ADD_LINK: _add_link,
    Place.ADD_FILE: _add_file,
    Place.ADD_ACCOUNT: _add_account,
    Place.SIGN_IN: _sign_in,
    Place.SIGN_IN_AGAIN: _sign_in_again,
    Place.WEEKLY: _weekly,
    Place.OPENING: _opening,
    Place.LINK_TROUBLE: _link_trouble,
    Place.BY_PHONE: _by_phone,
    Place.SESSION: _session,
    Place.NEED_HELP: _need_help,
    Place.LEAVING: _leaving,
    Place.PRACTICE: _practice,
    Place.SOUND_CHECK: _sound_check,
    Place.LANGUAGE_PACK: _language_pack,
    Place.HELPER: _helper,
    Place.WEBSITES: _websites,
    Place.PACK: _pack,
    Place.GET_PACK: _get_pack,
    Place.CAPTION_ENGINE: _caption_engine,
    Place.SHOW_CARDS: _show_cards,
    Place.SHOW_CARD: _show_card,
    Place.CHANGE_CARD: _change_card,
    Place.REMINDERS: _reminders,
    Place.REMINDER_WAYS: _reminder_ways,
    Place.REMINDER_GROUPS: _reminder_groups,
}
