"""The shapes of the networks."""

from typing import Any

Config = dict[str, Any]


def tok2vec(width: int, depth: int, rows: tuple[int, int, int, int] = (10000, 1000, 2500, 2500)) -> Config:
    """Hashed embeddings of form, prefix, suffix and shape, and convolutions over three words (Honnibal 2016, Miranda et al. 2022)."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": list(rows),
            "include_static_vectors": False,
        },
        "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "window_size": 1, "maxout_pieces": 3, "depth": depth},
    }


def listed_tok2vec(
    width: int, depth: int, hidden: float, tensor: int, rows: tuple[int, int, int, int] = (5000, 1000, 2500, 1000)
) -> Config:
    """As `tok2vec`, over the lists of `analyzer.listed_words` and what the tagger's network says of a word as well."""
    whole = tok2vec(width, depth, rows)
    whole["embed"] = {
        "@architectures": "postmortem.ListedHashEmbed.v1",
        "width": width,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": list(rows),
        "hidden": hidden,
        "tensor": tensor,
    }
    return whole


def listener(width: int) -> Config:
    """The output of the component `tok2vec`."""
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "tok2vec"}


def transitions(kind: str, source: Config, hidden: int = 64, *, extra: bool = False) -> Config:
    """A transition-based model ("parser" or "ner") over `source`."""
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": extra,
        "hidden_width": hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": source,
    }


def tagging(source: Config) -> Config:
    """A softmax over `source`."""
    return {"@architectures": "spacy.Tagger.v2", "tok2vec": source}
