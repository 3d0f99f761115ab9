"""Counts and prints checks, for the scripts beside it."""

passed = 0
failed = 0


def check(what, holds, found=None):
    """Counts and prints one check; says what was found if it fails."""
    global passed, failed
    if holds:
        passed += 1
        print("ok      " + what)
    else:
        failed += 1
        print("FAILED  " + what + ("" if found is None else f": found {found!r}"))
    return bool(holds)


def end():
    """Prints "N passed, M failed"; the exit code: 1 if any failed, or if nothing was checked."""
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0
