#: run option_error_of_script.py --rate x
import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--rate", type=int)
parser.parse_args()
