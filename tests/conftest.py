"""The same day and the same municipality for every test, whatever the machine's clock or environment says."""

import os

import pytest

TODAY = "2026-11-21"
os.environ["BPA_DATO"] = TODAY
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
for name in ("BPA_KOMMUNE", "BPA_SATSER", "HOST", "PORT"):
    os.environ.pop(name, None)

# CI sets it: a test that cannot run must then fail instead of being skipped.
EVERYTHING_REQUIRED = os.environ.get("BPA_KREV_ALT") == "1"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if EVERYTHING_REQUIRED and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: skipped, but BPA_KREV_ALT=1 forbids skipping: {report.longrepr}"
