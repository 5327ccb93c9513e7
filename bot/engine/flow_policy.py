"""The dialogue policy that brings a guided flow back: after a side question is answered, its question is asked again."""

from __future__ import annotations

from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

FLOW_SLOT = "flyt"
ASK_AGAIN = "action_flyt_gjenta"
OF_THE_FLOW = {"action_flyt_start", "action_flyt_svar", "action_flyt_gjenoppta", ASK_AGAIN}
# After a cry for help nothing is asked; the flow waits, and hears the next message.
SILENT_AFTER = {"action_krise_vis"}
ABOVE_RULES = 7


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class FlowPolicy(Policy):
    """Learns nothing. Speaks only while a flow runs, once the rule for the citizen's message has done its work."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"priority": ABOVE_RULES}

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> FlowPolicy:
        return cls(config, model_storage, resource, execution_context)

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        result = self._default_predictions(domain)
        predicted = next_action(tracker)
        if predicted is not None:
            result[domain.index_for_action(predicted)] = 1.0
        return self._prediction(result)


def next_action(tracker: DialogueStateTracker) -> str | None:
    """`action_flyt_gjenta` after the answer to a side question, `action_listen` after that; None when rules decide."""
    done = _since_message(tracker)
    if not done or not is_running(tracker):
        return None
    if done[-1] == ASK_AGAIN:
        return str(ACTION_LISTEN_NAME)
    if done[-1] == ACTION_LISTEN_NAME or not OF_THE_FLOW.isdisjoint(done) or not SILENT_AFTER.isdisjoint(done):
        return None
    return ASK_AGAIN


def is_running(tracker: DialogueStateTracker) -> bool:
    """Whether a guided flow waits for an answer now."""
    state = tracker.get_slot(FLOW_SLOT) or {}
    return bool(state.get("flyt")) and not state.get("pauset")


def _since_message(tracker: DialogueStateTracker) -> list[str]:
    """The actions taken since the citizen's last message, in order."""
    actions: list[str] = []
    for event in reversed(tracker.applied_events()):
        if isinstance(event, UserUttered):
            return actions[::-1]
        if isinstance(event, ActionExecuted) and event.action_name:
            actions.append(event.action_name)
    return []
