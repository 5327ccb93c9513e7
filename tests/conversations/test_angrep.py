"""Attacks through the real model: what is typed is words and nothing else, in the answer, the document and the transcript."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from pypdf import PdfReader

from bot.channel.typed_text import clean, without_command
from tests.conversations.conftest import Conversation
from tests.documents.lesing import squeezed

pytestmark = pytest.mark.samtale

ORDERS = [
    "/restart",
    "/back",
    "/session_start",
    "/felles_stopp",
    '/felles_start{"maalform": "nn"}',
    '/flyt_gjenoppta{"tilstand": {"flyt": "klage", "svar": {}}}',
    '/flyt_start{"flyt": "klage"}',
    '/inntekt{"inntekt": "1"}',
    "/felles_hils@0.9",
    '/felles_hils@1.0{"maalform": "nn"}',
    "/nlu_fallback",
    "/action_restart",
    "EXTERNAL: flyt_avbryt",
    "//restart",
    "/ /restart",
    "\u200b/restart",
    "\u2060/restart",
    "\ufeff/back",
    "\u202e/restart",
    "\uff0frestart",
    "\u2215restart",
    "\u29f8restart",
    "\\restart",
    "\n/restart",
    "\t/restart\n/restart",
    "/\u0338restart",
    "/restart{}",
    "/\x00restart",
]
"""Each names something that the dialogue knows, or that Rasa itself does."""

INJECTIONS = [
    "{sats}", "{timer}", "{kommune}", "{0}", "{!r}", "{slot.__class__.__mro__}", "{{1234*4321}}", "${1234*4321}",
    "#{1234*4321}", "<%= 1234*4321 %>", "{% import os %}", "{{ ''.__class__ }}", "%(sats)s %s%n",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "</td></table><h1>ond</h1>",
    "<a href='javascript:alert(1)'>x</a>", "<!--", "]]>", "<?xml version='1.0'?>", "&#60;script&#62;", "&lt;b&gt;",
    "[klikk](javascript:alert(1))", "![x](https://ond.example/x.png)", "**fet** _skrå_ `kode`", "= Overskrift",
    "#import \"@preview/x:1.0.0\"", "#read(\"/etc/passwd\")", "#eval(\"1234*4321\")", "#include \"/etc/passwd\"",
    "$ 1234 * 4321 $", "#link(\"https://ond.example\")[her]", "#image(\"/etc/passwd\")", "@referanse", "<etikett>",
    "#set page(width: 1pt)", "#while true {}", "#panic()", "*stjerne* #let x = 1", "\\input{/etc/passwd}",
    "\\write18{id}", "=CMD|'/C calc'!A0", "=HYPERLINK(\"https://ond.example\")", "+1234*4321", "@SUM(1;2)",
    "\x1b[31mrød\x1b[0m", "\x1b]0;tittel\x07", "a\x00b", "a\rb", "\u202etxet", "\u2066skjult\u2069", "\u061cx",
    "a" + "\u0301" * 500, "\ud800alene", "\U0001f9d1\u200d\U0001f9bd", "مرحبا שלום", "'; DROP TABLE events;--",
    "' OR 1=1 --", "$(id)", "`id`", "|id", "../../../etc/passwd", "file:///etc/passwd", "[400000](inntekt)",
    '[1]{"entity": "inntekt", "value": "99"}', "__import__('os')", "javascript:alert(1)", "data:text/html,<b>x</b>",
    "\\u003cscript\\u003e", "utter_felles_feil", "action_listen", "- intent: x", "!!python/object:os.system", "\U000e0041x",
]  # fmt: skip
OUTCOMES = ("5332114", "root:", "uid=")
"""What stands somewhere when one of them has been carried out: 1234 * 4321, a file's first line, a program's output."""
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
MACHINERY = re.compile(r"Traceback|\butter_\w+|\baction_\w+|[Rr]asa\b|\bsanic\b|\bNone\b|File \"")


def harmless(text: str, typed: str = "") -> None:
    """Nothing was carried out, nothing of the machinery shows, and no invisible character came back."""
    assert not [outcome for outcome in OUTCOMES if outcome in text]
    assert not INVISIBLE.search(text.replace("\u200d", ""))
    assert not MACHINERY.search(text.replace(clean(typed) or "\0", ""))


def told(messages: list[dict[str, Any]]) -> str:
    return "\n".join(message["tekst"] for message in messages)


@pytest.fixture(scope="module")
def asking(server: str) -> Conversation:
    return Conversation(server)


# --- Orders ---


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_typed_in_a_conversation_is_not_carried_out(server: str, asking: Conversation, order: str) -> None:
    asking.say(order)
    harmless(asking.text(), order)
    assert {message["maalform"] for message in asking.messages} == {"nb"}
    asking.say("hva koster det når vi tjener 400 000?")
    assert "405" in asking.text()


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_typed_in_a_guided_flow_is_the_word_that_it_holds(server: str, order: str) -> None:
    """ "restart" is a word too, to which the flow asks whether one will begin again: with a slash it is no more than that."""
    ordering, writing = (applying(server) for _ in range(2))
    ordering.say(order)
    writing.say(without_command(clean(order)))
    harmless(ordering.text(), order)
    assert ordering.text() == writing.text()
    assert {message["maalform"] for message in ordering.messages} == {"nb"}


def applying(server: str) -> Conversation:
    """In the middle of an application: who it is for has been told, the age is asked."""
    conversation = Conversation(server)
    for answer in ("jeg vil søke nå", "meg selv"):
        conversation.say(answer)
    assert "Hvor gammel er du" in conversation.text()
    return conversation


# --- Injections ---


@pytest.mark.parametrize("typed", INJECTIONS)
def test_an_injection_typed_as_a_question_is_words(asking: Conversation, typed: str) -> None:
    asking.say(f"hva koster det {typed}")
    harmless(asking.text(), typed)
    assert "{" not in asking.text().replace(clean(typed), "")


@pytest.fixture(scope="module")
def drawn(server: str) -> dict[str, Any]:
    """An application whose four accounts and a task hold every injection, each on a line; its documents and transcript."""
    parts = [INJECTIONS[at::4] for at in range(4)]
    conversation, accounts = Conversation(server), ["\n".join(part) for part in parts]
    for answer in ("jeg vil søke nå", "meg selv", "54", accounts[0], accounts[1]):
        conversation.say(answer)
    conversation.say('<script>alert(1)</script> #read("/etc/passwd") 1 time hver dag')
    for answer in (
        "ferdig",
        "ferdig",
        "nei",
        "nei, en er nok",
        "resten av livet",
        accounts[2],
        accounts[3],
        "jeg selv",
    ):
        conversation.say(answer)
    for answer in ("ikke bestemt", "ingen vedlegg", "ja"):
        conversation.say(answer)
    recap = conversation.text()
    conversation.say("lag dokumentet")
    (document,) = [message["dokument"]["id"] for message in conversation.messages if "dokument" in message]
    got = {form: conversation.get(f"api/samtaler/dokumenter/{document}.{form}") for form in ("pdf", "html", "json")}
    return {"recap": recap, "transcript": conversation.get("api/samtaler/utskrift").text, **got}


@pytest.mark.parametrize("typed", INJECTIONS)
def test_an_injection_in_free_text_is_words_in_the_recap_the_transcript_and_every_document(
    drawn: dict[str, Any], typed: str
) -> None:
    kept = clean(typed)
    data = drawn["json"].json()
    accounts = "\n".join(str(value) for value in _strings(data))
    page = "".join(ElementTree.fromstring(drawn["html"].text.removeprefix("<!DOCTYPE html>")).itertext())
    for read in (drawn["recap"], drawn["transcript"], accounts, page):
        assert squeezed(kept) in squeezed(read)


def test_nothing_of_them_was_carried_out(drawn: dict[str, Any]) -> None:
    recap = drawn["recap"]
    for typed in INJECTIONS:
        recap = recap.replace(clean(typed), "")
    harmless(recap)
    for text in (drawn["transcript"], drawn["html"].text, drawn["json"].text):
        assert not [outcome for outcome in OUTCOMES if outcome in text] and not INVISIBLE.search(
            text.replace("\u200d", "")
        )
    tags = {
        element.tag for element in ElementTree.fromstring(drawn["html"].text.removeprefix("<!DOCTYPE html>")).iter()
    }
    assert not tags & {"script", "img", "iframe", "object", "embed", "form", "base", "link"}
    assert not re.search(r"<[^>]*\son\w+=|(?:src|href)=\"(?!https://|#)", drawn["html"].text)


def test_the_pdf_does_nothing_by_itself_and_holds_the_words(drawn: dict[str, Any]) -> None:
    document = PdfReader(io.BytesIO(drawn["pdf"].content))
    text = "".join(page.extract_text() for page in document.pages)
    assert not [outcome for outcome in OUTCOMES if outcome in text]
    for typed in ("{sats}", '#read("/etc/passwd")', "<script>alert(1)</script>", "\\write18{id}", "=CMD|'/C calc'!A0"):
        assert squeezed(typed) in squeezed(text)
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(document.trailer["/Root"])
    links = [note.get_object().get("/A", {}) for page in document.pages for note in page.get("/Annots", [])]
    assert [link for link in links if link.get("/S") in ("/JavaScript", "/Launch", "/GoToR", "/SubmitForm")] == []
    assert [link["/URI"] for link in links if "/URI" in link and "ond.example" in link["/URI"]] == []
    assert not document.attachments


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


# --- Sizes ---


@pytest.mark.parametrize(
    "account",
    ["😀" * 4000, "\n\n".join("a" * 1334), "å" * 4000, "ק" * 4000, "e\u0301\u0302\u0303" * 1000, "- " * 2000],
    ids=["emoji", "lines", "one_word", "from_right", "accents", "list"],
)
def test_an_account_of_4000_characters_of_any_kind_becomes_a_document(server: str, account: str) -> None:
    conversation = Conversation(server)
    account = f"Slik er det: {account}"[:4000]
    for answer in ("hjelp meg å skrive klagen", "avslag", "2. november", account, account, account, "ingen"):
        conversation.say(answer)
    conversation.say("lag dokumentet")
    (document,) = [message["dokument"]["id"] for message in conversation.messages if "dokument" in message]
    for form in ("pdf", "html", "json"):
        answer = conversation.get(f"api/samtaler/dokumenter/{document}.{form}")
        assert answer.status_code == 200 and len(answer.content) < 1_000_000


# --- Somebody else's conversation ---


@pytest.mark.parametrize("format", ["pdf", "html", "json"])
def test_a_document_is_its_owners_alone(server: str, format: str) -> None:
    owner, other = Conversation(server), Conversation(server)
    for answer in ("hjelp meg å skrive klagen", "avslag", "2. november", "hemmelig", "hemmelig", "hemmelig", "ingen"):
        owner.say(answer)
    owner.say("lag dokumentet")
    (document,) = [message["dokument"]["id"] for message in owner.messages if "dokument" in message]
    refused = other.get(f"api/samtaler/dokumenter/{document}.{format}")
    assert refused.status_code == 404 and "hemmelig" not in refused.text
    assert httpx.get(f"{server}/api/samtaler/dokumenter/{document}.{format}").status_code == 401
