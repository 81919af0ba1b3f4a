"""Fetches pages with asyncio; the pages come from a slow stand-in."""
# label: stay (io)
import asyncio


async def fetch(number):
    await asyncio.sleep(0.03)
    return f"<html>{number}</html>"


async def crawl(pages):
    total = 0
    for number in range(pages):  # HOT
        page = await fetch(number)
        total += len(page)
    return total


print(asyncio.run(crawl(45)))
