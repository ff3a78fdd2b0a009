package casfailover.jnrpe;

import it.jnrpe.plugins.IPluginInterface;
import it.jnrpe.plugins.IPluginRepository;
import it.jnrpe.plugins.PluginDefinition;
import it.jnrpe.plugins.PluginRepository;
import it.jnrpe.plugins.UnknownPluginException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Plugins for jnrpe-lib's engine, each wrapped once; the library's own repository wraps one anew
 * for each call. A call only reads what is kept in the wrapping, so that many may share it.
 */
final class KeptPlugins implements IPluginRepository {

  private final IPluginRepository plugins = new PluginRepository();
  private final Map<String, IPluginInterface> wrapped = new ConcurrentHashMap<>();

  @Override
  public IPluginInterface getPlugin(String name) throws UnknownPluginException {
    IPluginInterface kept = wrapped.get(name);
    if (kept == null) {
      kept = plugins.getPlugin(name);
      wrapped.put(name, kept);
    }
    return kept;
  }

  @Override
  public void addPluginDefinition(PluginDefinition definition) {
    plugins.addPluginDefinition(definition);
    wrapped.remove(definition.getName());
  }

  @Override
  public void removePluginDefinition(PluginDefinition definition) {
    plugins.removePluginDefinition(definition);
    wrapped.remove(definition.getName());
  }

  @Override
  public Collection<PluginDefinition> getAllPlugins() {
    return plugins.getAllPlugins();
  }
}
