// Parameters and an input in, the network's output out: no allocation, no exception, no surprise.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/kernels/copy.hpp>
#include <ctnn/layers/members.hpp>
#include <ctnn/model/mismatch.hpp>
#include <ctnn/parameters.hpp>

namespace ctnn {

namespace detail {

// A network in the order in which its layers run, for numbers of type T on a given machine.
template <class Net, class T, simd::target Machine> struct program {
    static constexpr const auto& graph = Net::prediction_graph;
    static constexpr const auto& plan = Net::plan;
    static constexpr int layers = graph.node_count;

    template <int N> using leaf = leaf_at<graph.nodes[N].leaf, typename Net::leaves>;

    static constexpr layout layout_of_value(int value) { return plan.places[value].form; }

    static constexpr const auto& folded = plan.folded;
    // The layer whose scale, or function, layer n takes over, or -1.
    static constexpr int scale_of(int n) { return folded.scale[n]; }
    static constexpr int function_of(int n) { return folded.function[n]; }
    template <int N> static constexpr bool is_folded = folded.into[N] >= 0;
    // The pool for which layer n makes its rows, and the layer whose rows pool n has made, or -1.
    static constexpr int pool_of(int n) { return plan.by_rows.pool_of[n]; }
    static constexpr int maker_of(int n) { return plan.by_rows.maker_of[n]; }

    template <int N>
    static constexpr forward_form form = [] {
        forward_form result;
        for (int i = 0; i < graph.nodes[N].input_count; ++i)
            result.in[i].image = layout_of_value(graph.nodes[N].inputs[i]);
        result.out.image = layout_of_value(graph.nodes[N].output);
        result.scaled = scale_of(N) >= 0;
        result.adds = graph.nodes[N].adds_second_input;
        result.rows_at_once = plan.by_rows.rows_at_once[N];
        return result;
    }();

    template <int N>
    static constexpr bool has_weights = graph.nodes[N].parameters.count > 0 && !is_folded<N>;

    // Where the packed weights of layer N begin (of layer `layers`: where they end).
    template <int N> static constexpr std::int64_t packed_offset() {
        if constexpr (N == 0) {
            return 0;
        } else if constexpr (!has_weights<N - 1>) {
            return packed_offset<N - 1>();
        } else {
            return packed_offset<N - 1>() +
                   round_to_grain(leaf<N - 1>::template packed_size<T, Machine, form<N - 1>>());
        }
    }
    static constexpr std::int64_t packed_size = packed_offset<layers>();

    // Auxiliary heads before it have parameters, too.
    static constexpr std::int64_t parameter_offset(int layer) {
        std::int64_t sum = 0;
        for (int n = 0; n < graph.nodes[layer].leaf; ++n)
            sum += Net::graph.nodes[n].parameters.scalar_count();
        return sum;
    }

    // Runs once, so that its size counts, not its time: with g++ 12 half of LeNet-5's whole program
    // were these loops, unrolled and vectorised.
    [[gnu::cold, gnu::flatten]] static constexpr void pack(const T* parameters,
                                                           T* packed) noexcept {
        unroll<layers>([&](auto n) {
            constexpr forward_form own = form<n>;
            const T* const from = parameters + parameter_offset(n);
            if constexpr (own.scaled) {
                constexpr int later = scale_of(n), channels = own.out.image.channels;
                T scale[channels] = {}, shift[channels] = {};
                leaf<later>::template scale_and_shift<form<later>>(
                    parameters + parameter_offset(later), scale, shift);
                leaf<n>::template pack<T, Machine, own>(from, packed + packed_offset<n>(), scale,
                                                        shift);
            } else if constexpr (has_weights<n>) {
                leaf<n>::template pack<T, Machine, own>(from, packed + packed_offset<n>());
            }
        });
    }

    // Where a prediction takes place.
    struct memory {
        const T* input;
        T* output;
        const T* packed;
        T* workspace;

        // Pixel (0, 0) of a value.
        constexpr T* written(int value) const {
            if (plan.output_is_outside && shares_storage(value, last_value))
                return output + plan.places[value].channel;
            return workspace + plan.places[value].offset + layout_of_value(value).origin();
        }
        constexpr const T* read(int value) const {
            return plan.input_is_outside && shares_storage(value, 0) ? input : written(value);
        }
    };

    static constexpr void run(const memory& at) noexcept {
        if constexpr (!plan.input_is_outside) {
            clear_edge<0>(at);
            kernels::import_tensor<T, layout_of_value(0)>(at.input, at.written(0));
        }
        unroll<layers>([&](auto n) {
            if constexpr (maker_of(n) >= 0) {
                run_by_rows<n>(at);
            } else if constexpr (!is_folded<n> && pool_of(n) < 0) {
                run_layer<n>(at);
            }
        });
        if constexpr (!plan.output_is_outside)
            kernels::export_tensor<T, layout_of_value(last_value)>(at.read(last_value), at.output);
    }

    // Every row of a pool as soon as the rows that it reads are there.
    template <int N> static constexpr void run_by_rows(const memory& at) noexcept {
        clear_edge<graph.nodes[N].output>(at);
        constexpr int maker = maker_of(N);
        int made = 0;
        for (int row = 0; row < form<N>.out.image.height; ++row) {
            const int needed = leaf<N>::template rows_before_end<form<N>>(row);
            for (; made < needed; made += form<maker>.rows_at_once) run_layer<maker>(at, made);
            run_layer<N>(at, row);
        }
    }

    template <int N> static constexpr void run_layer(const memory& at, int row = 0) noexcept {
        constexpr const node& layer = graph.nodes[N];
        forward_pass<T> pass;
        pass.row = row;
        for (int i = 0; i < layer.input_count; ++i) pass.in[i] = at.read(layer.inputs[i]);
        pass.out = at.written(layer.output);
        if constexpr (has_weights<N>) pass.weights = at.packed + packed_offset<N>();
        if constexpr (form<N>.rows_at_once == 0) clear_edge<layer.output>(at);
        constexpr int function = function_of(N);
        if constexpr (function >= 0) {
            leaf<N>::template forward<T, Machine, form<N>, leaf<function>>(pass);
        } else {
            leaf<N>::template forward<T, Machine, form<N>>(pass);
        }
    }

  private:
    static constexpr int last_value = graph.value_count - 1;

    static constexpr bool shares_storage(int a, int b) {
        return plan.places[a].storage == plan.places[b].storage;
    }

    // Activations share memory, so the zeros around one are written anew each time.
    template <int Value> static constexpr void clear_edge(const memory& at) noexcept {
        if constexpr (constexpr int storage = plan.clears_edge_of[Value]; storage >= 0)
            kernels::clear_edge<T, layout_of_value(storage)>(at.written(storage));
    }
};

// What there is to tell about the layers' members, and what to run: nothing if one is missing.
template <class Net, class T, simd::target Machine> struct runnable {
    static constexpr lack first = [] {
        using own = program<Net, T, Machine>;
        lack result;
        unroll<own::layers>([&](auto n) {
            if (result.what == member::none)
                result = {own::graph.nodes[n].leaf,
                          missing_forward<typename own::template leaf<n>, T, Machine,
                                          own::template form<n>, own::template has_weights<n>>()};
        });
        return result;
    }();
    using diagnosis = mistake_if<first.what != member::none, member_complaint<Net, first>>;
    using program =
        detail::program<std::conditional_t<first.what == member::none, Net, network_without_layers>,
                        T, Machine>;
};

// Memory for `Count` numbers, aligned for the widest vector and the cache line.
template <class T, std::int64_t Count> struct block {
    alignas(64) T values[Count > 0 ? Count : 1] = {};
};

}  // namespace detail

// The parameters of a network as its kernels read them. Never changes after construction: any
// number of threads may predict with the same object, each with a workspace of its own.
template <class Net, class T = float, simd::target Machine = simd::native> class packed_weights {
    static_assert(Net::diagnosis::told());
    using program = typename detail::runnable<Net, T, Machine>::program;
    static_assert(detail::runnable<Net, T, Machine>::diagnosis::told());

  public:
    using network_type = Net;

    explicit constexpr packed_weights(const parameters<Net, T>& from) noexcept
        : packed_weights{off_stack, from} {
        static_assert(stack_mistake<holder::packed_weights, packed_weights>::told());
    }
    // Those of any size, which are no local variable.
    constexpr packed_weights(off_stack_t, const parameters<Net, T>& from) noexcept {
        program::pack(from.data(), memory.values);
    }
    template <class Other, class U> explicit constexpr packed_weights(const parameters<Other, U>&) {
        static_assert(detail::parameters_mistake<Net, T, Other, U>::told());
    }
    constexpr const T* data() const noexcept { return memory.values; }
    static constexpr std::int64_t bytes() { return sizeof(memory); }

  private:
    detail::block<T, program::packed_size> memory;
};

// The memory in which one prediction at a time takes place. Holds nothing between two of them.
template <class Net, class T = float> class workspace {
    static_assert(Net::diagnosis::told());

  public:
    constexpr workspace() noexcept {
        static_assert(stack_mistake<holder::workspace, workspace>::told());
    }
    // One of any size, which is no local variable.
    explicit constexpr workspace(off_stack_t) noexcept {}

    constexpr T* data() noexcept { return memory.values; }
    static constexpr std::int64_t bytes() { return sizeof(memory); }

  private:
    detail::block<T, Net::plan.size> memory;
};

// One forward pass. PyTorch: model.eval()(input[None])[0].
template <class Net, class T, simd::target Machine>
constexpr void predict(const packed_weights<Net, T, Machine>& weights, workspace<Net, T>& memory,
                       const basic_tensor<T, Net::input_shape>& input,
                       basic_tensor<T, Net::output_shape>& output) noexcept {
    // The compiler evaluates the scalar twin, for which weights are packed otherwise; see
    // `predictor`.
    detail::runnable<Net, T, Machine>::program::run(
        {input.data(), output.data(), weights.data(), memory.data()});
}
template <class Net, class T, simd::target Machine>
constexpr basic_tensor<T, Net::output_shape> predict(
    const packed_weights<Net, T, Machine>& weights, workspace<Net, T>& memory,
    const basic_tensor<T, Net::input_shape>& input) noexcept {
    using output_type = basic_tensor<T, Net::output_shape>;
    static_assert(stack_mistake<holder::output, output_type>::told());
    output_type output;
    predict(weights, memory, input, output);
    return output;
}

template <class Net, class T, simd::target Machine, unlike<basic_tensor<T, Net::input_shape>> Given>
constexpr basic_tensor<T, Net::output_shape> predict(const packed_weights<Net, T, Machine>&,
                                                     workspace<Net, T>&, const Given&) noexcept {
    static_assert(
        mismatch<found::input_of_the_network, basic_tensor<T, Net::input_shape>, Given>::told());
    return {};
}

// Weights and workspace in one object: predictor<lenet5> net{weights}; auto scores = net(image);
//
// The call allocates nothing and throws nothing. One that is too large for the stack is placed
// statically or on the heap, and says so: std::make_unique<predictor<vgg16>>(off_stack, weights);
// one whose output is too large is handed the place for it: net(image, output). Output and input
// are in PyTorch's order. For constant expressions use predictor<Net, float, simd::scalar>; its
// results have the same bits.
template <class Net, class T = float, simd::target Machine = simd::native> class predictor {
    static_assert(Net::diagnosis::told());
    static_assert(detail::runnable<Net, T, Machine>::diagnosis::told());

  public:
    using network_type = Net;
    using input_type = basic_tensor<T, Net::input_shape>;
    using output_type = basic_tensor<T, Net::output_shape>;

    explicit constexpr predictor(const parameters<Net, T>& from) noexcept
        : predictor{off_stack, from} {
        static_assert(stack_mistake<holder::predictor, predictor>::told());
    }
    // One of any size, which is no local variable.
    constexpr predictor(off_stack_t, const parameters<Net, T>& from) noexcept
        : weights_{off_stack, from}, workspace_{off_stack} {}
    template <class Other, class U>
    explicit constexpr predictor(const parameters<Other, U>&)
        : predictor{off_stack, parameters<Net, T>{off_stack}} {
        static_assert(detail::parameters_mistake<Net, T, Other, U>::told());
    }

    constexpr output_type operator()(const input_type& input) noexcept {
        return predict(weights_, workspace_, input);
    }
    constexpr void operator()(const input_type& input, output_type& output) noexcept {
        predict(weights_, workspace_, input, output);
    }
    template <unlike<input_type> Given> constexpr output_type operator()(const Given&) noexcept {
        static_assert(mismatch<found::input_of_the_network, input_type, Given>::told());
        return {};
    }

    constexpr const packed_weights<Net, T, Machine>& weights() const noexcept { return weights_; }

  private:
    packed_weights<Net, T, Machine> weights_;
    workspace<Net, T> workspace_;
};

}  // namespace ctnn
