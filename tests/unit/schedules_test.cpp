// The schedules of the learning rate: PyTorch's numbers over 50 epochs.
#include <ctnn/train/cosine_schedule.hpp>
#include <ctnn/train/step_schedule.hpp>

#include "comparison.hpp"
#include "golden_file.hpp"
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

template <class Schedule> void check_golden(const std::string& name, const Schedule& schedule) {
    std::vector<double> rates;
    for (int epoch = 0; epoch < 50; ++epoch) rates.push_back(schedule(epoch));
    check_close(name, rates, golden_numbers("training.safetensors", name + " rates"), 1e-15);
}

}  // namespace

TEST_CASE("the schedules are PyTorch's") {
    check_golden("step", step_schedule{.learning_rate = 0.75, .step_size = 7, .factor = 0.5});
    check_golden("step by default", step_schedule{.learning_rate = 0.75, .step_size = 20});
    check_golden("cosine", cosine_schedule{.learning_rate = 0.75, .epochs = 50});
    check_golden(
        "cosine and back",
        cosine_schedule{.learning_rate = 0.75, .epochs = 15, .last_learning_rate = 0.0625});
}

TEST_CASE("the cosine is exact at its ends") {
    constexpr cosine_schedule schedule{
        .learning_rate = 0.75, .epochs = 30, .last_learning_rate = 0.25};
    static_assert(schedule(0) == 0.75 && schedule(30) == 0.25 && schedule(60) == 0.75);
    constexpr cosine_schedule sudden{.learning_rate = 0.75, .epochs = 1};
    static_assert(sudden(0) == 0.75 && sudden(1) == 0);
}

TEST_CASE("the compiler's rates have the same bits") {
    constexpr cosine_schedule schedule{.learning_rate = 0.1, .epochs = 17};
    constexpr double at_compile_time[] = {schedule(3), schedule(8), schedule(9), schedule(16)};
    const int epochs[] = {3, 8, 9, 16};
    for (int i = 0; i < 4; ++i) CHECK(schedule(epochs[i]) == at_compile_time[i]);
}
