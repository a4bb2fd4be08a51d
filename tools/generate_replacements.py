#!/usr/bin/env python3
"""Writes the table of replacements, src/text/smart/table.rs.

Usage: python3 tools/generate_replacements.py [--check] FILE

The Unicode data is that of Python's standard library. The outcome is the same for its versions 9 to
15.1, which are those of Python 3.6 to 3.13: decompositions never change, and the few characters that
came later are left out. With --check the file is compared and not written.
"""

import sys
import unicodedata

# What a message of the classes 2 and 4 can carry: GSM 03.38 less the Greek capitals, the currency
# sign and the form feed. Values are inside, keys outside.
ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅå_ÆæßÉ !\"#%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
    "^{}\\[~]|€"
)

TYPOGRAPHY, LETTERS, SYMBOLS = 1, 2, 3

# What no decomposition says, or says otherwise.
BY_HAND = {
    TYPOGRAPHY: {
        "\t": " ", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n",
        # Quotation marks.
        "`": "'", "´": "'", "ʼ": "'", "ʹ": "'", "ʻ": "'", "‘": "'", "’": "'", "‚": "'", "‛": "'",
        "‹": "'", "›": "'", "′": "'", "‵": "'", "＇": "'", "«": '"', "»": '"', "“": '"', "”": '"',
        "„": '"', "‟": '"', "″": '"', "‶": '"', "〝": '"', "〞": '"', "❝": '"', "❞": '"',
        "❛": "'", "❜": "'",
        # Dashes, bullets and dots.
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "⸺": "-", "⁃": "-",
        "•": "-", "‣": "-", "◦": "-", "▪": "-", "▫": "-", "●": "-", "○": "-", "■": "-", "□": "-",
        "∙": ".", "·": ".", "․": ".", "‥": "..", "…": "...", "⋯": "...", "⁄": "/", "∕": "/",
        "∗": "*", "⁎": "*", "ˆ": "^", "˜": "~", "∼": "~", "〜": "~", "¦": "|", "‖": "||",
        # Seen by nobody, and enough to force Unicode.
        "\u00ad": "", "\u180e": "", "\u200b": "", "\u200e": "", "\u200f": "", "\u202a": "",
        "\u202b": "", "\u202c": "", "\u202d": "", "\u202e": "", "\u2060": "", "\u2066": "",
        "\u2067": "", "\u2068": "", "\u2069": "", "\ufeff": "",
    },
    LETTERS: {
        "Ð": "D", "ð": "d", "Þ": "Th", "þ": "th", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h",
        "ı": "i", "ȷ": "j", "ĸ": "k", "Ł": "L", "ł": "l", "ŉ": "'n", "Ŋ": "NG", "ŋ": "ng",
        "Ŀ": "L", "ŀ": "l", "Œ": "OE", "œ": "oe", "Ŧ": "T", "ŧ": "t", "ƒ": "f", "ẞ": "SS",
        "Ə": "E", "ə": "e", "Ɓ": "B", "ɓ": "b", "Ɗ": "D", "ɗ": "d", "Ƙ": "K", "ƙ": "k",
        "Ɛ": "E", "ɛ": "e", "Ɔ": "O", "ɔ": "o", "Ɨ": "I", "ɨ": "i", "Ƶ": "Z", "ƶ": "z",
        # Greek capitals that look Latin.
        "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M",
        "Ν": "N", "Ο": "O", "Ρ": "P", "Τ": "T", "Υ": "Y", "Χ": "X",
    },
    SYMBOLS: {
        "°": "deg", "º": "o", "ª": "a", "µ": "u", "×": "x", "÷": "/", "±": "+/-", "¢": "c",
        "©": "(c)", "®": "(R)", "℗": "(P)", "™": "(TM)", "℠": "(SM)", "№": "No", "℮": "e",
        "₣": "F", "₤": "£", "≈": "~", "≠": "<>", "≤": "<=", "≥": ">=",
        "←": "<-", "→": "->", "↔": "<->", "⇐": "<=", "⇒": "=>", "⇔": "<=>", "➔": "->", "➜": "->",
    },
}

LAST = 0x1D7FF
PAGE = 64

# Phonetic and outlined letters that came with Unicode 14 and 16.
LATER = [range(0x10780, 0x107C0), range(0x1CC00, 0x1CEC0)]


def level_of(ch):
    """By general category: what only looks otherwise, letters, or symbols."""
    category = unicodedata.category(ch)
    fullwidth_sign = "！" <= ch <= "～" and not ch.isalnum()
    if category[0] in "ZP" or fullwidth_sign:
        return TYPOGRAPHY
    if category[0] == "L" or category == "Nd":
        return LETTERS
    return SYMBOLS if category[0] in "SN" else None


def folded(ch):
    """The characters of the alphabet that a decomposition leads to, without marks, or None."""
    if ch in ALPHABET:
        return ch
    for entries in BY_HAND.values():
        if ch in entries:
            return entries[ch]
    if unicodedata.category(ch) == "Mn":
        # A stroke through a sign reverses it.
        return None if unicodedata.combining(ch) == 1 else ""
    decomposition = unicodedata.decomposition(ch).split()
    parts = [folded(chr(int(part, 16))) for part in decomposition if part[0] != "<"]
    return "".join(parts) if parts and None not in parts else None


def derived(ch):
    """The replacement of a character, or None where there is no fair one."""
    value = folded(ch)
    category = unicodedata.category(ch)
    if not value or (value.isspace() and category[0] != "Z"):
        return None
    # Ten squared is not 102.
    if any(c.isdigit() for c in value) and category != "Nd":
        return None
    # A raised capital counts as a small letter in Unicode; nobody means a capital by it.
    if (category == "Lm" or ch.islower()) and any(c.isupper() for c in value):
        return None
    return value


def entries():
    """Level and replacement of each character that has one, by code point."""
    table = {}
    for point in range(LAST + 1):
        ch = chr(point)
        level = level_of(ch)
        if ch in ALPHABET or level is None or 0xD800 <= point < 0xE000:
            continue
        if any(point in later for later in LATER):
            continue
        value = derived(ch)
        if value is not None:
            table[point] = (level, value)
    for level, rows in BY_HAND.items():
        for ch, value in rows.items():
            assert ch not in ALPHABET and set(value) <= ALPHABET, ch
            table[ord(ch)] = (level, value)
    return dict(sorted(table.items()))


def escaped(value):
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def rows(cells, indent, width=96):
    """Comma lists of at most so many columns."""
    lines, line = [], indent
    for cell in cells:
        if len(line) + len(cell) + 2 > width + 4:
            lines.append(line.rstrip())
            line = indent
        line += cell + ", "
    return "\n".join([*lines, line.rstrip()])


def generated():
    table = entries()
    values = sorted({value for _, value in table.values()})
    numbers = sorted({point // PAGE for point in table})
    pages = [[0] * PAGE]
    for number in numbers:
        page = []
        for point in range(number * PAGE, (number + 1) * PAGE):
            level, value = table.get(point, (0, ""))
            page.append(level << 14 | values.index(value) if level else 0)
        pages.append(page)
    index = [numbers.index(n) + 1 if n in numbers else 0 for n in range(LAST // PAGE + 1)]
    cells = "\n".join(
        "    [\n" + rows([f"0x{cell:04X}" if cell else "0" for cell in page], " " * 8) + "\n    ],"
        for page in pages
    )
    return f"""//! {len(table)} replacements on {len(numbers)} pages, from the data of Unicode.
//!
//! Generated by `tools/generate_replacements.py`; change that, not this.

/// The page of each {PAGE} code points; page 0 is empty.
#[rustfmt::skip]
pub(super) static PAGE_NUMBERS: [u8; {len(index)}] = [
{rows([str(n) for n in index], "    ")}
];

/// For each code point 0, or its level in the upper two bits and below them a place in [`VALUES`].
#[rustfmt::skip]
pub(super) static PAGES: [[u16; {PAGE}]; {len(pages)}] = [
{cells}
];

/// What replaces.
#[rustfmt::skip]
pub(super) static VALUES: [&str; {len(values)}] = [
{rows([escaped(value) for value in values], "    ")}
];
"""


def main():
    *options, path = sys.argv[1:]
    text = generated()
    if options == ["--check"]:
        with open(path, encoding="utf-8") as file:
            sys.exit(0 if file.read() == text else f"{path} is not what this script generates")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


if __name__ == "__main__":
    main()
