// A tensor's form in, the samples of a batch in guarded memory out: each image with the zeros
// around it that its layout has, and poison everywhere else.
#pragma once

#include <ctnn/layers/pass.hpp>

#include "guarded_memory.hpp"

template <class T> class guarded_images {
  public:
    guarded_images(const ctnn::tensor_form& form, int samples, const guard& by)
        : form_{form},
          samples_{samples},
          memory_{(samples - 1) * std::ptrdiff_t{form.sample_step} + form.image.storage(), by} {
        const ctnn::layout& image = form_.image;
        const ctnn::border& edge = image.edge;
        for_each_sample([&](T* pixel) {
            for (int row = -edge.top; row < image.height + edge.bottom; ++row)
                for (int column = -edge.left; column < image.width + edge.right; ++column)
                    if (row < 0 || row >= image.height || column < 0 || column >= image.width)
                        for (int channel = 0; channel < image.channels; ++channel)
                            pixel[image.at(channel, row, column)] = T(0);
        });
        memory_.remember();
    }

    T* first() const { return memory_.data() + form_.image.origin(); }
    std::ptrdiff_t element_count() const {
        return std::ptrdiff_t{samples_} * form_.image.element_count();
    }

    // In PyTorch's order, one sample after the other.
    void set(const std::vector<T>& numbers) {
        auto next = numbers.begin();
        for_each_element([&](T& here) { here = *next++; });
        memory_.remember();
    }
    std::vector<T> get() const {
        std::vector<T> result;
        for_each_element([&](const T& here) { result.push_back(here); });
        return result;
    }

    bool is_unchanged() const { return memory_.is_unchanged(); }
    // Are the images' own elements the only ones that were written?
    bool is_unchanged_around() const {
        std::vector<T> now = memory_.numbers();
        for_each_element([&](const T& here) {
            const auto i = static_cast<std::size_t>(&here - memory_.data());
            now[i] = memory_.remembered()[i];
        });
        return memory_.is_intact_around() && same_bits(now, memory_.remembered());
    }

  private:
    template <class Body> void for_each_sample(Body&& body) const {
        for (int sample = 0; sample < samples_; ++sample)
            body(first() + sample * std::ptrdiff_t{form_.sample_step});
    }
    template <class Body> void for_each_element(Body&& body) const {
        for_each_sample([&](T* pixel) {
            for (int i = 0; i < form_.image.element_count(); ++i)
                body(pixel[form_.image.at_flat(i)]);
        });
    }

    ctnn::tensor_form form_;
    int samples_;
    guarded_memory<T> memory_;
};
