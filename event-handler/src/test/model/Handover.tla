------------------------------ MODULE Handover ------------------------------
(***************************************************************************)
(* The ordered move of the address, over a network that loses and delays   *)
(* what the two agents tell each other. The holder H has the address, the  *)
(* target T is to get it and leads the talk:                               *)
(*                                                                         *)
(*   T: Release (ends epoch e) -> H lets go -> Released -> T adds          *)
(*      -> Confirm -> H knows that it is over -> Confirmed                 *)
(*                                                                         *)
(* What Cas.tla does in one step is opened here. A cut that lasts is left  *)
(* to the rules there, so the end is judged with the link up.              *)
(***************************************************************************)
EXTENDS Integers

CONSTANTS
  MODE,          \* how H gets the address back when nothing more is heard:
                 \* "grant": T may add only for GRANT, H waits longer (as it is);
                 \* "timeout": as first written, when no confirmation came;
                 \* "message": only when T says so
  GRANT,         \* for so many rounds T may add, counted from sending its request
  RECLAIM_WAIT,  \* for so many rounds H waits, counted from its release
  EPOCH,         \* a request names the epoch that it ends, and H refuses another
  FAULTS,        \* how many messages are lost and links cut or healed
  CALM           \* rounds without a fault after which the end is judged

VARIABLES
  link,                   \* whether the two servers reach each other
  hHas, tHas,             \* who has the address
  h,                      \* H: "holds", "released", "done"
  t,                      \* T: "idle", "asked", "added" (not yet confirmed), "done"
  hEpoch, tEpoch,         \* the epoch of each one's term
  attempt,                \* how often the move was ordered
  messages,               \* what is on its way
  sinceRelease, sinceAsked,
  faultsLeft, calm,
  both                    \* rounds with two holders, without a break

hState == <<hHas, h, hEpoch>>
tState == <<tHas, t, tEpoch, attempt>>
clocks == <<sinceRelease, sinceAsked>>
run == <<faultsLeft, calm, both>>
vars == <<link, hState, tState, messages, clocks, run>>

Min(a, b) == IF a < b THEN a ELSE b
Message(word, epoch, number) == [word |-> word, epoch |-> epoch, attempt |-> number]
ByGrant == MODE = "grant"

Init ==
  /\ link = TRUE
  /\ hHas = TRUE /\ h = "holds" /\ hEpoch = 1
  /\ tHas = FALSE /\ t = "idle" /\ tEpoch = 0 /\ attempt = 0
  /\ messages = {}
  /\ sinceRelease = 0 /\ sinceAsked = 0
  /\ faultsLeft = FAULTS /\ calm = 0 /\ both = 0

\* A message that has arrived; an agent answers it, or drops it.
Arrived(word, m) == m.word = word /\ link
Answer(m, answer) == messages' = (messages \ {m}) \cup {answer}
Drop(m) == messages' = messages \ {m}

-----------------------------------------------------------------------------
(* The target.                                                             *)

Order ==
  /\ t = "idle" /\ calm = 0 /\ attempt < 2 /\ ~tHas /\ link
  /\ t' = "asked" /\ sinceAsked' = 0 /\ attempt' = attempt + 1
  /\ messages' = messages \cup {Message("Release", hEpoch, attempt + 1)}
  /\ UNCHANGED <<link, hState, tHas, tEpoch, sinceRelease, run>>

\* T adds only while its own grant of this attempt runs, and that commits: no rollback after it.
Add ==
  \E m \in messages :
    /\ Arrived("Released", m) /\ (ByGrant => m.attempt = attempt)
    /\ IF t = "asked" /\ (ByGrant => sinceAsked <= GRANT)
       THEN /\ tHas' = TRUE /\ tEpoch' = m.epoch + 1
            /\ t' = IF ByGrant THEN "done" ELSE "added"
            /\ Answer(m, Message("Confirm", m.epoch + 1, m.attempt))
       ELSE Drop(m) /\ UNCHANGED <<tHas, tEpoch, t>>
    /\ sinceAsked' = 0
    /\ UNCHANGED <<link, hState, attempt, sinceRelease, run>>

Confirmed ==
  \E m \in messages :
    /\ Arrived("Confirmed", m) /\ Drop(m)
    /\ t' = IF t = "added" THEN "done" ELSE t
    /\ UNCHANGED <<link, hState, tHas, tEpoch, attempt, clocks, run>>

\* As first written T rolled back what it had added, and told H to take it again.
GiveUp ==
  /\ t \in {"asked", "added"} /\ sinceAsked > GRANT
  /\ t' = "idle"
  /\ tHas' = IF ByGrant THEN tHas ELSE FALSE
  /\ messages' = IF ByGrant THEN messages ELSE messages \cup {Message("TakeBack", 0, attempt)}
  /\ UNCHANGED <<link, hState, tEpoch, attempt, clocks, run>>

-----------------------------------------------------------------------------
(* The holder.                                                             *)

Release ==
  \E m \in messages :
    /\ Arrived("Release", m)
    /\ IF hHas /\ (EPOCH => m.epoch = hEpoch)
       THEN /\ hHas' = FALSE /\ h' = "released" /\ sinceRelease' = 0
            /\ Answer(m, Message("Released", hEpoch, m.attempt))
       ELSE Drop(m) /\ UNCHANGED <<hHas, h, sinceRelease>>
    /\ UNCHANGED <<link, hEpoch, tState, sinceAsked, run>>

HearConfirm ==
  \E m \in messages :
    /\ Arrived("Confirm", m) /\ Answer(m, Message("Confirmed", 0, m.attempt))
    /\ h' = "done"
    /\ UNCHANGED <<link, hHas, hEpoch, tState, clocks, run>>

\* After RECLAIM_WAIT, with the wire silent and T saying "not me", in a term of its own.
TakeBack ==
  /\ h = "released" /\ ~hHas
  /\ \/ ByGrant /\ sinceRelease >= RECLAIM_WAIT /\ link /\ ~tHas
     \/ MODE = "timeout" /\ sinceRelease > GRANT
  /\ hHas' = TRUE /\ h' = "holds"
  /\ hEpoch' = IF ByGrant THEN hEpoch + 1 ELSE hEpoch
  /\ UNCHANGED <<link, tState, messages, clocks, run>>

TakeBackWhenTold ==
  \E m \in messages :
    /\ Arrived("TakeBack", m) /\ Drop(m)
    /\ hHas' = TRUE /\ h' = "holds"
    /\ UNCHANGED <<link, hEpoch, tState, clocks, run>>

-----------------------------------------------------------------------------
(* Both, and what is around them.                                          *)

\* Two holders that see each other: the higher epoch stays.
Meet ==
  /\ link /\ hHas /\ tHas /\ both > 0
  /\ IF tEpoch > hEpoch THEN hHas' = FALSE /\ h' = "done" /\ UNCHANGED tHas
     ELSE tHas' = FALSE /\ UNCHANGED <<hHas, h>>
  /\ UNCHANGED <<link, hEpoch, t, tEpoch, attempt, messages, clocks, run>>

Fault == calm = 0 /\ faultsLeft > 0 /\ faultsLeft' = faultsLeft - 1 /\ UNCHANGED <<calm, both>>

Lose == Fault /\ (\E m \in messages : Drop(m)) /\ UNCHANGED <<link, hState, tState, clocks>>
CutOrHeal == Fault /\ link' = ~link /\ UNCHANGED <<hState, tState, messages, clocks>>

Round ==
  /\ sinceRelease' = Min(sinceRelease + 1, RECLAIM_WAIT + 1)
  /\ sinceAsked' = Min(sinceAsked + 1, RECLAIM_WAIT + 1)
  /\ both' = IF hHas /\ tHas THEN Min(both + 1, CALM) ELSE 0
  /\ \/ calm = 0 /\ calm' = 0 /\ UNCHANGED faultsLeft
     \/ calm < CALM /\ calm' = calm + 1 /\ faultsLeft' = 0
  /\ UNCHANGED <<link, hState, tState, messages>>

Answering == Add \/ Confirmed \/ Release \/ HearConfirm \/ TakeBackWhenTold \/ Meet
Waiting == GiveUp \/ TakeBack

\* Before the calm a message may be late by any number of rounds; in it nobody dawdles.
Next ==
  \/ Answering \/ Waiting \/ Order \/ Lose \/ CutOrHeal
  \/ Round /\ (calm = 0 \/ (~ENABLED Answering /\ ~ENABLED Waiting))
Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
NeverTwo == ~(hHas /\ tHas)
TwoPersist == both <= 2
AtTheEnd == calm = CALM
SomeHolder == AtTheEnd /\ link => hHas \/ tHas
NotTwoAtTheEnd == AtTheEnd => NeverTwo
=============================================================================
