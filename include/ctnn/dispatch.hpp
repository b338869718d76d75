// A network that is compiled for several instruction sets in, the one for the processor at hand
// out: chosen once, when the weights are packed.
#pragma once

#include <ctnn/predictor.hpp>
#include <ctnn/simd/instruction_set.hpp>
#include <ctnn/variant_key.hpp>

#include <algorithm>
#include <cstdint>

namespace ctnn {

// What predictor<Net, T> is, for one program that runs on every processor of its kind, with the
// same bits:
//
//     dispatched<lenet5> net{weights};
//     auto scores = net(image);
//
// The program itself is compiled for the least of these processors; <ctnn/variant.hpp> says how the
// network is, once for each of `instruction_sets`. The call allocates nothing and throws nothing.
// PyTorch does the same for each operation (at::native::DispatchStub).
template <class Net, class T = float> class dispatched {
    static_assert(Net::diagnosis::told());

  public:
    using network_type = Net;
    using input_type = basic_tensor<T, Net::input_shape>;
    using output_type = basic_tensor<T, Net::output_shape>;

    explicit dispatched(const parameters<Net, T>& from) noexcept
        : dispatched{from, best_instruction_set()} {}
    // The best that the processor has up to `most`: to compare them.
    dispatched(const parameters<Net, T>& from, instruction_set most) noexcept
        : dispatched{off_stack, from, most} {
        static_assert(stack_mistake<holder::dispatched, dispatched>::told());
    }
    // One of any size, which is no local variable.
    dispatched(off_stack_t, const parameters<Net, T>& from,
               instruction_set most = best_instruction_set()) noexcept
        : chosen_{std::min(most, best_instruction_set())} {
        unroll<set_count>([&](auto i) {
            if (instruction_sets[i] != chosen_) return;
            code<instruction_sets[i]>::pack(from.data(), packed_.values);
            run_ = &code<instruction_sets[i]>::run;
        });
    }

    output_type operator()(const input_type& input) noexcept {
        static_assert(stack_mistake<holder::output, output_type>::told());
        output_type output;
        (*this)(input, output);
        return output;
    }
    void operator()(const input_type& input, output_type& output) noexcept {
        run_(input.data(), output.data(), packed_.values, workspace_.data());
    }
    template <unlike<input_type> Given> output_type operator()(const Given&) noexcept {
        static_assert(mismatch<found::input_of_the_network, input_type, Given>::told());
        return {};
    }

    instruction_set chosen() const noexcept { return chosen_; }

  private:
    static constexpr int set_count = sizeof instruction_sets / sizeof *instruction_sets;
    template <instruction_set Set>
    using code = ctnn_variants::compiled<detail::variant_key<Net, T, Set>, Set, T>;

    // Each packs weights for its own vectors.
    static constexpr std::int64_t packed_size = [] {
        std::int64_t most = 0;
        unroll<set_count>([&](auto i) {
            most = std::max<std::int64_t>(
                most, detail::program_for<Net, T, instruction_sets[i]>::packed_size);
        });
        return most;
    }();

    instruction_set chosen_;
    void (*run_)(const T*, T*, const T*, T*) noexcept = nullptr;
    detail::block<T, packed_size> packed_;
    workspace<Net, T> workspace_{off_stack};
};

}  // namespace ctnn
