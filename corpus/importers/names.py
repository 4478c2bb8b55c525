"""Names that teams, trackers and status pages give to the fields of their records, most telling first. They are compared by their
letters and digits only, in lower case."""

from collections.abc import Mapping

FIELD_NAMES: Mapping[str, tuple[str, ...]] = {
    target: tuple(names.split())
    for target, names in {
        "id": "id uuid incidentid incidentnumber incidentkey issuekey key number reference slug",
        "title": "title name headline subject incidenttitle incidentname shortdescription",
        "url": "url postmortemurl link permalink htmlurl shortlink uri sourceurl canonical source",
        "severity": "severity sev severitylevel incidentseverity impactlevel priority impactoverride",
        "started_at": (
            "startedat starttime start begin began beginat begintime eventstarttime incidentstart starteddate startdate "
            "incidentstarted openedat opened occurredat"
        ),
        "detected_at": "detectedat detected detectiontime timedetected acknowledgedat",
        "resolved_at": (
            "resolvedat resolved endtime end endat endedat eventendtime incidentend resolutiontime resolutiondate enddate closedat closed"
        ),
        "date": "date incidentdate dateofincident occurred occurredon day createdat created",
        "services": (
            "services affectedservices affectedproducts impactedservices products servicename productname product service "
            "components component affectedcomponents systems system application"
        ),
        "kind": "kind type",
        "factors": "factors contributingfactorids",
        "format": "format",
        "metadata": "metadata",
        "summary": "summary description abstract excerpt tldr synopsis",
        "text": (
            "text body content description externaldesc details detail longdescription message report postmortem "
            "postmortembody narrative background impact customerimpact timeline detection response incidentupdates updates "
            "rootcause rootcauses causes cause contributingfactors mitigation resolution resolutionnotes remediation "
            "lessons lessonslearned actionitems actions followups worknotes comments comment notes"
        ),
    }.items()
}
"""For each target of a mapping, in the order in which they choose. Of `text` all that a record has are taken, in this order."""
