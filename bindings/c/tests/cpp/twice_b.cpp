// The other half of twice_a.cpp.

#include <smsmode.hpp>

std::size_t units_there(std::string_view text);
std::size_t units_there(std::string_view text) { return smsmode::analyse(text).units; }
