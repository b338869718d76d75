// shows on g++: 'maxpool2d' in namespace 'ctnn' does not name a template type; did you mean
// shows on g++: 'max_pool2d'?
// shows on clang: no template named 'maxpool2d' in namespace 'ctnn'; did you mean 'max_pool2d'?
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

#ifdef WRONG
using layer = ctnn::maxpool2d<ctnn::kernel<2>>;
#else
using layer = ctnn::max_pool2d<ctnn::kernel<2>>;
#endif
