"""Signed callback addresses: part 3 of the transport notes."""

import base64
import hashlib
import hmac
from urllib.parse import quote

SOURCE = "design: transport.md part 3"
KEY = bytes([1]) * 32
OLD_KEY = b"an older key, 16 bytes or more"
BASE = "https://shop.example/sms"
SENT_AT = 1795353900
DAY = 86400
LABELS = {"delivery": "dlr", "reply": "reply"}
LIFETIMES = {"delivery": 7 * DAY, "reply": 90 * DAY}


def tag(signed: str, key: bytes = KEY) -> str:
    digest = hmac.new(key, signed.encode(), hashlib.sha256).digest()[:16]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def path(kind: str, reference: str, sent_at: int = SENT_AT, key: bytes = KEY) -> str:
    expiry = sent_at + LIFETIMES[kind]
    signed = tag(f"v1|{LABELS[kind]}|{reference}|{expiry}", key)
    return f"/{LABELS[kind]}/{quote(reference, safe='')}/{expiry}/{signed}"


def account_path(key: bytes = KEY) -> str:
    return f"/reply/{tag('v1|reply', key)}"


def keys(current: bytes, previous: bytes | None) -> dict:
    shown = {"key_base64": base64.b64encode(current).decode()}
    if previous:
        shown["previous_key_base64"] = base64.b64encode(previous).decode()
    return shown


def signing(name, kind, reference, base=BASE, url=None, error=None):
    given = {"kind": kind, "base": base, "reference": reference, "sent_at": SENT_AT}
    expect = {"url": url} if url else {"error": error}
    return {"name": name, "source": SOURCE, **keys(KEY, None), **given, "expect": expect}


def signed(name, kind, reference, base=BASE):
    return signing(name, kind, reference, base, url=base.rstrip("/") + path(kind, reference))


def verifying(name, callback, expect, now=SENT_AT, current=KEY, previous=None):
    return {"name": name, "source": SOURCE, **keys(current, previous), "path": callback, "now": now,
            "expect": expect}


def believed(kind, reference):
    return {"ok": {"kind": kind, "client_reference": reference}}


FORGED = {"error": "Forged"}
EXPIRED = {"error": "Expired"}
GOOD = path("delivery", "order-12")
REPLY = path("reply", "order-12")
LABEL, REFERENCE, EXPIRY, TAG = GOOD.strip("/").split("/")

SIGN = [
    signed("an address for receipts", "delivery", "order-12"),
    signed("an address for replies", "reply", "order-12"),
    signed("a base with a slash at its end", "delivery", "order-12", BASE + "/"),
    signed("a base without a path", "delivery", "order-12", "http://127.0.0.1:8080"),
    signed("a reference with a slash, a bar and a question mark", "delivery", "a/b|c?d=e&f#g"),
    signed("a reference with blanks, accents and a percent sign", "reply", "100 % été"),
    signed("a reference of characters that stay as they are", "reply", "A-Z_a.z~9"),
    signing("the address of the account does not expire", "account_replies", None,
            url=BASE + account_path()),
    signing("two dots would be a folder", "delivery", "..", error="DotSegment"),
    signing("one dot would be a folder", "delivery", ".", error="DotSegment"),
    signing("a base with a query", "delivery", "order-12", BASE + "?a=b", error="Query"),
    signing("a base with a fragment", "delivery", "order-12", BASE + "#a", error="Query"),
    signing("a base that is no address", "delivery", "order-12", "shop.example", error="NotAbsolute"),
    signing("a base of another scheme", "delivery", "order-12", "ftp://shop.example", error="Scheme"),
]

VERIFY = [
    verifying("a receipt", GOOD, believed("delivery", "order-12")),
    verifying("a reply", REPLY, believed("reply", "order-12")),
    verifying("a reply on the address of the account", account_path(), believed("reply", None)),
    verifying("a reference with every kind of character", path("reply", "a/b|c?d=e&f#g % été"),
              believed("reply", "a/b|c?d=e&f#g % été")),
    verifying("a proxy may encode with small letters", path("reply", "été").replace("%C3%A9", "%c3%a9"),
              believed("reply", "été")),
    verifying("a receipt in its last second", GOOD, believed("delivery", "order-12"), SENT_AT + 7 * DAY),
    verifying("a receipt after 7 days", GOOD, EXPIRED, SENT_AT + 7 * DAY + 1),
    verifying("a reply in its last second", REPLY, believed("reply", "order-12"), SENT_AT + 90 * DAY),
    verifying("a reply after 90 days", REPLY, EXPIRED, SENT_AT + 90 * DAY + 1),
    verifying("the address of the account after ten years", account_path(), believed("reply", None),
              SENT_AT + 3650 * DAY),
    verifying("what an older key signed, during rotation", path("delivery", "order-12", key=OLD_KEY),
              believed("delivery", "order-12"), previous=OLD_KEY),
    verifying("what the new key signed, during rotation", GOOD, believed("delivery", "order-12"),
              previous=OLD_KEY),
    verifying("the account's older address, during rotation", account_path(OLD_KEY), believed("reply", None),
              previous=OLD_KEY),
    verifying("what an older key signed, after rotation", path("delivery", "order-12", key=OLD_KEY), FORGED),
    verifying("another reference", GOOD.replace("order-12", "order-13"), FORGED),
    verifying("another kind", GOOD.replace("/dlr/", "/reply/"), FORGED),
    verifying("an unknown kind", GOOD.replace("/dlr/", "/sms/"), FORGED),
    verifying("a later expiry", GOOD.replace(EXPIRY, str(int(EXPIRY) + 1)), FORGED),
    verifying("an expired address with a later expiry", GOOD.replace(EXPIRY, str(int(EXPIRY) + 1)), FORGED,
              SENT_AT + 8 * DAY),
    verifying("an expiry of letters", GOOD.replace(EXPIRY, "never"), FORGED),
    verifying("an expiry beyond all numbers", GOOD.replace(EXPIRY, "9" * 40), FORGED),
    verifying("a sign before the expiry", GOOD.replace(EXPIRY, "+" + EXPIRY), FORGED),
    verifying("a zero before the expiry", GOOD.replace(EXPIRY, "0" + EXPIRY), FORGED),
    verifying("a cut tag", GOOD[:-1], FORGED),
    verifying("a padded tag", GOOD + "==", FORGED),
    verifying("a tag whose unused bits are set", GOOD[:-1] + chr(ord(GOOD[-1]) + 1), FORGED),
    verifying("no tag", f"/{LABEL}/{REFERENCE}/{EXPIRY}/", FORGED),
    verifying("a part too few", f"/{LABEL}/{REFERENCE}/{EXPIRY}", FORGED),
    verifying("a part too many", GOOD + "/", FORGED),
    verifying("the tag of a message on the address of the account", f"/reply/{TAG}", FORGED),
    verifying("the tag of the account for receipts", account_path().replace("reply", "dlr"), FORGED),
    verifying("a reference that is no UTF-8", GOOD.replace("order-12", "%FF"), FORGED),
    verifying("an empty path", "", FORGED),
    verifying("the root", "/", FORGED),
]

FILE = {"sign": SIGN, "verify": VERIFY}
