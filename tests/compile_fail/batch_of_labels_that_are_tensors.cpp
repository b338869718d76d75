// shows: the labels of the loss: expected the number of the true class (an int, one for
// shows: each sample), found a tensor of 10
// shows on clang 14: found::labels_of_the_loss, found::of<10>,
// shows on clang 14: found::so_pass_the_number_of_the_true_class
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

#include <array>

using namespace ctnn;

#ifdef WRONG
using labels = batch<4, 10>;
#else
using labels = std::array<int, 4>;
#endif
auto gradient(const batch<4, 10>& outputs, const labels& Y) {
    return cross_entropy{}.backward(outputs, Y);
}
