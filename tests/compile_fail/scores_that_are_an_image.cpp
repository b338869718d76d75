// shows: the scores of the loss must be a flat vector, they are 10x1x1: write flatten in
// shows: front
// shows on clang 14: found::scores_of_the_loss, found::of<10, 1, 1>,
// shows on clang 14: found::so_write_flatten_in_front
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using scores = tensor<10, 1, 1>;
#else
using scores = tensor<10>;
#endif
float loss(const scores& outputs) { return cross_entropy{}.forward(outputs, 3); }
