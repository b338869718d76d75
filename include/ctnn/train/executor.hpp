// Numbered pieces of work in, somebody who runs them all out: what a trainable model knows of
// threads.
#pragma once

#include <type_traits>

namespace ctnn {

// A call of somebody else's function with a number, without owning it and without allocation.
class piece_work {
  public:
    template <class Body>
        requires(!std::is_same_v<std::remove_cvref_t<Body>, piece_work>)
    explicit(false) piece_work(Body& body) noexcept
        : body_{&body},
          call_{[](void* object, int piece) { (*static_cast<Body*>(object))(piece); }} {}

    void operator()(int piece) const { call_(body_, piece); }

  private:
    void* body_;
    void (*call_)(void*, int);
};

// Whoever runs pieces 0 to count - 1, each once, in any order and at the same time or not: a
// thread_pool, or anything of the user's that has run(int count, piece_work). Without one, the
// caller does.
class executor {
  public:
    executor() = default;

    template <class Runner>
        requires(!std::is_same_v<std::remove_cvref_t<Runner>, executor>)
    explicit executor(Runner& runner) noexcept
        : runner_{&runner}, run_{[](void* object, int count, piece_work work) {
              static_cast<Runner*>(object)->run(count, work);
          }} {}

    template <class Body> void run(int count, Body&& body) const {
        if (run_ && count > 1) {
            run_(runner_, count, piece_work{body});
        } else {
            for (int piece = 0; piece < count; ++piece) body(piece);
        }
    }

  private:
    void* runner_ = nullptr;
    void (*run_)(void*, int, piece_work) = nullptr;
};

}  // namespace ctnn
