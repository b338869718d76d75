// The stb header that this floor reads pictures with: a PNG's bytes in, pixels out.
//
// Its functions get internal linkage, so that any number of translation units may include this. A
// file that includes this one cannot also include stb_image.h for itself.
#pragma once
#pragma GCC system_header  // stb is C and not written for the warnings of this project

#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#include <stb/stb_image.h>
#undef STBI_NO_STDIO
#undef STBI_ONLY_PNG
#undef STB_IMAGE_IMPLEMENTATION
#undef STB_IMAGE_STATIC
