// While training some numbers are left out at random.
#pragma once

#include <ctnn/layers/pass.hpp>

namespace ctnn {

// y = 0 with probability p = Numerator/Denominator, else x / (1 - p); y = x in prediction, where
// the layer costs nothing. PyTorch: nn.Dropout(p); dropout<> is p = 1/2.
//
// Shape: any, unchanged. The choice follows from the model's seed, the layer, the number of the
// sample since training began and the element, so it does not depend on threads or batches; the way
// back makes it anew. Source: Srivastava et al., "Dropout", 2014.
template <int Numerator = 1, int Denominator = 2> struct dropout : layer {
    static constexpr placement output = placement::in_place;
    static constexpr bool backward_reads_input = false;
    static constexpr bool backward_reads_output = false;

    static constexpr planes uses_planes(const shape&) { return planes::follows; }

    static constexpr inference infer(const shape& in) {
        if (Numerator < 0 || Numerator >= Denominator)
            return fault{.why = reason::number_not_positive,
                         .words = sentence{"the probability must be from 0 to below 1, found ",
                                           Numerator, "/", Denominator}};
        return in;
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        if (!Form.training && pass.in[0] == pass.out) return;
        for_each<Form.in[0].image, Form.samples>([&](auto sample, int row, int column, int channel,
                                                     std::uint64_t element) {
            const T x = pass.in[0][sample * Form.in[0].sample_step +
                                   Form.in[0].image.at(channel, row, column)];
            T& y =
                pass.out[sample * Form.out.sample_step + Form.out.image.at(channel, row, column)];
            y = Form.training ? x * factor<T>(pass.training, sample, element) : x;
        });
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        if constexpr (Form.wants_in_gradient) {
            constexpr tensor_form from = Form.out_gradient, to = Form.in_gradient[0];
            for_each<from.image, Form.forward.samples>(
                [&](auto sample, int row, int column, int channel, std::uint64_t element) {
                    const T dy = pass.out_gradient[sample * from.sample_step +
                                                   from.image.at(channel, row, column)];
                    T& dx = pass.in_gradient[0][sample * to.sample_step +
                                                to.image.at(channel, row, column)];
                    dx = simd::fused(dy, factor<T>(pass.training, sample, element),
                                     Form.adds_to_in_gradient ? dx : T(0));
                });
        }
    }

  private:
    template <layout Form, int Samples, class Body> static constexpr void for_each(Body&& body) {
        for_each_sample<Samples>([&](auto sample) {
            std::uint64_t element = 0;
            for (int row = 0; row < Form.height; ++row)
                for (int column = 0; column < Form.width; ++column)
                    for (int channel = 0; channel < Form.channels; ++channel)
                        body(sample, row, column, channel, element++);
        });
    }

    // 0 or 1/(1 - p), from 32 bits of a counter that SplitMix64's finaliser has mixed
    // (Steele, Lea & Flood, "Fast splittable pseudorandom number generators", 2014).
    template <class T>
    static constexpr T factor(const training_pass<T>& training, std::ptrdiff_t sample,
                              std::uint64_t element) {
        std::uint64_t mixed = training.seed;
        for (const std::uint64_t part :
             {training.first_sample + static_cast<std::uint64_t>(sample), element}) {
            mixed += 0x9e3779b97f4a7c15 * (part + 1);
            mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
            mixed ^= mixed >> 31;
        }
        constexpr auto left_out = (std::uint64_t{Numerator} << 32) / Denominator;
        return mixed >> 32 < left_out ? T(0) : T(Denominator) / T(Denominator - Numerator);
    }
};

}  // namespace ctnn
