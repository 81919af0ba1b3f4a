"""Checks blocks of a firmware image with a bitwise CRC."""
# label: port


def crc16(data: bytes) -> int:
    crc = 0xFFFF
    for byte in data:  # HOT
        crc ^= byte << 8
        for _ in range(8):
            if crc & 0x8000:
                crc = ((crc << 1) ^ 0x1021) & 0xFFFF
            else:
                crc = (crc << 1) & 0xFFFF
    return crc


def main() -> None:
    image = bytes((i * 7 + i * i // 977) & 0xFF for i in range(1_300_000))
    size = 4096
    sums = [crc16(image[k:k + size]) for k in range(0, len(image), size)]
    print(len(sums), sum(sums))


if __name__ == "__main__":
    main()
