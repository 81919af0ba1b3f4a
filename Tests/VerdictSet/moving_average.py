"""Smooths prices with a moving average and finds the best day."""
# label: fix-algorithm
import math

prices = [100 + 10 * math.sin(d / 30) + d * 0.01 for d in range(70_000)]


def averages(prices, window):
    result = []
    for i in range(len(prices) - window):  # HOT
        result.append(sum(prices[i:i + window]) / window)
    return result


smooth = averages(prices, 1_500)
print(len(smooth), round(max(smooth), 4))
