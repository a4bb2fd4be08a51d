"""A shop that asks its customers by text message, and is told of receipts and answers: with FastAPI.

SMSMODE_API_KEY=… CALLBACK_KEY=… BASE=https://shop.example/sms uvicorn fastapi_callbacks:app
"""

import os

from fastapi import FastAPI

from smsmode import AsyncClient, CallbackSigner, DeliveryReceipt, ReplyReceipt
from smsmode.web import asgi

# Kept for long: every address that was signed with it can be checked with it alone.
signer = CallbackSigner(os.environ["CALLBACK_KEY"].encode())
base = os.environ["BASE"]
client = AsyncClient()
orders: dict[str, dict[str, str]] = {}


async def note_state(receipt: DeliveryReceipt) -> None:
    """Keep what became of the message. The reference is the signed one: nobody can have made it up."""
    orders[receipt.reference or ""]["state"] = receipt.status.name


async def note_answer(reply: ReplyReceipt) -> None:
    """Keep what the customer wrote."""
    orders[reply.reference or ""]["answer"] = reply.text


app = FastAPI()
app.mount("/sms", asgi(signer, delivery=note_state, reply=note_answer))


@app.post("/orders/{order}")
async def ask(order: str, to: str) -> dict[str, str]:
    """Ask a customer whether they will come."""
    orders[order] = {"state": "SENT"}
    await client.send(
        to=to,
        text="Votre commande est prete. Venez-vous aujourd'hui ?",
        reference=order,
        replies=True,
        delivery_url=signer.sign(base, kind="delivery", reference=order),
        reply_url=signer.sign(base, kind="reply", reference=order),
    )
    return orders[order]


@app.get("/orders/{order}")
async def look(order: str) -> dict[str, str]:
    """Look what became of it."""
    return orders[order]
