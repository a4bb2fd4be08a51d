// Half of a program whose two files both include the header.

#include <smsmode.hpp>
#include <smsmode.hpp>

#include "../c/check.h"

std::size_t units_there(std::string_view text);

int main() { CHECK(smsmode::analyse("€").units == units_there("€")); }
