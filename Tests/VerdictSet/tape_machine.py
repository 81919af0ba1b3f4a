"""Interprets a small program, over and over."""
# label: port
import sys
PROG = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."
def run(code, repeat):
    total = []
    jumps = {}
    stack = []
    for i, c in enumerate(code):
        if c == '[': stack.append(i)
        elif c == ']':
            j = stack.pop(); jumps[i] = j; jumps[j] = i
    for _ in range(repeat):  # HOT
        tape = [0] * 300
        ptr = 0
        pc = 0
        out = ''
        while pc < len(code):
            c = code[pc]
            if c == '>': ptr += 1
            elif c == '<': ptr -= 1
            elif c == '+': tape[ptr] = (tape[ptr] + 1) % 256
            elif c == '-': tape[ptr] = (tape[ptr] - 1) % 256
            elif c == '.': out += chr(tape[ptr])
            elif c == '[':
                if tape[ptr] == 0: pc = jumps[pc]
            elif c == ']':
                if tape[ptr] != 0: pc = jumps[pc]
            pc += 1
        total.append(out)
    return total
if __name__ == "__main__":
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 12000
    r = run(PROG, n)
    print(len(r), r[0])
