// tiny-dnn names this file so; its package leaves it to that of stb.
#include <stb/stb_image_resize.h>
