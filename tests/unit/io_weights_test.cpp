// The parameters of real networks in files: the counts of a batch normalisation are integers there,
// as PyTorch writes them.
#include <ctnn/ctnn.hpp>
#include <ctnn/io/weights.hpp>

#include "io_test_support.hpp"
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;
using net = network<input<2, 3, 3>, batch_norm2d>;

template <class T> std::span<const std::byte> bytes_of(const T& numbers) {
    return std::as_bytes(std::span{numbers});
}

// What PyTorch saves for BatchNorm2d(2), with the count as given.
std::vector<io::tensor_record> records_with(const char* dtype, std::span<const std::byte> count) {
    static constexpr std::array<float, 2> weight{1, 2}, bias{3, 4}, mean{5, 6}, variance{7, 8};
    return {{"0.weight", "F32", {2}, bytes_of(weight)},
            {"0.bias", "F32", {2}, bytes_of(bias)},
            {"0.running_mean", "F32", {2}, bytes_of(mean)},
            {"0.running_var", "F32", {2}, bytes_of(variance)},
            {"0.num_batches_tracked", dtype, {}, count}};
}

}  // namespace

TEST_CASE_TEMPLATE("a count loads from an integer, and is saved as one", T, float, double) {
    const temporary_directory folder;
    const auto path = folder.path() / "weights.safetensors";
    const std::array<std::int64_t, 1> count{12345};
    require_success(io::write_safetensors(path, records_with("I64", bytes_of(count))));

    parameters<net, T> loaded;
    require_success(io::load_parameters(loaded, path));
    CHECK(std::vector<T>(loaded.begin(), loaded.end()) ==
          std::vector<T>{1, 2, 3, 4, 5, 6, 7, 8, 12345});

    require_success(io::save_parameters(loaded, path));
    const auto saved = io::read_safetensors(path);
    require_success(saved);
    REQUIRE(saved->records.size() == 5);
    const auto& last = saved->records.back();
    CHECK(last.name == "0.num_batches_tracked");
    CHECK(last.dtype == "I64");
    std::int64_t found = 0;
    REQUIRE(last.bytes.size() == sizeof found);
    std::memcpy(&found, last.bytes.data(), sizeof found);
    CHECK(found == 12345);
}

TEST_CASE("a count loads from a float, and from nothing else than its types") {
    const temporary_directory folder;
    const auto path = folder.path() / "weights.safetensors";
    const std::array<float, 1> in_float{17};
    require_success(io::write_safetensors(path, records_with("F32", bytes_of(in_float))));
    parameters<net> loaded;
    require_success(io::load_parameters(loaded, path));
    CHECK(loaded.data()[8] == 17);

    const std::array<std::int32_t, 1> too_narrow{18};
    require_success(io::write_safetensors(path, records_with("I32", bytes_of(too_narrow))));
    check_error(io::load_parameters(loaded, path),
                {"0.num_batches_tracked: expected dtype I64, F32 or F64, found dtype I32"});
    CHECK(loaded.data()[8] == 17);
}

TEST_CASE("weights are never integers") {
    const std::array<std::int64_t, 2> whole{1, 2};
    const std::array<std::int64_t, 1> count{0};
    auto records = records_with("I64", bytes_of(count));
    records[0].dtype = "I64";
    records[0].bytes = bytes_of(whole);
    const temporary_directory folder;
    const auto path = folder.path() / "weights.safetensors";
    require_success(io::write_safetensors(path, records));
    parameters<net> loaded;
    check_error(io::load_parameters(loaded, path),
                {"0.weight: expected dtype F32 or F64, found dtype I64"});
}

TEST_CASE("weights of auxiliary heads load where the network has them, and are else left out") {
    using predicting = network<input<2>, linear<3>, linear<2>>;
    using training = network<input<2>, linear<3>, auxiliary<linear<4>>, linear<2>>;
    const temporary_directory folder;
    const auto path = folder.path() / "weights.safetensors";
    parameters<training> trained, again;
    initialise(trained, 3);
    require_success(io::save_parameters(trained, path));
    require_success(io::load_parameters(again, path));
    CHECK(again == trained);

    parameters<predicting> loaded;
    require_success(io::load_parameters(loaded, path));
    const tensor<2> x{1, -2};
    CHECK(predictor<predicting>{loaded}(x) == predictor<training>{trained}(x));

    require_success(io::save_parameters(loaded, path));
    check_error(io::load_parameters(again, path),
                {"aux1.0.weight: expected shape [4, 3], found no such tensor"});
    CHECK(again == trained);
}
