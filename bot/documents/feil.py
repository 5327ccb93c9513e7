"""What can be wrong with a data set."""


class UgyldigDokumentdata(ValueError):
    """The data set cannot become a document. `felt` is the dotted path to what is wrong, "" for the whole set."""

    def __init__(self, felt: str, hva: str) -> None:
        self.felt = felt
        super().__init__(f"{felt or 'datasettet'}: {hva}")
