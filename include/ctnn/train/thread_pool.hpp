// Numbered pieces of work in, all of them done out, by as many threads as were asked for.
#pragma once

#include <ctnn/train/executor.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace ctnn {

// Threads that wait for work. Not part of <ctnn/ctnn.hpp>, as some targets have no threads.
//
//     thread_pool pool{4};
//     model.use(pool);
//
// The construction allocates, and fails as std::thread does; `run` does neither.
class thread_pool {
  public:
    // `threads` in all: the one that calls `run` is one of them.
    explicit thread_pool(int threads)
        : helper_count_{threads > 1 ? threads - 1 : 0},
          helpers_{std::make_unique<std::thread[]>(static_cast<std::size_t>(helper_count_))} {
        for (int i = 0; i < helper_count_; ++i)
            helpers_[static_cast<std::size_t>(i)] = std::thread{[this] { help(); }};
    }

    thread_pool(const thread_pool&) = delete;
    thread_pool& operator=(const thread_pool&) = delete;

    ~thread_pool() {
        {
            const std::scoped_lock lock{mutex_};
            closing_ = true;
        }
        work_.notify_all();
        for (int i = 0; i < helper_count_; ++i) helpers_[static_cast<std::size_t>(i)].join();
    }

    int threads() const { return helper_count_ + 1; }

    // Calls work(0), work(1), ..., work(count - 1), each once, in any order and on any of the
    // threads, this one included; returns when all are done. One caller at a time.
    void run(int count, piece_work work) {
        std::unique_lock lock{mutex_};
        pieces_ = work;
        next_ = 0;
        count_ = unfinished_ = count;
        ++round_;
        if (helper_count_ > 0) work_.notify_all();
        take_pieces(lock);
        lock.unlock();
        const auto is_done = [this] { return unfinished_ == 0; };
        if (comes_soon(is_done)) return;
        lock.lock();
        done_.wait(lock, is_done);
    }

  private:
    // How long a thread looks again and again for what it waits for before it sleeps. On a virtual
    // machine waking takes about 0.1 ms, and a step of training LeNet-5 calls `run` four times: two
    // threads took 0.83 of one thread's time where they slept at once, and take 0.55 so.
    static constexpr std::chrono::microseconds patience{200};

    template <class Condition> static bool comes_soon(const Condition& condition) {
        const auto end = std::chrono::steady_clock::now() + patience;
        while (!condition()) {
            if (std::chrono::steady_clock::now() > end) return false;
            std::this_thread::yield();
        }
        return true;
    }

    // Takes pieces until there are none left; holds the lock except while a piece is worked on.
    void take_pieces(std::unique_lock<std::mutex>& lock) {
        while (next_ < count_) {
            const int piece = next_++;
            const piece_work work = *pieces_;
            lock.unlock();
            work(piece);
            lock.lock();
            if (--unfinished_ == 0) done_.notify_all();
        }
    }

    void help() {
        for (unsigned seen = 0;;) {
            const auto is_called = [&] { return closing_ || round_ != seen; };
            const bool soon = comes_soon(is_called);
            std::unique_lock lock{mutex_};
            if (!soon) work_.wait(lock, is_called);
            if (closing_) return;
            seen = round_;
            take_pieces(lock);
        }
    }

    std::mutex mutex_;
    std::condition_variable work_, done_;
    std::optional<piece_work> pieces_;
    int next_ = 0, count_ = 0;
    std::atomic<int> unfinished_ = 0;
    std::atomic<unsigned> round_ = 0;  // how often `run` was called
    std::atomic<bool> closing_ = false;
    int helper_count_;
    std::unique_ptr<std::thread[]> helpers_;
};

}  // namespace ctnn
