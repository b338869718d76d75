// Layers in, the chain of oneDNN's primitives for them out, as its users would build it.
#pragma once

#include <omp.h>
#include <oneapi/dnnl/dnnl.hpp>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ctnn::bench {

// Every primitive chooses its layouts (format any) and is created once, weights are reordered once,
// ReLU is a post-op, and one thread does it all. Images are plain on the way in and out.
class onednn {
    using memory = dnnl::memory;
    using tag = memory::format_tag;
    using descriptor = memory::desc;

  public:
    using dims = memory::dims;

    // The values stay where they are; parameters are read in the order of PyTorch's state_dict.
    onednn(const dims& input, const float* values, const float* parameters)
        : value_{plain(input), engine_, const_cast<float*>(values)}, parameters_{parameters} {
        omp_set_num_threads(1);
    }

    void convolution(int filters, int kernel, int stride, int padding, bool relu) {
        const dims in = value_.get_desc().dims();
        const auto extent = [&](dims::value_type n) {
            return (n - kernel + 2 * padding) / stride + 1;
        };
        const dims out{1, filters, extent(in[2]), extent(in[3])};
        const dims weights{filters, in[1], kernel, kernel};
        const dims strides{stride, stride}, paddings{padding, padding};
        using convolution = dnnl::convolution_forward;
        const convolution::primitive_desc chosen{
            {dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_direct, any(in),
             any(weights), plain({filters}), any(out), strides, paddings, paddings},
            with(relu),
            engine_};
        add_weighted<convolution>(chosen, weights, filters);
    }

    void linear(int features, bool relu) {
        const dims in = value_.get_desc().dims();
        dims weights = in;
        weights[0] = features;
        using product = dnnl::inner_product_forward;
        const product::primitive_desc chosen{{dnnl::prop_kind::forward_inference, any(in),
                                              any(weights), plain({features}), any({1, features})},
                                             with(relu),
                                             engine_};
        add_weighted<product>(chosen, weights, features);
    }

    // Without overlap.
    void max_pool(int kernel) {
        const dims in = value_.get_desc().dims(), size{kernel, kernel}, none{0, 0};
        const dims out{1, in[1], in[2] / kernel, in[3] / kernel};
        using pool = dnnl::pooling_forward;
        const pool::primitive_desc chosen{
            {dnnl::prop_kind::forward_inference, dnnl::algorithm::pooling_max, value_.get_desc(),
             any(out), size, size, none, none},
            engine_};
        add(pool{chosen}, memory{chosen.dst_desc(), engine_}, {{DNNL_ARG_SRC, value_}});
    }

    void operator()() {
        for (const auto& [primitive, arguments] : steps_) primitive.execute(stream_, arguments);
        stream_.wait();
    }
    // The last layer alone, on what lies before it.
    void run_last() {
        steps_.back().first.execute(stream_, steps_.back().second);
        stream_.wait();
    }

    std::vector<float> output() {
        const descriptor wanted = plain(value_.get_desc().dims());
        std::vector<float> result(wanted.get_size() / sizeof(float));
        memory target{wanted, engine_, result.data()};
        dnnl::reorder{value_, target}.execute(stream_, value_, target);
        stream_.wait();
        return result;
    }

    static std::string setting() {
        const dnnl_version_t& v = *dnnl_version();
        return "oneDNN " + std::to_string(v.major) + '.' + std::to_string(v.minor) + '.' +
               std::to_string(v.patch) + " (direct, layouts of its own choice, one thread)";
    }

  private:
    using argument_list = std::unordered_map<int, memory>;

    static descriptor any(const dims& extents) {
        return {extents, memory::data_type::f32, tag::any};
    }
    static descriptor plain(const dims& extents) {
        constexpr tag tags[]{tag::undef, tag::a, tag::ab, tag::abc, tag::abcd};
        return {extents, memory::data_type::f32, tags[extents.size()]};
    }
    static dnnl::primitive_attr with(bool relu) {
        dnnl::primitive_attr result;
        if (!relu) return result;
        dnnl::post_ops after;
        after.append_eltwise(1, dnnl::algorithm::eltwise_relu, 0, 0);
        result.set_post_ops(after);
        return result;
    }

    void add(const dnnl::primitive& primitive, const memory& out, argument_list given) {
        given.insert({DNNL_ARG_DST, out});
        steps_.emplace_back(primitive, std::move(given));
        value_ = out;
    }

    template <class Primitive, class Chosen>
    void add_weighted(const Chosen& chosen, const dims& weights, int count) {
        if (chosen.src_desc() != value_.get_desc()) {
            const memory wanted{chosen.src_desc(), engine_};
            add(dnnl::reorder{value_, wanted}, wanted, {{DNNL_ARG_FROM, value_}});
        }
        const memory matrix{chosen.weights_desc(), engine_}, bias{plain({count}), engine_};
        read(matrix, weights);
        read(bias, {count});
        add(Primitive{chosen}, memory{chosen.dst_desc(), engine_},
            {{DNNL_ARG_SRC, value_}, {DNNL_ARG_WEIGHTS, matrix}, {DNNL_ARG_BIAS, bias}});
    }
    void read(memory target, const dims& extents) {
        memory from{plain(extents), engine_, const_cast<float*>(parameters_)};
        dnnl::reorder{from, target}.execute(stream_, from, target);
        stream_.wait();
        parameters_ += from.get_desc().get_size() / sizeof(float);
    }

    dnnl::engine engine_{dnnl::engine::kind::cpu, 0};
    dnnl::stream stream_{engine_};
    std::vector<std::pair<dnnl::primitive, argument_list>> steps_;
    memory value_;
    const float* parameters_;
};

}  // namespace ctnn::bench
