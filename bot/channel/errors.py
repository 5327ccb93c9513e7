"""What the channel refuses, each with its HTTP status and the key of its words in meldinger.yml.

ChannelError                 500 feil_hos_oss       something failed on our side
├── BadJson                  400 ugyldig_json       the body is not one JSON object
├── BadField                 400 ugyldig_felt       a field has the wrong kind of value, or both/none were sent
├── EmptyText                400 tom_melding        nothing is left of the text after trimming
├── UnknownConversation      401 ukjent_samtale     token missing, forged or expired
├── NotFound                 404 ikke_funnet        no such page
├── MethodNotAllowed         405 feil_metode        the page exists, but not for this method
├── UnknownButton            409 ukjent_knapp       not offered in the latest turn
├── TooLong                  413 for_lang           text or body above the limit
└── TooManyConversations     503 for_mange          no room for one more conversation
"""

from __future__ import annotations


class ChannelError(Exception):
    """A refusal the citizen is told about in plain words; `values` fill the placeholders of those words."""

    status = 500
    code = "feil_hos_oss"

    def __init__(self, **values: object) -> None:
        super().__init__(self.code)
        self.values = values


class BadJson(ChannelError):
    status = 400
    code = "ugyldig_json"


class BadField(ChannelError):
    status = 400
    code = "ugyldig_felt"


class EmptyText(ChannelError):
    status = 400
    code = "tom_melding"


class UnknownConversation(ChannelError):
    status = 401
    code = "ukjent_samtale"


class NotFound(ChannelError):
    status = 404
    code = "ikke_funnet"


class MethodNotAllowed(ChannelError):
    status = 405
    code = "feil_metode"


class UnknownButton(ChannelError):
    status = 409
    code = "ukjent_knapp"


class TooLong(ChannelError):
    status = 413
    code = "for_lang"


class TooManyConversations(ChannelError):
    status = 503
    code = "for_mange"
