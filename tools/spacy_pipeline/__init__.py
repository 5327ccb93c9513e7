"""From the Norwegian treebanks to our own spaCy pipeline; `build.py` is the one command."""
