package casfailover.jnrpe;

import it.jnrpe.JNRPEBuilder;
import it.jnrpe.commands.CommandDefinition;
import it.jnrpe.commands.CommandRepository;
import it.jnrpe.plugins.PluginDefinition;
import it.jnrpe.plugins.PluginRepository;
import it.jnrpe.utils.PluginRepositoryUtil;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A stock JNRPE server: jnrpe-lib's own network layer, with the start of jnrpe-server, which Maven
 * Central does not have, done again around it. Runs in a JVM that has jnrpe-lib and the libraries
 * that it came with, and nothing of ours; its arguments are PORT PLUGIN-FOLDER COMMANDS, where the
 * last is a file like the section {@code [commands]} of jnrpe.ini.
 */
final class StockJnrpe {

  private static final Pattern COMMAND = Pattern.compile("(\\w+) *[:=] *(\\w+) *(.*)");

  private StockJnrpe() {}

  public static void main(String[] words) throws Exception {
    PluginRepository plugins = new PluginRepository();
    for (PluginDefinition plugin : pluginsIn(Path.of(words[1]))) {
      plugins.addPluginDefinition(plugin);
    }
    JNRPEBuilder.forRepositories(plugins, commandsIn(Path.of(words[2])))
        .acceptParams(true)
        .acceptHost("127.0.0.1")
        .withCharset(StandardCharsets.UTF_8)
        .build()
        .listen("127.0.0.1", Integer.parseInt(words[0]), false);
    new CountDownLatch(1).await();
  }

  private static List<PluginDefinition> pluginsIn(Path path) throws Exception {
    List<PluginDefinition> plugins = new ArrayList<>();
    for (File folder : sorted(path.toFile())) {
      List<File> jars = sorted(folder).stream().filter(f -> f.getName().endsWith(".jar")).toList();
      List<URL> urls = new ArrayList<>();
      for (File jar : jars) {
        urls.add(jar.toURI().toURL());
      }
      ClassLoader loader = new PackageLoader(urls.toArray(URL[]::new));
      for (File jar : jars) {
        plugins.addAll(pluginsIn(jar, loader));
      }
    }
    return plugins;
  }

  private static Collection<PluginDefinition> pluginsIn(File file, ClassLoader loader)
      throws Exception {
    try (JarFile jar = new JarFile(file)) {
      ZipEntry xml = jar.getEntry("plugin.xml");
      return xml == null
          ? List.of()
          : PluginRepositoryUtil.loadFromXmlPluginPackageDefinitions(
              loader, jar.getInputStream(xml));
    }
  }

  private static List<File> sorted(File folder) {
    return Stream.of(Objects.requireNonNull(folder.listFiles(), folder.toString()))
        .sorted()
        .toList();
  }

  private static CommandRepository commandsIn(Path file) throws IOException {
    CommandRepository commands = new CommandRepository();
    for (String line : Files.readAllLines(file)) {
      Matcher command = COMMAND.matcher(line);
      if (command.matches()) {
        CommandDefinition definition = new CommandDefinition(command.group(1), command.group(2));
        definition.setArgs(command.group(3));
        commands.addCommandDefinition(definition);
      }
    }
    return commands;
  }

  /**
   * A class loader as jnrpe-server has for each folder: what the folder's jars contain comes before
   * what the server has itself, and a class that is asked for by its name is defined, even if it is
   * there already.
   */
  private static final class PackageLoader extends ClassLoader {

    private final Jars jars;

    PackageLoader(URL[] urls) {
      super(StockJnrpe.class.getClassLoader());
      this.jars = new Jars(urls, getParent());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return jars.findClass(name);
    }
  }

  /** The jars of a folder; what they do not contain comes from the server. */
  private static final class Jars extends URLClassLoader {

    private final ClassLoader server;

    Jars(URL[] urls, ClassLoader server) {
      super(urls, null);
      this.server = server;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      return findResource(file) == null ? server.loadClass(name) : super.findClass(name);
    }
  }
}
