// A network and a picture in, every other library that was found and can run it out.
#pragma once

#include "plain_network.hpp"
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ctnn::bench {

// Another library, ready to run a network on one picture, with one thread. Its own headers take
// long to compile, and stay behind this.
class peer {
  public:
    // "oneDNN", and how it was built and told to work.
    peer(std::string name, std::string setting)
        : name_{std::move(name)}, setting_{std::move(setting)} {}
    virtual ~peer() = default;
    virtual void operator()() = 0;
    virtual std::vector<float> output() = 0;
    const std::string& name() const { return name_; }
    const std::string& setting() const { return setting_; }

  private:
    std::string name_, setting_;
};
using peer_pointer = std::unique_ptr<peer>;  // null: cannot run this network

// The picture, in PyTorch's order, stays where it is. `winograd` wherever oneDNN has it; null if
// that is nowhere. `last_alone`: runs the last operation only, on what lies before it.
enum class onednn_way { direct, winograd };
peer_pointer onednn(const plain_network&, const float* picture, onednn_way,
                    bool last_alone = false);
peer_pointer xnnpack(const plain_network&, const float* picture);
peer_pointer libtorch(const plain_network&, const float* picture);
// LeNet-5 and nothing else: its networks are types, too.
peer_pointer dlib_lenet5(const plain_network&, const float* picture);
peer_pointer tiny_dnn_lenet5(const plain_network&, const float* picture);

// All that were found: those of general use, and for LeNet-5 the others, too.
std::vector<peer_pointer> peers_for(const plain_network&, const float* picture);
std::vector<peer_pointer> peers_for_lenet5(const plain_network&, const float* picture);

}  // namespace ctnn::bench
