"""The scores of a pipeline on annotated documents, in spaCy's own names and shares of 1."""

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training.corpus import Corpus
from spacy.training.example import Example

NAMES = ("pos_acc", "morph_acc", "lemma_acc", "sents_f", "ents_p", "ents_r", "ents_f")
SETS = {"bokmaal": "nob", "nynorsk": "nno"}


def measure_all(
    pipeline: Path, docbins: Path, parts: tuple[str, ...] = ("dev", "test")
) -> dict[str, dict[str, dict[str, float]]]:
    """Scores by written form and part; the pipeline is loaded anew for each, so none sees another's words."""
    return {
        form: {part: scores(spacy.load(pipeline), docbins / f"{code}-{part}.spacy") for part in parts}
        for form, code in SETS.items()
    }


def scores(nlp: Language, docbin: Path) -> dict[str, float]:
    """Scores from raw text (our own tokens), 4 decimals; `ents_f_lower` is entities F when the text is lower-cased."""
    examples = list(Corpus(docbin)(nlp))
    lowered = [_lower_cased(nlp, example.reference) for example in examples]
    measured = nlp.evaluate(examples)
    result = {name: round(measured[name], 4) for name in NAMES}
    result["ents_f_lower"] = round(nlp.evaluate(lowered)["ents_f"], 4)
    return result


def _lower_cased(nlp: Language, gold: Doc) -> Example:
    lower = Doc(
        nlp.vocab,
        words=[token.lower_ for token in gold],
        spaces=[bool(token.whitespace_) for token in gold],
        ents=[f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in gold],
    )
    return Example(nlp.make_doc(lower.text), lower)
