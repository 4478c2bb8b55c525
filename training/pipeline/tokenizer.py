"""spaCy's English tokenizer, taught that identifiers, handles, paths and versions are one word each.

Hyphenated words of letters alone ("load-balancer") stay apart, as the treebank has them.
"""

import re

from spacy.lang.en import English
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex

# Its flag stands in the pattern, since the saved tokenizer keeps the pattern alone.
WHOLE = re.compile(
    r"""(?x)(?:
        @[A-Za-z0-9](?:[\w.\-]*\w)?                                           # @handle
      | \#[A-Za-z](?:[\w\-]*\w)?                                              # #channel
      | (?!(?:mid|pre|post|late|early|top|non|sub|sept|oct|nov|dec|jan|feb|aug)-)
        (?=[A-Za-z][^\s]*\d)[A-Za-z]\w*(?:[\-_.:/]\w+)+                       # payments-api-7f9c, us-east-1, OPS-4412, db01.prod
      | (?:re|pre|un|co|non|anti|multi|sub|mis|de|inter|semi)-[a-z]{2,}       # re-routed, as the treebank has it
      | \w+(?:_\w+)+(?:\(\))?                                                 # retry_count, close_all()
      | \w+(?:\.\w+)*\(\)                                                     # pool.close()
      | ~?(?:/[\w.\-]+){2,}/?                                                 # /var/log/app
      | v?\d+(?:\.\d+)+(?:[\-+][\w.]+)?                                       # v1.2.3-rc1, 10.0.0.4
      | \d{1,3}(?:\.\d{1,3}){3}(?:/\d+|:\d+)?                                 # 10.0.0.0/8
      | \d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+\-]\d\d:?\d\d)?)?                    # dates and instants
      | \d{1,2}:\d\d(?::\d\d)?(?:Z)?                                          # 14:02
      | --?[A-Za-z][\w\-]*(?:=\S*\w)?                                         # --force
      | [a-z]+(?:[A-Z][a-z0-9]+)+                                             # camelCase
    )\Z"""
)


def customised(nlp: English) -> Tokenizer:
    """The tokenizer of `nlp`, changed in place: WHOLE is one token, and a dash between numbers or words is one by itself."""
    tokenizer = nlp.tokenizer
    tokenizer.token_match = WHOLE.match
    tokenizer.infix_finditer = compile_infix_regex([*nlp.Defaults.infixes, r"(?<=\w)[–—→](?=\w)"]).finditer
    return tokenizer
