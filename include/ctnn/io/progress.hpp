// How far a training is in, one line of progress out: rewritten in place on a terminal, printed now
// and then elsewhere.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace ctnn::io {

// Where one pass over the training pictures stands.
struct progress_state {
    std::int64_t done;   // pictures seen
    std::int64_t total;  // pictures of the whole pass
    double loss;         // of one picture, averaged as the caller likes
    double seconds;      // since the pass began
};

namespace detail {

inline std::string minutes_and_seconds(double seconds) {
    const auto whole = static_cast<long long>(std::clamp(seconds, 0.0, 3.6e6));
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%lld:%02lld", whole / 60, whole % 60);
    return text.data();
}

}  // namespace detail

// One line without its end, for example
// "epoch 3 [##########----------]  50%  loss 0.4215  12345 pictures/s  ETA 0:02"; once all pictures
// are seen, the time taken stands in the place of the estimated time of arrival.
inline std::string progress_text(std::string_view label, const progress_state& state) {
    constexpr std::size_t bar_width = 20;
    const double part =
        state.total > 0
            ? std::clamp(static_cast<double>(state.done) / static_cast<double>(state.total), 0.0,
                         1.0)
            : 1.0;
    const double rate = state.seconds > 0 ? static_cast<double>(state.done) / state.seconds : 0;
    const bool finished = state.done >= state.total;
    const double time = finished   ? state.seconds
                        : rate > 0 ? static_cast<double>(state.total - state.done) / rate
                                   : 0;
    std::string bar(static_cast<std::size_t>(part * bar_width), '#');
    bar.resize(bar_width, '-');
    std::array<char, 128> numbers{};
    std::snprintf(numbers.data(), numbers.size(), "] %3d%%  loss %.4f  %.0f pictures/s  %s ",
                  static_cast<int>(part * 100), state.loss, rate, finished ? "in" : "ETA");
    return std::string{label} + " [" + bar + numbers.data() + detail::minutes_and_seconds(time);
}

// Shows the progress of one pass; construct it when the pass begins.
//
// On a terminal the line is rewritten at most ten times a second; elsewhere a full line is printed
// at each quarter of the pass. The last picture ends the line, and so does the destructor if the
// pass was left early.
class progress_line {
  public:
    progress_line(std::string label, std::int64_t total, std::FILE* out = stdout)
        : label_{std::move(label)}, total_{total}, out_{out} {}
    progress_line(const progress_line&) = delete;
    progress_line& operator=(const progress_line&) = delete;
    ~progress_line() { end_line(); }

    // `done` pictures are seen by now, never fewer than at the last call.
    void update(std::int64_t done, double loss) {
        const auto now = clock::now();
        const bool finished = done >= total_;
        if (is_terminal_) {
            if (!finished && now - last_shown_ < std::chrono::milliseconds{100}) return;
            last_shown_ = now;
        } else {
            const auto quarter = finished ? 4 : done * 4 / total_;
            if (quarter == last_quarter_) return;
            last_quarter_ = quarter;
        }
        const std::chrono::duration<double> elapsed = now - begin_;
        show(progress_text(label_, {done, total_, loss, elapsed.count()}));
        if (finished) end_line();
    }

  private:
    using clock = std::chrono::steady_clock;

    void show(std::string line) {
        if (is_terminal_) {
            // Spaces wipe what a longer line before has left.
            const auto length = line.size();
            line.resize(std::max(length, shown_length_), ' ');
            shown_length_ = length;
            std::fprintf(out_, "\r%s", line.c_str());
        } else {
            std::fprintf(out_, "%s\n", line.c_str());
        }
        std::fflush(out_);
    }

    void end_line() {
        if (shown_length_ > 0) std::fputc('\n', out_);
        shown_length_ = 0;
    }

    std::string label_;
    std::int64_t total_;
    std::FILE* out_;
    bool is_terminal_ = isatty(fileno(out_)) != 0;
    clock::time_point begin_ = clock::now();
    clock::time_point last_shown_ = begin_;
    std::int64_t last_quarter_ = 0;
    std::size_t shown_length_ = 0;
};

}  // namespace ctnn::io
