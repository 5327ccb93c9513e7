# make run    set up, train if needed, serve the chat on HOST:PORT (127.0.0.1:5005)
# make test   set up, run all tests
# make shell  the same conversation in the terminal      make train     train the dialogue model if needed
# make check  ruff and mypy                              make evaluate  how well it understands: one report
# make bench  speed, memory and start-up against the `rasa init` starter
# make load   20 people at once, memory over 10,000 messages, kill -9 in the middle of it
# make pins   export the pinned dependencies anew

export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
BIN := .venv/bin

.PHONY: run test shell train check evaluate bench load pins serve-environment test-environment

run: train
	@$(BIN)/python -m bot.server

train: serve-environment
	@$(BIN)/python -m bot.cli tren

shell: train
	@$(BIN)/python -m bot.cli chat

test: test-environment
	@$(BIN)/python -m bot.cli tren
	@$(BIN)/python -m pytest $(PYTEST)

check: test-environment
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

evaluate: test-environment
	@$(BIN)/python -m bot.cli tren
	@$(BIN)/python -m benchmarks.understanding

bench: test-environment
	@$(BIN)/python -m bot.cli tren
	@$(BIN)/python -m benchmarks.serving

load: test-environment
	@$(BIN)/python -m bot.cli tren
	@$(BIN)/python -m benchmarks.load --minutter 3 --meldinger 10000 --drep

serve-environment:
	@tools/setup.sh serve

test-environment:
	@tools/setup.sh test

# Needs uv on PATH. No index address is written, so the pins hold for any registry.
UV_EXPORT := uv pip compile -q --universal --no-emit-index-url --no-annotate --generate-hashes --custom-compile-command "make pins"
pins:
	echo "uv" | $(UV_EXPORT) --no-config --python-version 3.8 - -o requirements/uv.txt
	$(UV_EXPORT) pyproject.toml -o requirements/serve.txt
	$(UV_EXPORT) pyproject.toml --extra test --extra check -c requirements/serve.txt -o requirements/test.txt
