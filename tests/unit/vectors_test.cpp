// Parts of a vector in memory, on every width of this build: what is read, what is written, and
// that nothing else is.
#include <ctnn/base/unroll.hpp>
#include <ctnn/simd/vec.hpp>

#include <limits>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

// A block of its own on the heap, so that sanitizers see every access outside.
template <class T> std::vector<T> counting(int count) {
    std::vector<T> result(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) result[static_cast<std::size_t>(i)] = static_cast<T>(i + 1);
    return result;
}
template <class T, int Lanes> std::vector<T> lanes_of(const simd::vec<T, Lanes>& x) {
    std::vector<T> result(Lanes);
    x.store(result.data());
    return result;
}

template <class T, int Lanes, int Count> void check_part() {
    using V = simd::vec<T, Lanes>;
    CAPTURE(Lanes);
    CAPTURE(Count);
    std::vector<T> expected(Lanes);
    for (int i = 0; i < Count; ++i) expected[static_cast<std::size_t>(i)] = static_cast<T>(i + 1);
    CHECK(lanes_of<T, Lanes>(V::template load_first<Count>(counting<T>(Count).data())) == expected);

    std::vector<T> written(Count);
    V::load(counting<T>(Lanes).data()).template store_first<Count>(written.data());
    CHECK(written == counting<T>(Count));

    if constexpr (Count > 0)
        unroll<3>([&](auto less) {
            constexpr int step = less + 1;
            for (int i = 0; i < Count; ++i)
                expected[static_cast<std::size_t>(i)] = static_cast<T>(i * step + 1);
            const std::vector<T> from = counting<T>((Count - 1) * step + 1);
            CHECK(lanes_of<T, Lanes>(V::template load_every<step, Count>(from.data())) == expected);
        });
}

template <class T> void check_all_parts() {
    unroll<5>([&](auto power) {
        constexpr int lanes = 1 << power;
        if constexpr (lanes == 1) {
            check_part<T, 1, 1>();
        } else if constexpr (lanes >= simd::fewest_lanes<T>(simd::native) &&
                             lanes <= simd::native.most_lanes<T>()) {
            unroll<lanes + 1>([&](auto count) { check_part<T, lanes, count>(); });
        }
    });
}

TEST_CASE_TEMPLATE("parts of vectors", T, float, double) { check_all_parts<T>(); }

TEST_CASE_TEMPLATE("the sign of one number on another", T, float, double) {
    constexpr int lanes = simd::native.most_lanes<T>();
    using V = simd::vec<T, lanes>;
    const auto first = [](V x) { return lanes_of<T, lanes>(x)[0]; };
    const V two = V::broadcast(T(2)), minus_zero = V::broadcast(T(-0.0));
    CHECK(first(with_sign_of(minus_zero, two)) == -2);
    CHECK(first(with_sign_of(two, V::broadcast(T(-3)))) == 3);
    static_assert(with_sign_of(simd::vec<T, 1>{-1}, simd::vec<T, 1>{T(0.5)}).value == T(-0.5));
}

// a where a > b, else b: the second where either is not a number.
TEST_CASE_TEMPLATE("the larger of two numbers", T, float, double) {
    constexpr int lanes = simd::native.most_lanes<T>();
    using V = simd::vec<T, lanes>;
    const auto larger = [](T a, T b) {
        return lanes_of<T, lanes>(max(V::broadcast(a), V::broadcast(b)))[0];
    };
    const T none = std::numeric_limits<T>::quiet_NaN();
    CHECK(larger(1, 2) == 2);
    CHECK(larger(2, 1) == 2);
    CHECK(larger(none, 1) == 1);
    CHECK(larger(1, none) != larger(1, none));
}

}  // namespace
