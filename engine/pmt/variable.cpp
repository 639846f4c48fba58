#include "engine/pmt/variable.h"

#include <array>
#include <span>

namespace engine {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view kSexes[] = {"", "laki-laki", "perempuan"};
constexpr std::string_view kLadder[] = {"tanpa ijazah",
                                        "SD atau sederajat",
                                        "SMP atau sederajat",
                                        "SMA atau sederajat",
                                        "D1-D3",
                                        "D4, S1, atau profesi",
                                        "S2",
                                        "S3"};
constexpr std::string_view kYesNo[] = {"", "ya", "tidak"};
constexpr std::string_view kSectors[] = {"",
                                         "tanaman pangan",
                                         "hortikultura",
                                         "perkebunan",
                                         "perikanan",
                                         "peternakan",
                                         "kehutanan",
                                         "pertambangan",
                                         "industri pengolahan",
                                         "listrik dan gas",
                                         "air dan limbah",
                                         "konstruksi",
                                         "perdagangan",
                                         "angkutan",
                                         "akomodasi dan makan minum",
                                         "informasi dan komunikasi",
                                         "keuangan",
                                         "real estat",
                                         "jasa profesional",
                                         "jasa penunjang usaha",
                                         "administrasi pemerintahan",
                                         "pendidikan",
                                         "kesehatan",
                                         "kesenian",
                                         "jasa lainnya",
                                         "rumah tangga pemberi kerja",
                                         "badan internasional"};
constexpr std::string_view kJobStatuses[] = {"",
                                             "berusaha sendiri",
                                             "berusaha dibantu pekerja tidak tetap",
                                             "berusaha dibantu pekerja tetap",
                                             "karyawan swasta",
                                             "ASN, TNI, Polri, BUMN, atau pejabat",
                                             "pekerja bebas pertanian",
                                             "pekerja bebas nonpertanian",
                                             "pekerja keluarga tidak dibayar"};

// The words of an aggregate that is a code; empty for counts and ages.
Words words_of(MemberAggregate aggregate) {
  switch (aggregate) {
    case MemberAggregate::kHeadSex: return kSexes;
    case MemberAggregate::kHeadSchooling:
    case MemberAggregate::kHighestSchooling: return kLadder;
    case MemberAggregate::kHeadWorking: return kYesNo;
    case MemberAggregate::kHeadSector: return kSectors;
    case MemberAggregate::kHeadJobStatus: return kJobStatuses;
    default: return {};
  }
}

MemberAggregate aggregate_of(Variable variable) { return static_cast<MemberAggregate>(variable.index); }

}  // namespace

std::vector<Variable> all_variables() {
  std::vector<Variable> all;
  for (std::size_t i = 0; i < kFamilyCodeCount; ++i) all.push_back(variable(static_cast<FamilyCode>(i)));
  for (std::size_t i = 0; i < kFamilyNumberCount; ++i) all.push_back(variable(static_cast<FamilyNumber>(i)));
  for (std::size_t i = 0; i < kMemberAggregateCount; ++i) all.push_back(variable(static_cast<MemberAggregate>(i)));
  return all;
}

std::string_view variable_name(Variable variable) {
  switch (variable.table) {
    case VariableTable::kCode: return family_codes()[variable.index].name;
    case VariableTable::kNumber: return family_numbers()[variable.index].name;
    case VariableTable::kAggregate: break;
  }
  return aggregate_name(aggregate_of(variable));
}

std::string_view variable_label(Variable variable) {
  switch (variable.table) {
    case VariableTable::kCode: return family_codes()[variable.index].label;
    case VariableTable::kNumber: return family_numbers()[variable.index].label;
    case VariableTable::kAggregate: break;
  }
  return aggregate_label(aggregate_of(variable));
}

std::optional<Variable> find_variable(std::string_view name) {
  for (const Variable variable : all_variables()) {
    if (variable_name(variable) == name) return variable;
  }
  return std::nullopt;
}

bool has_codes(Variable variable) {
  if (variable.table == VariableTable::kAggregate) return !words_of(aggregate_of(variable)).empty();
  return variable.table == VariableTable::kCode;
}

bool is_nominal(Variable variable) {
  if (variable.table == VariableTable::kCode) return true;
  if (variable.table == VariableTable::kNumber) return false;
  switch (aggregate_of(variable)) {
    case MemberAggregate::kHeadSex:
    case MemberAggregate::kHeadWorking:
    case MemberAggregate::kHeadSector:
    case MemberAggregate::kHeadJobStatus: return true;
    default: return false;
  }
}

ValueRange value_range(Variable variable) {
  switch (variable.table) {
    case VariableTable::kCode: {
      const CodedColumn& column = family_codes()[variable.index];
      return {column.lowest, column.highest};
    }
    case VariableTable::kNumber: {
      const NumberColumn& column = family_numbers()[variable.index];
      return {column.lowest, column.highest};
    }
    case VariableTable::kAggregate: break;
  }
  const Words words = words_of(aggregate_of(variable));
  if (words.empty()) return {0, kMissingAggregate - 1};
  return {static_cast<std::uint16_t>(words[0].empty() ? 1 : 0), static_cast<std::uint16_t>(words.size() - 1)};
}

std::optional<std::uint16_t> value_of(const FamilyIndicators& indicators, Variable variable, std::size_t family) {
  std::uint16_t value = 0;
  switch (variable.table) {
    case VariableTable::kCode: value = indicators.codes.get(family, variable.index); break;
    case VariableTable::kNumber: value = indicators.numbers[variable.index][family]; break;
    case VariableTable::kAggregate: value = indicators.aggregates[variable.index][family]; break;
  }
  const ValueRange range = value_range(variable);  // the missing marks lie above every range
  if (value < range.lowest || value > range.highest) return std::nullopt;
  return value;
}

std::string value_in_words(Variable variable, std::uint16_t value) {
  std::string_view meaning;
  if (variable.table == VariableTable::kCode) {
    meaning = code_meaning(static_cast<FamilyCode>(variable.index), static_cast<std::uint8_t>(value));
  } else if (variable.table == VariableTable::kAggregate) {
    const Words words = words_of(aggregate_of(variable));
    if (value < words.size()) meaning = words[value];
  }
  return meaning.empty() ? std::to_string(value) : std::string(meaning);
}

}  // namespace engine
