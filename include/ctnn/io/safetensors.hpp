// The safetensors format: a file in, checked tensor records out; records in, a file out.
//
// A file is an 8-byte little-endian length, a JSON header of that length
// {"0.weight": {"dtype": "F32", "shape": [6,1,5,5], "data_offsets": [0,600]}, ...}, and the data,
// which the tensors cover without gap or overlap.
#pragma once

#include <ctnn/io/file.hpp>
#include <ctnn/io/result.hpp>
#include <ctnn/io/tensor_record.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <limits>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace ctnn::io {

static_assert(std::endian::native == std::endian::little,
              "safetensors data are little-endian and are handed on as they are");

// A file's contents and the records that point into them.
struct safetensors_file {
    std::vector<std::byte> contents;
    std::vector<tensor_record> records;

    safetensors_file() = default;
    safetensors_file(safetensors_file&&) = default;  // a copy's records would point into the origin
    safetensors_file& operator=(safetensors_file&&) = default;
};

// A longer header is taken for a broken one, as in the format's reference implementation.
inline constexpr std::uint64_t safetensors_max_header = 100'000'000;

namespace detail {

inline bool is_list_of_counts(const nlohmann::json& list) {
    return list.is_array() && std::ranges::all_of(list, [](const nlohmann::json& item) {
               return item.is_number_unsigned() &&
                      item.get<std::uint64_t>() <= std::numeric_limits<std::int64_t>::max();
           });
}

// A part of the header for a message, which a broken file must not flood.
inline std::string spell_json(const nlohmann::json& value) {
    constexpr std::size_t most = 100;
    const auto text = value.dump();
    return text.size() <= most ? text : text.substr(0, most) + "...";
}

// The header's text as an object whose names are distinct.
inline result<nlohmann::json> parse_header(std::string_view text, std::string_view file_name) {
    using event = nlohmann::json::parse_event_t;
    std::set<std::string> names;
    std::string repeated;
    bool nested = false;
    // nlohmann's parser would keep the last of several equal names in silence, and its printer
    // recurses into values of any depth.
    const auto inspect = [&](int depth, event what, const nlohmann::json& parsed) {
        if (depth == 1 && what == event::key && !names.insert(parsed.get<std::string>()).second) {
            repeated = parsed.get<std::string>();
        }
        nested |= depth > 2 && (what == event::object_start || what == event::array_start);
        return true;
    };
    auto header = nlohmann::json::parse(text, inspect, false);
    if (!text.starts_with('{') || header.is_discarded()) {
        return expected_but_found(file_name, "a JSON object as header", "other text");
    }
    if (!repeated.empty()) {
        return expected_but_found(file_name, "distinct tensor names", repeated + " twice");
    }
    if (nested) {
        return expected_but_found(file_name, "a header of plain tensor entries",
                                  "JSON nested more deeply");
    }
    return header;
}

// The one name that is no tensor: free text of whoever wrote the file, which nobody here needs.
inline constexpr std::string_view metadata_key = "__metadata__";

inline result<> check_metadata(const nlohmann::json& entry, std::string_view file_name) {
    if (entry.is_object() &&
        std::ranges::all_of(entry, [](const nlohmann::json& value) { return value.is_string(); })) {
        return {};
    }
    return expected_but_found(file_name, "__metadata__ to hold texts only", spell_json(entry));
}

// One tensor's entry in the header, its offsets relative to `data`.
inline result<tensor_record> parse_record(const std::string& name, const nlohmann::json& entry,
                                          std::span<const std::byte> data,
                                          std::string_view file_name) {
    const auto fail = [&](std::string_view expected, std::string_view found) {
        return expected_but_found(file_name, name + " to have " + std::string{expected}, found);
    };
    for (const char* key : {"dtype", "shape", "data_offsets"}) {
        if (!entry.is_object() || !entry.contains(key)) return fail(key, spell_json(entry));
    }
    const auto& dtype = entry["dtype"];
    if (!dtype.is_string() || element_bytes(dtype.get<std::string>()) == 0) {
        return fail("a known dtype such as F32", spell_json(dtype));
    }
    const auto& shape = entry["shape"];
    if (!is_list_of_counts(shape)) return fail("a shape of whole numbers", spell_json(shape));
    const auto& offsets = entry["data_offsets"];
    if (!is_list_of_counts(offsets) || offsets.size() != 2) {
        return fail("two whole numbers as data_offsets", spell_json(offsets));
    }
    const auto begin = offsets[0].get<std::uint64_t>();
    const auto end = offsets[1].get<std::uint64_t>();
    if (begin > end || end > data.size()) {
        return fail("data_offsets within the " + std::to_string(data.size()) + " bytes of data",
                    spell_json(offsets));
    }
    tensor_record record{name, dtype.get<std::string>(), shape.get<std::vector<std::int64_t>>(),
                         data.subspan(begin, end - begin)};
    if (tensor_bytes(record.dtype, record.shape) != std::ssize(record.bytes)) {
        return fail("as many bytes as " + spell_tensor(record.dtype, record.shape) + " takes",
                    std::to_string(record.bytes.size()));
    }
    return record;
}

// Whether the records, sorted by position, cover the data once.
inline result<> check_coverage(std::span<const tensor_record> records,
                               std::span<const std::byte> data, std::string_view file_name) {
    const auto* next = data.data();
    for (const auto& record : records) {
        if (record.bytes.data() != next) {
            return expected_but_found(
                file_name, record.name + " to begin at byte " + std::to_string(next - data.data()),
                std::string{record.bytes.data() < next ? "an overlap" : "a hole"} +
                    ", it begins at byte " + std::to_string(record.bytes.data() - data.data()));
        }
        next += record.bytes.size();
    }
    if (next != data.data() + data.size()) {
        return expected_but_found(file_name,
                                  std::to_string(next - data.data()) + " bytes of tensor data",
                                  std::to_string(data.size()));
    }
    return {};
}

}  // namespace detail

// The tensors of a file's contents in the order of their data; `file_name` is for the messages.
// An error: anything the format does not allow, and element types other than those of its first
// version.
inline result<std::vector<tensor_record>> parse_safetensors(std::span<const std::byte> contents,
                                                            std::string_view file_name) {
    std::uint64_t header_size = 0;
    if (contents.size() < sizeof header_size) {
        return expected_but_found(file_name, "a safetensors file of at least 8 bytes",
                                  std::to_string(contents.size()));
    }
    std::memcpy(&header_size, contents.data(), sizeof header_size);
    const auto rest = contents.subspan(sizeof header_size);
    const auto most = std::min<std::uint64_t>(rest.size(), safetensors_max_header);
    if (header_size > most) {
        return expected_but_found(
            file_name,
            "a header of at most " + std::to_string(most) + " bytes (safetensors format)",
            "a header length of " + std::to_string(header_size));
    }
    const auto data = rest.subspan(header_size);
    const auto header =
        detail::parse_header({reinterpret_cast<const char*>(rest.data()), header_size}, file_name);
    if (!header) return header.error();

    std::vector<tensor_record> records;
    for (const auto& [name, entry] : header->items()) {
        if (name == detail::metadata_key) {
            if (auto fine = detail::check_metadata(entry, file_name); !fine) return fine.error();
            continue;
        }
        auto record = detail::parse_record(name, entry, data, file_name);
        if (!record) return record.error();
        records.push_back(*std::move(record));
    }
    std::ranges::sort(records, {}, [](const tensor_record& record) {
        return std::tuple{record.bytes.data(), record.bytes.size(), std::string_view{record.name}};
    });
    if (auto covered = detail::check_coverage(records, data, file_name); !covered) {
        return covered.error();
    }
    return records;
}

// Reads a whole file; the errors are those of read_file and parse_safetensors.
inline result<safetensors_file> read_safetensors(const std::filesystem::path& path) {
    auto contents = read_file(path);
    if (!contents) return contents.error();
    safetensors_file file;
    file.contents = *std::move(contents);
    auto records = parse_safetensors(file.contents, path.string());
    if (!records) return records.error();
    file.records = *std::move(records);
    return file;
}

// Writes the records in the given order; the data begin at a multiple of 8 bytes. An older file of
// that name stays untouched unless all is written.
// An error: a name twice or reserved, a record whose bytes do not fit its dtype and shape, and
// whatever prevents write_file.
inline result<> write_safetensors(const std::filesystem::path& path,
                                  std::span<const tensor_record> records) {
    auto header = nlohmann::ordered_json::object();
    std::int64_t offset = 0;
    for (const auto& [name, dtype, shape, bytes] : records) {
        if (name == detail::metadata_key || header.contains(name)) {
            return expected_but_found(path.string(), "distinct tensor names, not the reserved one",
                                      name);
        }
        if (tensor_bytes(dtype, shape) != std::ssize(bytes)) {
            return expected_but_found(
                path.string(),
                name + " to have as many bytes as " + spell_tensor(dtype, shape) + " takes",
                std::to_string(bytes.size()));
        }
        const auto end = offset + std::ssize(bytes);
        header[name] = {{"dtype", dtype}, {"shape", shape}, {"data_offsets", {offset, end}}};
        offset = end;
    }
    // Only its handling of text that is no UTF-8 would throw.
    std::string text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    text.resize((text.size() + 7) / 8 * 8, ' ');
    const std::uint64_t header_size = text.size();

    std::vector<std::span<const std::byte>> pieces{std::as_bytes(std::span{&header_size, 1}),
                                                   std::as_bytes(std::span{text})};
    for (const auto& record : records) pieces.push_back(record.bytes);
    return write_file(path, pieces);
}

}  // namespace ctnn::io
