// The gradient of a convolution's input where that has few channels: every number of dL/dy is
// spread over the pixels that its filter has read.
#pragma once

#include <ctnn/kernels/contract.hpp>
#include <ctnn/kernels/rows.hpp>
#include <ctnn/layers/convolution_problem.hpp>

namespace ctnn::detail {

// With channels alone in the lanes, few of them leave most lanes empty. The channels of all columns
// that a filter's row reads lie next to each other and fill the lanes: for each row of the kernel,
//
//   dL/dx[i + row, j ..] += Σ over the filters  dL/dy[i, j, filter] · w[filter, row, column,
//   channel]
//
// with (column, channel) in the lanes. Of the columns j every kernel-width-th is computed at once:
// what these write does not overlap.
template <convolution_numbers C, backward_form Form> struct convolution_spread {
    static constexpr const layout &from = Form.out_gradient.image, &to = Form.in_gradient[0].image;

    // Does it take at most half as many vectors? Reckoned with sixteen lanes for every target, as
    // the order of additions follows from the shape alone.
    static constexpr bool is_better = [] {
        const auto [down, across] = C.windows_on(to);
        const auto is_plain = [](const window& w) {
            return w.stride == 1 && w.dilation == 1 && w.before == 0 && w.after == 0;
        };
        if (C.groups > 1 || !is_plain(down) || !is_plain(across) || to.pixel_step != to.channels)
            return false;
        const auto vectors = [](int lanes) { return std::int64_t{kernels::divide_up(lanes, 16)}; };
        return 2 * vectors(C.width() * to.channels) * from.height * from.width <=
               vectors(to.channels) * C.width() * to.height * to.width;
    }();

    template <class T, simd::target Machine> static constexpr std::int64_t packed_size() {
        return C.height() * kernels::packed_elements<T, Machine, problem(0)>;
    }

    template <class T, simd::target Machine>
    static constexpr void pack(const T* parameters, T* packed) noexcept {
        for (int row = 0; row < C.height(); ++row)
            kernels::pack<T, Machine, problem(0)>(
                packed + row * kernels::packed_elements<T, Machine, problem(0)>,
                [&](int filter, int n) {
                    return parameters[C.weight_at(to, filter, n % to.channels, row,
                                                  n / to.channels)];
                });
    }

    template <class T, simd::target Machine>
    static constexpr void set(const T* out_gradient, const T* packed, T* in_gradient) noexcept {
        if constexpr (!Form.adds_to_in_gradient) kernels::clear_image<T, Machine, to>(in_gradient);
        for (int row = 0; row < C.height(); ++row)
            unroll<2>([&](auto shorter) {
                // The first phases have a column more than the others, if those differ.
                constexpr int more = from.width % C.width();
                constexpr int begin = shorter ? more : 0, end = shorter ? C.width() : more;
                if constexpr (begin < end && problem(begin).columns.count > 0)
                    for (int phase = begin; phase < end; ++phase)
                        kernels::contract<T, Machine, problem(begin), problem(0)>(
                            out_gradient + phase * from.pixel_step,
                            packed + row * kernels::packed_elements<T, Machine, problem(0)>,
                            nullptr, in_gradient + to.at(0, row, phase));
            });
    }

  private:
    static constexpr kernels::contraction problem(int phase) {
        const int width = C.width();
        return {.rows = {.count = from.height, .a = from.row_step(), .out = to.row_step()},
                .columns = {.count = (from.width - phase + width - 1) / width,
                            .a = width * from.pixel_step,
                            .out = width * to.pixel_step},
                .channels = width * to.channels,
                .sums = {{}, {}, {C.filters(), 1, 1}},
                .from = kernels::start::output,
                .b = kernels::operand::packed};
    }
};

}  // namespace ctnn::detail
