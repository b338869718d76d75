// A published network's type in, its answer to a picture compared with PyTorch's out.
#pragma once

#include <ctnn/models.hpp>
#include <ctnn/parameters.hpp>
#include <ctnn/predictor.hpp>

#include "comparison.hpp"
#include "golden_file.hpp"
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

// Number `i` from -1 to below 1: SplitMix64's, as golden/make_models.py makes it.
inline float scattered(std::uint64_t i) {
    std::uint64_t x = (i + 1) * 0x9e3779b97f4a7c15;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
    x = (x ^ x >> 27) * 0x94d049bb133111eb;
    x ^= x >> 31;
    constexpr float half = 8'388'608;
    return (static_cast<float>(x >> 40) - half) / half;
}

template <class Net> void fill_scattered(ctnn::parameters<Net>& weights) {
    for (const ctnn::parameter_entry& entry : ctnn::parameters<Net>::entries()) {
        float scale = 0.25F, middle = 0;
        if (entry.extents.rank > 1) {
            const auto inputs = entry.extents.size() / entry.extents[0];
            scale = static_cast<float>(std::sqrt(6 / static_cast<double>(inputs)));
        } else if (entry.fill == ctnn::initial::ones) {
            middle = 1;
        } else if (entry.counts) {
            scale = 0;
        }
        for (std::int64_t i = entry.offset; i < entry.offset + entry.extents.size(); ++i)
            weights.values[i] = scattered(static_cast<std::uint64_t>(i)) * scale + middle;
    }
}

template <class Net> void check_model(const std::string& name) {
    // Each as large as the weights, so no two of them longer than they must.
    auto weights = std::make_unique<ctnn::parameters<Net>>(ctnn::off_stack);
    fill_scattered(*weights);
    const auto packed = std::make_unique<ctnn::packed_weights<Net>>(ctnn::off_stack, *weights);
    weights.reset();
    const auto memory = std::make_unique<ctnn::workspace<Net>>(ctnn::off_stack);
    const auto picture = std::make_unique<ctnn::basic_tensor<float, Net::input_shape>>();
    std::uint64_t i = std::uint64_t{1} << 40;
    for (float& each : *picture) each = scattered(i++);
    const auto y = predict(*packed, *memory, *picture);
    check_close(name, std::vector<float>(y.begin(), y.end()),
                golden_numbers("models.safetensors", name), 1e-4);
}

#define MODEL(name) \
    TEST_CASE("PyTorch agrees: " #name) { check_model<ctnn::models::name>(#name); }
