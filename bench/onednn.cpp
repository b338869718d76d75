// oneDNN's primitives for a network, as its users would chain them: every primitive chooses its
// layouts (format any) and is created once, weights are reordered once, ReLU and a residual's sum
// are post-ops.
#include "peers.hpp"
#include <omp.h>
#include <oneapi/dnnl/dnnl.hpp>
#include <unordered_map>
#include <utility>

namespace ctnn::bench {

namespace {

using dnnl::memory;
using dims = memory::dims;
using tag = memory::format_tag;
using descriptor = memory::desc;

descriptor of(const dims& extents, tag format) { return {extents, memory::data_type::f32, format}; }
descriptor any(const dims& extents) { return of(extents, tag::any); }
descriptor plain(const dims& extents) {
    constexpr tag tags[]{tag::undef, tag::a, tag::ab, tag::abc, tag::abcd, tag::abcde};
    return of(extents, tags[extents.size()]);
}
dims with_batch(const shape& extents) {
    dims result{1};
    result.insert(result.end(), extents.extents, extents.extents + extents.rank);
    return result;
}

std::string choices() {
    const dnnl_version_t& v = *dnnl_version();
    return "version " + std::to_string(v.major) + '.' + std::to_string(v.minor) + '.' +
           std::to_string(v.patch) +
           " as packaged; direct convolutions, or Winograd's where it has them; layouts of its own "
           "choice, weights reordered once, ReLU and sums as post-ops";
}

class primitives final : public peer {
    using arguments = std::unordered_map<int, memory>;

  public:
    primitives(std::string name, const plain_network& net, const float* picture, onednn_way way,
               bool last_alone)
        : peer{std::move(name), choices()}, net_{net}, way_{way}, values_(net.values.size()) {
        omp_set_num_threads(1);
        values_[0] = {plain(with_batch(net.values[0])), engine_, const_cast<float*>(picture)};
        for (const operation& each : net.operations) add(each);
        (*this)();
        if (last_alone) steps_.erase(steps_.begin(), steps_.end() - 1);
    }

    void operator()() override {
        for (const auto& [primitive, given] : steps_) primitive.execute(stream_, given);
        stream_.wait();
    }
    std::vector<float> output() override {
        const memory from = value(net_.operations.back().output);
        const memory to = reordered(from, plain(from.get_desc().dims()));
        const auto* const first = static_cast<const float*>(to.get_data_handle());
        return {first, first + to.get_desc().get_size() / sizeof(float)};
    }
    bool uses_winograd() const { return uses_winograd_; }

  private:
    memory& value(int number) { return values_[static_cast<std::size_t>(number)]; }
    dims dims_of(int number) const { return with_batch(net_.value(number)); }

    memory reordered(memory from, const descriptor& wanted) {
        memory to{wanted, engine_};
        dnnl::reorder{from, to}.execute(stream_, from, to);
        stream_.wait();
        return to;
    }
    // The value as a primitive wants it: another step where it lies otherwise.
    memory wanted(int number, const descriptor& form) {
        const memory from = value(number);
        if (from.get_desc() == form) return from;
        const memory to{form, engine_};
        steps_.emplace_back(dnnl::reorder{from, to},
                            arguments{{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}});
        return to;
    }
    void step(const dnnl::primitive& primitive, const memory& out, int number, arguments given) {
        given.insert({DNNL_ARG_DST, out});
        steps_.emplace_back(primitive, std::move(given));
        value(number) = out;
    }

    static dnnl::primitive_attr attributes_of(const operation& it) {
        dnnl::post_ops after;
        if (it.addend >= 0) after.append_sum();
        if (it.relu) after.append_eltwise(1, dnnl::algorithm::eltwise_relu, 0, 0);
        dnnl::primitive_attr result;
        result.set_post_ops(after);
        return result;
    }
    // A convolution or a matrix. A sum is written over its other summand, which is not read again.
    template <class Primitive>
    void weighted(const operation& it, const auto& chosen, const dims& weights) {
        const auto read = [&](const std::vector<float>& from, const dims& as,
                              const descriptor& form) {
            return reordered({plain(as), engine_, const_cast<float*>(from.data())}, form);
        };
        const dims filters{static_cast<dims::value_type>(it.bias.size())};
        const memory out = it.addend < 0 ? memory{chosen.dst_desc(), engine_}
                                         : wanted(it.addend, chosen.dst_desc());
        step(Primitive{chosen}, out, it.output,
             {{DNNL_ARG_SRC, wanted(it.inputs[0], chosen.src_desc())},
              {DNNL_ARG_WEIGHTS, read(it.weights, weights, chosen.weights_desc())},
              {DNNL_ARG_BIAS, read(it.bias, filters, plain(filters))}});
    }

    void convolve(const operation& it) {
        using convolution = dnnl::convolution_forward;
        const dims in = dims_of(it.inputs[0]), out = dims_of(it.output);
        const window &down = it.vertical, &across = it.horizontal;
        dims weights{out[1], in[1] / it.groups, down.kernel, across.kernel};
        if (it.groups > 1) {
            weights[0] /= it.groups;
            weights.insert(weights.begin(), it.groups);
        }
        const auto chosen = [&](dnnl::algorithm algorithm) {
            return convolution::primitive_desc{{dnnl::prop_kind::forward_inference,
                                                algorithm,
                                                any(in),
                                                any(weights),
                                                plain({out[1]}),
                                                any(out),
                                                {down.stride, across.stride},
                                                {down.before, across.before},
                                                {down.after, across.after}},
                                               attributes_of(it),
                                               engine_,
                                               true};
        };
        if (way_ == onednn_way::winograd)
            if (const auto found = chosen(dnnl::algorithm::convolution_winograd)) {
                uses_winograd_ = true;
                return weighted<convolution>(it, found, weights);
            }
        weighted<convolution>(it, chosen(dnnl::algorithm::convolution_direct), weights);
    }
    void multiply(const operation& it) {
        using product = dnnl::inner_product_forward;
        const dims in = value(it.inputs[0]).get_desc().dims(), out = dims_of(it.output);
        dims weights = in;
        weights[0] = out[1];
        weighted<product>(it,
                          product::primitive_desc{{dnnl::prop_kind::forward_inference, any(in),
                                                   any(weights), plain({out[1]}), any(out)},
                                                  attributes_of(it),
                                                  engine_},
                          weights);
    }
    void pool(const operation& it, dnnl::algorithm algorithm) {
        using pooling = dnnl::pooling_forward;
        const memory from = value(it.inputs[0]);
        const window &down = it.vertical, &across = it.horizontal;
        const pooling::primitive_desc chosen{{dnnl::prop_kind::forward_inference,
                                              algorithm,
                                              from.get_desc(),
                                              any(dims_of(it.output)),
                                              {down.stride, across.stride},
                                              {down.kernel, across.kernel},
                                              {down.before, across.before},
                                              {down.after, across.after}},
                                             engine_};
        step(pooling{chosen}, {chosen.dst_desc(), engine_}, it.output, {{DNNL_ARG_SRC, from}});
    }
    void concatenate(const operation& it) {
        std::vector<descriptor> forms;
        arguments given;
        for (const int part : it.inputs) {
            given.insert({DNNL_ARG_MULTIPLE_SRC + static_cast<int>(forms.size()), value(part)});
            forms.push_back(value(part).get_desc());
        }
        const dnnl::concat::primitive_desc chosen{1, forms, engine_};
        step(dnnl::concat{chosen}, {chosen.dst_desc(), engine_}, it.output, given);
    }
    // What keeps the layout that it finds.
    template <class Primitive> void keep_form(const operation& it, auto&&... numbers) {
        const memory from = value(it.inputs[0]);
        const typename Primitive::primitive_desc chosen{{numbers...}, engine_};
        step(Primitive{chosen}, {from.get_desc(), engine_}, it.output, {{DNNL_ARG_SRC, from}});
    }

    void add(const operation& it) {
        constexpr auto inference = dnnl::prop_kind::forward_inference;
        const descriptor form = value(it.inputs[0]).get_desc();
        switch (it.kind) {
            case operation_kind::convolution:
                return convolve(it);
            case operation_kind::linear:
                return multiply(it);
            case operation_kind::max_pool:
                return pool(it, dnnl::algorithm::pooling_max);
            case operation_kind::global_avg_pool:
                return pool(it, dnnl::algorithm::pooling_avg_exclude_padding);
            case operation_kind::local_response_norm:
                return keep_form<dnnl::lrn_forward>(it, inference,
                                                    dnnl::algorithm::lrn_across_channels, form,
                                                    it.size, it.alpha, it.beta, it.k);
            case operation_kind::concat:
                return concatenate(it);
            case operation_kind::softmax:
                return keep_form<dnnl::softmax_forward>(it, inference, form, 1);
        }
    }

    const plain_network net_;
    const onednn_way way_;
    bool uses_winograd_ = false;
    dnnl::engine engine_{dnnl::engine::kind::cpu, 0};
    dnnl::stream stream_{engine_};
    std::vector<std::pair<dnnl::primitive, arguments>> steps_;
    std::vector<memory> values_;
};

}  // namespace

peer_pointer onednn(const plain_network& net, const float* picture, onednn_way way,
                    bool last_alone) {
    const bool is_direct = way == onednn_way::direct;
    auto made = std::make_unique<primitives>(is_direct ? "oneDNN" : "oneDNN, Winograd", net,
                                             picture, way, last_alone);
    if (!is_direct && !made->uses_winograd()) return nullptr;
    return made;
}

}  // namespace ctnn::bench
