/**
 * The checks as plugins of jnrpe-lib, asked through its plugin interface. Nothing else of ours
 * knows that library, and of the library this package uses what a plugin is, never its network.
 *
 * <p>Two programs run the plugins. The agent makes them with the functions that judge what it has
 * seen, and asks them through {@code CheckCommands}. A stock JNRPE server finds them by {@code
 * plugin.xml} and makes them without arguments; then they ask the running agent. Such a server
 * loads each plugin class by itself, so no plugin class may refer to another one.
 *
 * <p>The programs may import this package; it imports {@code check} and the packages below it.
 */
@NullMarked
package casfailover.jnrpe;

import org.jspecify.annotations.NullMarked;
