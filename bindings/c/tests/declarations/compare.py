"""Reads smsmode.h and each declaration file anew, and fails where they differ.

It shares nothing with what wrote the declarations: a mistake there is seen here. Prints how many
functions of how many files it compared."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[4]
DECLARATIONS = ROOT / "bindings/c/declarations"

# Of each type of C, what a language has for it. Where two share one, the language has no other.
TYPES = {
    "cs": {
        "const char *": "[In] byte[]", "char *": "[Out] byte[]",
        "int32_t": "int", "int32_t *": "ref int",
    },
    "pas": {
        "const char *": "PAnsiChar", "char *": "PAnsiChar",
        "int32_t": "Integer", "int32_t *": "PInteger",
    },
    "vb": {
        "const char *": "<[In]> ByVal Byte()", "char *": "<Out> ByVal Byte()",
        "int32_t": "ByVal Integer", "int32_t *": "ByRef Integer",
    },
    "bas": {
        "const char *": "ByVal String", "char *": "ByVal String",
        "int32_t": "ByVal Long", "int32_t *": "ByRef Long",
    },
    "wl": {
        "const char *": "ANSI string", "char *": "system int",
        "int32_t": "int", "int32_t *": "system int",
    },
}

# A function in each language, from what must stand before its name to its result.
FUNCTIONS = {
    "h": r"^smsmode_status (smsmode_simple_\w+)\(([^)]*)\);",
    "cs": r'^    \[DllImport\("smsmode", CallingConvention = CallingConvention\.Cdecl, ExactSpelling = true\)\]\n'
          r"    internal static extern int (\w+)\(((?:[^()])*)\);",
    "pas": r"^function (\w+)\(([^()]*)\): Integer; cdecl; external 'smsmode\.dll';",
    "vb": r'^    <DllImport\("smsmode", CallingConvention:=CallingConvention\.Cdecl, ExactSpelling:=True\)>\n'
          r"    Friend Function (\w+)\(((?:[^()]|\(\))*)\) As Integer\n    End Function",
    "bas": r'^Public Declare PtrSafe Function (\w+) Lib "smsmode\.dll" \( _\n([^()]*)\) As Long',
    "wl": r"^PROCEDURE (\w+)\(([^()]*)\)\nRESULT API\(",
}

# A parameter: its type and its name, in the order in which the language has them.
PARAMETERS = {
    "h": r"(?P<type>(?:const char|char|int32_t) \*|int32_t) ?(?P<name>\w+)",
    "cs": r"(?P<type>\[In\] byte\[\]|\[Out\] byte\[\]|ref int|int) (?P<name>\w+)",
    "pas": r"(?P<name>\w+): (?P<type>\w+)",
    "vb": r"(?P<by>(?:<\S+> )?By\w+) (?P<name>\w+) As (?P<type>.+)",
    "bas": r"(?P<by>By\w+) (?P<name>\w+) As (?P<type>.+)",
    "wl": r"(?P<name>\w+) is (?P<type>.+)",
}

CONSTANTS = {
    "h": r"^#define (SMSMODE_\w+) (\d+)$",
    "cs": r"^    internal const int (\w+) = (\d+);$",
    "pas": r"^  (SMSMODE_\w+) = (\d+);$",
    "vb": r"^    Friend Const (\w+) As Integer = (\d+)$",
    "bas": r"^Public Const (\w+) As Long = (\d+)$",
    "wl": r"^\t(SMSMODE_\w+) = (\d+)$",
}


def functions(text, language):
    """The functions of a file: of each its parameters, as pairs of a name and a type."""
    found = re.findall(FUNCTIONS[language], text, re.MULTILINE)
    check(len({name for name, _ in found}) == len(found), f"{language}: a function comes twice")
    return {name: [parameter(one, language) for one in split(all_)] for name, all_ in found}


def split(parameters):
    return [one.strip(" _\n") for one in re.split("[,;]", parameters)]


def parameter(text, language):
    read = re.fullmatch(PARAMETERS[language], text)
    check(read, f"{language}: no parameter is {text!r}")
    kind = read["type"]
    return read["name"], f"{read['by']} {kind}" if "by" in read.re.groupindex else kind


def constants(text, language):
    return {name: int(value) for name, value in re.findall(CONSTANTS[language], text, re.MULTILINE)}


def compare(language, text, header):
    wanted = {
        name: [(one, TYPES[language][kind]) for one, kind in parameters]
        for name, parameters in functions(header, "h").items()
    }
    found = functions(text, language)
    check(list(found) == list(wanted), f"{language}: {list(found)} is not {list(wanted)}")
    for name in wanted:
        check(found[name] == wanted[name], f"{language}: {name} is {found[name]}, not {wanted[name]}")
    mentioned = {name for name in re.findall(r"\bsmsmode_simple_\w+", text)}
    check(mentioned == set(wanted), f"{language}: {mentioned ^ set(wanted)} is not declared")
    compare_constants(language, constants(text, language), constants(header, "h"))
    return len(found)


def compare_constants(language, found, wanted):
    for name, value in found.items():
        check(wanted.get(name) == value, f"{language}: {name} is {wanted.get(name)}, not {value}")
    needed = re.compile(r"SMSMODE_(OK|TIMEOUT|PANIC|REFUSED\w*|(OUTCOME|ALPHABET|DELIVERY|SIMPLE)_\w+)")
    missing = {name for name in wanted if needed.fullmatch(name)} - set(found)
    check(not missing, f"{language}: {missing} is missing")


def compare_calls(text, header):
    """What a procedure of WinDev passes on: its parameters in their order, texts by their address."""
    for name, parameters in functions(header, "h").items():
        passed = [("&" if kind == "const char *" else "") + one for one, kind in parameters]
        call = f'RESULT API("smsmode.dll", "{name}", {", ".join(passed)})\n'
        check(call in text, f"wl: {name} does not pass its parameters")


def check(condition, message):
    if not condition:
        sys.exit(message)


def main():
    header = (ROOT / "include/smsmode.h").read_text()
    check(len(functions(header, "h")) == header.count("\nsmsmode_status smsmode_simple_"), "h: not all read")
    files = sorted(DECLARATIONS.iterdir())
    check({file.suffix[1:] for file in files} == set(TYPES), f"other files than {set(TYPES)}")
    texts = {file.suffix[1:]: file.read_text() for file in files}
    compared = sum(compare(language, text, header) for language, text in texts.items())
    compare_calls(texts["wl"], header)
    check("VB6, AND VBA OF 32 BITS, CANNOT CALL THIS LIBRARY" in texts["bas"], "bas: VB6 is not warned")
    print(f"{compared} functions in {len(files)} files")


main()
