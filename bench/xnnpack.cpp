// XNNPACK's operators for a network: created and set up once, weights packed by it, channels last,
// ReLU as the operator's limits, without a thread pool.
#include "peers.hpp"
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <xnnpack.h>

namespace ctnn::bench {

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

void expect(xnn_status status) {
    if (status == xnn_status_success) return;
    std::fprintf(stderr, "XNNPACK: status %d\n", static_cast<int>(status));
    std::exit(1);
}

unsigned number(int n) { return static_cast<unsigned>(n); }

// The numbers of an image of channels x pixels, pixels first.
std::vector<float> pixels_first(const float* from, std::size_t channels, std::size_t pixels) {
    std::vector<float> result(channels * pixels);
    for (std::size_t c = 0; c < channels; ++c)
        for (std::size_t p = 0; p < pixels; ++p) result[p * channels + c] = from[c * pixels + p];
    return result;
}
std::size_t channels_of(const shape& image) { return static_cast<std::size_t>(image[0]); }
std::size_t pixels_of(const shape& image) {
    return static_cast<std::size_t>(image.size() / image[0]);
}

class operators final : public peer {
  public:
    operators(const plain_network& net, const float* picture)
        : peer{"XNNPACK",
               "as packaged; operators created and set up once, channels last, weights packed, "
               "ReLU "
               "as the operator's limits, no thread pool"},
          net_{net} {
        expect(xnn_initialize(nullptr));
        for (const shape& each : net.values)  // may be read past its end by so much
            values_.emplace_back(static_cast<std::size_t>(each.size()) + XNN_EXTRA_BYTES);
        std::ranges::copy(
            pixels_first(picture, channels_of(net.values[0]), pixels_of(net.values[0])),
            values_[0].begin());
        for (const operation& each : net.operations) add(each);
        (*this)();
    }
    ~operators() override {
        for (const xnn_operator_t each : operators_) xnn_delete_operator(each);
    }

    void operator()() override {
        for (const xnn_operator_t each : operators_) xnn_run_operator(each, nullptr);
    }
    std::vector<float> output() override {
        const int last = net_.operations.back().output;
        const float* const first = value(last);
        return {first, first + net_.value(last).size()};
    }

  private:
    float* value(int number) { return values_[static_cast<std::size_t>(number)].data(); }

    void add(const operation& it) {
        const shape &in = net_.input_of(it), &out = net_.value(it.output);
        const std::size_t inputs = channels_of(in), outputs = channels_of(out);
        const std::size_t height = static_cast<std::size_t>(in[1]),
                          width = static_cast<std::size_t>(in[2]);
        const window &down = it.vertical, &across = it.horizontal;
        const float* const from = value(it.inputs[0]);
        float* const to = value(it.output);
        const bool adds = it.addend >= 0;
        const float least = it.relu && !adds ? 0 : -infinity;
        xnn_operator_t made = nullptr;
        switch (it.kind) {
            case operation_kind::convolution: {
                const std::size_t channels = inputs / number(it.groups);
                const std::size_t taps = number(down.kernel * across.kernel);
                std::vector<float> weights;
                for (std::size_t o = 0; o < outputs; ++o)
                    std::ranges::copy(
                        pixels_first(it.weights.data() + o * channels * taps, channels, taps),
                        std::back_inserter(weights));
                expect(xnn_create_convolution2d_nhwc_f32(
                    number(down.before), number(across.after), number(down.after),
                    number(across.before), number(down.kernel), number(across.kernel),
                    number(down.stride), number(across.stride), 1, 1, number(it.groups), channels,
                    outputs / number(it.groups), inputs, outputs, weights.data(), it.bias.data(),
                    least, infinity, 0, &made));
                expect(xnn_setup_convolution2d_nhwc_f32(made, 1, height, width, from, to, nullptr));
                break;
            }
            case operation_kind::linear: {
                const auto count = static_cast<std::size_t>(in.size());
                std::vector<float> weights;
                for (std::size_t o = 0; o < outputs; ++o)
                    std::ranges::copy(
                        pixels_first(it.weights.data() + o * count, inputs, count / inputs),
                        std::back_inserter(weights));
                expect(xnn_create_fully_connected_nc_f32(count, outputs, count, outputs,
                                                         weights.data(), it.bias.data(), least,
                                                         infinity, 0, &made));
                expect(xnn_setup_fully_connected_nc_f32(made, 1, from, to, nullptr));
                break;
            }
            case operation_kind::max_pool:
                expect(xnn_create_max_pooling2d_nhwc_f32(
                    number(down.before), number(across.after), number(down.after),
                    number(across.before), number(down.kernel), number(across.kernel),
                    number(down.stride), number(across.stride), 1, 1, inputs, inputs, outputs,
                    -infinity, infinity, 0, &made));
                expect(xnn_setup_max_pooling2d_nhwc_f32(made, 1, height, width, from, to, nullptr));
                break;
            case operation_kind::global_avg_pool:
                expect(xnn_create_global_average_pooling_nwc_f32(inputs, inputs, outputs, -infinity,
                                                                 infinity, 0, &made));
                expect(xnn_setup_global_average_pooling_nwc_f32(made, 1, height * width, from, to,
                                                                nullptr));
                break;
            case operation_kind::softmax:
                expect(xnn_create_softmax_nc_f32(inputs, inputs, outputs, 0, &made));
                expect(xnn_setup_softmax_nc_f32(made, 1, from, to, nullptr));
                break;
            case operation_kind::local_response_norm:
            case operation_kind::concat:
                std::abort();  // `xnnpack` has refused it
        }
        operators_.push_back(made);
        if (adds) sum(it);
    }
    void sum(const operation& it) {
        const auto count = static_cast<std::size_t>(net_.value(it.output).size());
        xnn_operator_t made = nullptr;
        expect(xnn_create_add_nd_f32(it.relu ? 0 : -infinity, infinity, 0, &made));
        expect(xnn_setup_add_nd_f32(made, 1, &count, 1, &count, value(it.output), value(it.addend),
                                    value(it.output), nullptr));
        operators_.push_back(made);
    }

    const plain_network net_;
    std::vector<std::vector<float>> values_;
    std::vector<xnn_operator_t> operators_;
};

}  // namespace

peer_pointer xnnpack(const plain_network& net, const float* picture) {
    for (const operation& each : net.operations)
        if (each.kind == operation_kind::local_response_norm || each.kind == operation_kind::concat)
            return nullptr;
    return std::make_unique<operators>(net, picture);
}

}  // namespace ctnn::bench
