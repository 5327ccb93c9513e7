"""Whether a message is about another municipality. Ours is Fredrikstad."""

import pytest

from bot.forms.places import other_place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("hva er prisen i Oslo når vi tjener 400 000", "Oslo"),
        ("eg bor i trondheim, kva kostar det", "Trondheim"),
        ("jeg skal flytte til Bærum", "Bærum"),
        ("gjelder det for Stange kommune?", "Stange"),
        ("Indre Østfold kommune, hva tar de betalt", "Indre Østfold"),
        ("hva koster det i Fredrikstad", None),
        ("flytte fra Fredrikstad til Halden", "Halden"),
        ("hva koster det", None),
        ("jeg har bodd på strand hele livet", None),
    ],
)
def test_a_place_is_noticed_when_it_is_named_as_one(text, place):
    assert other_place(text, "Fredrikstad") == place
