"""A shop that asks its customers by text message, and is told of receipts and answers: with Flask.

SMSMODE_API_KEY=… CALLBACK_KEY=… BASE=https://shop.example/sms flask --app flask_callbacks run
"""

import os

from flask import Flask, request
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from smsmode import CallbackSigner, Client, DeliveryReceipt, ReplyReceipt
from smsmode.web import wsgi

# Kept for long: every address that was signed with it can be checked with it alone.
signer = CallbackSigner(os.environ["CALLBACK_KEY"].encode())
base = os.environ["BASE"]
client = Client()
orders: dict[str, dict[str, str]] = {}


def note_state(receipt: DeliveryReceipt) -> None:
    """Keep what became of the message. The reference is the signed one: nobody can have made it up."""
    orders[receipt.reference or ""]["state"] = receipt.status.name


def note_answer(reply: ReplyReceipt) -> None:
    """Keep what the customer wrote."""
    orders[reply.reference or ""]["answer"] = reply.text


app = Flask(__name__)
callbacks = wsgi(signer, delivery=note_state, reply=note_answer)
app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/sms": callbacks})  # type: ignore[method-assign]


@app.post("/orders/<order>")
def ask(order: str) -> dict[str, str]:
    """Ask a customer whether they will come."""
    orders[order] = {"state": "SENT"}
    client.send(
        to=request.form["to"],
        text="Votre commande est prete. Venez-vous aujourd'hui ?",
        reference=order,
        replies=True,
        delivery_url=signer.sign(base, kind="delivery", reference=order),
        reply_url=signer.sign(base, kind="reply", reference=order),
    )
    return orders[order]


@app.get("/orders/<order>")
def look(order: str) -> dict[str, str]:
    """Look what became of it."""
    return orders[order]
