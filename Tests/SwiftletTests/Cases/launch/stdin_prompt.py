#: stdin Ada\n
import sys

print("hello", input("name? "))
input("again? ")
