"""What ctnn calls ONNX's operators: a node with its numbers in, test cases out."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy

Array = numpy.ndarray
Shape = tuple[int, ...]

# Of one test, so that the file stays below 2 MB; a batch is cut to as many samples as fit.
MOST_NUMBERS = 70_000


class LeftOut(Exception):
    """Why ctnn cannot run a test."""


TOO_LARGE = LeftOut(f"a sample of it has more than {MOST_NUMBERS:,} numbers, too many for a file")


@dataclass
class Node:
    """One operator. Attributes that are not given have their defaults; inputs that are not given
    are None."""

    operator: str
    opset: int
    attributes: dict
    inputs: list[Array | None]
    outputs: list[Array]

    def input(self, position: int) -> Array | None:
        return self.inputs[position] if position < len(self.inputs) else None


@dataclass
class Entry:
    """A test case: a macro, its arguments behind the test's name, and the numbers they need."""

    macro: str
    text: str
    arrays: dict[str, Array]
    suffix: str = ""  # of the name, for what a test has beside its first output
    cut: int = 0  # how many samples are left out


Translation = Callable[[Node], Iterator[Entry]]

# The group of an operator's tests, which is a program, and what translates them.
OPERATORS: dict[str, tuple[str, Translation]] = {}


def operators(group: str, *names: str) -> Callable[[Translation], Translation]:
    def register(translate: Translation) -> Translation:
        OPERATORS.update({name: (group, translate) for name in names})
        return translate

    return register


# ------------------------------------------------------------------------------------------- texts


def spell(name: str, *arguments: object) -> str:
    return f"{name}<{', '.join(map(str, arguments))}>" if arguments else name


def option(name: str, values: list[int], otherwise: list[int] | None = None) -> list[str]:
    """With as few numbers as say it; none if they are those that the layer has without it."""
    if values == otherwise:
        return []
    if len(set(values)) == 1:
        return [spell(name, values[0])]
    if len(values) == 4 and values[:2] == values[2:]:
        return [spell(name, *values[:2])]
    return [spell(name, *values)]


def ratio(name: str, number: float) -> str:
    """A number of type float as the fraction that its author meant."""
    meant = Fraction(float(number)).limit_denominator(100_000)
    assert numpy.float32(float(meant)) == numpy.float32(number)
    return spell(name, meant.numerator, meant.denominator)


def designated(name: str, **members: object) -> str:
    """An aggregate's initialiser; numbers of type float as short as they can be."""

    def spelled(value: object) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        return value if isinstance(value, str) else str(numpy.float32(value))

    texts = (f".{member} = {spelled(value)}" for member, value in members.items())
    return f"{name}{{{', '.join(texts)}}}"


# ---------------------------------------------------------------------------------------- networks


def batch(array: Array) -> Array:
    """The first axis counts samples, unless it is the only one. An image has three axes; where
    there are more, the last ones become one, which is right where an operator does not tell them
    apart."""
    if array.ndim < 2:
        return array.reshape(1, -1)
    return array.reshape(*array.shape[:3], -1) if array.ndim > 4 else array


def network(shape: Shape, layers: Iterable[str]) -> str:
    return spell("network", spell("input", *shape), *layers)


def joined(tensors: Iterable[Array]) -> Array:
    """All numbers one after the other, as in a state_dict."""
    tensors = [each.ravel() for each in tensors]
    return numpy.concatenate(tensors) if tensors else numpy.empty(0, numpy.float32)


def predicts(x: Array, layers: list[str], y: Array, *parameters: Array) -> Entry:
    """The samples lie along the first axis of x."""
    if x.dtype != numpy.float32:
        raise LeftOut(f"its numbers are of type {x.dtype}")
    p = joined(parameters)
    taken = min(len(x), (MOST_NUMBERS - p.size) * len(x) // (x.size + y.size))
    if taken == 0:
        raise TOO_LARGE
    arrays = {"x": x[:taken], "p": p, "y": y.reshape(len(x), -1)[:taken]}
    text = network(x.shape[1:], layers)
    return Entry("ONNX_NETWORK", text, arrays, cut=len(x) - taken)


def trains(x: Array, layer: str, y: Array, before: list[Array], after: list[Array]) -> Entry:
    """The same, while training; the parameters before and after it."""
    arrays = {"x": x, "p": joined(before), "y": y, "p after": joined(after)}
    return Entry("ONNX_TRAINING", network(x.shape[1:], [layer]), arrays)


# ------------------------------------------------------------------------ windows that slide over x


class Windows:
    """The numbers of the windows that a convolution or pool has on its last axes."""

    def __init__(self, node: Node, kernel: Iterable[int]):
        given = node.attributes
        self.extents = list(node.inputs[0].shape[2:])
        self.axes = len(self.extents)
        if self.axes > 2:
            raise LeftOut("it slides over three axes, ctnn's layers over one or two")
        ones = [1] * self.axes
        self.kernel = list(kernel)
        self.strides = list(given.get("strides", ones))
        self.dilations = list(given.get("dilations", ones))
        self.pads = list(given.get("pads", [0, 0] * self.axes))  # in front, then behind
        self.same = given["auto_pad"] == b"SAME_UPPER"
        if given["auto_pad"] == b"SAME_LOWER":  # as padding_same, but an odd one lies in front
            totals = [self.same_padding(axis) for axis in range(self.axes)]
            self.pads = [-(-total // 2) for total in totals] + [total // 2 for total in totals]
        self.round_up = given.get("ceil_mode", 0) == 1

    def reach(self, axis: int) -> int:
        return self.dilations[axis] * (self.kernel[axis] - 1) + 1

    def same_padding(self, axis: int) -> int:
        extent, stride = self.extents[axis], self.strides[axis]
        return max(0, (math.ceil(extent / stride) - 1) * stride + self.reach(axis) - extent)

    def padded(self) -> bool:
        return self.same or any(self.pads)

    def padded_over_half(self) -> bool:
        """More than PyTorch and ctnn allow a pool."""
        return any(2 * max(self.pads[i :: self.axes]) > self.reach(i) for i in range(self.axes))

    def stride_fits(self) -> bool:
        def way(axis: int) -> int:
            return self.extents[axis] + sum(self.pads[axis :: self.axes]) - self.reach(axis)

        return all(way(axis) % self.strides[axis] == 0 for axis in range(self.axes))

    def options(self, stride: list[int]) -> list[str]:
        """`stride` is the one that the layer has without the option."""
        texts = option("kernel", self.kernel) + option("stride", self.strides, stride)
        texts += ["padding_same"] if self.same else option("padding", self.pads, [0, 0] * self.axes)
        texts += option("dilation", self.dilations, [1] * self.axes)
        if not self.same and not self.stride_fits():
            texts.append("round_up" if self.round_up else "round_down")
        return texts


@operators("convolutions", "Conv")
def convolution(node: Node) -> Iterator[Entry]:
    x, weight, bias = node.inputs[0], node.inputs[1], node.input(2)
    windows = Windows(node, weight.shape[2:])
    options = windows.options([1] * windows.axes)
    options += option("groups", [node.attributes["group"]], [1])
    options += ["no_bias"] if bias is None else []
    layer = spell(f"conv{windows.axes}d", len(weight), *options)
    yield predicts(x, [layer], node.outputs[0], weight, *([] if bias is None else [bias]))


@operators("pools", "AveragePool", "MaxPool")
def pool(node: Node) -> Iterator[Entry]:
    windows = Windows(node, node.attributes["kernel_shape"])
    counted = node.attributes.get("count_include_pad", 0) == 1
    layers, options = [], []
    if windows.padded_over_half():
        if not counted or windows.axes != 2:
            raise LeftOut("its padding is more than half its kernel, which PyTorch refuses, too")
        layers = option("zero_pad2d", windows.pads)
        windows.extents = [
            extent + sum(windows.pads[axis :: 2]) for axis, extent in enumerate(windows.extents)
        ]
        windows.pads = [0] * 4
    elif node.operator == "AveragePool" and windows.padded() and not counted:
        options = ["padding_not_counted"]
    kind = {"AveragePool": "avg_pool", "MaxPool": "max_pool"}[node.operator]
    layers.append(spell(f"{kind}{windows.axes}d", *windows.options(windows.kernel), *options))
    yield predicts(node.inputs[0], layers, node.outputs[0])


@operators("pools", "GlobalAveragePool", "GlobalMaxPool")
def global_pool(node: Node) -> Iterator[Entry]:
    kind = {"GlobalAveragePool": "avg", "GlobalMaxPool": "max"}[node.operator]
    x = node.inputs[0]
    yield predicts(x, [f"global_{kind}_pool{x.ndim - 2}d"], node.outputs[0])


# --------------------------------------------------------------------------------- one by one


def clipped(node: Node) -> str:
    low, high = (
        node.attributes.get(name, node.input(position))
        for position, name in enumerate(("min", "max"), start=1)
    )
    if low == 0 and high is None:
        return "relu"
    if low == 0 and high == 6:
        return "relu6"
    raise LeftOut("it clips to other bounds than those of relu and relu6")


def hard_sigmoid(node: Node) -> str:
    if math.isclose(node.attributes["alpha"], 1 / 6, rel_tol=1e-6):
        return "hard_sigmoid"
    raise LeftOut("its slope is not 1/6, the one that PyTorch's and ctnn's hard sigmoid has")


def selu(node: Node) -> str:
    published = (1.6732632423543772, 1.0507009873554805)
    if numpy.allclose([node.attributes["alpha"], node.attributes["gamma"]], published, rtol=1e-6):
        return "selu"
    raise LeftOut("its numbers are not those of the publication, which PyTorch and ctnn have")


ELEMENTWISE: dict[str, Callable[[Node], str]] = {
    "Clip": clipped,
    "Elu": lambda node: ratio("elu", node.attributes["alpha"]),
    "HardSigmoid": hard_sigmoid,
    "HardSwish": lambda _: "hard_swish",
    "LeakyRelu": lambda node: ratio("leaky_relu", node.attributes["alpha"]),
    "Relu": lambda _: "relu",
    "Selu": selu,
    "Sigmoid": lambda _: "sigmoid",
    "Softplus": lambda _: "softplus",
    "Softsign": lambda _: "softsign",
    "Tanh": lambda _: "tanh_activation",
}


@operators("activations", *ELEMENTWISE)
def elementwise(node: Node) -> Iterator[Entry]:
    layer = ELEMENTWISE[node.operator](node)
    yield predicts(batch(node.inputs[0]), [layer], node.outputs[0])


@operators("activations", "PRelu")
def prelu(node: Node) -> Iterator[Entry]:
    x, slope = node.inputs
    if slope.size == 1:
        yield predicts(batch(x), ["prelu<>"], node.outputs[0], slope)
        return
    # A slope for every channel; or for every element of the last axes, which are vectors to us.
    of_channels = node.opset < 7 or slope.shape[1:] == (1,) * (x.ndim - 2)
    samples = batch(x) if of_channels else x.reshape(-1, slope.size)
    assert of_channels or slope.shape == x.shape[-slope.ndim :]
    yield predicts(samples, ["prelu<per_channel>"], node.outputs[0], slope)


@operators("activations", "Softmax", "LogSoftmax")
def softmax(node: Node) -> Iterator[Entry]:
    x = node.inputs[0]
    axis = node.attributes["axis"] % x.ndim
    front, behind = x.shape[:axis], x.shape[axis + 1 :]
    if node.opset < 13:  # over everything from the axis on
        samples = x.reshape(math.prod(front), -1)
    else:  # as if the axis were the channels
        samples = batch(x.reshape(math.prod(front), x.shape[axis], *behind))
    layer = {"Softmax": "softmax", "LogSoftmax": "log_softmax"}[node.operator]
    yield predicts(samples, [layer], node.outputs[0])


# ------------------------------------------------------------------------------------ other layers


def scaled(factor: float, array: Array) -> Array:
    return (float(factor) * array.astype(numpy.float64)).astype(numpy.float32)


@operators("layers", "Gemm", "MatMul")
def linear(node: Node) -> Iterator[Entry]:
    given = {"transA": 0, "transB": 0, "alpha": 1, "beta": 1} | node.attributes
    a, b, c = node.inputs[0], node.inputs[1], node.input(2)
    if a.ndim > 2:
        raise LeftOut("it multiplies every sample with another matrix")
    x, weight = a.T if given["transA"] else a, b if given["transB"] else b.T
    features = len(weight)
    if c is None or given["beta"] == 0:
        options, bias = ["no_bias"], []
    elif c.size in (1, features):
        options, bias = [], [scaled(given["beta"], numpy.broadcast_to(c.ravel(), (features,)))]
    else:
        raise LeftOut("it has another bias for every sample")
    layer = spell("linear", features, *options)
    yield predicts(x, [layer], node.outputs[0], scaled(given["alpha"], weight), *bias)


@operators("layers", "Flatten")
def flatten(node: Node) -> Iterator[Entry]:
    x = node.inputs[0]
    axis = node.attributes["axis"] + (x.ndim if node.attributes["axis"] < 0 else 0)
    samples = x.reshape(math.prod(x.shape[:axis]), *(x.shape[axis:] or (1,)))
    yield predicts(batch(samples), ["flatten"], node.outputs[0])


@operators("layers", "BatchNormalization")
def batch_norm(node: Node) -> Iterator[Entry]:
    x, weight, bias, mean, variance = node.inputs
    options = []
    eps, kept = node.attributes["epsilon"], node.attributes["momentum"]
    if not math.isclose(eps, 1e-5, rel_tol=1e-6):
        options.append(ratio("bn_eps", eps))
    if not math.isclose(kept, 0.9, rel_tol=1e-6):
        options.append(ratio("bn_momentum", numpy.float32(1 - kept)))
    name = f"batch_norm{1 if x.ndim < 4 else 2}d"
    layer = spell(name + "_with", *options) if options else name
    count = numpy.zeros(1, numpy.float32)  # num_batches_tracked
    if not node.attributes.get("training_mode", 0):
        parameters = (weight, bias, mean, variance, count)
        yield predicts(batch(x), [layer], node.outputs[0], *parameters)
        return
    # ONNX keeps the variance of the batch as it is, PyTorch the unbiased one.
    y, mean_after, variance_after = node.outputs
    pixels = x.size / len(weight)
    of_batch = (variance_after - kept * variance) * (pixels / (pixels - 1))
    before = [weight, bias, mean, variance, count]
    after = [weight, bias, mean_after, kept * variance + of_batch, count + 1]
    yield trains(batch(x), layer, y, before, [numpy.float32(each) for each in after])


@operators("layers", "LRN")
def local_response_norm(node: Node) -> Iterator[Entry]:
    given = node.attributes
    if given["size"] % 2 == 0:
        raise LeftOut("its window is even, and has its middle elsewhere than PyTorch's")
    names = {"lrn_alpha": ("alpha", 1e-4), "lrn_beta": ("beta", 0.75), "lrn_k": ("bias", 1)}
    options = [
        ratio(ours, given[theirs])
        for ours, (theirs, otherwise) in names.items()
        if not math.isclose(given[theirs], otherwise, rel_tol=1e-6)
    ]
    layer = spell("local_response_norm", given["size"], *options)
    yield predicts(node.inputs[0], [layer], node.outputs[0])


@operators("layers", "Pad")
def zero_pad(node: Node) -> Iterator[Entry]:
    x = node.inputs[0]
    pads = [int(each) for each in node.attributes.get("pads", node.input(1))]
    value = node.attributes.get("value", node.input(2))
    if (mode := node.attributes["mode"].decode()) != "constant":
        raise LeftOut(f"its padding is no constant but of mode {mode}")
    if value not in (None, 0):
        raise LeftOut("its padding is not 0")
    assert x.ndim == 4 and not any(pads[:2] + pads[4:6])
    yield predicts(x, option("zero_pad2d", pads[2:4] + pads[6:]), node.outputs[0])


@operators("layers", "Slice")
def crop(node: Node) -> Iterator[Entry]:
    x, y = node.inputs[0], node.outputs[0]
    starts, ends, axes, steps = (node.input(position) for position in range(1, 5))
    if y.size == 0:
        raise LeftOut("nothing is left")
    if steps is not None and any(steps != 1):
        raise LeftOut("it takes every so many numbers, or from behind")
    sides = [(0, 0)] * x.ndim
    for at, start, end in zip(range(x.ndim) if axes is None else axes, starts, ends):
        first, last, _ = slice(start, end).indices(x.shape[at])
        sides[at] = (first, x.shape[at] - last)
    if any(map(any, sides[:-2])):
        raise LeftOut("it crops channels or samples, which crop2d does not")
    (top, bottom), (left, right) = sides[-2:]
    samples = x.reshape(-1, *x.shape[-3:])
    yield predicts(samples, option("crop2d", [top, left, bottom, right]), y)


@operators("layers", "Upsample", "Resize")
def upsample(node: Node) -> Iterator[Entry]:
    x, y = node.inputs[0], node.outputs[0]
    if (mode := node.attributes["mode"].decode()) != "nearest":
        raise LeftOut(f"it interpolates ({mode})")
    ways = (
        node.attributes.get("coordinate_transformation_mode", b"asymmetric").decode(),
        node.attributes.get("nearest_mode", b"floor").decode(),
    )
    if any(after % before for before, after in zip(x.shape, y.shape)):
        raise LeftOut("it does not enlarge by whole numbers")
    if ways not in (("asymmetric", "floor"), ("half_pixel", "round_prefer_floor")):
        raise LeftOut("it finds the nearest pixel in another way than PyTorch")
    factors = [after // before for before, after in zip(x.shape[2:], y.shape[2:])]
    yield predicts(x, option("upsample_nearest2d", factors), y)


@operators("layers", "Dropout")
def dropout(node: Node) -> Iterator[Entry]:
    x, y = node.inputs[0], node.outputs[0]
    ratio_given, training = node.input(1), node.input(2)
    share = node.attributes.get("ratio", 0.5 if ratio_given is None else ratio_given)
    layer = ratio("dropout", share)
    if training is None or not training:
        yield predicts(batch(x), [layer], y)
    elif share == 0:
        yield trains(batch(x), layer, y, [], [])
    else:
        raise LeftOut("which numbers it leaves out is NumPy's choice")


# --------------------------------------------------------------------------- losses and optimisers


@operators("training", "NegativeLogLikelihoodLoss", "SoftmaxCrossEntropyLoss")
def class_loss(node: Node) -> Iterator[Entry]:
    """Where an image has a class for every pixel, every pixel is a sample to us."""
    x, labels = node.inputs[:2]
    classes = x.shape[1]
    how = node.attributes["reduction"].decode()
    ignored = labels == node.attributes.get("ignore_index", -1)
    if node.input(2) is not None:
        raise LeftOut("its classes have weights")
    if numpy.any(ignored & (labels >= 0) & (labels < classes)) or (how == "mean" and ignored.any()):
        raise LeftOut("it takes the mean over the samples that it does not ignore")
    scores = numpy.moveaxis(x, 1, -1).reshape(-1, classes)
    if scores.size + 2 * labels.size > MOST_NUMBERS:
        raise TOO_LARGE
    names = {"NegativeLogLikelihoodLoss": "nll_loss", "SoftmaxCrossEntropyLoss": "cross_entropy"}
    options = "" if how == "none" else designated("", reduction=f"reduction::{how}")
    samples = spell("batch", len(scores), classes)
    yield Entry(
        "ONNX_LOSS_OF_EACH" if how == "none" else "ONNX_LOSS",
        f"{names[node.operator]}{{{options}}}, {samples}",
        {"x": scores, "labels": labels.astype(numpy.float32), "y": node.outputs[0]},
    )
    if len(node.outputs) > 1:
        log_probabilities = predicts(batch(x), ["log_softmax"], node.outputs[1])
        log_probabilities.suffix = " log_prob"
        yield log_probabilities


def optimiser(node: Node, macro: str, state: list[str], options: str) -> Entry:
    """A step from a state that others have left; several parameters are the layers of a network."""
    names = ["x", "g", *state]
    tensors = len(node.inputs[2:]) // len(names)
    arrays = {
        name: joined(node.inputs[2 + at * tensors :][:tensors]) for at, name in enumerate(names)
    }
    for at, name in enumerate(["x", *state]):
        arrays[f"{name} after"] = joined(node.outputs[at * tensors :][:tensors])
    layers, inputs = [], 1
    for parameter in node.inputs[2 : 2 + tensors]:
        outputs = parameter.size // inputs
        layers.append(spell("linear", outputs, "no_bias"))
        inputs = outputs
    return Entry(macro, f"({options}), {network((1,), layers)}", arrays)


@operators("training", "Momentum")
def momentum(node: Node) -> Iterator[Entry]:
    given, step = node.attributes, node.inputs[1]
    if step != 0 and given["beta"] != 1:
        raise LeftOut("it takes a share of the gradient, which PyTorch calls dampening")
    nesterov = {"nesterov": True} if given["mode"] == b"nesterov" else {}
    options = designated(
        "sgd_options",
        learning_rate=node.inputs[0],
        momentum=given["alpha"],
        weight_decay=given["norm_coefficient"],
        **nesterov,
    )
    yield optimiser(node, "ONNX_SGD", ["v"], options)


@operators("training", "Adam")
def adam(node: Node) -> Iterator[Entry]:
    given, step = node.attributes, node.inputs[1]
    assert step == 0 and given["norm_coefficient_post"] == 0  # no correction of the averages
    options = designated(
        "adam_options",
        learning_rate=node.inputs[0],
        beta1=given["alpha"],
        beta2=given["beta"],
        epsilon=given["epsilon"],
        weight_decay=given["norm_coefficient"],
    )
    yield optimiser(node, "ONNX_ADAM", ["v", "h"], options)
