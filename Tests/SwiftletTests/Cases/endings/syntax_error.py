print("never")
if True
    print("no colon")
