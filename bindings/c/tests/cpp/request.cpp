// What the program's own HTTP stack sends, and what the answers say.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;
using namespace std::chrono_literals;

static const std::string ADDRESS = "https://api.smsmode.com/http/1.6/";

static Send order() {
    Send send;
    send.add_recipient("06 39 98 00 11").set_text("Bonjour Maman");
    return send;
}

static void a_request_is_what_a_client_would_send(const Account &account) {
    const auto request = Request::send(account, order());
    CHECK(request.method() == "POST" && request.url() == ADDRESS + "sendSMS.do");
    CHECK(request.address() == request.url() && request.name() == "send_sms" && request.is_costly());
    CHECK(request.headers().size() == 1 && request.headers().front().name == "Content-Type");
    CHECK(request.body().substr(0, 24) == "accessToken=Ab1CD2efg3Hi");
    Account by_get("Ab1CD2efg3Hi");
    by_get.set_method(Method::Get);
    const auto balance = Request::balance(by_get);
    CHECK(balance.method() == "GET" && balance.url() == ADDRESS + "credit.do?accessToken=Ab1CD2efg3Hi");
    CHECK(balance.address() == ADDRESS + "credit.do" && balance.body().empty() && !balance.is_costly());
    CHECK(balance.headers().empty());
}

static void an_answer_is_read_as_that_of_its_call(const Account &account) {
    const Response accepted(200, "0 | Accepted | S7EpYZ5kmS87");
    const auto send = Request::send(account, order());
    CHECK(accepted.accepted(send).message_id() == "S7EpYZ5kmS87");
    CHECK(Response(200, "11 | x").message_status(Request::message_status(account, "A1")).number == 11);
    CHECK(Response(200, "33639980011 11").report(Request::report(account, "A1")).count() == 1);
    CHECK(Response(200, "212.5").balance(Request::balance(account)).credits() == "212.5");
    CHECK(Response(200, "").sent(Request::list_sent(account, 0, 10)).count() == 0);
    CHECK(Response(200, "").replies(Request::list_replies(account, 0, 10)).count() == 0);
    CHECK(accepted.accepted(Request::send_batch(account, Batch().add_row("0639980011", "Un"))).message_id());
    const auto voice = Request::send_voice(account, Voice().add_recipient("0639980011").set_text("Un"));
    CHECK(accepted.accepted(voice).message_id() == "S7EpYZ5kmS87");
    CHECK(Response(200, "").replies(Request::list_replies_between(account, {}, {})).count() == 0);
    const Response key(200, "{\"accessToken\": \"a1B2c3D4\"}");
    const auto created = key.api_key(Request::create_api_key(account));
    CHECK(created.key() == "a1B2c3D4");
    const Response done(200, "0 | ok");
    done.done(Request::add_contact(account, Contact("Dupond", "0639980011")));
    done.done(Request::create_sub_account(account, SubAccount("jo", "secret")));
    done.done(Request::delete_message(account, "A1"));
    done.done(Request::delete_most_recent(account, "0639980011"));
    done.done(Request::delete_sub_account(account, "jo"));
    done.done(Request::transfer_credits(account, "jo", 12, "mars"));
    const auto wrong = accepted.try_balance(send);
    CHECK(wrong.error().status() == Status::WrongCall && wrong.error().outcome() == Outcome::Unknown);
}

static void an_answer_without_success_tells_what_became_of_the_message(const Account &account) {
    const auto send = Request::send(account, order());
    const auto refused = Response(200, "33 | x").try_accepted(send);
    CHECK(refused.error().status() == Status::RefusedNotEnoughCredit);
    CHECK(refused.error().outcome() == Outcome::Refused && refused.error().refusal_code() == 33);
    Response broken(200, "");
    broken.set_ending(Ending::Cut).set_content_type("text/plain").set_retry_after(3s);
    CHECK(broken.try_accepted(send).error().status() == Status::Interrupted);
    CHECK(broken.try_accepted(send).error().outcome() == Outcome::Unknown);
    CHECK(!broken.try_accepted(send).error().retry_after());
    Response busy(503, "");
    CHECK(busy.set_retry_after(3s).try_accepted(send).error().retry_after() == 3s);
    CHECK(status_of([&] { broken.set_content_type("\xE9"); }) == Status::NotUtf8);
    CHECK(status_of([] { Response(0, ""); }) == Status::BadConstant);
}

static void what_a_client_refuses_is_no_request() {
    Account account("Ab1CD2efg3Hi");
    account.set_segments_per_call(0);
    CHECK(status_of([&] { Request::send(account, order()); }) == Status::Policy);
    CHECK(status_of([&] { Request::send(account, Send()); }) == Status::NoRecipient);
    CHECK(status_of([&] { Request::report(account, "?"); }) == Status::Id);
}

int main() {
    const Account account("Ab1CD2efg3Hi");
    a_request_is_what_a_client_would_send(account);
    an_answer_is_read_as_that_of_its_call(account);
    an_answer_without_success_tells_what_became_of_the_message(account);
    what_a_client_refuses_is_no_request();
}
