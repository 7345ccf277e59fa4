"""``python -m undoc``."""

from undoc.cli import main

if __name__ == "__main__":
    main()
