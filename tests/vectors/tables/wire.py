"""What goes over the wire, written with Python's standard library only."""

import base64
import csv
import io
from urllib.parse import quote_plus

LATIN9 = "iso-8859-15"
UTF8 = "utf-8"
LABELS = {LATIN9: "ISO-8859-15", UTF8: "UTF-8"}

BASE = "https://api.smsmode.com"
KEY = {"api_key": "Ab1CD2efg3Hi"}
LOGIN = {"login": "boutique", "password": "Clé & co à 5 €"}
BY_GET = {**KEY, "method": "GET"}

Pairs = list[tuple[str, str]]


def encode(value: str, charset: str = LATIN9) -> str:
    """One value as a browser writes it: Python encodes `*` and keeps `~`, a browser does the opposite."""
    return quote_plus(value.encode(charset), safe="*").replace("~", "%7E")


def form(pairs: Pairs, charset: str = LATIN9) -> str:
    return "&".join(f"{name}={encode(value, charset)}" for name, value in pairs)


def credential(account: dict) -> Pairs:
    if "api_key" in account:
        return [("accessToken", account["api_key"])]
    return [("pseudo", account["login"]), ("pass", account["password"])]


def request(path: str, pairs: Pairs, account: dict, charset: str = LATIN9) -> dict:
    """The request of every call but the batch: everything in the body, or in the query of a GET."""
    url = account.get("base_url", BASE).rstrip("/") + path
    encoded = form(credential(account) + pairs, charset)
    if account.get("method") == "GET":
        return {"method": "GET", "url": f"{url}?{encoded}", "headers": [], "body": ""}
    content_type = f"application/x-www-form-urlencoded; charset={LABELS[charset]}"
    headers = [["Content-Type", content_type]]
    return {"method": "POST", "url": url, "headers": headers, "body": encoded}


def csv_file(rows: list[list[str]]) -> bytes:
    """A batch file: commas, every field in double quotes, LF, ISO-8859-15."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return out.getvalue().encode(LATIN9)


def multipart(boundary: str, fields: list[tuple[str, bytes]], file: bytes) -> bytes:
    """RFC 7578: fields, then the file, whose name the service passes over."""
    heads = [(f'name="{name}"', value) for name, value in fields]
    heads.append(('name="fichier"; filename="batch.csv"\r\nContent-Type: text/csv', file))
    out = b""
    for head, value in heads:
        out += f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode("ascii")
        out += value + b"\r\n"
    return out + f"--{boundary}--\r\n".encode("ascii")


def octets(name: str, value: bytes | str) -> dict:
    """Bytes in JSON: `name` where they are plain ASCII text, else `name_base64`."""
    if isinstance(value, str):
        value = value.encode("ascii")
    if all(0x20 <= byte < 0x7F or byte in b"\t\r\n" for byte in value):
        return {name: value.decode("ascii")}
    return {f"{name}_base64": base64.b64encode(value).decode("ascii")}
