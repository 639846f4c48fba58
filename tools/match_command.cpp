#include "tools/match_command.h"

#include <fmt/format.h>

#include "io/export/json_text.h"
#include "io/match/match_files.h"
#include "tools/progress.h"
#include "tools/result_output.h"

namespace tools {
namespace {

std::string as_json(const io::MatchFilesReport& report, bool plan) {
  const engine::MatchSummary& summary = report.summary;
  io::JsonText json;
  json.open(nullptr, '{');
  json.open("files", '[');
  json.open(nullptr, '{');
  json.text("path", report.left);
  json.number("rows", report.left_rows);
  json.close();
  if (!report.right.empty()) {
    json.open(nullptr, '{');
    json.text("path", report.right);
    json.number("rows", report.right_rows);
    json.close();
  }
  json.close();
  json.number("short_rows", report.short_rows);
  json.number("long_rows", report.long_rows);
  json.open("fields", '[');
  for (std::size_t f = 0; f < summary.field_names.size(); ++f) {
    json.open(nullptr, '{');
    json.text("column", summary.field_names[f]);
    json.text("type", std::string(io::kFieldTypeWords[static_cast<std::size_t>(summary.field_types[f])]));
    json.number("present", summary.present[f]);
    json.number("missing", report.fields[f].missing);
    json.number("unreadable", report.fields[f].unreadable);
    json.close();
  }
  json.close();
  json.open("passes", '[');
  for (std::size_t p = 0; p < summary.passes.size(); ++p) {
    const engine::BlockingPass& pass = summary.passes[p];
    json.open(nullptr, '{');
    json.text("key", pass.name);
    json.number("pairs", pass.pairs);
    json.number("largest_block", pass.largest_block);
    json.number("refined_rows", pass.refined_rows);
    json.number("cut_rows", pass.cut_rows);
    if (!plan) {
      json.number("compared_first", summary.outcomes[p].pairs);
      json.number("links", summary.outcomes[p].links);
      json.number("only_found", summary.outcomes[p].only_found);
    }
    json.close();
  }
  json.close();
  json.number("candidate_pairs", summary.candidates);
  json.number("memory_bytes", summary.memory);
  if (plan) {
    json.decimal("seconds", report.seconds, 1);
    json.number("output_bytes", report.output_bytes);
  }
  if (!plan) {
    json.number("random_pairs", summary.random_pairs);
    json.number("em_iterations", static_cast<std::uint64_t>(summary.estimate.iterations));
    json.decimal("lambda", summary.estimate.model.lambda, 12);
    json.decimal("threshold", report.threshold, 6);
    json.number("pairs", report.pairs);
    json.number("pairs_dropped", report.dropped);
    json.number("links", summary.links);
    json.number("clusters", summary.clusters);
    json.number("largest_cluster", summary.largest_cluster);
    json.number("refused_links", summary.refused_merges);
    json.number("bridges", summary.bridges);
    json.decimal("false_match_rate", summary.rates.false_match_rate, 6);
    json.decimal("false_non_match_rate", summary.rates.false_non_match_rate, 6);
  }
  json.close();
  return json.finish();
}

std::string pass_table(const engine::MatchSummary& summary, bool indonesian) {
  std::string text = fmt::format("  {:<64} {:>13} {:>13}\n", indonesian ? "kunci blok" : "blocking key",
                                 indonesian ? "pasangan" : "pairs", indonesian ? "blok terbesar" : "largest block");
  for (const engine::BlockingPass& pass : summary.passes)
    text += fmt::format("  {:<64} {:>13} {:>13}\n", pass.name, pass.pairs, pass.largest_block);
  return text;
}

std::string plan_text(const io::MatchFilesReport& report, bool indonesian) {
  return pass_table(report.summary, indonesian) +
         fmt::format(
             fmt::runtime(
                 indonesian
                     ? "baris {}, pasangan paling banyak {}, kira-kira: memori {} MiB, hasil {} MiB, {:.0f} detik\n"
                     : "rows {}, at most {} pairs, about {} MiB of memory, {} MiB of output, {:.0f} s\n"),
             report.left_rows + report.right_rows, report.summary.candidates, (report.summary.memory >> 20) + 1,
             (report.output_bytes >> 20) + 1, report.seconds + 0.5);
}

std::string text_of(const io::MatchFilesReport& report, const std::string& out, bool indonesian) {
  const engine::MatchSummary& summary = report.summary;
  std::string text = fmt::format(
      fmt::runtime(indonesian ? "baris {}, pasangan dibandingkan {}, terpaut {}, kelompok {} (terbesar {})\n"
                              : "rows {}, pairs compared {}, links {}, clusters {} (largest {})\n"),
      report.left_rows + report.right_rows, summary.candidates, summary.links, summary.clusters,
      summary.largest_cluster);
  text += fmt::format(fmt::runtime(indonesian ? "menurut model: pautan salah {:.3f} %, terlewat {:.3f} %\n"
                                              : "by the model: false links {:.3f} %, lost matches {:.3f} %\n"),
                      100 * summary.rates.false_match_rate, 100 * summary.rates.false_non_match_rate);
  for (std::size_t f = 0; f < summary.field_names.size(); ++f) {
    if (report.fields[f].unreadable == 0) continue;
    text += fmt::format(fmt::runtime(indonesian ? "{}: {} sel tidak terbaca, dihitung kosong\n"
                                                : "{}: {} cells do not read as their type and count as missing\n"),
                        summary.field_names[f], report.fields[f].unreadable);
  }
  return text + (indonesian ? "keluaran: " : "outputs: ") + out + "\n";
}

}  // namespace

int match_command(const MatchOptions& options) {
  const bool indonesian = options.global.command_language() == Language::kIndonesian;
  io::MatchFilesRequest request;
  request.left = options.left;
  request.right = options.right;
  request.link_model = options.link_model;
  request.out = options.out;
  request.language =
      options.global.report_language() == Language::kEnglish ? io::Language::kEnglish : io::Language::kIndonesian;
  if (options.global.dry_run) {
    const io::MatchFilesReport plan = io::plan_match_files(request);
    print_result(options.global.json ? as_json(plan, true) : plan_text(plan, indonesian));
    return 0;
  }
  Progress progress(options.global);
  const io::MatchFilesReport report = io::match_files(request, [&](const char* step) { progress.stage(step, 0); });
  progress.finish();
  print_result(options.global.json ? as_json(report, false) : text_of(report, options.out, indonesian));
  return 0;
}

}  // namespace tools
