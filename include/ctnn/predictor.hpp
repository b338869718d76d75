// Parameters and an input in, the network's output out: no allocation, no exception, no surprise.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/kernels/copy.hpp>
#include <ctnn/layers/pass.hpp>
#include <ctnn/parameters.hpp>

namespace ctnn {

namespace detail {

// A network in the order in which its layers run, for numbers of type T on a given machine.
template <class Net, class T, simd::target Machine> struct program {
    static constexpr const auto& graph = Net::graph;
    static constexpr const auto& plan = Net::plan;

    template <int N> using leaf = leaf_at<N, typename Net::leaves>;

    static constexpr layout layout_of_value(int value) { return plan.places[value].form; }

    template <int N>
    static constexpr forward_form form = [] {
        forward_form result;
        for (int i = 0; i < graph.nodes[N].input_count; ++i)
            result.in[i].image = layout_of_value(graph.nodes[N].inputs[i]);
        result.out.image = layout_of_value(graph.nodes[N].output);
        return result;
    }();

    template <int N> static constexpr bool has_parameters = graph.nodes[N].parameters.count > 0;

    // Where the packed weights of layer N begin (of layer Net::layer_count: where they end).
    template <int N> static constexpr std::int64_t packed_offset() {
        if constexpr (N == 0) {
            return 0;
        } else if constexpr (!has_parameters<N - 1>) {
            return packed_offset<N - 1>();
        } else {
            return packed_offset<N - 1>() +
                   round_to_grain(leaf<N - 1>::template packed_size<T, Machine, form<N - 1>>());
        }
    }
    static constexpr std::int64_t packed_size = packed_offset<Net::layer_count>();

    static constexpr std::int64_t parameter_offset(int layer) {
        std::int64_t sum = 0;
        for (int n = 0; n < layer; ++n) sum += graph.nodes[n].parameters.scalar_count();
        return sum;
    }

    static constexpr void pack(const T* parameters, T* packed) noexcept {
        unroll<Net::layer_count>([&](auto n) {
            if constexpr (has_parameters<n>)
                leaf<n>::template pack<T, Machine, form<n>>(parameters + parameter_offset(n),
                                                            packed + packed_offset<n>());
        });
    }

    static constexpr T* first_pixel(T* workspace, int value) {
        return workspace + plan.places[value].offset + layout_of_value(value).origin();
    }

    static constexpr void run(const T* input, T* output, const T* packed, T* workspace) noexcept {
        write<0>(workspace,
                 [&](T* first) { kernels::import_tensor<T, layout_of_value(0)>(input, first); });
        unroll<Net::layer_count>([&](auto n) {
            constexpr const node& layer = graph.nodes[n];
            forward_pass<T> pass;
            for (int i = 0; i < layer.input_count; ++i)
                pass.in[i] = first_pixel(workspace, layer.inputs[i]);
            if constexpr (has_parameters<n>) pass.weights = packed + packed_offset<n>();
            write<layer.output>(workspace, [&](T* first) {
                pass.out = first;
                leaf<n>::template forward<T, Machine, form<n>>(pass);
            });
        });
        constexpr int last = graph.value_count - 1;
        kernels::export_tensor<T, layout_of_value(last)>(first_pixel(workspace, last), output);
    }

  private:
    // Activations share memory, so the zeros around one are written anew each time.
    template <int Value, class Writer>
    static constexpr void write(T* workspace, Writer&& writer) noexcept {
        T* const first = first_pixel(workspace, Value);
        if constexpr (plan.clears_edge[Value])
            kernels::clear_edge<T, layout_of_value(Value)>(first);
        writer(first);
    }
};

// Memory for `Count` numbers, aligned for the widest vector and the cache line.
template <class T, std::int64_t Count> struct block {
    alignas(64) T values[Count > 0 ? Count : 1] = {};
};

}  // namespace detail

// The parameters of a network as its kernels read them. Never changes after construction: any
// number of threads may predict with the same object, each with a workspace of its own.
template <class Net, class T = float, simd::target Machine = simd::native> class packed_weights {
  public:
    using network_type = Net;

    explicit constexpr packed_weights(const parameters<Net, T>& from) noexcept {
        detail::program<Net, T, Machine>::pack(from.data(), memory.values);
    }
    constexpr const T* data() const noexcept { return memory.values; }
    static constexpr std::int64_t bytes() { return sizeof(memory); }

  private:
    detail::block<T, detail::program<Net, T, Machine>::packed_size> memory;
};

// The memory in which one prediction at a time takes place. Holds nothing between two of them.
template <class Net, class T = float> class workspace {
  public:
    constexpr T* data() noexcept { return memory.values; }
    static constexpr std::int64_t bytes() { return sizeof(memory); }

  private:
    detail::block<T, Net::plan.size> memory;
};

// One forward pass. PyTorch: model.eval()(input[None])[0].
template <class Net, class T, simd::target Machine>
constexpr basic_tensor<T, Net::output_shape> predict(
    const packed_weights<Net, T, Machine>& weights, workspace<Net, T>& memory,
    const basic_tensor<T, Net::input_shape>& input) noexcept {
    basic_tensor<T, Net::output_shape> output;
    // The compiler evaluates the scalar twin, for which weights are packed otherwise; see
    // `predictor`.
    detail::program<Net, T, Machine>::run(input.data(), output.data(), weights.data(),
                                          memory.data());
    return output;
}

// Weights and workspace in one object: predictor<lenet5> net{weights}; auto scores = net(image);
//
// The call allocates nothing and throws nothing. Output and input are in PyTorch's order. For
// constant expressions use predictor<Net, float, simd::scalar>; its results have the same bits.
template <class Net, class T = float, simd::target Machine = simd::native> class predictor {
  public:
    using network_type = Net;
    using input_type = basic_tensor<T, Net::input_shape>;
    using output_type = basic_tensor<T, Net::output_shape>;

    explicit constexpr predictor(const parameters<Net, T>& from) noexcept : weights_{from} {}

    constexpr output_type operator()(const input_type& input) noexcept {
        return predict(weights_, workspace_, input);
    }

    constexpr const packed_weights<Net, T, Machine>& weights() const noexcept { return weights_; }

  private:
    packed_weights<Net, T, Machine> weights_;
    workspace<Net, T> workspace_;
};

}  // namespace ctnn
