"""Apprise sends text messages: ``smsmode://key@sender/0639980011,0639980012``.

Apprise does not look for plugins of other packages: import this module, and it knows the URL.

>>> import smsmode.apprise_plugin
>>> apprise.Apprise("smsmode://your-api-key@Boutique/0639980011").notify("Bonjour")

Its command is told where this file is: ``apprise --plugin-path …/smsmode/apprise_plugin.py``.
"""

# Absolute imports, since Apprise loads a plugin by its path as a module of no package.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apprise import NotifyBase, NotifyType
from apprise.exception import AppriseImproperlyConfigured
from apprise.manager_plugins import NotificationManager

from smsmode import Client, InvalidInputError, SmsmodeError
from smsmode._fitting import fitted

if TYPE_CHECKING:
    from collections.abc import Iterable

if not hasattr(NotifyBase, "recall"):
    _message = (
        "smsmode.apprise_plugin needs Apprise 2.2 or later, which tells a further attempt from the first"
    )
    raise ImportError(_message)


class NotifySmsmode(NotifyBase):  # type: ignore[misc]
    """Text messages through sMsmode.

    The URL is ``smsmode://key@sender/number,number``, or ``smsmode://key@number,number`` without a sender.
    ``?from=`` and ``?to=`` say the same; ``?segments=`` how long a text may be, 1 to 3 segments unless given;
    what is longer is cut.

    Apprise may be asked for further attempts (``?retry=``). Where a text was refused for good, or where
    nobody knows whether it was sent, they make no call.
    """

    service_name = "sMsmode"
    service_url = "https://www.smsmode.com"
    setup_url = "https://www.smsmode.com"
    secure_protocol = "smsmode"
    title_maxlen = 0
    body_maxlen = 1530
    # The client does that.
    request_rate_per_sec = 0.0

    templates = ("{schema}://{key}@{sender}/{targets}", "{schema}://{key}@{targets}")
    template_tokens = {
        **NotifyBase.template_tokens,
        "key": {"name": "API Key", "type": "string", "private": True, "required": True},
        "sender": {"name": "Sender", "type": "string"},
        "target_phone": {"name": "Target Phone No", "type": "string", "map_to": "targets"},
        "targets": {"name": "Targets", "type": "list:string", "required": True},
    }
    template_args = {
        **NotifyBase.template_args,
        "from": {"name": "Sender", "type": "string", "map_to": "sender"},
        "to": {"alias_of": "targets"},
        "segments": {"name": "Segments", "type": "int", "min": 1, "default": 3, "map_to": "segments"},
    }

    def __init__(
        self,
        key: str | None = None,
        sender: str | None = None,
        targets: str | Iterable[str] | None = None,
        segments: int | str = 3,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.key, self.sender = key or "", sender or None
        self.targets = _numbers(targets)
        try:
            self.segments = int(segments)
            self._client = Client(self.key)
            self._client.prepare.send(
                to=self.targets, sender=self.sender, text="Test", max_segments=self.segments
            )
        except (InvalidInputError, TypeError, ValueError, OverflowError) as error:
            message = f"smsmode: {error}"
            self.logger.warning(message)
            raise AppriseImproperlyConfigured(message) from error

    def send(
        self, body: str, title: str = "", notify_type: NotifyType = NotifyType.INFO, **kwargs: Any
    ) -> bool:
        """Send a text to all targets in one call."""
        if self.recall(_SETTLED):
            return False
        text, mode = fitted(body, "", self.segments)
        try:
            self._client.send(
                to=self.targets, sender=self.sender, text=text, mode=mode, max_segments=self.segments
            )
        except SmsmodeError as error:
            self.remember(_SETTLED, not error.retry or error.outcome == "unknown")
            self.logger.warning("smsmode: %s", error)
            return False
        return True

    def url(self, privacy: bool = False, *args: Any, **kwargs: Any) -> str:
        """Say the URL again, for people without key and numbers."""
        key = self.pprint(self.key, privacy, safe="")
        targets = ",".join(self.pprint(target, privacy, safe="") for target in self.targets)
        sender = f"{self.quote(self.sender, safe='')}/" if self.sender else ""
        options = {**self.url_parameters(*args, privacy=privacy, **kwargs), "segments": str(self.segments)}
        return f"smsmode://{key}@{sender}{targets}?{self.urlencode(options)}"

    @property
    def url_identifier(self) -> tuple[str, str, str | None]:
        """What makes two URLs one account, without its targets."""
        return self.secure_protocol, self.key, self.sender

    def __len__(self) -> int:
        return 1

    @staticmethod
    def parse_url(url: str) -> dict[str, Any] | None:
        """Read the URL."""
        results: dict[str, Any] | None = NotifyBase.parse_url(url, verify_host=False)
        if not results:
            return results
        options = results["qsd"]
        host = NotifySmsmode.unquote(results.get("host") or "")
        path = [NotifySmsmode.unquote(part) for part in (results.get("fullpath") or "").split("/") if part]
        is_sender = any(letter.isalpha() for letter in host)
        results["key"] = NotifySmsmode.unquote(results.get("user") or "")
        results["sender"] = options.get("from") or options.get("sender") or (host if is_sender else None)
        results["targets"] = [*([] if is_sender else [host]), *path, options.get("to", "")]
        if options.get("segments"):
            results["segments"] = options["segments"]
        return results


def _numbers(targets: str | Iterable[str] | None) -> list[str]:
    several = [targets] if isinstance(targets, str) else targets or []
    return [number.strip() for some in several for number in some.split(",") if number.strip()]


_SETTLED = "settled"

NotificationManager().add(NotifySmsmode)
