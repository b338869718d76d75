// shows: the targets of the loss: expected 10, found 12
// shows on clang 14: found::targets_of_the_loss, found::expected<found::of<10>, float>,
// shows on clang 14: found::given<found::of<12>, float>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using targets = batch<4, 12>;
#else
using targets = batch<4, 10>;
#endif
auto gradient(const batch<4, 10>& outputs, const targets& Y) {
    return mse_loss{}.backward(outputs, Y);
}
