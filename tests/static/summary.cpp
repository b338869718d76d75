// The texts that the compiler makes of a network, written out by hand.
#include <ctnn/ctnn.hpp>
#include <ctnn/summary.hpp>

using namespace ctnn;

using net = network<
    input<2, 4, 4>, conv2d<3, kernel<3>, padding<1>>,
    concat<relu, sequential<conv2d<2, kernel<1>>>, max_pool2d<kernel<3>, stride<1>, padding<1>>>,
    residual<conv2d<8, kernel<1>, no_bias>>, flatten, linear<10>>;

// A convolution 3x3 from 2 to 3 channels has 2·3·9 + 3 = 57 parameters, and 2·3·9·16 = 864
// multiply-accumulates on 4x4 pixels. The residual needs its input, of 8·16·4 = 512 bytes, and as
// much for its main path.
// clang-format off
static_assert(
    summary<net> ==
    "path            layer                                       "
    "  output    parameters    multiply-adds        bytes\n"
    "                input                                       "
    "   2x4x4                                         128\n"
    "0               conv2d<3, kernel<3>, padding<1>>            "
    "   3x4x4            57              864          192\n"
    "1.branches.0    relu                                        "
    "   3x4x4             0                0          192\n"
    "1.branches.1.0  conv2d<2, kernel<1>>                        "
    "   2x4x4             8               96          128\n"
    "1.branches.2    max_pool2d<kernel<3>, stride<1>, padding<1>>"
    "   3x4x4             0                0          192\n"
    "1               concat                                      "
    "   8x4x4             0                0          512\n"
    "2.main          conv2d<8, kernel<1>, no_bias>               "
    "   8x4x4            64             1024          512\n"
    "2               residual                                    "
    "   8x4x4             0                0          512\n"
    "3               flatten                                     "
    "     128             0                0          512\n"
    "4               linear<10>                                  "
    "      10          1290             1280           40\n"
    "                all, and the workspace                      "
    "                  1419             3264         1024\n");
// clang-format on

static_assert(to_mermaid<net> ==
              "flowchart TD\n"
              "  n0[\"input\"]\n"
              "  n1[\"0: conv2d<3, kernel<3>, padding<1>>\"]\n"
              "  n2[\"1.branches.0: relu\"]\n"
              "  n3[\"1.branches.1.0: conv2d<2, kernel<1>>\"]\n"
              "  n5[\"1.branches.2: max_pool2d<kernel<3>, stride<1>, padding<1>>\"]\n"
              "  n6[\"1: concat\"]\n"
              "  n7[\"2.main: conv2d<8, kernel<1>, no_bias>\"]\n"
              "  n8[\"2: residual\"]\n"
              "  n9[\"3: flatten\"]\n"
              "  n10[\"4: linear<10>\"]\n"
              "  n0 -->|2x4x4| n1\n"
              "  n1 -->|3x4x4| n2\n"
              "  n1 -->|3x4x4| n3\n"
              "  n2 -->|3x4x4| n6\n"
              "  n3 -->|2x4x4| n6\n"
              "  n1 -->|3x4x4| n5\n"
              "  n5 -->|3x4x4| n6\n"
              "  n6 -->|8x4x4| n7\n"
              "  n7 -->|8x4x4| n8\n"
              "  n6 -->|8x4x4| n8\n"
              "  n8 -->|8x4x4| n9\n"
              "  n9 -->|128| n10\n");

static_assert(to_dot<network<input<3>, linear<2>, relu>> ==
              "digraph network {\n"
              "  node [shape=box];\n"
              "  n0 [label=\"input\"];\n"
              "  n1 [label=\"0: linear<2>\"];\n"
              "  n2 [label=\"1: relu\"];\n"
              "  n0 -> n1 [label=\"3\"];\n"
              "  n1 -> n2 [label=\"2\"];\n"
              "}\n");
