// A block whose output is added to its input.
#pragma once

#include <ctnn/kernels/reorder.hpp>
#include <ctnn/layers/pass.hpp>

namespace ctnn {

// The sum of a residual's two paths. It lies over one of them, where nobody reads that again. In
// prediction a convolution at the end of the later path does it (model/prediction_graph.hpp).
struct residual_sum : layer {
    static constexpr std::string_view called = "residual";
    static constexpr placement output = placement::in_place;
    static constexpr bool is_sum = true;
    static constexpr bool backward_reads_input = false;
    static constexpr bool backward_reads_output = false;

    static constexpr inference infer(const shape& in) { return in; }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        constexpr tensor_form main = Form.in[0], shortcut = Form.in[1], out = Form.out;
        for_each_sample<Form.samples>([&](auto sample) {
            kernels::map_both<T, Machine, false, main.image, shortcut.image, out.image>(
                pass.in[0] + sample * main.sample_step, pass.in[1] + sample * shortcut.sample_step,
                pass.out + sample * out.sample_step, [](auto x, auto y, auto) { return x + y; });
        });
    }

    // dL/dy goes to both.
    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        hand_back<T, Machine, Form, 0>(pass);
        hand_back<T, Machine, Form, 1>(pass);
    }

  private:
    template <class T, simd::target Machine, backward_form Form, int Path>
    static constexpr void hand_back(const backward_pass<T>& pass) noexcept {
        constexpr tensor_form from = Form.out_gradient, to = Form.in_gradient[Path];
        if constexpr (Form.wants_gradient_of(Path)) {
            if (pass.in_gradient[Path] == pass.out_gradient) return;
            for_each_sample<Form.forward.samples>([&](auto sample) {
                kernels::copy_tensor<T, Machine, Form.adds_to_gradient_of(Path), from.image,
                                     to.image>(pass.out_gradient + sample * from.sample_step,
                                               pass.in_gradient[Path] + sample * to.sample_step);
            });
        }
    }
};

// y = main(x) + shortcut(x); without a shortcut y = main(x) + x. PyTorch has no module for it:
//
//     class Residual(nn.Module):
//         def __init__(self, main, shortcut=nn.Sequential()): ...
//         def forward(self, x): return self.main(x) + self.shortcut(x)
//
//     residual<sequential<conv2d<64, kernel<3>, padding<1>>, batch_norm2d, relu, ...>>
//     residual<sequential<...>, sequential<conv2d<128, kernel<1>, stride<2>>, batch_norm2d>>
//
// Shape: any; both paths must make the same. What acts on the sum (ResNet's second relu) stands
// behind the residual. Parameter names: "4.main.0.weight", "4.shortcut.0.weight"; a path that is
// one layer and no sequential is "4.main.weight".
// Source: He et al., "Deep residual learning for image recognition", 2015.
template <class Main, class Shortcut = sequential<>> struct residual {
    using leaves = join<leaves_of<Main>, leaves_of<Shortcut>, leaf_list<residual_sum>>;

    template <int Capacity>
    static constexpr int append_to(graph<Capacity>& into, int value, const layer_path& path) {
        const int main = append<Main>(into, value, child(path, "main"));
        const int shortcut = append<Shortcut>(into, value, child(path, "shortcut"));
        if (into.problem) return value;
        const shape &made = into.values[main], &beside = into.values[shortcut];
        if (made != beside)
            return blame(into,
                         {.why = reason::paths_of_different_shapes,
                          .words = shortcut == value
                                       ? sentence{"main makes ", made, ", but the input it is ",
                                                  "added to is ", beside,
                                                  ": give residual<main, shortcut> a shortcut ",
                                                  "that makes ", made}
                                       : sentence{"main makes ", made, ", but shortcut makes ",
                                                  beside, ": a sum needs equal shapes"},
                          .others = {made, beside}},
                         path, value);
        return append_join<residual_sum>(into, main, shortcut, made, path);
    }
};

}  // namespace ctnn
