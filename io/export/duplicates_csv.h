// Makes duplicates.csv: klaster,nik,peluang; clusters in their order from 1, rows ascending by NIK.
#pragma once

#include <string>
#include <vector>

#include "engine/linkage/registry_duplicates.h"

namespace io {

std::string duplicates_csv(const std::vector<engine::DuplicateCluster>& clusters, const engine::PersonTable& persons);

}  // namespace io
