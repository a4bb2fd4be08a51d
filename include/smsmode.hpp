/// libsmsmode for C++17 and later: classes over smsmode.h, with nothing to link but what C links.
///
///     smsmode::Client client(smsmode::Account("the API key"));
///     smsmode::Send send;
///     send.add_recipient("06 39 98 00 11").set_text("Votre commande est arrivée");
///     const auto accepted = client.send(send);
///
/// What holds for every function:
///
/// - One that is not `noexcept` throws smsmode::Error where it fails. The calls of a Client have a twin
///   try_… that throws nothing and gives a Result; attempt() does the same for anything else.
/// - A text that goes in is UTF-8, need not end with a NUL, and is copied where it is kept. Where a message
///   goes in, a std::u16string_view is taken as well, and a Windows1252.
/// - A std::string or a list that comes out belongs to the caller. A std::string_view is lent: where it
///   is not static, the object that lends it must live on, and a temporary object lends none.
/// - Classes own one handle of C, are moved and never copied, and free it themselves. One that was moved
///   from holds nothing: what can fail then says Status::NullArgument, anything else 0 or nothing.
/// - Places and lengths in a text are bytes, in a text of UTF-16 its characters of 16 bits; units are septets
///   in GSM and 16 bits in UCS-2.
/// - An enumeration keeps a number that this header does not know, such as one of a later library.
/// - Where memory runs out the library ends the program, and so does a function that is `noexcept`.

#ifndef SMSMODE_HPP
#define SMSMODE_HPP

#include <smsmode/status.hpp>
#include <smsmode/error.hpp>
#include <smsmode/log.hpp>
#include <smsmode/encoding.hpp>
#include <smsmode/text.hpp>
#include <smsmode/plan.hpp>
#include <smsmode/account.hpp>
#include <smsmode/message.hpp>
#include <smsmode/batch.hpp>
#include <smsmode/voice.hpp>
#include <smsmode/list.hpp>
#include <smsmode/contact.hpp>
#include <smsmode/sub_account.hpp>
#include <smsmode/client.hpp>
#include <smsmode/outbox_entry.hpp>
#include <smsmode/outbox.hpp>
#include <smsmode/request.hpp>
#include <smsmode/response.hpp>
#include <smsmode/callback.hpp>
#include <smsmode/signer.hpp>

#include <string_view>

namespace smsmode {

/// The version of the library that is running; SMSMODE_VERSION is that of the header. Static.
inline std::string_view version() noexcept { return smsmode_version(); }

}  // namespace smsmode

#endif  // SMSMODE_HPP
