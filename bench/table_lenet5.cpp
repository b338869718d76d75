// LeNet-5 forward on one picture: ctnn beside every library that was found.
#include "comparison.hpp"
#include "lenet5.hpp"

int main() {
    using namespace ctnn;
    bench::whole_network<bench::lenet5> ours;
    const auto peers = bench::peers_for_lenet5(ours.described(), ours.picture());
    {
        const bench::comparison table{"LeNet-5", "one picture, one thread"};
        ours.compare(table, "LeNet-5", peers);
    }
    bench::print_settings(peers);
}
