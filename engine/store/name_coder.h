// Codes names into 8 bytes while they stream in, and settles their dictionary at the end.
//
//   NameCoder coder;
//   auto codes = coder.code(batch.written);            // from any thread, also at the same time
//   NameDictionary names = coder.settle(all_codes);    // once, when all names are known
//
// While names stream in, tokens have numbers by arrival, and a code means something to its coder alone. `settle`
// takes the counts of the names that stayed, gives tokens ids by falling count and rewrites every code. What
// it gives depends on the names and their order in `codes` alone; with another order only the order inside the heap
// of escaped names differs.
//
// Columns are counted while they are coded, by each thread for itself. So `settle` is told every code once, less those
// that were given to `drop`; where their number is another, or names were coded one by one, it counts anew.
//
// threads: `code` from any thread; `written`, `drop` and `settle` when no `code` runs. `settle` works in parallel by
// itself.
// memory: TokenTable, a TokenCache a thread, and the heap of names that have no tokens; `settle` adds 24 bytes a token.
// cost: see bench/stages/names.cpp.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/spares.h"
#include "engine/store/name_code.h"
#include "engine/store/name_dictionary.h"
#include "engine/store/source_rows.h"
#include "engine/store/token_table.h"

namespace engine {

using NameCodes = RowColumn<NameCode>;

class NameCoder {
 public:
  NameCoder();
  // Tests pass a table whose hashes they know.
  NameCoder(std::uint64_t seed, std::uint64_t hash_mask);
  ~NameCoder();

  NameCode code(std::string_view name);
  NameCodes code(const TextColumn& names);

  // Appends the name behind a code of this coder. `settle` ends the life of such codes.
  void append_written(NameCode code, std::string& out);

  // The name does not stay: `settle` is not told its code.
  void drop(NameCode code) { dropped_.push_back(code); }

  // The order of the names is that of the columns.
  NameDictionary settle(std::span<const std::span<NameCode>> columns);
  NameDictionary settle(std::span<NameCode> codes) { return settle(std::span<const std::span<NameCode>>(&codes, 1)); }

 private:
  class Worker;
  using Pieces = std::vector<std::span<NameCode>>;

  NameCode packed(std::string_view name, std::span<const TokenId> tokens);
  NameCode escape(std::string_view name);
  void list_tokens();
  std::optional<NameCode> renamed_code(NameCode code, const std::vector<TokenCode>& renamed);
  std::vector<std::uint32_t> counts_of(const Pieces& pieces);
  std::vector<std::uint32_t> count_tokens(const Pieces& pieces);

  TokenTable tokens_;
  Spares<Worker> workers_;              // as many as have coded at the same time
  std::atomic<bool> uncounted_{false};  // names were coded one by one
  std::vector<NameCode> dropped_;
  std::vector<std::string_view> texts_;  // by number; see list_tokens
  std::mutex heap_mutex_;
  NameHeap heap_;  // names that have no tokens, or too many bits of them
};

}  // namespace engine
