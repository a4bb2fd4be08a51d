"""How a file of vectors looks: one line for whatever fits on one, so that people can read it."""

import json

WIDTH = 120


def text(value: dict) -> str:
    return _shown(value, "") + "\n"


def _shown(value: object, indent: str) -> str:
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or len(indent) + len(line) <= WIDTH or not value:
        return line
    inner = indent + "  "
    if isinstance(value, dict):
        items = [f"{json.dumps(key)}: {_shown(item, inner)}" for key, item in value.items()]
        opening, closing = "{", "}"
    else:
        items = [_shown(item, inner) for item in value]
        opening, closing = "[", "]"
    return f"{opening}\n{inner}" + f",\n{inner}".join(items) + f"\n{indent}{closing}"
