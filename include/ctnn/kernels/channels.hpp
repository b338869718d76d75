// Images in and out where every channel has numbers of its own: scales, means, slopes.
#pragma once

#include <ctnn/kernels/rows.hpp>

namespace ctnn::kernels {

// A flattened image is one pixel with as many channels as it has elements, in the order in which
// they lie.
constexpr int channels_of(const layout& form) {
    return form.flat ? form.element_count() : form.channels;
}
constexpr int pixels_of(const layout& form) { return form.flat ? 1 : form.height * form.width; }

// Which channel of the tensor in PyTorch's order lies at place `channel`.
constexpr int channel_at(const layout& form, int channel) {
    return form.flat ? form.flat_at(channel) : channel;
}

// Calls body(row, column) for every pixel.
template <layout Form, class Body> constexpr void for_each_pixel(Body&& body) {
    constexpr int rows = Form.flat ? 1 : Form.height, columns = Form.flat ? 1 : Form.width;
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) body(row, column);
}

// Calls body(lanes, channel, count, row, column) for the vectors of channels of every pixel.
template <class T, simd::target Machine, layout Form, class Body>
constexpr void for_each_channel_vector(Body&& body) {
    for_each_pixel<Form>([&](int row, int column) {
        for_each_vector<T, Machine, channels_of(Form)>(
            [&](auto lanes, int channel, auto count) { body(lanes, channel, count, row, column); });
    });
}

// Reads and writes a vector at the same channels of any array that has one number a channel.
template <class T, int Lanes, int Count> struct channel_access {
    int channel;
    constexpr auto operator()(const T* numbers) const {
        return simd::vec<T, Lanes>::template load_first<Count>(numbers + channel);
    }
    constexpr void operator()(T* numbers, simd::vec<T, Lanes> value) const {
        value.template store_first<Count>(numbers + channel);
    }
};

// body(x, access) for every vector of an image; `access` reads and writes per-channel arrays.
template <class T, simd::target Machine, layout In, class Body>
constexpr void for_each_channel(const T* in, Body&& body) noexcept {
    for_each_channel_vector<T, Machine, In>(
        [&](auto lanes, int channel, auto count, int row, int column) {
            const channel_access<T, lanes, count> access{channel};
            body(access(in + In.at(0, row, column)), access);
        });
}

// body(a, b, access) for two images of the same size.
template <class T, simd::target Machine, layout A, layout B, class Body>
constexpr void for_each_channel(const T* a, const T* b, Body&& body) noexcept {
    for_each_channel_vector<T, Machine, A>(
        [&](auto lanes, int channel, auto count, int row, int column) {
            const channel_access<T, lanes, count> access{channel};
            body(access(a + A.at(0, row, column)), access(b + B.at(0, row, column)), access);
        });
}

// out = function(in, access)
template <class T, simd::target Machine, layout In, layout Out, class Function>
constexpr void map_channels(const T* in, T* out, Function&& function) noexcept {
    for_each_channel_vector<T, Machine, In>([&](auto lanes, int channel, auto count, int row,
                                                int column) {
        const channel_access<T, lanes, count> access{channel};
        access(out + Out.at(0, row, column), function(access(in + In.at(0, row, column)), access));
    });
}

// out = function(a, b, out or 0, access); what was there is handed over where `Add`.
template <class T, simd::target Machine, bool Add, layout A, layout B, layout Out, class Function>
constexpr void map_channels(const T* a, const T* b, T* out, Function&& function) noexcept {
    for_each_channel_vector<T, Machine, A>(
        [&](auto lanes, int channel, auto count, int row, int column) {
            const channel_access<T, lanes, count> access{channel};
            T* const target = out + Out.at(0, row, column);
            auto before = simd::vec<T, lanes>::broadcast(T(0));
            if constexpr (Add) before = access(target);
            access(target, function(access(a + A.at(0, row, column)),
                                    access(b + B.at(0, row, column)), before, access));
        });
}

}  // namespace ctnn::kernels
