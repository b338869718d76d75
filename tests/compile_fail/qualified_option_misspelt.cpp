// shows on g++: 'paddings' is not a member of 'ctnn'; did you mean 'padding'?
// shows on clang: no template named 'paddings' in namespace 'ctnn'; did you mean 'padding'?
// errors: 3 on g++, 1 on clang
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

#ifdef WRONG
using layer = ctnn::conv2d<6, ctnn::kernel<5>, ctnn::paddings<2>>;
#else
using layer = ctnn::conv2d<6, ctnn::kernel<5>, ctnn::padding<2>>;
#endif
