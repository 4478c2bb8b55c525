"""The best tree for scores of arcs (Chu-Liu 1965, Edmonds 1967)."""

import numpy as np
import numpy.typing as npt


def best_tree(scores: npt.NDArray[np.float32]) -> list[int]:
    """Heads of nodes 0..n for `scores` of shape (n + 1, n + 1), dependents by heads, node 0 being the root with exactly one dependent.

    The head of node 0 is 0."""
    heads = _arborescence(scores)
    roots = [node for node in range(1, len(heads)) if heads[node] == 0]
    if len(roots) == 1:
        return heads
    best, best_score = heads, -np.inf
    # With several roots, each candidate is tried as the only one.
    for root in sorted(range(1, len(heads)), key=lambda node: -scores[node, 0])[: max(3, len(roots))]:
        trial = scores.copy()
        trial[:, 0] = -1e9
        trial[root] = -1e9
        trial[root, 0] = 0
        found = _arborescence(trial)
        value = sum(scores[node, found[node]] for node in range(1, len(found)))
        if value > best_score and sum(found[node] == 0 for node in range(1, len(found))) == 1:
            best, best_score = found, value
    return best


def _arborescence(scores: npt.NDArray[np.float32]) -> list[int]:
    count = len(scores)
    work = scores.astype(np.float64).copy()
    np.fill_diagonal(work, -np.inf)
    work[0] = -np.inf
    heads = work.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return [int(head) for head in heads]
    inside = set(cycle)
    outside = [node for node in range(count) if node not in inside]
    place = {node: number for number, node in enumerate(outside)}
    merged = len(outside)
    small = np.full((merged + 1, merged + 1), -np.inf)
    small[np.ix_(range(merged), range(merged))] = work[np.ix_(outside, outside)]
    into = np.array([work[node] - work[node, heads[node]] for node in cycle])
    entry, leave = {}, {}
    for node in outside:
        best = int(into[:, node].argmax())
        small[merged, place[node]] = into[best, node]
        entry[node] = cycle[best]
        options = work[node, cycle]
        best = int(options.argmax())
        small[place[node], merged] = options[best]
        leave[node] = cycle[best]
    found = _arborescence(small)
    result = [int(head) for head in heads]
    for node in outside:
        if node:
            head = found[place[node]]
            result[node] = leave[node] if head == merged else outside[head]
    outer = outside[found[merged]]
    result[entry[outer]] = outer
    return result


def _cycle(heads: npt.NDArray[np.int64]) -> list[int] | None:
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, node = [], start
        while node and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if node and state[node] == 1 and node in path:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None
