/**
 * Plays the two servers of production in a world that is only simulated, on a time of its own, and
 * holds what happens against rules. Nothing here knows the real clock, and every chance comes from
 * the seed of the run.
 */
package casfailover.simulation;
