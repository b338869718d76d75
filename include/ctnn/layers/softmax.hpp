// Scores become shares of 1.
#pragma once

#include <ctnn/kernels/softmax.hpp>
#include <ctnn/layers/pixelwise.hpp>

namespace ctnn {

// y[i] = e^x[i] / Σ e^x[j] over the channels: of the vector, or of every pixel of an image.
// PyTorch: nn.Softmax(dim=1) on a batch.
//
// Shape: any, unchanged. Only differences of scores matter; large ones do not overflow.
struct softmax : pixelwise<softmax> {
    template <class T, simd::target Machine, int Channels>
    static constexpr void forward_pixel(const T* x, T* y) noexcept {
        kernels::softmax<T, Machine, Channels>(x, y);
    }
    template <class T, simd::target Machine, int Channels, bool Add>
    static constexpr void backward_pixel(const T* y, const T* dy, T* dx) noexcept {
        kernels::softmax_backward<T, Machine, Channels, Add>(y, dy, dx);
    }
};

}  // namespace ctnn
