// Numbered pieces of work in, all of them done out, by as many threads as were asked for.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace ctnn {

// Threads that wait for work. The construction allocates and may fail as std::thread does; `run`
// does neither.
//
//     thread_pool pool{4};
//     model.use(pool);
class thread_pool {
  public:
    explicit thread_pool(int threads)
        : helper_count_{threads > 1 ? threads - 1 : 0},
          helpers_{std::make_unique<std::jthread[]>(static_cast<std::size_t>(helper_count_))} {
        for (int i = 0; i < helper_count_; ++i)
            helpers_[static_cast<std::size_t>(i)] = std::jthread{[this] { help(); }};
    }

    thread_pool(const thread_pool&) = delete;
    thread_pool& operator=(const thread_pool&) = delete;

    ~thread_pool() {
        {
            const std::scoped_lock lock{mutex_};
            closing_ = true;
        }
        work_.notify_all();
        helpers_.reset();  // joins them while the rest of this object still exists
    }

    int threads() const { return helper_count_ + 1; }

    // Calls body(0), body(1), ..., body(count - 1), each once, in any order and on any of the
    // threads, this one included; returns when all are done.
    template <class Body> void run(int count, Body&& body) {
        if (helper_count_ == 0 || count < 2) {
            for (int piece = 0; piece < count; ++piece) body(piece);
            return;
        }
        std::unique_lock lock{mutex_};
        call_ = [](void* object, int piece) {
            (*static_cast<std::remove_reference_t<Body>*>(object))(piece);
        };
        body_ = const_cast<void*>(static_cast<const void*>(&body));
        next_ = 0;
        count_ = unfinished_ = count;
        work_.notify_all();
        take_pieces(lock);
        done_.wait(lock, [this] { return unfinished_ == 0; });
        count_ = 0;
    }

  private:
    // Takes pieces until there are none left; holds the lock except while a piece is worked on.
    void take_pieces(std::unique_lock<std::mutex>& lock) {
        while (next_ < count_) {
            const int piece = next_++;
            lock.unlock();
            call_(body_, piece);
            lock.lock();
            if (--unfinished_ == 0) done_.notify_all();
        }
    }

    void help() {
        std::unique_lock lock{mutex_};
        for (;;) {
            work_.wait(lock, [this] { return closing_ || next_ < count_; });
            if (closing_) return;
            take_pieces(lock);
        }
    }

    std::mutex mutex_;
    std::condition_variable work_, done_;
    void (*call_)(void*, int) = nullptr;
    void* body_ = nullptr;
    int next_ = 0, count_ = 0, unfinished_ = 0;
    bool closing_ = false;
    int helper_count_;
    std::unique_ptr<std::jthread[]> helpers_;
};

}  // namespace ctnn
