"""Who can act: words for people, teams, organisations, outsiders and systems, by which `kinds` tells what a phrase names."""

from enum import StrEnum


class AgentKind(StrEnum):
    """What the subject of a verb is."""

    PERSON = "person"
    SELF = "self"
    TEAM = "team"
    ORGANISATION = "organisation"
    OUTSIDER = "outsider"
    SYSTEM = "system"
    IMPLIED = "implied"
    UNKNOWN = "unknown"


PERSON = frozenset(
    """
    accountant admin administrator agent analyst anaesthetist apprentice approver architect assistant associate attendant auditor author beginner biologist boss buyer captain
    carpenter cashier champion chemist chief clerk coder colleague commander committer consultant contributor controller-on-duty coordinator coworker crewman custodian cto ceo ciso
    cfo dba deployer designer detective deputy dev developer devs director dispatcher doctor driver electrician employee engineer executive expert facilitator fitter foreman
    forwarder freelancer guard guy handler hire implementer inspector intern installer janitor junior lad lady lead leader librarian machinist man manager mechanic member
    merger newcomer newbie novice nurse officer oncall on-call on-caller operative operator organiser owner paramedic person pharmacist physician physicist pilot planner plumber pm
    porter practitioner president principal product-owner professor programmer promoter pusher receptionist registrar reporter requester researcher responder reviewer rookie salesman
    sailor scientist scribe secretary senior setter shift-leader signalman signaller specialist sre student-worker subcontractor superintendent superior supervisor surgeon surveyor sysadmin
    teammate technician technologist temp tester trader trainee trainer translator underwriter veteran warden watchkeeper welder woman worker writer individual someone somebody anybody anyone
    everyone everybody nobody no-one implementor releaser maintainer merchandiser editor teacher lecturer postdoc caretaker human people persons men women folks guys children
    staffer crewmember dispatchers counterpart predecessor successor manager-on-duty nightwatchman team-mate skipper conductor controller gentleman gentlemen mate chap bloke dude contractor
    rep representative courier trucker head holder deputy delegate recipient initiator instigator instructor bookkeeper teller broker adviser advisor steward foremen handover-partner signatory signer verifier checker watchman
    """.split()
)
TEAM = frozenset(
    """
    team squad crew staff shift department dept desk helpdesk servicedesk guild tribe noc soc sres devops ops qa hr pmo dbas crowd bunch gang personnel workforce committee cab
    group division directorate hotline helpline secops netops infosec brigade faculty devex subteam taskforce leadership management colleagues bureau workshop board office unit section
    """.split()
)
DEPARTMENTS = frozenset(
    """
    it ap ar hr pm crm operations marketing finance procurement purchasing logistics engineering sales legal product payroll facilities maintenance production planning dispatch security
    support infrastructure networking platform accounts accounting compliance risk treasury development research quality architecture warehouse controlling claims underwriting renewals
    automation telecoms networks data analytics design editorial merchandising pricing billing payments
    """.split()
)
"""Departments are written with a capital; in lower case most of these words are things."""
ORGANISATION = frozenset(
    """
    vendor supplier provider contractor subcontractor integrator partner agency firm company consultancy carrier outsourcer manufacturer hoster
    organisation organization hq headquarters municipality institute ministry council subsidiary lab laboratory depot ward pharmacy warehouse embassy
    """.split()
)
OUTSIDER = frozenset(
    """
    user customer caller viewer passenger patient visitor merchant shopper subscriber buyer-side attacker intruder hacker adversary criminal player guest traveller
    traveler student resident citizen member-state participant cardholder taxpayer borrower depositor investor farmer miner hodler
    """.split()
)
# Team words that mean a technical thing behind one of these.
TECHNICAL_BEFORE = {
    "group": frozenset(
        "consumer security target auto-scaling autoscaling scaling node placement replication resource log process volume instance user host parameter subnet disk raid thread shard".split()
    ),
    "unit": frozenset(
        "systemd processing power control cooling service test storage rack compute memory management supply distribution measurement telematics".split()
    ),
    "section": frozenset("critical config code header data text".split()),
    "function": frozenset("lambda cloud hash edge window step sql helper".split()),
    "shift": frozenset("bit left right time clock schema phase frequency".split()),
    "board": frozenset("circuit main mother control logic system".split()),
    "provider": frozenset(
        "identity auth authentication metrics credential terraform oauth saml sso content dns token data key secrets oidc idp".split()
    ),
    "carrier": frozenset("rf line data".split()),
    "partner": frozenset("replication mirror failover peer".split()),
    "agent": frozenset(
        "monitoring backup build ssh user telemetry logging datadog ci puppet deployment metrics host node collector scan virus".split()
    ),
    "controller": frozenset(
        "ingress raid domain disk storage kubernetes admission network load flight temperature motor wireless lan access replication cache memory".split()
    ),
    "handler": frozenset("error event signal request exception interrupt message http job".split()),
    "writer": frozenset("log batch file index kafka async buffer".split()),
    "reader": frozenset("log card badge file batch index rfid".split()),
    "head": frozenset(
        "milling print printer read write drill drilling tape welding laser recording cutting spray cylinder well sprinkler".split()
    ),
    "holder": frozenset("tool card fuse place".split()),
    "operator": frozenset("kubernetes postgres k8s prometheus ternary logical sql elastic in not cluster or and".split()),
    "scheduler": frozenset(),
    "planner": frozenset("query route capacity-tool".split()),
    "manager": frozenset(
        "package cluster resource session connection window task secrets secret certificate cert file lock memory volume queue transaction password device config job buffer traffic".split()
    ),
    "lead": frozenset("pb wire".split()),
    "driver": frozenset("device kernel network csi jdbc odbc nic gpu database storage graphics printer".split()),
    "coordinator": frozenset("transaction query cluster group job shard".split()),
    "dispatcher": frozenset("event request job message thread task".split()),
    "tester": frozenset("load".split()),
    "checker": frozenset("type spell health link style schema".split()),
    "verifier": frozenset("bytecode token schema".split()),
    "guard": frozenset("type branch lock clock".split()),
    "member": frozenset("cluster raft quorum replica ring pool etcd".split()),
    "leader": frozenset("raft cluster partition zookeeper shard".split()),
    "deployer": frozenset("auto".split()),
    "installer": frozenset("package software".split()),
    "client": frozenset("http database kafka redis api library".split()),
    "consumer": frozenset("kafka queue message".split()),
    "supplier": frozenset(),
    "monitor": frozenset(),
    "crew": frozenset(),
    "operations": frozenset("read write database i/o io disk write-heavy bulk delete crud".split()),
    "product": frozenset("the a this dot".split()),
    "it": frozenset(),
}
SYSTEM = frozenset(
    """
    access account action address agent aircraft airbag alarm alert alerting algorithm allocation antenna api app appliance application apps arm array asset assignment autoscaler backend backlog
    backup balancer bank-link batch battery bit block boot bot branch breaker bridge broker browser bucket buffer bug build builder bus cable cache call card catalogue cell
    certificate chain change channel chart check checkout checksum chip circuit cli client-side clock cloud cluster code collector column command commit compiler component
    computer concentrator config configuration connection connector connectivity connections constraint consumer container content controller cooling copy core counter cpu crawler cron cronjob
    cursor daemon dashboard data database dataset db default defect dependency deploy deployment design device diagram directory disk display dns document documentation domain door drawing
    drive driver email emails encoder encryption endpoint engine entry environment error etcd event evidence exchange experiment export exporter failover failure feature feed fibre file files
    filesystem filter firewall firmware fix flag flow form format framework function gate gateway generator gui guardrail handler hardware hash header health heartbeat host hosts image impact
    import importer incident index indexer info input instance instances integration interface inverter item job jobs kernel key kubelet label lambda latency layer library licence license limit
    line link linter list listener load loader lock log logging logic logs login machine machines mailbox master memory mesh message messages method metric metrics middleware migration
    mirror mode model module monitor monitoring motor mount network node nodes notification object option orchestrator order outage package packet page pager pagination parameter parser partition patch path
    payload payment permission phone pipeline plan plane plant plugin pod pods policy pool port portal power preview printer probe problem procedure process processes processor
    product production-system program project prompt protocol proxy psu pump queries query queue quota rack radio rate ratio reader rebuild record recovery redis region
    registry regression release replica replicas replication repo report repository request requests response rest restart restore result retries retry robot rollback rollout
    root route router routers routine row rule run runbook runner sandbox satellite schedule scheduler schema screen script sdk search secret segment sensor sensors sequence
    server servers service services session set setting setup shard shards shard-map shell signal site sites software solver spec spreadsheet spike stack stage staging standby state
    step storage store stream string subnet subsystem suite supply switch switches symptom sync system systems table tag task template terminal test tests thread threshold ticket
    timeout timer token tool tooling topic traffic transaction transactions transfer transformer trigger tunnel type update upgrade upload ups url utility validation validator valve value variable vault
    vehicle version view vm vms volume watchdog web webhook website window wizard word worker workers workflow workload write writes zone failing scanner spacecraft rocket
    lander aeroplane airplane train ship truck elevator lift escalator oven furnace conveyor forklift crane compressor fan lamp light sign label-printer scale meter
    unit section client consumer subscriber tenant listener tester trainer signer verifier graph chart curve figure number sum total amount rise drop increase decrease change-request pr mr diff regex expression formula cell macro workbook rollout-controller ledger
    binary artefact artifact bundle asset cdn pop edge cookie cert ca sso idp mfa vpn lan wan bgp ntp tls kafka postgres mysql mongodb elasticsearch kubernetes docker jenkins grafana prometheus
    runbooks playbook playbooks documents docs page-cache instruction instructions checklist notice handbook manual guideline guide
    plc plcs hmi hmis scada rtu dcs cnc spindle nozzle burner mill lathe drill saw press kiln boiler turbine compressor chiller relay fuse interlock actuator gripper sorter shuttle stacker
    palletiser palletizer labeller matchmaker sequencer aggregator tokenizer compactor reaper resolver allocator poller sweeper throttler limiter deduplicator serializer autopilot thermostat
    review-tool process-step it this that these those which something nothing everything anything
    """.split()
)
HUMAN_MODIFIERS = frozenset(
    "support duty on-call oncall night day shift site field service customer bus train truck lorry lab senior junior new travel estate call-centre late early operations police rescue works contracts sales planning safety control night-shift human release".split()
)
"""Before a word that may be a person or a machine ("agent", "driver"), these make it a person."""

SELVES = frozenset("i me myself we us ourselves".split())
PERSON_PRONOUNS = frozenset("he she him her himself herself you who whoever".split())
SYSTEM_PRONOUNS = frozenset("it this that these those which something nothing everything anything".split())
NOBODIES = frozenset("nobody no-one none neither".split())
