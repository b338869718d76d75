// The parts of Boost.Hana that the library and its users' loops over layers need; included from
// here alone, together with the operators, because a missing operator header costs hundreds of
// lines of error.
#pragma once

#include <boost/hana/at.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/integral_constant.hpp>
#include <boost/hana/length.hpp>
#include <boost/hana/map.hpp>
#include <boost/hana/pair.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/type.hpp>

namespace ctnn {

namespace hana = boost::hana;

}  // namespace ctnn
