"""Which Parlour this is; the one place that says it (`pyproject.toml` reads it from here)."""

from __future__ import annotations

VERSION = "0.1.0"
