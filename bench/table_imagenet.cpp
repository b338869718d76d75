// A network for ImageNet on one picture: ctnn beside every library that can run it. Each is a
// program of its own, as it takes half a minute to compile: CTNN_BENCH_NETWORK is its name.
#include <ctnn/models.hpp>

#include "comparison.hpp"

#define CTNN_TEXT(name) CTNN_WORDS(name)
#define CTNN_WORDS(name) #name

int main() {
    using namespace ctnn;
    constexpr const char* name = CTNN_TEXT(CTNN_BENCH_NETWORK);
    const bench::comparison table{name, "one picture, one thread"};
    bench::compare_whole<models::CTNN_BENCH_NETWORK>(table, name);
}
