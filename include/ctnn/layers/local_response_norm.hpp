// Every channel is made smaller by the strength of its neighbours.
#pragma once

#include <ctnn/kernels/local_response.hpp>
#include <ctnn/layers/pixelwise.hpp>
#include <ctnn/model/options.hpp>

namespace ctnn {

// The numbers of a local response normalisation as fractions: lrn_beta<3, 4>, lrn_k<2>.
template <int... N> struct lrn_alpha {
    static constexpr option value{option_kind::lrn_alpha, N...};
};
template <int... N> struct lrn_beta {
    static constexpr option value{option_kind::lrn_beta, N...};
};
template <int... N> struct lrn_k {
    static constexpr option value{option_kind::lrn_k, N...};
};

// y[c] = x[c] / (k + alpha/Size Σ x[i]²)^beta over the Size channels i around c, those that there
// are not as zeros; for an even Size there is one more in front. PyTorch:
// nn.LocalResponseNorm(Size).
//
//     local_response_norm<5>                                       PyTorch's defaults
//     local_response_norm<5, lrn_alpha<5, 10'000>, lrn_k<2>>       AlexNet as published
//
// Shape: images {C, H, W} and sequences {C, L}, unchanged. Options: lrn_alpha (0.0001 unless given)
// and lrn_beta (0.75), both 0 or more, lrn_k (1), more than 0.
// Source: Krizhevsky et al., "ImageNet classification with deep convolutional neural networks",
// 2012, whose alpha is not divided by Size.
template <int Size, class... Options>
struct local_response_norm : pixelwise<local_response_norm<Size, Options...>, known_is::input> {
    static constexpr inference infer(const shape& in) {
        if (options.problem) return options.problem;
        if (in.rank == 1)
            return fault{.why = reason::not_an_image_or_sequence,
                         .words = sentence{"reads images or sequences, found ", in}};
        for (const fraction& each : {alpha, beta})
            if (each.numerator < 0 || each.denominator < 1)
                return fault{.why = reason::number_negative,
                             .words = sentence{"lrn_alpha and lrn_beta must be 0 or more, found ",
                                               each.numerator, "/", each.denominator}};
        if (Size < 1 || k.numerator < 1 || k.denominator < 1)
            return fault{.why = reason::number_not_positive,
                         .words = sentence{"size and lrn_k must be more than 0, found ", Size,
                                           " and ", k.numerator, "/", k.denominator}};
        return in;
    }

    static constexpr std::int64_t mac_count(const shape& in) { return in.size() * Size; }

    template <class T, simd::target Machine, int Channels>
    static constexpr void forward_pixel(const T* x, T* y) noexcept {
        kernels::local_response_norm<T, Machine, problem(Channels)>(x, y);
    }
    template <class T, simd::target Machine, int Channels, bool Add>
    static constexpr void backward_pixel(const T* x, const T* dy, T* dx) noexcept {
        kernels::local_response_norm_backward<T, Machine, problem(Channels), Add>(x, dy, dx);
    }

  private:
    static constexpr option_list options = read_options<Options...>(
        {option_kind::lrn_alpha, option_kind::lrn_beta, option_kind::lrn_k});
    static constexpr fraction alpha = read_fraction(options, option_kind::lrn_alpha, {1, 10'000}),
                              beta = read_fraction(options, option_kind::lrn_beta, {3, 4}),
                              k = read_fraction(options, option_kind::lrn_k, {1, 1});

    static constexpr kernels::local_response problem(int channels) {
        return {channels, Size, alpha, beta, k};
    }
};

}  // namespace ctnn
