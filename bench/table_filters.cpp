// Filters that are constants against the dense kernel: what code made for one kernel gains.
#include <ctnn/ctnn.hpp>

#include "table.hpp"
#include "turns.hpp"
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace {

using namespace ctnn;

constexpr int height = 256, width = 256;

// The dense kernel: every tap a multiply-add with a weight from memory, four vectors of pixels at a
// time, in a picture that has the zeros around it that it reads.
template <int Rows, int Columns>
[[gnu::noinline]] void dense(const float* weights, const float* in, float* out) {
    constexpr int lanes = simd::native.most_lanes<float>(), vectors = 4;
    static_assert(width % (lanes * vectors) == 0);
    using V = simd::vec<float, lanes>;
    constexpr int step = width + Columns - 1;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; x += lanes * vectors) {
            V sum[vectors];
            for (V& each : sum) each = V::broadcast(0);
            for (int i = 0; i < Rows; ++i)
                unroll<Columns>([&](auto j) {
                    const V weight = V::broadcast(weights[i * Columns + j]);
                    unroll<vectors>([&](auto v) {
                        sum[v] =
                            fma(weight, V::load(in + (y + i) * step + x + v * lanes + j), sum[v]);
                    });
                });
            unroll<vectors>([&](auto v) { sum[v].store(out + y * width + x + v * lanes); });
        }
}

// One kernel both ways.
template <auto Kernel> void row(const bench::table& table, const char* name) {
    constexpr int rows = Kernel.extents[0], columns = Kernel.extents[1];
    constexpr int step = width + columns - 1;
    std::vector<float> x(static_cast<std::size_t>(height * width)), y(x.size()), z(x.size());
    std::vector<float> framed(static_cast<std::size_t>((height + rows - 1) * step));
    for (int i = 0; i < height; ++i)
        for (int j = 0; j < width; ++j) {
            const auto at = static_cast<std::size_t>(i * width + j);
            x[at] = static_cast<float>((i * i + 7 * j * i + 3 * j) % 256);
            framed[static_cast<std::size_t>((i + rows / 2) * step + j + columns / 2)] = x[at];
        }
    std::vector<float> weights(Kernel.begin(), Kernel.end());

    const auto own = [&] {
        filter<Kernel>::apply({x.data(), height, width}, {y.data(), height, width});
        bench::keep(y[0]);
    };
    const auto other = [&] {
        dense<rows, columns>(weights.data(), framed.data(), z.data());
        bench::keep(z[0]);
    };
    own();
    other();
    bench::expect_agreement(name, y, z);
    const auto [ours, theirs] = bench::turns(own, other);
    constexpr double pixels = height * width;
    table.row(name, {static_cast<double>(filter<Kernel>::operations.total()),
                     static_cast<double>(filter<Kernel>::dense_operations.total()),
                     ours.shortest * 1e12 / pixels, theirs.shortest * 1e12 / pixels,
                     theirs.shortest / ours.shortest});
}

}  // namespace

int main() {
    const bench::table table{
        "Filters that are constants",
        "Picoseconds a pixel of 256 x 256 floats, and how much faster the code for one kernel is "
        "than the dense kernel in the same run",
        {"operations", "of the dense", "ps a pixel", "dense, ps", "times faster"}};
    row<filters::identity>(table, "identity");
    row<filters::shift<0, -1>>(table, "shift by one");
    row<filters::laplacian>(table, "Laplacian");
    row<filters::sharpen>(table, "sharpen");
    row<filters::sobel_x>(table, "Sobel");
    row<filters::gaussian<5>>(table, "Gaussian 5x5");
    row<filters::gaussian<9>>(table, "Gaussian 9x9");
    row<filters::box_blur<3>>(table, "box blur 3x3");
    row<filters::box_blur<5>>(table, "box blur 5x5");
    row<filters::box_blur<15>>(table, "box blur 15x15");
    row<tensor<3, 3>{8, 1, 6, 3, 5, 7, 4, 9, 2}>(table, "nine different taps 3x3");
}
