"""Prints the settings in effect."""
# label: measure-more
import json

SETTINGS = {"host": "localhost", "port": 8080, "debug": False}


def show(settings):
    for key in sorted(settings):
        print(key, json.dumps(settings[key]))


show(SETTINGS)
