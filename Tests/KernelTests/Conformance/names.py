"""Names that mean something to Swift, to C, or to a kernel's own code."""


def swift_words(let, var, func):
    guard = let + var
    struct = guard * func
    protocol = struct - 1
    self = protocol
    init = self + 1
    switch = init
    case = switch
    default = case
    return default


def swift_types(Int, Double, Array):
    Bool = Int + Double
    String = Bool * Array
    return String, Int


def c_words(int, double, char):
    static = int + double
    struct = static * char
    register = struct
    void = register
    return void


def library_words(printf, malloc, exit):
    free = printf + malloc
    pow = free * exit
    sqrt = pow + 1
    return sqrt


def underscores(_, __, _x):
    _result = _ + __ + _x
    return _result


def unicode_names(größe, π):
    été = größe * π
    return été + 1


def case_differs(value, Value, VALUE):
    return value * 100 + Value * 10 + VALUE


def generated_words(arguments, result, kernel, fallback, overflow):
    values = arguments + result
    list = kernel - fallback
    index = values * list
    count = index + overflow
    return count


def protocol(associatedtype):
    operator = 0
    for subscript in range(associatedtype):
        for inout in range(subscript):
            operator += inout
    return operator


def throw(defer):
    repeat = defer
    while repeat > 3:
        repeat -= 2
    return repeat


def main(argc, argv):
    return argc * argv


def print_(x):
    precondition = x
    fatalError = precondition + 1
    return fatalError


def same_name_as_function(same_name_as_function):
    return same_name_as_function + 1


def loop_words(n):
    total = 0
    for in_ in range(n):
        for as_ in range(in_):
            is_ = as_ + in_
            total += is_
    return total


def escapes(Self, Any, Type, some, any, nil, true, false):
    return Self + Any + Type + some + any + nil + true + false


def module(Swift, Glibc, Python, Foundation):
    return Swift - Glibc - Python - Foundation


def long_name_that_goes_on_and_on_for_longer_than_a_line_of_code_should_ever_be(a):
    another_name_that_goes_on_and_on_for_longer_than_any_line_of_code_should = a
    return another_name_that_goes_on_and_on_for_longer_than_any_line_of_code_should


CALLS = {
    "swift_words": [(1, 2, 3)],
    "swift_types": [(1, 2, 3)],
    "c_words": [(1, 2, 3)],
    "library_words": [(1, 2, 3)],
    "underscores": [(1, 2, 3)],
    "unicode_names": [(2, 3)],
    "case_differs": [(1, 2, 3)],
    "generated_words": [(1, 2, 3, 4, 5)],
    "protocol": [(5,)],
    "throw": [(10,)],
    "main": [(3, 4)],
    "print_": [(3,)],
    "same_name_as_function": [(3,)],
    "loop_words": [(5,)],
    "escapes": [(1, 2, 3, 4, 5, 6, 7, 8)],
    "module": [(1, 2, 3, 4)],
    "long_name_that_goes_on_and_on_for_longer_than_a_line_of_code_should_ever_be": [
        (1,)],
}

FALLS_BACK = {"swift_words": [(2**63 - 1, 1, 1)]}
