// IDX files and labelled pictures: what is read back, and the message for everything that is wrong.
#include <ctnn/io/idx.hpp>
#include <ctnn/io/labelled_images.hpp>

#include "io_test_support.hpp"
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <numeric>
#include <string>
#include <sys/resource.h>
#include <vector>
#include <zlib.h>

#include <doctest/doctest.h>

namespace {

using bytes = std::vector<std::uint8_t>;

// An IDX file's contents: header of the given type and extents, then these data.
bytes idx(const std::vector<std::uint32_t>& extents, const bytes& data, std::uint8_t type = 0x08) {
    bytes file{0, 0, type, static_cast<std::uint8_t>(extents.size())};
    for (const auto extent : extents) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            file.push_back(static_cast<std::uint8_t>(extent >> shift));
        }
    }
    file.insert(file.end(), data.begin(), data.end());
    return file;
}

bytes counting(std::size_t size) {
    bytes data(size);
    std::iota(data.begin(), data.end(), std::uint8_t{0});
    return data;
}

bytes gzipped(const bytes& contents) {
    const temporary_directory folder;
    const auto path = folder.path() / "packed.gz";
    const gzFile out = gzopen(path.c_str(), "wb");
    REQUIRE(out != nullptr);
    REQUIRE(gzwrite(out, contents.data(), static_cast<unsigned>(contents.size())) ==
            static_cast<int>(contents.size()));
    REQUIRE(gzclose(out) == Z_OK);
    bytes packed(std::filesystem::file_size(path));
    std::FILE* in = std::fopen(path.c_str(), "rb");
    REQUIRE(in != nullptr);
    REQUIRE(std::fread(packed.data(), 1, packed.size(), in) == packed.size());
    REQUIRE(std::fclose(in) == 0);
    return packed;
}

const bytes three_pictures = idx({3, 2, 4}, counting(24));
const bytes three_labels = idx({3}, {9, 0, 5});
constexpr ctnn::io::picture_format format{.height = 2, .width = 4, .classes = 10};

}  // namespace

TEST_CASE("an IDX file is read as it was written, plain and gzipped, of rank 1 to 4") {
    const temporary_directory folder;
    const std::vector<std::vector<int>> shapes{{6}, {3, 2}, {3, 2, 4}, {2, 3, 4, 5}, {0, 28, 28}};
    for (const auto& shape : shapes) {
        const auto size = std::accumulate(shape.begin(), shape.end(), 1, std::multiplies{});
        const bytes data = counting(static_cast<std::size_t>(size));
        const bytes contents = idx({shape.begin(), shape.end()}, data);
        for (const auto& path :
             {folder.file("plain", contents), folder.file("packed.gz", gzipped(contents))}) {
            const auto array = ctnn::io::read_idx(path);
            require_success(array);
            CHECK(array->extents == shape);
            CHECK(array->bytes == data);
        }
    }
}

TEST_CASE("data longer than one step of the reader arrive whole") {
    const temporary_directory folder;
    const bytes data = counting(3'000'001);
    const auto array = ctnn::io::read_idx(folder.file("long.gz", gzipped(idx({3'000'001}, data))));
    require_success(array);
    CHECK(array->bytes == data);
}

TEST_CASE("a file that is no IDX file of bytes is refused with file, expected and found") {
    const temporary_directory folder;
    const auto check = [&](const bytes& contents, std::initializer_list<std::string_view> parts) {
        const auto outcome = ctnn::io::read_idx(folder.file("broken-idx", contents));
        check_error(outcome, {"broken-idx: expected "});
        check_error(outcome, parts);
    };
    check_error(ctnn::io::read_idx(folder.path() / "nowhere"),
                {"nowhere", "readable file", "No such file"});
    check_error(ctnn::io::read_idx(folder.path()),
                {folder.path().string(), "readable file", "Is a directory"});
    check({}, {"header of 4 bytes", "a file of 0"});
    check({0, 0, 8}, {"header of 4 bytes", "a file of 3"});
    check({'P', 'K', 3, 4}, {"starts with 0x00 0x00", "0x50 0x4b"});
    check(idx({1}, {0, 0, 0, 0}, 0x0d), {"0x08 (unsigned byte)", "0x0d (float)"});
    check(idx({1}, {0}, 0x42), {"0x08 (unsigned byte)", "0x42 (unknown)"});
    check(idx({}, {}), {"rank from 1 to 4", "rank 0"});
    check(idx({1, 1, 1, 1, 1}, {0}), {"rank from 1 to 4", "rank 5"});
    check({0, 0, 8, 3, 0, 0, 0, 1, 0}, {"header of 16 bytes", "a file of 9"});
    check(idx({3, 2, 4}, counting(23)), {"40 bytes", "3 x 2 x 4", "found 39"});
    check(idx({3, 2, 4}, counting(25)), {"40 bytes", "3 x 2 x 4", "found more"});
    check(gzipped(idx({3, 2, 4}, counting(23))), {"40 bytes", "found 39"});
    check(gzipped(idx({3, 2, 4}, counting(25))), {"40 bytes", "found more"});
    check(idx({0xffffffff}, {}), {"at most 4294967296 bytes", "4294967295"});
    check(idx({65'536, 65'536, 2}, {}), {"at most 4294967296 bytes", "65536 x 65536 x 2"});
}

TEST_CASE("a broken gzip stream is refused") {
    const temporary_directory folder;
    // Data that hardly compress, so that a byte in the middle lies inside them; a whole number of
    // the reader's steps, so that nothing but the checksum is left after the last.
    bytes data(1 << 20);
    std::uint32_t state = 1;
    for (auto& byte : data) {
        byte = static_cast<std::uint8_t>((state = state * 1'664'525 + 1'013'904'223) >> 24);
    }
    const bytes whole = gzipped(idx({1 << 20}, data));
    require_success(ctnn::io::read_idx(folder.file("whole.gz", whole)));

    bytes changed = whole;
    changed[changed.size() / 2] ^= 0x55;
    check_error(ctnn::io::read_idx(folder.file("changed.gz", changed)),
                {"changed.gz: expected an intact gzip stream"});

    bytes wrong_checksum = whole;
    wrong_checksum[wrong_checksum.size() - 8] ^= 1;
    check_error(ctnn::io::read_idx(folder.file("checksum.gz", wrong_checksum)),
                {"checksum.gz", "intact gzip stream", "incorrect data check"});

    // Cut within the data, and within the checksum and length that follow complete data.
    for (const std::size_t lost : {whole.size() / 2, std::size_t{8}, std::size_t{1}}) {
        const bytes cut(whole.begin(), whole.end() - static_cast<std::ptrdiff_t>(lost));
        check_error(ctnn::io::read_idx(folder.file("cut.gz", cut)),
                    {"cut.gz", "intact gzip stream", "unexpected end of file"});
    }
}

TEST_CASE("memory follows the bytes that exist, not those a header claims") {
    const temporary_directory folder;
    const auto path = folder.file("hostile", idx({0x7fffffff}, {1, 2, 3}));
    rusage before{};
    rusage after{};
    REQUIRE(getrusage(RUSAGE_SELF, &before) == 0);
    check_error(ctnn::io::read_idx(path), {"hostile", "2147483655 bytes", "found 11"});
    REQUIRE(getrusage(RUSAGE_SELF, &after) == 0);
    // The peak in KiB; two gigabytes would show, even half of them.
    CHECK(after.ru_maxrss - before.ru_maxrss < 64 * 1024);
}

TEST_CASE("pictures and labels that belong together become a data set") {
    const temporary_directory folder;
    const auto set =
        ctnn::io::read_labelled_images(folder.file("images.gz", gzipped(three_pictures)),
                                       folder.file("labels", three_labels), format);
    require_success(set);
    CHECK(set->count() == 3);
    CHECK(set->height == 2);
    CHECK(set->width == 4);
    CHECK(set->labels == bytes{9, 0, 5});
    CHECK(set->image(1).size() == 8);
    CHECK(set->image(1).front() == 8);
    CHECK(set->image(2).back() == 23);
}

TEST_CASE("pictures and labels that do not belong together are refused") {
    const temporary_directory folder;
    const auto read = [&](const bytes& images, const bytes& labels,
                          ctnn::io::picture_format expected = format) {
        return ctnn::io::read_labelled_images(folder.file("images", images),
                                              folder.file("labels", labels), expected);
    };
    require_success(read(three_pictures, three_labels));
    check_error(read(three_labels, three_labels), {"images: expected pictures, rank 3", "rank 1"});
    check_error(read(three_pictures, three_pictures),
                {"labels: expected labels, rank 1", "rank 3"});
    check_error(read(idx({0, 2, 4}, {}), idx({0}, {})), {"images", "at least one picture", "none"});
    check_error(read(three_pictures, three_labels, {.height = 28, .width = 4, .classes = 10}),
                {"images", "pictures of 28 x 4", "found 2 x 4"});
    check_error(read(three_pictures, three_labels, {.height = 2, .width = 8, .classes = 10}),
                {"images", "pictures of 2 x 8", "found 2 x 4"});
    check_error(
        read(three_pictures, idx({2}, {1, 2})),
        {"labels: expected one label for each of the 3 pictures of ", "images", "found 2 labels"});
    check_error(read(three_pictures, idx({3}, {1, 10, 2})),
                {"labels", "labels below 10", "label 10 at position 1"});
    check_error(read(three_pictures, idx({4}, {1, 2, 3})), {"labels", "12 bytes", "found 11"});
    check_error(read({}, three_labels), {"images", "header of 4 bytes"});
}

TEST_CASE("Fashion-MNIST's test pictures, where they are installed") {
    const std::filesystem::path folder = "/usr/share/datasets/fashion-mnist";
    const auto images = folder / "t10k-images-idx3-ubyte.gz";
    if (!std::filesystem::exists(images)) {
        MESSAGE("not installed, nothing checked");
        return;
    }
    const auto set = ctnn::io::read_labelled_images(images, folder / "t10k-labels-idx1-ubyte.gz",
                                                    {.height = 28, .width = 28, .classes = 10});
    require_success(set);
    CHECK(set->count() == 10'000);
    CHECK(set->pixels.size() == 7'840'000);
    for (int label = 0; label < 10; ++label) {
        CHECK(std::ranges::count(set->labels, label) == 1'000);
    }
    CHECK(set->labels.front() == 9);  // an ankle boot
}
