"""Rasa and TensorFlow without telemetry, chatter or anybody's words in the log. Call before importing either."""

import logging
import os
import warnings

import structlog


def quiet(level: int = logging.ERROR) -> None:
    """Only errors reach the log. Rasa's structured log prints what citizens write at lower levels."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    # Libraries reset the filters while they are imported, so it is the printing that is turned off.
    warnings.showwarning = lambda *args, **kwargs: None
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(level))
    logging.basicConfig(level=level)
    for name in ("rasa", "rasa_sdk", "sanic", "tensorflow", "apscheduler", "asyncio", "matplotlib"):
        logging.getLogger(name).setLevel(level)
