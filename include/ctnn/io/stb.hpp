// The two stb headers this floor draws on: pixels in, a PNG's bytes out; text in, rectangles out.
//
// Their functions get internal linkage, so that any number of translation units may include this.
// A file that includes this one cannot also include stb_image_write.h for itself.
#pragma once
#pragma GCC system_header  // stb is C and not written for the warnings of this project

#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STBI_WRITE_NO_STDIO
#include <stb/stb_easy_font.h>
#include <stb/stb_image_write.h>
#undef STBI_WRITE_NO_STDIO
#undef STB_IMAGE_WRITE_IMPLEMENTATION
#undef STB_IMAGE_WRITE_STATIC
