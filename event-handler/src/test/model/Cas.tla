-------------------------------- MODULE Cas --------------------------------
(***************************************************************************)
(* Two servers, one client access address, and everything that can fail    *)
(* between them: who may take the address, who must let it go, and whether *)
(* that ever ends with two holders or with none.                           *)
(*                                                                         *)
(* Time passes in rounds, one period of the keeper each:                   *)
(*   the surroundings -> the monitor -> each server once, in any order.    *)
(* After CALM rounds without a fault the run ends and is judged.           *)
(*                                                                         *)
(* "Row n" is a row of the two decision tables, casfailover.decide.Row.    *)
(***************************************************************************)
EXTENDS Integers

CONSTANTS
  \* How much may happen.
  FAULTS,            \* how many faults may come
  CALM,              \* rounds after the last fault in which all must come to rest
  VACANT,            \* whether it begins with an address that nobody has had for long
  DAG_HANGS,         \* whether the program that reads the databases may hang, as one of the faults

  \* Times, in rounds.
  LEASE,             \* the lifetime of an address that nobody renews
  TAKE_WAIT,         \* for how long a taker must have seen nobody, before it takes
  GRACE,             \* row 7 of the holder: a peer silent for less does not ask it for its right
  PEER_UP_HOLD,      \* row 6: for how long "the monitor reaches the peer" holds; 0: for ever

  \* Rules, each of which can be left out to see what it is for.
  RIGHT,             \* while its peer is silent a holder needs quorum, and no databases elsewhere
  DORMANT,           \* a peer that answers only suspends the intent; else it ends it
  RECLAIM,           \* the vacancy rule: the last owner takes a vacant address, a start adopts it
  RECHECK,           \* at the commit the newest sightings decide once more
  ASK_AGAIN,         \* at the commit counts what the peer's agent was asked after the begin
  AGENT_WAIT,        \* row 13: an agent that does not answer must have been silent for TAKE_WAIT
  START_RENEWS,      \* a start renews before it has seen the peer or its right
  OFFER,             \* row 5 of the holder: who alone lost the gateway hands over
  PREFERRED_OWNER,   \* equal epochs are ordered by server; else neither outranks the other

  \* What is outside.
  NO_QUORUM_READS,   \* what a server without quorum reads of the databases: "unknown" or "nothere"
  VALID_LFT          \* the kernel ends the address; else it outlives a dead agent (Windows, no guard)

Server == {"A", "B"}
Peer(s) == IF s = "A" THEN "B" ELSE "A"

\* Between the servers, to the gateway G, to the monitor M, and to the DAG's witness W.
Link == {"AB", "AG", "BG", "MA", "MB", "AW", "BW"}
ToGateway(s) == IF s = "A" THEN "AG" ELSE "BG"
ToMonitor(s) == IF s = "A" THEN "MA" ELSE "MB"
ToWitness(s) == IF s = "A" THEN "AW" ELSE "BW"

VARIABLES
  \* The surroundings.
  link,        \* which links work
  power,       \* which servers are on
  agent,       \* per server: "up", "dead", "paused" (SIGSTOP), "start", "loop" (a start each round)
  hung,        \* per server: whether its reader of the databases hangs
  databases,   \* the server where they are mounted, or "-"
  address,     \* per server: rounds that the address still lives there; 0: it is not there
  take,        \* per server: "none", "begun" (journaled and told), "adding" (its program runs)
  \* What an agent remembers, on disk.
  epoch,       \* per server: the term of its last take
  known,       \* per server: the highest epoch ever heard of
  intent,      \* per server: a HARD event has armed it
  peerUp,      \* per server: the event said that the monitor itself reaches the peer
  \* What it counts, in rounds.
  armedFor,    \* since the event
  peerSilent,  \* since the peer was last seen
  agentSilent, \* since the peer's agent last answered
  hereFor,     \* the databases were read mounted here, without a break
  wireSilent,  \* nobody answered for the address, without a break
  saidNotMe,   \* per server: the peer's agent said "not me" in its last turn, or before its begin
  \* The monitor.
  reported,    \* per server: its last event about the peer, "ok" or "hard"
  \* The run.
  faultsLeft, calm, due,
  \* What is judged.
  both,        \* rounds in which clients could reach two holders, without a break
  needless,    \* a holder let go although its peer is off and its databases are here
  blind,       \* somebody took an address that answered, or took on unknown
  moves        \* how often the address moved in the calm

surroundings == <<link, power, agent, hung, databases, address, take>>
memory == <<epoch, known, intent, peerUp>>
counts == <<armedFor, peerSilent, agentSilent, hereFor, wireSilent, saidNotMe>>
run == <<faultsLeft, calm, due>>
judged == <<both, needless, blind, moves>>
vars == <<surroundings, memory, counts, reported, run, judged>>

Min(a, b) == IF a < b THEN a ELSE b
Max(a, b) == IF a > b THEN a ELSE b
UpTo(limit, count) == Min(count + 1, limit)

Init ==
  /\ link = [l \in Link |-> TRUE]
  /\ power = [s \in Server |-> TRUE]
  /\ agent = [s \in Server |-> "up"]
  /\ hung = [s \in Server |-> FALSE]
  /\ databases = "A"
  /\ address = [s \in Server |-> IF s = "A" /\ ~VACANT THEN LEASE ELSE 0]
  /\ take = [s \in Server |-> "none"]
  /\ epoch = [s \in Server |-> IF s = "A" THEN 1 ELSE 0]
  /\ known = [s \in Server |-> 1]
  /\ intent = [s \in Server |-> FALSE]
  /\ peerUp = [s \in Server |-> FALSE]
  /\ armedFor = [s \in Server |-> 0]
  /\ peerSilent = [s \in Server |-> 0]
  /\ agentSilent = [s \in Server |-> 0]
  /\ hereFor = [s \in Server |-> 0]
  /\ wireSilent = [s \in Server |-> IF VACANT THEN TAKE_WAIT ELSE 0]
  /\ saidNotMe = [s \in Server |-> VACANT]
  /\ reported = [s \in Server |-> "ok"]
  /\ faultsLeft = FAULTS /\ calm = 0 /\ due = {}
  /\ both = 0 /\ needless = FALSE /\ blind = FALSE /\ moves = 0

-----------------------------------------------------------------------------
(* What is true, and what a server sees of it.                             *)

Quorum(l, p, s) == p[s] /\ (l[ToWitness(s)] \/ (l["AB"] /\ p[Peer(s)]))

\* A partition leaves the majority where the databases are.
InMajority(s) ==
  Quorum(link, power, s) /\ (link["AB"] \/ databases # Peer(s) \/ ~Quorum(link, power, Peer(s)))

PeerSeen(s) == link["AB"] /\ power[Peer(s)]
PeerAgentSeen(s) == PeerSeen(s) /\ agent[Peer(s)] = "up"
PeerSaysNotMe(s) == PeerAgentSeen(s) /\ address[Peer(s)] = 0 /\ take[Peer(s)] = "none"
PeerHasBegun(s) == PeerAgentSeen(s) /\ take[Peer(s)] # "none"
GatewaySeen(s) == link[ToGateway(s)]
WireAnswers(s) == PeerSeen(s) /\ address[Peer(s)] > 0

DatabasesRead(s) ==
  CASE hung[s] -> "unknown"
    [] ~hung[s] /\ ~InMajority(s) -> NO_QUORUM_READS
    [] ~hung[s] /\ InMajority(s) ->
         IF databases = s THEN "here" ELSE IF databases = Peer(s) THEN "elsewhere" ELSE "nothere"

Reached(s) == address[s] > 0 /\ link[ToGateway(s)]

-----------------------------------------------------------------------------
(* The surroundings: a round passes, with at most one fault; the DAG       *)
(* follows quorum, and an address that nobody renewed gets older.          *)

\* Where the databases may be: they stay as long as they can, and a cut may move them.
DatabasesMayBe(l, p, cut) ==
  LET able == {s \in Server : Quorum(l, p, s)} IN
  IF able = {} THEN {"-"} ELSE IF databases \in able /\ ~cut THEN {databases} ELSE able

Older(s) ==
  IF ~power[s] THEN 0
  ELSE IF VALID_LFT \/ agent[s] = "up" THEN Max(address[s] - 1, 0) ELSE address[s]
AllOlder == address' = [s \in Server |-> Older(s)]

Pass(l, p) ==
  /\ link' = l /\ power' = p /\ due' = {"monitor"}
  /\ both' = IF \A s \in Server : Reached(s) THEN UpTo(CALM, both) ELSE 0
PassAnd(l, p, cut) == Pass(l, p) /\ databases' \in DatabasesMayBe(l, p, cut)

Fault == faultsLeft > 0 /\ calm = 0 /\ faultsLeft' = faultsLeft - 1 /\ calm' = 0

NothingHappens ==
  /\ PassAnd(link, power, FALSE) /\ AllOlder /\ UNCHANGED <<agent, hung, take>>
  /\ \/ calm = 0 /\ calm' = 0 /\ faultsLeft' = faultsLeft
     \/ calm < CALM /\ calm' = calm + 1 /\ faultsLeft' = 0

LinkFailsOrHeals(l) ==
  /\ Fault /\ PassAnd([link EXCEPT ![l] = ~@], power, l = "AB" /\ link[l])
  /\ AllOlder /\ UNCHANGED <<agent, hung, take>>

PowerFailsOrReturns(s) ==
  /\ Fault /\ PassAnd(link, [power EXCEPT ![s] = ~@], FALSE)
  /\ address' = [each \in Server |-> IF each = s THEN 0 ELSE Older(each)]
  /\ agent' = [agent EXCEPT ![s] = IF power[s] THEN "dead" ELSE "start"]
  /\ take' = [take EXCEPT ![s] = "none"]
  /\ UNCHANGED hung

\* The program that adds the address outlives its agent.
AgentFailsOrReturns(s) ==
  /\ power[s] /\ Fault /\ PassAnd(link, power, FALSE) /\ AllOlder /\ UNCHANGED <<hung, take>>
  /\ \/ agent[s] = "up" /\ agent' = [agent EXCEPT ![s] = "dead"]
     \/ agent[s] = "up" /\ agent' = [agent EXCEPT ![s] = "paused"]
     \/ agent[s] = "up" /\ agent' = [agent EXCEPT ![s] = "loop"]
     \/ agent[s] \in {"dead", "loop"} /\ agent' = [agent EXCEPT ![s] = "start"]
     \/ agent[s] = "paused" /\ agent' = [agent EXCEPT ![s] = "up"]

ReaderHangsOrReturns(s) ==
  /\ DAG_HANGS /\ Fault /\ PassAnd(link, power, FALSE) /\ AllOlder
  /\ hung' = [hung EXCEPT ![s] = ~@] /\ UNCHANGED <<agent, take>>

\* By itself, or by an administrator's hand.
DatabasesMove ==
  /\ Fault /\ \A s \in Server : Quorum(link, power, s)
  /\ Pass(link, power) /\ databases' \in Server \ {databases}
  /\ AllOlder /\ UNCHANGED <<agent, hung, take>>

Surroundings ==
  /\ due = {} /\ UNCHANGED <<memory, counts, reported, needless, blind, moves>>
  /\ \/ NothingHappens
     \/ \E l \in Link : LinkFailsOrHeals(l)
     \/ \E s \in Server :
          PowerFailsOrReturns(s) \/ AgentFailsOrReturns(s) \/ ReaderHangsOrReturns(s)
     \/ DatabasesMove

-----------------------------------------------------------------------------
(* The monitor asks each agent about its peer, and about the address. It   *)
(* tells of a change once, by an event that arms (HARD) or ends the        *)
(* intent. Before the calm any poll may be missed.                         *)

Critical(s) == ~PeerSeen(s) \/ (RECLAIM /\ address[s] = 0 /\ ~WireAnswers(s))
Polled(s) == link[ToMonitor(s)] /\ power[s] /\ agent[s] = "up"

Monitor ==
  /\ due = {"monitor"} /\ due' = Server
  /\ \E asked \in (IF calm > 0 THEN {Server} ELSE SUBSET Server) :
       LET hard(s) == s \in asked /\ Polled(s) /\ Critical(s) /\ reported[s] = "ok"
           well(s) == s \in asked /\ Polled(s) /\ ~Critical(s) /\ reported[s] = "hard"
           told(before, ifHard, ifWell) ==
             [s \in Server |->
               IF hard(s) THEN ifHard[s] ELSE IF well(s) THEN ifWell ELSE before[s]]
           always(value) == [s \in Server |-> value]
           reached == [s \in Server |-> link[ToMonitor(Peer(s))] /\ power[Peer(s)]]
       IN /\ reported' = told(reported, always("hard"), "ok")
          /\ intent' = told(intent, always(TRUE), FALSE)                                  \* row 1
          /\ peerUp' = told(peerUp, reached, FALSE)
          /\ armedFor' = told(armedFor, always(0), 0)
  /\ UNCHANGED <<surroundings, epoch, known, peerSilent, agentSilent, hereFor, wireSilent,
                 saidNotMe, faultsLeft, calm, judged>>

-----------------------------------------------------------------------------
(* Holding.                                                                *)

Outranked(s) ==                                                                           \* row 2
  /\ PeerAgentSeen(s) /\ address[Peer(s)] > 0
  /\ \/ epoch[Peer(s)] > epoch[s]
     \/ PREFERRED_OWNER /\ epoch[Peer(s)] = epoch[s] /\ Peer(s) = "A"

\* A peer that was silent for GRACE (row 7) asks for the right (row 8). As first written the
\* gateway took the place of quorum.
WithoutRight(s) ==
  /\ ~PeerSeen(s)
  /\ IF RIGHT THEN peerSilent[s] >= GRACE /\ (DatabasesRead(s) = "elsewhere" \/ ~InMajority(s))
     ELSE ~GatewaySeen(s) \/ DatabasesRead(s) = "elsewhere"

LetsGo(s) == Outranked(s) \/ WithoutRight(s)

HandsOver(s) ==                                                                           \* row 5
  OFFER /\ ~GatewaySeen(s) /\ PeerSaysNotMe(s) /\ GatewaySeen(Peer(s))

Moved == IF calm > 0 THEN Min(moves + 1, 4) ELSE moves

\* In one step; Handover.tla takes it apart.
HandOver(s, highest) ==
  /\ address' = [address EXCEPT ![s] = 0, ![Peer(s)] = LEASE]
  /\ epoch' = [epoch EXCEPT ![Peer(s)] = highest + 1]
  /\ known' = [each \in Server |-> highest + 1]
  /\ moves' = Moved
  /\ UNCHANGED <<intent, take, blind, needless>>

RenewOrLetGo(s, highest) ==
  /\ address' = [address EXCEPT ![s] = IF LetsGo(s) THEN 0 ELSE LEASE]
  /\ needless' = (needless \/ (LetsGo(s) /\ ~power[Peer(s)] /\ DatabasesRead(s) = "here"))
  /\ known' = [known EXCEPT ![s] = highest]
  /\ UNCHANGED <<epoch, intent, take, blind, moves>>

Hold(s, highest) == IF HandsOver(s) THEN HandOver(s, highest) ELSE RenewOrLetGo(s, highest)

-----------------------------------------------------------------------------
(* Not holding. The counts are handed in as they stand in this round.      *)

LastOwner(s) ==
  /\ epoch[s] > 0 /\ epoch[s] = known[s]
  /\ ~PeerAgentSeen(s) \/ known[Peer(s)] <= epoch[s]

MonitorLets(s, armed) == ~peerUp[s] \/ (PEER_UP_HOLD > 0 /\ armed >= PEER_UP_HOLD)        \* row 6

\* What the agent of the peer said a while ago counts as long as nothing newer was heard; at the
\* commit only what it was asked after the begin, which it hears of with the question.
HeardNotMe(s) ==
  {PeerSaysNotMe(s)} \cup
    IF saidNotMe[s] /\ (take[s] = "none" \/ ~ASK_AGAIN) THEN {TRUE} ELSE {}

GoesHome(s, notMe) == notMe /\ LastOwner(s)                                               \* row 3

\* Row 15 with a peer that says "not me" and that cannot serve: it lost the gateway.
PeerCannot(s, notMe) ==
  notMe /\ intent[s] /\ DatabasesRead(s) = "here" /\ ~GatewaySeen(Peer(s))

PeerIsDead(s, here, wire, quiet, armed) ==                                       \* rows 6, 9, 14, 15
  /\ ~PeerAgentSeen(s) /\ (intent[s] \/ LastOwner(s))
  /\ DatabasesRead(s) = "here" /\ here >= TAKE_WAIT /\ wire >= TAKE_WAIT /\ quiet >= TAKE_WAIT
  /\ LastOwner(s) \/ MonitorLets(s, armed)

\* An agent that does not answer may have begun right before, and what it began still come about.
KeeperIsGone(s, notMe, wire, quiet) ==                                                   \* row 13
  /\ PeerSeen(s) /\ intent[s] /\ DatabasesRead(s) = "elsewhere" /\ wire >= TAKE_WAIT
  /\ notMe \/ (~PeerAgentSeen(s) /\ (AGENT_WAIT => quiet >= TAKE_WAIT))

AsFirstWritten(s, silent, here, armed) ==
  /\ intent[s] /\ ~PeerSeen(s) /\ MonitorLets(s, armed)
  /\ DatabasesRead(s) = "here"
  /\ silent >= TAKE_WAIT /\ (TAKE_WAIT = 0 \/ here >= TAKE_WAIT)

MayTake(s, notMe, silent, here, wire, quiet, armed) ==
  /\ GatewaySeen(s)                                                                       \* row 8
  /\ ~WireAnswers(s)                                                                     \* row 12
  /\ IF RECLAIM
     THEN \/ GoesHome(s, notMe) \/ PeerCannot(s, notMe)
          \/ PeerIsDead(s, here, wire, quiet, armed) \/ KeeperIsGone(s, notMe, wire, quiet)
     ELSE AsFirstWritten(s, silent, here, armed)

\* A take is decided in one round and committed in the next: between the two all may change.
Take(s, highest) ==
  /\ take' = [take EXCEPT ![s] = "adding"]
  /\ epoch' = [epoch EXCEPT ![s] = highest + 1]
  /\ known' = [known EXCEPT ![s] = highest + 1]
  /\ moves' = Moved
  /\ blind' = (blind \/ WireAnswers(s)
                     \/ (DatabasesRead(s) = "unknown" /\ ~(RECLAIM /\ PeerAgentSeen(s))))
  /\ UNCHANGED address

\* Of two that have begun, the one that the vacancy rule does not name gives up.
OtherGivesUp(s) == take[s] = "begun" /\ PeerHasBegun(s) /\ LastOwner(s)

StandBy(s, highest, may) ==
  /\ take' = [take EXCEPT ![s] = IF may \/ OtherGivesUp(s) THEN "begun" ELSE "none"]
  /\ known' = [known EXCEPT ![s] = highest]
  /\ UNCHANGED <<address, epoch, blind, moves>>

Watch(s, highest, may) ==
  /\ intent' = [intent EXCEPT ![s] = IF ~DORMANT /\ PeerSeen(s) THEN FALSE ELSE @]        \* row 2
  /\ UNCHANGED needless
  /\ IF take[s] = "begun" /\ (may \/ ~RECHECK) THEN Take(s, highest) ELSE StandBy(s, highest, may)

-----------------------------------------------------------------------------
(* A server's turn.                                                        *)

RightConfirmed(s) == DatabasesRead(s) = "here" /\ InMajority(s)

\* A start adopts the address that is still there from its own term, or lets it go. What the peer
\* did before is not known, so the address gets no new lease for that.
Start(s) ==
  /\ agent[s] \in {"start", "loop"}
  /\ agent' = [agent EXCEPT ![s] = IF @ = "loop" THEN "loop" ELSE "up"]
  /\ take' = [take EXCEPT ![s] = "none"]
  /\ address' =
       [address EXCEPT ![s] =
         IF ~RECLAIM \/ epoch[s] # known[s] THEN 0
         ELSE IF @ > 0 /\ (START_RENEWS \/ PeerSeen(s) \/ RightConfirmed(s)) THEN LEASE ELSE @]
  /\ peerSilent' = [peerSilent EXCEPT ![s] = IF START_RENEWS THEN 0 ELSE TAKE_WAIT]
  /\ agentSilent' = [agentSilent EXCEPT ![s] = 0]
  /\ hereFor' = [hereFor EXCEPT ![s] = 0]
  /\ wireSilent' = [wireSilent EXCEPT ![s] = 0]
  /\ saidNotMe' = [saidNotMe EXCEPT ![s] = FALSE]
  /\ UNCHANGED <<memory, armedFor, needless, blind, moves>>

Keep(s) ==
  /\ agent[s] = "up"
  /\ LET highest == IF PeerAgentSeen(s) THEN Max(known[s], known[Peer(s)]) ELSE known[s]
         silent == IF PeerSeen(s) THEN 0 ELSE UpTo(TAKE_WAIT, peerSilent[s])
         quiet == IF PeerAgentSeen(s) THEN 0 ELSE UpTo(TAKE_WAIT, agentSilent[s])
         here == IF DatabasesRead(s) = "here" THEN UpTo(TAKE_WAIT, hereFor[s]) ELSE 0
         wire == IF WireAnswers(s) \/ address[s] > 0 THEN 0 ELSE UpTo(TAKE_WAIT, wireSilent[s])
         armed ==
           IF intent[s] /\ PEER_UP_HOLD > 0 THEN UpTo(PEER_UP_HOLD, armedFor[s]) ELSE 0
     IN /\ peerSilent' = [peerSilent EXCEPT ![s] = silent]
        /\ agentSilent' = [agentSilent EXCEPT ![s] = quiet]
        /\ hereFor' = [hereFor EXCEPT ![s] = here]
        /\ wireSilent' = [wireSilent EXCEPT ![s] = wire]
        /\ armedFor' = [armedFor EXCEPT ![s] = armed]
        /\ UNCHANGED <<peerUp, agent>>
        /\ IF address[s] > 0
           THEN Hold(s, highest) /\ saidNotMe' = [saidNotMe EXCEPT ![s] = PeerSaysNotMe(s)]
           ELSE \E notMe \in HeardNotMe(s) :
                  LET may == MayTake(s, notMe, silent, here, wire, quiet, armed)
                      begins == may /\ take[s] = "none"
                  IN /\ Watch(s, highest, may)
                     /\ saidNotMe' =
                          [saidNotMe EXCEPT ![s] = IF begins THEN notMe ELSE PeerSaysNotMe(s)]

\* The address is there some time after the commit, and before the next turn.
Add(s) ==
  /\ take[s] = "adding" /\ take' = [take EXCEPT ![s] = "none"]
  /\ address' = [address EXCEPT ![s] = LEASE]
  /\ UNCHANGED <<link, power, agent, hung, databases, memory, counts, reported, run, judged>>

Turn(s) ==
  /\ s \in due /\ due' = due \ {s} /\ take[s] # "adding"
  /\ IF power[s] /\ agent[s] \in {"up", "start", "loop"} THEN Start(s) \/ Keep(s)
     ELSE UNCHANGED <<agent, address, take, memory, counts, needless, blind, moves>>
  /\ UNCHANGED <<link, power, hung, databases, reported, faultsLeft, calm, both>>

Next == Surroundings \/ Monitor \/ \E s \in Server : Turn(s) \/ Add(s)
Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What must hold always.                                                  *)

NeverTwo == both = 0             \* clients never reach two holders
TwoPersist == both <= LEASE + 1  \* or at least not for longer than a lease
NoUnknownAct == ~blind           \* nobody takes what answers, or on unknown
NotNeedless == ~needless         \* nobody lets go what only it can serve
NoSwing == moves <= 2            \* once faults stop, the address comes to rest

(* What must hold in the end.                                              *)

AtTheEnd == calm = CALM /\ due = {}
Nobody == \A s \in Server : address[s] = 0
Able(s) == power[s] /\ agent[s] = "up" /\ GatewaySeen(s) /\ ~hung[s]
Serves(s) == Able(s) /\ databases = s
ServesPeers(s) ==
  power[s] /\ agent[s] = "up" /\ GatewaySeen(s) /\ link["AB"] /\ databases # "-"

\* A server that serves and was told by a HARD event has the address.
NobodyAfterHard == AtTheEnd /\ Nobody => ~\E s \in Server : Serves(s) /\ reported[s] = "hard"

\* Where both servers are well, one has it, told or not.
NobodyAtAll == AtTheEnd /\ Nobody => ~\A s \in Server : Serves(s) \/ ServesPeers(s)

\* A server that serves and whose clients reach it leaves the address to nobody whom they do not.
Unreached ==
  AtTheEnd /\ (\A s \in Server : ~Reached(s)) =>
    ~\E s \in Server : Serves(s) /\ (reported[s] = "hard" \/ PeerAgentSeen(s))

\* A server that lives without its agent serves, and its peer has the address for it.
AgentDead ==
  AtTheEnd /\ Nobody =>
    ~\E s \in Server :
       /\ Able(s) /\ PeerSeen(s) /\ agent[Peer(s)] = "dead" /\ databases # "-"
       /\ reported[s] = "hard"
=============================================================================
