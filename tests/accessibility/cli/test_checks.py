"""The doctor's checks of loudspeaker, microphone and captions."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from accessibility.audio.devices import Devices
from accessibility.cli import checks as checking
from accessibility.cli.packs import InstalledPacks
from resources.declared import Health
from resources.words import Words
from tests.support.packs import NAME, lay_out
from tests.support.process_rights import FILTERED

BOTH = Devices("Kitchen", "Headset")


@pytest.mark.parametrize(
    ("devices", "loudspeaker", "microphone"),
    [
        (BOTH, "found", "found"),
        (Devices("Kitchen", ""), "found", "none"),
        (Devices("", "Headset"), "none", "found"),
        (Devices(answers=False), "no_sound_system", "none"),
    ],
)
def test_devices(devices: Devices, loudspeaker: str, microphone: str) -> None:
    assert checking.loudspeaker(devices).outcome == loudspeaker
    assert checking.microphone(devices).outcome == microphone
    for finding in (checking.loudspeaker(devices), checking.microphone(devices)):
        assert Words().sentence(finding.key).blanks == finding.details.keys()


@pytest.mark.parametrize(("status", "health"), [(0, Health.GOOD), (1, Health.BROKEN)])
def test_a_pack_must_load(tmp_path: Path, status: int, health: Health) -> None:
    lay_out(tmp_path / NAME)
    trial = (sys.executable, "-c", f"import sys; sys.exit({status})")
    finding = checking.captions(InstalledPacks(tmp_path, {}, trial, "fr"))
    assert finding.health is health
    assert finding.details == {"name": NAME}


@FILTERED
def test_the_protection_is_tried() -> None:
    here = {"PULSE_SERVER": "unix:/run/pulse"}
    assert checking.protection(here).outcome == "enforced"
    for told, outcome in (("network", "network_only"), ("files", "files_only"), ("", "promised")):
        some = (sys.executable, "-c", f"print({told!r})")
        assert checking.protection(here, some).outcome == outcome
        assert Words().has(f"check.protection.{outcome}")
    afar = checking.protection({"PULSE_SERVER": "tcp:kitchen"})
    assert (afar.outcome, afar.health) == ("sound_from_afar", Health.COULD_BE_BETTER)
    assert Words().has("check.protection.enforced")
    assert Words().has(afar.key)
