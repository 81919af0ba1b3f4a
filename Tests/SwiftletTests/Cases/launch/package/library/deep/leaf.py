from ..part import double

VALUE = double(10)

if __name__ == "__main__":
    print("leaf as main", __package__, VALUE)
