"""A form of the page without scripts: its fields, whether it is from here, and the cookie that says whose it is."""

from __future__ import annotations

from urllib.parse import urlsplit

from sanic.request import Request

COOKIE = "bpa_samtale"


class NotFromHere(Exception):
    """A post without this conversation's seal, or from another site."""


def fields(request: Request) -> dict[str, str]:
    return {key: values[0] for key, values in (request.form or {}).items()}


def check_site(request: Request) -> None:
    """Raises NotFromHere when the browser says that another site sent this. One that says nothing has the seal."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        if site != "same-origin":
            raise NotFromHere()
    elif origin is not None and urlsplit(origin).netloc != request.host:
        raise NotFromHere()


def cookie(token: str, request: Request) -> str:
    """The cookie's line. No Path: a browser then sends it back to this folder alone, whatever a proxy calls it."""
    told = {
        request.scheme,
        request.headers.get("x-forwarded-proto"),
        urlsplit(request.headers.get("origin", "")).scheme,
    }
    return f"{COOKIE}={token}; HttpOnly; SameSite=Strict" + ("; Secure" if "https" in told else "")
