"""Fetches pages with asyncio; the pages come from a slow stand-in."""
# label: stay (io)
import asyncio


async def fetch(number):
    await asyncio.sleep(0.03)
    return "<html>" + f"<p>page {number}</p> " * 24_000 + "</html>"


async def crawl(pages):
    total = 0
    for number in range(pages):  # HOT
        page = await fetch(number)
        total += len(set(page.split()))
    return total


print(asyncio.run(crawl(45)))
