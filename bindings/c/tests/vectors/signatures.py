"""Judges signed addresses: made, believed, not believed."""

import base64

from library import Failure


def judge(library, judge):
    file = judge.read("signatures")
    assert file.keys() == {"sign", "verify"}
    for action, do in (("sign", sign), ("verify", verify)):
        for vector in file[action]:
            name = f"{action}: {vector['name']}"
            found, wanted = do(library, vector), expected(library, vector["expect"])
            judge.vector("signatures", name, lambda: judge.same("signatures", name, wanted, found))


def expected(library, told):
    if "error" not in told:
        return told
    status = {"Forged": "FORGED", "Expired": "EXPIRED"}.get(told["error"], "URL")
    return {"error": library.constants["SMSMODE_" + status]}


def signer(library, vector):
    made = library.made("smsmode_signer_new", base64.b64decode(vector["key_base64"]))
    if "previous_key_base64" in vector:
        previous = base64.b64decode(vector["previous_key_base64"])
        library.call("smsmode_signer_set_previous", made, previous)
    return made


def sign(library, vector):
    try:
        url = signed(library, signer(library, vector), vector)
    except Failure as failure:
        return {"error": failure.status}
    return {"url": library.text("smsmode_signed_url_text", url)}


def signed(library, signer, vector):
    if vector["kind"] == "account_replies":
        return library.made("smsmode_signer_sign_account_replies", signer, vector["base"])
    kind = library.constants["SMSMODE_CALLBACK_" + vector["kind"].upper()]
    arguments = (vector["base"], kind, vector["reference"], vector["sent_at"])
    return library.made("smsmode_signer_sign", signer, *arguments)


def verify(library, vector):
    arguments = (vector["path"], vector["now"])
    try:
        verified = library.made("smsmode_signer_verify", signer(library, vector), *arguments)
    except Failure as failure:
        return {"error": failure.status}
    kinds = {library.constants["SMSMODE_CALLBACK_" + kind.upper()]: kind for kind in ("delivery", "reply")}
    kind = kinds[library.number("smsmode_verified_kind", verified)]
    reference = library.text("smsmode_verified_reference", verified)
    return {"ok": {"kind": kind, "client_reference": reference}}
