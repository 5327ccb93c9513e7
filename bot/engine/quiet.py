"""Rasa and TensorFlow without telemetry, chatter, anybody's words in the log, or needless loading. Call before importing either."""

import logging
import os
import sys
import warnings

import structlog


def quiet(level: int = logging.ERROR) -> None:
    """Only errors reach the log. Rasa's structured log prints what citizens write at lower levels."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    # TensorFlow's converter for phones imports jax when it can: a second and tens of MB for something never used here.
    sys.modules.setdefault("jax", None)  # type: ignore[arg-type]
    # Libraries reset the filters while they are imported, so it is the printing that is turned off.
    warnings.showwarning = lambda *args, **kwargs: None
    # Its errors too: they come with the values of the conversation.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.basicConfig(level=level)
    for name in ("rasa", "rasa_sdk", "sanic", "tensorflow", "apscheduler", "asyncio", "matplotlib"):
        logging.getLogger(name).setLevel(level)
    # A model that cannot be loaded is told once, by who loads it (ModelMissing).
    logging.getLogger("rasa.core.agent").setLevel(logging.CRITICAL)
