// Reads each file of golden/ once.
#include "golden_file.hpp"

#include <ctnn/io/safetensors.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

const ctnn::io::safetensors_file& contents(const std::string& file) {
    static std::map<std::string, ctnn::io::safetensors_file> files;
    if (!files.contains(file)) {
        auto read = ctnn::io::read_safetensors("golden/" + file);
        INFO((read ? std::string{} : read.error().message));
        REQUIRE(read.has_value());
        files[file] = *std::move(read);
    }
    return files[file];
}

template <class T> std::vector<double> numbers_of(const ctnn::io::tensor_record& record) {
    std::vector<T> values(record.bytes.size() / sizeof(T));
    // The bytes of an empty tensor may have no address, which memcpy does not allow.
    if (!values.empty()) std::memcpy(values.data(), record.bytes.data(), record.bytes.size());
    return {values.begin(), values.end()};
}

}  // namespace

std::vector<double> golden_numbers(const std::string& file, const std::string& tensor) {
    const auto& records = contents(file).records;
    const auto found = std::ranges::find(records, tensor, &ctnn::io::tensor_record::name);
    INFO("tensor: ", tensor);
    REQUIRE(found != records.end());
    if (found->dtype == "F32") return numbers_of<float>(*found);
    REQUIRE(found->dtype == "F64");
    return numbers_of<double>(*found);
}
