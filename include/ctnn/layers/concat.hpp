// Branches that read the same input and whose outputs become one.
#pragma once

#include <ctnn/kernels/channels.hpp>
#include <ctnn/kernels/reorder.hpp>
#include <ctnn/layers/pass.hpp>

namespace ctnn {

// Two tensors as one, the channels of the second behind those of the first. Costs nothing where
// their makers have written them side by side already; what lies elsewhere is copied.
struct concat_join : layer {
    static constexpr std::string_view called = "concat";
    static constexpr placement output = placement::joined;
    static constexpr bool backward_reads_input = false;
    static constexpr bool backward_reads_output = false;

    static constexpr inference infer(const shape& in) { return in; }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        copy_part<T, Machine, Form, 0>(pass);
        copy_part<T, Machine, Form, 1>(pass);
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        hand_back<T, Machine, Form, 0>(pass);
        hand_back<T, Machine, Form, 1>(pass);
    }

  private:
    // The channels of the whole that are those of one part, and where they begin.
    static constexpr layout part_of(layout whole, const layout& part) {
        whole.channels = kernels::channels_of(part);
        return whole;
    }
    static constexpr int begin_of(const tensor_form (&parts)[2], int part) {
        return part == 0 ? 0 : kernels::channels_of(parts[0].image);
    }

    template <class T, simd::target Machine, forward_form Form, int Part>
    static constexpr void copy_part(const forward_pass<T>& pass) noexcept {
        constexpr tensor_form from = Form.in[Part];
        constexpr layout to = part_of(Form.out.image, from.image);
        T* const begin = pass.out + begin_of(Form.in, Part);
        if (pass.in[Part] == begin) return;
        for_each_sample<Form.samples>([&](auto sample) {
            kernels::copy_tensor<T, Machine, false, from.image, to>(
                pass.in[Part] + sample * from.sample_step, begin + sample * Form.out.sample_step);
        });
    }

    template <class T, simd::target Machine, backward_form Form, int Part>
    static constexpr void hand_back(const backward_pass<T>& pass) noexcept {
        constexpr tensor_form to = Form.in_gradient[Part], whole = Form.out_gradient;
        constexpr layout from = part_of(whole.image, to.image);
        if constexpr (Form.wants_gradient_of(Part)) {
            const T* const begin = pass.out_gradient + begin_of(Form.in_gradient, Part);
            if (pass.in_gradient[Part] == begin) return;
            for_each_sample<Form.forward.samples>([&](auto sample) {
                kernels::copy_tensor<T, Machine, Form.adds_to_gradient_of(Part), from, to.image>(
                    begin + sample * whole.sample_step,
                    pass.in_gradient[Part] + sample * to.sample_step);
            });
        }
    }
};

// y = the outputs of all branches, the channels of each behind those of the one before. PyTorch has
// no module for it:
//
//     class Concat(nn.Module):
//         def __init__(self, *branches): self.branches = nn.ModuleList(branches)
//         def forward(self, x): return torch.cat([each(x) for each in self.branches], dim=1)
//
//     concat<sequential<conv2d<64, kernel<1>>, relu>,
//            sequential<max_pool2d<kernel<3>, stride<1>, padding<1>>, conv2d<32, kernel<1>>, relu>>
//
// Shape: any; {C0, H, W}, {C1, H, W}, ... -> {C0 + C1 + ..., H, W}. sequential<> as a branch is the
// input itself. Parameter names: "3.branches.0.0.weight"; of a branch that is one layer and no
// sequential "3.branches.0.weight".
// Source: Szegedy et al., "Going deeper with convolutions", 2014.
template <class... Branches> struct concat {
    using leaves = leaf_list<concat>;

    static_assert(sizeof...(Branches) == 0);

    template <int Capacity>
    static constexpr int append_to(graph<Capacity>& into, int value, const layer_path& path) {
        return blame(into,
                     {.why = reason::concat_of_nothing,
                      .words = sentence{"needs a branch: concat<sequential<...>, ...>"}},
                     path, value);
    }
};

namespace detail {

template <class Branch, bool IsFirst> struct branch_leaves {
    using type = join<leaves_of<Branch>, leaf_list<concat_join>>;
};
template <class Branch> struct branch_leaves<Branch, true> {
    using type = leaves_of<Branch>;
};

// The fault of a branch that does not fit beside those before it.
constexpr fault branch_mistake(const shape& first, const shape& found, int number) {
    bool fits = first.rank == found.rank;
    for (int axis = 1; axis < first.rank && fits; ++axis) fits = first[axis] == found[axis];
    if (fits) return {};
    return {.why = reason::branches_of_different_sizes,
            .words = sentence{"branch ", number, " makes ", found, ", but branch 0 makes ", first,
                              ": all but the channels must be equal"},
            .others = {first, found}};
}

}  // namespace detail

template <class First, class... Others> struct concat<First, Others...> {
    using leaves = join<leaves_of<First>, typename detail::branch_leaves<Others, false>::type...>;

    template <int Capacity>
    static constexpr int append_to(graph<Capacity>& into, int value, const layer_path& path) {
        const layer_path branches = child(path, "branches");
        const int first = append<First>(into, value, child(branches, 0));
        const shape size = into.values[first];
        int joined = first, number = 0;
        [[maybe_unused]] const auto add = [&](int made) {
            ++number;
            if (into.problem) return;
            const shape found = into.values[made];
            if (const fault wrong = detail::branch_mistake(size, found, number)) {
                blame(into, wrong, path, value);
                return;
            }
            shape all = into.values[joined];
            if (all[0] > most_numbers - found[0]) {
                blame(into,
                      too_many(reason::too_many_numbers_in_output, sentence{"the output has"}),
                      path, value);
                return;
            }
            all.extents[0] += found[0];
            joined = append_join<concat_join>(into, joined, made, all, path);
        };
        (add(append<Others>(into, value, child(branches, number + 1))), ...);
        return into.problem ? value : joined;
    }
};

}  // namespace ctnn
