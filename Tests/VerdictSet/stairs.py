"""In how many ways can one climb stairs in steps of one, two or three?"""
# label: cache


def ways(stairs):  # HOT
    if stairs < 0:
        return 0
    if stairs == 0:
        return 1
    return ways(stairs - 1) + ways(stairs - 2) + ways(stairs - 3)


if __name__ == "__main__":
    for n in (5, 10, 27):
        print(n, ways(n))
