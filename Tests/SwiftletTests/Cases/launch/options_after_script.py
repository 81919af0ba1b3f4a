#: run options_after_script.py --help
import argparse

parser = argparse.ArgumentParser(description="The script's own help.")
parser.add_argument("--rate", type=int)
parser.parse_args()
