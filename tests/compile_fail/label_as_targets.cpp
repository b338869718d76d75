// shows: the targets of the loss: expected a tensor of 10, found int
// shows on clang 14: found::targets_of_the_loss, found::expected<found::of<10>, float>,
// shows on clang 14: found::given<int>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using targets = int;
#else
using targets = tensor<10>;
#endif
float loss(const tensor<10>& outputs, const targets& Y) { return mse_loss{}.forward(outputs, Y); }
