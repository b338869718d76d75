// Networks that choose their instruction set at run time: each that the machine has gives the bits
// of a predictor.
#include <ctnn/ctnn.hpp>
#include <ctnn/dispatch.hpp>

#include "dispatch_networks.hpp"
#include <memory>
#include <type_traits>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

template <class T> struct numbers_of {
    template <class Net> static std::unique_ptr<parameters<Net, T>> drawn() {
        auto result = std::make_unique<parameters<Net, T>>();
        initialise(*result, 3);
        // Neither statistics nor biases are such that they could be left out.
        T* const all = result->data();
        for (std::size_t i = 0; i < result->size(); ++i) all[i] += static_cast<T>(i % 5) / 64;
        return result;
    }
};

template <class Net, class T> void every_set_gives_the_same_bits() {
    const auto weights = numbers_of<T>::template drawn<Net>();
    typename predictor<Net, T>::input_type input;
    for (std::size_t i = 0; i < input.size(); ++i) input[i] = static_cast<T>(i % 23) / 11 - 1;

    const auto expected = (*std::make_unique<predictor<Net, T>>(*weights))(input);
    CHECK_FALSE(expected == typename predictor<Net, T>::output_type{});
    for (const instruction_set set : instruction_sets) {
        if (set > best_instruction_set()) {
            MESSAGE("this processor has no ", name_of(set));
            continue;
        }
        CAPTURE(name_of(set));
        const auto net = std::make_unique<dispatched<Net, T>>(*weights, set);
        CHECK(net->chosen() == set);
        CHECK((*net)(input) == expected);
        CHECK((*net)(input) == expected);  // nothing is left behind by the first call
    }
}

TEST_CASE("Every instruction set of the machine gives the same bits") {
    every_set_gives_the_same_bits<test::dispatched_lenet, float>();
    every_set_gives_the_same_bits<test::dispatched_mixture, float>();
    every_set_gives_the_same_bits<test::dispatched_doubles, double>();
}

TEST_CASE("The best of the machine is chosen, and never more than it has") {
    const auto weights = numbers_of<double>::drawn<test::dispatched_doubles>();
    using net = dispatched<test::dispatched_doubles, double>;
    CHECK(net{*weights}.chosen() == best_instruction_set());
    CHECK(net{*weights, instruction_sets[std::size(instruction_sets) - 1]}.chosen() ==
          best_instruction_set());
    CHECK(net{*weights, instruction_set::baseline}.chosen() == instruction_set::baseline);
}

#if defined(__AVX512F__) && defined(__AVX512VL__) && defined(__AVX512DQ__) && defined(__AVX512BW__)
TEST_CASE("What this very program is compiled for is found") {
    CHECK(best_instruction_set() == instruction_set::avx512);
}
#elif defined(__AVX2__) && defined(__FMA__)
TEST_CASE("What this very program is compiled for is found") {
    CHECK(best_instruction_set() >= instruction_set::avx2);
}
#endif

TEST_CASE("Networks that differ in anything are compiled apart") {
    using a = network<input<4>, linear<4>, relu>;
    using b = network<input<4>, linear<4>, relu6>;
    using c = network<input<4>, linear<5>, relu>;
    constexpr auto set = instruction_set::baseline;
    CHECK(detail::variant_key<a, float, set> != detail::variant_key<b, float, set>);
    CHECK(detail::variant_key<a, float, set> != detail::variant_key<c, float, set>);
}

}  // namespace
