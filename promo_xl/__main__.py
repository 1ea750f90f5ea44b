"""python -m promo_xl, and the promo-xl command."""

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    from promo_xl.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
