"""The doctor's checks of loudspeaker, microphone, captions and what keeps captions private."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from accessibility.audio.devices import Devices
from accessibility.audio.pulse_server import is_sound_remote
from accessibility.cli.packs import InstalledPacks
from resources.declared import Finding, Health
from resources.platform.protection import COMMAND, what_is_refused


def loudspeaker(devices: Devices) -> Finding:
    """Is there something that this computer plays sound through?"""
    if not devices.answers:
        return Finding("loudspeaker", "no_sound_system", Health.COULD_BE_BETTER)
    if not devices.loudspeaker:
        return Finding("loudspeaker", "none", Health.COULD_BE_BETTER)
    return Finding("loudspeaker", "found", Health.GOOD, {"name": devices.loudspeaker})


def microphone(devices: Devices) -> Finding:
    """Is there something to speak into?"""
    if not devices.microphone:
        return Finding("microphone", "none", Health.COULD_BE_BETTER)
    return Finding("microphone", "found", Health.GOOD, {"name": devices.microphone})


def captions(installed: InstalledPacks) -> Finding:
    """Is there a language pack to use, and does it load? Takes as long as loading it."""
    pack = installed.best()
    if pack is None:
        return Finding("captions", "no_pack", Health.COULD_BE_BETTER)
    if not installed.works(pack):
        return Finding("captions", "broken", Health.BROKEN, {"name": pack.name})
    return Finding("captions", "ready", Health.GOOD, {"name": pack.name})


def protection(
    environ: Mapping[str, str] = os.environ, command: Sequence[str] = COMMAND
) -> Finding:
    """Does the system itself keep what reads captions and calendars off the network and files?"""
    if is_sound_remote(environ):
        return Finding("protection", "sound_from_afar", Health.COULD_BE_BETTER)
    refused = what_is_refused(command)
    outcome = "enforced" if {"network", "files"} <= refused else "promised"
    if outcome == "promised" and refused:
        outcome = f"{min(refused)}_only"
    return Finding("protection", outcome, Health.GOOD)
