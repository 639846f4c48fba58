#include "io/export/duplicates_csv.h"

namespace io {

std::string duplicates_csv(const std::vector<engine::DuplicateCluster>& clusters, const engine::PersonTable& persons) {
  std::string text = "klaster,nik,peluang\n";
  char digits[16];
  std::size_t number = 0;
  for (const engine::DuplicateCluster& cluster : clusters) {
    ++number;
    std::string probability = std::to_string(10'000 + cluster.probability);  // 1/10,000 with leading zeros
    probability = (cluster.probability >= 10'000 ? "1." : "0.") + probability.substr(1);
    for (const engine::PersonRow row : cluster.rows) {
      engine::write_digits16(digits, persons.nik[row]);
      text += std::to_string(number);
      text += ',';
      text.append(digits, sizeof digits);
      text += ',';
      text += probability;
      text += '\n';
    }
  }
  return text;
}

}  // namespace io
