"""What is stored sealed beside the calendars: answers, choices, places; each made when needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.calendars.reminder_replies import ReminderReplies
    from desktop.calendars.store import SealedPart
    from desktop.groups.agreement_draft import AgreementDraft
    from desktop.groups.agreements import Agreements
    from desktop.groups.allowed_sites import AllowedSites
    from desktop.groups.group_captions import GroupCaptions
    from desktop.groups.tree_calls import TreeCalls
    from desktop.groups.typed_contact import TypedContact
    from desktop.in_session.notes import Notes
    from desktop.joining.known_rooms import KnownRooms


class KeptBeside:
    """The parts that are read with the calendars, and stored where they are."""

    @property
    def kept_beside(self) -> tuple[SealedPart, ...]:
        """Return every part."""
        return (
            self.rooms,
            self.replies,
            self.websites,
            self.group_captions,
            self.agreements,
            self.agreement_draft,
            self.tree_calls,
            self.typed_contact,
            self.notes,
        )

    @cached_property
    def rooms(self) -> KnownRooms:
        """Where each series of sessions was held when the person last went there."""
        from desktop.joining.known_rooms import KnownRooms

        return KnownRooms()

    @cached_property
    def replies(self) -> ReminderReplies:
        """What the person answered to reminders."""
        from desktop.calendars.reminder_replies import ReminderReplies

        return ReminderReplies()

    @cached_property
    def websites(self) -> AllowedSites:
        """The websites that a helper has allowed."""
        from desktop.groups.allowed_sites import AllowedSites

        return AllowedSites()

    @cached_property
    def typed_contact(self) -> TypedContact:
        """The helper whose name and number were typed in on this computer."""
        from desktop.groups.typed_contact import TypedContact

        return TypedContact()

    @cached_property
    def group_captions(self) -> GroupCaptions:
        """In which groups captions are as the card says."""
        from desktop.groups.group_captions import GroupCaptions

        return GroupCaptions()

    @cached_property
    def agreements(self) -> Agreements:
        """What the person answered to the rules of groups."""
        from desktop.groups.agreements import Agreements

        return Agreements()

    @cached_property
    def agreement_draft(self) -> AgreementDraft:
        """The rules that a group is writing together."""
        from desktop.groups.agreement_draft import AgreementDraft

        return AgreementDraft()

    @cached_property
    def tree_calls(self) -> TreeCalls:
        """Whom the person called in telephone trees, and when."""
        from desktop.groups.tree_calls import TreeCalls

        return TreeCalls()

    @cached_property
    def notes(self) -> Notes:
        """What the person wrote for themselves after sessions."""
        from desktop.in_session.notes import Notes

        return Notes()
