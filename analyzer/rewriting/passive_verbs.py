"""Verbs that read well in the passive, so that a clause can do without its doer: those of work on systems, and the common ones (gathered from what is passive
in the English Web Treebank and in write-ups of incidents, and by hand). With other verbs no passive is offered: "one row was landed"."""

import re

_READ_WELL = frozenset(
    """
    accept access acknowledge act activate add address adjust administer agree align allocate allow alter analyse analyze announce answer apply appoint approve archive arrange ask assess
    assign assume attach audit authorise authorize automate back back-up balance ban block book boot brief bring brush build bury bypass calculate calibrate call cancel capture carry catch
    certify challenge change charge check choose clean clear click clone close collect combine commission commit communicate compare compile complete compress configure confirm connect
    consider consult contact contain continue control convert copy correct count cover create cross-check cut damage debug declare decommission defer define delay delegate delete deliver demand
    demonstrate deny deploy describe design destroy detect determine develop diagnose disable discard disclose disconnect discover discuss dismiss dispatch display distribute document
    double-check download draft drain drill drive drop drop-in duplicate edit eliminate email empty enable encrypt enforce engage enlarge ensure enter escalate establish estimate evacuate evaluate
    examine exclude execute exercise expand expect explain export expose extend extract fail-over file fill filter find finish fit fix flag flush follow force forget format forward freeze fulfil
    gather generate give grant group handle hand harden hide hire hold identify ignore implement import include increase index indicate inform initialise initialize initiate inject insert
    inspect install instruct integrate interrupt introduce invalidate investigate invite involve isolate issue keep label launch lay lead leave lift limit link list load lock log look lose lower
    maintain make manage map mark measure mention merge migrate mirror miss mitigate model modify monitor mount mount move mute name note notice notify number observe obtain offer omit open operate
    order organise organize overlook override overrule overwrite page paint park pass patch pause pay perform pick pin place plan plug point polish poll populate position post postpone power prepare
    present press prevent print prioritise prioritize process produce profile program promise promote prompt propose protect provide provision prune publish pull pump purchase purge push
    qualify quarantine query question queue quote raise rate read rearm reassign reboot rebuild recalculate receive recheck recognise recognize recommend reconcile reconfigure record recover
    redeploy redirect reduce refer refresh refuse register reject release reload relocate remember remind remove rename renew rent reorder repair repeat replace replay replicate reply report request
    require rerun re-run reschedule reset resize resolve restart restore restrict resume retain retest retire retrieve return reuse reveal reverse revert review revoke rewrite ring rotate route
    roll run sample sanction save scale scan schedule screen scrub seal search secure see seek select sell send separate serve service set settle share shield ship shorten show shut sign silence
    simulate skip snooze solve sort specify split spot stage start state stop store streamline strip submit supervise supply support suppress survey suspend swap switch sync synchronise
    synchronize tag take talk tell terminate test think throttle throw tidy tighten time toggle track train transfer transmit transport treat trigger trip trust try tune turn type undo uninstall unlock
    unplug update upgrade upload use validate verify version visit wake warn wash watch weigh whitelist widen wind wipe wire withdraw withhold wrap write
    """.split()
)
_PREFIX = re.compile(r"(?:re|un|over|mis|double|cross|pre|de|under)-?(?=\w{3})")


def reads_well_in_passive(verb: str) -> bool:
    """Whether "the thing was …" reads well with the participle of a verb, given by its base form, with a particle or without."""
    head = verb.split(" ", 1)[0]
    return head in _READ_WELL or _PREFIX.sub("", head, count=1) in _READ_WELL
