"""Converts the temperatures of each day to Fahrenheit and passes them on."""
# label: stay (boundary)


def fahrenheit(celsius):
    result = []
    for value in celsius:  # HOT
        result.append(value * 1.8)
    return result


def main():
    days = [[(d * 7 + k) % 400 / 10 for k in range(1_440)] for d in range(365)]
    highest = 0.0
    for _ in range(45):
        for day in days:
            highest = max(highest, fahrenheit(day)[700])
    print(highest)


main()
