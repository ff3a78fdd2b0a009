------------------------------ MODULE BackSoon ------------------------------
(***************************************************************************)
(* A restart that is announced: the address of the holder H stays without  *)
(* its agent, and the other server W waits for it.                         *)
(*                                                                         *)
(*   H: "back soon" -> W writes down that it waits, and says so            *)
(*      -> H writes it down and renews once, with RESTART                  *)
(*      -> H's agent ends, and the next one adopts the address             *)
(*      -> H renews with LEASE and says "back soon" no more -> W forgets   *)
(*                                                                         *)
(* Until the restart must be over, and TAKE_WAIT more, W does not take.    *)
(* Each agent may die at any step and start again, the link may be cut,    *)
(* and the databases may move to W, so that nothing but its waiting keeps  *)
(* W from taking. W asks H once a round, and may miss the answer.          *)
(***************************************************************************)
EXTENDS Integers

CONSTANTS
  FAULTS,                   \* how often an agent dies or starts, the link fails, the databases move
  ORDERS,                   \* how many restarts a person announces
  LEASE, TAKE_WAIT, GRACE,  \* in rounds, as in Cas.tla
  RESTART,                  \* the lifetime that the address gets for a restart
  ANSWER,                   \* for so long after the announcement H may give it that

  \* Rules, each of which can be left out to see what it is for.
  ACKNOWLEDGED,  \* the lifetime grows only once W says that it waits
  REMEMBERED,    \* what W waits for survives W's own restart, and is then waited for anew
  BY_LEASE       \* H says "back soon" until the address lives by the lease again

VARIABLES
  link, databases,   \* whether they reach each other; on which server the databases are
  \* H.
  hUp, address,      \* whether its agent runs; rounds that the address still lives, 0: not there
  stage,             \* "none", "asked", "granted", "given"; from "granted" on it is on disk
  number,            \* the number of its announcement
  sinceAsked,        \* rounds since then
  hAlone,            \* rounds since it saw the other server
  says,              \* the announcement that its answers carry; 0: none
  \* W.
  wUp, wHas,         \* whether its agent runs; whether it took the address
  waitsFor,          \* the announcement that it waits for, on disk; 0: none
  timeLeft,          \* rounds until that restart must be over
  sinceOver,         \* rounds since the restart must be over
  wAlone,            \* rounds in which W saw nothing of H and of the address, the databases on W
  \* The run.
  faultsLeft, ordersLeft, due

vars == <<link, databases, hUp, address, stage, number, sinceAsked, hAlone, says,
          wUp, wHas, waitsFor, timeLeft, sinceOver, wAlone, faultsLeft, ordersLeft, due>>

Min(a, b) == IF a < b THEN a ELSE b
Max(a, b) == IF a > b THEN a ELSE b
UpTo(limit, count) == Min(count + 1, limit)
Less(count) == Max(count - 1, 0)

Init ==
  /\ link = TRUE /\ databases = "H"
  /\ hUp = TRUE /\ address = LEASE /\ stage = "none" /\ number = 0 /\ sinceAsked = 0
  /\ hAlone = 0 /\ says = 0
  /\ wUp = TRUE /\ wHas = FALSE /\ waitsFor = 0 /\ timeLeft = 0
  /\ sinceOver = 0 /\ wAlone = 0
  /\ faultsLeft = FAULTS /\ ordersLeft = ORDERS /\ due = {}

-----------------------------------------------------------------------------
(* The surroundings: a round passes, with at most one fault.               *)

OnDisk == stage \in {"granted", "given"}

HolderDies ==
  /\ hUp /\ hUp' = FALSE
  /\ stage' = IF OnDisk THEN "given" ELSE "none"
  /\ UNCHANGED says

HolderStarts ==
  /\ ~hUp /\ hUp' = TRUE
  /\ says' = IF OnDisk /\ BY_LEASE THEN number ELSE 0
  /\ UNCHANGED stage

HolderStays == UNCHANGED <<hUp, stage, says>>

WaiterDies == wUp /\ wUp' = FALSE /\ UNCHANGED <<waitsFor, wAlone>> /\ timeLeft' = Less(timeLeft)

WaiterStarts ==
  /\ ~wUp /\ wUp' = TRUE /\ wAlone' = 0
  /\ waitsFor' = IF REMEMBERED THEN waitsFor ELSE 0
  /\ timeLeft' = IF waitsFor' # 0 THEN RESTART + ANSWER ELSE 0

WaiterStays == UNCHANGED <<wUp, waitsFor, wAlone>> /\ timeLeft' = Less(timeLeft)

Fault == faultsLeft > 0 /\ faultsLeft' = faultsLeft - 1

Round ==
  /\ due = {} /\ due' = {"H", "W"}
  /\ address' = Less(address)
  /\ sinceAsked' = UpTo(ANSWER + 1, sinceAsked)
  /\ hAlone' = IF hUp THEN hAlone ELSE 0
  /\ \/ HolderStays /\ WaiterStays /\ UNCHANGED <<link, databases, faultsLeft>>
     \/ OnDisk /\ (HolderDies \/ HolderStarts)                          \* the announced restart
        /\ WaiterStays /\ UNCHANGED <<link, databases, faultsLeft>>
     \/ Fault /\ (HolderDies \/ HolderStarts) /\ WaiterStays /\ UNCHANGED <<link, databases>>
     \/ Fault /\ (WaiterDies \/ WaiterStarts) /\ HolderStays /\ UNCHANGED <<link, databases>>
     \/ Fault /\ link' = ~link /\ HolderStays /\ WaiterStays /\ UNCHANGED databases
     \/ Fault /\ databases' = (IF databases = "H" THEN "W" ELSE "H")
        /\ HolderStays /\ WaiterStays /\ UNCHANGED link
  /\ sinceOver' = IF timeLeft' = 0 THEN UpTo(TAKE_WAIT, sinceOver) ELSE 0
  /\ UNCHANGED <<number, wHas, ordersLeft>>

-----------------------------------------------------------------------------
(* The holder.                                                             *)

LetsGo == (link /\ wHas) \/ (~link /\ hAlone >= GRACE /\ databases = "W")

Without ==
  address' = 0 /\ stage' = "none" /\ says' = 0 /\ UNCHANGED <<number, sinceAsked, ordersLeft>>

\* Only then it is silent about restarts.
RenewByLease ==
  address' = LEASE /\ stage' = "none" /\ says' = 0 /\ UNCHANGED <<number, sinceAsked, ordersLeft>>

Announce ==
  /\ ordersLeft > 0 /\ ordersLeft' = ordersLeft - 1
  /\ number' = number + 1 /\ says' = number + 1 /\ sinceAsked' = 0
  /\ address' = LEASE
  /\ stage' = IF ACKNOWLEDGED THEN "asked" ELSE "granted"

Ask ==
  IF sinceAsked > ANSWER THEN RenewByLease
  ELSE /\ address' = LEASE
       /\ stage' = IF link /\ wUp /\ waitsFor = number THEN "granted" ELSE "asked"
       /\ UNCHANGED <<number, says, sinceAsked, ordersLeft>>

Wait == UNCHANGED <<address, stage, number, says, sinceAsked, ordersLeft>>

RenewForRestart ==
  /\ sinceAsked <= ANSWER
  /\ address' = RESTART /\ stage' = "given"
  /\ UNCHANGED <<number, says, sinceAsked, ordersLeft>>

\* The disk, a table of addresses and a start may take their time.
HolderKeeps ==
  CASE stage = "none" -> RenewByLease \/ Announce
    [] stage = "asked" -> Ask
    [] stage = "granted" ->
         RenewForRestart \/ Wait \/ (sinceAsked > ANSWER /\ RenewByLease)
    [] stage = "given" -> Wait \/ RenewByLease

HolderTurn ==
  /\ "H" \in due /\ due' = due \ {"H"}
  /\ IF hUp
     THEN /\ hAlone' = IF link THEN 0 ELSE UpTo(GRACE, hAlone)
          /\ IF address = 0 \/ LetsGo THEN Without ELSE HolderKeeps
     ELSE UNCHANGED <<hAlone, address, stage, number, says, sinceAsked, ordersLeft>>
  /\ UNCHANGED <<link, databases, hUp, wUp, wHas, waitsFor, timeLeft, sinceOver, wAlone,
                 faultsLeft>>

-----------------------------------------------------------------------------
(* The other server.                                                       *)

HearNothing == UNCHANGED <<waitsFor, timeLeft, sinceOver>>

BeginToWait == waitsFor' = says /\ timeLeft' = RESTART + ANSWER /\ sinceOver' = 0

EndToWait == waitsFor' = 0 /\ timeLeft' = 0 /\ UNCHANGED sinceOver

Hear ==
  IF says = waitsFor THEN HearNothing ELSE IF says = 0 THEN EndToWait ELSE BeginToWait

RestartIsOver == waitsFor' = 0 \/ (timeLeft' = 0 /\ sinceOver' >= TAKE_WAIT)

WaiterTurn ==
  /\ "W" \in due /\ due' = due \ {"W"}
  /\ IF wUp
     THEN /\ HearNothing \/ (link /\ hUp /\ Hear)
          /\ wAlone' = IF databases = "W" /\ ~(link /\ (hUp \/ address > 0))
                       THEN UpTo(TAKE_WAIT, wAlone) ELSE 0
          /\ wHas' = (wHas \/ (wAlone' >= TAKE_WAIT /\ RestartIsOver))
     ELSE UNCHANGED <<waitsFor, timeLeft, sinceOver, wAlone, wHas>>
  /\ UNCHANGED <<link, databases, hUp, address, stage, number, sinceAsked, hAlone, says,
                 wUp, faultsLeft, ordersLeft>>

Next == Round \/ HolderTurn \/ WaiterTurn
Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
NeverTwo == due = {} => ~(wHas /\ address > 0)
=============================================================================
