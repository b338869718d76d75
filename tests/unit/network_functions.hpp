// A network's type in, plain functions out: what is checked of many networks is then compiled once,
// and not once for every network.
#pragma once

#include <ctnn/ctnn.hpp>

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

// The targets of this build, from the narrowest.
inline constexpr ctnn::simd::target all_targets[] = {ctnn::simd::scalar,
                                                     {.vector_bits = 128, .registers = 16},
                                                     {.vector_bits = 256, .registers = 16},
                                                     {.vector_bits = 512, .registers = 32}};
inline constexpr int target_count = [] {
    int count = 1;
    while (count < 4 && all_targets[count].vector_bits <= ctnn::simd::native.vector_bits) ++count;
    return count;
}();

// Tensors in PyTorch's order; several samples one after the other.
template <class T> using numbers = std::vector<T>;

// What training makes of one sample or a batch: outputs, dL/dinputs, dL/dparameters, and the
// parameters themselves, among which running statistics move.
template <class T> struct gradients {
    numbers<T> y, dx, dp, p;
};

// Parameters p, an input x and a gradient dy of the output in; `train_batch` takes several samples.
template <class T> struct network_functions {
    using prediction = numbers<T>(const numbers<T>& p, const numbers<T>& x);
    using training = gradients<T>(const numbers<T>& p, const numbers<T>& x, const numbers<T>& dy);

    prediction* predict = nullptr;
    training* train = nullptr;
    training* train_batch = nullptr;
};

// Calls body(numbers, count) for every output of every sample, of one tensor or batch or of a tuple
// of them: so the outputs of auxiliary heads stand behind the network's.
template <int Outputs, class All, class Body>
void for_each_output(All& all, int samples, Body&& body) {
    for (int sample = 0; sample < samples; ++sample)
        ctnn::unroll<Outputs>([&](auto i) {
            auto& own = ctnn::detail::output_at<i>(all);
            const auto size = own.extents.size();
            body(own.data() + sample * size, size);
        });
}

// Those of one network, whose trainable model is made for batches of up to MaxBatch samples.
//
// Each starts in memory where an earlier run has left nothing but NaNs: what is read before it is
// written shows.
template <class Net, class T, ctnn::simd::target Machine, int MaxBatch> struct functions_of {
    using model = ctnn::trainable<Net, MaxBatch, T, Machine>;
    static constexpr int outputs = Net::graph.output_count;
    static constexpr T poison = std::numeric_limits<T>::quiet_NaN();

    static std::unique_ptr<ctnn::parameters<Net, T>> parameters(const numbers<T>& p) {
        auto result = std::make_unique<ctnn::parameters<Net, T>>();
        std::copy_n(p.data(), result->size(), result->data());
        return result;
    }

    static numbers<T> predict(const numbers<T>& p, const numbers<T>& x) {
        const auto weights = std::make_unique<ctnn::packed_weights<Net, T, Machine>>(
            ctnn::off_stack, *parameters(p));
        const auto memory = std::make_unique<ctnn::workspace<Net, T>>(ctnn::off_stack);
        std::fill_n(memory->data(), memory->bytes() / sizeof(T), poison);
        typename model::input_type input;
        std::copy_n(x.data(), input.size(), input.data());
        const auto y = ctnn::predict(*weights, *memory, input);
        return {y.begin(), y.end()};
    }

    static gradients<T> train(const numbers<T>& p, const numbers<T>& x, const numbers<T>& dy) {
        const auto net = std::make_unique<model>(ctnn::off_stack, *parameters(p));
        typename model::input_type input, input_gradient;
        typename model::output_type output_gradient;
        std::fill_n(input.data(), input.size(), poison);
        fill(output_gradient, 1, numbers<T>(1, poison), 0);
        net->forward(input);
        net->backward(input, output_gradient, input_gradient);

        std::copy_n(x.data(), input.size(), input.data());
        fill(output_gradient, 1, dy);
        const auto y = joined(net->forward(input), 1);
        net->backward(input, output_gradient, input_gradient);
        return results(*net, y, {input_gradient.begin(), input_gradient.end()});
    }

    static gradients<T> train_batch(const numbers<T>& p, const numbers<T>& x,
                                    const numbers<T>& dy) {
        const auto net = std::make_unique<model>(ctnn::off_stack, *parameters(p));
        typename model::output_batch output_gradient;
        fill(output_gradient, MaxBatch, numbers<T>(1, poison), 0);
        numbers<T> dx(MaxBatch * model::input_type::size(), poison);
        net->forward({dx.data(), MaxBatch});
        net->backward({dx.data(), MaxBatch}, output_gradient, {dx.data(), MaxBatch});
        net->parameters() = *parameters(p);  // the running statistics are NaNs as well

        const int samples = static_cast<int>(x.size() / model::input_type::size());
        ctnn::unroll<outputs>(
            [&](auto i) { ctnn::detail::output_at<i>(output_gradient).count = samples; });
        fill(output_gradient, samples, dy);
        dx.resize(x.size());
        const auto y = joined(net->forward({x.data(), samples}), samples);
        net->backward({x.data(), samples}, output_gradient, {dx.data(), samples});
        return results(*net, y, std::move(dx));
    }

  private:
    template <class All>
    static void fill(All& all, int samples, const numbers<T>& from, int step = 1) {
        const T* next = from.data();
        for_each_output<outputs>(all, samples, [&](T* own, auto size) {
            for (int i = 0; i < size; ++i, next += step) own[i] = *next;
        });
    }
    template <class All> static numbers<T> joined(const All& all, int samples) {
        numbers<T> result;
        for_each_output<outputs>(all, samples, [&](const T* own, auto size) {
            result.insert(result.end(), own, own + size);
        });
        return result;
    }
    static gradients<T> results(const model& net, numbers<T> y, numbers<T> dx) {
        return {std::move(y),
                std::move(dx),
                {net.gradients().begin(), net.gradients().end()},
                {net.parameters().begin(), net.parameters().end()}};
    }
};
