"""The native part of the package: what `smsmode` re-exports, and what its Python files are built on."""

from builtins import list as _list
from collections.abc import Coroutine, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from os import PathLike
from typing import Any, ClassVar, Generic, Literal, TypeAlias, TypedDict, TypeVar, final

from typing_extensions import Self, disjoint_base

from ._enums import MessageStatus

__all__ = [
    "Accepted",
    "Acknowledged",
    "Added",
    "Analysis",
    "AnalysisColumns",
    "At",
    "Balance",
    "BatchMessage",
    "CallbackSigner",
    "Changes",
    "Client",
    "CreatedApiKey",
    "CurrentStatus",
    "Damaged",
    "DeliveryReceipt",
    "DeliveryReport",
    "Dispatcher",
    "Entry",
    "LaterCalls",
    "LocalTime",
    "NewMessage",
    "Outbox",
    "Overview",
    "Pages",
    "Plan",
    "Prepare",
    "PreparedCall",
    "RecipientStatus",
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
    "Standing",
    "Tally",
    "Task",
    "VerifiedCallback",
    "WaitEnd",
    "_describe_refusal",
    "_describe_status",
    "_sandbox_calls",
    "_status_kind",
    "analyse",
    "analyse_columns",
    "analyse_many",
    "main",
    "paris",
    "parse_delivery_receipt",
    "parse_reply",
    "plan",
    "prepared",
    "segments",
    "smart",
    "truncate",
]

_T_co = TypeVar("_T_co", covariant=True)

_Alphabet: TypeAlias = Literal["gsm7", "ucs2"]
_Mode: TypeAlias = Literal["exact", "smart", "unicode"]
_Level: TypeAlias = Literal["typography", "letters", "symbols"]
_When: TypeAlias = Literal["makes_gsm", "saves_a_segment", "always"]
_OptOut: TypeAlias = Literal["always", "if_free"]
_OptOutEffect: TypeAlias = Literal["not_asked", "appended", "not_appended", "extra_segment", "uncertain"]
_PlanWarning: TypeAlias = Literal[
    "cut", "personal_sender_without_stop", "uncertain_stop", "opt_outs_cost_credits"
]
_Channel: TypeAlias = Literal["marketing", "notifications"]
_CallbackKind: TypeAlias = Literal["delivery", "reply"]
_Ending: TypeAlias = Literal["complete", "unmarked", "cut"]
_VoiceLanguage: TypeAlias = Literal["fr-FR", "en-GB", "de-DE", "es-ES"]
_Method: TypeAlias = Literal["POST", "GET"]
_BatchCredential: TypeAlias = Literal["query", "body"]
_MessageClass: TypeAlias = Literal["standard", "reply_allowed", "unicode"]
_Time: TypeAlias = datetime | LocalTime
_Later: TypeAlias = datetime | LocalTime | timedelta
_State: TypeAlias = Literal[
    "queued",
    "claimed",
    "submitting",
    "unknown",
    "parked",
    "accepted",
    "delivered",
    "undelivered",
    "rejected",
    "expired",
    "cancelled",
]

class _NeededOptions(TypedDict):
    key: str
    to: str
    text: str

class _MessageOptions(_NeededOptions, total=False):
    sender: str | None
    replies: bool
    reference: str | None
    max_segments: int | None
    opt_out: _OptOut | None
    not_before: _Later | None
    expires: _Later | None
    at_least_once: bool
    mode: _Mode
    level: _Level
    when: _When

@final
class Client:
    """Makes calls to one account. Any number of threads may use one client at once.

    api_key: that of the account, or login and password, the old way. What is not given comes from the
    environment (SMSMODE_API_KEY, SMSMODE_BASE_URL), then from the configuration file of the command,
    ~/.config/smsmode/config.toml, of which profile names a part. Who gives a key depends on no file.

    base_url: https, or plain http to this machine; with allow_plain_http to any. timeout: seconds for
    a whole call, all its attempts together. connect_timeout: how many of these to connect.
    max_idle_age: seconds for which an idle connection may be used again. proxy: a URL, or "" for none.
    ca_file: certificates in PEM to trust beside the bundled ones.

    allowed_recipients (numbers), segments_per_call and segments_per_day forbid what goes beyond.
    retry_costly_calls: whether a call that costs is made again where it surely was not sent; where
    nobody knows, it never is.

    method: "POST", or "GET": the key then stands in addresses, which proxies and servers log.
    batch_credential: where the key of a batch stands: "query", as in every example of the service, or
    "body", where logs do not see it; nothing says that the service reads it there. batch_boundary: what
    separates the parts of a batch, for tests that compare bytes.

    Ctrl-C breaks off a call. The __context__ of the KeyboardInterrupt is what is known then: the
    exception of a call whose outcome says whether the message was sent; None if the call was done.

    Raises ConfigurationError without a key, and InvalidInputError for options that cannot be.

    >>> with Client("your-api-key") as client:
    ...     client.send(to="0639980011", text="Bonjour")
    """

    def __new__(
        cls,
        api_key: str | None = None,
        *,
        login: str | None = None,
        password: str | None = None,
        base_url: str | None = None,
        profile: str | None = None,
        timeout: float = 30.0,
        connect_timeout: float = 10.0,
        max_idle_age: float = 2.0,
        proxy: str | None = None,
        ca_file: str | PathLike[str] | None = None,
        allow_plain_http: bool = False,
        allowed_recipients: str | Iterable[str] | None = None,
        segments_per_call: int | None = None,
        segments_per_day: int | None = None,
        retry_costly_calls: bool = False,
        method: _Method = "POST",
        batch_credential: _BatchCredential = "query",
        batch_boundary: str | None = None,
    ) -> Self: ...
    def send(
        self,
        *,
        text: str,
        to: str | Iterable[str] | None = None,
        group: str | None = None,
        sender: str | None = None,
        replies: bool = False,
        at: _Time | None = None,
        reference: str | None = None,
        max_segments: int | None = None,
        opt_out: _OptOut | None = None,
        delivery_url: str | None = None,
        reply_url: str | None = None,
        mode: _Mode = "exact",
        level: _Level = "letters",
        when: _When = "makes_gsm",
    ) -> Accepted:
        """Sends one text to people or to a contact group, now or later.

        Nothing is cut or lost: a text that the message cannot carry is refused before anything is sent.

        to: one number or an iterable of them, in any usual spelling; each once. group: a contact group, in place
        of to. text: a str of at most max_segments (1 to 5, 5 without) segments. sender: whom it seems to come
        from, 1 to 11 letters and digits. replies: whether it can be answered, which excludes a sender.
        at: an aware datetime, or smsmode.paris(…), to the minute; at once without. reference: one of your own, up
        to 40 characters. opt_out: "always" or "if_free", how a STOP mention is asked for. delivery_url,
        reply_url: what the service calls. mode: "exact", "smart" (characters that GSM lacks are replaced, as far
        as level and when say; see smart) or "unicode".
        Raises InvalidInputError, and nothing was sent; RefusedError; TransportError where it surely was not
        sent; OutcomeUnknownError where nobody knows, and it is not sent again.

        >>> client.send(to="0639980011", text="Bonjour", reference="order-12").message_id
        'S7EpYZ5kmS87'
        """
    def send_batch(
        self,
        *,
        messages: Iterable[BatchMessage | tuple[str, str]],
        sender: str | None = None,
        replies: bool = False,
        at: _Time | None = None,
        reference: str | None = None,
        max_segments: int | None = None,
        opt_out: _OptOut | None = None,
        delivery_url: str | None = None,
        mode: _Mode = "exact",
        level: _Level = "letters",
        when: _When = "makes_gsm",
    ) -> Accepted:
        """Sends many messages in one call, each recipient with a text of their own.

        messages: an iterable of BatchMessage, or of tuples of a number and a text. One that cannot be sent is told
        of by its place, from 1, and then none is sent. There is no Unicode in a batch. The other options are
        those of send; a sender is for the messages that have none.
        Raises what send raises.

        >>> client.send_batch(messages=[("0639980011", "Bonjour"), ("0639980012", "Bonsoir")]).message_id
        'S7EpYZ5kmS88'
        """
    def send_voice(
        self,
        *,
        to: str | Iterable[str],
        text: str,
        title: str | None = None,
        language: _VoiceLanguage | None = None,
        at: _Time | None = None,
        unlimited: bool = False,
    ) -> Accepted:
        """Has a text of at most 160 characters read aloud on the phone, landlines included.

        to, at: as for send. title: what is said first. language: "fr-FR", "en-GB", "de-DE" or "es-ES".
        unlimited: whether the text may be longer; what the service does with more is not documented.
        Raises what send raises.

        >>> client.send_voice(to="0639980011", text="Votre commande est prête").message_id
        'S7EpYZ5kmS89'
        """
    def status(
        self,
        message_id: str,
        /,
    ) -> CurrentStatus:
        """The state of a message now, that of the whole campaign where it has several recipients.

        Raises RefusedError for an id that the service does not know.

        >>> client.status(accepted.message_id).status
        <MessageStatus.RECEIVED: 11>
        """
    def report(
        self,
        message_id: str,
        /,
    ) -> DeliveryReport:
        """What became of a message, recipient by recipient.

        Raises RefusedError for an id that the service does not know.

        >>> [one.status for one in client.report(accepted.message_id).recipients]
        [<MessageStatus.RECEIVED: 11>]
        """
    def list_sent(
        self,
        *,
        first: int | None = None,
        page_size: int | None = None,
    ) -> SentList:
        """One page of the messages sent, the newest first; sent_messages() goes through all of them.

        first: how many of the newest are passed over. page_size: 1 to 10,000. Raises InvalidInputError for others.

        >>> [one.recipient for one in client.list_sent(first=0, page_size=1).messages]
        ['33639980011']
        """
    def list_replies(
        self,
        *,
        first: int | None = None,
        page_size: int | None = None,
        since: _Time | None = None,
        until: _Time | None = None,
    ) -> ReplyList:
        """One page of the replies received, the newest first, or those of a period; replies() goes through all.

        first: how many of the newest are passed over. page_size: 1 to 10,000. since, until: both, or none, as aware
        datetimes or smsmode.paris(…), to the minute. Raises InvalidInputError for a page and a period together.

        >>> period = client.list_replies(since=smsmode.paris(2027, 1, 1), until=smsmode.paris(2027, 2, 1))
        >>> [one.text for one in period.replies]
        ['STOP']
        """
    def delete(
        self,
        message_id: str,
        /,
    ) -> Acknowledged:
        """Deletes a message, scheduled or sent.

        Raises RefusedError for an id that the service does not know.

        >>> client.delete(accepted.message_id)
        Acknowledged(description='***')
        """
    def delete_most_recent(
        self,
        *,
        to: str,
    ) -> Acknowledged:
        """Deletes the most recent message to a number. Twice would delete two.

        Raises OutcomeUnknownError where nobody knows whether it was done.

        >>> client.delete_most_recent(to="0639980011")
        Acknowledged(description='***')
        """
    def balance(
        self,
    ) -> Balance:
        """The balance of the account, in credits.

        >>> client.balance().credits
        Decimal('212.5')
        """
    def transfer_credits(
        self,
        *,
        to: str,
        credits: int | Decimal,
        transaction_reference: str | None = None,
    ) -> Acknowledged:
        """Transfers whole credits to another account.

        to: its login. credits: an int, or a Decimal without a fraction, at least 1; a float is a TypeError.
        transaction_reference: one of your own.
        Raises InvalidInputError; InsufficientCreditError; OutcomeUnknownError where nobody knows whether it was done.

        >>> client.transfer_credits(to="shop", credits=100)
        Acknowledged(description='***')
        """
    def create_sub_account(
        self,
        *,
        login: str,
        password: str,
        transaction_reference: str | None = None,
        last_name: str | None = None,
        first_name: str | None = None,
        company: str | None = None,
        address: str | None = None,
        city: str | None = None,
        postal_code: str | None = None,
        email: str | None = None,
        mobile: str | None = None,
        phone: str | None = None,
        fax: str | None = None,
        birth_date: date | None = None,
    ) -> Acknowledged:
        """Creates an account below this one.

        login: up to 50 characters. mobile, phone, fax: numbers in any usual spelling. birth_date: a datetime.date.
        What else it has is text.
        Raises InvalidInputError; RefusedError for a login that exists; OutcomeUnknownError where nobody knows.

        >>> client.create_sub_account(login="shop", password="secret-12", city="Marseille")
        Acknowledged(description='***')
        """
    def delete_sub_account(
        self,
        *,
        login: str,
    ) -> Acknowledged:
        """Deletes an account below this one.

        Raises RefusedError for a login that there is not; OutcomeUnknownError where nobody knows.

        >>> client.delete_sub_account(login="shop")
        Acknowledged(description='***')
        """
    def add_contact(
        self,
        *,
        last_name: str,
        mobile: str,
        first_name: str | None = None,
        groups: str | Iterable[str] | None = None,
        company: str | None = None,
        note: str | None = None,
        birth_date: date | None = None,
    ) -> Acknowledged:
        """Adds a person to the address book, and to groups, which are made where there are none.

        mobile: a number in any usual spelling. groups: one name or an iterable of them. birth_date: a datetime.date.
        Raises InvalidInputError; OutcomeUnknownError where nobody knows whether it was done.

        >>> client.add_contact(last_name="Dupond", mobile="0639980011", groups=["Paris"])
        Acknowledged(description='***')
        """
    def create_api_key(
        self,
    ) -> CreatedApiKey:
        """Creates a further API key of the account.

        Raises OutcomeUnknownError where nobody knows whether there is one more.

        >>> client.create_api_key().api_key
        '…'
        """
    def wait(
        self,
        message_id: str,
        /,
        *,
        timeout: float = 60.0,
        first_pause: float = 1.0,
        longest_pause: float = 60.0,
    ) -> WaitEnd:
        """Asks for the state of a message until it is final or the time is over.

        timeout: seconds, as are the pauses between two questions: the first doubles up to the longest. An error
        that may pass is no end.

        >>> client.wait(accepted.message_id, timeout=60)
        WaitEnd(status=<MessageStatus.RECEIVED: 11>, is_final=True)
        """
    def sent_messages(self) -> Pages[SentMessage]:
        """All messages sent, the newest first, page by page as they are asked for.

        Records that could not be read are passed over; list_sent() shows them.

        >>> sum(message.cost for message in client.sent_messages())
        Decimal('12')
        """
    def replies(self) -> Pages[Reply]:
        """All replies received, the newest first, page by page as they are asked for.

        Records that could not be read are passed over; list_replies() shows them.

        >>> [reply.text for reply in client.replies()]
        ['STOP']
        """
    @property
    def prepare(self) -> Prepare:
        """The same calls, prepared for another HTTP stack: see Prepare."""
    @property
    def closed(self) -> bool:
        """Whether it was closed."""
    def close(self) -> None:
        """Closes its connections; a call afterwards raises InvalidInputError.

        A call that another thread has under way is broken off: it raises an exception whose outcome says what
        became of it. Closing twice is closing once.

        >>> client.close()
        """
    def __enter__(self) -> Self: ...
    def __exit__(self, *_error: object) -> None: ...

@final
class Outbox:
    """Messages that are neither lost nor sent twice, in a file or in PostgreSQL: Outbox.open gives one.

    Messages are put into it, and one dispatcher sends them. Any number of threads and processes may have the
    same outbox open; one of them sends. It can be pickled, with its address: another process then opens the same
    one. A child of a fork opens it anew; where a dispatcher runs in the parent, it cannot, and an OutboxError says so.

    Never open its file with the module sqlite3 in a process that has it open here: that breaks the locks.

    What goes wrong raises an OutboxError, whose name says what it is.

    >>> with Outbox.open("sqlite:till.db") as outbox, outbox.dispatch(client):
    ...     added = outbox.enqueue(key="order-12/called", to="0639980011", text="Votre commande est arrivée")
    """

    @classmethod
    def open(cls, url: str, /) -> Self:
        """Opens an outbox by its address, such as "sqlite:till.db", or makes it, for its owner alone.

        "postgres://user:password@host/database" is one in PostgreSQL, which many machines share.

        >>> outbox = Outbox.open("sqlite:till.db")
        """
    @classmethod
    def _later(cls, url: str, /) -> Self:
        """One that is opened when it is needed first: for asyncio."""
    def enqueue(
        self,
        *,
        key: str,
        to: str,
        text: str,
        sender: str | None = None,
        replies: bool = False,
        reference: str | None = None,
        max_segments: int | None = None,
        opt_out: _OptOut | None = None,
        not_before: _Later | None = None,
        expires: _Later | None = None,
        at_least_once: bool = False,
        mode: _Mode = "exact",
        level: _Level = "letters",
        when: _When = "makes_gsm",
    ) -> Added:
        """Puts a message in. It is on the disk when this returns, once, however often it is put in.

        key: the caller's own name for it, such as the number of an order and what the message is for, 1 to 200
        characters. After any doubt, put it in again under the same key. to: one number. text, sender, replies,
        reference, max_segments, opt_out, mode, level, when: as for Client.send. not_before, expires: an aware
        datetime, smsmode.paris(…) or a timedelta from now; at once, and for ever, without. at_least_once: rather
        sent twice than not at all, where nobody can find out: for alerts.
        Raises InvalidInputError; OutboxError, "key_taken" where another message has the key.

        >>> outbox.enqueue(key="order-12/ready", to="0639980011", text="Votre commande est arrivée").outcome
        'new'
        """
    def _enqueue(self, message: NewMessage) -> Added:
        """Puts a message in that was made before."""
    def enqueue_many(self, messages: Iterable[NewMessage], /) -> _list[Added]:
        """Puts many messages in with one durable write, all or none: what became of each, in their order.

        messages: an iterable of NewMessage. One whose key another message has is not added: its outcome is
        "key_taken", and the others are added all the same.

        >>> orders = {"order-13": "0639980011", "order-14": "0639980012"}
        >>> rows = [NewMessage(key=key, to=to, text="Bonjour") for key, to in orders.items()]
        >>> [added.outcome for added in outbox.enqueue_many(rows)]
        ['new', 'new']
        """
    def get(self, id: str, /) -> Entry | None:
        """A message by its id; None if there is none.

        >>> outbox.get(added.id).state
        'queued'
        """
    def find(self, key: str, /) -> Entry | None:
        """A message by the caller's key; None if there is none.

        >>> outbox.find("order-12/called").standing().known
        'It waits to be sent.'
        """
    def overview(self) -> Overview:
        """How many messages are in each state, and whether the outbox is paused.

        >>> outbox.overview().counts["queued"]
        1
        """
    def cancel(self, id: str, /) -> Entry:
        """Does not send a message any more: one that waits, or that is parked.

        Raises OutboxError, "refused" where it is too late or nobody knows whether it is.

        >>> outbox.cancel(added.id).state
        'cancelled'
        """
    def retry(self, id: str, /) -> Entry:
        """Sends a message again that is parked or was rejected.

        For a parked one, somebody has made sure that it did not arrive, or would rather have it arrive twice.
        Raises OutboxError, "refused" for one that is neither.

        >>> outbox.retry(rejected.id).state
        'queued'
        """
    def pause(self) -> None:
        """Sends nothing new from now on, whoever does; messages can still be put in.

        What was accepted is still followed, what is unknown still looked up.

        >>> outbox.pause()
        """
    def resume(self) -> None:
        """Sends again, whatever the reason of the pause was.

        >>> outbox.resume()
        """
    def take_over(self) -> int:
        """Takes over an outbox that was moved to this machine, or restored from a backup.

        What was to be sent may have been sent since: it is looked up before it is sent. How many messages that are.

        Raises OutboxError, "another_dispatcher" while somebody sends from it.

        >>> outbox.take_over()
        0
        """
    def changes(self, *, after: int | None = None, timeout: float | None = None) -> Changes:
        """Goes through the messages that change, as they change, whoever changes them; it waits for the next one.

        Each is as it is when it is read: who reads late gets the last state, and misses no message. after: from
        the change with this number on, such as Entry.revision, 0 for all messages; from now on without. timeout:
        seconds without a change after which it ends; it never does without.

        >>> [entry.state for entry in outbox.changes(after=0, timeout=0)]
        ['queued']
        """
    def reconcile(
        self,
        client: Client,
        /,
        *,
        timeout: float = 30.0,
        quiet_time: float = 900.0,
        look_again: float = 60.0,
        renewed_key: bool = False,
    ) -> _list[Entry]:
        """Looks up now what is unknown, parked or without an id, and sends nothing: each such message, as it is then.

        A dispatcher does the same by itself, in its own time. client: which makes the calls, with its own time for
        them. timeout, quiet_time, look_again, renewed_key: as for dispatch, to be those of the dispatcher. Ctrl-C
        breaks it off.
        Raises OutboxError, "another_dispatcher" while somebody sends from it, who looks them up as well; what
        Client.list_sent raises where the list of the service cannot be read.

        >>> outbox.reconcile(client)
        []
        """
    def is_dispatched(self) -> bool | None:
        """Whether somebody sends from it at this time, in this process or in another; None where nobody can tell.

        >>> outbox.is_dispatched()
        False
        """
    def dispatch(
        self,
        client: Client,
        /,
        *,
        rate: int | None = None,
        in_flight: int = 8,
        timeout: float = 30.0,
        quiet_time: float = 900.0,
        look_again: float = 60.0,
        retention: float = 7776000.0,
        renewed_key: bool = False,
    ) -> Dispatcher:
        """Sends its messages from now on, in threads of its own, until what this gives is closed: see Dispatcher.

        client: which makes the calls. rate: at most so many messages a second. in_flight: so many calls at once,
        1 to 256. timeout: seconds for a call, at most 240. quiet_time: seconds after which the list of the service
        must have a message that it accepted; a shorter one than 900 is for tests, as is look_again, how many
        seconds after that it is looked at once more. retention: for how many seconds numbers and texts are kept
        after a message has ended. renewed_key: the key of the account is another one than before, and the account is
        the same: said once, where an outbox in PostgreSQL is sent from.
        Raises OutboxError: "another_dispatcher", "another_account", or "moved" and "restored", after which see take_over.

        >>> with outbox.dispatch(client, rate=10):
        ...     print(outbox.overview().paused)
        None
        """
    @property
    def closed(self) -> bool:
        """Whether it was closed."""
    def close(self) -> None:
        """Closes it; a dispatcher goes on until it is closed itself. Closing twice is closing once.

        >>> outbox.close()
        """
    def __enter__(self) -> Self: ...
    def __exit__(self, *_error: object) -> None: ...
    def __reduce__(self) -> tuple[Any, tuple[str]]: ...
    def list(self, state: _State | None = None, /, *, limit: int = 100) -> _list[Entry]:
        """The newest messages, so many at most.

        state: in one state only, such as "parked".

        >>> [entry.key for entry in outbox.list("queued", limit=10)]
        ['order-12/called']
        """

@final
class NewMessage:
    """A message to one person, to be put into an outbox: its options are those of Outbox.enqueue.

    It is checked when it is made, so that only what can be sent is put in. Its times are to the second; a
    timedelta counts from then.
    Raises InvalidInputError.

    >>> message = NewMessage(key="order-12/ready", to="0639980011", text="Votre commande est arrivée")
    >>> outbox.enqueue_many([message])[0].outcome
    'new'
    """

    def __new__(
        cls,
        *,
        key: str,
        to: str,
        text: str,
        sender: str | None = None,
        replies: bool = False,
        reference: str | None = None,
        max_segments: int | None = None,
        opt_out: _OptOut | None = None,
        not_before: _Later | None = None,
        expires: _Later | None = None,
        at_least_once: bool = False,
        mode: _Mode = "exact",
        level: _Level = "letters",
        when: _When = "makes_gsm",
    ) -> Self: ...
    @property
    def key(self) -> str:
        """The caller's name for it."""
    @property
    def to(self) -> str:
        """The number, in international form without a sign."""
    @property
    def text(self) -> str:
        """The text as it will be sent."""
    def to_dict(self) -> _MessageOptions:
        """What it can be made of again, by name: with the text as it will be sent."""
    def __getnewargs_ex__(self) -> tuple[tuple[()], _MessageOptions]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]

@final
class Changes:
    """Goes through the messages of an outbox that change, as they change: see Outbox.changes."""

    @property
    def revision(self) -> int:
        """The number of the last change that was handed out: for Outbox.changes(after=…)."""
    def __iter__(self) -> Iterator[Entry]: ...
    def __next__(self) -> Entry: ...
    def _poll(self) -> Entry | None:
        """The next change if there is one, without waiting: for iterators of asyncio."""
    @property
    def _timeout(self) -> float | None:
        """The number of seconds that it was given."""

@final
class Dispatcher:
    """Sends the messages of an outbox until it is closed: what Outbox.dispatch gives. Use it in a with statement.

    When it is closed, calls that are under way come to their end first, and what came of them is written
    down: that takes at most the time of a call. A program that ends without that loses nothing.
    """

    @property
    def trouble(self) -> str | None:
        """Why nothing can be read or written at this time, in words; None where all is well."""
    @property
    def tally(self) -> Tally | None:
        """What came of its transmissions so far; None once it was closed."""
    @property
    def closed(self) -> bool:
        """Whether it was closed."""
    def close(self) -> None:
        """Sends nothing more. Ctrl-C ends the waiting, not the calls. Closing twice is closing once."""
    def __enter__(self) -> Self: ...
    def __exit__(self, *_error: object) -> None: ...

@final
class Added:
    """What became of a message that was put into an outbox."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def id(self) -> str:
        """The id of the message that is there under the key."""
    @property
    def outcome(self) -> Literal["new", "known", "key_taken"]:
        """ "new"; "known" if the same message was there already; "key_taken" if another one is there, and this
        one was not added.
        """
    def __new__(
        cls,
        id: str,
        outcome: Literal["new", "known", "key_taken"],
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Entry:
    """A message as an outbox holds it."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def id(self) -> str:
        """Its id."""
    @property
    def key(self) -> str:
        """The caller's name for it."""
    @property
    def state(self) -> _State:
        """Where it stands: "queued", "claimed", "submitting", "unknown", "parked", "accepted", "delivered",
        "undelivered", "rejected", "expired" or "cancelled".
        """
    @property
    def to(self) -> str | None:
        """The number, in international form without a sign; None once it was forgotten."""
    @property
    def text(self) -> str | None:
        """The text; None once it was forgotten."""
    @property
    def sender(self) -> str | None:
        """Whom it seems to come from."""
    @property
    def reference(self) -> str | None:
        """The caller's reference."""
    @property
    def message_id(self) -> str | None:
        """The id that the service gave it, where it is known."""
    @property
    def evidence(self) -> Literal["told", "accepted_and_listed", "listed"] | None:
        """How that is known: "told", "accepted_and_listed" or "listed"."""
    @property
    def status(self) -> MessageStatus | None:
        """The last that the service said of its delivery."""
    @property
    def trouble(self) -> str | None:
        """The name of what went wrong last, such as "refusal 50", "http 502", "unreachable" or "accepted twice"."""
    @property
    def because(self) -> Literal["in_doubt", "exhausted"] | None:
        """Why it is parked: "in_doubt" or "exhausted"."""
    @property
    def attempts(self) -> int:
        """How many transmissions began."""
    @property
    def at_least_once(self) -> bool:
        """Whether it is rather sent twice than not at all."""
    @property
    def created_at(self) -> datetime:
        """When it was added."""
    @property
    def changed_at(self) -> datetime:
        """When it last changed."""
    @property
    def due_at(self) -> datetime | None:
        """When a dispatcher looks at it next; None where it has nothing to do."""
    @property
    def expires_at(self) -> datetime | None:
        """From when on it is not sent."""
    @property
    def revision(self) -> int:
        """The number of its last change, among those of all messages."""
    @property
    def standings(self) -> tuple[Standing, ...]:
        """What is known and what can be done, in each language: see standing()."""
    def __new__(
        cls,
        id: str,
        key: str,
        state: _State,
        to: str | None,
        text: str | None,
        sender: str | None,
        reference: str | None,
        message_id: str | None,
        evidence: Literal["told", "accepted_and_listed", "listed"] | None,
        status: MessageStatus | None,
        trouble: str | None,
        because: Literal["in_doubt", "exhausted"] | None,
        attempts: int,
        at_least_once: bool,
        created_at: datetime,
        changed_at: datetime,
        due_at: datetime | None,
        expires_at: datetime | None,
        revision: int,
        standings: tuple[Standing, ...],
    ) -> Self: ...
    @property
    def was_accepted_twice(self) -> bool:
        """Whether the service told two ids of it: it was sent twice, which only a freeze, a restored copy or a
        person can bring about.
        """
    def standing(self, language: Literal["en", "fr"] = "en") -> Standing:
        """What is known of it and what can be done about it, in words for people.

        language: "en" or "fr".

        >>> entry.standing().known
        'It waits to be sent.'
        """
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Standing:
    """What is known of a message of an outbox, and what can be done about it, in words for people.

    They name neither number nor text.
    """

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def language(self) -> Literal["en", "fr"]:
        """ "en" or "fr"."""
    @property
    def known(self) -> str:
        """What is known."""
    @property
    def advice(self) -> str | None:
        """What somebody can do; None where nothing is to be done."""
    def __new__(
        cls,
        language: Literal["en", "fr"],
        known: str,
        advice: str | None,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Overview:
    """What concerns all messages of an outbox."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def counts(self) -> dict[_State, int]:
        """How many messages are in each state, by its name."""
    @property
    def paused(self) -> Literal["on_request", "authentication", "not_enough_credit"] | None:
        """Why nothing is sent: "on_request", "authentication" or "not_enough_credit"; None unless it is paused."""
    @property
    def revision(self) -> int:
        """The number of the last change."""
    def __new__(
        cls,
        counts: dict[_State, int],
        paused: Literal["on_request", "authentication", "not_enough_credit"] | None,
        revision: int,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Tally:
    """What came of the transmissions of a dispatcher since it began, for monitoring."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def accepted(self) -> int:
        """How many were accepted."""
    @property
    def failed(self) -> dict[str, int]:
        """How many were not, or perhaps not, by what went wrong, such as "refusal 50" or "timeout"."""
    @property
    def since_accepted(self) -> timedelta | None:
        """How long before the last one was accepted, a timedelta; None if none was."""
    def __new__(
        cls,
        accepted: int,
        failed: dict[str, int],
        since_accepted: timedelta | None,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Pages(Generic[_T_co]):
    """Goes through the messages sent or the replies received, page by page."""

    def __iter__(self) -> Iterator[_T_co]: ...
    def __next__(self) -> _T_co: ...
    def _turn(self) -> list[_T_co] | None: ...

@final
class Prepare:
    """The calls of a client, prepared and not made: each method has the arguments of that of Client, and
    gives a PreparedCall for any HTTP stack.

    >>> call = client.prepare.balance()
    >>> answer = httpx.request(call.method, call.url, headers=call.headers, content=call.body)
    >>> call.parse(answer.status_code, answer.headers, answer.content).credits
    Decimal('212.5')
    """

    def send(
        self,
        *,
        text: str,
        to: str | Iterable[str] | None = None,
        group: str | None = None,
        sender: str | None = None,
        replies: bool = False,
        at: _Time | None = None,
        reference: str | None = None,
        max_segments: int | None = None,
        opt_out: _OptOut | None = None,
        delivery_url: str | None = None,
        reply_url: str | None = None,
        mode: _Mode = "exact",
        level: _Level = "letters",
        when: _When = "makes_gsm",
    ) -> PreparedCall[Accepted]: ...
    def send_batch(
        self,
        *,
        messages: Iterable[BatchMessage | tuple[str, str]],
        sender: str | None = None,
        replies: bool = False,
        at: _Time | None = None,
        reference: str | None = None,
        max_segments: int | None = None,
        opt_out: _OptOut | None = None,
        delivery_url: str | None = None,
        mode: _Mode = "exact",
        level: _Level = "letters",
        when: _When = "makes_gsm",
    ) -> PreparedCall[Accepted]: ...
    def send_voice(
        self,
        *,
        to: str | Iterable[str],
        text: str,
        title: str | None = None,
        language: _VoiceLanguage | None = None,
        at: _Time | None = None,
        unlimited: bool = False,
    ) -> PreparedCall[Accepted]: ...
    def status(
        self,
        message_id: str,
        /,
    ) -> PreparedCall[CurrentStatus]: ...
    def report(
        self,
        message_id: str,
        /,
    ) -> PreparedCall[DeliveryReport]: ...
    def list_sent(
        self,
        *,
        first: int | None = None,
        page_size: int | None = None,
    ) -> PreparedCall[SentList]: ...
    def list_replies(
        self,
        *,
        first: int | None = None,
        page_size: int | None = None,
        since: _Time | None = None,
        until: _Time | None = None,
    ) -> PreparedCall[ReplyList]: ...
    def delete(
        self,
        message_id: str,
        /,
    ) -> PreparedCall[Acknowledged]: ...
    def delete_most_recent(
        self,
        *,
        to: str,
    ) -> PreparedCall[Acknowledged]: ...
    def balance(
        self,
    ) -> PreparedCall[Balance]: ...
    def transfer_credits(
        self,
        *,
        to: str,
        credits: int | Decimal,
        transaction_reference: str | None = None,
    ) -> PreparedCall[Acknowledged]: ...
    def create_sub_account(
        self,
        *,
        login: str,
        password: str,
        transaction_reference: str | None = None,
        last_name: str | None = None,
        first_name: str | None = None,
        company: str | None = None,
        address: str | None = None,
        city: str | None = None,
        postal_code: str | None = None,
        email: str | None = None,
        mobile: str | None = None,
        phone: str | None = None,
        fax: str | None = None,
        birth_date: date | None = None,
    ) -> PreparedCall[Acknowledged]: ...
    def delete_sub_account(
        self,
        *,
        login: str,
    ) -> PreparedCall[Acknowledged]: ...
    def add_contact(
        self,
        *,
        last_name: str,
        mobile: str,
        first_name: str | None = None,
        groups: str | Iterable[str] | None = None,
        company: str | None = None,
        note: str | None = None,
        birth_date: date | None = None,
    ) -> PreparedCall[Acknowledged]: ...
    def create_api_key(
        self,
    ) -> PreparedCall[CreatedApiKey]: ...

@final
class PreparedCall(Generic[_T_co]):
    """A call that was prepared: what has to be sent, and what reads the answer.

    The URL of a batch and the body hold the key.
    """

    @property
    def name(self) -> str:
        """The name of the call, such as "send_sms"."""
    @property
    def is_costly(self) -> bool:
        """Whether the call costs, so that it must not be made again where nobody knows what became of it."""
    @property
    def method(self) -> _Method:
        """How it is sent."""
    @property
    def url(self) -> str:
        """The whole address."""
    @property
    def headers(self) -> dict[str, str]:
        """The headers that the call needs."""
    @property
    def body(self) -> bytes:
        """The bytes of the body."""
    def parse(
        self, status: int, headers: Mapping[str, str] | None, body: bytes, /, *, ending: _Ending = "complete"
    ) -> _T_co:
        """Reads the answer: the result, or the exception that the method of Client raises.

        status: the HTTP status, an int. headers: any mapping; Content-Type and Retry-After are looked at. body:
        bytes. ending: "complete", "unmarked" (only the end of the connection ended the body) or "cut".

        Raises ValueError for what is no status or ending: it says nothing of the message.

        >>> client.prepare.balance().parse(200, {}, b"212.5").credits
        Decimal('212.5')
        """

@disjoint_base
class LaterCalls:
    """The calls of a client, each handed to self._run as a task: a callable that makes the call.

    What cannot be sent is refused at once, before there is a task.
    """

    def __new__(cls, client: Client, /) -> Self: ...
    @property
    def _client(self) -> Client: ...
    def send(
        self,
        *,
        text: str,
        to: str | Iterable[str] | None = None,
        group: str | None = None,
        sender: str | None = None,
        replies: bool = False,
        at: _Time | None = None,
        reference: str | None = None,
        max_segments: int | None = None,
        opt_out: _OptOut | None = None,
        delivery_url: str | None = None,
        reply_url: str | None = None,
        mode: _Mode = "exact",
        level: _Level = "letters",
        when: _When = "makes_gsm",
    ) -> Coroutine[Any, Any, Accepted]: ...
    def send_batch(
        self,
        *,
        messages: Iterable[BatchMessage | tuple[str, str]],
        sender: str | None = None,
        replies: bool = False,
        at: _Time | None = None,
        reference: str | None = None,
        max_segments: int | None = None,
        opt_out: _OptOut | None = None,
        delivery_url: str | None = None,
        mode: _Mode = "exact",
        level: _Level = "letters",
        when: _When = "makes_gsm",
    ) -> Coroutine[Any, Any, Accepted]: ...
    def send_voice(
        self,
        *,
        to: str | Iterable[str],
        text: str,
        title: str | None = None,
        language: _VoiceLanguage | None = None,
        at: _Time | None = None,
        unlimited: bool = False,
    ) -> Coroutine[Any, Any, Accepted]: ...
    def status(
        self,
        message_id: str,
        /,
    ) -> Coroutine[Any, Any, CurrentStatus]: ...
    def report(
        self,
        message_id: str,
        /,
    ) -> Coroutine[Any, Any, DeliveryReport]: ...
    def list_sent(
        self,
        *,
        first: int | None = None,
        page_size: int | None = None,
    ) -> Coroutine[Any, Any, SentList]: ...
    def list_replies(
        self,
        *,
        first: int | None = None,
        page_size: int | None = None,
        since: _Time | None = None,
        until: _Time | None = None,
    ) -> Coroutine[Any, Any, ReplyList]: ...
    def delete(
        self,
        message_id: str,
        /,
    ) -> Coroutine[Any, Any, Acknowledged]: ...
    def delete_most_recent(
        self,
        *,
        to: str,
    ) -> Coroutine[Any, Any, Acknowledged]: ...
    def balance(
        self,
    ) -> Coroutine[Any, Any, Balance]: ...
    def transfer_credits(
        self,
        *,
        to: str,
        credits: int | Decimal,
        transaction_reference: str | None = None,
    ) -> Coroutine[Any, Any, Acknowledged]: ...
    def create_sub_account(
        self,
        *,
        login: str,
        password: str,
        transaction_reference: str | None = None,
        last_name: str | None = None,
        first_name: str | None = None,
        company: str | None = None,
        address: str | None = None,
        city: str | None = None,
        postal_code: str | None = None,
        email: str | None = None,
        mobile: str | None = None,
        phone: str | None = None,
        fax: str | None = None,
        birth_date: date | None = None,
    ) -> Coroutine[Any, Any, Acknowledged]: ...
    def delete_sub_account(
        self,
        *,
        login: str,
    ) -> Coroutine[Any, Any, Acknowledged]: ...
    def add_contact(
        self,
        *,
        last_name: str,
        mobile: str,
        first_name: str | None = None,
        groups: str | Iterable[str] | None = None,
        company: str | None = None,
        note: str | None = None,
        birth_date: date | None = None,
    ) -> Coroutine[Any, Any, Acknowledged]: ...
    def create_api_key(
        self,
    ) -> Coroutine[Any, Any, CreatedApiKey]: ...

@final
class Task:
    """A call to make, once."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any: ...

def analyse(text: str, /) -> Analysis:
    """Which alphabet a text needs, and how long it is in it.

    >>> analyse("Vous êtes livré").alphabet
    'ucs2'
    """

def analyse_many(texts: Iterable[str], /) -> list[Analysis]:
    """Analyses texts one after another, of any iterable.

    >>> [one.segments for one in analyse_many(["Bonjour", "Bonsoir"])]
    [1, 1]
    """

def analyse_columns(texts: Iterable[str], /) -> AnalysisColumns:
    """Analyses texts one after another, of any iterable, into columns of numbers.

    It is analyse_many for millions of texts: no object is made for each of them.

    >>> sum(analyse_columns(["Bonjour", "a" * 161]).segments)
    3
    """

def plan(
    text: str,
    /,
    *,
    mode: _Mode = "exact",
    level: _Level = "letters",
    when: _When = "makes_gsm",
    replies: bool = False,
    max_segments: int | None = None,
    opt_out: _OptOut | None = None,
    recipients: int | None = None,
    sender: bool = False,
    channel: _Channel | None = None,
) -> Plan:
    """What will happen to a message: alphabet, segments, cost, and what is lost or replaced.

    The options are those of Client.send. channel: "marketing" or "notifications". recipients: how many people
    get it. sender: whether it has a personal one.

    >>> plan("Forêt", mode="smart").text
    'Foret'
    """

def prepared(messages: Iterable[NewMessage], /) -> str:
    """Messages as the function smsmode.enqueue of PostgreSQL takes them, in JSON: for a transaction of your own.

    The messages are there if and when it is committed, together with whatever else it writes, such as the order
    that they are about: execute "SELECT place, message, fate FROM smsmode.enqueue(%s::jsonb)" with it. A row
    for each tells, in their order, what became of it: the fate is "new", "known" or "key_taken". The schema
    is made by whoever opens the outbox first. Nothing here needs a database.

    messages: an iterable of NewMessage.

    >>> message = NewMessage(key="order-12/taken", to="0639980011", text="Commande 12 enregistree")
    >>> "order-12/taken" in prepared([message])
    True
    """

def segments(
    text: str, /, *, alphabet: _Alphabet | None = None, reference_bits: Literal[8, 16] | None = None
) -> tuple[Segment, ...]:
    """Where one segment ends and the next begins.

    reference_bits: 8 without, or 16 where the network joins segments by longer numbers. A text of more than 255 segments
    cannot be joined and is refused.

    >>> [segment.units for segment in segments("a" * 161)]
    [153, 8]
    """

def truncate(
    text: str,
    segments: int,
    /,
    *,
    alphabet: _Alphabet | None = None,
    reference_bits: Literal[8, 16] | None = None,
) -> str:
    """The longest beginning of a text that takes no more segments than that.

    >>> len(truncate("a" * 500, 1))
    160
    """

def smart(text: str, /, *, level: _Level = "letters", when: _When = "makes_gsm") -> SmartText:
    """A text in the characters that GSM has, where that helps and no further.

    level: "typography", "letters" or "symbols". when: "makes_gsm", "saves_a_segment" or "always".

    >>> smart("L’hôtel").text
    "L'hotel"
    """

def paris(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> LocalTime:
    """A time of the clocks of Paris, for `at`, `since` and `until`: what a datetime without a zone cannot say.

    Raises InvalidInputError for a time that no clock shows.

    >>> client.send(to="0639980011", text="Bonjour", at=paris(2027, 1, 31, 18, 30))
    """

def parse_delivery_receipt(query: str | bytes, /) -> DeliveryReceipt:
    """Reads the query of a delivery receipt, without its "?": a str or bytes, as it came.

    Raises CallbackError for what is none.

    >>> parse_delivery_receipt(environ["QUERY_STRING"]).status
    <MessageStatus.RECEIVED: 11>
    """

def parse_reply(query: str | bytes, /) -> ReplyReceipt:
    """Reads the query of a reply, without its "?": a str or bytes, as it came.

    Raises CallbackError for what is none.

    >>> parse_reply(environ["QUERY_STRING"]).text
    'STOP'
    """

@final
class CallbackSigner:
    """Makes and checks callback addresses that only the owner of the key can have made.

    key: at least 16 bytes, never the API key. previous: the key before, during a rotation.

    >>> signer = CallbackSigner(key)
    >>> url = signer.sign("https://shop.example/sms", kind="delivery", reference="order-12")
    >>> signer.verify(path_below_the_base).reference
    'order-12'
    """

    def __new__(cls, key: bytes, *, previous: bytes | None = None) -> Self: ...
    def sign(self, base: str, *, kind: _CallbackKind, reference: str, sent_at: datetime | None = None) -> str:
        """An address for one message, good for 7 days (receipts) or 90 (replies).

        base: where your server takes callbacks. kind: "delivery" or "reply". reference: that of the message, up to
        40 characters. sent_at: from when it is good, an aware datetime; now without.

        Raises InvalidInputError for what cannot stand in an address.

        >>> signer.sign("https://shop.example/sms", kind="delivery", reference="order-12")
        'https://shop.example/sms/dlr/order-12/…'
        """
    def sign_account_replies(self, base: str, /) -> str:
        """The address for all replies of an account, which does not expire.

        >>> signer.sign_account_replies("https://shop.example/sms")
        'https://shop.example/sms/…'
        """
    def verify(self, path: str, /, *, now: datetime | None = None) -> VerifiedCallback:
        """Checks the path of a callback, as it came, below the base. now: an aware datetime, for tests.

        Raises ForgedCallbackError or ExpiredCallbackError: answer both alike.

        >>> signer.verify(path_below_the_base).reference
        'order-12'
        """

@final
class Sandbox:
    """A running sandbox: a local imitation of the service. Private; smsmode.sandbox() is the way to it.

    Filters and faults are JSON, as on its management routes.
    """

    def __new__(
        cls,
        *,
        port: int = 0,
        api_key: str | None = None,
        credits: Decimal | None = None,
        post_paid: bool = False,
        reply_url: str | None = None,
        tls: bool = False,
        delivery_delay: float | None = None,
        clock_start: datetime | None = None,
        segment_price: Decimal | None = None,
        magic_numbers: bool = True,
        seed: int | None = None,
        keep: int | None = None,
        switches: str | None = None,
    ) -> Self: ...
    @property
    def base_url(self) -> str:
        """http://127.0.0.1:PORT, or https://… with TLS."""
    @property
    def inbox_url(self) -> str:
        """Where the inbox is, for a browser."""
    @property
    def ca_certificate_pem(self) -> str | None:
        """The certificate of the authority to trust, in PEM; with TLS only."""
    @property
    def api_key(self) -> str:
        """The key of the account."""
    def messages(self, filter: str | None = None) -> list[SandboxMessage]:
        """The messages that a filter takes, all without one."""
    def wait(self, count: int, timeout: float, filter: str | None = None) -> list[SandboxMessage]:
        """Waits until a filter takes so many messages or the time is over; the messages then."""
    def set_faults(self, profile: str) -> None:
        """Makes things go wrong from now on: JSON of rules, or of rules and a seed, in place of those before."""
    def faults(self) -> str:
        """The rules that are left, as a JSON array."""
    def set_switch(self, name: str, position: str) -> None:
        """Sets a switch by its name."""
    def switches(self) -> dict[str, str]:
        """The position of each switch, by its name."""
    def advance(self, by: float) -> None:
        """Lets the clock jump forward by so many seconds."""
    def reply(self, message_id: str, number: str, text: str) -> str:
        """Answers a message as one of its recipients; the id of the reply."""
    def trigger(self, message_id: str, status: int, recipient: str | None = None) -> list[SandboxMessage]:
        """Gives a message a status, for one recipient or for all; the messages that changed."""
    def duplicates(self) -> SandboxDuplicates:
        """What was accepted more than once."""
    def duplicates_by_text(self) -> SandboxDuplicates:
        """What was accepted more than once, by recipient and text alone."""
    def journal(self) -> list[SandboxRequest]:
        """The requests so far, the oldest first."""
    def callbacks(self) -> list[SandboxCallback]:
        """The callbacks so far, the oldest first."""
    def replay(self, number: int) -> SandboxCallback:
        """Makes a callback once more."""
    def replies(self) -> list[SandboxReply]:
        """What people answered, the oldest first."""
    def reset(self) -> None:
        """Back to the first day."""
    def stop(self) -> None:
        """Closes the listener and all connections. Stopping twice is stopping once."""

def main(argv: Sequence[str], /) -> int:
    """Runs the command smsmode with these arguments, the first of which is its own name.

    It uses the standard streams of the process, not sys.stdout. Returns the exit code: 0 if all was
    done, 7 if nobody knows whether a message was sent; `smsmode --help` lists them.
    """

def _status_kind(
    status: int, /
) -> Literal["pending", "delivered", "mixed", "failed_for_now", "failed_for_good", "unknown"]:
    """What a status means for whoever waits."""

def _describe_status(status: int, language: Literal["en", "fr"], /) -> str:
    """A status in words."""

def _sandbox_calls() -> list[tuple[str, str]]:
    """The methods of Client, each with the name that its call has on the management routes."""

def _describe_refusal(code: int, language: Literal["en", "fr"], /) -> str:
    """A refusal code in words."""

@final
class Accepted:
    """The service accepted the message and will charge for it."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def message_id(self) -> str | None:
        """The id of the message; None where the answer lost it. The message was accepted all the same."""
    @property
    def provisional(self) -> bool:
        """Whether the id may be cut, since nothing in the answer marked its end."""
    @property
    def description(self) -> str:
        """What the service wrote for people."""
    def __new__(
        cls,
        message_id: str | None,
        provisional: bool,
        description: str,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Balance:
    """The balance of the account."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def credits(self) -> Decimal:
        """How many credits are left; negative on a post-paid account."""
    def __new__(
        cls,
        credits: Decimal,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Acknowledged:
    """The service did what was asked."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def description(self) -> str:
        """What the service wrote for people; often empty."""
    def __new__(
        cls,
        description: str,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CreatedApiKey:
    """An API key that was created."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def api_key(self) -> str:
        """The key itself: keep it, and show it to nobody."""
    @property
    def id(self) -> str | None:
        """The id of the key."""
    @property
    def creation_date(self) -> str | None:
        """When it was created, as the service wrote it."""
    @property
    def state(self) -> str | None:
        """The state of the account."""
    @property
    def expiration(self) -> str | None:
        """When it expires, as the service wrote it."""
    @property
    def account(self) -> str | None:
        """The name of the account."""
    def __new__(
        cls,
        api_key: str,
        id: str | None,
        creation_date: str | None,
        state: str | None,
        expiration: str | None,
        account: str | None,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class DeliveryReceipt:
    """A delivery receipt: the state of one message to one recipient."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def message_id(self) -> str:
        """The id of the message."""
    @property
    def status(self) -> MessageStatus:
        """The state."""
    @property
    def recipient(self) -> str | None:
        """The number of the recipient, as the service wrote it."""
    @property
    def received_at(self) -> datetime | None:
        """When the phone got it, in UTC."""
    @property
    def received_at_raw(self) -> str | None:
        """That date as the service wrote it, by the clocks of Paris."""
    @property
    def received_at_ambiguous(self) -> bool | None:
        """Whether a clock change makes received_at doubtful: one of the hour that Paris has twice in October, where it is
        the first, or of the hour that it skips in March. None where there is no date.
        """
    @property
    def reference(self) -> str | None:
        """The reference that was given with the message."""
    @property
    def network(self) -> str | None:
        """The network of the phone."""
    @property
    def cost(self) -> Decimal | None:
        """What it cost, in credits."""
    @property
    def unknown(self) -> tuple[tuple[str, str], ...]:
        """Parameters that are not known here: pairs of a name and a value."""
    @property
    def recipient_number(self) -> str | None:
        """The number of the recipient in international form without a sign; None if it is none."""
    def __new__(
        cls,
        message_id: str,
        status: MessageStatus,
        recipient: str | None,
        received_at: datetime | None,
        received_at_raw: str | None,
        received_at_ambiguous: bool | None,
        reference: str | None,
        network: str | None,
        cost: Decimal | None,
        unknown: tuple[tuple[str, str], ...],
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ReplyReceipt:
    """A reply that somebody wrote, as the service pushes it."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def sender(self) -> str:
        """Who wrote it: a number, as the service wrote it."""
    @property
    def text(self) -> str:
        """The text."""
    @property
    def to(self) -> str | None:
        """The number that was answered to."""
    @property
    def received_at(self) -> datetime | None:
        """When it came, in UTC."""
    @property
    def received_at_raw(self) -> str | None:
        """That date as the service wrote it, by the clocks of Paris."""
    @property
    def received_at_ambiguous(self) -> bool | None:
        """Whether a clock change makes received_at doubtful: one of the hour that Paris has twice in October, where it is
        the first, or of the hour that it skips in March. None where there is no date.
        """
    @property
    def message_id(self) -> str | None:
        """The message that was answered."""
    @property
    def reference(self) -> str | None:
        """The reference that was given with that message."""
    @property
    def reply_id(self) -> str | None:
        """The id of the reply."""
    @property
    def unknown(self) -> tuple[tuple[str, str], ...]:
        """Parameters that are not known here: pairs of a name and a value."""
    @property
    def sender_number(self) -> str | None:
        """The number of who wrote it, in international form without a sign; None if it is none."""
    def __new__(
        cls,
        sender: str,
        text: str,
        to: str | None,
        received_at: datetime | None,
        received_at_raw: str | None,
        received_at_ambiguous: bool | None,
        message_id: str | None,
        reference: str | None,
        reply_id: str | None,
        unknown: tuple[tuple[str, str], ...],
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class VerifiedCallback:
    """What a callback address that we signed stands for."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def kind(self) -> _CallbackKind:
        """What it brings: "delivery" or "reply"."""
    @property
    def reference(self) -> str | None:
        """The reference of the message; None on the address of the whole account."""
    def __new__(
        cls,
        kind: _CallbackKind,
        reference: str | None,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class LocalTime:
    """A time of the clocks of the service, which are those of Paris: what smsmode.paris() makes.

    It is the way to say a time without a time zone. Raises InvalidInputError for a time that no clock
    shows.
    """

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def year(self) -> int:
        """The year, 1 to 9999."""
    @property
    def month(self) -> int:
        """The month, 1 to 12."""
    @property
    def day(self) -> int:
        """The day of the month, 1 to 31."""
    @property
    def hour(self) -> int:
        """The hour, 0 to 23."""
    @property
    def minute(self) -> int:
        """The minute, 0 to 59."""
    def __new__(
        cls,
        year: int,
        month: int,
        day: int,
        hour: int,
        minute: int,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SandboxMessage:
    """A message to one recipient, as it arrived in the sandbox: a send to three people makes three."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def message_id(self) -> str:
        """The id that the send was answered with."""
    @property
    def recipient(self) -> str:
        """The number, in international form without "+"."""
    @property
    def text(self) -> str:
        """What the phone shows: with "?" for what GSM lacks, with the STOP mention, cut."""
    @property
    def text_as_read(self) -> str:
        """What the service read, before that. A wrong charset shows here."""
    @property
    def kind(self) -> Literal["standard", "reply_allowed", "unicode", "voice"]:
        """ "standard", "reply_allowed", "unicode" or "voice"."""
    @property
    def sender(self) -> str | None:
        """The personal sender."""
    @property
    def reference(self) -> str | None:
        """The reference that was given with the message."""
    @property
    def alphabet(self) -> Literal["gsm7", "unicode", "voice"]:
        """What it is sent in: "gsm7" or "unicode"; "voice" if it is spoken."""
    @property
    def segments(self) -> int:
        """How many segments it takes."""
    @property
    def segment_ends(self) -> tuple[int, ...]:
        """Where each segment ends in the text, in characters from its beginning."""
    @property
    def cost(self) -> Decimal:
        """What it cost, in credits."""
    @property
    def status(self) -> MessageStatus:
        """The state now."""
    @property
    def accepted_at(self) -> datetime:
        """When it was accepted by the sandbox's clock, in UTC."""
    @property
    def sent_at(self) -> datetime:
        """When it left or will leave, in UTC."""
    @property
    def delivery_url(self) -> str | None:
        """Where receipts go."""
    @property
    def reply_url(self) -> str | None:
        """Where replies go."""
    @property
    def deleted(self) -> bool:
        """Whether it was deleted since."""
    @property
    def sequence(self) -> int:
        """Its number, from 1 in the order of acceptance."""
    def __new__(
        cls,
        message_id: str,
        recipient: str,
        text: str,
        text_as_read: str,
        kind: Literal["standard", "reply_allowed", "unicode", "voice"],
        sender: str | None,
        reference: str | None,
        alphabet: Literal["gsm7", "unicode", "voice"],
        segments: int,
        segment_ends: tuple[int, ...],
        cost: Decimal,
        status: MessageStatus,
        accepted_at: datetime,
        sent_at: datetime,
        delivery_url: str | None,
        reply_url: str | None,
        deleted: bool,
        sequence: int,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SandboxDuplicates:
    """What was accepted more than once; false if nothing was, and nothing is forgotten."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def found(self) -> tuple[SandboxDuplicate, ...]:
        """Each of them, the oldest first."""
    @property
    def incomplete(self) -> bool:
        """Whether there may be others, because something is forgotten."""
    def __bool__(self) -> bool: ...
    def __new__(
        cls,
        found: tuple[SandboxDuplicate, ...],
        incomplete: bool,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SandboxDuplicate:
    """A recipient and a text that were accepted more than once."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def recipient(self) -> str:
        """The number, in international form without "+"."""
    @property
    def text(self) -> str:
        """What the service read, at most its first 1000 characters."""
    @property
    def reference(self) -> str | None:
        """The reference that was given with the messages; None where they differ, of those found by their text."""
    @property
    def times(self) -> int:
        """How often it was accepted."""
    @property
    def message_ids(self) -> tuple[str, ...]:
        """The ids that the sends were answered with, at most the first 100, the oldest first."""
    def __new__(
        cls,
        recipient: str,
        text: str,
        reference: str | None,
        times: int,
        message_ids: tuple[str, ...],
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SandboxReply:
    """What a person answered to a message in the sandbox."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def reply_id(self) -> str:
        """The id of the reply."""
    @property
    def message_id(self) -> str:
        """The message that was answered."""
    @property
    def sender(self) -> str:
        """Who wrote it: a number in international form without "+"."""
    @property
    def text(self) -> str:
        """The text."""
    @property
    def received_at(self) -> datetime:
        """When it came by the sandbox's clock, in UTC."""
    def __new__(
        cls,
        reply_id: str,
        message_id: str,
        sender: str,
        text: str,
        received_at: datetime,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SandboxCallback:
    """A callback of the sandbox, and what became of it."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def number(self) -> int:
        """Its number, from 1 in the order in which they were due."""
    @property
    def due_at(self) -> datetime:
        """When it was due by the sandbox's clock, in UTC."""
    @property
    def kind(self) -> _CallbackKind:
        """What it brings: "delivery" or "reply"."""
    @property
    def message_id(self) -> str:
        """The message that it is about."""
    @property
    def url(self) -> str:
        """The whole URL that is called."""
    @property
    def replay_of(self) -> int | None:
        """The number of the callback that this one repeats, because somebody asked for it."""
    @property
    def attempts(self) -> tuple[SandboxAttempt, ...]:
        """Each attempt, the oldest first."""
    @property
    def outcome(self) -> Literal["waiting", "answered", "failed", "not_called"]:
        """What came of the last attempt: "waiting" (for the first one), "answered", "failed" or "not_called"."""
    def __new__(
        cls,
        number: int,
        due_at: datetime,
        kind: _CallbackKind,
        message_id: str,
        url: str,
        replay_of: int | None,
        attempts: tuple[SandboxAttempt, ...],
        outcome: Literal["waiting", "answered", "failed", "not_called"],
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SandboxAttempt:
    """One attempt to make a callback."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def ended_at(self) -> datetime:
        """When it was over, in UTC."""
    @property
    def outcome(self) -> Literal["answered", "failed", "not_called"]:
        """What came of it: "answered", "failed" or "not_called"."""
    @property
    def http_status(self) -> int | None:
        """What the other server answered with; only 200 to 299 ends the attempts."""
    @property
    def reason(self) -> str | None:
        """Why there was no answer, or why nothing was called."""
    @property
    def answer(self) -> str | None:
        """The beginning of what the other server answered, at most 1 KiB."""
    def __new__(
        cls,
        ended_at: datetime,
        outcome: Literal["answered", "failed", "not_called"],
        http_status: int | None,
        reason: str | None,
        answer: str | None,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SandboxRequest:
    """A request that the sandbox got: as it came, secrets included, and as it was read, with *** for them."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def number(self) -> int:
        """Its number, from 1 in the order of arrival; a reset does not begin anew."""
    @property
    def received_at(self) -> datetime:
        """When it arrived by the sandbox's clock, in UTC."""
    @property
    def call(self) -> str:
        """The method of Client that makes such a call, such as "send" or "balance"."""
    @property
    def request_line(self) -> str:
        """The raw request line, with the address."""
    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The headers in their order: pairs of a name and a value."""
    @property
    def body_bytes(self) -> int:
        """The length of the body."""
    @property
    def body_text(self) -> str:
        """The body as text, at most its first MiB, with U+FFFD for what is no UTF-8."""
    @property
    def charset(self) -> str:
        """The charset that the body was read in."""
    @property
    def charset_reason(self) -> Literal["unicode_class", "declared", "declaration_ignored", "undeclared"]:
        """Why: "unicode_class", "declared", "declaration_ignored" or "undeclared"."""
    @property
    def query_charset(self) -> str:
        """The charset that the query was read in."""
    @property
    def parameters(self) -> tuple[SandboxParameter, ...]:
        """The parameters as they were read, at most 1000."""
    @property
    def fault(self) -> str | None:
        """The kind of what went wrong on request, such as "refuse"."""
    @property
    def answer(self) -> str | None:
        """What the service answered, if it was asked, without its line end."""
    def __new__(
        cls,
        number: int,
        received_at: datetime,
        call: str,
        request_line: str,
        headers: tuple[tuple[str, str], ...],
        body_bytes: int,
        body_text: str,
        charset: str,
        charset_reason: Literal["unicode_class", "declared", "declaration_ignored", "undeclared"],
        query_charset: str,
        parameters: tuple[SandboxParameter, ...],
        fault: str | None,
        answer: str | None,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SandboxParameter:
    """A parameter of a request, as the sandbox read it."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def name(self) -> str:
        """Its name."""
    @property
    def value(self) -> str:
        """Its value; *** for a secret."""
    @property
    def source(self) -> Literal["query", "body", "part"]:
        """Where it stood: "query", "body" or "part" (of a multipart body)."""
    @property
    def unreadable(self) -> int:
        """How many places were no text in the charset: each is U+FFFD."""
    @property
    def looks_like_utf8(self) -> bool:
        """Whether the bytes are UTF-8 and were read as something else: nobody declared the charset."""
    def __new__(
        cls,
        name: str,
        value: str,
        source: Literal["query", "body", "part"],
        unreadable: int,
        looks_like_utf8: bool,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SentMessage:
    """A message that was sent, as the list of the service tells it."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def message_id(self) -> str:
        """The id of the message."""
    @property
    def sent_at(self) -> datetime | None:
        """When it was sent, in UTC; None where the service wrote no date."""
    @property
    def sent_at_raw(self) -> str:
        """That date as the service wrote it, by the clocks of Paris."""
    @property
    def sent_at_ambiguous(self) -> bool | None:
        """Whether a clock change makes sent_at doubtful: one of the hour that Paris has twice in October, where it is
        the first, or of the hour that it skips in March. None where there is no date.
        """
    @property
    def text(self) -> str:
        """The text."""
    @property
    def recipient(self) -> str:
        """The number, as the service wrote it."""
    @property
    def cost(self) -> Decimal:
        """What it cost, in credits."""
    @property
    def recipients(self) -> int:
        """How many recipients it has."""
    def __new__(
        cls,
        message_id: str,
        sent_at: datetime | None,
        sent_at_raw: str,
        sent_at_ambiguous: bool | None,
        text: str,
        recipient: str,
        cost: Decimal,
        recipients: int,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SentList:
    """One page of the messages sent, the newest first."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def messages(self) -> tuple[SentMessage, ...]:
        """The messages."""
    @property
    def damaged(self) -> tuple[Damaged, ...]:
        """What could not be read."""
    def __new__(
        cls,
        messages: tuple[SentMessage, ...],
        damaged: tuple[Damaged, ...],
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Reply:
    """A reply that somebody wrote."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def reply_id(self) -> str:
        """The id of the reply."""
    @property
    def received_at(self) -> datetime | None:
        """When it came, in UTC; None where the service wrote no date."""
    @property
    def received_at_raw(self) -> str:
        """That date as the service wrote it, by the clocks of Paris."""
    @property
    def received_at_ambiguous(self) -> bool | None:
        """Whether a clock change makes received_at doubtful: one of the hour that Paris has twice in October, where it is
        the first, or of the hour that it skips in March. None where there is no date.
        """
    @property
    def sender(self) -> str:
        """Who wrote it: a number, as the service wrote it."""
    @property
    def text(self) -> str:
        """The text."""
    @property
    def to(self) -> str:
        """The number that was answered to."""
    @property
    def message_id(self) -> str | None:
        """The message that was answered; None where the service does not say."""
    def __new__(
        cls,
        reply_id: str,
        received_at: datetime | None,
        received_at_raw: str,
        received_at_ambiguous: bool | None,
        sender: str,
        text: str,
        to: str,
        message_id: str | None,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ReplyList:
    """One page of the replies received, the newest first."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def replies(self) -> tuple[Reply, ...]:
        """The replies."""
    @property
    def damaged(self) -> tuple[Damaged, ...]:
        """What could not be read."""
    def __new__(
        cls,
        replies: tuple[Reply, ...],
        damaged: tuple[Damaged, ...],
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Damaged:
    """A record of an answer that could not be read; the records round it are whole."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def position(self) -> int:
        """Its place among all records of the answer, from 0."""
    @property
    def raw(self) -> bytes:
        """Its bytes, as they came."""
    def __new__(
        cls,
        position: int,
        raw: bytes,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Plan:
    """What will happen to a message."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def alphabet(self) -> _Alphabet:
        """ "gsm7" or "ucs2": in what it goes to the phone."""
    @property
    def message_class(self) -> _MessageClass:
        """ "standard", "reply_allowed" or "unicode"."""
    @property
    def text(self) -> str:
        """The text as the phone shows it, without a STOP mention."""
    @property
    def is_sendable(self) -> bool:
        """Whether the message can be sent without losing a character."""
    @property
    def unsendable(self) -> tuple[At, ...]:
        """The characters that keep it from that."""
    @property
    def replacements(self) -> tuple[Replacement, ...]:
        """What was changed so that it can be sent."""
    @property
    def cut(self) -> int | None:
        """Where the service cuts the text as it was written; None if it does not."""
    @property
    def segments(self) -> SegmentRange:
        """How many segments one recipient costs."""
    @property
    def whole_segments(self) -> int:
        """How many segments the whole text would take, without a limit."""
    @property
    def units(self) -> int:
        """The length in units of the alphabet."""
    @property
    def free_units(self) -> int:
        """How many units the last segment can still take."""
    @property
    def opt_out(self) -> _OptOutEffect:
        """What becomes of the STOP mention: "not_asked", "appended", "not_appended", "extra_segment" or "uncertain"."""
    @property
    def warnings(self) -> tuple[_PlanWarning, ...]:
        """What somebody should know: "cut", "personal_sender_without_stop", "uncertain_stop", "opt_outs_cost_credits"."""
    @property
    def cost(self) -> SegmentRange | None:
        """How many segments all recipients cost together; None where their number is not known."""
    @property
    def text_segments(self) -> tuple[Segment, ...]:
        """The text, segment by segment."""
    def __new__(
        cls,
        alphabet: _Alphabet,
        message_class: _MessageClass,
        text: str,
        is_sendable: bool,
        unsendable: tuple[At, ...],
        replacements: tuple[Replacement, ...],
        cut: int | None,
        segments: SegmentRange,
        whole_segments: int,
        units: int,
        free_units: int,
        opt_out: _OptOutEffect,
        warnings: tuple[_PlanWarning, ...],
        cost: SegmentRange | None,
        text_segments: tuple[Segment, ...],
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CurrentStatus:
    """The state of a message now."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def status(self) -> MessageStatus:
        """The state."""
    @property
    def description(self) -> str:
        """What the service wrote for people."""
    def __new__(
        cls,
        status: MessageStatus,
        description: str,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class DeliveryReport:
    """What became of a message, recipient by recipient."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def recipients(self) -> tuple[RecipientStatus, ...]:
        """Each recipient with the state of their message."""
    @property
    def damaged(self) -> tuple[Damaged, ...]:
        """What could not be read."""
    def __new__(
        cls,
        recipients: tuple[RecipientStatus, ...],
        damaged: tuple[Damaged, ...],
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class RecipientStatus:
    """A recipient and the state of their message."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def recipient(self) -> str:
        """The number, in international form without a sign."""
    @property
    def status(self) -> MessageStatus:
        """The state."""
    def __new__(
        cls,
        recipient: str,
        status: MessageStatus,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class WaitEnd:
    """How waiting for a message ended."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def status(self) -> MessageStatus | None:
        """The last state that was seen; None if none was."""
    @property
    def is_final(self) -> bool:
        """Whether that state will not change any more; otherwise time ran out."""
    def __new__(
        cls,
        status: MessageStatus | None,
        is_final: bool,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Analysis:
    """Which alphabet a text needs, and how long it is in it."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def alphabet(self) -> _Alphabet:
        """ "gsm7" or "ucs2"."""
    @property
    def units(self) -> int:
        """The length: septets in GSM, 16-bit units in UCS-2."""
    @property
    def segments(self) -> int:
        """How many segments it takes, at least 1."""
    @property
    def free_units(self) -> int:
        """How many units the last segment can still take."""
    @property
    def extension_count(self) -> int:
        """How many characters take two septets."""
    @property
    def first_outside_gsm(self) -> At | None:
        """The first character that forces UCS-2; None if GSM holds the text."""
    def __new__(
        cls,
        alphabet: _Alphabet,
        units: int,
        segments: int,
        free_units: int,
        extension_count: int,
        first_outside_gsm: At | None,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class AnalysisColumns:
    """What analyse tells, in columns: one number for each text, in the order of the texts.

    A column is a read-only memoryview. NumPy makes an array of it without a copy: numpy.asarray(columns.segments).
    """

    @property
    def is_gsm7(self) -> memoryview[bool]:
        """Whether GSM holds the text."""
    @property
    def units(self) -> memoryview[int]:
        """The length: septets in GSM, 16-bit units in UCS-2."""
    @property
    def segments(self) -> memoryview[int]:
        """How many segments it takes, at least 1."""
    @property
    def free_units(self) -> memoryview[int]:
        """How many units the last segment can still take."""
    @property
    def extension_count(self) -> memoryview[int]:
        """How many characters take two septets."""
    @property
    def first_outside_gsm(self) -> memoryview[int]:
        """The place of the first character that forces UCS-2; -1 if GSM holds the text."""
    def __len__(self) -> int:
        """How many texts were analysed."""

@final
class At:
    """A character of a text, and where it is."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def char(self) -> str:
        """The character."""
    @property
    def index(self) -> int:
        """Its place in the text, from 0."""
    def __new__(
        cls,
        char: str,
        index: int,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Segment:
    """One segment of a text."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def text(self) -> str:
        """Its text."""
    @property
    def start(self) -> int:
        """Where it begins in the whole text."""
    @property
    def end(self) -> int:
        """Where it ends."""
    @property
    def units(self) -> int:
        """Its length in units."""
    def __new__(
        cls,
        text: str,
        start: int,
        end: int,
        units: int,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Replacement:
    """A change of a text, so that it can be sent."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def start(self) -> int:
        """Where it begins in the text as it was written."""
    @property
    def end(self) -> int:
        """Where it ends there."""
    @property
    def original(self) -> str:
        """What was written there."""
    @property
    def replacement(self) -> str:
        """What stands there now."""
    def __new__(
        cls,
        start: int,
        end: int,
        original: str,
        replacement: str,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SmartText:
    """A text in the characters that GSM has."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def text(self) -> str:
        """The text after its changes."""
    @property
    def is_sendable(self) -> bool:
        """Whether an ordinary message can carry it."""
    @property
    def replacements(self) -> tuple[Replacement, ...]:
        """The changes."""
    @property
    def irreplaceable(self) -> tuple[At, ...]:
        """The characters for which nothing stands, in the text as it was written."""
    @property
    def before(self) -> Analysis:
        """The text before, analysed."""
    @property
    def after(self) -> Analysis:
        """The text after, analysed."""
    def __new__(
        cls,
        text: str,
        is_sendable: bool,
        replacements: tuple[Replacement, ...],
        irreplaceable: tuple[At, ...],
        before: Analysis,
        after: Analysis,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SegmentRange:
    """How many segments something takes: exactly, or within bounds."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def min(self) -> int:
        """At least so many."""
    @property
    def max(self) -> int:
        """At most so many."""
    def __new__(
        cls,
        min: int,
        max: int,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class BatchMessage:
    """One message of a batch. A tuple of a number and a text does as well."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def to(self) -> str:
        """The number, in any usual spelling."""
    @property
    def text(self) -> str:
        """The text."""
    @property
    def sender(self) -> str | None:
        """Whom it seems to come from."""
    @property
    def reference(self) -> str | None:
        """A reference of the caller's."""
    def __new__(
        cls,
        to: str,
        text: str,
        sender: str | None = None,
        reference: str | None = None,
    ) -> Self: ...
    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]: ...
    def __replace__(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
    def to_dict(self) -> dict[str, Any]:
        """The fields by name; values within it become dicts too."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
