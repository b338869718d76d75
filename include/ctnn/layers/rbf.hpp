// The output layer of 1998: how far a vector lies from the centre of each class.
#pragma once

#include <ctnn/kernels/rows.hpp>
#include <ctnn/layers/pass.hpp>
#include <ctnn/model/options.hpp>

#include <type_traits>

namespace ctnn {

// The centres are constants and not trained. `Table` is a class:
//
//     struct codes {                                             // [class][feature]
//         static constexpr signed char centres[2][3] = {{1, -1, 1}, {-1, 1, 1}};
//     };
//     rbf<2, fixed_centres<codes>>
template <class Table> struct fixed_centres {
    using centres = Table;
    static constexpr option value{option_kind::fixed_centres};
};

namespace detail {

template <class... Options> struct centres_among {
    using type = void;
};
template <class First, class... Rest>
struct centres_among<First, Rest...> : centres_among<Rest...> {};
template <class Table, class... Rest> struct centres_among<fixed_centres<Table>, Rest...> {
    using type = Table;
};

template <class Table> using array_of_centres = std::remove_cvref_t<decltype(Table::centres)>;

template <class Table>
concept is_table_of_centres = requires {
    requires std::is_arithmetic_v<std::remove_all_extents_t<array_of_centres<Table>>>;
    requires std::rank_v<array_of_centres<Table>> == 2;
};

// What is wrong with a table for so many classes and features, if anything.
template <class Table> constexpr fault centres_mistake(int classes, int features) {
    const auto& name = spelling<Table>;
    if constexpr (!is_table_of_centres<Table>) {
        return {
            .why = reason::table_of_wrong_form,
            .words = sentence{"fixed_centres<", name, "> needs a member static constexpr float ",
                              name, "::centres[", classes, "][", features, "]"}};
    } else {
        constexpr int rows = std::extent_v<array_of_centres<Table>, 0>;
        constexpr int columns = std::extent_v<array_of_centres<Table>, 1>;
        if (rows == classes && columns == features) return {};
        return {.why = reason::table_of_wrong_form,
                .words = sentence{name, "::centres[", rows, "][", columns, "] must be [", classes,
                                  "][", features,
                                  "]: a row for every class, a column for every "
                                  "number of the input"}};
    }
}

}  // namespace detail

// y[i] = Σ over j of (x[j] - weight[i, j])²: a radial basis function for each class, whose smallest
// output tells the class. PyTorch: (x - weight).square().sum(1), or torch.cdist(x, weight) ** 2.
//
//     rbf<10>                              centres that are trained
//     rbf<10, fixed_centres<bitmaps>>      centres that are part of the type
//
// Shape: {N} -> {Classes}. Options: fixed_centres. Parameters: weight {Classes, N}, at first from
// U(-1, 1), or none. Trained with rbf_loss. Source: LeCun et al., 1998, section II B.
template <int Classes, class... Options> struct rbf : layer {
    static constexpr bool backward_reads_output = false;

    static constexpr inference infer(const shape& in) {
        if (options.problem) return options.problem;
        if (Classes < 1)
            return fault{.why = reason::number_not_positive,
                         .words = sentence{"needs at least one class, found ", Classes}};
        if (in.rank != 1)
            return fault{
                .why = reason::not_a_vector,
                .words = sentence{"reads flat vectors, found ", in, ": write flatten in front"}};
        if constexpr (are_fixed)
            if (const fault found = detail::centres_mistake<table>(Classes, in[0])) return found;
        return shape{Classes};
    }

    static constexpr parameter_list parameters(const shape& in) {
        parameter_list list;
        if (!are_fixed)
            list.add({.name = basic_sentence<parameter::longest_name>{"weight"},
                      .extents = {Classes, in[0]}});
        return list;
    }

    static constexpr std::int64_t mac_count(const shape& in) {
        return std::int64_t{in[0]} * Classes;
    }

    // Packed for the way there: [input as it lies][class].
    template <class T, simd::target Machine, forward_form Form>
    static constexpr std::int64_t packed_size() {
        return std::int64_t{Form.in[0].image.element_count()} * Classes;
    }
    template <class T, simd::target Machine, forward_form Form>
    static constexpr void pack(const T* parameters, T* packed) noexcept {
        constexpr layout in = Form.in[0].image;
        for (int k = 0; k < in.element_count(); ++k)
            for (int i = 0; i < Classes; ++i)
                *packed++ = parameters[i * in.element_count() + in.flat_at(k)];
    }
    // And for the way back: [class][input as it lies].
    template <class T, simd::target Machine, backward_form Form>
    static constexpr std::int64_t backward_packed_size() {
        return packed_size<T, Machine, Form.forward>();
    }
    template <class T, simd::target Machine, backward_form Form>
    static constexpr void pack_backward(const T* parameters, T* packed) noexcept {
        constexpr layout in = Form.forward.in[0].image;
        for (int i = 0; i < Classes; ++i)
            for (int k = 0; k < in.element_count(); ++k)
                *packed++ = parameters[i * in.element_count() + in.flat_at(k)];
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        constexpr int inputs = Form.in[0].image.element_count();
        const T* const centres = by_input<T, Form.in[0].image>(pass.weights);
        for_each_sample<Form.samples>([&](auto sample) {
            const T* const x = pass.in[0] + sample * Form.in[0].sample_step;
            kernels::for_each_vector<T, Machine, Classes>([&](auto lanes, int i, auto count) {
                using V = simd::vec<T, lanes>;
                V sum = V::broadcast(T(0));
                for (int k = 0; k < inputs; ++k) {
                    const V centre = V::template load_first<count>(centres + k * Classes + i);
                    const V difference = V::broadcast(x[k]) - centre;
                    sum = fma(difference, difference, sum);
                }
                sum.template store_first<count>(pass.out + sample * Form.out.sample_step + i);
            });
        });
    }

    // The gradient of the centres as the kernel leaves it: [class][input as it lies].
    template <backward_form Form> static constexpr std::int64_t gradient_size() {
        return std::int64_t{Form.forward.in[0].image.element_count()} * Classes;
    }
    template <class T, backward_form Form>
    static constexpr void unpack_gradient(const T* gradient, T* parameters) noexcept {
        constexpr layout in = Form.forward.in[0].image;
        for (int i = 0; i < Classes; ++i)
            for (int k = 0; k < in.element_count(); ++k)
                parameters[i * in.element_count() + in.flat_at(k)] = *gradient++;
    }

    // dL/dx[j] = Σ over i of 2 dL/dy[i] (x[j] - weight[i, j]); the centres get the same, negated.
    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        constexpr tensor_form in = Form.forward.in[0], from = Form.out_gradient,
                              to = Form.in_gradient[0];
        constexpr int inputs = in.image.element_count();
        const T* const centres = by_class<T, in.image>(pass.weights);
        for_each_sample<Form.forward.samples>([&](auto sample) {
            const T* const x = pass.in[0] + sample * in.sample_step;
            const T* const dy = pass.out_gradient + sample * from.sample_step;
            kernels::for_each_vector<T, Machine, inputs>([&](auto lanes, int k, auto count) {
                using V = simd::vec<T, lanes>;
                const auto load = [&](const T* p) { return V::template load_first<count>(p); };
                const V here = load(x + k);
                V slope = V::broadcast(T(0));
                if constexpr (Form.wants_in_gradient && Form.adds_to_in_gradient)
                    slope = load(pass.in_gradient[0] + sample * to.sample_step + k);
                for (int i = 0; i < Classes; ++i) {
                    const V difference = here - load(centres + i * inputs + k);
                    slope = fma(V::broadcast(2 * dy[i]), difference, slope);
                    if constexpr (!are_fixed) {
                        T* const gradient = pass.gradient + i * inputs + k;
                        const bool adds = Form.adds_to_gradient || sample > 0;
                        const V before = adds ? load(gradient) : V::broadcast(T(0));
                        fma(V::broadcast(-2 * dy[i]), difference, before)
                            .template store_first<count>(gradient);
                    }
                }
                if constexpr (Form.wants_in_gradient)
                    slope.template store_first<count>(pass.in_gradient[0] +
                                                      sample * to.sample_step + k);
            });
        });
    }

  private:
    using table = typename detail::centres_among<Options...>::type;
    static constexpr option_list options = read_options<Options...>({option_kind::fixed_centres});
    static constexpr bool are_fixed = !std::is_void_v<table>;

    // The constants in the order of an input that lies as `In`.
    template <class T, layout In, bool ByClass> struct constants {
        static constexpr int inputs = In.element_count();
        T values[inputs * Classes];
        constexpr constants() : values{} {
            for (int i = 0; i < Classes; ++i)
                for (int k = 0; k < inputs; ++k)
                    values[ByClass ? i * inputs + k : k * Classes + i] =
                        static_cast<T>(table::centres[i][In.flat_at(k)]);
        }
    };

    template <class T, layout In> static constexpr const T* by_input(const T* packed) {
        if constexpr (are_fixed) {
            return fixed<T, In, false>.values;
        } else {
            return packed;
        }
    }
    template <class T, layout In> static constexpr const T* by_class(const T* packed) {
        if constexpr (are_fixed) {
            return fixed<T, In, true>.values;
        } else {
            return packed;
        }
    }
    template <class T, layout In, bool ByClass> static constexpr constants<T, In, ByClass> fixed{};
};

}  // namespace ctnn
