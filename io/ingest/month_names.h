// Reads the name of a month, short or long, in Indonesian or English, in any case.
#pragma once

#include <string_view>

namespace io {

// 1 to 12, or 0 where the word is no month. An English name that is also the Indonesian one means the same.
int month_of_name(std::string_view word);

}  // namespace io
