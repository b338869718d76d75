// A seed in, fresh parameters out: those that PyTorch would draw.
#pragma once

#include <ctnn/parameters.hpp>
#include <ctnn/simd/fused.hpp>

#include <cmath>
#include <cstdint>
#include <random>

namespace ctnn {

namespace detail {

// PyTorch's uniform_ on a CPU takes the low 24 (53) bits of its Mersenne Twister.
inline float draw(std::mt19937& engine, float low, float high) {
    const auto bits = static_cast<std::uint32_t>(engine()) & ((1u << 24) - 1);
    return simd::fused(static_cast<float>(bits) / static_cast<float>(1u << 24), high - low, low);
}
inline double draw(std::mt19937& engine, double low, double high) {
    const std::uint64_t upper = engine();
    const std::uint64_t bits = (upper << 32 | engine()) & ((std::uint64_t{1} << 53) - 1);
    return simd::fused(static_cast<double>(bits) / static_cast<double>(std::uint64_t{1} << 53),
                       high - low, low);
}

}  // namespace detail

// Fills the parameters as PyTorch does by default: weights and biases from U(-1/√fan_in,
// 1/√fan_in), in the order of the state_dict. The same seed gives the same numbers on every
// machine, and those of torch.manual_seed(seed) followed by the construction of the equivalent
// nn.Sequential. Source: He et al., "Delving deep into rectifiers", 2015, with a = √5.
template <class Net, class T> void initialise(parameters<Net, T>& values, std::uint32_t seed) {
    std::mt19937 engine{seed};
    for (const parameter_entry& entry : parameters<Net, T>::entries()) {
        T* const first = values.data() + entry.offset;
        // For weights PyTorch comes to 1/√fan_in as √3 · gain / √fan_in, which in double may differ
        // in its last bit.
        constexpr double gain = 0.57735026918962573;  // √(2 / (1 + a²))
        const double root = std::sqrt(static_cast<double>(entry.fan_in));
        const double bound = entry.extents.rank > 1 ? std::sqrt(3.0) * (gain / root) : 1 / root;
        for (std::int64_t i = 0; i < entry.extents.size(); ++i) {
            switch (entry.fill) {
                case initial::uniform:
                    first[i] = detail::draw(engine, static_cast<T>(-bound), static_cast<T>(bound));
                    break;
                case initial::zeros:
                    first[i] = T(0);
                    break;
                case initial::ones:
                    first[i] = T(1);
                    break;
                case initial::quarter:
                    first[i] = T(0.25);
                    break;
            }
        }
    }
}

}  // namespace ctnn
