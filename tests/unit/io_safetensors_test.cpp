// Weight files: what is read back, what Python writes, and the message for everything that is
// wrong.
#include <ctnn/base/shape.hpp>
#include <ctnn/io/safetensors.hpp>
#include <ctnn/io/weights.hpp>

#include "io_test_support.hpp"
#include <array>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <sys/stat.h>
#include <vector>

#include <doctest/doctest.h>

namespace {

using bytes = std::vector<std::byte>;

// The interface of parameters<Net, T> on a network of one small convolution and one linear layer.
struct entry {
    std::string_view name;
    ctnn::shape extents;
    std::int64_t offset;
    bool counts = false;
};

template <class T> struct small_parameters {
    std::array<T, 15> scalars{};

    T* data() { return scalars.data(); }
    const T* data() const { return scalars.data(); }

    static constexpr std::array<entry, 3> all{{{"0.weight", ctnn::shape{2, 1, 1, 3}, 0},
                                               {"0.bias", ctnn::shape{3}, 6},
                                               {"2.weight", ctnn::shape{2, 3}, 9}}};
    static constexpr const auto& entries() { return all; }
};

template <class T> small_parameters<T> some_parameters() {
    small_parameters<T> parameters;
    for (std::size_t index = 0; index < parameters.scalars.size(); ++index) {
        parameters.scalars[index] = T(0.1) * static_cast<T>(index) - T(0.7);
    }
    return parameters;
}

// The contents of a file with this header and so many bytes of data: 0, 1, 2, ...
bytes file_with(std::string_view header, std::size_t data_size) {
    bytes contents(8 + header.size() + data_size);
    const std::uint64_t length = header.size();
    std::memcpy(contents.data(), &length, sizeof length);
    std::memcpy(contents.data() + 8, header.data(), header.size());
    for (std::size_t index = 0; index < data_size; ++index) {
        contents[8 + header.size() + index] = static_cast<std::byte>(index);
    }
    return contents;
}

std::string text_of(const std::filesystem::path& path) {
    const auto contents = ctnn::io::read_file(path);
    require_success(contents);
    return {reinterpret_cast<const char*>(contents->data()), contents->size()};
}

}  // namespace

TEST_CASE_TEMPLATE("saved parameters are loaded with the same bits", T, float, double) {
    const temporary_directory folder;
    const auto path = folder.path() / "weights.safetensors";
    auto saved = some_parameters<T>();
    saved.scalars[3] = -T(0);
    saved.scalars[4] = std::numeric_limits<T>::denorm_min();
    require_success(ctnn::io::save_parameters(saved, path));

    small_parameters<T> loaded;
    require_success(ctnn::io::load_parameters(loaded, path));
    CHECK(std::memcmp(loaded.data(), saved.data(), sizeof saved) == 0);
    CHECK(std::distance(std::filesystem::directory_iterator{folder.path()}, {}) == 1);
}

TEST_CASE("float and double files load into either kind of parameters") {
    const temporary_directory folder;
    const auto path = folder.path() / "weights.safetensors";

    require_success(ctnn::io::save_parameters(some_parameters<double>(), path));
    small_parameters<float> narrow;
    require_success(ctnn::io::load_parameters(narrow, path));

    require_success(ctnn::io::save_parameters(some_parameters<float>(), path));
    small_parameters<double> wide;
    require_success(ctnn::io::load_parameters(wide, path));

    for (std::size_t index = 0; index < narrow.scalars.size(); ++index) {
        CHECK(narrow.scalars[index] ==
              static_cast<float>(some_parameters<double>().scalars[index]));
        CHECK(wide.scalars[index] == double{some_parameters<float>().scalars[index]});
    }
}

TEST_CASE("a saved file is the safetensors format byte by byte, data aligned to 8") {
    const temporary_directory folder;
    const auto path = folder.path() / "weights.safetensors";
    const auto expected_file = [](std::string header, std::string_view padding, const auto& data) {
        header += padding;
        REQUIRE(header.size() % 8 == 0);
        REQUIRE(header.size() < 256);
        std::string file(8, '\0');
        file[0] = static_cast<char>(header.size());
        return file + header +
               std::string{reinterpret_cast<const char*>(data.data()), sizeof data.scalars};
    };

    const auto floats = some_parameters<float>();
    require_success(ctnn::io::save_parameters(floats, path));
    CHECK(text_of(path) ==
          expected_file(R"({"0.weight":{"dtype":"F32","shape":[2,1,1,3],"data_offsets":[0,24]},)"
                        R"("0.bias":{"dtype":"F32","shape":[3],"data_offsets":[24,36]},)"
                        R"("2.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[36,60]}})",
                        "", floats));

    const auto doubles = some_parameters<double>();
    require_success(ctnn::io::save_parameters(doubles, path));
    CHECK(text_of(path) ==
          expected_file(R"({"0.weight":{"dtype":"F64","shape":[2,1,1,3],"data_offsets":[0,48]},)"
                        R"("0.bias":{"dtype":"F64","shape":[3],"data_offsets":[48,72]},)"
                        R"("2.weight":{"dtype":"F64","shape":[2,3],"data_offsets":[72,120]}})",
                        "       ", doubles));
}

TEST_CASE("records are read in the order of their data, whatever the header's order") {
    const auto contents = file_with(R"({"a":{"dtype":"I64","shape":[],"data_offsets":[3,11]},)"
                                    R"("__metadata__":{"format":"pt"},)"
                                    R"("none":{"dtype":"F16","shape":[0,7],"data_offsets":[3,3]},)"
                                    R"("b":{"dtype":"U8","shape":[3,1],"data_offsets":[0,3]}}   )",
                                    11);
    const auto records = ctnn::io::parse_safetensors(contents, "mixed");
    require_success(records);
    REQUIRE(records->size() == 3);
    CHECK((*records)[0].name == "b");
    CHECK((*records)[0].dtype == "U8");
    CHECK((*records)[0].shape == std::vector<std::int64_t>{3, 1});
    CHECK((*records)[0].bytes.back() == std::byte{2});
    CHECK((*records)[1].name == "none");
    CHECK((*records)[1].bytes.empty());
    CHECK((*records)[2].name == "a");
    CHECK((*records)[2].shape.empty());
    CHECK((*records)[2].bytes.front() == std::byte{3});

    require_success(ctnn::io::parse_safetensors(file_with("{}", 0), "empty"));
}

TEST_CASE("a broken file is refused with file, expected and found") {
    const auto check = [](const bytes& contents, std::initializer_list<std::string_view> parts) {
        const auto outcome = ctnn::io::parse_safetensors(contents, "broken.st");
        check_error(outcome, {"broken.st: expected "});
        check_error(outcome, parts);
    };
    const auto check_header = [&](std::string_view header,
                                  std::initializer_list<std::string_view> parts) {
        check(file_with(header, 8), parts);
    };
    require_success(ctnn::io::parse_safetensors(
        file_with(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 8), "right twin"));

    check({}, {"at least 8 bytes", "found 0"});
    check(bytes(7), {"at least 8 bytes", "found 7"});
    check(bytes(20, std::byte{0xff}), {"header of at most 12 bytes", "18446744073709551615"});
    auto cut = file_with("{}", 0);
    cut.pop_back();
    check(cut, {"header of at most 1 bytes", "length of 2"});
    check(bytes(8), {"a JSON object", "other text"});

    check_header(R"({"a":)", {"a JSON object", "other text"});
    check_header(R"([1,2])", {"a JSON object", "other text"});
    check_header(R"( {})", {"a JSON object", "other text"});
    check_header("{\"\xff\":1}", {"a JSON object", "other text"});
    check_header(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
                 R"("a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
                 {"distinct tensor names", "a twice"});
    check_header(R"({"a":{"dtype":"F32","shape":[[2]],"data_offsets":[0,8]}})",
                 {"plain tensor entries", "nested"});
    check_header(R"({"__metadata__":{"epoch":3}})", {"__metadata__", "texts", R"({"epoch":3})"});

    check_header(R"({"a":7})", {"a to have dtype", "found 7"});
    check_header(R"({"a":{"shape":[2],"data_offsets":[0,8]}})", {"a to have dtype"});
    check_header(R"({"a":{"dtype":"F32","data_offsets":[0,8]}})", {"a to have shape"});
    check_header(R"({"a":{"dtype":"F32","shape":[2]}})", {"a to have data_offsets"});
    check_header(R"({"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}})",
                 {"a to have a known dtype", R"("F31")"});
    check_header(R"({"a":{"dtype":32,"shape":[2],"data_offsets":[0,8]}})",
                 {"a to have a known dtype", "found 32"});
    check_header(R"({"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})",
                 {"a shape of whole numbers", "[-2]"});
    check_header(R"({"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}})",
                 {"a shape of whole numbers", "found 2"});
    check_header(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}})",
                 {"two whole numbers as data_offsets", "[0]"});
    check_header(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8.5]}})",
                 {"two whole numbers as data_offsets", "[0,8.5]"});
    check_header(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}})",
                 {"within the 8 bytes of data", "[0,12]"});
    check_header(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})",
                 {"within the 8 bytes of data", "[8,0]"});
    check_header(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})",
                 {"a to have as many bytes as F32 [3] takes", "found 8"});
    check_header(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}})",
                 {"as many bytes as F32 [4294967296, 4294967296] takes", "found 0"});

    check_header(R"({"a":{"dtype":"U8","shape":[5],"data_offsets":[0,5]},)"
                 R"("b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}})",
                 {"b to begin at byte 5", "an overlap, it begins at byte 4"});
    check_header(R"({"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},)"
                 R"("b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}})",
                 {"b to begin at byte 3", "a hole, it begins at byte 4"});
    check_header(R"({"a":{"dtype":"U8","shape":[7],"data_offsets":[0,7]}})",
                 {"7 bytes of tensor data", "found 8"});
    check_header("{}", {"0 bytes of tensor data", "found 8"});
}

TEST_CASE("a header nested a million times neither crashes nor floods the message") {
    const std::string deep(1'000'000, '[');
    const std::string closing(deep.size(), ']');
    const auto outcome =
        ctnn::io::parse_safetensors(file_with(R"({"a":)" + deep + closing + "}", 0), "deep");
    check_error(outcome, {"deep", "nested"});

    const std::string dtype(100'000, 'F');
    const auto flood = ctnn::io::parse_safetensors(
        file_with(R"({"a":{"shape":[],"data_offsets":[0,0],"dtype":")" + dtype + R"("}})", 0),
        "flood");
    check_error(flood, {"flood: expected a to have a known dtype", "FFF..."});
    CHECK(flood.error().message.size() < 300);
}

TEST_CASE("every difference is in one message, and nothing is loaded") {
    // 0.weight has another shape, 0.bias another type, 2.weight is missing, 3.extra is too many.
    const auto contents =
        file_with(R"({"0.weight":{"dtype":"F32","shape":[2,1,1,1],"data_offsets":[0,8]},)"
                  R"("0.bias":{"dtype":"F16","shape":[3],"data_offsets":[8,14]},)"
                  R"("3.extra":{"dtype":"U8","shape":[2],"data_offsets":[14,16]}})",
                  16);
    const auto before = some_parameters<float>();
    auto parameters = before;
    const auto outcome = ctnn::io::load_parameters_from_memory(parameters, contents, "other.st");
    check_error(outcome,
                {"other.st: expected the 3 tensors of this network, found 4 difference(s):",
                 "\n  0.weight: expected shape [2, 1, 1, 3], found shape [2, 1, 1, 1]",
                 "\n  0.bias: expected dtype F32 or F64, found dtype F16",
                 "\n  2.weight: expected shape [2, 3], found no such tensor",
                 "\n  3.extra: expected no such tensor, found U8 [2]"});
    CHECK(parameters.scalars == before.scalars);
}

TEST_CASE("a file with one wrong tensor among right ones loads nothing") {
    const temporary_directory folder;
    const auto path = folder.path() / "weights.safetensors";
    require_success(ctnn::io::save_parameters(some_parameters<float>(), path));
    auto contents = text_of(path);
    const auto at = contents.find("[2,3]");
    REQUIRE(at != std::string::npos);
    contents.replace(at, 5, "[3,2]");

    small_parameters<float> parameters;
    check_error(ctnn::io::load_parameters(parameters, folder.file("turned.st", contents)),
                {"turned.st", "1 difference(s)", "2.weight: expected shape [2, 3]", "[3, 2]"});
    CHECK(parameters.scalars == small_parameters<float>{}.scalars);
}

TEST_CASE("files that cannot be read are named") {
    const temporary_directory folder;
    small_parameters<float> parameters;
    check_error(ctnn::io::load_parameters(parameters, folder.path() / "nowhere.st"),
                {"nowhere.st", "readable file", "No such file"});
    check_error(ctnn::io::load_parameters(parameters, folder.path()),
                {folder.path().string(), "readable file", "directory"});
    check_error(ctnn::io::load_parameters(parameters, folder.file("short.st", std::string{"abc"})),
                {"short.st", "at least 8 bytes", "found 3"});
    check_error(ctnn::io::load_parameters(parameters, folder.file("empty.st", std::string{})),
                {"empty.st", "at least 8 bytes", "found 0"});
}

TEST_CASE("files that cannot be written are named, and no remains are left") {
    const temporary_directory folder;
    const auto parameters = some_parameters<float>();
    check_error(ctnn::io::save_parameters(parameters, folder.path() / "no" / "such" / "w.st"),
                {"w.st", "writable file", "No such file"});
    check_error(ctnn::io::save_parameters(parameters, folder.path()),
                {folder.path().string(), "writable file", "no regular file"});
    CHECK(std::filesystem::is_empty(folder.path()));

    // Stands for every device: a rename would put a plain file in its place.
    const auto pipe = folder.path() / "pipe";
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    check_error(ctnn::io::save_parameters(parameters, pipe),
                {"pipe", "writable file", "no regular file"});
    CHECK(std::filesystem::is_fifo(pipe));
    CHECK(std::distance(std::filesystem::directory_iterator{folder.path()}, {}) == 1);
}

TEST_CASE("records that make no right file are not written") {
    const temporary_directory folder;
    const auto path = folder.path() / "w.st";
    const bytes four(4);
    const auto write = [&](const std::vector<ctnn::io::tensor_record>& records) {
        return ctnn::io::write_safetensors(path, records);
    };
    check_error(write({{"a", "F32", {1}, four}, {"a", "F32", {1}, four}}),
                {"w.st", "distinct tensor names", "found a"});
    check_error(write({{"__metadata__", "F32", {1}, four}}),
                {"w.st", "not the reserved one", "found __metadata__"});
    check_error(write({{"a", "F32", {2}, four}}),
                {"w.st", "as many bytes as F32 [2] takes", "found 4"});
    CHECK_FALSE(std::filesystem::exists(path));
    require_success(write({{"none", "F32", {0, 3}, {}}, {"a", "F32", {1}, four}}));
    const auto file = ctnn::io::read_safetensors(path);
    require_success(file);
    CHECK(file->records.size() == 2);
}

TEST_CASE("a save that fails halfway leaves the older file as it was") {
    const temporary_directory folder;
    const auto path = folder.path() / "weights.safetensors";
    require_success(ctnn::io::save_parameters(some_parameters<float>(), path));
    const std::string older = text_of(path);

    // A limit on the size of files stands in for a full disk.
    rlimit usual{};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &usual) == 0);
    rlimit tight = usual;
    tight.rlim_cur = 16;
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    REQUIRE(setrlimit(RLIMIT_FSIZE, &tight) == 0);
    const auto outcome = ctnn::io::save_parameters(some_parameters<double>(), path);
    const bool restored = setrlimit(RLIMIT_FSIZE, &usual) == 0;
    std::signal(SIGXFSZ, handler);
    REQUIRE(restored);

    check_error(outcome, {"weights.safetensors", "writable file", "File too large"});
    CHECK(text_of(path) == older);
    CHECK(std::distance(std::filesystem::directory_iterator{folder.path()}, {}) == 1);
}

TEST_CASE("saving through a symbolic link replaces the file it points to") {
    const temporary_directory folder;
    const auto target = folder.file("weights-1.st", std::string{"older"});
    const auto link = folder.path() / "latest.st";
    std::filesystem::create_symlink(target, link);
    require_success(ctnn::io::save_parameters(some_parameters<float>(), link));
    CHECK(std::filesystem::is_symlink(link));
    small_parameters<float> loaded;
    require_success(ctnn::io::load_parameters(loaded, target));
    CHECK(loaded.scalars == some_parameters<float>().scalars);
}
