// What the service calls on the program's server, and signed addresses for it.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;
using namespace std::chrono_literals;

static const std::string BASE = "https://shop.example/sms";
static const auto SENT_AT = std::chrono::system_clock::time_point(1795353900s);
static constexpr auto DAY = 24h;

static void a_receipt_tells_everything() {
    const Receipt receipt(
        "numero=0639980011&date_reception=2010-03-25+09%3A52%3A17&statut=11&smsID=S7EpYZ5kmS87"
        "&refClient=12azer34&mcc_mnc=20801&cost=1.50&a=%E9+1");
    CHECK(receipt.message_id() == "S7EpYZ5kmS87" && receipt.message_status().number == 11);
    CHECK(receipt.recipient() == "0639980011" && receipt.number() == "33639980011");
    CHECK(receipt.time() == std::chrono::system_clock::time_point(1269507137s));
    CHECK(receipt.date() == "2010-03-25 09:52:17" && receipt.reference() == "12azer34");
    CHECK(receipt.network() == "20801" && receipt.cost() == "1.5" && receipt.unknown().size() == 1);
    CHECK(receipt.unknown().front().name == "a" && receipt.unknown().front().value == "é 1");
    const Receipt least("smsID=A1&statut=13");
    CHECK(!least.recipient() && !least.number() && !least.time() && !least.date() && !least.reference());
    CHECK(!least.network() && !least.cost() && least.unknown().empty());
    CHECK(status_of([] { Receipt("smsID=A1"); }) == Status::Callback);
}

static void a_reply_tells_everything() {
    const ReplyReceipt reply(
        "numero=36034&message=arriv%E9+%A4&emetteur=0639980011&date_reception=01012013-122233"
        "&smsID=abcd1234&refClient=monclient123&responseID=azertyu123&b=2");
    CHECK(reply.from() == "0639980011" && reply.number() == "33639980011" && reply.text() == "arrivé €");
    CHECK(reply.to() == "36034" && reply.date() == "01012013-122233" && reply.message_id() == "abcd1234");
    CHECK(reply.time() == std::chrono::system_clock::time_point(1357039353s));
    CHECK(reply.reference() == "monclient123" && reply.id() == "azertyu123");
    CHECK(reply.unknown().size() == 1 && reply.unknown().front().name == "b");
    const ReplyReceipt least("emetteur=FREE");
    CHECK(least.text().empty() && !least.number() && !least.to() && !least.time() && !least.date());
    CHECK(!least.message_id() && !least.reference() && !least.id());
    CHECK(status_of([] { ReplyReceipt("message=oui"); }) == Status::Callback);
}

static void what_we_signed_is_believed_for_a_while() {
    const Signer signer(std::string(32, '\1'));
    const auto url = signer.sign(BASE, CallbackKind::Delivery, "order-12", SENT_AT);
    CHECK(url == BASE + "/dlr/order-12/1795958700/-_OZIpsFA45APBnKvSVytg");
    const auto path = url.substr(BASE.size());
    const auto verified = signer.verify(path, SENT_AT + 7 * DAY);
    CHECK(verified.kind == CallbackKind::Delivery && verified.reference == "order-12");
    CHECK(signer.try_verify(path, SENT_AT + 7 * DAY + 1s).error().status() == Status::Expired);
    const auto replies = signer.sign_account_replies(BASE).substr(BASE.size());
    CHECK(signer.verify(replies, SENT_AT).kind == CallbackKind::Reply);
    CHECK(!signer.verify(replies, SENT_AT).reference);
    Signer next(std::string(32, '\2'));
    CHECK(next.try_verify(path, SENT_AT).error().status() == Status::Forged);
    CHECK(next.set_previous(std::string(32, '\1')).try_verify(path, SENT_AT));
    CHECK(status_of([] { Signer("short"); }) == Status::Secret);
    CHECK(status_of([&] { signer.sign("shop", CallbackKind::Reply, "a", SENT_AT); }) == Status::Url);
    CHECK(status_of([&] { signer.sign(BASE, CallbackKind::Reply, "", SENT_AT); }) == Status::Reference);
}

int main() {
    a_receipt_tells_everything();
    a_reply_tells_everything();
    what_we_signed_is_believed_for_a_while();
}
