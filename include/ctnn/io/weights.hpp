// A network's parameters in, a safetensors file out; and back, all of them or none.
#pragma once

#include <ctnn/base/shape.hpp>
#include <ctnn/io/result.hpp>
#include <ctnn/io/safetensors.hpp>
#include <ctnn/io/tensor_record.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace ctnn::io {

namespace detail {

template <class Parameters>
using scalar_of = std::remove_cvref_t<decltype(*std::declval<Parameters&>().data())>;

template <std::floating_point T>
constexpr std::string_view dtype_of = std::same_as<T, float> ? "F32" : "F64";

inline std::vector<std::int64_t> to_list(const shape& extents) {
    return {extents.extents, extents.extents + extents.rank};
}

inline const tensor_record* find_record(std::span<const tensor_record> records,
                                        std::string_view name) {
    const auto found = std::ranges::find(records, name, &tensor_record::name);
    return found == records.end() ? nullptr : &*found;
}

// Does this tensor belong to an auxiliary head: is "aux" and a number a step of its name?
inline bool is_of_auxiliary_head(std::string_view name) {
    while (!name.empty()) {
        const auto end = std::min(name.find('.'), name.size());
        const auto step = name.substr(0, end);
        if (step.size() > 3 && step.starts_with("aux") &&
            step.find_first_not_of("0123456789", 3) == step.npos)
            return true;
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return false;
}

// One line for everything in which a file's records differ from the parameters of a network.
template <class Entries>
std::vector<std::string> differences(const Entries& entries,
                                     std::span<const tensor_record> records) {
    std::vector<std::string> lines;
    const auto note = [&](std::string_view name, std::string_view expected,
                          std::string_view found) {
        lines.push_back(expected_but_found(name, expected, found).message);
    };
    for (const auto& entry : entries) {
        const auto extents = to_list(entry.extents);
        const auto* record = find_record(records, entry.name);
        if (!record) {
            note(entry.name, spell_tensor("shape", extents), "no such tensor");
            continue;
        }
        if (record->shape != extents) {
            note(entry.name, spell_tensor("shape", extents), spell_tensor("shape", record->shape));
        }
        if (record->dtype != "F32" && record->dtype != "F64" &&
            !(entry.counts && record->dtype == "I64")) {
            note(entry.name, entry.counts ? "dtype I64, F32 or F64" : "dtype F32 or F64",
                 "dtype " + record->dtype);
        }
    }
    for (const auto& record : records) {
        const bool known = std::ranges::any_of(
            entries, [&](const auto& entry) { return entry.name == record.name; });
        if (!known && !is_of_auxiliary_head(record.name))
            note(record.name, "no such tensor", spell_tensor(record.dtype, record.shape));
    }
    return lines;
}

template <class From, class To>
void copy_scalars(std::span<const std::byte> bytes, To* destination) {
    for (std::size_t begin = 0; begin < bytes.size(); begin += sizeof(From)) {
        From value;
        std::memcpy(&value, bytes.data() + begin, sizeof value);
        *destination++ = static_cast<To>(value);
    }
}

template <class Parameters>
result<> assign(Parameters& destination, std::span<const tensor_record> records,
                std::string_view file_name) {
    const auto& entries = Parameters::entries();
    if (const auto lines = differences(entries, records); !lines.empty()) {
        auto why = expected_but_found(
            file_name, "the " + std::to_string(entries.size()) + " tensors of this network",
            std::to_string(lines.size()) + " difference(s):");
        for (const auto& line : lines) why.message += "\n  " + line;
        return why;
    }
    for (const auto& entry : entries) {
        const auto* record = find_record(records, entry.name);
        auto* scalars = destination.data() + entry.offset;
        if (record->dtype == "F32") {
            copy_scalars<float>(record->bytes, scalars);
        } else if (record->dtype == "I64") {
            copy_scalars<std::int64_t>(record->bytes, scalars);
        } else {
            copy_scalars<double>(record->bytes, scalars);
        }
    }
    return {};
}

}  // namespace detail

// Loads the parameters from a safetensors file's contents, wherever they are (a file embedded in
// the program, for example); `file_name` is for the messages. Scalars are F32 or F64 in the file
// (num_batches_tracked, a count, may be I64) and converted to those of the destination.
//
// An error that lists every difference, and leaves the destination as it was: a tensor missing, a
// tensor the network does not have, another shape or element type; or a broken file. Tensors of
// auxiliary heads that the network does not have ("aux1.0.weight") are left out: so a file of the
// network that was trained loads into the one that predicts, models::googlenet_inference say.
//
// PyTorch: model.load_state_dict(safetensors.torch.load(contents), strict=True), without what
// begins with "aux".
template <class Parameters>
result<> load_parameters_from_memory(Parameters& destination, std::span<const std::byte> contents,
                                     std::string_view file_name) {
    const auto records = parse_safetensors(contents, file_name);
    if (!records) return records.error();
    return detail::assign(destination, *records, file_name);
}

// The same from a file.
//
// PyTorch: model.load_state_dict(safetensors.torch.load_file(path), strict=True).
template <class Parameters>
result<> load_parameters(Parameters& destination, const std::filesystem::path& path) {
    const auto file = read_safetensors(path);
    if (!file) return file.error();
    return detail::assign(destination, file->records, path.string());
}

// Saves the parameters as F32 or F64, as they are, in state_dict order; a count as I64. An older
// file of that name stays untouched unless all is written.
//
// PyTorch: safetensors.torch.save_file(model.state_dict(), path).
template <class Parameters>
result<> save_parameters(const Parameters& source, const std::filesystem::path& path) {
    using scalar = detail::scalar_of<const Parameters>;
    std::vector<tensor_record> records;
    std::deque<std::int64_t> counts;
    for (const auto& entry : Parameters::entries()) {
        const std::span<const scalar> scalars{source.data() + entry.offset,
                                              static_cast<std::size_t>(entry.extents.size())};
        const auto add = [&](std::string_view dtype, std::span<const std::byte> bytes) {
            records.push_back({std::string{entry.name}, std::string{dtype},
                               detail::to_list(entry.extents), bytes});
        };
        if (entry.counts) {
            const auto& count = counts.emplace_back(static_cast<std::int64_t>(scalars[0]));
            add("I64", std::as_bytes(std::span{&count, 1}));
        } else {
            add(detail::dtype_of<scalar>, std::as_bytes(scalars));
        }
    }
    return write_safetensors(path, records);
}

}  // namespace ctnn::io
