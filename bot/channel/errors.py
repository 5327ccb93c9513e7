"""What the channel refuses, each with its HTTP status and the key of its words in meldinger.yml.

ChannelError                 500 feil_hos_oss       something failed on our side
├── BadJson                  400 ugyldig_json       the body is not one JSON object
├── BadField                 400 ugyldig_felt       a field has the wrong kind of value, or both/none were sent
├── EmptyText                400 tom_melding        nothing is left of the text after trimming
├── UnknownConversation      401 ukjent_samtale     token missing, forged or expired
├── NotFound                 404 ikke_funnet        no such page
│   └── DocumentGone         404 dokument_borte     no such document in this conversation, nor of anybody else's
├── MethodNotAllowed         405 feil_metode        the page exists, but not for this method
├── UnknownButton            409 ukjent_knapp       not offered in the latest turn
├── UnknownAnswer            409 ukjent_svar        not, or no longer, an answer that is asked about
├── NothingToSave            409 lagring_tom        no guided flow has begun
├── TooLong                  413 for_lang           text or body above the limit
│   └── FreeTextTooLong      413 for_lang_fritekst  the same where the question asks for free text
├── DocumentFailed           500 dokument_feilet    the document could not be made
├── DraftRefused                                    saving and resuming: status and words in drafts.py
├── TooManyMessages          429 for_fort           more in one conversation, or from one address, than a human writes
└── TooManyConversations     429 for_mange          too many new conversations from one address
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


class DocumentGone(NotFound):
    code = "dokument_borte"


class MethodNotAllowed(ChannelError):
    status = 405
    code = "feil_metode"


class UnknownButton(ChannelError):
    status = 409
    code = "ukjent_knapp"


class UnknownAnswer(ChannelError):
    status = 409
    code = "ukjent_svar"


class TooLong(ChannelError):
    """Above `grense` characters."""

    status = 413
    code = "for_lang"

    def __init__(self, grense: int) -> None:
        super().__init__(grense=grense)
        self.grense = grense


class FreeTextTooLong(TooLong):
    code = "for_lang_fritekst"


class NothingToSave(ChannelError):
    status = 409
    code = "lagring_tom"


class DocumentFailed(ChannelError):
    code = "dokument_feilet"


class DraftRefused(ChannelError):
    """What bot/lagring refuses, under its own key."""

    def __init__(self, code: str, status: int, **values: object) -> None:
        super().__init__(**values)
        self.code, self.status = code, status


class TooManyMessages(ChannelError):
    """`sekunder` to wait, in the words and as Retry-After."""

    status = 429
    code = "for_fort"


class TooManyConversations(TooManyMessages):
    code = "for_mange"
