"""A chat service; scoring the messages takes all the time."""
# label: port
import asyncio


def score(message, weights):
    total = 0
    for code in message:  # HOT
        total = (total * 31 + weights[code % 64]) % 1000003
        if total & 1:
            total += code
    return total


async def handle(message, weights):
    await asyncio.sleep(0)
    return score(message, weights)


async def main():
    weights = [k * k % 251 for k in range(64)]
    messages = [bytes((k * j) % 256 for j in range(3000)) for k in range(400)]
    scores = []
    for _ in range(8):
        scores += await asyncio.gather(*(handle(m, weights) for m in messages))
    print(sum(scores))


asyncio.run(main())
