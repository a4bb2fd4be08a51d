"""Send text messages through sMsmode: know before you send, know after you sent.

>>> from smsmode import Client
>>> with Client("your-api-key") as client:
...     accepted = client.send(to="0639980011", text="Bonjour Maman")

==============================  ===================================================================
you want to                     look at
==============================  ===================================================================
know before you send            plan, analyse, analyse_many, analyse_columns, segments, truncate, smart
make calls                      Client; AsyncClient under asyncio; Client.prepare for other stacks
know what became of a message   Client.wait, Client.status, Client.report, MessageStatus
never lose one, nor send twice  Outbox; AsyncOutbox under asyncio
know what went wrong            SmsmodeError and the exceptions under it: outcome, retry, code
say a date                      an aware datetime, or paris(2027, 1, 31, 18, 30)
be called by the service        parse_delivery_receipt, parse_reply, CallbackSigner; smsmode.web
test without sending            sandbox, Fault; under pytest the fixture smsmode_sandbox
be texted what the log says     SmsHandler; through Apprise smsmode.apprise_plugin
==============================  ===================================================================
"""

from ._errors import (
    AuthenticationError,
    CallbackError,
    ConfigurationError,
    ExpiredCallbackError,
    ForgedCallbackError,
    InsufficientCreditError,
    InvalidInputError,
    MalformedAnswerError,
    OutboxError,
    OutcomeUnknownError,
    RefusedError,
    SmsmodeError,
    TransportError,
    UnavailableError,
)
from ._fault import Fault
from ._sandbox import Sandbox, sandbox
from ._smsmode import (
    Accepted,
    Acknowledged,
    Analysis,
    AnalysisColumns,
    At,
    Balance,
    BatchMessage,
    CallbackSigner,
    Client,
    CreatedApiKey,
    CurrentStatus,
    Damaged,
    DeliveryReceipt,
    DeliveryReport,
    LocalTime,
    Plan,
    Prepare,
    PreparedCall,
    RecipientStatus,
    Replacement,
    Reply,
    ReplyList,
    ReplyReceipt,
    SandboxAttempt,
    SandboxCallback,
    SandboxDuplicate,
    SandboxDuplicates,
    SandboxMessage,
    SandboxParameter,
    SandboxReply,
    SandboxRequest,
    Segment,
    SegmentRange,
    SentList,
    SentMessage,
    SmartText,
    VerifiedCallback,
    WaitEnd,
    analyse,
    analyse_columns,
    analyse_many,
    paris,
    parse_delivery_receipt,
    parse_reply,
    plan,
    prepared,
    segments,
    smart,
    truncate,
)
from .aio import AsyncClient

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._async_outbox import AsyncOutbox
    from ._enums import MessageStatus, RefusalCode
    from ._smsmode import Added, Changes, Dispatcher, Entry, NewMessage, Outbox, Overview, Standing, Tally
    from .handler import SmsHandler
else:
    # Not for a type checker, which would take any name then.
    from ._lazy import __getattr__  # noqa: F401

__all__ = [
    "Accepted",
    "Acknowledged",
    "Added",
    "Analysis",
    "AnalysisColumns",
    "AsyncClient",
    "AsyncOutbox",
    "At",
    "AuthenticationError",
    "Balance",
    "BatchMessage",
    "CallbackError",
    "CallbackSigner",
    "Changes",
    "Client",
    "ConfigurationError",
    "CreatedApiKey",
    "CurrentStatus",
    "Damaged",
    "DeliveryReceipt",
    "DeliveryReport",
    "Dispatcher",
    "Entry",
    "ExpiredCallbackError",
    "Fault",
    "ForgedCallbackError",
    "InsufficientCreditError",
    "InvalidInputError",
    "LocalTime",
    "MalformedAnswerError",
    "MessageStatus",
    "NewMessage",
    "Outbox",
    "OutboxError",
    "OutcomeUnknownError",
    "Overview",
    "Plan",
    "Prepare",
    "PreparedCall",
    "RecipientStatus",
    "RefusalCode",
    "RefusedError",
    "Replacement",
    "Reply",
    "ReplyList",
    "ReplyReceipt",
    "Sandbox",
    "SandboxAttempt",
    "SandboxCallback",
    "SandboxDuplicate",
    "SandboxDuplicates",
    "SandboxMessage",
    "SandboxParameter",
    "SandboxReply",
    "SandboxRequest",
    "Segment",
    "SegmentRange",
    "SentList",
    "SentMessage",
    "SmartText",
    "SmsHandler",
    "SmsmodeError",
    "Standing",
    "Tally",
    "TransportError",
    "UnavailableError",
    "VerifiedCallback",
    "WaitEnd",
    "analyse",
    "analyse_columns",
    "analyse_many",
    "paris",
    "parse_delivery_receipt",
    "parse_reply",
    "plan",
    "prepared",
    "sandbox",
    "segments",
    "smart",
    "truncate",
]
