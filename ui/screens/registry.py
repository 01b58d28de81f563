"""The table of all screens: which class stands in which place.

A screen's module is read when somebody goes there, not before the first paint.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ui.navigation import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.screens.base import Screen

SCREENS: Mapping[Place, str] = {
    Place.HOME: "ui.screens.home:HomeScreen",
    Place.CHANGES: "ui.screens.changes:ChangesScreen",
    Place.SESSIONS: "ui.screens.sessions:SessionsScreen",
    Place.PRINT_PAGE: "ui.screens.help.safety:PrintPageScreen",
    Place.PRINT_WEEK: "ui.screens.print_week:PrintWeekScreen",
    Place.CAPTIONS: "ui.screens.captions.captions:CaptionsScreen",
    Place.SAFETY: "ui.screens.help.safety:SafetyScreen",
    Place.LEADING: "ui.screens.help.safety:LeadingScreen",
    Place.PAGE: "ui.screens.help.safety:PageScreen",
    Place.HELP: "ui.screens.help.help:HelpScreen",
    Place.SETTINGS: "ui.screens.settings:SettingsScreen",
    Place.CALENDAR: "ui.screens.setup.calendar:CalendarScreen",
    Place.ADD_LINK: "ui.screens.setup.adding:AddLinkScreen",
    Place.ADD_FILE: "ui.screens.setup.adding:AddFileScreen",
    Place.ADD_ACCOUNT: "ui.screens.setup.account:AccountScreen",
    Place.SIGN_IN: "ui.screens.setup.account:SignInScreen",
    Place.SIGN_IN_AGAIN: "ui.screens.setup.account:SignInAgainScreen",
    Place.WEEKLY: "ui.screens.setup.weekly:WeeklyScreen",
    Place.OPENING: "ui.screens.join.opening:OpeningScreen",
    Place.LINK_TROUBLE: "ui.screens.join.link_trouble:LinkTroubleScreen",
    Place.BEFORE: "ui.screens.join.before:BeforeScreen",
    Place.AGREEMENT: "ui.screens.join.agreement:AgreementScreen",
    Place.TALK_FIRST: "ui.screens.join.agreement:TalkFirstScreen",
    Place.PRINT_AGREEMENT: "ui.screens.join.agreement:PrintAgreementScreen",
    Place.WRITE_AGREEMENT: "ui.screens.setup.write_agreement:WriteAgreementScreen",
    Place.BY_PHONE: "ui.screens.join.by_phone:PhoneScreen",
    Place.WAYS: "ui.screens.ways.ways:WaysScreen",
    Place.WAY: "ui.screens.ways.way:WayScreen",
    Place.FITTING_WAYS: "ui.screens.ways.fitting:FittingScreen",
    Place.PRACTICE_WAY: "ui.screens.ways.practice_way:PracticeWayScreen",
    Place.PRINT_TREE: "ui.screens.ways.print_tree:PrintTreeScreen",
    Place.SESSION: "ui.screens.join.companion:SessionScreen",
    Place.NEED_HELP: "ui.screens.help.help:NeedHelpScreen",
    Place.MEETING_BUTTONS: "ui.screens.help.meeting_buttons:MeetingButtonsScreen",
    Place.HELP_ANSWER: "ui.screens.help.answers:AnswerScreen",
    Place.WHO_TO_ASK: "ui.screens.help.who_to_ask:WhoToAskScreen",
    Place.UPSET: "ui.screens.join.upset:UpsetScreen",
    Place.CAMERA_OFF: "ui.screens.join.upset:CameraOffScreen",
    Place.TELL_HELPER: "ui.screens.join.upset:TellHelperScreen",
    Place.HELPLINES: "ui.screens.help.helplines:HelplinesScreen",
    Place.NATION: "ui.screens.help.helplines:NationScreen",
    Place.QUICK_EXIT: "ui.screens.help.quick_exit:QuickExitScreen",
    Place.LEAVING: "ui.screens.join.leaving:LeavingScreen",
    Place.NOTES: "ui.screens.notes:NotesScreen",
    Place.NOTE: "ui.screens.notes:NoteScreen",
    Place.WRITE_NOTE: "ui.screens.notes:WriteNoteScreen",
    Place.PRACTICE: "ui.screens.help.practice:PracticeScreen",
    Place.SOUND_CHECK: "ui.screens.help.sound_check:SoundCheckScreen",
    Place.LANGUAGE_PACK: "ui.screens.packs.language_pack:LanguagePackScreen",
    Place.SIDE_BY_SIDE: "ui.screens.setup.side_by_side:SideBySideScreen",
    Place.HELPER: "ui.screens.assisting:HelperScreen",
    Place.HELPER_CONTACT: "ui.screens.setup.contact:HelperContactScreen",
    Place.WEBSITES: "ui.screens.assisting:WebsitesScreen",
    Place.CAPTION_TOOLS: "ui.screens.captions.tools:CaptionToolsScreen",
    Place.SAVE_WORDS: "ui.screens.captions.export:SaveWordsScreen",
    Place.CAPTION_STYLE: "ui.screens.captions.style:CaptionStyleScreen",
    Place.CAPTION_PLACE: "ui.screens.captions.place:CaptionPlaceScreen",
    Place.CAPTION_PACE: "ui.screens.captions.style:CaptionPaceScreen",
    Place.PACK: "ui.screens.packs.pack:PackScreen",
    Place.GET_PACK: "ui.screens.packs.get_pack:GetPackScreen",
    Place.CAPTION_ENGINE: "ui.screens.packs.caption_engine:CaptionEngineScreen",
    Place.SHOW_CARDS: "ui.screens.show_cards:ShowCardsScreen",
    Place.SHOW_CARD: "ui.screens.show_cards:ShowCardScreen",
    Place.CHANGE_CARD: "ui.screens.show_cards:ChangeCardScreen",
    Place.CAPTIONER: "ui.screens.captions.human_captioner:CaptionerScreen",
    Place.REMINDERS: "ui.screens.reminders:RemindersScreen",
    Place.REMINDER_WAYS: "ui.screens.reminders:ReminderWaysScreen",
    Place.REMINDER_GROUPS: "ui.screens.reminders:ReminderGroupsScreen",
    Place.CAPTION_WINDOW: "ui.screens.captions.own_window:CaptionWindowScreen",
    Place.BESIDE: "ui.screens.join.beside:BesideScreen",
}
"""The module and the class of each place."""


def screen_class(place: Place) -> type[Screen]:
    """Return the class of a place; its module is read at the first visit."""
    module, name = SCREENS[place].split(":")
    found: type[Screen] = getattr(import_module(module), name)
    return found
