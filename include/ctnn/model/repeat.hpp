// The same layers several times, one after the other.
#pragma once

#include <ctnn/model/graph.hpp>

namespace ctnn {

namespace detail {

template <class Block, class Numbers> struct repeated;
template <class Block, int... I> struct repeated<Block, std::integer_sequence<int, I...>> {
    template <int> using each = Block;
    using type = sequential<each<I>...>;
};

}  // namespace detail

// repeat<3, block> is sequential<block, block, block>: layers of equal types and weights of their
// own. PyTorch: nn.Sequential(*(block() for _ in range(3))).
//
// Parameter names: "4.0.0.weight", "4.1.0.weight", ... as those of the sequential. repeat<0, block>
// does nothing.
template <int Times, class Block>
struct repeat : detail::repeated<Block, std::make_integer_sequence<int, Times>>::type {};

}  // namespace ctnn
