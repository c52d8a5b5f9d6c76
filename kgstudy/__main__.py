"""The way in: `kgstudy`, `kgstudyw` and `python -m kgstudy`."""

import sys

from kgstudy.host.startup import without_collector


def main() -> None:
    """Run the command line and hand its exit status to the shell."""
    with without_collector():
        from kgstudy import cli  # noqa: PLC0415 - a child process imports this module and needs no more

    sys.exit(cli.main())


if __name__ == "__main__":
    main()
