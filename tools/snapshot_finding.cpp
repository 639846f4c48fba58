#include "tools/snapshot_finding.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "engine/error.h"
#include "io/snapshot/key_file.h"

namespace tools {
namespace {

using io::SnapshotDamage;
using Part = SnapshotDamage::Part;

const char* part_word(Part part) {
  constexpr const char* kWords[] = {"header", "length", "epoch", "directory", "page", "contents"};
  return kWords[static_cast<int>(part)];
}

const char* result_word(const io::SnapshotCheck& check) {
  if (!check.intact()) return "damaged";
  return check.encrypted && !check.authenticated ? "not_authenticated" : "intact";
}

std::string page_words(const SnapshotDamage& damage, bool indonesian) {
  std::string words = fmt::format("{} {}", indonesian ? "halaman" : "page", damage.page);
  if (!damage.section.empty()) {
    words += fmt::format(fmt::runtime(indonesian ? " (bagian {}, halaman {} dari {})" : " (section {}, page {} of {})"),
                         damage.section, damage.page_in_section + 1, damage.section_pages);
  }
  return words;
}

std::string part_words(const SnapshotDamage& damage, bool indonesian) {
  if (damage.part == Part::kPage) return page_words(damage, indonesian);
  constexpr const char* kEnglish[] = {"header", "length", "epoch", "directory", "", "contents"};
  constexpr const char* kIndonesian[] = {"kepala berkas", "panjang berkas", "epoch", "daftar bagian", "", "isi"};
  return (indonesian ? kIndonesian : kEnglish)[static_cast<int>(damage.part)];
}

const char* fault_words(const SnapshotDamage& damage, bool cut, bool indonesian) {
  switch (damage.part) {
    case Part::kLength:
      if (cut) return indonesian ? "hilang: berkas terpotong" : "missing: the file was cut";
      return indonesian ? "berlebih: berkas diperpanjang" : "too many: the file was extended";
    case Part::kEpoch: return indonesian ? "lebih lama dari --min-epoch" : "older than --min-epoch";
    case Part::kContents:
      return indonesian ? "bukan isi yang dicatat saat ditulis" : "not the contents noted when it was written";
    default: break;
  }
  if (damage.forged) return indonesian ? "bukan milik tempat ini" : "does not belong to this place";
  return indonesian ? "rusak" : "damaged";
}

std::string summary_words(const io::SnapshotCheck& check, bool indonesian) {
  if (!check.intact()) {
    return fmt::format(
        fmt::runtime(indonesian ? "{} kerusakan; jangan dipakai. Ambil lagi dari tempat asalnya"
                                : "damaged in {} places; do not use it. Cure: get it again from where it was made"),
        check.damages);
  }
  if (!check.encrypted) {
    return indonesian ? "utuh; tidak disandikan: kerusakan terlihat, pemalsuan tidak"
                      : "intact; plain: this shows damage, not forgery";
  }
  if (check.authenticated) {
    return indonesian ? "utuh; setiap halaman dibuka dengan kuncinya" : "intact; every page opened with its key";
  }
  return indonesian
             ? "tidak tampak kerusakan, tetapi isinya TIDAK diautentikasi: tidak ada kunci; berikan --key-file BERKAS"
             : "no damage seen, but the contents were NOT authenticated: there is no key. Cure: --key-file FILE";
}

}  // namespace

SnapshotFinding examine_snapshot(const std::string& path, const std::string& name, const VerifyOptions& options,
                                 Progress& progress) {
  io::SnapshotCheckOptions check;
  check.key = [&] { return io::find_key(options.global.key_file); };
  check.min_epoch = options.min_epoch;
  check.on_bytes = [&](std::uint64_t bytes) { progress.advance(bytes); };
  return {name, io::check_snapshot(path, check)};
}

int exit_code_of(const SnapshotFinding& finding) {
  if (!finding.check.intact()) return static_cast<int>(engine::ExitCode::kDamaged);
  return finding.check.encrypted && !finding.check.authenticated ? static_cast<int>(engine::ExitCode::kKey) : 0;
}

std::string snapshot_text(const SnapshotFinding& finding, bool indonesian) {
  const io::SnapshotCheck& check = finding.check;
  std::string text;
  for (const SnapshotDamage& damage : check.damage) {
    const bool cut = damage.last_byte >= check.bytes;
    text += fmt::format(fmt::runtime(indonesian ? "{}: {}, bita {} sampai {}: {}\n" : "{}: {}, bytes {} to {}: {}\n"),
                        finding.name, part_words(damage, indonesian), damage.first_byte, damage.last_byte,
                        fault_words(damage, cut, indonesian));
  }
  if (check.damages > check.damage.size()) {
    text += fmt::format(fmt::runtime(indonesian ? "{}: dan {} lagi\n" : "{}: and {} more\n"), finding.name,
                        check.damages - check.damage.size());
  }
  text += finding.name + ": " + summary_words(check, indonesian);
  if (!check.kind.empty()) {
    text += fmt::format(fmt::runtime(indonesian ? "; {}, epoch {}, {} bagian, {} halaman, {} bita"
                                                : "; {}, epoch {}, {} sections, {} pages, {} bytes"),
                        check.kind, check.epoch, check.sections, check.pages, check.bytes);
  }
  return text + "\n";
}

nlohmann::json snapshot_json(const SnapshotFinding& finding) {
  const io::SnapshotCheck& check = finding.check;
  nlohmann::json damage = nlohmann::json::array();
  for (const SnapshotDamage& one : check.damage) {
    nlohmann::json item = {{"part", part_word(one.part)},
                           {"first_byte", one.first_byte},
                           {"last_byte", one.last_byte},
                           {"forged", one.forged}};
    if (one.part == Part::kPage) item["page"] = one.page;
    if (!one.section.empty()) {
      item["section"] = one.section;
      item["page_in_section"] = one.page_in_section + 1;
      item["section_pages"] = one.section_pages;
    }
    damage.push_back(item);
  }
  return {{"path", finding.name},
          {"result", result_word(check)},
          {"encrypted", check.encrypted},
          {"authenticated", check.authenticated},
          {"kind", check.kind},
          {"file_id", check.file_id},
          {"plain_sha256", check.plain_sha256},
          {"epoch", check.epoch},
          {"bytes", check.bytes},
          {"pages", check.pages},
          {"sections", check.sections},
          {"damages", check.damages},
          {"damage", damage}};
}

nlohmann::json snapshots_json(const std::vector<SnapshotFinding>& findings) {
  nlohmann::json list = nlohmann::json::array();
  for (const SnapshotFinding& finding : findings) list.push_back(snapshot_json(finding));
  return list;
}

}  // namespace tools
