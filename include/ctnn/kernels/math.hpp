// The transcendental functions of the library, together.
#pragma once

#include <ctnn/kernels/error_function.hpp>
#include <ctnn/kernels/exponential.hpp>
#include <ctnn/kernels/logarithm.hpp>
