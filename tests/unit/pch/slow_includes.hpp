// Precompiled for the unit tests: the headers of others, which are slow and never change.

#include <doctest/doctest.h>
#ifndef CTNN_NO_SIMD
#include <xsimd/xsimd.hpp>
#endif
