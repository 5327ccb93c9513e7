"""docs/openapi.yml, read: what it says of a route, what it makes of an answer, and requests drawn from it."""

from __future__ import annotations

import re
from typing import Any

import httpx
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, RefResolver
from ruamel.yaml import YAML

from bot.settings import ROOT

DESCRIPTION: dict[str, Any] = YAML(typ="safe").load(ROOT / "docs" / "openapi.yml")
METHODS = ("get", "post", "put", "patch", "delete")
_RESOLVER = RefResolver.from_schema(DESCRIPTION)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
"""Any JSON value, NaN and Infinity too."""


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        node = _RESOLVER.resolve(node["$ref"])[1]
    return node


def operations() -> dict[tuple[str, str], dict[str, Any]]:
    """Every operation described, by method and path."""
    return {
        (method, path): item[method]
        for path, item in DESCRIPTION["paths"].items()
        for method in METHODS
        if method in item
    }


def complaints(method: str, path: str, answer: httpx.Response) -> list[str]:
    """What the description does not allow about an answer of the operation."""
    responses = operations()[(method, path)]["responses"]
    status = str(answer.status_code)
    described = responses.get(status) or responses.get(f"{status[0]}XX")
    if described is None:
        return [f"{status} is not described"]
    content = resolved(described).get("content")
    if content is None:
        return []
    kind = answer.headers.get("content-type", "none")
    if kind not in content:
        return [f"{status} came as {kind}, not as {' or '.join(content)}"]
    schema = content[kind]["schema"]
    value = answer.json() if kind == "application/json" else "binary" if kind == "application/pdf" else answer.text
    found = Draft202012Validator(schema, resolver=_RESOLVER).iter_errors(value)
    return [f"{status}: {'/'.join(map(str, error.path))}: {error.message[:200]}" for error in found]


def values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that the schema allows; of the schema language as much as our requests use."""
    schema = resolved(schema)
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "boolean":
        return st.booleans()
    if schema["type"] == "string":
        return st.text(min_size=schema.get("minLength", 0), max_size=min(schema.get("maxLength", 200), 200))
    drawn = {name: values(inner) for name, inner in schema["properties"].items()}
    shapes = [part["required"] for part in schema.get("oneOf", [])] or [schema.get("required", [])]
    if schema.get("maxProperties") == 1:
        shapes = [[name] for name in drawn]
    known = [set(shape) for shape in shapes]
    alone = set.union(*known) if len(shapes) > 1 else set()
    return st.one_of(
        st.fixed_dictionaries(
            {name: drawn[name] for name in shape},
            optional={name: drawn[name] for name in drawn if name not in alone and name not in shape},
        )
        for shape in shapes
    )


@st.composite
def mutated(draw: st.DrawFn, body: Any) -> Any:
    """The body with a field lost, added, or of another kind."""
    changed = dict(body)
    how = draw(st.sampled_from(["lose", "add", "swap", "nest"]))
    if how == "add" or not changed:
        changed[
            draw(st.text(max_size=10) | st.sampled_from(["sender", "metadata", "tekst", "knapp", "token", "id"]))
        ] = draw(JSON)
        return changed
    name = draw(st.sampled_from(sorted(changed)))
    if how == "lose":
        del changed[name]
    else:
        changed[name] = draw(JSON) if how == "swap" else {name: changed[name]}
    return changed


def parameter(path: str) -> str:
    """The name of the path's parameter, "" for none."""
    found = re.search(r"{(\w+)}", path)
    return found[1] if found else ""
