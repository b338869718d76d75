// Tensors in PyTorch's order in, activations in the library's order out, and back.
#pragma once

#include <ctnn/plan/layout.hpp>

#include <cstddef>

namespace ctnn::kernels {

// Every loop over an image's elements: body(index in PyTorch's order, offset from pixel (0, 0)).
template <class Body> constexpr void for_each_element(const layout& form, Body&& body) {
    std::ptrdiff_t flat = 0;
    for (int channel = 0; channel < form.channels; ++channel)
        for (int row = 0; row < form.height; ++row)
            for (int column = 0; column < form.width; ++column)
                body(flat++, std::ptrdiff_t{form.at(channel, row, column)});
}

template <class T, layout Form>
constexpr void import_tensor(const T* tensor, T* activation) noexcept {
    for_each_element(Form, [&](auto flat, auto offset) { activation[offset] = tensor[flat]; });
}

template <class T, layout Form>
constexpr void export_tensor(const T* activation, T* tensor) noexcept {
    for_each_element(Form, [&](auto flat, auto offset) { tensor[flat] = activation[offset]; });
}

// Zeros over the edge of an image; `activation` is pixel (0, 0).
template <class T, layout Form> constexpr void clear_edge(T* activation) noexcept {
    constexpr int row = Form.row_step();
    const auto clear = [](T* from, std::ptrdiff_t count) {
        for (std::ptrdiff_t i = 0; i < count; ++i) from[i] = T(0);
    };
    for (int plane = 0; plane < (Form.planar() ? Form.channels : 1); ++plane) {
        T* const first = activation + plane * std::ptrdiff_t{Form.channel_step};
        T* const begin = first - Form.origin();
        T* end_of_row = first + Form.width * Form.pixel_step;
        clear(begin, Form.origin());
        for (int y = 1; y < Form.height; ++y, end_of_row += row)
            clear(end_of_row, Form.gap * Form.pixel_step);
        clear(end_of_row, begin + Form.plane_size() - end_of_row);
    }
}

}  // namespace ctnn::kernels
