package casfailover.simulation;

import java.util.function.Consumer;

/**
 * What goes wrong, before it is settled when.
 *
 * @param text what exactly, for people
 * @param happens what it does to the world; what ends by itself ends with the time that the text
 *     says
 */
record Trouble(String text, Consumer<World> happens) {}
