// A network of one layer in, that layer's `forward` alone out, as it runs inside of a network.
#pragma once

#include <ctnn/ctnn.hpp>

#include "fill.hpp"
#include "turns.hpp"
#include <memory>

namespace ctnn::bench {

// A work for `turns`: activations lie in the workspace, weights are packed.
template <class Net> class single_layer {
    using program = ctnn::detail::program<Net, float, simd::native>;

  public:
    using input_type = basic_tensor<float, Net::input_shape>;
    using output_type = basic_tensor<float, Net::output_shape>;

    single_layer() {
        fill(*weights);
        fill(*input);
        packed = std::make_unique<packed_weights<Net>>(off_stack, *weights);
        *output = predict(*packed, *memory, *input);  // leaves the input in the workspace
    }

    void operator()() {
        program::template run_layer<0>(place());
        keep(*memory);
    }

    // The layer's input and output as they lie in memory, from their first numbers on.
    static constexpr layout form_of_input() { return program::layout_of_value(0); }
    static constexpr layout form_of_output() { return program::layout_of_value(1); }
    const float* first_input() const { return place().read(0); }
    float* first_output() const { return place().written(1); }

    std::unique_ptr<parameters<Net>> weights = std::make_unique<parameters<Net>>(off_stack);
    std::unique_ptr<input_type> input = std::make_unique<input_type>();
    std::unique_ptr<output_type> output = std::make_unique<output_type>();

  private:
    typename program::memory place() const {
        return {input->data(), output->data(), packed->data(), memory->data()};
    }

    std::unique_ptr<packed_weights<Net>> packed;
    std::unique_ptr<workspace<Net>> memory = std::make_unique<workspace<Net>>(off_stack);
};

}  // namespace ctnn::bench
