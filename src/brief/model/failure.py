"""What ends a command early."""


class Failure(Exception):
    """A command cannot do what it was asked; says so itself and owns its exit code.

    Exit code 1: the answer is no (nobody found, the dossier is broken); 2: the words are off.
    """

    def __init__(self, sentence: str, hint: str = "", code: int = 1) -> None:
        """`hint` is the next step."""
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
        self.code = code

    def __str__(self) -> str:
        """One line for the screen."""
        return f"{self.sentence} ({self.hint})" if self.hint else self.sentence


def reason(error: OSError) -> str:
    """Why the system refused, in its own words: `permission denied`."""
    return (error.strerror or str(error) or type(error).__name__).lower()
